"""What a resource format offers."""

from collections.abc import Collection, Mapping
from typing import Protocol

from l10n.formats.resources.resource import Key, Resource, Value


class ResourceFormat(Protocol):
    """A way to keep strings.

    Attributes:
        names: glob patterns of the file names that it goes by.
        all_locales: whether one file holds them all.
    """

    name: str
    names: tuple[str, ...]
    all_locales: bool

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """The locale's messages; `source` settles what the file alone leaves open.

        Raises:
            ResourceError: at the first line that makes no sense.
        """
        ...

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """The file with these values; all else keeps its bytes, and goes only where `remove` says.

        A new key stands where `source` has it. No data (b"") is a file that is to be made.

        Raises:
            ResourceError: where the file can't be read, or can't hold a value.
        """
        ...

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """How paths of this format may write a locale, the most usual first."""
        ...
