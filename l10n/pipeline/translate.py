"""Segments → translations: masks, terms, the engine, and the gates a candidate must pass.

The order of the exits is that of the design: exact memory, the whole string a term, nothing to
translate, the engine. Decoding goes in waves over all segments at once: first the natural
wording, then, only where a binding term was missed, the term held by a sentinel.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from l10n import typography
from l10n.engines.interface import Request, Translator
from l10n.glossary.evidence import Outcome, prove
from l10n.glossary.matcher import Matcher
from l10n.masking import Locked, Masked, Piece, mask, unmask
from l10n.model import Hit, Hypothesis, Origin, Pattern, Placeable, Rule, digest
from l10n.store.hypotheses import HypothesisStore

# Hypotheses asked for in each wave: the second often keeps a sentinel that the first lost.
HYPOTHESES = 2
# Segments decoded in one call: enough to sort by length and keep every core busy, few enough to
# show progress, to save what is done, and to answer Ctrl-C within seconds.
CHUNK = 1024

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment's translation. `text` is None where no candidate passed the gates.

    Attributes:
        score: mean log-probability a token.
        origin: glossary where the whole segment is a term.
        missed: binding terms that the text does not satisfy.
    """

    text: str | None
    score: float = 0.0
    origin: Origin = Origin.MACHINE
    missed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Job:
    """A segment on its way through the waves."""

    pieces: Pattern
    hits: list[Hit]
    best: Translation = field(default_factory=lambda: Translation(None))


class SegmentTranslator:
    """Translates segments of one direction with an engine, a glossary and what is known already."""

    def __init__(
        self, engine: Translator, matcher: Matcher, target_language: str, store: HypothesisStore
    ) -> None:
        self._engine = engine
        self._matcher = matcher
        self._language = target_language
        self._store = store
        self.decoded = 0

    @property
    def model(self) -> str:
        """The engine's model."""
        return self._engine.model

    def translate(
        self, segments: Iterable[Pattern], progress: Progress | None = None
    ) -> dict[Pattern, Translation]:
        """A translation for each distinct segment; progress is told (done, in all)."""
        jobs = [_Job(pieces, self._matcher.find(pieces)) for pieces in dict.fromkeys(segments)]
        open_jobs = self._answer_terms(jobs)
        done = len(jobs) - len(open_jobs)
        for start in range(0, len(open_jobs), CHUNK):
            chunk = open_jobs[start : start + CHUNK]
            self._wave(chunk, _natural)
            missed = [job for job in chunk if job.best.text is None or job.best.missed]
            self._wave([job for job in missed if _binding(job.hits)], _enforced)
            done += len(chunk)
            if progress:
                progress(done, len(jobs))
        return {job.pieces: job.best for job in jobs}

    def _answer_terms(self, jobs: list[_Job]) -> list[_Job]:
        """Answer segments that are one whole term; returns the others."""
        remaining: list[_Job] = []
        for job in jobs:
            text = job.pieces[0] if len(job.pieces) == 1 else None
            hit = job.hits[0] if len(job.hits) == 1 else None
            if isinstance(text, str) and hit and hit.surface == text:
                job.best = Translation(_cased(text, hit.term.target), origin=Origin.GLOSSARY)
            else:
                remaining.append(job)
        return remaining

    def _wave(
        self, jobs: Sequence[_Job], pieces_of: Callable[[_Job], Sequence[Piece] | None]
    ) -> None:
        """Decode the jobs in one wording and keep, for each, the best candidate that passes."""
        asked: list[tuple[_Job, Masked, str]] = []
        for job in jobs:
            pieces = pieces_of(job)
            hidden = mask(pieces, self._engine.sentinels) if pieces else None
            if hidden:
                asked.append((job, hidden, self._key(hidden.text)))
        # "View {name}" and "View {id}" are one question once they are masked.
        known = self._hypotheses({key: hidden.text for _job, hidden, key in asked})
        for job, hidden, key in asked:
            for hypothesis in known.get(key, ()):
                candidate = self._passed(job, hidden, hypothesis)
                if candidate and _better(candidate, job.best):
                    job.best = candidate

    def _key(self, text: str) -> str:
        return digest(self._engine.model, self._language, HYPOTHESES, text)

    def _hypotheses(self, texts: dict[str, str]) -> dict[str, tuple[Hypothesis, ...]]:
        """What the engine says, from the store where it was asked before."""
        known = self._store.get(texts)
        requests = [Request(key, text) for key, text in texts.items() if key not in known]
        if requests:
            self.decoded += len(requests)
            replies = self._engine.translate(requests, HYPOTHESES)
            fresh = {reply.id: reply.hypotheses for reply in replies if reply.id in texts}
            self._store.put(fresh)
            known.update(fresh)
        return known

    def _passed(self, job: _Job, hidden: Masked, hypothesis: Hypothesis) -> Translation | None:
        """The candidate with its spans back; None where the gates refuse it."""
        reply = typography.for_language(hypothesis.text.strip(), self._language)
        text = unmask(reply, hidden, self._engine.sentinels)
        if not text or typography.loop_in(text):
            return None
        proofs = prove(_binding(job.hits), text)
        missed = tuple(
            p.hit.term.source for p in proofs if p.outcome in {Outcome.MISSING, Outcome.FORBIDDEN}
        )
        return Translation(text, hypothesis.score, missed=missed)


def _binding(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.term.rule is not Rule.PREFER]


def _better(one: Translation, other: Translation) -> bool:
    """A candidate with fewer missed terms, then with the better score."""
    if other.text is None:
        return True
    return (-len(one.missed), one.score) > (-len(other.missed), other.score)


def _cased(source: str, target: str) -> str:
    """The target with a capital where the source has one and the target a Latin letter."""
    capital = source[:1].isupper() and target[:1].islower()
    return target[:1].upper() + target[1:] if capital else target


def _natural(job: _Job) -> Sequence[Piece]:
    return job.pieces


def _enforced(job: _Job) -> Sequence[Piece] | None:
    """The segment with its binding terms locked to their renderings."""
    bounds = [(hit.start, hit.end, hit) for hit in _binding(job.hits)]
    pieces: list[Piece] = []
    position = 0
    for piece in job.pieces:
        length = len(piece.text) if isinstance(piece, Placeable) else len(piece)
        if isinstance(piece, Placeable):
            pieces.append(piece)
        else:
            inside = position
            for start, end, hit in bounds:
                if position <= start and end <= position + length:
                    pieces.append(piece[inside - position : start - position])
                    pieces.append(Locked(hit.surface, _cased(hit.surface, hit.term.target)))
                    inside = end
            pieces.append(piece[inside - position :])
        position += length
    return [piece for piece in pieces if piece != ""]
