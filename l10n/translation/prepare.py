"""A segment made ready for an engine: its terms found, its slang in plain words. Pure.

What names a thing (显眼包) is a term like any other. Of the rest (笑死, no cap) an engine knows
some, and is asked for the plain words besides: the likelier answer wins, and none that copies the
slang. What is slang and nothing else has its own rendering, see `whole`.
"""

import re
from dataclasses import replace

from l10n.glossary.matcher import Matcher, resolved
from l10n.glossary.term import Hit, Rule, Term
from l10n.model import Origin, Pattern, Placeable, Route
from l10n.text.typography import for_language
from l10n.translation import amounts, rare_words, wording
from l10n.translation.calibration import Calibration
from l10n.translation.candidates import Job, Translation
from l10n.translation.rare_words import NONE, RareWords
from l10n.translation.spelling import Spelling

# Marks round a term that is all of a segment: yyds!!
_ALONE = re.compile(r"(?P<before>\W*)(?P<term>.*?)(?P<after>\W*)", re.DOTALL)


def job(
    pieces: Pattern,
    matcher: Matcher,
    language: str,
    spelling: Spelling,
    calibration: Calibration,
    rare: RareWords = NONE,
) -> Job:
    """The segment with its terms, and the numbers that are no model's to convert.

    Args:
        pieces: the segment.
        matcher: of the glossary.
        language: of the target.
        spelling: between the Chinese of the texts and that of the engine.
        calibration: what the estimates of quality go through.
        rare: the words that the model's package brings.
    """
    hits = matcher.find(pieces)
    if spelling.within:
        return Job(pieces, hits, language, calibration)  # slang is slang in Taiwan too
    if counted := amounts.hits(pieces, language, spelling.said):
        hits = resolved([*hits, *counted])
    if met := rare.find(pieces, hits):
        hits = resolved([*hits, *met])
    hits = [
        _bound(hit) if _is_slang(hit) and "noun" in hit.term.part_of_speech else hit for hit in hits
    ]
    slang = tuple(hit for hit in hits if _is_slang(hit))
    others = [hit for hit in hits if hit not in slang]
    plainly = _plainly(pieces, hits) if slang else ((), [])
    return Job(pieces, others, language, calibration, slang, plainly)


def whole(pieces: Pattern, work: Job) -> Translation | None:
    """The answer for a segment that is one whole term, whatever marks stand round it.

    Args:
        pieces: the segment as it came.
        work: its job, with the terms that were found there.
    """
    hits = [*work.hits, *work.slang]
    text = pieces[0] if len(pieces) == 1 else None
    if not isinstance(text, str) or len(hits) != 1 or any(map(rare_words.is_rare, hits)):
        return None
    hit = hits[0]
    match = _ALONE.fullmatch(text)
    if match is None or (hit.start, hit.end) != match.span("term"):
        return None
    said = wording.cased(hit.surface, hit.term.target)
    target = for_language(match["before"] + said + match["after"], work.language)
    return Translation(target, origin=Origin.GLOSSARY, probability=1.0, route=Route.AUTO)


def origin(term: Term) -> str:
    """Who says what a term is called: the glossary, the rules of numbers, or the lexicon."""
    return term.domain if term.domain in {amounts.DOMAIN, rare_words.LEXICON} else "glossary"


def _is_slang(hit: Hit) -> bool:
    return bool(hit.term.paraphrase) and hit.term.rule is Rule.PREFER


def _bound(hit: Hit) -> Hit:
    """What names a thing has a name in the other language: a term that holds like any other."""
    return replace(hit, term=replace(hit.term, rule=Rule.MUST, paraphrase=""))


def _plainly(pieces: Pattern, hits: list[Hit]) -> tuple[Pattern, list[Hit]]:
    """The pieces with plain words for slang, and the other hits where they stand now."""
    out: list[str | Placeable] = []
    moved: list[Hit] = []
    length = 0
    for piece in wording.cut(pieces, hits):
        if isinstance(piece, Placeable):
            out.append(piece)
            length += len(piece.text)
            continue
        if isinstance(piece, Hit):
            slang = _is_slang(piece)
            text = wording.cased(piece.surface, piece.term.paraphrase) if slang else piece.surface
            if not slang:
                moved.append(Hit(length, length + len(text), piece.surface, piece.term))
        else:
            text = piece
        if out and isinstance(out[-1], str):
            out[-1] += text
        else:
            out.append(text)
        length += len(text)
    return tuple(out), moved
