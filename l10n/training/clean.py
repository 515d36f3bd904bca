"""What may be learned: both sides in their own language, at lengths that can translate."""

import re

LONGEST = 220
"""Characters of the English side beyond which a pair is left out: the product splits sentences."""

_ICU = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_HANDLE = re.compile(r"[#@]\S+|https?://\S+")


def is_clean(en: str, zh: str) -> bool:
    """Whether both sides are written in their language, at lengths that can translate.

    A Chinese character carries about what 1.5 to 6 Latin characters do; the bounds are wide
    because short strings vary. A Chinese side mostly in Latin words is an untranslated copy.
    """
    if has_branches(en) or has_branches(zh):
        return False
    han = len(_HAN.findall(zh))
    copied = sum(map(len, _LATIN_WORD.findall(_without_handles(zh))))
    if not han or not _LATIN.search(en) or _HAN.search(_without_handles(en)):
        return False
    if len(en) > LONGEST or copied > 3 * han + 12:
        return False
    return len(en) <= 8 * len(zh) + 12 and len(zh) <= 1.5 * len(en) + 8


def has_branches(text: str) -> bool:
    """Whether a text is an ICU message with branches: the product sends these one by one."""
    return bool(_ICU.search(text))


def _without_handles(text: str) -> str:
    return _HANDLE.sub("", text)
