"""What a pair does to its unit: the events that follow, and the words' place beside a person's.

A pair is a machine's word: it fills what is empty, takes the place of what a machine wrote, and
stands as an offer beside what a person wrote or decided. Pure.
"""

from dataclasses import dataclass, field, replace

from l10n.captions.pair_lines import Pair
from l10n.model import Finding, Provenance, State, content_hash
from l10n.store.records import Record
from l10n.sync.changes import EXTRACTION
from l10n.transitions import Action, Event, Standing, apply


@dataclass(slots=True)
class Effect:
    """A pair beside its unit, with what follows for it."""

    pair: Pair
    known: Record | None
    record: Record
    standing: Standing
    events: list[Event] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)

    def tell(self, action: Action, actor: str, now: str, **more: object) -> None:
        """One more event, applied at once."""
        event = Event(
            str(more.pop("at")),
            actor,
            action,
            self.record.locale,
            self.record.unit.id,
            self.standing.hash,
            now,
            **more,  # type: ignore[arg-type]
        )
        self.standing = apply(self.standing, event)
        self.events.append(event)

    @property
    def hash(self) -> str:
        """The content hash that the machine's words would have, "" where it has none."""
        made = self.pair.suggestion
        return content_hash(self.record.locale, self.pair.unit, made.target) if made else ""


def effect_of(pair: Pair, known: Record | None, blank: Record, standing: Standing) -> Effect:
    """What a pair does to its unit.

    Args:
        known: the unit as the store has it, None where it is new.
        blank: a record of the direction, for a new unit.
        standing: what its ledger says.
    """
    record = replace(known or blank, unit=pair.unit, obsolete=False)
    if pair.post is not None:
        details = {"author": pair.post.author, "at": pair.post.at}
        record = replace(record, details=details, exposure=pair.post.views)
    effect = Effect(pair, known, record, standing)
    at, locale = blank.changed_at, record.locale
    if known and known.unit.source != pair.unit.source and any(standing.target):
        now = content_hash(locale, pair.unit, standing.target)
        was = known.unit.source
        effect.tell(Action.SOURCE_CHANGE, EXTRACTION, now, at=at, source=was)
    made, hash_ = pair.suggestion, effect.hash
    if made and _is_open(effect.standing, hash_):
        from_machine = Provenance(hash_, made.origin, made.by, made.quality, made.route)
        words = {"target": made.target, "provenance": from_machine}
        effect.tell(Action.MACHINE_SUGGEST, made.by, hash_, at=at, **words)
    return effect


def _is_open(standing: Standing, now: str) -> bool:
    """Whether a machine's words may stand there: never over a person's, never rejected ones."""
    if any(past.hash == now for past in standing.rejections):
        return False
    if standing.state in {State.OUTDATED, State.REJECTED}:
        return not standing.author
    empty = standing.state is State.UNTRANSLATED
    return empty or (standing.state is State.MACHINE and standing.hash != now)
