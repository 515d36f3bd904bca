"""A release's folder, read for an app, and read again when another release takes its place."""

import hashlib
import io
import json
import os
import struct
import threading
import time
from collections.abc import Mapping, Sequence
from gettext import GNUTranslations, NullTranslations

from l10n.runtime.locales import asked, full_name, way
from l10n.runtime.missing import Counted, Missing
from l10n.runtime.translations import Refusing, Translations

_FORMAT, _MANIFEST = "l10n-release/1", "manifest.json"
_Stamp = tuple[str, int, int, int]
TYPE_CHECKING = False  # `typing` would cost the app more at its start than all else here
if TYPE_CHECKING:
    from typing import Any


class ReleaseError(Exception):
    """The folder holds no release, or not a whole one."""


class Loaded:
    """A release as it was read; nothing of it changes.

    Args:
        name: what its folder is called.
        source_locale: that of the code's own strings.
        domain: the project's first.
        catalogs: by locale, and the domain (or the name that the catalog has in the project).
        more: by locale, others that answer its readers before the source does.
    """

    def __init__(
        self,
        name: str,
        source_locale: str,
        domain: str,
        catalogs: Mapping[tuple[str, str], NullTranslations],
        more: Mapping[str, Sequence[str]],
    ) -> None:
        self.name, self.source_locale, self.domain = name, source_locale, domain
        self.catalogs, self.more = catalogs, more

    @property
    def locales(self) -> tuple[str, ...]:
        """Those that there are words for."""
        return tuple(sorted({locale for locale, _domain in self.catalogs}))

    def chain(self, locale: str, domain: str) -> Sequence[NullTranslations]:
        """The catalogs that answer a reader, the nearest first; none for the source's readers."""
        if full_name(locale) == full_name(self.source_locale):
            return ()
        domain = domain or self.domain
        known = [known for known, named in self.catalogs if named == domain]
        return [self.catalogs[name, domain] for name in way(locale, known, self.more)]


class Release:
    """The release that an app speaks; safe to use from many threads.

    Where the folder is the link `latest`, or its manifest changes, the new release is read within
    `check_every` seconds; one that is not whole is left alone, `error` tells why, and the former
    one goes on answering.

    Args:
        folder: the release's, or the link that leads to it.
        fallback: by locale, others that answer its readers before the source does. Nobody who
            reads Traditional Chinese is given Simplified but by `{"zh_Hant": ["zh_Hans"]}`.
        check_every: how often to look whether there is another, in seconds.

    Attributes:
        error: why the release that stands there now is not used, None where it is.

    Raises:
        ReleaseError: where there is no whole release at the start.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        fallback: Mapping[str, Sequence[str]] | None = None,
        check_every: float = 1.0,
    ) -> None:
        self._folder = os.fspath(folder)
        self._fallback = dict(fallback or {})
        self._every = check_every
        self._counted = Counted()
        self._lock = threading.Lock()
        self.error: ReleaseError | None = None
        self._stamp = _stamp_of(self._folder)
        self._loaded = _load(self._stamp[0], self._fallback)
        self._next = time.monotonic() + self._every

    @property
    def name(self) -> str:
        """What the release is called that answers now."""
        return self.loaded().name

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that it has words for."""
        return self.loaded().locales

    def translations(self, locale: str, domain: str = "") -> Translations:
        """A reader's words: made in a moment, one for each request, or one to keep.

        Args:
            locale: the reader's, as `zh_CN`, `zh-Hans` or `zh`.
            domain: gettext's, or the name of the catalog; the first one where it is left out.
        """
        return Translations(self, locale, domain)

    def accepted(self, header: str) -> str:
        """The locale for a reader whose browser sends this Accept-Language.

        That is the first one with words of its own, or the source's where none has.
        """
        loaded = self.loaded()
        for name in asked(header):
            if (
                full_name(name).partition("_")[0]
                == full_name(loaded.source_locale).partition("_")[0]
            ):
                return loaded.source_locale
            if way(name, loaded.locales, loaded.more):
                return name
        return loaded.source_locale

    def missing(self) -> list[Missing]:
        """The strings that were asked for and had no words, the most frequent first."""
        return self._counted.listed()

    def forget_missing(self) -> None:
        """Count anew."""
        self._counted.clear()

    def missed(self, locale: str, context: str, message: str) -> None:
        """Count a string; for `Translations`."""
        self._counted.add(locale, context, message)

    def loaded(self) -> Loaded:
        """What answers now; looks for another release where it is time to."""
        if time.monotonic() >= self._next:
            self.refresh()
        return self._loaded

    def refresh(self) -> bool:
        """Look at once whether there is another release; whether there was one that is whole."""
        # Who comes while another looks goes on with what there is.
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._next = time.monotonic() + self._every
            try:
                stamp = _stamp_of(self._folder)
                if stamp == self._stamp:
                    return False
                self._loaded = _load(stamp[0], self._fallback)
            except ReleaseError as error:
                self.error = error
                return False
            self._stamp, self.error = stamp, None
            return True
        finally:
            self._lock.release()


