"""What a glossary change does to units: whose approval it touches, and what the checks say now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from l10n.config import Config
from l10n.glossary.evidence import Outcome, prove
from l10n.glossary.folding import fold_text
from l10n.glossary.inflection import forms
from l10n.messages import gettext as _
from l10n.model import Finding, Kind, Severity, State, digest
from l10n.pipeline import batch, glossary
from l10n.pipeline.batch import Carried
from l10n.pipeline.decide import Actor, Rules
from l10n.pipeline.progress import Progress, silent
from l10n.pipeline.reference import Reference
from l10n.pipeline.terminology import Change, kinds_of, locales_to
from l10n.placeables import parse, words
from l10n.plurals import language
from l10n.quality import priority
from l10n.review import Action
from l10n.store import changes, terms, units
from l10n.store.database import Database
from l10n.store.units import Record
from l10n.terms import Hit, Rule, Term
from l10n.typography import has_han

# Units looked at in one go, and in one transaction.
_CHUNK = 500
# With more terms than this, looking at every unit is quicker than looking for theirs.
_FEW = 50
_WRONG = frozenset({Outcome.MISSING, Outcome.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change of a term does.

    Attributes:
        touched: approved units that satisfied the glossary before, and do not after.
        holding: how many units have the term in their source, before or after.
        seal: names the change, these units and their words; what is confirmed is what was seen.
    """

    touched: tuple[Record, ...]
    holding: int
    seal: str


def effects(
    connection: Connection, config: Config, reference: Reference, change: Change
) -> Effects:
    """What a change would do to the units of the store."""
    touched: list[Record] = []
    holding = 0
    if change.binds:
        judges: dict[tuple[str, Kind], _Judge] = {}
        for record in _candidates(connection, config, change):
            key = (record.source_locale, record.unit.kind)
            if key not in judges:
                judges[key] = _Judge(reference, change, record)
            held, failing = judges[key].judge(record)
            holding += held
            if failing:
                touched.append(record)
    before = change.before.seal if change.before else ""
    seen = [[r.locale, r.unit.id, r.hash] for r in touched]
    seal = digest(change.path, before, terms.facts_of(change.after), seen)
    return Effects(tuple(touched), holding, seal)


class _Judge:
    """Old and new glossary for units of one direction and kind."""

    def __init__(self, reference: Reference, change: Change, like: Record) -> None:
        old = reference.terms(like.unit.kind)
        known = change.before.term if change.before else None
        new = list(old)
        if known in new:
            new.remove(known)
        locales = like.source_locale, like.locale
        self._old = glossary.matcher(old, *locales)
        self._new = glossary.matcher([*new, change.after], *locales)
        self._terms = {known, change.after}

    def judge(self, record: Record) -> tuple[bool, bool]:
        """Whether the unit holds the term; and whether, approved, it fails only after."""
        source = parse(record.unit.source[-1], record.unit.syntax)
        before, after = self._old.find(source), self._new.find(source)
        held = any(hit.term in self._terms for hit in (*before, *after))
        if record.state is not State.APPROVED:
            return held, False
        # What holds the unit now as it did before fails now as it did before.
        known = {hit.term for hit in before}
        if not (fresh := [hit for hit in after if hit.term not in known]):
            return held, False
        said = words(parse(record.target[-1], record.unit.syntax))
        failing = _failing(fresh, said)
        named = {source for source, _binds in failing}
        like = [hit for hit in before if hit.term.source in named]
        return held, bool(failing - _failing(like, said))


def _failing(hits: Iterable[Hit], said: str) -> set[tuple[str, bool]]:
    """The terms that fail in a target, each with whether it binds."""
    return {
        (proof.hit.term.source, proof.hit.term.rule is not Rule.PREFER)
        for proof in prove(hits, said)
        if proof.outcome in _WRONG
    }


