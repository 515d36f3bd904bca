"""Marks without a version → marks of today, once, where the ledger vouches for them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from l10n.formats import marks
from l10n.formats.po import FORMAT as PO
from l10n.formats.po import Po
from l10n.model import Approval, Catalog, Entry, Rejection, State

Said = Approval | Rejection
Vouch = Callable[[str, Said], bool]
"""Whether a ledger knows that a person said this of a unit (its id)."""
_FIRST = Po(marks.read_first_version)
_LEFT = "# not in the ledger: "


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A catalog with its marks as they are written today.

    Attributes:
        turned: how many entries had marks of the first version.
        left: what no ledger vouched for, by unit; it is a comment now.
    """

    catalog: Catalog
    turned: int
    left: tuple[tuple[str, Said], ...]


def upgrade(text: str, path: str, locale: str, domain: str, vouch: Vouch) -> Upgraded:
    """Turn the marks of a catalog; entries without any stay as they are, byte for byte.

    Args:
        text: the file.
        path: what it is called in errors.
        vouch: asks the ledger; where there is none, always true.

    Raises:
        CatalogError: where the file is malformed.
    """
    catalog, versions = PO.parse(text, path, locale, domain), Versions()
    for entry in catalog.entries:
        versions.see(entry)
    if versions.old is None:
        # Beside marks of today one without a version is a comment: no old form is a way to forge.
        return Upgraded(catalog, 0, ())
    read = _FIRST.parse(text, path, locale, domain)
    left: list[tuple[str, Said]] = []
    entries: list[Entry] = []
    turned = 0
    for entry in read.entries:
        if not any(map(marks.is_of_the_first_version, entry.raw.split("\n"))):
            entries.append(entry)
            continue
        turned += 1
        void = [said for said in _said(entry) if not vouch(entry.unit.id, said)]
        left += [(entry.unit.source[0], said) for said in void]
        entries.append(_without(entry, void))
    return Upgraded(replace(read, entries=tuple(entries)), turned, tuple(left))


@dataclass(slots=True)
class Versions:
    """What versions of marks a catalog has, as its entries are seen one by one."""

    _first: Entry | None = None
    _of_today: bool = False

    def see(self, entry: Entry) -> None:
        """One more entry."""
        if self._of_today:
            return
        marks_of_today = (entry.approval, entry.provenance, entry.near)
        self._of_today = any((*marks_of_today, entry.rejections, entry.accepted))
        if self._first is None and any(map(marks.is_of_the_first_version, entry.comments)):
            self._first = entry

    @property
    def old(self) -> Entry | None:
        """The first entry with marks without a version, where no entry has marks of today."""
        return None if self._of_today else self._first


def _said(entry: Entry) -> list[Said]:
    return [*entry.rejections, *([entry.approval] if entry.approval else [])]


def _without(entry: Entry, void: list[Said]) -> Entry:
    """The entry, to be written afresh, with what is void as a comment."""
    approval = None if entry.approval in void else entry.approval
    state, fuzzy = entry.state, entry.fuzzy
    if approval is None and state is State.APPROVED:
        state, fuzzy = State.SUGGESTED, True
    return entry.evolve(
        approval=approval,
        rejections=tuple(past for past in entry.rejections if past not in void),
        state=state,
        fuzzy=fuzzy,
        comments=(*entry.comments, *(f"{_LEFT}{_told(said)}" for said in void)),
    )


def _told(said: Said) -> str:
    word = "approved" if isinstance(said, Approval) else "rejected"
    return f"{word} {said.at} {said.by} {said.reason}".strip()
