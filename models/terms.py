"""Finds words that translate each other in a pair: what inline terminology is trained on.

The lexicon is the corpus's own: dictionary entries and interface strings of up to three
words. A term of a pair is an English n-gram found once whose Chinese entry also stands once
on the other side. Numbers and Latin names written the same on both sides count too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from models.corpus import Pair
from models.masking import Span, find_locks, overlaps

LONGEST_TERM = 3
"""Words of an English term."""
MOST_TERMS = 6
"""Terms kept a pair; training uses one or two of them at a time."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_SAME = re.compile(r"\d+(?:[.,:]\d+)*|[A-Za-z][A-Za-z0-9]+")
_GLOSS = re.compile(r"^(?:to|lit\.|fig\.|a|an|the) |\([^)]*\)|\.$")
_FUNCTION_WORDS = frozenset(
    "the and for you your are was not has have had with this that from can will its our but all"
    " his her him she they them who what when how why did does been were out get got one two"
    " there here than then too very just only also more most some any into over about".split()
)

Lexicon = dict[str, frozenset[str]]


def lexicon(pairs: Iterable[Pair]) -> Lexicon:
    """English term (lower case) to the Chinese terms it is paired with."""
    entries: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.domain not in ("dict", "ui") or not 2 <= len(pair.zh) <= 8:
            continue
        en = _GLOSS.sub("", pair.en).strip().lower()
        words = en.split()
        if 1 <= len(words) <= LONGEST_TERM and all(map(_WORD.fullmatch, words)):
            if pair.zh.isalpha() and not pair.zh.isascii():
                entries[en].add(pair.zh)
    return {en: frozenset(zh) for en, zh in entries.items() if not _is_weak(en)}


def _is_weak(en: str) -> bool:
    return len(en) < 3 or en in _FUNCTION_WORDS


def base_forms(word: str) -> list[str]:
    """A word and what it may be an inflection of: `replies` gives replies, replie, reply."""
    forms = [word]
    for ending, stems in (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            forms += [word[: -len(ending)] + stem for stem in stems]
    if word.endswith("ed") and len(word) > 4:
        forms += [word[:-2], word[:-1]]
    return forms


def shared_terms(en: str, zh: str, known: Lexicon) -> list[Span]:
    """Terms that stand once on each side, longest first, none overlapping a lock or another."""
    taken_en, taken_zh = find_locks(en), find_locks(zh)
    found: list[Span] = []
    for span in [*_dictionary_terms(en, zh, known), *_same_on_both(en, zh)]:
        if len(found) == MOST_TERMS:
            break
        if not overlaps(span.en, taken_en) and not overlaps(span.zh, taken_zh):
            found.append(span)
            taken_en.append(span.en)
            taken_zh.append(span.zh)
    return found


def _dictionary_terms(en: str, zh: str, known: Lexicon) -> Iterable[Span]:
    words = list(_WORD.finditer(en))
    for size in range(LONGEST_TERM, 0, -1):
        for first in range(len(words) - size + 1):
            start, end = words[first].start(), words[first + size - 1].end()
            term = en[start:end].lower()
            for form in base_forms(term):
                entries = [entry for entry in known.get(form, ()) if zh.count(entry) == 1]
                if entries:
                    entry = max(entries, key=len)
                    place = zh.index(entry)
                    yield Span((start, end), (place, place + len(entry)))
                    break


def _same_on_both(en: str, zh: str) -> Iterable[Span]:
    here = {match[0]: match.span() for match in _SAME.finditer(en)}
    there = {match[0]: match.span() for match in _SAME.finditer(zh)}
    for text, span in here.items():
        if text in there and en.count(text) == zh.count(text) == 1:
            yield Span(span, there[text])
