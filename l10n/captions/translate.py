"""Captions → zh/en pairs, as a stream: a window at a time, flat memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from l10n.batches import batched
from l10n.captions.repeats import Recent, Said, plain
from l10n.captions.screening import Nothing, Screen, looked_at
from l10n.captions.understanding import ALREADY_TARGET, Understood, understood
from l10n.checks.checker import Checker
from l10n.extractors.posts import Caption
from l10n.model import Finding, Kind, Origin, Route, Suggestion, Unit, digest
from l10n.translation.suggest import Suggester

# Captions in one window: enough to sort by length and keep every core busy; what a killed run
# loses at most, and what stands in memory.
WINDOW = 2048
# So many captions without an answer are told by name.
_NAMED = 10


# What stands in a pair for which no candidate passed the gates.
_UNANSWERED = Suggestion("", (), Origin.MACHINE, "", 0.0, Route.REJECT, ("unanswered",))


@dataclass(frozen=True, slots=True)
class Direction:
    """What it takes to translate captions one way.

    Attributes:
        to: how a pair calls their language.
        glossary: the hash of the terms, which a pair names.
        recent: what was said of late, for comments repeat.
        screen: finds what a moderator has to see.
    """

    to: str
    suggester: Suggester
    checker: Checker
    glossary: str = ""
    recent: Recent = field(default_factory=Recent)
    screen: Screen = field(default_factory=Nothing)


@dataclass(slots=True)
class CaptionCounts:
    """What a run did.

    Attributes:
        captions: that came in.
        skipped: posts that are not to be shown.
        pairs: by their languages, `zh-en` say.
        routes: pairs by languages and route, `zh-en auto` say.
        open: the ids of the first that have no answer.
        not_translated: captions that nothing is to be done with, by the reason.
    """

    captions: int = 0
    skipped: int = 0
    pairs: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    open: list[str] = field(default_factory=list)
    not_translated: Counter[str] = field(default_factory=Counter)
    with_errors: int = 0

    def add(self, more: "CaptionCounts") -> None:
        """Count what another part of the run did, too."""
        self.captions += more.captions
        self.skipped += more.skipped
        self.pairs += more.pairs
        self.routes += more.routes
        self.unanswered += more.unanswered
        self.open = [*self.open, *more.open][:_NAMED]
        self.not_translated += more.not_translated
        self.with_errors += more.with_errors


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a caption: a pair for each locale that it goes to, or none."""

    unit: Unit
    pairs: list[dict[str, Any]]


def pairs(
    units: Iterable[Unit], directions: Mapping[str, Sequence[Direction]], counts: CaptionCounts
) -> Iterator[dict[str, Any]]:
    """A pair for each caption and locale that it goes to, in the order they came.

    A pair holds id, the post's id, field, hash of the source, from, to, source, target, the natural
    wording beside it where a person should see both, origin, by whom, quality, route with its
    reasons, the evidence of each term, findings, and the model and glossary that were asked. Where
    no candidate passed the gates, target is null: a person has to look. What is known of the post,
    its author, time and views, stands under `post`.

    A post in which both languages stand has a pair each way, with the other's sentences kept. One
    that nothing is to be done with has a pair without `to`, routed `none`, with the reason.
    """
    for chunk in batched(units, WINDOW):
        for answer in answers(chunk, directions, counts):
            yield from answer.pairs


def answers(
    units: Sequence[Unit], directions: Mapping[str, Sequence[Direction]], counts: CaptionCounts
) -> list[Answer]:
    """What becomes of each caption of a window, in their order; see `pairs`."""
    read = {unit.source: understood(unit.source[0]) for unit in units}
    by_language: dict[str, list[Unit]] = {}
    for unit in units:
        for language in read[unit.source].languages:
            by_language.setdefault(language, []).append(unit)
    said = {
        language: [_said(by_language.get(language, ()), way) for way in ways]
        for language, ways in directions.items()
    }
    flagged = _flagged(units, directions)
    found: list[Answer] = []
    for unit in units:
        made: list[dict[str, Any]] = []
        for language in read[unit.source].languages:
            ways = zip(directions.get(language, ()), said.get(language, ()), strict=True)
            for way, about in ways:
                suggestion, findings = about[unit.source[0]]
                if why := flagged.get(_post(unit)):
                    suggestion = looked_at(suggestion or _UNANSWERED, why)
                made.append(_pair(unit, (language, way.to), way, suggestion, findings))
                _count(counts, unit, (language, way.to), suggestion, findings)
        if not made:
            reason = read[unit.source].reason or ALREADY_TARGET
            counts.not_translated[reason] += 1
            made.append(_left(unit, read[unit.source], reason))
        counts.captions += 1
        found.append(Answer(unit, made))
    return found


