"""Translation memories of other tools, by their files' endings: what is remembered in them."""

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from l10n.errors import L10nError, SourceError
from l10n.formats import memory_csv, memory_json, memory_po, memory_xliff, memory_zip, tmx
from l10n.formats.tmx import Remembered
from l10n.messages import gettext as _
from l10n.text.locales import same_language

ZIP = ".zip"
_READERS: dict[str, Callable[[bytes, str, str, str], list[Remembered]]] = {
    ".tmx": lambda data, path, _source, _locale: tmx.parse(data, path),
    ".json": lambda data, path, _source, _locale: memory_json.parse(data, path),
    ".csv": memory_csv.parse,
    ".tsv": memory_csv.parse,
    ".xlf": lambda data, path, _source, _locale: memory_xliff.parse(data, path),
    ".xliff": lambda data, path, _source, _locale: memory_xliff.parse(data, path),
    ".po": memory_po.parse,
}


def parse(data: bytes, path: str, source_locale: str, locale: str = "") -> list[Remembered]:
    """The texts of a memory.

    Args:
        source_locale: of tables and catalogs, which do not say it.
        locale: the target's, where the file does not say it.

    Raises:
        L10nError: where it is none, with what is wrong.
    """
    reader = _READERS.get(PurePosixPath(path).suffix.lower())
    if reader is None:
        raise SourceError(
            _("No memory of a tool ends like this."),
            path=path,
            remedy=_("There are: {names}. Save a spreadsheet as CSV.").format(
                names=", ".join([*_READERS, ZIP])
            ),
        )
    return reader(data, path, source_locale, locale)


def of_zip(
    data: bytes, path: str, source_locale: str, locale: str, targets: Sequence[str]
) -> tuple[list[Remembered], list[L10nError], list[str]]:
    """The texts of the files in a ZIP, what of them could not be read, and what is no memory.

    A file that does not say its locale has that of a folder it lies in.

    Raises:
        SourceError: where the ZIP itself is refused.
    """
    texts: list[Remembered] = []
    errors: list[L10nError] = []
    others: list[str] = []
    for name, content in memory_zip.members(data, path):
        if PurePosixPath(name).suffix.lower() not in _READERS:
            others.append(name)
            continue
        try:
            named = locale or _folder_locale(name, targets)
            texts += parse(content, f"{path}/{name}", source_locale, named)
        except L10nError as error:
            errors.append(error)
    return texts, errors, others


def _folder_locale(name: str, targets: Sequence[str]) -> str:
    """The target locale that a part of the path spells, in whatever way; "" for none."""
    for part in reversed(PurePosixPath(name).parts):
        said = part.partition(".")[0]
        if found := next((target for target in targets if same_language(said, target)), ""):
            return found
    return ""
