"""Apple's `.stringsdict`: plural forms as a property list in XML.

An entry of one variable is a message; of several, each variable is a message below its name. The
format around the variables (`%#@files@ in %#@folders@`) is the developers' and is not translated
here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from l10n.errors import ResourceError
from l10n.formats.resources import placing, xml_text
from l10n.formats.resources.document import Document, Edit
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.printf import printf_syntax
from l10n.formats.resources.resource import Key, Message, Resource, Value, forms_of
from l10n.formats.resources.xml_tree import COMMENT, Element, escaped, parse, xml_document
from l10n.messages import gettext as _
from l10n.text.plurals import CATEGORIES

_FORMAT, _SPEC, _TYPE = (
    "NSStringLocalizedFormatKey",
    "NSStringFormatSpecTypeKey",
    "NSStringFormatValueTypeKey",
)
_EMPTY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
"http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
</dict>
</plist>
"""


@dataclass(frozen=True, slots=True)
class _Plural:
    """The forms of a variable, each by its `<key>` and `<string>`, and how it is declared."""

    entry: tuple[Element, Element]
    variable: str
    type: str
    forms: dict[str, tuple[Element, Element]]


class StringsDict:
    """`<key>notes</key><dict>…<key>one</key><string>%d note</string>…</dict>`."""

    name = "stringsdict"
    names = ("*.stringsdict",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file says all by itself
        text = xml_document(data, path)
        messages: list[Message] = []
        for key, plural in _plurals(text, _root(text)).items():
            forms = {c: _said(text, pair[1]) for c, pair in plural.forms.items()}
            messages.append(
                Message(
                    key,
                    forms,
                    line=text.line(plural.entry[0].start),
                    syntax=printf_syntax(*forms.values()),
                    style=f"{plural.variable}:{plural.type}",
                )
            )
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`; an entry goes with all its variables."""
        del locale
        text = xml_document(data if data.strip() else _EMPTY.encode(), path)
        edits = list(_edits(text, changes, source, remove))
        return text.edited(edits) if edits else data

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = StringsDict()


def _root(data: Document) -> Element:
    root = parse(data)
    inner = root.first("dict")
    if root.name != "plist" or inner is None:
        raise data.error(
            _("The file is no property list of strings: it begins with <{name}>.").format(
                name=root.name
            ),
            root.start,
            _("Name a .stringsdict in XML."),
        )
    return inner


def _pairs(data: Document, element: Element) -> Iterator[tuple[str, tuple[Element, Element]]]:
    """The names in a `<dict>`, each with its `<key>` and its value."""
    elements = iter([child for child in element.children if child.name != COMMENT])
    for key in elements:
        value = next(elements, None)
        if key.name != "key" or value is None:
            raise data.error(
                _("A <dict> holds something else than keys and values."),
                key.start,
                _("Write each <key> with its value behind it."),
            )
        yield _said(data, key), (key, value)


def _plurals(data: Document, root: Element) -> dict[Key, _Plural]:
    found: dict[Key, _Plural] = {}
    for name, entry in _pairs(data, root):
        facts = dict(_pairs(data, entry[1])) if entry[1].name == "dict" else {}
        variables = {n: pair[1] for n, pair in facts.items() if pair[1].name == "dict"}
        for variable, inner in variables.items():
            said = dict(_pairs(data, inner))
            forms = {category: said[category] for category in CATEGORIES if category in said}
            kind = _said(data, said[_TYPE][1]) if _TYPE in said else ""
            key: Key = (name,) if len(variables) == 1 else (name, variable)
            if forms:
                found[key] = _Plural(entry, variable, kind, forms)
    return found


def _said(data: Document, element: Element) -> str:
    return xml_text.decoded(data.text[element.inner : element.close])[0]


def _edits(
    data: Document, changes: Mapping[Key, Value], source: Resource | None, remove: Collection[Key]
) -> Iterator[Edit]:
    root = _root(data)
    there = _plurals(data, root)
    gone = {there[k].entry[0].start: there[k].entry for k in remove if k in there}
    for entry in gone.values():
        yield _without(data, entry)
    for key, value in changes.items():
        if key in there:
            yield from _forms(data, there[key], forms_of(value))
    styles = {message.key: message.style for message in source.messages} if source else {}
    entries = {key[0]: plural.entry for key, plural in there.items()}
    new = {key[0]: key for key in changes if key[0] not in entries}
    order = [message.key[0] for message in source.messages] if source else []
    before = _before(data, root) + "\t"
    for anchor, names in placing.after(list(new), list(entries), order).items():
        at = entries[anchor][1].end if anchor is not None else root.inner
        texts = (_entry(data, new[n], changes[new[n]], styles, before) for n in names)
        yield Edit(at, at, "".join(texts))


def _forms(data: Document, plural: _Plural, forms: Mapping[str, str]) -> Iterator[Edit]:
    for category, (key, element) in plural.forms.items():
        if category not in forms:
            yield _without(data, (key, element))
        elif _said(data, element) != forms[category]:
            said = f"<string>{escaped(forms[category])}</string>"
            yield Edit(element.start, element.end, said)
    new = [category for category in CATEGORIES if category in forms.keys() - plural.forms.keys()]
    for anchor, categories in placing.after(new, list(plural.forms), CATEGORIES).items():
        near = plural.forms[anchor] if anchor else next(iter(plural.forms.values()))
        before = _before(data, near[0])
        at = near[1].end if anchor else near[0].start - len(before)
        yield Edit(at, at, "".join(_pair(c, forms[c], before) for c in categories))


def _entry(data: Document, key: Key, value: Value, styles: Mapping[Key, str], before: str) -> str:
    variable, _colon, kind = styles.get(key, "").partition(":")
    if not variable or isinstance(value, str) or len(key) > 1:
        raise ResourceError(
            _("The file has no entry {name!r}.").format(name=".".join(map(str, key))),
            path=data.path,
            remedy=_("Copy the entry there from the source file first."),
        )
    inner = before + "\t"
    facts = _pair(_SPEC, "NSStringPluralRuleType", inner + "\t") + _pair(_TYPE, kind, inner + "\t")
    forms = "".join(_pair(c, value[c], inner + "\t") for c in CATEGORIES if c in value)
    return (
        f"{before}<key>{escaped(str(key[0]))}</key>{before}<dict>"
        f"{_pair(_FORMAT, f'%#@{variable}@', inner)}{inner}<key>{escaped(variable)}</key>"
        f"{inner}<dict>{facts}{forms}{inner}</dict>{before}</dict>"
    )


def _pair(name: str, text: str, before: str) -> str:
    return f"{before}<key>{escaped(name)}</key>{before}<string>{escaped(text)}</string>"


def _without(data: Document, pair: tuple[Element, Element]) -> Edit:
    return Edit(pair[0].start - len(_before(data, pair[0])), pair[1].end, "")


def _before(data: Document, element: Element) -> str:
    """The line break and spaces before an element."""
    return data.gap(element.start)
