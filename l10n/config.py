"""The project's settings: `l10n.toml`, or `[tool.l10n]` in pyproject.toml, validated.

Every mistake is reported with the file and the line it stands on.
"""

import re
import tomllib
from dataclasses import dataclass, field, fields
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
    """A TOML table with what is needed to point at a line of it."""

    path: Path
    text: str

    def error(self, key: str, message: str, remedy: str = "") -> ConfigError:
        found = re.search(rf"^[ \t\[]*(?:[\w.]+\.)?{re.escape(key)}\b", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
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
    if path.name == PYPROJECT:
        table = table["tool"]["l10n"]
    return _config(_Document(path, text), table)


def _config(document: _Document, table: dict[str, Any]) -> Config:
    values = _typed(document, Config, table, _TABLES | {"root", "path"})
    for name in ("source_locale", "target_locales"):
        if not values.get(name):
            raise document.error(
                name,
                _("The setting {name!r} is missing.").format(name=name),
                _('Say for example: source_locale = "en", target_locales = ["zh_Hans"].'),
            )
    for name in (values["source_locale"], *values["target_locales"]):
        try:
            locale_named(name)
        except ConfigError as error:
            raise document.error(name, error.message, error.remedy) from error
    if values["source_locale"] in values["target_locales"]:
        raise document.error(
            "target_locales", _("The source locale is also among the target locales.")
        )
    sources = table.get("sources", [])
    if not isinstance(sources, list):
        raise document.error(
            "sources",
            _("{name!r} must be a list of tables.").format(name="sources"),
            _("Write it as [[sources]]."),
        )
    check = Checks(**_typed(document, Checks, _table(document, table, "check")))
    if check.han_latin_spacing not in {"space", "none", "any"}:
        raise document.error(
            "han_latin_spacing", _('han_latin_spacing must be "space", "none" or "any".')
        )
    return Config(
        root=document.path.parent,
        path=document.path,
        sources=tuple(_sources(document, source) for source in sources),
        check=check,
        engine=Engine(**_typed(document, Engine, _table(document, table, "engine"))),
        captions=Captions(**_typed(document, Captions, _table(document, table, "captions"))),
        **values,
    )


def _table(document: _Document, table: dict[str, Any], name: str) -> dict[str, Any]:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise document.error(
            name,
            _("{name!r} must be a table.").format(name=name),
            _("Write it as [{name}].").format(name=name),
        )
    return value


def _sources(document: _Document, table: Any) -> Sources:
    if not isinstance(table, dict):
        raise document.error(
            "sources",
            _("{name!r} must be a list of tables.").format(name="sources"),
            _("Write it as [[sources]]."),
        )
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
