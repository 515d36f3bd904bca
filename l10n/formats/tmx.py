"""Translation memories as TMX 1.4b: what other tools remember, and what ours is told to.

A `tu` holds one text in several languages; who wrote it, and when, stands on it or on the `tuv`.
What is marked up inside (`ph`, `bpt` and the like) is text to us, and parsed like any other.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from l10n import __version__
from l10n.errors import SourceError
from l10n.formats import xml_safe
from l10n.messages import gettext as _

SUFFIX = ".tmx"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTEXT = "x-context"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a fact may be called in the file, the latest first.
_BY, _AT = ("changeid", "creationid"), ("changedate", "creationdate")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A text in two languages.

    Attributes:
        language: as the file names it, `zh-TW` say; so is `to`.
        at: ISO 8601, in UTC; "" where the file says none.
    """

    language: str
    source: str
    to: str
    target: str
    context: str = ""
    by: str = ""
    at: str = ""


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
            yield Remembered(
                _language(source[0]), source[1], _language(tuv), text, context, by, _iso(at)
            )


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
    units: dict[tuple[str, str], ET.Element] = {}
    for said in texts:
        name = (said.source, said.context)
        if name not in units:
            units[name] = unit = ET.SubElement(body, "tu")
            if said.context:
                ET.SubElement(unit, "prop", {"type": _CONTEXT}).text = said.context
            _write(unit, said.language, said.source, {})
        about = {"changeid": said.by, "changedate": said.at.replace("-", "").replace(":", "")}
        _write(units[name], said.to, said.target, {k: v for k, v in about.items() if v})
    ET.indent(body, " ")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    # A reader of XML takes a bare one for a line's end.
    return data.replace(b"\r", b"&#13;") + b"\n"


def _write(unit: ET.Element, language: str, text: str, about: dict[str, str]) -> None:
    tuv = ET.SubElement(unit, "tuv", {_LANG: language, **about})
    ET.SubElement(tuv, "seg").text = text
