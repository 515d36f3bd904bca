"""Segments → translations: wordings tried in waves, each wave one batched job over all segments.

Everything is asked in its natural wording first. Only where a binding term was missed follow the
term held by a sentinel and a known wrong rendering replaced where it stands exactly once, and only
where these miss too, the rendering inlined; what satisfies the terms is scored against one common
masked source, and the likeliest wins. What still misses is spliced (decoded on from the words
before the term) or parted round the term, for a person to look at. The wordings are in
`wording.py`, the gates in `gates.py`, the choice in `candidates.py`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from l10n.batches import batched
from l10n.engines.interface import Request, Translator
from l10n.glossary.evidence import Outcome
from l10n.glossary.matcher import Matcher
from l10n.glossary.replacement import once_replaced
from l10n.glossary.term import Term
from l10n.model import Hypothesis, Pattern, digest
from l10n.progress import Progress, silent
from l10n.store.hypotheses import HypothesisStore
from l10n.translation import prepare, rare_words, wording
from l10n.translation.calibration import AS_SHIPPED, Calibration
from l10n.translation.candidates import (
    HELD,
    INLINED,
    NATURAL,
    PARTED,
    REPLACED,
    SPLICED,
    Candidate,
    Job,
    Translation,
)
from l10n.translation.masking import Locked, Masked, Piece, mask, masked_again
from l10n.translation.readings import Readings
from l10n.translation.spelling import AS_IT_IS, Spelling

# Hypotheses asked for: the second often keeps a sentinel that the first lost; where a term was
# missed, more of them are worth more than another wave.
HYPOTHESES, HYPOTHESES_FOR_TERMS = 2, 4
# Segments decoded in one call: enough to sort by length and keep every core busy, few enough to
# show progress, to save what is done, and to answer Ctrl-C within seconds.
CHUNK = 2048
# Tokens in groups that may not come twice when a reply looped.
_NO_REPEAT = 3

Wording = Callable[[Job], Sequence[Piece] | None]


class SegmentTranslator:
    """Translates segments of one direction with an engine, a glossary and what is known already.

    Args:
        spelling: between the Chinese of the texts and that of the engine.
        hypotheses: asked for of a segment in its natural wording; an engine searches as widely.
        calibration: what the estimates of quality go through.
        back: opens the other direction, which tells what a reply left out; None where that is not
            to be asked.
    """

    def __init__(
        self,
        engine: Translator,
        matcher: Matcher,
        target_language: str,
        store: HypothesisStore,
        spelling: Spelling = AS_IT_IS,
        hypotheses: int = HYPOTHESES,
        calibration: Calibration = AS_SHIPPED,
        back: Callable[[], Translator | None] | None = None,
    ) -> None:
        self._engine = engine
        self._matcher = matcher
        self._language = target_language
        self._store = store
        self._spelling = spelling
        self._hypotheses = hypotheses
        self._calibration = calibration
        self._readings = Readings(engine, back, target_language, spelling)
        self._rare = rare_words.of(engine, target_language)
        self._renderings: dict[str, tuple[str, ...]] = {}

    @property
    def model(self) -> str:
        """The engine's model, and the calibration behind its estimates."""
        return self._calibration.named(self._engine.model)

    def translate(
        self, segments: Iterable[Pattern], progress: Progress = silent
    ) -> dict[Pattern, Translation]:
        """A translation for each distinct segment; progress is told (done, in all)."""
        distinct = dict.fromkeys(segments)
        answered: dict[Pattern, Translation] = {}
        jobs: dict[Pattern, Job] = {}
        for pieces in distinct:
            job = prepare.job(
                pieces, self._matcher, self._language, self._spelling, self._calibration, self._rare
            )
            if known := prepare.whole(pieces, job):
                answered[pieces] = known
            else:
                jobs[pieces] = job
        for chunk in batched(jobs.items(), CHUNK):
            self._waves([job for _pieces, job in chunk])
            self._readings.read([job for _pieces, job in chunk], self.translate)
            answered.update((pieces, job.settle()) for pieces, job in chunk)
            progress(len(answered), len(distinct))
        return answered

    def _waves(self, jobs: list[Job]) -> None:
        self._wave(jobs, NATURAL, self._hypotheses, _natural)
        self._plain([j for j in jobs if j.slang and not j.knows_slang])
        self._show([j for j in jobs if j.lacks_words])
        missing = [j for j in jobs if j.binding and not j.satisfied]
        self._wave(missing, HELD, HYPOTHESES_FOR_TERMS, _held)
        self._replace(missing)
        unsatisfied = [j for j in missing if not j.satisfied]
        self._wave(unsatisfied, INLINED, HYPOTHESES_FOR_TERMS, self._inlined)
        self._score(missing)
        self._splice([j for j in missing if not j.satisfied])
        silent = [j for j in jobs if not j.candidates]
        self._wave(silent, NATURAL, self._hypotheses, _natural, no_repeat=_NO_REPEAT)
        self._part([j for j in jobs if not j.candidates or not j.satisfied])

    def _show(self, jobs: Sequence[Job]) -> None:
        """Ask again where words are not called what the lexicon of rare ones says."""
        self._wave(jobs, HELD, self._hypotheses, _held)
        self._wave([j for j in jobs if j.lacks_words], INLINED, self._hypotheses, self._inlined)

    def _plain(self, jobs: Sequence[Job]) -> None:
        """Ask in plain words for slang that the model does not say as the glossary does."""
        for job in jobs:
            job.go_plain()
        self._wave(jobs, NATURAL, self._hypotheses, _natural)

    def _wave(
        self, jobs: Sequence[Job], wave: int, count: int, wording_of: Wording, no_repeat: int = 0
    ) -> None:
        """Ask for the jobs in one wording, and keep the candidates that pass the gates."""
        asked: list[tuple[Job, Masked, Request]] = []
        for job in jobs:
            pieces = wording_of(job)
            hidden = mask(pieces, self._engine.sentinels) if pieces else None
            if hidden:
                job.passes += 1
                asked.append((job, hidden, Request("", hidden.text, no_repeat=no_repeat)))
        self._take(asked, wave, count)

    def _take(self, asked: list[tuple[Job, Masked, Request]], wave: int, count: int) -> None:
        requests = [request for _job, _hidden, request in asked]
        for (job, hidden, _request), said in zip(asked, self._said(requests, count), strict=True):
            for number, hypothesis in enumerate(said):
                after = said[number + 1].score if number + 1 < len(said) else hypothesis.score
                margin = hypothesis.score - after
                job.take(
                    hypothesis.text, hypothesis.score, margin, wave, hidden, self._engine.sentinels
                )
                if job.content:
                    break

    def _said(self, requests: Sequence[Request], count: int) -> list[tuple[Hypothesis, ...]]:
        """What the engine says, in the requests' order; from the store where it was asked before.

        "View {name}" and "View {id}" are one question once they are masked, and so is what goes to
        zh_Hans and to zh_TW.
        """
        spelling = self._spelling
        requests = [
            replace(r, text=spelling.asked(r.text), prefix=spelling.wanted(r.prefix))
            for r in requests
        ]
        model, language = self._engine.model, self._language
        keyed = {digest(model, language, count, r.text, r.prefix, r.no_repeat): r for r in requests}
        known = self._store.get(keyed)
        fresh = [
            Request(key, r.text, r.prefix, r.no_repeat)
            for key, r in keyed.items()
            if key not in known
        ]
        if fresh:
            replies = self._engine.translate(fresh, count)
            said = {reply.id: reply.hypotheses for reply in replies if reply.id in keyed}
            self._store.put(said)
            known.update(said)
        by_request = {
            (r.text, r.prefix, r.no_repeat): tuple(
                replace(hypothesis, text=spelling.said(hypothesis.text))
                for hypothesis in known.get(key, ())
            )
            for key, r in keyed.items()
        }
        return [by_request[r.text, r.prefix, r.no_repeat] for r in requests]

    def _inlined(self, job: Job) -> Sequence[Piece]:
        return wording.inlined(job.pieces, self._spelling.shown(job.named), self._engine.markers)

    def _replace(self, jobs: Sequence[Job]) -> None:
        """Put a term's rendering where a known wrong one stands exactly once."""
        self._learn_renderings({t for job in jobs for t in _missed(job)})
        for job in jobs:
            hidden = mask(wording.natural(job.pieces), self._engine.sentinels)
            for candidate in [c for c in job.candidates if c.wave == NATURAL and hidden]:
                # In the reply, where no link or variable can be taken for a rendering.
                text: str | None = candidate.reply
                for proof in candidate.evidence:
                    if text and proof.outcome in {Outcome.MISSING, Outcome.FORBIDDEN}:
                        wrong = self._wrong_renderings(proof.hit.term)
                        text = once_replaced(text, wrong, proof.hit.term.target)
                if text and hidden:
                    said = text, candidate.score, candidate.margin
                    job.take(*said, REPLACED, hidden, self._engine.sentinels)

    def _wrong_renderings(self, term: Term) -> tuple[str, ...]:
        return (*term.forbidden, *self._renderings.get(term.source, ()))

    def _learn_renderings(self, terms: Iterable[Term]) -> None:
        """What the model itself says for terms that stand alone, without those that are right."""
        new = [term for term in terms if term.source not in self._renderings]
        said = self._said([Request("", term.source) for term in new], HYPOTHESES_FOR_TERMS)
        for term, hypotheses in zip(new, said, strict=True):
            right = {rendering.casefold() for rendering in term.renderings}
            texts = (hypothesis.text.strip(" .。!！") for hypothesis in hypotheses)
            self._renderings[term.source] = tuple(
                dict.fromkeys(text for text in texts if text and text.casefold() not in right)
            )

    def _score(self, jobs: Sequence[Job]) -> None:
        """Mean log-probability of candidates of several waves against one common masked source."""
        asked: list[tuple[Job, Candidate, str, str]] = []
        for job in jobs:
            common = job.common(self._engine.sentinels)
            if common and len({candidate.wave for candidate in job.candidates}) > 1:
                asked += [
                    (job, candidate, common.text, masked_again(candidate.text, common))
                    for candidate in job.candidates
                ]
        if asked:
            asked_as, wanted = self._spelling.asked, self._spelling.wanted
            scores = self._engine.score([(asked_as(s), wanted(t)) for _j, _c, s, t in asked])
            for (job, candidate, _source, _target), score in zip(asked, scores, strict=False):
                job.likelihoods[candidate.text] = score.mean

    def _splice(self, jobs: Sequence[Job]) -> None:
        """Decode on from the words before a wrong rendering, with the right one in its place."""
        asked: list[tuple[Job, Masked, Request]] = []
        for job in jobs:
            hidden = mask(wording.natural(job.pieces), self._engine.sentinels)
            natural = next((c for c in job.candidates if c.wave == NATURAL), None)
            terms = _missed(job)
            if not (hidden and natural and len(terms) == 1):
                continue
            places = [natural.reply.find(w) for w in self._wrong_renderings(terms[0])]
            place = min((p for p in places if p >= 0), default=-1)
            if place >= 0:
                job.passes += 1
                prefix = natural.reply[:place] + terms[0].target
                asked.append((job, hidden, Request("", hidden.text, prefix)))
        self._take(asked, SPLICED, 1)

    def _part(self, jobs: Sequence[Job]) -> None:
        """Translate what stands round the terms (or the locks) by itself, and join it."""
        parts = {id(job): wording.parted(job.pieces, job.binding) for job in jobs}
        runs = [p for ps in parts.values() for p in ps if not isinstance(p, Locked)]
        whose = self._language, self._calibration
        inner = {run: Job(run, [], *whose) for run in dict.fromkeys(runs)}
        self._wave(list(inner.values()), NATURAL, self._hypotheses, _natural)
        said = {run: job.settle().text for run, job in inner.items()}
        for job in jobs:
            several = len(parts[id(job)]) > 1
            text = wording.joined(parts[id(job)], said, self._language) if several else None
            if text is not None:
                job.passes += 1
                before = len(job.candidates)
                job.keep(text, "", -2.0, 0.0, PARTED)
                job.parted = len(job.candidates) > before


def _natural(job: Job) -> Sequence[Piece]:
    return wording.natural(job.pieces)


def _held(job: Job) -> Sequence[Piece]:
    return wording.held(job.pieces, job.named)


def _missed(job: Job) -> list[Term]:
    """The binding terms that the first natural candidate misses."""
    natural = next((c for c in job.candidates if c.wave == NATURAL), None)
    if natural is None:
        return []
    missed = set(natural.judged.missed)
    return [hit.term for hit in job.binding if hit.term.source in missed]
