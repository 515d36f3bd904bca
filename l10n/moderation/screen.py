"""Sensitive terms in texts, however they are hidden. Pure.

Aho-Corasick over the text's letters run together; a hit counts where its gaps are those of an
evasion (`s c a m`, `加 微.信`), its digits stand for letters, and its edges are a word's, as the
glossary's matcher has it: `scam` is none in `scampi`, nor 关注 in 海关注册.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from l10n.glossary.inflection import forms
from l10n.glossary.lexicon import Lexicon, Reading
from l10n.glossary.matcher import at_boundaries
from l10n.model import Level, SensitiveTerm, Sighting, digest
from l10n.moderation import skeleton
from l10n.moderation.skeleton import Skeleton
from l10n.text.typography import has_han

# So many different entries of one text are told; more say no more.
MOST = 20
_LEVELS = tuple(Level)
# Between words, a term is written with these; one with other signs is found as it is written.
_JOINERS = re.compile(r"[\s'\-]+")
_WIDEST = 3  # characters between two letters of one word
# Where a clause ends, folded: between Han, and between words of Latin letters.
_CLAUSE_OF_HAN = re.compile("[,!?;:。、]")
_CLAUSE = re.compile(r"[,.!?;:]\s|[。、]")


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a term: its letters run together, and after how many of them a word ends."""

    word: str
    breaks: frozenset[int]
    entry: SensitiveTerm

    @property
    def han(self) -> bool:
        return has_han(self.word)


class Screen:
    """Finds the entries of lists.

    Args:
        entries: the lists'; the first of two that say the same is the one that counts.
    """

    def __init__(self, entries: Iterable[SensitiveTerm]) -> None:
        self.entries = tuple(entries)
        told = [[e.term, e.language, e.category, e.level] for e in self.entries]
        self.seal = digest(told)[:16]
        words: dict[str, list[_Form]] = {}
        signs: dict[str, SensitiveTerm] = {}
        for entry in self.entries:
            folded = skeleton.of(entry.term.strip()).text
            if _JOINERS.sub("", folded).isalnum():
                for form in _forms(folded, entry):
                    words.setdefault(form.word.translate(skeleton.CLASSES), []).append(form)
            else:
                signs.setdefault(folded, entry)
        self._words, self._signs = tuple(words.values()), tuple(signs.items())
        self._by_word = AhoCorasick(tuple(words), matchkind=MatchKind.Standard)
        self._by_sign = AhoCorasick(tuple(signs), matchkind=MatchKind.Standard)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(form.word for forms_ in self._words for form in forms_ if form.han)

    def find(self, text: str) -> list[Sighting]:
        """What is found in a text, in order, not overlapping; the longest at each place."""
        if not self.entries:
            return []
        made = skeleton.of(text)
        found = [*self._signs_in(made, text), *self._words_in(made, text)]
        found.sort(key=lambda one: (one.start, -one.end))
        kept: list[Sighting] = []
        for one in found:
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept

    def found_in(self, text: str) -> tuple[SensitiveTerm, ...]:
        """The entries that stand in a text, each once, the gravest first."""
        entries = dict.fromkeys(one.entry for one in self.find(text))
        return tuple(sorted(entries, key=lambda entry: _LEVELS.index(entry.level)))[:MOST]

    def reasons(self, text: str) -> tuple[str, ...]:
        """Why a person has to look at a text, in the words of a pair's route; () for nothing."""
        categories = dict.fromkeys(entry.category for entry in self.found_in(text))
        return tuple(f"moderation:{category}" for category in categories)

    def _signs_in(self, made: Skeleton, text: str) -> Iterator[Sighting]:
        for number, start, end in self._by_sign.find_matches_as_indexes(made.text):
            if at_boundaries(made.text, start, end) and not _is_key(made.text, start):
                yield _sighting(made, text, start, end, self._signs[number][1])

    def _words_in(self, made: Skeleton, text: str) -> Iterator[Sighting]:
        hits = self._by_word.find_matches_as_indexes(made.classes, overlapping=True)
        readings: dict[bool, Reading] = {}
        for number, start, end in hits:
            first, last = made.places[start], made.places[end - 1] + 1
            if not at_boundaries(made.text, first, last):
                continue
            for form in self._words[number]:
                if not (_is_said(form, made, text, start) and _is_joined(form, made, start)):
                    continue
                if form.han and not self._holds(readings, made, (start, end), (first, last)):
                    continue
                yield _sighting(made, text, first, last, form.entry)
                break

    def _holds(
        self,
        readings: dict[bool, Reading],
        made: Skeleton,
        letters: tuple[int, int],
        span: tuple[int, int],
    ) -> bool:
        """Whether the hit is a word where it stands; of a text with gaps, without them."""
        gaps = span[1] - span[0] != letters[1] - letters[0]
        if gaps not in readings:
            readings[gaps] = self._lexicon.read(made.word if gaps else made.text)
        return readings[gaps].holds(*(letters if gaps else span))


def _is_key(text: str, start: int) -> bool:
    """Whether a sign that a term begins with joins it to a Latin word: Ctrl+V."""
    before = text[start - 1] if start else " "
    return not text[start].isalnum() and before.isascii() and before.isalnum()


def _forms(folded: str, entry: SensitiveTerm) -> Iterator[_Form]:
    written = [folded] if has_han(folded) else forms(folded, "noun;verb")
    for form in written if entry.language == "en" else [folded]:
        parts = [part for part in _JOINERS.split(form.replace("'", "")) if part]
        breaks, length = set(), 0
        for part in parts[:-1]:
            length += len(part)
            breaks.add(length)
        yield _Form("".join(parts), frozenset(breaks), entry)


def _sighting(made: Skeleton, text: str, start: int, end: int, entry: SensitiveTerm) -> Sighting:
    left, right = made.span(start, end)
    return Sighting(left, right, text[left:right], entry)


def _is_said(form: _Form, made: Skeleton, text: str, start: int) -> bool:
    """Whether each letter is the form's, or one that stands for it beside letters that are."""
    letters = 0
    for number, wanted in enumerate(form.word, start):
        given = made.word[number]
        if given == wanted:
            letters += given.isalpha()
        elif given not in skeleton.STAND_INS:
            # What is left is i for l; a capital I is written for it.
            if wanted != "l" or text[made.offsets[made.places[number]]] != "I":
                return False
        elif not wanted.isalpha():
            return False
    return letters > 0 or not any(map(str.isalpha, form.word))


def _is_joined(form: _Form, made: Skeleton, start: int) -> bool:
    """Whether what stands between the letters leaves them one word to the eye."""
    places = made.places
    gaps = [
        made.text[places[number] + 1 : places[number + 1]]
        for number in range(start, start + len(form.word) - 1)
    ]
    if not any(gaps):
        return True
    if max(map(len, gaps)) > _WIDEST:
        return False
    inside = [gap for number, gap in enumerate(gaps, 1) if number not in form.breaks]
    for number, gap in enumerate(gaps, 1):
        pair = form.word[number - 1 : number + 1]
        if number in form.breaks or has_han(pair):
            clause = _CLAUSE_OF_HAN if has_han(pair) else _CLAUSE
            if clause.search(gap) or ("\n" in gap and not all(gaps)):
                return False
        elif any(map(str.isspace, gap)) and not (all(inside) and len(form.word) > 2):
            return False
    return True
