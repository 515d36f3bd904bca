"""What the settings say of a project's catalogs: where they stand, and where their units are."""

from typing import Any

from l10n import plugins
from l10n.messages import gettext as _
from l10n.project import globs
from l10n.project.tables import CATALOG_PATH, CatalogTable, Sources
from l10n.project.toml_tables import Document, typed

_EXAMPLES = {
    "glossary": 'glossary = ["glossary/*.csv"]',
    "memory": 'memory = ["memory/*.tmx"]',
    "include": 'include = ["app/**/*.py"]',
    "exclude": 'exclude = ["app/tests/**"]',
}
# What each catalog has for itself; above the `[[catalogs]]` it holds for all that say nothing.
_SHARED = ("release", "formats", "references", "sources")


def catalog_tables(
    document: Document, table: dict[str, Any], shared: dict[str, Any]
) -> list[CatalogTable]:
    """The `[[catalogs]]`; what one of them does not say is as the project has it."""
    if "domain" in shared:
        message = _("Each [[catalogs]] has a domain of its own, and the project none.")
        raise document.error("domain", message)
    found: list[CatalogTable] = []
    tables = _list_of_tables(document, "catalogs", table["catalogs"])
    if not tables:
        raise document.error("catalogs", _("The list of catalogs is empty."))
    for number, each in enumerate(tables):
        place = document.table("catalogs", number)
        values = typed(place, CatalogTable, each, tables=frozenset({"sources"}))
        if not values.get("domain"):
            raise place.error(
                "catalogs", _("A [[catalogs]] table lacks {name!r}.").format(name="domain")
            )
        if "path" in values:
            check_catalogs(place, "path", values["path"])
        check_references(place, values)
        _check_resource(place, values)
        if "sources" in each:
            values["sources"] = sources(place, "catalogs.sources", each["sources"])
        given = {name: shared[name] for name in _SHARED if name in shared}
        found.append(CatalogTable(**{**given, **values}))
        _check_apart(place, found)
    return found


def _check_resource(document: Document, values: dict[str, Any]) -> None:
    """A team's own files are named with their format."""
    if bool(values.get("resource")) != bool(values.get("files")):
        raise document.error(
            "resource" if values.get("resource") else "files",
            _("`resource` names a format, and `files` where the files of that format stand."),
            _('Say for example: resource = "i18next", files = "locales/{locale}.json".'),
        )
    if values.get("files"):
        try:
            apart = values["files"].format(locale="a") != values["files"].format(locale="b")
        except (LookupError, ValueError, AttributeError):
            apart = False
        if not apart and not _holds_all_locales(values["resource"]):
            raise document.error(
                "files", _("{files!r} is no path with {{locale}}.").format(files=values["files"])
            )


def _holds_all_locales(resource: str) -> bool:
    found = plugins.room("formats.resources").get(resource)
    return found is not None and found.all_locales


def _check_apart(document: Document, tables: list[CatalogTable]) -> None:
    """The newest table's catalogs are not those of another one."""
    *others, new = tables
    for other in others:
        paths = {t.path.format(locale="a", domain=t.domain) for t in (new, other)}
        if _called(new) == _called(other):
            message = _("Two [[catalogs]] are called {name!r}.").format(name=_called(new))
            raise document.error("domain", message, _("Give one of them a `name` of its own."))
        if len(paths) == 1:
            raise document.error("path", _("Two [[catalogs]] have the same path."))


def _called(table: CatalogTable) -> str:
    return table.name or table.domain


def first_of(tables: list[CatalogTable]) -> dict[str, Any]:
    """The settings of a project with several catalogs; its own are those of the first."""
    first = tables[0]
    shared = {name: getattr(first, name) for name in _SHARED}
    own = {"domain": first.domain, "name": first.name, "catalogs": first.path}
    return {**shared, **own, "tables": tuple(tables)}


def check_references(document: Document, values: dict[str, Any]) -> None:
    """Places are written in one of three ways."""
    if values.get("references", "file") not in {"file", "line", "keep"}:
        raise document.error("references", _('references must be "file", "line" or "keep".'))


def check_catalogs(document: Document, name: str, catalogs: str) -> None:
    """Each locale has a file of its own."""
    try:
        distinct = catalogs.format(locale="a", domain="") != catalogs.format(locale="b", domain="")
    except (LookupError, ValueError, AttributeError):
        distinct = False
    if not distinct:
        raise document.error(
            name,
            _("The setting {name!r} must name {{locale}}, and may name {{domain}}.").format(
                name=name
            ),
            _('Say for example: {name} = "{path}".').format(name=name, path=CATALOG_PATH),
        )


def check_patterns(document: Document, name: str, patterns: tuple[str, ...]) -> None:
    """Each pattern names files."""
    for pattern in patterns:
        if why := globs.fault(pattern):
            raise document.error(
                name, why, _("Say for example: {name}.").format(name=_EXAMPLES[name])
            )


def sources(document: Document, name: str, tables: Any) -> tuple[Sources, ...]:
    """The `[[sources]]`, of the project or of a catalog."""
    found = _list_of_tables(document, name, tables)
    return tuple(
        _source(document.table("sources", number), table) for number, table in enumerate(found)
    )


def _list_of_tables(document: Document, name: str, tables: Any) -> list[dict[str, Any]]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise document.error(
            name,
            _("{name!r} must be a list of tables.").format(name=name),
            _("Write it as [[{name}]].").format(name=name),
        )
    return tables


def _source(document: Document, table: dict[str, Any]) -> Sources:
    values = typed(document, Sources, table)
    for name in ("extractor", "include"):
        if not values.get(name):
            raise document.error(
                "sources", _("A [[sources]] table lacks {name!r}.").format(name=name)
            )
    for name in ("include", "exclude"):
        check_patterns(document, name, values.get(name, ()))
    return Sources(**values)
