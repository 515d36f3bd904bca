"""The project's settings: `l10n.toml`, or `[tool.l10n]` in pyproject.toml, validated.

Every mistake is reported with the file and the line it stands on.
"""

import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_origin

from l10n.errors import ConfigError
from l10n.files import read_text
from l10n.messages import gettext as _
from l10n.plurals import locale_named

FILE = "l10n.toml"
PYPROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Sources:
    """Which files an extractor reads; patterns are globs relative to the project."""

    extractor: str
    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checks:
    """Which checks run, and how they judge.

    Attributes:
        disable: names of checks that do not run.
        warn: names of checks whose errors count as warnings.
        han_latin_spacing: "space", "none" or "any" between Han and Latin in zh targets.
        copies: words that are the same in both languages, so that a copy is no finding.
    """

    disable: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    han_latin_spacing: str = "any"
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine translates, and how widely it searches (beams)."""

    name: str = "argos"
    beam_size: int = 2
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Captions:
    """What captions have for themselves: an app's buttons and its users' posts differ in words.

    Attributes:
        glossary: globs of the glossary files for posts; the project's own where none is given.
    """

    glossary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """A project. `root` is the folder of the file; all paths are relative to it."""

    root: Path
    path: Path
    source_locale: str
    target_locales: tuple[str, ...]
    domain: str = "messages"
    catalogs: str = "locales/{locale}/LC_MESSAGES/{domain}.po"
    glossary: tuple[str, ...] = ("glossary/*.csv",)
    release: str = "build/release"
    formats: tuple[str, ...] = ("mo", "i18next")
    cache: str = ".l10n/store.sqlite"
    sources: tuple[Sources, ...] = ()
    check: Checks = Checks()
    engine: Engine = Engine()
    captions: Captions = Captions()

    def catalog_path(self, locale: str) -> Path:
        """Where the catalog of a locale stands."""
        return self.root / self.catalogs.format(locale=locale, domain=self.domain)


# The settings that are tables of their own.
_TABLES = frozenset({"sources", "check", "engine", "captions"})


@dataclass(frozen=True, slots=True)
class _Document:
    """A TOML table, which starts at a place in a text, and what points at a line of it."""

    path: Path
    text: str
    start: int = 0

    def table(self, name: str, number: int = 0) -> "_Document":
        """The table of that name, or one of several; itself where it has no header of its own."""
        header = re.compile(
            rf"^[ \t]*\[+[ \t]*(?:[\w.]+\.)?{re.escape(name)}[ \t]*\]", re.MULTILINE
        )
        found = list(header.finditer(self.text, self.start))
        return replace(self, start=found[number].start()) if number < len(found) else self

    def error(self, key: str, message: str, remedy: str = "") -> ConfigError:
        name = re.compile(rf"^[ \t\[]*(?:[\w.]+\.)?{re.escape(key)}\b", re.MULTILINE)
        found = name.search(self.text, self.start)
        place = found.start() if found else self.start
        line = self.text.count("\n", 0, place) + 1
        return ConfigError(message, path=self.path, line=line, remedy=remedy)


def find(start: Path) -> Path:
    """The settings file of the project that `start` stands in: the nearest one upwards.

    Raises:
        ConfigError: where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        pyproject = folder / PYPROJECT
        if pyproject.is_file() and "[tool.l10n]" in pyproject.read_text("utf-8", "replace"):
            return pyproject
    raise ConfigError(
        _("There is no {file} here or above.").format(file=FILE),
        path=start,
        remedy=_("Run `l10n init` to write one."),
    )


def load(path: Path) -> Config:
    """The settings in a file, validated.

    Raises:
        ConfigError: the first mistake, with its line.
    """
    text = read_text(path)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        end_of_file = text.count("\n") + 1
        raise ConfigError(
            _("The settings are not valid TOML: {reason}.").format(reason=error),
            path=path,
            line=int(line[1]) if line else end_of_file,
        ) from error
    document = _Document(path, text)
    if path.name == PYPROJECT:
        table = table.get("tool", {}).get("l10n")
        document = document.table("l10n")
        if not isinstance(table, dict):
            raise document.error(
                "tool",
                _("There is no table [tool.l10n] here."),
                _("Run `l10n init` to write an l10n.toml."),
            )
    return _config(document, table)


