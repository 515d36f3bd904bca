"""Posts → zh/en pairs, as a stream: a chunk at a time, flat memory, resumed where it was killed."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from l10n.batches import batched
from l10n.checks.checker import Checker
from l10n.errors import L10nError
from l10n.extractors import reading
from l10n.extractors.interface import Extractor
from l10n.extractors.posts import Caption
from l10n.model import Finding, Origin, Route, Suggestion, Unit
from l10n.text.chinese import of_script
from l10n.text.placeables import parse, words
from l10n.text.typography import han_share, has_latin_word
from l10n.translation.suggest import Suggester

# Captions in one chunk: what a killed run loses at most, and what stands in memory.
CHUNK = 512
# A caption with this share of Han among its letters is Chinese, though English words stand in it.
_HAN_SHARE = 0.25
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

    `open` are the ids of the first that have no answer.
    """

    pairs: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    open: list[str] = field(default_factory=list)
    other_language: int = 0
    with_errors: int = 0


def language_of(text: str) -> str:
    """The language of a caption by its letters: "zh", "en", or "" for neither.

    "zh_Hant" where a character says so that only Traditional texts have.
    """
    said = words(parse(text))
    if han_share(said) >= _HAN_SHARE:
        return "zh_Hant" if of_script(said, traditional=True) else "zh"
    return "en" if has_latin_word(said) else ""


def pairs(
    units: Iterable[Unit], directions: Mapping[str, Sequence[Direction]], counts: CaptionCounts
) -> Iterator[dict[str, Any]]:
    """A pair for each caption and locale that it goes to, in the order they came.

    A pair holds id, from, to, source, target, the natural wording beside it where a person should
    see both, origin, by whom, quality, route with its reasons, the evidence of each term, and
    findings. Where no candidate passed the gates, target is null: a person has to look. What is
    known of the post, its author, time and views, stands under `post`.
    """
    for chunk in batched(units, CHUNK):
        by_language: dict[str, list[Unit]] = {}
        spoken = {unit.source: language_of(unit.source[0]) for unit in chunk}
        # Asked for by their words alone: posts that share an id stay apart.
        asked = {unit.source: replace(unit, key="") for unit in chunk}
        for unit in asked.values():
            by_language.setdefault(spoken[unit.source], []).append(unit)
        suggestions = {
            language: [way.suggester.suggest(by_language.get(language, ())) for way in ways]
            for language, ways in directions.items()
        }
        for unit in chunk:
            language = spoken[unit.source]
            if language not in directions:
                counts.other_language += 1
                continue
            for way, made in zip(directions[language], suggestions[language], strict=True):
                suggestion = made.get(asked[unit.source].id)
                target = suggestion.target if suggestion else ()
                findings = way.checker.check(unit, target)
                _count(counts, (language, way.to), target, findings)
                if not target and len(counts.open) < _NAMED:
                    counts.open.append(unit.key)
                yield _pair(unit, (language, way.to), suggestion, findings)


def _pair(
    unit: Unit, languages: tuple[str, str], suggestion: Suggestion | None, findings: list[Finding]
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