def carry_out(
    database: Database, rules: Rules, actor: Actor, term: Term, found: Effects, at: str
) -> Carried:
    """Put exactly the touched units back into the queue; what changed since is left alone."""
    note = _("The glossary now says {source} → {target} ({status}).").format(
        source=term.source, target=" / ".join(term.renderings), status=term.status
    )
    shown = batch.Preview(found.touched, (), found.seal, more=False)
    return batch.decide_all(database, rules, actor, shown, Action.WITHDRAW, note, at)


def recheck(
    database: Database,
    reference: Reference,
    changed: Sequence[Term] | None,
    progress: Progress = silent,
) -> int:
    """Bring terms, findings and priority of units in line with the glossary; how many it was.

    Args:
        changed: the terms that came, went or changed; only units that may hold one are looked
            at. None: every unit.
    """
    few = changed if changed is not None and len(changed) <= _FEW else None
    if few is not None and not few:
        return 0
    texts = [text for term in few or () for text in _texts(term)]
    count = 0
    last = ("", "")
    while True:
        with database.reading() as connection:
            chunk = changes.holding(connection, texts, None, last, _CHUNK)
        if not chunk:
            return count
        by_locale: dict[str, list[Record]] = {}
        for record in chunk:
            by_locale.setdefault(record.locale, []).append(record)
        for locale, records in by_locale.items():
            _judge_anew(database, reference, locale, records)
        count += len(chunk)
        last = (chunk[-1].locale, chunk[-1].unit.id)
        progress(count, 0)


def _judge_anew(
    database: Database, reference: Reference, locale: str, records: Iterable[Record]
) -> None:
    """Check units outside a transaction, and note what was found in one."""
    known = {record.unit.id: record for record in records}
    found: dict[str, list[Finding]] = {}
    hits: dict[str, list[str]] = {}
    for name, record in known.items():
        checker = reference.checker(record)
        found[name] = checker.check(record.unit, record.target)
        hits[name] = [hit.term.source for hit in checker.hits(record.unit)]
    with database.writing() as connection:
        now = units.numbers(connection, locale, known)
        # Words that were decided on meanwhile were checked as they were.
        still = {name for name, record in known.items() if now.get(name) == record.number}
        units.note_terms(connection, locale, {n: t for n, t in hits.items() if n in now})
        units.note_findings(connection, locale, {name: found[name] for name in still})
        changes.note_remarks(connection, [_judged(known[name], found[name]) for name in still])


def _judged(record: Record, remarks: Iterable[Finding]) -> Record:
    """The record with what the checks say today."""
    by_severity: dict[Severity, set[str]] = {severity: set() for severity in Severity}
    for remark in remarks:
        by_severity[remark.severity].add(remark.check)
    errors, warnings = len(by_severity[Severity.ERROR]), len(by_severity[Severity.WARNING])
    risk = priority(record.state, record.quality, errors, warnings, record.exposure)
    return replace(record, errors=errors, warnings=warnings, priority=risk)


def _candidates(connection: Connection, config: Config, change: Change) -> Iterator[Record]:
    """The units of the direction and kinds whose words may hold the term, before or after."""
    said = [change.after, *([change.before.term] if change.before else [])]
    texts = [text for term in said for text in _texts(term)]
    kinds = kinds_of(config, change.path)
    locales = locales_to(config, change.after.target_language)
    last = ("", "")
    while chunk := changes.holding(connection, texts, locales, last, _CHUNK):
        for record in chunk:
            same = language(record.source_locale) == change.after.source_language
            if same and record.unit.kind in kinds:
                yield record
        last = (chunk[-1].locale, chunk[-1].unit.id)


def _texts(term: Term) -> list[str]:
    """Folded texts of which a source that holds the term has one: its forms' shortest ones."""
    plain = fold_text(term.source)
    shapes = (plain,) if has_han(plain) else forms(plain, term.part_of_speech)
    short = [s for s in shapes if not any(t != s and t in s for t in shapes)]
    return [text.replace("\x00", "") for text in short]
