"""What a glossary change does to units: whose approval it touches, and how they come back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from l10n.glossary.binding import binding
from l10n.glossary.evidence import Outcome, prove
from l10n.glossary.term import Hit, Rule, Term, TermStatus
from l10n.messages import gettext as _
from l10n.model import Kind, State, digest
from l10n.project import glossaries
from l10n.project.config import Config
from l10n.review import term_texts
from l10n.review.batch import decide_each
from l10n.review.decide import Actor, Decision, Rules
from l10n.review.judges import Judges
from l10n.review.refresh import is_kept
from l10n.review.term_files import kinds_of
from l10n.review.terminology import Change, locales_to
from l10n.store import changes, holders, terms, units
from l10n.store.database import Database
from l10n.store.holders import Wanted
from l10n.store.records import Record
from l10n.text.chinese import speaks_of
from l10n.text.placeables import opened, words
from l10n.transitions import Action

# Units looked at in one go.
_CHUNK = 500
# So many of the touched are shown.
SHOWN = 200
_WRONG = frozenset({Outcome.MISSING, Outcome.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, and the words that stand there, by name: there may be very many."""

    locale: str
    id: str
    hash: str


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change of a term does.

    Attributes:
        touched: approved units that satisfied the glossary before, and do not after.
        first: the first of them, to be shown.
        holding: how many units have the term in their source, before or after.
        seal: names the change, these units and their words; what is confirmed is what was seen.
    """

    touched: tuple[Named, ...]
    first: tuple[Record, ...]
    holding: int
    seal: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """How many units went back into the queue, and how many had changed meanwhile."""

    decided: int
    refused: int


def effects(connection: Connection, config: Config, judges: Judges, change: Change) -> Effects:
    """What a change would do to the units of the store."""
    touched: list[Named] = []
    holding = 0
    if change.binds:
        known = _known_holders(connection, config, judges, change)
        holding, touched = (
            _of_holders(connection, judges, change, known)
            if known
            else _looked_at(connection, config, judges, change)
        )
    touched.sort(key=lambda named: (named.locale, named.id))
    before = change.before.seal if change.before else ""
    seen = [[named.locale, named.id, named.hash] for named in touched]
    seal = digest(change.path, before, terms.facts_of(change.after), seen)
    return Effects(tuple(touched), tuple(_first(connection, touched)), holding, seal)


def _first(connection: Connection, touched: list[Named]) -> Iterator[Record]:
    for named in touched[:SHOWN]:
        if record := units.get(connection, named.locale, named.id):
            yield record


def _known_holders(
    connection: Connection, config: Config, judges: Judges, change: Change
) -> Wanted | None:
    """The units that hold the term, where the store knows them; None where they must be sought.

    It knows them where the term is found in the same places before and after, no other term has
    its source, and what it keeps of units is in line with the glossary.
    """
    if change.before is None:
        return None
    before, after = change.before.term, change.after
    if {before.status, after.status} != {TermStatus.APPROVED}:
        return None
    kinds = kinds_of(config, change.path)
    twins = [t for k in kinds for t in judges.terms(k) if _shape(t) == _shape(before)]
    if _shape(before) != _shape(after) or any(term != before for term in twins):
        return None
    targets = locales_to(config, after.target_language)
    if any(binding([after], config.source_locale, locale) != (after,) for locale in targets):
        return None  # a place has words of its own for it, which its row does not tell
    if "terms" in config.check.disable or not is_kept(connection, config, judges):
        return None
    return Wanted(
        before.source,
        locales_to(config, after.source_language),
        targets,
        kinds,
    )


def _shape(term: Term) -> tuple[object, ...]:
    """What says where a term is found."""
    languages = term.source_language, term.target_language
    return (*languages, term.source, term.part_of_speech, term.exact_case, term.context)


def _of_holders(
    connection: Connection, judges: Judges, change: Change, known: Wanted
) -> tuple[int, list[Named]]:
    """How many hold the term, and which are touched: of most, the folded words tell."""
    assert change.before
    before, after = change.before.term, change.after
    says = term_texts.of_renderings(after, after.renderings)
    # Who satisfied the term still does where it allows no less, unless it says what is wrong now.
    wider = set(before.renderings) <= set(after.renderings)
    added = [text for text in after.forbidden if text not in before.forbidden]
    wrong = term_texts.of_renderings(after, added)
    holding = 0
    touched: list[Named] = []
    unsure: dict[str, list[str]] = {}
    for holder in holders.of(connection, known):
        holding += 1
        if not holder.approved:
            continue
        told = holder.satisfied and holder.whole
        if told and not any(text in holder.search for text in says):
            touched.append(Named(holder.locale, holder.id, holder.hash))
        elif not (told and wider and not any(text in holder.search for text in wrong)):
            unsure.setdefault(holder.locale, []).append(holder.id)
    comparisons = _Comparisons(judges, change)
    for locale, names in unsure.items():
        for name, record in changes.of_ids(connection, locale, names).items():
            _held, failing = comparisons.of(record).judge(record)
            if failing:
                touched.append(Named(locale, name, record.hash))
    return holding, touched


def _looked_at(
    connection: Connection, config: Config, judges: Judges, change: Change
) -> tuple[int, list[Named]]:
    """How many units hold the term, and which are touched, by looking at all that may hold it."""
    comparisons = _Comparisons(judges, change)
    holding = 0
    touched: list[Named] = []
    for record in _candidates(connection, config, change):
        held, failing = comparisons.of(record).judge(record)
        holding += held
        if failing:
            touched.append(Named(record.locale, record.unit.id, record.hash))
    return holding, touched


class _Comparisons:
    """A comparison for each direction and kind."""

    def __init__(self, judges: Judges, change: Change) -> None:
        self._judges = judges
        self._change = change
        self._made: dict[tuple[str, str, Kind], _Comparison] = {}

    def of(self, record: Record) -> "_Comparison":
        """The one for units like this."""
        key = (record.source_locale, record.locale, record.unit.kind)
        if key not in self._made:
            self._made[key] = _Comparison(self._judges, self._change, record)
        return self._made[key]


class _Comparison:
    """Old and new glossary for units of one direction and kind."""

    def __init__(self, judges: Judges, change: Change, like: Record) -> None:
        old = judges.terms(like.unit.kind)
        known = change.before.term if change.before else None
        new = list(old)
        if known in new:
            new.remove(known)
        locales = like.source_locale, like.locale
        self._old = glossaries.matcher(old, *locales)
        self._new = glossaries.matcher([*new, change.after], *locales)
        self._known = binding([known] if known else [], *locales)
        self._after = binding([change.after], *locales)
        self._removes = known is not None and known.status is TermStatus.APPROVED

    def judge(self, record: Record) -> tuple[bool, bool]:
        """Whether the unit holds the term; and whether, approved, it fails only after."""
        source = opened(record.unit.source[-1], record.unit.syntax)
        after = self._new.find(source)
        held = any(hit.term in self._after for hit in after)
        # What only comes, and is not here, changes nothing.
        if not held and not self._removes:
            return False, False
        before = self._old.find(source)
        held = held or any(hit.term in self._known for hit in before)
        if record.state is not State.APPROVED:
            return held, False
        # What holds the unit now as it did before fails now as it did before.
        known = {hit.term for hit in before}
        if not (fresh := [hit for hit in after if hit.term not in known]):
            return held, False
        said = words(opened(record.target[-1], record.unit.syntax))
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
) -> SentBack:
    """Put exactly the touched units back into the queue; what changed since is left alone.

    Killed midway, those that are left stand approved with the finding that the glossary makes.
    """
    note = _("The glossary now says {source} → {target} ({status}).").format(
        source=term.source, target=" / ".join(term.renderings), status=term.status
    )
    wanted = ([Decision(n.locale, n.id, Action.WITHDRAW, n.hash, (), note)] for n in found.touched)
    refused = sum(1 for why in decide_each(database, rules, actor, wanted, at) if why)
    return SentBack(len(found.touched) - refused, refused)


def _candidates(connection: Connection, config: Config, change: Change) -> Iterator[Record]:
    """The units of the direction and kinds whose words may hold the term, before or after."""
    said = [change.after, *([change.before.term] if change.before else [])]
    texts = [text for term in said for text in term_texts.of_source(term)]
    kinds = kinds_of(config, change.path)
    locales = locales_to(config, change.after.target_language)
    last = ("", "")
    while chunk := changes.holding(connection, texts, locales, last, _CHUNK):
        for record in chunk:
            same = speaks_of(change.after.source_language, record.source_locale)
            if same and record.unit.kind in kinds:
                yield record
        last = (chunk[-1].locale, chunk[-1].unit.id)
