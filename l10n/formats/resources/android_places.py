"""Where in a `strings.xml` each text stands."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from l10n.formats.resources.document import Document
from l10n.formats.resources.resource import Key
from l10n.formats.resources.xml_tree import Element, parse
from l10n.messages import gettext as _
from l10n.text.plurals import CATEGORIES

STRING, PLURALS, ARRAY = "string", "plurals", "string-array"


@dataclass(frozen=True, slots=True)
class Place:
    """A text: its message, its plural category ("" for none), its element and the outermost one."""

    key: Key
    category: str
    element: Element
    outer: Element

    def content(self, data: Document) -> str:
        """What stands in the element."""
        return data.text[self.element.inner : self.element.close]


def root_of(data: Document) -> Element:
    """The file's `<resources>`.

    Raises:
        ResourceError: where it begins with something else.
    """
    root = parse(data)
    if root.name != "resources":
        raise data.error(
            _("The file holds no Android resources: it begins with <{name}>.").format(
                name=root.name
            ),
            root.start,
            _("Name a strings.xml, whose outermost element is <resources>."),
        )
    return root


def places(data: Document, root: Element, source: Collection[Key] = ()) -> Iterator[Place]:
    """The texts in their order.

    A build keeps strings and plurals apart, so that one name can be both: where it is, here or in
    the source, the plural one has `plurals` in its key.

    Args:
        source: the keys of the source file.

    Raises:
        ResourceError: where an element lacks the name or quantity that it is known by.
    """
    plurals = {element.attributes.get("name") for element in root.elements(PLURALS)}
    both = {e.attributes.get("name") for e in root.elements(STRING)} & plurals
    both |= {str(key[0]) for key in source if key[1:] == (PLURALS,)}
    for outer in root.elements(STRING, PLURALS, ARRAY):
        if "name" not in outer.attributes:
            raise data.error(
                _("A <{name}> has no name.").format(name=outer.name),
                outer.start,
                _('Give it one: <{name} name="…">.').format(name=outer.name),
            )
        key = _key(outer)
        if outer.name == PLURALS and outer.attributes["name"] in both:
            key = (*key, PLURALS)
        if outer.name == STRING:
            yield Place(key, "", outer, outer)
            continue
        for number, item in enumerate(outer.elements("item")):
            if outer.name == ARRAY:
                yield Place((*key, number), "", item, outer)
                continue
            quantity = item.attributes.get("quantity", "")
            if quantity not in CATEGORIES:
                raise data.error(
                    _("{quantity!r} is no quantity.").format(quantity=quantity),
                    item.start,
                    _("There are: {names}.").format(names=", ".join(CATEGORIES)),
                )
            yield Place(key, quantity, item, outer)


def _key(outer: Element) -> Key:
    """The name, and the product that a build picks it for, where there is one."""
    name, product = outer.attributes["name"], outer.attributes.get("product", "")
    return (name, product) if product else (name,)
