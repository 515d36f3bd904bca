"""Long sentences in two readings, whole and in parts, and which of them says what the source says.

A reply that drops a clause is likely given its source, but its source is not likely given the
reply. So where the other direction has a model, the sum of both log-probabilities chooses, and the
clause of the source that the reply makes least likely tells what was left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean

from l10n.engines.interface import Translator
from l10n.model import Likelihood, Pattern
from l10n.translation.candidates import JOINED, NATURAL, Candidate, Job, Translation
from l10n.translation.clauses import Clause, cut, joined
from l10n.translation.masking import masked_again
from l10n.translation.spelling import Spelling

# In nats a token, chosen on the rows of bench/long_sentences.py with the starter. By how much a
# reading in parts has to be likelier than the whole; below what a clause of the source counts as
# left out.
_MARGIN = 0.1
_LEFT_OUT = -4.5
# A whole as likely as this is left alone: of a hundred readings in parts that win, two are lost.
_SURE = -1.2
# Whose punctuation `clauses` knows.
_LANGUAGES = frozenset({"zh", "en"})

Translate = Callable[[Iterable[Pattern]], Mapping[Pattern, Translation]]


class Readings:
    """Reads the long sentences of one direction.

    Args:
        engine: of the direction.
        back: opens the other direction, which may have no model; None where it is not to be asked.
        language: of the target.
        spelling: between the Chinese of the texts and that of the engine.
    """

    def __init__(
        self,
        engine: Translator,
        back: Callable[[], Translator | None] | None,
        language: str,
        spelling: Spelling,
    ) -> None:
        self._engine = engine
        self._back = back
        self._language = language
        self._spelling = spelling

    def read(self, jobs: Iterable[Job], translate: Translate) -> None:
        """Ask long sentences in parts where that may be better, and tell the readings apart.

        Without a model of the other direction that is only where each reply is doubtful.

        Args:
            jobs: with what was said for each as a whole.
            translate: the whole way of a segment, for the parts.
        """
        if self._language not in _LANGUAGES:
            return
        long = [(job, clauses) for job in jobs if (clauses := cut(job.pieces, job.hits))]
        if not long:
            return
        told = self._weigh([(job, candidate) for job, _c in long for candidate in job.candidates])
        asked = [
            (job, clauses) for job, clauses in long if _doubtful(job) or (told and _unsure(job))
        ]
        said = translate(clause.pieces for _job, clauses in asked for clause in clauses)
        parted = [
            (job, candidate)
            for job, clauses in asked
            if (candidate := self._joined(job, clauses, [said[c.pieces] for c in clauses]))
        ]
        if not self._weigh(parted):
            for job, candidate in parted:
                whole = [c.score for c in job.candidates if c.wave == NATURAL]
                job.likelihoods[candidate.text] = min([candidate.score, *whole]) - _MARGIN

    def _joined(
        self, job: Job, clauses: Sequence[Clause], parts: Sequence[Translation]
    ) -> Candidate | None:
        """The parts as a candidate; None where one is missing or they say what the whole says."""
        texts = [part.text for part in parts if part.text is not None]
        job.passes += max(part.passes for part in parts)
        if len(texts) < len(clauses):
            return None
        whole, before = job.candidates[0].text if job.candidates else "", len(job.candidates)
        text = joined(clauses, texts, self._language, whole)
        job.keep(text, "", fmean(part.score for part in parts), 0.0, JOINED)
        return job.candidates[-1] if len(job.candidates) > before else None

    def _weigh(self, asked: Sequence[tuple[Job, Candidate]]) -> bool:
        """How likely candidates are both ways, and what they leave out; False where none tells."""
        if self._back is None:
            return False
        there = self._likelihoods(self._engine, asked, back=False)
        other = self._back() if there else None
        again = self._likelihoods(other, asked, back=True) if other else []
        if not again:
            return False
        for (job, candidate), forth, back in zip(asked, there, again, strict=True):
            worse = _MARGIN if candidate.wave == JOINED else 0.0
            job.likelihoods[candidate.text] = forth.mean + back.mean - worse
            if back.lowest < _LEFT_OUT:
                job.doubt(candidate, "left out")
        return True

    def _likelihoods(
        self, engine: Translator, asked: Sequence[tuple[Job, Candidate]], *, back: bool
    ) -> Sequence[Likelihood]:
        pairs: list[tuple[str, str]] = []
        for job, candidate in asked:
            common = job.common(engine.sentinels)
            source = self._spelling.asked(common.text) if common else ""
            target = self._spelling.wanted(masked_again(candidate.text, common)) if common else ""
            pairs.append((target, source) if back else (source, target))
        return engine.score(pairs)


def _unsure(job: Job) -> bool:
    return max(job.likelihoods[c.text] for c in job.candidates) < _SURE


def _doubtful(job: Job) -> bool:
    """Whether every reply misses a term or has a person look, or there is none."""
    return job.parted or all(c.judged.missed or c.judged.doubts for c in job.candidates)
