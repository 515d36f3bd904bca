"""Translation memories as TMX 1.4b: what other tools remember, and what ours is told to.

A `tu` holds one text in several languages; who wrote it, and when, stands on it or on the `tuv`.
What is marked up inside (`ph`, `bpt` and the like) is text to us, and parsed like any other.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from l10n import __version__
from l10n.errors import SourceError
from l10n.formats import xml_safe
from l10n.messages import gettext as _

SUFFIX = ".tmx"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTEXT, _ORIGIN, _STATE = "x-context", "x-origin", "x-state"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a fact may be called in the file, the latest first.
_BY, _AT = ("changeid", "creationid"), ("changedate", "creationdate")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A text in two languages.

    Attributes:
        language: as the file names it, `zh-TW` say; so is `to`.
        at: ISO 8601, in UTC; "" where the file says none.
        origin: where another tool has it from: a project, a file.
        state: in that tool's words, where it is more or less than a translation: `pending`.
    """

    language: str
    source: str
    to: str
    target: str
    context: str = ""
    by: str = ""
    at: str = ""
    origin: str = ""
    state: str = ""

    @property
    def whose(self) -> str:
        """Who or what stands by the words, as far as is known."""
        return ", ".join(filter(None, (self.by, self.origin, self.state)))


def parse(data: bytes | str, path: str) -> list[Remembered]:
    """The texts of a memory, each from the file's source language to every other.

    Raises:
        SourceError: where it is no TMX.
    """
    root = xml_safe.parse(data, path, SourceError)
    header, body = root.find("header"), root.find("body")
    if root.tag != "tmx" or body is None:
        raise SourceError(
            _("The file is no TMX."),
            path=path,
            remedy=_("Its root is a tmx element with a header and a body."),
        )
    language = (header.get("srclang") if header is not None else None) or "*all*"
    return [said for unit in body.iter("tu") for said in _unit(unit, language)]


def _unit(unit: ET.Element, language: str) -> Iterator[Remembered]:
    language = unit.get("srclang") or language
    texts = [(tuv, _text(tuv)) for tuv in unit.findall("tuv")]
    source = next(
        ((tuv, text) for tuv, text in texts if _same(_language(tuv), language)),
        texts[0] if texts and language == "*all*" else None,
    )
    if source is None or not source[1]:
        return
    context = next((p.text or "" for p in unit.iter("prop") if p.get("type") == _CONTEXT), "")
    for tuv, text in texts:
        if tuv is not source[0] and text:
            by = next(filter(None, (e.get(n) for e in (tuv, unit) for n in _BY)), "")
            at = next(filter(None, (e.get(n) for e in (tuv, unit) for n in _AT)), "")
            said = {p.get("type"): p.text or "" for e in (unit, tuv) for p in e.findall("prop")}
            about = (context, by, _iso(at), said.get(_ORIGIN, ""), said.get(_STATE, ""))
            yield Remembered(_language(source[0]), source[1], _language(tuv), text, *about)


def _language(tuv: ET.Element) -> str:
    return tuv.get(_LANG) or tuv.get("lang") or ""


def _same(one: str, other: str) -> bool:
    """Whether two tags name one language, be it more exactly: en and en-US."""
    one, other = one.lower(), other.lower()
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _text(tuv: ET.Element) -> str:
    segment = tuv.find("seg")
    return "".join(segment.itertext()) if segment is not None else ""


def _iso(time: str) -> str:
    """20260102T030405Z as 2026-01-02T03:04:05Z; "" for what is no such time."""
    day, _t, hour = time.partition("T")
    digits = day + hour.removesuffix("Z")
    if len(digits) != 14 or not (digits.isascii() and digits.isdigit()):
        return ""
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{hour[:2]}:{hour[2:4]}:{hour[4:6]}Z"


def instant(time: str) -> str:
    """A time or day as ISO 8601 has it, in UTC to the second; "" for what is none."""
    try:
        read = datetime.fromisoformat(time.strip())
    except ValueError:
        return ""
    at = read if read.tzinfo else read.replace(tzinfo=UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def holds(text: str) -> bool:
    """Whether XML can hold the text: it has no control characters."""
    return not _UNWRITABLE.search(text)


def serialize(texts: Iterable[Remembered], language: str) -> bytes:
    """The texts as a TMX file; those of one source and context are one `tu`.

    Args:
        language: of the sources.
    """
    root = ET.Element("tmx", {"version": "1.4"})
    facts = {"creationtool": "l10n", "creationtoolversion": __version__, "segtype": "block"}
    facts |= {"o-tmf": "l10n", "adminlang": "en", "srclang": language, "datatype": "plaintext"}
    ET.SubElement(root, "header", facts)
    body = ET.SubElement(root, "body")
    units: dict[tuple[str, str, str], ET.Element] = {}
    for said in texts:
        name = (said.language, said.source, said.context)
        if name not in units:
            own = {} if said.language == language else {"srclang": said.language}
            units[name] = unit = ET.SubElement(body, "tu", own)
            if said.context:
                ET.SubElement(unit, "prop", {"type": _CONTEXT}).text = said.context
            _write(unit, said.language, said.source, {}, {})
        about = {"changeid": said.by, "changedate": said.at.replace("-", "").replace(":", "")}
        facts = {_ORIGIN: said.origin, _STATE: said.state}
        _write(units[name], said.to, said.target, {k: v for k, v in about.items() if v}, facts)
    ET.indent(body, " ")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    # A reader of XML takes a bare one for a line's end.
    return data.replace(b"\r", b"&#13;") + b"\n"


def _write(
    unit: ET.Element, language: str, text: str, about: dict[str, str], facts: dict[str, str]
) -> None:
    tuv = ET.SubElement(unit, "tuv", {_LANG: language, **about})
    for name, value in facts.items():
        if value:
            ET.SubElement(tuv, "prop", {"type": name}).text = value
    ET.SubElement(tuv, "seg").text = text
