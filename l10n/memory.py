"""Translation memory: what people approved, to be used again."""

from collections.abc import Iterable

from l10n.model import Catalog, Entry, State


class Memory:
    """Approved targets of one locale by their source forms.

    Where two approved entries share the source, the one with the same context answers, else the
    first in the catalogs' order.
    """

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self._by_source: dict[tuple[str, ...], list[Entry]] = {}
        for catalog in catalogs:
            for entry in catalog.entries:
                if entry.state is State.APPROVED:
                    self._by_source.setdefault(entry.unit.source, []).append(entry)

    def exact(self, source: tuple[str, ...], context: str) -> tuple[str, ...] | None:
        """The approved target of exactly this source, None where there is none."""
        entries = self._by_source.get(source)
        if not entries:
            return None
        return next((e for e in entries if e.unit.context == context), entries[0]).target
