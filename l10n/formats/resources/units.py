"""Messages of resource files as units, and the targets of units as values to write.

The name of a message is its unit's key, on one line and in characters that catalogs hold, as the
texts are. What a file says beyond a locale's own plural forms (the
`zero` of en, for 0 alone) is a unit beside the plural one, its key followed by the category.
"""

import re
from collections.abc import Iterator, Mapping

from l10n.files import storable
from l10n.formats.resources.resource import Message, Resource, Value, forms_of
from l10n.model import Location, Unit
from l10n.text.plurals import by_category, categories, for_each_form, from_categories

_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Target forms by the key of their unit.
Targets = Mapping[str, tuple[str, ...]]


def units(resource: Resource) -> Iterator[Unit]:
    """The units of a source file in its order; what is not to be translated is left out."""
    for message in resource.messages:
        if not message.translatable:
            continue
        for key, source in _sources(message, resource.locale).items():
            if source[-1].strip():
                yield Unit(
                    source,
                    storable(message.context),
                    key=key,
                    notes=tuple(filter(None, storable(message.comment).split("\n"))),
                    locations=(Location(resource.path, message.line),),
                    flags=(str(message.syntax),) if message.syntax else (),
                    limit=message.limit,
                )


def targets(resource: Resource, source: Resource) -> dict[str, tuple[str, ...]]:
    """What a target file says, by the keys of the units in the source file."""
    there = resource.by_key()
    found: dict[str, tuple[str, ...]] = {}
    for message in source.messages:
        if (known := there.get(message.key)) is None:
            continue
        forms = forms_of(known.value)
        if isinstance(message.value, str):
            found[unit_key(message)] = (forms.get("", forms.get("other", "")),)
            continue
        said = forms if "" not in forms else {"other": forms[""]}
        found[unit_key(message)] = from_categories(resource.locale, said)
        for category in _beyond(message, source.locale):
            if category in said:
                found[unit_key(message, category)] = (said[category],)
    kept = {key: tuple(map(storable, target)) for key, target in found.items()}
    return {key: target for key, target in kept.items() if all(target)}


def doubtful(resource: Resource, source: Resource) -> frozenset[str]:
    """The keys of units whose target is to be read: the file says so, or it lacks a plural form.

    What everyday numbers take has to be said, or they are shown the words of others.
    """
    there = resource.by_key()
    needed = for_each_form(resource.locale)
    found: set[str] = set()
    for message in source.messages:
        if (known := there.get(message.key)) is None:
            continue
        plural = not isinstance(message.value, str) and not isinstance(known.value, str)
        lacks = plural and bool(needed - set(forms_of(known.value)))
        if known.fuzzy or lacks:
            found.add(unit_key(message))
    return frozenset(found)


def of_one_text(resource: Resource, source: Resource) -> frozenset[str]:
    """The keys of units with plural forms, for which the target file has one text."""
    there = resource.by_key()
    return frozenset(
        unit_key(message)
        for message in source.messages
        if not isinstance(message.value, str)
        and message.key in there
        and isinstance(there[message.key].value, str)
    )


def value(message: Message, source_locale: str, locale: str, said: Targets) -> Value | None:
    """A message's value in the target file; None where its unit has no target yet."""
    target = said.get(unit_key(message), ())
    if not target or not all(target):
        return None
    if isinstance(message.value, str):
        return target[0]
    forms = by_category(locale, target)
    for category in _beyond(message, source_locale):
        if any(more := said.get(unit_key(message, category), ())):
            forms.setdefault(category, more[0])
    return forms


def unit_key(message: Message, category: str = "") -> str:
    """The key of a message's unit, or of the one for a category beside it."""
    name = _BREAKS.sub(r"\\n", storable(message.name))
    return f"{name}.{category}" if category else name


def _sources(message: Message, locale: str) -> dict[str, tuple[str, ...]]:
    if isinstance(message.value, str):
        return {unit_key(message): (storable(message.value),)}
    forms = {category: storable(text) for category, text in message.value.items()}
    other = forms.get("other") or next(iter(forms.values()))
    one = forms.get("one", "")
    found: dict[str, tuple[str, ...]] = {unit_key(message): (one if one.strip() else other, other)}
    for category in _beyond(message, locale):
        found[unit_key(message, category)] = (forms[category],)
    return found


def _beyond(message: Message, locale: str) -> list[str]:
    """The categories of a message that its locale has no plural form for."""
    return [name for name in forms_of(message.value) if name and name not in categories(locale)]