def _config(document: _Document, table: dict[str, Any]) -> Config:
    values = _typed(document, Config, table, _TABLES | {"root", "path"})
    for name in ("source_locale", "target_locales"):
        if not values.get(name):
            raise document.error(
                name,
                _("The setting {name!r} is missing.").format(name=name),
                _('Say for example: source_locale = "en", target_locales = ["zh_Hans"].'),
            )
    _check_locales(document, values["source_locale"], values["target_locales"])
    if "catalogs" in values:
        _check_catalogs(document, values["catalogs"])
    check = Checks(**_table(document, Checks, table, "check"))
    if check.han_latin_spacing not in {"space", "none", "any"}:
        raise document.table("check").error(
            "han_latin_spacing", _('han_latin_spacing must be "space", "none" or "any".')
        )
    return Config(
        root=document.path.parent,
        path=document.path,
        sources=_sources(document, table.get("sources", [])),
        check=check,
        engine=Engine(**_table(document, Engine, table, "engine")),
        captions=Captions(**_table(document, Captions, table, "captions")),
        **values,
    )


def _check_locales(document: _Document, source: str, targets: tuple[str, ...]) -> None:
    for setting, name in [("source_locale", source), *(("target_locales", t) for t in targets)]:
        try:
            locale_named(name)
        except ConfigError as error:
            raise document.error(setting, error.message, error.remedy) from error
    if source in targets:
        raise document.error(
            "target_locales", _("The source locale is also among the target locales.")
        )


def _check_catalogs(document: _Document, catalogs: str) -> None:
    """Each locale has a file of its own."""
    try:
        distinct = catalogs.format(locale="a", domain="") != catalogs.format(locale="b", domain="")
    except (LookupError, ValueError, AttributeError):
        distinct = False
    if not distinct:
        raise document.error(
            "catalogs",
            _("The setting 'catalogs' must name {locale}, and may name {domain}."),
            _('Say for example: catalogs = "locales/{locale}/LC_MESSAGES/{domain}.po".'),
        )


def _table(document: _Document, kind: type, table: dict[str, Any], name: str) -> dict[str, Any]:
    """The values of a table inside, for a dataclass."""
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise document.error(
            name,
            _("{name!r} must be a table.").format(name=name),
            _("Write it as [{name}].").format(name=name),
        )
    return _typed(document.table(name), kind, value)


def _sources(document: _Document, tables: Any) -> tuple[Sources, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise document.error(
            "sources",
            _("{name!r} must be a list of tables.").format(name="sources"),
            _("Write it as [[sources]]."),
        )
    return tuple(
        _source(document.table("sources", number), table) for number, table in enumerate(tables)
    )


def _source(document: _Document, table: dict[str, Any]) -> Sources:
    values = _typed(document, Sources, table)
    for name in ("extractor", "include"):
        if not values.get(name):
            raise document.error(
                "sources", _("A [[sources]] table lacks {name!r}.").format(name=name)
            )
    return Sources(**values)


_EXPECTED: dict[Any, tuple[type, str]] = {
    str: (str, _("a string")),
    int: (int, _("a whole number")),
    tuple: (list, _("a list of strings")),
    dict: (dict, _("a table")),
}


def _typed(
    document: _Document, kind: type, table: dict[str, Any], skip: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The table's values for a dataclass; unknown names and wrong types are errors."""
    types = {f.name: get_origin(f.type) or f.type for f in fields(kind) if f.name not in skip}
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name in _TABLES and name in skip:
            continue
        if name not in types:
            raise document.error(
                name,
                _("There is no setting {name!r}.").format(name=name),
                _("There are: {names}.").format(
                    names=", ".join(sorted({*types, *(skip & _TABLES)}))
                ),
            )
        expected, described = _EXPECTED[types[name]]
        wrong = not isinstance(value, expected) or isinstance(value, bool)
        if expected is list and not wrong:
            wrong = not all(isinstance(item, str) for item in value)
        if wrong:
            raise document.error(
                name, _("{name!r} must be {expected}.").format(name=name, expected=described)
            )
        values[name] = tuple(value) if expected is list else value
    return values
