"""Posts → zh/en pairs, as a stream: a chunk at a time, flat memory, resumed where it was killed."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from l10n.batches import batched
from l10n.captions.understanding import ALREADY_TARGET, Understood, understood
from l10n.checks.checker import Checker
from l10n.errors import L10nError
from l10n.extractors import reading
from l10n.extractors.interface import Extractor
from l10n.extractors.posts import Caption
from l10n.model import Finding, Origin, Route, Suggestion, Unit
from l10n.translation.suggest import Suggester

# Captions in one chunk: what a killed run loses at most, and what stands in memory.
CHUNK = 512
# So many captions without an answer are told by name.
_NAMED = 10


# What stands in a pair for which no candidate passed the gates.
_UNANSWERED = Suggestion("", (), Origin.MACHINE, "", 0.0, Route.REJECT, ("unanswered",))


@dataclass(frozen=True, slots=True)
class Direction:
    """What it takes to translate captions one way; `to` is how a pair calls their language."""

    to: str
    suggester: Suggester
    checker: Checker


@dataclass(slots=True)
class CaptionCounts:
    """What a run did, in pairs; `pairs` counts them by their languages, `zh-en` say.

    `open` are the ids of the first that have no answer, `not_translated` counts posts that nothing
    is to be done with, by the reason.
    """

    pairs: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    open: list[str] = field(default_factory=list)
    not_translated: Counter[str] = field(default_factory=Counter)
    with_errors: int = 0

    @property
    def other_language(self) -> int:
        """The posts that nothing is to be done with, for whatever reason."""
        return self.not_translated.total()


def pairs(
    units: Iterable[Unit], directions: Mapping[str, Sequence[Direction]], counts: CaptionCounts
) -> Iterator[dict[str, Any]]:
    """A pair for each caption and locale that it goes to, in the order they came.

    A pair holds id, from, to, source, target, the natural wording beside it where a person should
    see both, origin, by whom, quality, route with its reasons, the evidence of each term, and
    findings. Where no candidate passed the gates, target is null: a person has to look. What is
    known of the post, its author, time and views, stands under `post`.

    A post in which both languages stand has a pair each way, with the other's sentences kept. One
    that nothing is to be done with has a pair without `to`, routed `none`, with the reason.
    """
    for chunk in batched(units, CHUNK):
        by_language: dict[str, list[Unit]] = {}
        read = {unit.source: understood(unit.source[0]) for unit in chunk}
        # Asked for by their words alone: posts that share an id stay apart.
        asked = {unit.source: replace(unit, key="") for unit in chunk}
        for unit in asked.values():
            for language in read[unit.source].languages:
                by_language.setdefault(language, []).append(unit)
        suggestions = {
            language: [way.suggester.suggest(by_language.get(language, ())) for way in ways]
            for language, ways in directions.items()
        }
        for unit in chunk:
            ways = [
                (language, way, made)
                for language in read[unit.source].languages
                for way, made in zip(
                    directions.get(language, ()), suggestions.get(language, ()), strict=True
                )
            ]
            for language, way, made in ways:
                suggestion = made.get(asked[unit.source].id)
                if suggestion:
                    said = tuple(map(way.checker.hashtags.said, suggestion.target))
                    suggestion = replace(suggestion, target=said)
                target = suggestion.target if suggestion else ()
                findings = way.checker.check(unit, target)
                _count(counts, (language, way.to), target, findings)
                if not target and len(counts.open) < _NAMED:
                    counts.open.append(unit.key)
                yield _pair(unit, (language, way.to), suggestion, findings)
            if not ways:
                reason = read[unit.source].reason or ALREADY_TARGET
                counts.not_translated[reason] += 1
                yield _left(unit, read[unit.source], reason)


def _pair(
    unit: Unit,
    languages: tuple[str | None, str | None],
    suggestion: Suggestion | None,
    findings: list[Finding],
) -> dict[str, Any]:
    made = suggestion or _UNANSWERED
    return {
        "id": unit.key,
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
        **({"post": asdict(unit.post)} if isinstance(unit, Caption) else {}),
    }


def _left(unit: Unit, read: Understood, reason: str) -> dict[str, Any]:
    """The pair of a post that nothing is to be done with: in no target, and it says why."""
    nothing = Suggestion("", (), Origin.COPY, "", 0.0, Route.NONE, (reason,))
    return _pair(unit, (read.language or None, None), nothing, [])


def _count(
    counts: CaptionCounts,
    languages: tuple[str, str],
    target: tuple[str, ...],
    findings: list[Finding],
) -> None:
    counts.pairs["-".join(language.partition("_")[0] for language in languages)] += 1
    counts.unanswered += not target
    counts.with_errors += any(finding.blocks for finding in findings)


def read(extractor: Extractor, path: Path, report: Callable[[L10nError], None]) -> Iterator[Unit]:
    """The caption units of a file; what can't be read is reported, and the rest goes on."""
    for item in reading.read(extractor, lambda: path.open("rb"), str(path), {}):
        if isinstance(item, L10nError):
            report(item)
        elif isinstance(item, Unit):
            yield item


def as_line(pair: Mapping[str, Any]) -> bytes:
    """A pair as a line of JSON."""
    return (json.dumps(pair, ensure_ascii=False) + "\n").encode()
