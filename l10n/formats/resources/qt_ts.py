"""Qt Linguist's `.ts`: a file for each locale, with the sources in it.

Plural forms (`numerus`) stand in the order of CLDR's categories. What is unfinished or gone from
the code is no translation. New messages come from the code, through `lupdate`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from l10n.errors import ResourceError
from l10n.formats.resources import xml_text
from l10n.formats.resources.document import Document, Edit
from l10n.formats.resources.locale_names import is_language_of, underscored
from l10n.formats.resources.resource import Key, Message, Resource, Value, forms_of
from l10n.formats.resources.xml_tree import Element, parse, xml_document
from l10n.messages import gettext as _
from l10n.model import Syntax
from l10n.text.plurals import whole_categories

_GONE = frozenset({"vanished", "obsolete"})
_UNFINISHED = '<translation type="unfinished"></translation>'
_TYPE = re.compile(r"\s+type=(?:\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True)
class _Place:
    """A message of the file."""

    message: Element
    translation: Element

    @property
    def is_numerus(self) -> bool:
        return self.message.attributes.get("numerus") == "yes"


class QtTs:
    """`<message><source>Mute</source><translation>静音</translation></message>`."""

    name = "qt-ts"
    names = ("*.ts",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file holds it
        text = xml_document(data, path)
        root = _root(text, locale)
        messages = (
            _message(text, key, place, value)
            for key, place in _places(text, root).items()
            if (value := _value(text, root, place, locale)) is not None
        )
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`; what goes is unfinished again."""
        del source
        if not data.strip():
            raise ResourceError(
                _("A new .ts file has to hold the sources."),
                path=path,
                remedy=_("Let lupdate make it first."),
            )
        text = xml_document(data, path)
        root = _root(text, locale)
        places = _places(text, root)
        gone = [places[k].translation for k in remove if k in places and k not in changes]
        edits = [Edit(element.start, element.end, _UNFINISHED) for element in gone]
        for key, value in changes.items():
            if key not in places:
                raise text.error(
                    _("The file has no message {name!r}.").format(name=str(key[-1])),
                    0,
                    _("Let lupdate bring the file up to date first."),
                )
            if _value(text, root, places[key], locale) != value:
                edits.append(_translated(text, places[key], value, locale))
        return text.edited(edits) if edits else text.encode(text.text)

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return underscored(locale)


RESOURCE = QtTs()


def _root(data: Document, locale: str) -> Element:
    root = parse(data)
    if root.name != "TS":
        raise data.error(
            _("The file is none of Qt Linguist's: it begins with <{name}>.").format(name=root.name),
            root.start,
            _("Name a .ts file that lupdate wrote."),
        )
    named = root.attributes.get("language", "")
    if not is_language_of(named, locale) and not _is_source(root, locale):
        raise data.error(
            _("The file is in {named}, not in {locale}.").format(named=named, locale=locale),
            root.start,
            _("Correct its language, or its path."),
        )
    return root


def _is_source(root: Element, locale: str) -> bool:
    return root.attributes.get("sourcelanguage", "en") in underscored(locale)


def _places(data: Document, root: Element) -> dict[Key, _Place]:
    found: dict[Key, _Place] = {}
    for context in root.elements("context"):
        name = _said(data, context.first("name"))
        for message in context.elements("message"):
            translation = message.first("translation")
            if translation is None or translation.attributes.get("type") in _GONE:
                continue
            comment = _said(data, message.first("comment"))
            key: Key = (name, _said(data, message.first("source")), comment)
            if "id" in message.attributes:
                key = (message.attributes["id"],)
            found[key if comment or len(key) == 1 else key[:2]] = _Place(message, translation)
    return found


def _said(data: Document, element: Element | None) -> str:
    return xml_text.decoded(data.text[element.inner : element.close])[0] if element else ""


def _value(data: Document, root: Element, place: _Place, locale: str) -> Value | None:
    """The translation, in the source locale the source; None where it is unfinished."""
    if place.translation.attributes.get("type") == "unfinished":
        if not _is_source(root, locale):
            return None
        said = _said(data, place.message.first("source"))
        return dict.fromkeys(whole_categories(locale), said) if place.is_numerus else said
    if not place.is_numerus:
        return _said(data, place.translation)
    forms = [_said(data, form) for form in place.translation.elements("numerusform")]
    return dict(zip(whole_categories(locale), forms, strict=False))


def _message(data: Document, key: Key, place: _Place, value: Value) -> Message:
    notes = (
        _said(data, place.message.first(name)) for name in ("extracomment", "translatorcomment")
    )
    return Message(
        key,
        value,
        context=_said(data, place.message.first("comment")),
        comment="\n".join(filter(None, notes)),
        line=data.line(place.message.start),
        syntax=Syntax.QT,
    )


def _translated(data: Document, place: _Place, value: Value, locale: str) -> Edit:
    element = place.translation
    tag = _TYPE.sub("", data.text[element.start : element.inner]).removesuffix("/>").rstrip(">")
    if isinstance(value, str) and not place.is_numerus:
        content = _escaped(value)
    else:
        forms = forms_of(value)
        last = forms.get("other") or forms.get("") or next(iter(forms.values()))
        before = data.gap(element.start)
        content = (
            "".join(
                f"{before}    <numerusform>{_escaped(forms.get(c, last))}</numerusform>"
                for c in whole_categories(locale)
            )
            + before
        )
    return Edit(element.start, element.end, f"{tag.rstrip()}>{content}</translation>")


def _escaped(text: str) -> str:
    """As Qt writes it, so that its own tools change nothing."""
    content = xml_text.encoded(text, in_markup=False)
    return content.replace(">", "&gt;").replace('"', "&quot;").replace("'", "&apos;")
