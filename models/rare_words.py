"""Words that training hardly met, with what they are called: the lexicon beside the starter.

Of the entries of CC-CEDICT, and of the names of countries, languages and currencies in CLDR, those
are kept whose word stands in few rows that were trained on and has one meaning, which says what the
thing is called: a name, or a noun of one or two English words. Rows of dictionaries don't count: a
word seen there alone comes out wrong nine times in ten.
"""

import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import rjieba
from ahocorasick_rs import AhoCorasick
from babel import Locale

from l10n.glossary.folding import fold_text

FEW = 10
"""Rows: a word that stands in fewer is one that training hardly met."""
NAME = "lexicon.zh-en.tsv.xz"
"""As `l10n.engines.packages` looks for it."""

_LINE = re.compile(r"\S+ (?P<word>\S+) \[(?P<reading>[^\]]*)\] /(?P<senses>.*)/")
# What ends in 性 stands before what it describes, where English has an adjective.
_WORD = re.compile(r"[\u3400-\u9fff·]+[^\W性]")
# What is said of a word beside its meanings, and meanings nobody has in mind today.
_NOTE = re.compile(
    r"CL:|also pr\. |Taiwan pr\. |also written |see also |\((old|archaic|literary)\)"
)
# What stands for another entry has its meaning there; surnames are syllables of other words.
_ELSEWHERE = re.compile(r"variant of |see |abbr\. |used in |surname |\(same as |\w+ surname")
_ASIDE = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])\s*")
# What a name is, after the name: Foshan prefecture-level city in Guangdong.
_WHAT = re.compile(
    r", .*"
    r"| (sub-?|county|district|prefecture|provincial|town|township)[ -]?(level|city|prefecture).*"
    r"|( port| capital)? (city|county|district|prefecture|town|province|municipality) (in|of|on) .*"
    r"| in [A-Z].*"
)
_ARTICLE = re.compile(r"^(the|a|an) ")
_TERM = re.compile(r"[A-Za-z][A-Za-z'.-]*( [A-Za-z][A-Za-z'.-]*){0,3}")
# Words of explanations, which are no names of things.
_EXPLAINS = re.compile(r"\b(sb|sth|esp|etc|fig|lit|or|of|for|one's|with|who|that|which|idiom)\b")
_MOST_WORDS = 2
_NAMED = ("territories", "languages", "currencies")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, and what it is called in English."""

    word: str
    said: str


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The words of CC-CEDICT that have one meaning, where that is a name or a noun."""
    meanings: dict[str, list[tuple[str, list[str]]]] = {}
    for line in lines:
        if (match := _LINE.match(line)) and _WORD.fullmatch(match["word"]):
            senses = [s for s in match["senses"].split("/") if not _NOTE.match(s)]
            if not senses or all(_ELSEWHERE.match(sense) for sense in senses):
                continue
            meanings.setdefault(match["word"], []).append((match["reading"], senses))
    tagged = rjieba.Jieba()  # knows parts of speech
    for word, found in meanings.items():
        if len(found) == 1 and len(found[0][1]) == 1 and not _ELSEWHERE.match(found[0][1][0]):
            reading, [sense] = found[0]
            named = reading[:1].isupper()
            if (said := called(sense, named=named)) and (named or _is_noun(word, tagged)):
                yield Entry(word, said)


def called(sense: str, *, named: bool) -> str:
    """What a sense says that a thing is called; "" where it explains it."""
    text = _ASIDE.sub(" ", sense).strip().split(";")[0].strip(" .")
    text = _ARTICLE.sub("", _WHAT.sub("", text) if named else text)
    if not _TERM.fullmatch(text) or _EXPLAINS.search(text) or text.startswith("to "):
        return ""
    fits = text[:1].isupper() if named else len(text.split()) <= _MOST_WORDS
    return text if fits else ""


def names() -> Iterator[Entry]:
    """The countries, languages and currencies of CLDR."""
    zh, en = Locale("zh"), Locale("en")
    for kind in _NAMED:
        for code, word in getattr(zh, kind).items():
            said = getattr(en, kind).get(code, "")
            if _WORD.fullmatch(word) and _TERM.fullmatch(said):
                yield Entry(word, said)


def rare(found: Iterable[Entry], texts: Iterable[str]) -> dict[str, str]:
    """The words that stand in fewer than `FEW` texts, folded; none that is called two things."""
    said: dict[str, set[str]] = {}
    for entry in found:
        said.setdefault(fold_text(entry.word), set()).add(entry.said)
    words = [word for word, ways in said.items() if len(ways) == 1]
    seen = [0] * len(words)
    find = AhoCorasick(words).find_matches_as_indexes
    for text in texts:
        for number in {number for number, _start, _end in find(text, overlapping=True)}:
            seen[number] += 1
    return {
        word: next(iter(said[word]))
        for word, rows in sorted(zip(words, seen, strict=True))
        if rows < FEW
    }


def write(lexicon: dict[str, str], path: Path) -> None:
    """The lexicon as the packages have it: the same words are the same bytes."""
    lines = "".join(f"{word}\t{said}\n" for word, said in lexicon.items())
    path.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))


def notice(lexicon: dict[str, str], lines: Iterable[str]) -> str:
    """What stands beside the lexicon: what it is, from whom, under which licences."""
    date = next((line[8:18] for line in lines if line.startswith("#! date=")), "of no date")
    return f"""# The lexicon

`{NAME}`: {len(lexicon):,} Chinese words that stand in fewer than {FEW} of the rows this model was
trained on (dictionaries apart), each with what it is called in English. l10n shows the model these
words where they stand. Made by `models/seen.py` of l10n.

- Most are from **CC-CEDICT**, the community's Chinese-English dictionary published by MDBG
  (<https://www.mdbg.net/chinese/dictionary?page=cc-cedict>), as of {date}; it began as CEDICT,
  copyright 1997, 1998 Paul Andrew Denisowski. Licence:
  [CC-BY-SA-4.0](https://creativecommons.org/licenses/by-sa/4.0/). Changed: entries of one meaning
  that is a name or a noun, its first wording, without asides; readings, traditional forms and all
  other entries left out; characters folded.
- Names of countries, languages and currencies are from **Unicode CLDR**, copyright Unicode, Inc.
  Licence: [Unicode-3.0](https://www.unicode.org/license.txt).

The lexicon as a whole is under CC-BY-SA-4.0; the model beside it is not.
"""


def _is_noun(word: str, tagged: rjieba.Jieba) -> bool:
    """Whether the segmenter holds it for one, or doesn't know it, as it does most compounds."""
    tags = [tag for _word, tag in tagged.tag(word, False)]
    return len(tags) > 1 or tags[0].startswith("n")
