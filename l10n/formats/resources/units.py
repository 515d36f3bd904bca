"""Messages of resource files as units, and the targets of units as values to write.

The name of a message is its unit's key. What a file says beyond a locale's own plural forms (the
`zero` of en, for 0 alone) is a unit beside the plural one, its key followed by the category.
"""

from collections.abc import Iterator, Mapping

from l10n.formats.resources.resource import Message, Resource, Value, forms_of
from l10n.model import Location, Unit
from l10n.text.plurals import by_category, categories, from_categories

# Target forms by the key of their unit.
Targets = Mapping[str, tuple[str, ...]]


def units(resource: Resource) -> Iterator[Unit]:
    """The units of a source file in its order; what is not to be translated is left out."""
    for message in resource.messages:
        if not message.translatable:
            continue
        for key, source in _sources(message, resource.locale).items():
            if any(text.strip() for text in source):
                yield Unit(
                    source,
                    message.context,
                    key=key,
                    notes=tuple(filter(None, message.comment.split("\n"))),
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
            found[message.name] = (forms.get("", forms.get("other", "")),)
            continue
        said = forms if "" not in forms else {"other": forms[""]}
        found[message.name] = from_categories(resource.locale, said)
        for category in _beyond(message, source.locale):
            if category in said:
                found[f"{message.name}.{category}"] = (said[category],)
    return {key: target for key, target in found.items() if all(target)}


def value(message: Message, source_locale: str, locale: str, said: Targets) -> Value | None:
    """A message's value in the target file; None where its unit has no target yet."""
    target = said.get(message.name, ())
    if not target or not all(target):
        return None
    if isinstance(message.value, str):
        return target[0]
    forms = by_category(locale, target)
    for category in _beyond(message, source_locale):
        if any(more := said.get(f"{message.name}.{category}", ())):
            forms.setdefault(category, more[0])
    return forms


def _sources(message: Message, locale: str) -> dict[str, tuple[str, ...]]:
    if isinstance(message.value, str):
        return {message.name: (message.value,)}
    forms = message.value
    other = forms.get("other") or next(iter(forms.values()))
    found: dict[str, tuple[str, ...]] = {message.name: (forms.get("one", other), other)}
    for category in _beyond(message, locale):
        found[f"{message.name}.{category}"] = (forms[category],)
    return found


def _beyond(message: Message, locale: str) -> list[str]:
    """The categories of a message that its locale has no plural form for."""
    return [name for name in forms_of(message.value) if name and name not in categories(locale)]