def _flagged(
    units: Iterable[Unit], directions: Mapping[str, Sequence[Direction]]
) -> dict[str, tuple[str, ...]]:
    """Why a moderator has to look at a post; what is said of a text holds for all of its post."""
    screens = {id(way.screen): way.screen for ways in directions.values() for way in ways}
    found: dict[str, dict[str, None]] = {}
    for unit in units:
        for screen in screens.values():
            if why := screen.reasons(unit.source[0]):
                found.setdefault(_post(unit), {}).update(dict.fromkeys(why))
    return {post: tuple(why) for post, why in found.items()}


def _post(unit: Unit) -> str:
    return unit.key.rpartition("/")[0]


def _said(units: Iterable[Unit], way: Direction) -> dict[str, Said]:
    """What is said of each text, asked for once where it stands there often, or alike."""
    said = {unit.source[0]: way.recent.get(unit.source[0]) for unit in units}
    # Asked for by their words alone: posts that share an id stay apart.
    fresh = {
        text: Unit((plain(text),), kind=Kind.CAPTION) for text, known in said.items() if not known
    }
    made = way.suggester.suggest({unit.source: unit for unit in fresh.values()}.values())
    for text, asked in fresh.items():
        suggestion = made.get(asked.id)
        if suggestion:
            target = tuple(map(way.checker.hashtags.said, suggestion.target))
            suggestion = replace(suggestion, target=target)
        whole = Unit((text,), kind=Kind.CAPTION)
        findings = way.checker.check(whole, suggestion.target if suggestion else ())
        said[text] = way.recent.put(text, (suggestion, findings))
    return {text: known for text, known in said.items() if known}


def _pair(
    unit: Unit,
    languages: tuple[str | None, str | None],
    way: Direction | None,
    suggestion: Suggestion | None,
    findings: Sequence[Finding],
) -> dict[str, Any]:
    made = suggestion or _UNANSWERED
    post, _slash, name = unit.key.rpartition("/")
    return {
        "id": unit.key,
        "post_id": post,
        "field": name,
        "source_hash": digest(unit.source[0]),
        "from": languages[0],
        "to": languages[1],
        "source": unit.source[0],
        "target": made.target[0] if made.target else None,
        "alternative": made.alternative[0] if made.alternative else None,
        "origin": str(made.origin) if made.target else None,
        "by": made.by or None,
        "quality": round(made.quality, 3),
        "route": str(made.route),
        "reasons": list(made.reasons),
        "terms": [asdict(proof) for proof in made.evidence],
        "findings": [
            {"check": f.check, "severity": str(f.severity), "message": f.message} for f in findings
        ],
        "model": way.suggester.model if way else None,
        "glossary": way.glossary if way else None,
        **({"post": asdict(unit.post)} if isinstance(unit, Caption) else {}),
    }


def _left(unit: Unit, read: Understood, reason: str) -> dict[str, Any]:
    """The pair of a post that nothing is to be done with: in no target, and it says why."""
    nothing = Suggestion("", (), Origin.COPY, "", 0.0, Route.NONE, (reason,))
    return _pair(unit, (read.language or None, None), None, nothing, [])


def _count(
    counts: CaptionCounts,
    unit: Unit,
    languages: tuple[str, str],
    suggestion: Suggestion | None,
    findings: Sequence[Finding],
) -> None:
    both = "-".join(language.partition("_")[0] for language in languages)
    made = suggestion or _UNANSWERED
    counts.pairs[both] += 1
    counts.routes[f"{both} {made.route}"] += 1
    counts.with_errors += any(finding.blocks for finding in findings)
    if not made.target:
        counts.unanswered += 1
        if len(counts.open) < _NAMED:
            counts.open.append(unit.key)
