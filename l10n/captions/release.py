"""Strata whose sample holds → a file of pairs and its manifest: released by sample.

Never approved: nobody stands by these words one by one. Never a string of the interface.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from l10n import files
from l10n.batches import batched
from l10n.captions.standing import Stage, Standing, standings
from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.model import Route
from l10n.store import moderation, samples
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.store.samples import Sample

# The state of what ships so.
RELEASED = "released by sample"
_CHUNK = 500
_FORMAT = "l10n captions released by sample"


@dataclass(slots=True)
class Released:
    """What a release wrote.

    Attributes:
        held: the samples that hold; their strata shipped.
        others: the latest of each stratum that does not hold (yet).
        shipped: pairs by the number of their sample.
        waiting: captions by stratum that no sample that holds speaks for.
        moderated: captions of posts that wait for a moderator, or are hidden.
        manifest: what was written beside the pairs, None where nothing was.
    """

    held: list[Standing]
    others: list[Standing]
    shipped: Counter[int] = field(default_factory=Counter)
    waiting: Counter[tuple[str, str, Route]] = field(default_factory=Counter)
    moderated: int = 0
    manifest: Path | None = None


def manifest_of(output: Path) -> Path:
    """Where the manifest of a file of pairs stands."""
    return output.with_name(f"{output.stem}.manifest.json")


def locales(database: Database) -> list[str]:
    """The locales that samples were drawn of."""
    with database.reading() as connection:
        return sorted({one.locale for one in samples.every(connection)})


def release(database: Database, output: Path, by: str, at: str) -> Released:
    """Write all that is released by sample; nothing where no sample holds.

    Args:
        output: the file of pairs; the manifest stands beside it and is written last.
        by: who releases.
        at: the time, ISO 8601 in UTC.

    Raises:
        ReviewError: where somebody changed a verdict meanwhile.
        StorageError: where the disk or the store refuses.
    """
    with database.reading() as connection:
        found = standings(connection)
        done = Released(
            [one for one in found if one.stage is Stage.HOLDS],
            [one for one in _latest(found) if one.stage is not Stage.HOLDS],
        )
        if not done.held:
            return done
        with files.replacing(output) as out:
            digest = hashlib.sha256()
            for line in _lines(connection, done, at):
                digest.update(line)
                out.write(line)
            _note(database, done, digest.hexdigest(), by, at)
    told = {
        "format": _FORMAT,
        "version": 1,
        "state": RELEASED,
        "at": at,
        "by": by,
        "file": output.name,
        "sha256": digest.hexdigest(),
        "pairs": sum(done.shipped.values()),
        "strata": [_facts(one, done) for one in done.held],
    }
    done.manifest = manifest_of(output)
    files.write(done.manifest, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
    return done


def _lines(connection: Connection, done: Released, at: str) -> Iterator[bytes]:
    """Each pair that ships, and the count of those that don't."""
    spans: dict[tuple[str, str, Route], list[Sample]] = {}
    for one in done.held:
        spans.setdefault(one.sample.stratum, []).append(one.sample)
    for chunk in batched(samples.machine_captions(connection), _CHUNK):
        held = moderation.held_back(connection, [record for record, _route in chunk])
        for record, route in chunk:
            stratum = record.source_locale, record.locale, route
            sample = _speaks_for(spans.get(stratum, ()), record)
            if moderation.post_of(record) in held:
                done.moderated += 1
            elif sample is None:
                done.waiting[stratum] += 1
            else:
                done.shipped[sample.number] += 1
                yield (json.dumps(_pair(record, sample, at), ensure_ascii=False) + "\n").encode(
                    "utf-8", "backslashreplace"
                )


def _speaks_for(held: Sequence[Sample], record: Record) -> Sample | None:
    """The sample whose stratum the words were in when it was drawn."""
    return next((s for s in held if s.since < record.number <= s.until), None)


def _pair(record: Record, sample: Sample, at: str) -> dict[str, Any]:
    return {
        "id": record.unit.key or record.unit.id,
        "from": record.source_locale,
        "to": record.locale,
        "source": record.unit.source[-1],
        "target": record.target[-1],
        "state": RELEASED,
        "route": str(sample.route),
        "sample": sample.number,
        "released_at": at,
        "hash": record.hash,
    }


def _latest(found: Sequence[Standing]) -> list[Standing]:
    return list({one.sample.stratum: one for one in found}.values())


def _note(database: Database, done: Released, digest: str, by: str, at: str) -> None:
    """Keep in the store what is about to ship, where all samples still hold."""
    with database.writing() as connection:
        today = {one.sample.number: one for one in standings(connection)}
        for one in done.held:
            number = one.sample.number
            if (now := today[number]).stage is not Stage.HOLDS or now.errors != one.errors:
                raise ReviewError(
                    _("A verdict of sample {number} was changed meanwhile.").format(number=number),
                    remedy=_("Run the command again."),
                )
            samples.note_release(
                connection,
                number,
                errors=one.errors,
                bound=one.bound,
                shipped=done.shipped[number],
                file=digest,
                at=at,
                by=by,
            )


def _facts(one: Standing, done: Released) -> dict[str, Any]:
    """What the manifest says of a stratum: the claim, and all that it rests on."""
    sample = one.sample
    readers = Counter(one.said[d.place].actor for d in one.chosen if d.place in one.said)
    return {
        "from": sample.source_locale,
        "to": sample.locale,
        "route": str(sample.route),
        "state": RELEASED,
        "claim": sample.claim,
        "confidence": sample.confidence,
        "bound": one.bound,
        "bound_confidence": sample.spent,
        "read": one.read,
        "errors": one.errors,
        "allowed": sample.allowed,
        "mended": len(one.mended),
        "out": len(one.out),
        "revised": one.revised,
        "readers": dict(sorted(readers.items())),
        "sample": sample.number,
        "draw": sample.draw,
        "draws": sample.draws,
        "seed": sample.seed,
        "drawn_at": sample.at,
        "drawn_by": sample.by,
        "events": [sample.since, sample.until],
        "population": sample.population,
        "shipped": done.shipped[sample.number],
        "left_out": max(0, sample.population - done.shipped[sample.number]),
    }
