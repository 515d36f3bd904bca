"""A reader's words, as gettext gives them: a release's today, the next one's after it came."""

from collections.abc import Sequence
from gettext import NullTranslations

TYPE_CHECKING = False  # `typing` would cost the app more at its start than all else here

if TYPE_CHECKING:
    from l10n.runtime.release import Loaded, Release


class NotThereError(LookupError):
    """A catalog has no words for a string."""


# What a catalog asks of its fallback says the string again, which is of no use here.
# ruff: noqa: ARG002


class Refusing(NullTranslations):
    """Where a catalog would give the source: so one knows that it has nothing."""

    def gettext(self, message: str) -> str:
        """Nothing."""
        raise NotThereError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Nothing."""
        raise NotThereError(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        """Nothing."""
        raise NotThereError(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Nothing."""
        raise NotThereError(msgid1)


class Translations(NullTranslations):
    """What `gettext.translation` gives, but for three things.

    It follows the release as it changes; a string that no catalog on the reader's way has is
    counted, and answered in the source; the empty string is itself, not the catalog's header.

    Args:
        release: whose words.
        locale: the reader's.
        domain: which of the release's catalogs.
    """

    def __init__(self, release: "Release", locale: str, domain: str) -> None:
        super().__init__()
        self.locale = locale
        self._release = release
        self._domain = domain
        self._loaded: Loaded | None = None
        self._chain: Sequence[NullTranslations] = ()

    def gettext(self, message: str) -> str:
        """The words for a message."""
        # The way that nearly every string takes, and the shortest.
        for catalog in self._catalogs() if message else ():
            try:
                return catalog.gettext(message)
            except NotThereError:
                continue
        return self._source("", message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The words for so many."""
        for catalog in self._catalogs():
            try:
                return catalog.ngettext(msgid1, msgid2, n)
            except NotThereError:
                continue
        return self._source("", msgid1, msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The words for a message in a context."""
        for catalog in self._catalogs():
            try:
                return catalog.pgettext(context, message)
            except NotThereError:
                continue
        return self._source(context, message, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The words for so many, in a context."""
        for catalog in self._catalogs():
            try:
                return catalog.npgettext(context, msgid1, msgid2, n)
            except NotThereError:
                continue
        return self._source(context, msgid1, msgid1 if n == 1 else msgid2)

    def info(self) -> dict[str, str]:
        """The header of the nearest catalog."""
        chain = self._catalogs()
        return chain[0].info() if chain else {}

    def charset(self) -> str:
        """UTF-8, as all releases are."""
        return "utf-8"

    def _source(self, context: str, message: str, said: str) -> str:
        """What the source says, counted as missing but for the source's own readers."""
        if message and self._chain:
            self._release.missed(self.locale, context, message)
        return said

    def _catalogs(self) -> Sequence[NullTranslations]:
        """Those that answer today."""
        loaded = self._release.loaded()
        if loaded is not self._loaded:
            self._chain = loaded.chain(self.locale, self._domain)
            self._loaded = loaded
        return self._chain
