"""Translations from a file of another project or tool → the catalog's gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n.adoption.adopt import Adopted, Standing, Voucher, judged
from l10n.checks.checker import Checker
from l10n.formats.resources import xliff
from l10n.model import Catalog, Entry, State, Unit

_OPEN = frozenset({State.UNTRANSLATED, State.MACHINE})


@dataclass(frozen=True, slots=True)
class Brought:
    """A translation in a file.

    Attributes:
        source: its forms, as `Unit` has them; one where it was written before there were plurals.
        context: as `Unit` has it.
        fuzzy: whether the file says that it is to be read.
    """

    source: tuple[str, ...]
    context: str
    target: tuple[str, ...]
    fuzzy: bool = False


def of_catalog(catalog: Catalog) -> list[Brought]:
    """The translations of a catalog, whoever keeps it; obsolete ones too, the live ones last."""
    entries = sorted(catalog.entries, key=lambda entry: not entry.obsolete)
    return [
        Brought(e.unit.source, e.unit.context, e.target, e.fuzzy) for e in entries if any(e.target)
    ]


def xliff_locale(data: bytes, path: str, locales: Sequence[str]) -> str:
    """Which of the locales an XLIFF file is for; "" where that is none, or not clear.

    Raises:
        ResourceError: where the file makes no sense.
    """
    known = [name for name in locales if xliff.is_for(data, path, name)]
    return known[0] if len(known) == 1 else ""


def of_xliff(data: bytes, path: str, source_locale: str, locale: str) -> list[Brought]:
    """The translations of an XLIFF file of any tool, known by their source texts.

    In a file that says of some that they are approved, the others are to be read.

    Raises:
        ResourceError: where the file makes no sense.
    """
    texts = xliff.RESOURCE.read(data, path, source_locale).by_key()
    targets = xliff.RESOURCE.read(data, path, locale).messages
    states = xliff.states(data, path)
    tells = xliff.APPROVED in states.values()
    unread = {key for key, state in states.items() if tells and state != xliff.APPROVED}
    return [
        Brought((str(texts[one.key].value),), "", (str(one.value),), one.fuzzy or one.key in unread)
        for one in targets
        if one.key in texts and one.value
    ]


def bring(
    catalog: Catalog, brought: Iterable[Brought], checker: Checker, voucher: Voucher
) -> Adopted:
    """Fill what has no words, or a machine's, with the words that were brought in.

    Words are matched by context and source, those of one text also by the singular of what has
    plural forms now; what people wrote or decided here stays as it is.
    """
    known = {(one.context, one.source): one for one in brought}
    done = Adopted(catalog)
    voucher = voucher.once(begun=any(entry.approval for entry in catalog.entries))
    entries: list[Entry] = []
    for entry in catalog.entries:
        found = _of(entry.unit, known)
        if found is None or entry.obsolete:
            entries.append(entry)
            continue
        if entry.state not in _OPEN or entry.rejections:
            done.counts[Standing.KNOWN] += 1
            entries.append(entry)
            continue
        filled = _filled(entry, found)
        standing, adopted = judged(filled, catalog.locale, checker, voucher, done)
        done.counts[standing] += 1
        entries.append(adopted)
    done.catalog = replace(catalog, entries=tuple(entries))
    return done


def _of(unit: Unit, known: Mapping[tuple[str, tuple[str, ...]], Brought]) -> Brought | None:
    whole, single = ((unit.context, source) for source in (unit.source, unit.source[:1]))
    return known.get(whole) or known.get(single)


def _filled(entry: Entry, found: Brought) -> Entry:
    """The entry with the words; those of one text in each form, as merge tools do it."""
    single = len(found.source) < len(entry.unit.source)
    return entry.evolve(
        target=found.target[:1] * len(entry.target) if single else found.target,
        state=State.SUGGESTED,
        provenance=None,
        near=None,
        previous=Unit(found.source, found.context) if single else None,
        fuzzy=found.fuzzy or single,
    )
