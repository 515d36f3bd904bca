"""The English forms in which a glossary term may stand in a text.

Regular morphology after Quirk et al., A Comprehensive Grammar of the English Language (1985),
3.5-3.10 and 5.79-5.81: enough for interface words, wrong for irregular ones, which a glossary
lists as entries of their own.
"""

import re
from functools import lru_cache

_VOWELS = "aeiou"
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
# One vowel and one consonant at the end of a short word double it: tag, tagged; pin, pinning.
_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][bdfgklmnprt]$")


def _s_form(word: str) -> str:
    if _SIBILANT.search(word):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _verb_forms(word: str) -> list[str]:
    if word.endswith("e"):
        return [word + "d", (word[:-2] + "ying") if word.endswith("ie") else (word[:-1] + "ing")]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [word[:-1] + "ied", word + "ing"]
    stem = word + word[-1] if _DOUBLES.match(word) else word
    return [stem + "ed", stem + "ing"]


@lru_cache(maxsize=65536)
def forms(term: str, part_of_speech: str = "") -> tuple[str, ...]:
    """The term and its inflected forms, lower case in, lower case out.

    A verb inflects its first word (follow back, followed back), all else its last one (direct
    message, direct messages, direct message's). Terms that do not end (verbs: begin) in a plain
    Latin word have no other form.
    """
    head, rest = term, ""
    if part_of_speech == "verb":
        head, space, rest = term.partition(" ")
        rest = space + rest
    lead, word = re.match(r"(.*?)([a-z]*)$", head, re.DOTALL).groups()  # type: ignore[union-attr]
    if len(word) < 2 or (part_of_speech in {"adjective", "adverb", "interjection"}):
        return (term,)
    inflected = [word, _s_form(word)]
    if part_of_speech == "verb":
        inflected += _verb_forms(word)
    else:
        inflected += [word + "'s", word + "’s", _s_form(word) + "'"]
    return tuple(dict.fromkeys(lead + form + rest for form in inflected))