def _language(locale: str) -> str:
    return full_name(locale).partition("_")[0]


def _stamp_of(folder: str) -> _Stamp:
    """What changes with the release: where the link leads, and the manifest there."""
    place = os.path.realpath(folder)
    try:
        fact = os.stat(f"{place}/{_MANIFEST}")  # noqa: PTH116 - pathlib is slow to start
    except OSError as error:
        raise ReleaseError(f"{folder}: there is no manifest of a release ({error}).") from error
    return place, fact.st_mtime_ns, fact.st_size, fact.st_ino


def _load(folder: str, more: Mapping[str, Sequence[str]]) -> Loaded:
    try:
        content: Any = json.loads(_head(_read(folder, _MANIFEST)))
        if content["format"] != _FORMAT:
            raise ReleaseError(f"{folder}: this is no release that this version of l10n reads.")
        catalogs: dict[tuple[str, str], NullTranslations] = {}
        for path, about in sorted(content["files"].items()):
            if about.get("format") == "mo":
                [name] = about["catalogs"]
                facts = content["locales"][name]
                names = {facts["domain"], name.partition("/")[2] or facts["domain"]}
                keys = [(facts["locale"], one) for one in sorted(names)]
                # A file of an alias says the same as the first.
                if not catalogs.keys() >= set(keys):
                    found = _catalog(folder, path, about["sha256"])
                    catalogs = dict.fromkeys(keys, found) | catalogs
        if not catalogs and content["locales"]:
            raise ReleaseError(f'{folder}: the release has no .mo; say formats = ["mo", …].')
        # Of the first catalog the name says nothing but the locale.
        first = (one["domain"] for name, one in content["locales"].items() if "/" not in name)
        name, source = os.path.basename(folder), str(content["source_locale"])  # noqa: PTH119
        return Loaded(name, source, next(first, ""), catalogs, more)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
        raise ReleaseError(f"{folder}: the release is not whole ({error}).") from error
    except RecursionError as error:
        raise ReleaseError(f"{folder}: the manifest makes no sense.") from error


def _head(manifest: bytes) -> bytes:
    """A manifest without its units, which stand last and are most of it: no app asks for them."""
    head, found, _units = manifest.partition(b',\n  "units": {\n')
    return head + b"}" if found else manifest


def _read(folder: str, path: str) -> bytes:
    with open(f"{folder}/{path}", "rb") as file:  # noqa: PTH123 - see above
        return file.read()


def _catalog(folder: str, path: str, hash_: str) -> NullTranslations:
    data = _read(folder, path)
    if hashlib.sha256(data).hexdigest() != hash_:
        raise ReleaseError(f"{folder}/{path}: this is not the file that the manifest names.")
    made = GNUTranslations(io.BytesIO(data))
    made.add_fallback(Refusing())
    return made
