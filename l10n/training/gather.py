"""A project's approved words, as far as people wrote them: from its catalogs and its store."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.engine import Connection

from l10n.checks.checker import Checker
from l10n.model import Catalog, Entry, Kind, Origin, State, Unit, content_hash
from l10n.progress import Progress, silent
from l10n.store.records import Record, record
from l10n.store.schema import units
from l10n.text.chinese import Chinese, place_of
from l10n.text.placeables import parse, with_words
from l10n.text.plurals import language
from l10n.training.pairs import Said
from l10n.translation.spelling import Spelling

SPOKEN = frozenset({"en", "zh"})
"""What the starter speaks."""


@dataclass(slots=True)
class Gathered:
    """What people stand by, each unit once a direction.

    Attributes:
        approved: so many approved texts were looked at.
        machines: of these, the words are a machine's, which it need not learn.
        failing: of these, the words have errors.
        captions: of what is taken, so many are captions.
    """

    approved: int = 0
    machines: int = 0
    failing: int = 0
    captions: int = 0
    _said: dict[tuple[str, bool], Said] = field(default_factory=dict)

    @property
    def said(self) -> list[Said]:
        """The texts with their words."""
        return list(self._said.values())

    def take(self, said: Said) -> None:
        """Keep a text; where several places have words for it, those that came first."""
        self._said.setdefault((said.unit.id, said.to_zh), said)


def of_catalogs(
    found: Gathered,
    source_locale: str,
    catalogs: Iterable[Catalog],
    checkers: dict[str, Checker],
    progress: Progress = silent,
) -> None:
    """Take what is approved in catalogs: the mainland's words before those of other places."""
    fitting = [c for c in catalogs if {language(source_locale), language(c.locale)} == SPOKEN]
    for catalog in sorted(fitting, key=lambda c: place_of(c.locale) is not Chinese.MAINLAND):
        findings = checkers[catalog.locale].check_catalog(catalog, progress)
        failing = {one.entry.unit.id for one in findings if one.blocks}
        for entry in catalog.live():
            if entry.state is not State.APPROVED or not all(entry.target):
                continue
            found.approved += 1
            if _is_a_machines(entry, catalog.locale):
                found.machines += 1
            elif entry.unit.id in failing:
                found.failing += 1
            else:
                found.take(_said(entry.unit, entry.target, source_locale, catalog.locale))


def of_store(found: Gathered, connection: Connection) -> None:
    """Take the captions that a person corrected and approved."""
    for one in _approved_captions(connection):
        if {language(one.source_locale), language(one.locale)} != SPOKEN:
            continue
        found.approved += 1
        if not one.author:
            found.machines += 1
        elif one.errors:
            found.failing += 1
        else:
            found.captions += 1
            found.take(_said(one.unit, one.target, one.source_locale, one.locale))


def _approved_captions(connection: Connection) -> Iterator[Record]:
    asked = (
        select(units)
        .where(units.c.kind == str(Kind.CAPTION), units.c.state == str(State.APPROVED))
        .where(units.c.obsolete.is_(False))
        .order_by(units.c.locale, units.c.id)
    )
    with connection.execute(asked.execution_options(yield_per=1000)) as rows:
        yield from map(record, rows)


def _is_a_machines(entry: Entry, locale: str) -> bool:
    """Whether a machine wrote these very words, and a person let them stand."""
    made = entry.provenance
    return (
        made is not None
        and made.origin is not Origin.TM
        and made.hash == content_hash(locale, entry.unit, entry.target)
    )


def _said(unit: Unit, target: tuple[str, ...], source_locale: str, locale: str) -> Said:
    """A text with its words as the model knows Chinese: in the mainland's."""
    spelling = Spelling.between(source_locale, locale)

    def put(texts: tuple[str, ...], way: Callable[[str], str]) -> tuple[str, ...]:
        return tuple(with_words(parse(text, unit.syntax), way) for text in texts)

    if spelling.source is not None:
        unit = replace(unit, source=put(unit.source, spelling.asked))
    if spelling.target is not None:
        target = put(target, spelling.wanted)
    domain = "social" if unit.kind is Kind.CAPTION else "ui"
    return Said(unit, target, spelling.target is not None, domain)
