"""Amounts of money: a number with the sign, code or word of a currency right beside it.

Codes after ISO 4217; signs and words are those of the languages we serve. A sign that several
currencies share stands for all of them.
"""

import re

_DOLLARS = "USD AUD CAD HKD NZD SGD TWD MXN"
_CURRENCIES: dict[str, str] = {
    **{code: code for code in f"{_DOLLARS} CNY JPY EUR GBP KRW INR RUB THB VND BRL CHF".split()},
    "$": _DOLLARS,
    "＄": _DOLLARS,
    "dollar": _DOLLARS,
    "dollars": _DOLLARS,
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "S$": "SGD",
    "美元": "USD",
    "美金": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "新台币": "TWD",
    "台币": "TWD",
    "加元": "CAD",
    "澳元": "AUD",
    "新元": "SGD",
    "新加坡元": "SGD",
    "新西兰元": "NZD",
    "¥": "CNY JPY",
    "￥": "CNY JPY",
    "CN¥": "CNY",
    "JP¥": "JPY",
    "RMB": "CNY",
    "yuan": "CNY",
    "元": "CNY",
    "块钱": "CNY",
    "人民币": "CNY",
    "元人民币": "CNY",
    "yen": "JPY",
    "日元": "JPY",
    "円": "JPY",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "欧元": "EUR",
    "£": "GBP",
    "英镑": "GBP",
    "₩": "KRW",
    "韩元": "KRW",
    "₹": "INR",
    "卢比": "INR",
    "₽": "RUB",
    "卢布": "RUB",
    "฿": "THB",
    "泰铢": "THB",
    "₫": "VND",
    "越南盾": "VND",
    "瑞士法郎": "CHF",
}
_CODES = {name: frozenset(codes.split()) for name, codes in _CURRENCIES.items()}
# What can stand by itself in a word of Latin letters needs an end there: USD, not USDA.
_MARK = "|".join(
    re.escape(name) + (r"(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else "")
    for name in sorted(_CODES, key=len, reverse=True)
)
_NUMBER = r"\d++(?>(?:[.,]\d++)*)"
# Few texts speak of money, and those have one of these.
_SIGN = re.compile("[$＄¥￥€£₩₹₽฿₫元円块金币镑比布铢盾郎]")
_CODE = re.compile("[A-Z][A-Z][A-Z]")
_NAMES = ("dollar", "euro", "yuan", "yen")
_AMOUNT = re.compile(
    rf"(?<![A-Za-z])(?P<before>{_MARK}) ?(?P<first>{_NUMBER})"
    rf"|(?<![\d.])(?P<last>{_NUMBER}) ?[千万亿]? ?(?P<after>{_MARK})"
)


def may_hold(text: str) -> bool:
    """Whether an amount may stand in the text, told at a glance."""
    signed = _SIGN.search(text) or _CODE.search(text)
    return signed is not None or any(name in text for name in _NAMES)


def amounts(text: str) -> dict[str, frozenset[str]]:
    """The numbers that are money, without thousands separators, with the currencies meant."""
    found: dict[str, frozenset[str]] = {}
    if not may_hold(text):
        return found
    for match in _AMOUNT.finditer(text):
        number = (match["first"] or match["last"]).replace(",", "")
        found[number] = found.get(number, frozenset()) | _CODES[match["before"] or match["after"]]
    return found
