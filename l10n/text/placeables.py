"""From text to pattern and back: the one place that knows how placeables are written.

Sources of the forms: printf-style formatting and format strings of the Python documentation,
gettext's manual on `c-format`, i18next's interpolation and nesting, ICU MessageFormat, HTML's
tags and character references, Unicode TR51 for emoji sequences, and the way Xiaohongshu and
Weibo write topics (`#话题[话题]#`, `#话题#`) and stickers (`[偷笑R]`).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from l10n.model import Pattern, Placeable, PlaceableKind, Syntax
from l10n.text import faces, icu, vue
from l10n.text.typography import HAN

_EMOJI_BASE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
)
_EMOJI_ONE = f"[{_EMOJI_BASE}](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?\u20e3?[\U000e0020-\U000e007f]*"
EMOJI = (
    f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3"
    f"|{_EMOJI_ONE}(?:\u200d{_EMOJI_ONE})*|[\U0001f3fb-\U0001f3ff]"
    r"|\[[\u4e00-\u9fffA-Za-z]{1,8}R\])"
)

# What repeats is bounded or possessive (`*+`) and an address starts where no character of one
# precedes, so that hostile text costs no more than its length.
# A URL ends before white space and punctuation that closes; a bracket in it is one that opens
# there too. Han belongs to it (an IRI, RFC 3987) right after what divides its parts, as in
# `/wiki/小红书`; after a letter or digit it is the sentence going on: `a.example这里`.
_URL_LAST = rf"[A-Za-z0-9\-_~/#@$&*+=%]|(?<=[/?#=&_+~%-])[{HAN}]++"
_URL_INNER = r"[.:?!',;]++(?=[A-Za-z0-9\-_~/#@$&*+=%\[({])"
_URL_ENCLOSED = (
    r"\([^\s()<>]{0,200}\)|\[[^\s\[\]<>]{0,200}\]"
    r"|\{\{[^\s{}<>]{0,200}\}\}|\{[^\s{}<>]{0,200}\}"
)
_URL = (
    r"(?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}://|\bwww\.)"
    rf"(?>(?:{_URL_LAST}|{_URL_INNER}|{_URL_ENCLOSED})+)"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
# After Han a mention or topic starts without a space (快来@小红书, 好看#ootd); after Latin it is an
# address or a name such as C#.
_MENTION = r"(?<![A-Za-z0-9_@＠/.])[@＠]\w+(?:[.-]\w+)*"
_HASHTAG = (
    r"\#[^\s\#\[\]@]{1,60}\[[^\s\[\]\#]{1,10}\]\#"
    r"|\#[^\s\#\[\]@，。！？、；：,!?;:]{1,60}\#(?!\w)"
    r"|(?<![A-Za-z0-9_&/\#])\#(?=\w*[^\W\d])\w+"
)
# An atomic group: before Python 3.11.5 a possessive one, (?:...)*+, misses what it should match.
_COMMENT = r"<!--(?>(?:[^-<]+|-(?!->)|<(?!!--))*)-->"
# What has no attribute, one with a value, or is of those that have them without: `<no such file>`
# is prose.
_BARE = "input|button|select|option|textarea|video|audio|details|dialog|script|iframe|form|ol"
_TAG = (
    r"</?[A-Za-z][\w:.-]*\s*/?>|<[A-Za-z][\w:.-]*\s[^<>=]*=[^<>]*>"
    rf"|<(?i:{_BARE})\s[^<>]*>|</?\d+\s*/?>|{_COMMENT}"
)
# What stands between backticks is for a machine to read. A run of them ends with one as long, as
# CommonMark and reStructuredText have it.
_CODE = r"(?<!`)(?:`[^`\n]{1,200}`|``(?!`)[^\n]{1,200}?(?<!`)``)(?!`)"
# What reStructuredText links has words of its own, before the place: :ref:`these <place>`.
_PLACE = r"<[^<>`\n]{1,200}>`"
_LINK = (
    rf"(?<=[a-z]:)`(?=[^`<\n]{{1,200}}\s{_PLACE})|`(?=[^`<\n]{{1,200}}\s{_PLACE}_)"
    rf"|{_PLACE}_{{0,2}}"
)
# What shops let people copy, between two signs of money.
_SHOP_CODE = r"(?<![A-Za-z0-9￥¥])[￥¥](?=[A-Za-z0-9]{0,15}[A-Za-z])[A-Za-z0-9]{8,16}[￥¥](?!\d)"
_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});"

# A space before a word is no flag but prose: 100% of it.
_PYTHON = (
    r"%%|%(?! [A-Za-z]{2})(?:\([^)%]*\))?[#0\- +]*+(?:\d++|\*)?(?:\.(?:\d++|\*))?"
    r"[hlL]?[diouxXeEfFgGcrsa]"
)
# Apple's variables of plural rules stand among them: %#@files@.
_C = (
    r"%(?:\d++\$)?\#@\w++@"
    r"|%(?:\d++\$)?[#0\- +']*+(?:\d++|\*)?(?:\.(?:\d++|\*))?(?:hh|h|ll|l|L|q|j|z|t)?"
    r"[diouxXeEfFgGaAcspn%@]"
)
_FIELD = r"[^{}!:\n]{0,200}(?:![rsa])?(?::[^{}]*(?:\{[^{}]*\}[^{}]*)*)?"
_BRACE = rf"\{{\{{|\}}\}}|\{{{_FIELD}\}}"
# What templates write between doubled braces is theirs, whatever it is: a name, a filter behind a
# pipe, a format behind a comma, an expression (i18next, Vue, Angular, Jinja).
_DOUBLED = r"\{\{[^{}\n]{1,200}\}\}"
_I18NEXT = rf"{_DOUBLED}|\$t\([^()]*\)|\{{[A-Za-z_][\w.]*\}}"
# Whatever stands in Fluent's braces, selectors with braces in their branches included.
_STRING = r'"(?>(?:[^"\\\n]|\\.)*)"'
_FLUENT = rf'[^{{}}"]|{_STRING}'
for _level in range(3):
    _FLUENT = rf'[^{{}}"]|{_STRING}|\{{(?>(?:{_FLUENT})*)\}}'
_QT = r"%L?(?:\d{1,2}|n)"
# Between single braces: a path of names, and behind it a format, filter, call or operator.
_PATH = r"[\w$@][\w$\-]*(?:\.[\w$\-]+|\[[^\[\]{}\n]{1,60}\])*"
_SINGLE = rf"\{{\s*{_PATH}\s*(?:![rsa])?\s*(?:[:,|?(+*/%<>=&!-][^{{}}\n]{{0,200}})?\}}"
# Without a flag: what every syntax would take for a placeable, and prose would not.
_GENERIC = (
    r"%\([\w.-]+\)[#0\- +]*+\d*+(?:\.\d+)?[diouxXeEfFgGcrsa]"
    r"|%(?:\d+\$)?(?:\.\d+)?[sd@if](?![A-Za-z])"
    rf"|{_DOUBLED}|[$%]\{{[^{{}}\n]{{1,200}}\}}|{_SINGLE}|\{{\}}|\$t\([^()]*\)"
)
# Beside `%` a name in braces is somebody else's placeable, and kept as well.
_BESIDE_PERCENT = rf"|{_DOUBLED}|[$%]\{{\w+\}}|\{{[\w.\-]+\}}"

_VARIABLE = {
    Syntax.PYTHON: _PYTHON + _BESIDE_PERCENT,
    Syntax.BRACE: _BRACE,
    Syntax.C: _C + _BESIDE_PERCENT,
    Syntax.ICU: None,
    Syntax.I18NEXT: _I18NEXT,
    Syntax.FLUENT: rf"\{{(?>(?:{_FLUENT})*)\}}",
    Syntax.QT: _QT,
    Syntax.VUE: rf"{vue.LITERAL}|{vue.NAME}|{vue.LINK}|\|",
    Syntax.GENERIC: _GENERIC,
    Syntax.POST: None,
}


# What a placeable begins with, an address and a face excepted; digits and * only in a keycap.
_SIGNS = rf"`<&%{{}}$@#|\[{_EMOJI_BASE}\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff"
_FIRST = rf"[{_SIGNS}＠0-9*]"


def _compile(syntax: Syntax, *, addresses: bool) -> re.Pattern[str]:
    """What finds the placeables of a text; without addresses, which are looked for at each word."""
    # i18next fills a name in wherever it stands: the marks round it are the words' own.
    code = r"(?<!`)`(?:(?!\{\{)[^`\n]){1,200}`(?!`)" if syntax is Syntax.I18NEXT else _CODE
    groups = [("code", f"{_LINK}|{code}"), ("url", _URL), ("tag", _TAG), ("entity", _ENTITY)]
    if syntax is Syntax.POST:
        groups = [("code", f"{_CODE}|{_SHOP_CODE}"), ("url", _URL)]
    if variable := _VARIABLE[syntax]:
        groups.append(("variable", variable))
    emoji = f"{EMOJI}|{faces.STICKER}|{faces.FACE}" if syntax is Syntax.POST else EMOJI
    groups += [("hashtag", _HASHTAG), ("mention", _MENTION), ("emoji", emoji)]
    code, url, *others = (f"(?P<{name}>{form})" for name, form in groups)
    # Most characters begin nothing, and are passed by at one look.
    ahead = "" if syntax is Syntax.POST else f"(?={_FIRST})"
    found = [f"{ahead}{code}", url, f"{ahead}(?:{'|'.join(others)})"]
    if not addresses:
        found = [f"{ahead}(?:{'|'.join((code, *others))})"]
    return re.compile("|".join(found), re.DOTALL)


PRIVATE_USE, _MOST_HELD = 0xE000, 6_400
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SCANNERS = {
    (syntax, addresses): _compile(syntax, addresses=addresses)
    for syntax in Syntax
    for addresses in (False, True)
}
# A text without one of these, or of `www.`, holds no placeable of any syntax: most are told so at
# once.
_BEGINNINGS = re.compile(rf"[{_SIGNS}:\u20e3]")
_POST_BEGINNINGS = re.compile(f"{_BEGINNINGS.pattern}|{faces.BEGINNINGS}|[＠￥¥]")


@lru_cache(maxsize=16)  # who looks at a source for one reason soon does for another
def parse(text: str, syntax: Syntax = Syntax.GENERIC) -> Pattern:
    """The text as a pattern; `plain(parse(text))` is the text, whatever it holds.

    An invalid ICU message is read as generic text: the check that owns ICU says what is wrong.
    """
    if syntax is Syntax.ICU or (syntax is Syntax.GENERIC and icu.looks_like_icu(text)):
        try:
            return from_icu(icu.parse(text))
        except icu.IcuError:
            return tuple(_scan(text, Syntax.GENERIC))
    return tuple(_scan(text, syntax))


def from_icu(message: icu.Message) -> Pattern:
    """A parsed ICU message (or one of its branches) as a pattern; a choice is one placeable."""
    pieces: list[str | Placeable] = []
    for part in message:
        if isinstance(part, str):
            pieces.extend(_scan(part, Syntax.ICU))
        elif isinstance(part, icu.Argument):
            pieces.append(Placeable(PlaceableKind.VARIABLE, part.text))
        else:
            pieces.append(Placeable(PlaceableKind.COMPLEX, part.text))
    return tuple(pieces)


def opened(text: str, syntax: Syntax = Syntax.GENERIC) -> Pattern:
    """`parse`, but the words in the branches of an ICU message are text, for who seeks words."""
    pattern = parse(text, syntax)
    if not any(isinstance(p, Placeable) and p.kind is PlaceableKind.COMPLEX for p in pattern):
        return pattern
    return tuple(_opened(icu.parse(text)))


def _opened(message: icu.Message) -> Iterator[str | Placeable]:
    for part in message:
        if not isinstance(part, icu.Choice):
            yield from from_icu((part,))
            continue
        for piece in part.opened():
            if isinstance(piece, str):
                yield Placeable(PlaceableKind.COMPLEX, piece)
            else:
                yield from _opened(piece)


def _looks_plain(text: str, syntax: Syntax) -> bool:
    beginnings = _POST_BEGINNINGS if syntax is Syntax.POST else _BEGINNINGS
    return not beginnings.search(text) and "www." not in text


def _scan(text: str, syntax: Syntax) -> list[str | Placeable]:
    if _looks_plain(text, syntax):
        return [text] if text else []
    pieces: list[str | Placeable] = []
    position = 0
    addresses = "://" in text or "@" in text or "www." in text
    for match in _SCANNERS[syntax, addresses].finditer(text):
        if match.start() > position:
            pieces.append(text[position : match.start()])
        kind = PlaceableKind(match.lastgroup or "")
        pieces.append(Placeable(kind, match[0]))
        position = match.end()
    if position < len(text):
        pieces.append(text[position:])
    return pieces


def plain(pattern: Pattern) -> str:
    """The pattern as text again."""
    if len(pattern) == 1 and isinstance(pattern[0], str):
        return pattern[0]
    return "".join([piece if isinstance(piece, str) else piece.text for piece in pattern])


def placeables(pattern: Pattern) -> Counter[Placeable]:
    """Each placeable with how often it stands there."""
    return Counter(piece for piece in pattern if isinstance(piece, Placeable))


def words(pattern: Pattern) -> str:
    """The text alone, a space where each placeable stood, so that words do not join."""
    if len(pattern) == 1 and isinstance(pattern[0], str):
        return pattern[0]
    return "".join([piece if isinstance(piece, str) else " " for piece in pattern])


def with_words(pattern: Pattern, change: Callable[[str], str]) -> str:
    """The pattern as text, its words changed, its placeables as they are.

    Args:
        change: is given the text with a stand-in from the private use area for each placeable,
            and keeps these.
    """
    if len(pattern) == 1 and isinstance(pattern[0], str):
        return pattern[0] if _PRIVATE.search(pattern[0]) else change(pattern[0])
    held = [piece.text for piece in pattern if isinstance(piece, Placeable)]
    stand_ins = iter(map(chr, range(PRIVATE_USE, PRIVATE_USE + len(held))))
    text = "".join(piece if isinstance(piece, str) else next(stand_ins) for piece in pattern)
    if len(held) > _MOST_HELD or len(_PRIVATE.findall(text)) != len(held):
        return plain(pattern)  # nobody's translation, or a text that has such characters itself
    return _PRIVATE.sub(lambda match: held[ord(match[0]) - PRIVATE_USE], change(text))
