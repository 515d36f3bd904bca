"""The strings in a release's files, held against what the manifest says of their units.

A file of a format that is not ours to read (a plug-in's) is known by its hash alone.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from l10n.errors import CatalogError
from l10n.files import decode
from l10n.formats import json_strings, mo
from l10n.formats.po import FORMAT as PO
from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import forms_of
from l10n.formats.resources.units import unit_key
from l10n.messages import gettext as _
from l10n.model import State, content_hash
from l10n.model import Unit as SourceUnit
from l10n.release.filling import short
from l10n.release.manifest import source_hash, target_hash
from l10n.text.plurals import CATEGORIES, labels

Difference = tuple[str, str, str]
"""A unit's id, what it is called, and what is wrong with it."""
Units = Mapping[str, Mapping[str, Any]]


def differences(
    path: str, data: bytes, about: Mapping[str, Any], catalog: str, units: Units, locale: str
) -> Iterator[Difference]:
    """The units of a catalog that a file does not say as the manifest has them.

    Args:
        path: the file's, for errors.
        data: the file.
        about: what the manifest says of it.
        catalog: what the catalog is called.
        units: what the manifest says of its units.
        locale: the catalog's.

    Raises:
        L10nError: where the file can't be read.
    """
    form = about["format"]
    if "strings" in about:
        yield from _of_resource(path, data, form, about["strings"][catalog], units, locale)
    elif form == "i18next":
        yield from _of_json(path, data, int(about.get("foreign", 0)), units, locale)
    elif form in _WITH_SOURCE:
        yield from _with_source(_WITH_SOURCE[form](data, path, locale), units, locale)


Said = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Context, source forms and target forms."""


def _of_mo(data: bytes, path: str, _locale: str) -> Iterator[Said]:
    yield from mo.read(data, path)


def _of_po(data: bytes, path: str, locale: str) -> Iterator[Said]:
    for entry in PO.parse(decode(data, path), path, locale, "").live():
        if entry.state is State.APPROVED:
            yield entry.unit.context, entry.unit.source, entry.target
        elif any(entry.target) and not entry.fuzzy:
            raise CatalogError(_("Nobody approved these words."), path=path, line=entry.line)


_WITH_SOURCE: dict[str, Callable[[bytes, str, str], Iterator[Said]]] = {"mo": _of_mo, "po": _of_po}


def _with_source(said: Iterator[Said], units: Units, locale: str) -> Iterator[Difference]:
    """Files that hold the source beside the words: all that an approval is bound to."""
    by_source = {about["source"]: unit for unit, about in units.items()}
    seen = set()
    for context, source, target in said:
        unit = by_source.get(source_hash(context, source))
        if unit is None:
            yield "", source[0], _("No unit of the manifest stands for this string.")
            continue
        seen.add(unit)
        about = units[unit]
        today = content_hash(locale, SourceUnit(source, context), target)
        if target_hash(target) != about["target"] or today != about["approval"]["hash"]:
            yield unit, str(about["name"]), _("These are not the words that were approved.")
    yield from _missing(units, seen)


def _of_json(
    path: str, data: bytes, foreign: int, units: Units, locale: str
) -> Iterator[Difference]:
    there = dict(json_strings.flat(json_strings.read(data, path)))
    used: Counter[str] = Counter()
    seen = set()
    for unit, about in units.items():
        names = _names(there, str(about["name"]), locale)
        used.update(names)
        target = tuple(str(there[name]) for name in names)
        if not target:
            continue
        seen.add(unit)
        if target_hash(target) != about["target"]:
            yield unit, str(about["name"]), _("These are not the words that were approved.")
    unknown = sorted(there.keys() - used.keys())
    if len(unknown) != foreign:
        for name in unknown:
            yield "", name, _("No unit of the manifest stands for this string.")
    yield from _missing(units, seen)


def _names(there: Mapping[str, Any], name: str, locale: str) -> list[str]:
    """What a unit's strings are called in a file, in the order of its forms."""
    if name in there:
        return [name]
    count = sum(f"{name}_{category}" in there for category in CATEGORIES)
    return [n for label in labels(locale, count) if (n := f"{name}_{label}") in there]


def _of_resource(
    path: str, data: bytes, form: str, said: Mapping[str, str], units: Units, locale: str
) -> Iterator[Difference]:
    """A team's own file: what we wrote there, by key; the rest is theirs."""
    read = resource_format(form).read(data, path, locale)
    there = {unit_key(message): short(message.value) for message in read.messages}
    by_name = {about["name"]: unit for unit, about in units.items()}
    for key, hash_ in said.items():
        if key not in there:
            yield by_name.get(key, ""), key, _("It is not in the file.")
        elif there[key] != hash_:
            yield by_name.get(key, ""), key, _("These are not the words that were approved.")


def texts(
    path: str, data: bytes, about: Mapping[str, Any], catalog: str, locale: str
) -> dict[tuple[str, str], tuple[str, ...]] | None:
    """What a file says, as readers see it: target forms by key (or context) and source.

    A file without the sources is told by the names that its strings have; None for one of a format
    that is not ours to read.

    Args:
        path: the file's, for errors.
        data: the file.
        about: what the manifest says of it.
        catalog: what the catalog is called.
        locale: the catalog's.

    Raises:
        L10nError: where the file can't be read.
    """
    form = about["format"]
    if form in _WITH_SOURCE:
        said = _WITH_SOURCE[form](data, path, locale)
        return {(context, source[0]): target for context, source, target in said}
    if "strings" in about:
        ours = about["strings"][catalog]
        read = resource_format(form).read(data, path, locale)
        named = {unit_key(message): message.value for message in read.messages}
        return {(k, ""): tuple(forms_of(v).values()) for k, v in named.items() if k in ours}
    if form == "i18next":
        there = json_strings.flat(json_strings.read(data, path))
        return {("", name): (str(text),) for name, text in there}
    return None


def _missing(units: Units, seen: set[str]) -> Iterator[Difference]:
    for unit, about in units.items():
        if unit not in seen:
            yield unit, str(about["name"]), _("It is not in the file.")
