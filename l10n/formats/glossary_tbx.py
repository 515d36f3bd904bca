"""Glossaries as TBX-Basic (ISO 30042:2019, DCT style): one concept a row of ours.

Our own facts that TBX has no name for (rule, case, forbidden renderings' rule) travel as
`admin` elements with types that start with `l10n-`, so that a round trip loses nothing.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar
from xml.parsers import expat

from l10n.errors import GlossaryError
from l10n.messages import gettext as _
from l10n.model import Location
from l10n.terms import Rule, Term, TermStatus

Fact = TypeVar("Fact", bound=StrEnum)
_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _FORBIDDEN = (
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
)


def parse(text: str, path: str) -> list[Term]:
    """The terms in a TBX file: of each concept, its first language to every other.

    Raises:
        GlossaryError: where it is no TBX, or holds a document type (entities are not read).
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise GlossaryError(
            _("The file declares a document type."),
            path=path,
            remedy=_("Remove it; entities could name other files."),
        )
    try:
        root = ET.fromstring(text)  # noqa: S314 - no document type, so no entities to expand
    except (ET.ParseError, expat.ExpatError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise GlossaryError(
            _("The file is not valid XML: {reason}.").format(reason=error), path=path, line=line
        ) from error
    concepts = [e for e in root.iter() if _name(e) in {"conceptEntry", "termEntry"}]
    if not concepts:
        raise GlossaryError(
            _("The file holds no concept."),
            path=path,
            remedy=_("Is it TBX? A concept is a conceptEntry element."),
        )
    return [term for concept in concepts for term in _terms(concept, path)]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element, name: str) -> list[ET.Element]:
    return [child for child in element.iter() if _name(child) == name]


def _texts(element: ET.Element, name: str, kind: str = "") -> list[str]:
    return [
        "".join(child.itertext()).strip()
        for child in _children(element, name)
        if not kind or child.get("type") == kind
    ]


def _first(element: ET.Element, name: str, kind: str = "") -> str:
    return next(iter(_texts(element, name, kind)), "")


def _terms(concept: ET.Element, path: str) -> Iterable[Term]:
    sections = [c for c in concept if _name(c) in {"langSec", "langSet"}]
    if len(sections) < 2:
        return
    source = sections[0]
    source_term = _first(source, "term")
    kept = _first(concept, "admin", "l10n-rule") == Rule.KEEP
    for section in sections[1:]:
        by_status: dict[str, list[str]] = {}
        for item in [c for c in section if _name(c) in {"termSec", "tig"}]:
            status = _first(item, "termNote", "administrativeStatus") or _PREFERRED
            by_status.setdefault(status, []).extend(filter(None, [_first(item, "term")]))
        preferred = by_status.get(_PREFERRED, [])
        if not source_term or not (preferred or kept):
            raise GlossaryError(
                _("The concept {name!r} has a language without a term.").format(
                    name=concept.get("id", "")
                ),
                path=path,
                remedy=_("Complete it."),
            )
        yield Term(
            source_language=(source.get(_LANG) or "")[:2].lower(),
            target_language=(section.get(_LANG) or "")[:2].lower(),
            source=source_term,
            target=preferred[0] if preferred else source_term,
            variants=(*preferred[1:], *by_status.get(_ADMITTED, ())),
            forbidden=tuple(by_status.get(_FORBIDDEN, ())),
            rule=_one_of(Rule, concept, "l10n-rule", path) or Rule.PREFER,
            exact_case=_first(concept, "admin", "l10n-case") == "exact",
            part_of_speech=_first(source, "termNote", "partOfSpeech"),
            domain=_first(concept, "descrip", "subjectField"),
            definition=_first(concept, "descrip", "definition"),
            note=_first(concept, "note"),
            status=_one_of(TermStatus, concept, "l10n-status", path) or TermStatus.APPROVED,
            location=Location(path),
        )


def _one_of(kind: type[Fact], concept: ET.Element, name: str, path: str) -> Fact | None:
    """One of our own facts, None where the concept says nothing of it."""
    value = _first(concept, "admin", name)
    try:
        return kind(value) if value else None
    except ValueError as error:
        raise GlossaryError(
            _("{value!r} is no {name}.").format(value=value, name=name),
            path=path,
            remedy=_("There are: {names}.").format(names=", ".join(kind)),
        ) from error


def serialize(terms: Iterable[Term]) -> bytes:
    """The terms as a TBX file."""
    root = ET.Element(
        "tbx", {"type": "TBX-Basic", "style": "dct", "xmlns": _NAMESPACE, "xml:lang": "en"}
    )
    header = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(header, "sourceDesc"), "p").text = "l10n glossary"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        _write(ET.SubElement(body, "conceptEntry", {"id": f"c{number}"}), term)
    ET.indent(root, " ")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _write(concept: ET.Element, term: Term) -> None:
    facts = (
        ("descrip", "subjectField", term.domain),
        ("descrip", "definition", term.definition),
        ("admin", "l10n-rule", str(term.rule)),
        ("admin", "l10n-status", str(term.status)),
        ("admin", "l10n-case", "exact" if term.exact_case else "any"),
    )
    for tag, kind, text in facts:
        if text:
            ET.SubElement(concept, tag, {"type": kind}).text = text
    if term.note:
        ET.SubElement(concept, "note").text = term.note
    source = ET.SubElement(concept, "langSec", {"xml:lang": term.source_language})
    _write_term(source, term.source, _PREFERRED, term.part_of_speech)
    target = ET.SubElement(concept, "langSec", {"xml:lang": term.target_language})
    _write_term(target, term.target, _PREFERRED)
    for text in term.variants:
        _write_term(target, text, _ADMITTED)
    for text in term.forbidden:
        _write_term(target, text, _FORBIDDEN)


def _write_term(section: ET.Element, text: str, status: str, part_of_speech: str = "") -> None:
    item = ET.SubElement(section, "termSec")
    ET.SubElement(item, "term").text = text
    if part_of_speech:
        ET.SubElement(item, "termNote", {"type": "partOfSpeech"}).text = part_of_speech
    ET.SubElement(item, "termNote", {"type": "administrativeStatus"}).text = status
