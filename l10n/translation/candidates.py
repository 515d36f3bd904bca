"""A segment on its way through the waves, and the choice among what was said for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from l10n.glossary.evidence import Evidence, Outcome, prove
from l10n.glossary.term import Hit, Rule
from l10n.model import Origin, Pattern, Route
from l10n.text.placeables import words
from l10n.text.typography import closed_up, for_language
from l10n.translation import quality
from l10n.translation.calibration import Calibration
from l10n.translation.gates import Judged, bare, judge, length_z
from l10n.translation.masking import Masked, mask, unmask
from l10n.translation.quality import Features
from l10n.translation.rare_words import begun, is_rare
from l10n.translation.wording import held

# A candidate that satisfies its terms but is this much less likely, in nats a token, than the
# natural wording was bent too far: a person sees both.
FAR_BELOW = 1.0
# The waves in which a candidate may come; joined is what was asked in parts and put together.
NATURAL, HELD, INLINED, REPLACED, SPLICED, PARTED, JOINED = range(7)


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment's translation. `text` is None where no candidate passed the gates.

    Attributes:
        score: mean log-probability a token.
        origin: glossary where the whole segment is a term.
        evidence: what became of each term of the source.
        reasons: why a person should look: missed terms and doubts, by name.
        probability: that a person would take the words as they are.
        alternative: the natural wording, where the chosen one is far less likely.
        passes: how often the decoder was asked.
        features: what the probability was computed from.
    """

    text: str | None
    score: float = 0.0
    origin: Origin = Origin.MACHINE
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()
    probability: float = 0.0
    route: Route = Route.REJECT
    alternative: str = ""
    passes: int = 0
    features: Features | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was said in one wave, with its spans restored.

    Attributes:
        reply: as the engine said it, sentinels in place.
        score: the engine's own; `Job.likelihoods` holds those against the common masked source,
            where several waves have to be compared.
    """

    text: str
    reply: str
    score: float
    margin: float
    wave: int
    judged: Judged
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class Job:
    """A segment, its terms, and its candidates so far.

    Attributes:
        calibration: what the estimate of quality goes through.
        slang: the hits that have a paraphrase; a machine may know them, or not.
        plain: the pieces with the paraphrases instead, and the other hits where they stand there.
    """

    pieces: Pattern
    hits: list[Hit]
    language: str
    calibration: Calibration
    slang: tuple[Hit, ...] = ()
    plain: tuple[Pattern, list[Hit]] = ((), [])
    candidates: list[Candidate] = field(default_factory=list)
    likelihoods: dict[str, float] = field(default_factory=dict)
    passes: int = 0
    parted: bool = False

    @property
    def binding(self) -> list[Hit]:
        """The hits of terms that must be satisfied."""
        return [hit for hit in self.hits if hit.term.rule is not Rule.PREFER]

    @property
    def named(self) -> list[Hit]:
        """The hits whose renderings a wording may hold or inline: terms that bind, rare words."""
        return [hit for hit in self.hits if hit.term.rule is not Rule.PREFER or is_rare(hit)]

    @property
    def lacks_words(self) -> bool:
        """Whether no candidate says all the lexicon's words as it does."""
        return any(map(is_rare, self.hits)) and not any(
            all(proof.outcome is Outcome.APPLIED for proof in c.evidence if is_rare(proof.hit))
            for c in self.candidates
        )

    @property
    def satisfied(self) -> bool:
        """Whether some candidate misses no binding term."""
        return any(not candidate.judged.missed for candidate in self.candidates)

    @property
    def content(self) -> bool:
        """Whether the likeliest candidate so far needs no other beside it: no term, no doubt."""
        return not self.hits and any(not candidate.judged.doubts for candidate in self.candidates)

    @property
    def knows_slang(self) -> bool:
        """Whether the likeliest candidate says every piece of slang as the glossary does."""
        said = prove(self.slang, self.candidates[0].text) if self.candidates else ()
        return bool(said) and all(p.outcome in {Outcome.APPLIED, Outcome.VARIANT} for p in said)

    def go_plain(self) -> None:
        """Ask for the paraphrase from now on."""
        self.pieces, self.hits = self.plain

    def take(
        self,
        reply: str,
        score: float,
        margin: float,
        wave: int,
        hidden: Masked,
        sentinels: Sequence[str],
    ) -> None:
        """Hold a reply against the gates, and keep it where it may be written."""
        said = for_language(reply.strip(), self.language)
        if self.language == "zh":
            said = closed_up(said)
        text = unmask(said, hidden, sentinels)
        if text is not None:
            self.keep(begun(text, self.hits), reply, score, margin, wave)

    def keep(self, text: str, reply: str, score: float, margin: float, wave: int) -> None:
        """Judge a text whose spans are restored, and keep it where it may be written."""
        evidence = tuple(prove(self.hits, bare(self.pieces, text)))
        judged = judge(self.pieces, text, evidence, self.language)
        if not judged.refused and all(text != known.text for known in self.candidates):
            self.candidates.append(Candidate(text, reply, score, margin, wave, judged, evidence))

    def doubt(self, candidate: Candidate, reason: str) -> None:
        """Add what makes a person look at one of the candidates."""
        judged = replace(candidate.judged, doubts=(*candidate.judged.doubts, reason))
        self.candidates[self.candidates.index(candidate)] = replace(candidate, judged=judged)

    def common(self, sentinels: Sequence[str]) -> Masked | None:
        """The source masked, terms and rare words too: what candidates are scored against."""
        return mask(held(self.pieces, self.named), sentinels)

    def settle(self) -> Translation:
        """The best candidate: fewest binding terms missed, most terms satisfied, most likely."""
        if not self.candidates:
            return Translation(None, passes=self.passes, reasons=("unanswered",))
        best = max(self.candidates, key=self._rank)
        natural = max(
            (c for c in self.candidates if c.wave == NATURAL), key=self._likelihood, default=best
        )
        far = self._likelihood(best) < self._likelihood(natural) - FAR_BELOW
        z = length_z(words(self.pieces), best.text, self.language)
        waves = 1 if best.wave == JOINED else best.wave
        features = Features(best.score, best.margin, z, len(best.judged.missed), waves)
        probability = self.calibration.of(quality.probability(features))
        doubts = (
            *best.judged.doubts,
            *(("far below",) if far else ()),
            *(("parted",) if self.parted and best.wave != JOINED else ()),
        )
        route = quality.route(probability, missed=bool(best.judged.missed), doubts=bool(doubts))
        return Translation(
            best.text,
            best.score,
            Origin.MACHINE,
            (*prove(self.slang, best.text), *best.evidence),
            (*best.judged.missed, *doubts),
            probability,
            route,
            natural.text if far else "",
            self.passes,
            features,
        )

    def _likelihood(self, candidate: Candidate) -> float:
        return self.likelihoods.get(candidate.text, candidate.score)

    def _left(self, candidate: Candidate) -> int:
        """How much slang the candidate copies: nobody on the other side reads xswl."""
        said = candidate.text.casefold()
        return sum(
            (surface := hit.surface.casefold()) in said
            and not any(surface in text.casefold() for text in hit.term.renderings)
            for hit in self.slang
        )

    def _rank(self, candidate: Candidate) -> tuple[int, int, int, int, float]:
        outcomes = [proof.outcome for proof in candidate.evidence]
        right = outcomes.count(Outcome.APPLIED) + outcomes.count(Outcome.VARIANT)
        return (
            -len(candidate.judged.missed),
            -len(candidate.judged.doubts),
            -self._left(candidate),
            right - outcomes.count(Outcome.FORBIDDEN),
            self._likelihood(candidate),
        )
