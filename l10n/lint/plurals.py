"""Plurals that code makes by hand: `n === 1 ? "file" : "files"`, `"file" + ("s" if n > 1 else "")`.

English has two forms; Chinese has one, Polish three, Arabic six. What is compared, and the two
texts that it decides between, tell such a choice from any other.
"""

import re

# `n == 1`, `n > 1` and the like, by the operator where the number stands behind it.
_ASKS = frozenset(
    (("==", 1), ("===", 1), ("!=", 1), ("!==", 1), (">", 1), ("<=", 1), ("<", 2), (">=", 2))
)
_MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
_COUNT = re.compile(
    r"(?:^|[^A-Za-z])(?:n|num|count|counts|total|length|size|amount|quantity|qty|number|len)(?:\(|$)"
    r"|(?:Count|Length|Total|Amount|Quantity|Number|Num)$|(?:^|[._])(?:num|count|total|n)_\w+$"
    r"|\blen\(.*\)$|\b(?:num|total)[A-Z]\w*$|\b(?:length|count|size)\(\)$"
)
_SUFFIXES = frozenset(
    (*(("", end) for end in ("s", "es", "en", "n", "S")), ("y", "ies"), ("y", "s"))
)
_IRREGULAR = frozenset(
    frozenset(pair)
    for pair in (
        *(("is", "are"), ("has", "have"), ("was", "were"), ("this", "these"), ("it", "them")),
        *(("person", "people"), ("child", "children"), ("man", "men"), ("woman", "women")),
        *(("does", "do"), ("that", "those"), ("its", "their"), ("'s", "s")),
    )
)
# What stands for the number, which only one of the two may write out.
_NUMBER = re.compile(r"\{\w*\}|%\(\w+\)[ds]|%[ds]|\b(?:\d+|one|an?|all|the)\b", re.IGNORECASE)
# How a key of the one ends, and of the other.
_KEY_END = re.compile(
    r"[._-]?(?:plural|singular|single|multiple|multi|many|one|other)$", re.IGNORECASE
)


def asks_for_one(operator: str, number: str, *, number_first: bool) -> bool:
    """Whether a comparison with a number asks if something is one."""
    if number not in {"1", "2"}:
        return False
    operator = _MIRRORED.get(operator, operator) if number_first else operator
    return (operator, int(number)) in _ASKS


def is_count(code: str) -> bool:
    """Whether the code of a value says by its name that it is a number of things."""
    return _COUNT.search(code.strip().removesuffix("?")) is not None


def are_endings(one: str, other: str) -> bool:
    """Whether two texts are what makes a word singular or plural: "" and "s", "is" and "are"."""
    one, other = one.strip(), other.strip()
    pair = (one, other) if len(one) <= len(other) else (other, one)
    return pair in _SUFFIXES or frozenset((one.lower(), other.lower())) in _IRREGULAR


def are_forms(one: str, other: str) -> bool:
    """Whether two texts, or keys of such, are the singular and the plural of one another."""
    if one == other:
        return False
    if _is_key(one) and _is_key(other):
        stem, its = _KEY_END.sub("", one), _KEY_END.sub("", other)
        return stem == its or _are_one_word(stem, its)
    words, others = (_NUMBER.sub(" ", text).lower().split() for text in (one, other))
    if len(words) != len(others) or words == others:
        return False
    return all(a == b or _are_one_word(a, b) for a, b in zip(words, others, strict=True))


def _is_key(text: str) -> bool:
    return " " not in text and not text.istitle()


def _are_one_word(one: str, other: str) -> bool:
    one, other = (word.strip(".,:;!?()\"'") for word in (one, other))
    short, long = sorted((one, other), key=len)
    same = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return (same > 1 and are_endings(short[same:], long[same:])) or are_endings(one, other)
