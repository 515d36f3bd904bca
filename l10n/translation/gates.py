"""What a candidate must pass before anyone sees it, and what makes a person look. Pure.

A placeable that was lost never gets here: masking refuses it. A loop is refused here. All else is
a doubt: the candidate is written, and goes to review with the reason.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from l10n.glossary.evidence import Evidence, Outcome
from l10n.glossary.term import Rule
from l10n.model import Pattern, Placeable
from l10n.text import quantities, times, typography
from l10n.text.placeables import words

# Bands of len(zh) / len(en) that hold 99% of the ui and talk pairs of the development corpus, 3,000
# of them, and the mean and deviation of its logarithm; measured by bench/calibrate.py.
ZH_PER_EN = (0.18, 0.92)
ZH_PER_EN_SHORT = (0.18, 1.60)
LOG_RATIO_MEAN, LOG_RATIO_DEVIATION = -1.008, 0.343
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gates say of a candidate.

    Attributes:
        refused: it must not be written.
        missed: binding terms that it does not satisfy, or renders as is forbidden.
        doubts: reasons for a person to look, by name.
    """

    refused: bool
    missed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def bare(source: Pattern, text: str) -> str:
    """What a candidate says of its own: a space where each placeable of the source came back."""
    for piece in source:
        if isinstance(piece, Placeable):
            text = text.replace(piece.text, " ", 1)
    return text


def judge(source: Pattern, text: str, evidence: Iterable[Evidence], language: str) -> Judged:
    """Hold a candidate, its spans restored, against the gates."""
    said = words(source)
    if not text.strip() or (typography.loop_in(text) and not typography.loop_in(said)):
        return Judged(refused=True)
    own = bare(source, text)
    missed = tuple(
        proof.hit.term.source
        for proof in evidence
        if proof.hit.term.rule is not Rule.PREFER
        and proof.outcome in {Outcome.MISSING, Outcome.FORBIDDEN}
    )
    doubts = [
        name
        for name, holds in (
            ("numbers", _numbers_said(said, own)),
            ("script", _in_script(own, evidence, language)),
            ("length", _length_fits(said, own, language)),
            ("twice", not typography.twice_in(own, said)),
        )
        if not holds
    ]
    return Judged(refused=False, missed=missed, doubts=tuple(doubts))


def length_z(source: str, target: str, language: str) -> float:
    """How many standard deviations the length ratio lies from the corpus's mean."""
    zh, en = (target, source) if language == "zh" else (source, target)
    if not zh or not en:
        return 0.0
    return (math.log(len(zh) / len(en)) - LOG_RATIO_MEAN) / LOG_RATIO_DEVIATION


def _in_script(text: str, evidence: Iterable[Evidence], language: str) -> bool:
    """No Han in English, save in a term's rendering; some Han in Chinese."""
    if language == "zh":
        return typography.has_han(text)
    for proof in evidence:
        text = text.replace(proof.words, "")
    return not typography.has_han(text)


def _numbers_said(source: str, target: str) -> bool:
    lost, rest = times.compared(source, target)
    rest, kept = quantities.compared(rest, target)
    return not lost and typography.numbers(rest) <= kept


def _length_fits(source: str, target: str, language: str) -> bool:
    zh, en = (target, source) if language == "zh" else (source, target)
    if not zh.strip() or not en.strip():
        return False
    if language == "zh" and typography.han_share(source) > 0.5:
        return True  # from Chinese to Chinese
    low, high = ZH_PER_EN_SHORT if len(en) < _SHORT else ZH_PER_EN
    return low <= len(zh) / len(en) <= high
