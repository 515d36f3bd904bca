"""XLIFF of another tool as a memory: its targets, with what the file says of each."""

from collections.abc import Iterator

from l10n.errors import SourceError
from l10n.formats import xml_safe
from l10n.formats.resources import xliff
from l10n.formats.tmx import Remembered, instant
from l10n.messages import gettext as _


def parse(data: bytes, path: str) -> list[Remembered]:
    """The translated texts of a file, 1.2 or 2.x.

    Raises:
        SourceError: where it is no XLIFF, or does not name its languages.
        ResourceError: where it makes no sense.
    """
    root = xml_safe.parse(data, path, SourceError)
    file = next((one for one in root if one.tag.endswith("file")), None)
    facts = {**(file.attrib if file is not None else {}), **root.attrib}
    source = facts.get("srcLang") or facts.get("source-language") or ""
    target = facts.get("trgLang") or facts.get("target-language") or ""
    if not source or not target:
        raise SourceError(
            _("The file does not name its source and target language."),
            path=path,
            remedy=_("Export it anew, with both."),
        )
    origin = facts.get("original", "")
    at = instant(facts.get("date", ""))
    return list(_texts(data, path, source, target, origin=origin, at=at))


def _texts(
    data: bytes, path: str, source: str, target: str, *, origin: str, at: str
) -> Iterator[Remembered]:
    texts = xliff.RESOURCE.read(data, path, source).by_key()
    states = xliff.states(data, path)
    for one in xliff.RESOURCE.read(data, path, target).messages:
        if one.key in texts and one.value:
            said = str(texts[one.key].value), target, str(one.value)
            yield Remembered(source, *said, origin=origin, at=at, state=states.get(one.key, ""))
