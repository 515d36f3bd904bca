"""What a post is before it is translated: its languages, or why nothing of it is to be translated.

Pure.
"""

from collections import Counter
from dataclasses import dataclass

from l10n.model import Placeable, PlaceableKind, Syntax
from l10n.text.placeables import parse, words
from l10n.text.segments import Segment, plan
from l10n.text.spoken import language_of, surely

# What we translate from.
SPOKEN = ("zh", "zh_Hant", "en")
# Reasons why a post is not translated.
EMOJI_ONLY, TAG_ONLY, LINK_ONLY, NUMBER_ONLY = "emoji-only", "tag-only", "link-only", "number-only"
NO_WORDS, OTHER_LANGUAGE, ALREADY_TARGET = "no-words", "other-language", "already-target"

_WITHOUT_WORDS = (
    ({PlaceableKind.HASHTAG, PlaceableKind.MENTION}, TAG_ONLY),
    ({PlaceableKind.URL}, LINK_ONLY),
    ({PlaceableKind.EMOJI}, EMOJI_ONLY),
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A post.

    Attributes:
        languages: those of `SPOKEN` that it is written in, the most letters first.
        language: of the whole, "" where nothing tells.
        reason: why there is nothing to translate, "" where there is.
    """

    languages: tuple[str, ...]
    language: str = ""
    reason: str = ""


def understood(text: str) -> Understood:
    """What a post is written in.

    It has two languages where a sentence is surely in the other one; a word of English in a
    Chinese sentence makes none.
    """
    pattern = parse(text, Syntax.POST)
    said = words(pattern)
    whole = language_of(said.strip())
    if not whole:
        return Understood(
            (), "", _nothing({p.kind for p in pattern if isinstance(p, Placeable)}, said)
        )
    found = Counter({whole: 1} if whole in SPOKEN else {})
    for part in plan(pattern):
        if isinstance(part, Segment):
            inside = words(part.pieces).strip()
            if (language := surely(inside)) in SPOKEN:
                found[language] += len(inside)
    # A sentence without a Traditional character is Traditional among such as have one.
    if "zh_Hant" in found:
        found["zh_Hant"] += found.pop("zh", 0)
    languages = tuple(language for language, _letters in found.most_common())
    return Understood(languages, whole, "" if languages else f"{OTHER_LANGUAGE}: {whole}")


def _nothing(kinds: set[PlaceableKind], said: str) -> str:
    """Why a text without words has none."""
    if any(character.isdigit() for character in said):
        return NUMBER_ONLY
    if any(character.isalpha() for character in said):
        return NO_WORDS
    return next((why for those, why in _WITHOUT_WORDS if kinds & those), NO_WORDS)
