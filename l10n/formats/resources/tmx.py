"""TMX 1.4, a translation memory: read only. A message is known by its `tuid`, or else its place."""

from collections.abc import Collection, Mapping

from l10n.errors import ResourceError
from l10n.formats.resources import xml_text
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.resource import Key, Message, Resource, Value
from l10n.formats.resources.xml_tree import Element, parse, xml_document
from l10n.messages import gettext as _


class Tmx:
    """`<tu><tuv xml:lang="en"><seg>Mute</seg></tuv><tuv xml:lang="zh-CN"><seg>静音</seg>…`."""

    name = "tmx"
    names = ("*.tmx",)
    all_locales = True

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file holds it
        text = xml_document(data, path)
        root = parse(text)
        body = root.first("body")
        if root.name != "tmx" or body is None:
            raise text.error(
                _("The file is no TMX: it begins with <{name}>.").format(name=root.name),
                root.start,
                _("Name a file of version 1.4."),
            )
        messages: list[Message] = []
        for number, unit in enumerate(body.elements("tu")):
            if segment := _segment(unit, dashed(locale)):
                said, _in_markup = xml_text.decoded(text.text[segment.inner : segment.close])
                key = unit.attributes.get("tuid") or number
                messages.append(Message((key,), said, line=text.line(unit.start)))
        return Resource(path, locale, tuple(messages))

    def write(
        self, _data: bytes, _changes: Mapping[Key, Value], path: str, _locale: str,
        _source: Resource | None = None, _remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`; a memory is no place for an app's strings."""
        raise ResourceError(
            _("A translation memory is only read."), path=path, remedy=_("Name another format.")
        )

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = Tmx()


def _segment(unit: Element, names: tuple[str, ...]) -> Element | None:
    lowered = {name.lower() for name in names}
    for variant in unit.elements("tuv"):
        named = variant.attributes.get("xml:lang") or variant.attributes.get("lang", "")
        if named.lower() in lowered:
            return variant.first("seg")
    return None
