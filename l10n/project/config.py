"""The project's settings: `l10n.toml`, or `[tool.l10n]` in pyproject.toml, validated.

Every mistake is reported with the file and the line it stands on.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l10n.errors import ConfigError
from l10n.files import read_bytes, read_text
from l10n.messages import gettext as _
from l10n.project import aliases, globs
from l10n.project.aliases import Aliases
from l10n.project.toml_tables import Document, typed
from l10n.text.plurals import locale_named

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
        locales: what readers read; the project's first locale of each language where none is given.
    """

    glossary: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """How the review tool works.

    Attributes:
        database: the review store: a file, or the URL of a PostgreSQL database.
        four_eyes: whether nobody may approve their own words.
        trial_rate: how many in a hundred units shown are trials, which measure the review itself.
        local_webhooks: whether webhooks may lead into the server's own network.
    """

    database: str = ".l10n/review.sqlite"
    four_eyes: bool = False
    trial_rate: int = 0
    local_webhooks: bool = False


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
    memory: tuple[str, ...] = ("memory/*.tmx",)
    release: str = "build/release"
    formats: tuple[str, ...] = ("mo", "i18next")
    aliases: Aliases = field(default_factory=dict)
    cache: str = ".l10n/store.sqlite"
    sources: tuple[Sources, ...] = ()
    check: Checks = Checks()
    engine: Engine = Engine()
    captions: Captions = Captions()
    review: Review = Review()

    def catalog_path(self, locale: str) -> Path:
        """Where the catalog of a locale stands."""
        return self.root / self.catalogs.format(locale=locale, domain=self.domain)

    def review_place(self, named: str = "") -> Path | str:
        """Where the review store is: a file of the project, or a URL.

        Args:
            named: a place to take instead of the one in the settings.
        """
        place = named or self.review.database
        return place if "://" in place else self.root / place


# The settings that are tables of their own, and are read as such.
_TABLES = frozenset({"aliases", "sources", "check", "engine", "captions", "review"})
_EXAMPLES = {
    "glossary": 'glossary = ["glossary/*.csv"]',
    "memory": 'memory = ["memory/*.tmx"]',
    "include": 'include = ["app/**/*.py"]',
    "exclude": 'exclude = ["app/tests/**"]',
}
# What says where the settings stand is no setting.
_PLACES = frozenset({"root", "path"})


def find(start: Path) -> Path:
    """The settings file of the project that `start` stands in: the nearest one upwards.

    Raises:
        ConfigError: where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        pyproject = folder / PYPROJECT
        if pyproject.is_file() and b"[tool.l10n]" in read_bytes(pyproject):
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
    document = Document(path, text)
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


def _config(document: Document, table: dict[str, Any]) -> Config:
    values = typed(document, Config, table, tables=_TABLES, without=_PLACES)
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
    for name in ("glossary", "memory"):
        _check_patterns(document, name, values.get(name, ()))
    captions = Captions(**_table(document, Captions, table, "captions"))
    _check_patterns(document.table("captions"), "glossary", captions.glossary)
    for name in captions.locales:
        _check_locale(document.table("captions"), "locales", name)
    check = Checks(**_table(document, Checks, table, "check"))
    if check.han_latin_spacing not in {"space", "none", "any"}:
        raise document.table("check").error(
            "han_latin_spacing", _('han_latin_spacing must be "space", "none" or "any".')
        )
    review = Review(**_table(document, Review, table, "review"))
    if not 0 <= review.trial_rate <= 100:
        raise document.table("review").error(
            "trial_rate", _("trial_rate must be a percentage, from 0 to 100.")
        )
    return Config(
        root=document.path.parent,
        path=document.path,
        aliases=aliases.checked(document, table),
        sources=_sources(document, table.get("sources", [])),
        check=check,
        engine=Engine(**_table(document, Engine, table, "engine")),
        captions=captions,
        review=review,
        **values,
    )


def _check_locales(document: Document, source: str, targets: tuple[str, ...]) -> None:
    for setting, name in [("source_locale", source), *(("target_locales", t) for t in targets)]:
        _check_locale(document, setting, name)
    if source in targets:
        raise document.error(
            "target_locales", _("The source locale is also among the target locales.")
        )


def _check_locale(document: Document, setting: str, name: str) -> None:
    try:
        locale_named(name)
    except ConfigError as error:
        raise document.error(setting, error.message, error.remedy) from error


def _check_catalogs(document: Document, catalogs: str) -> None:
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


def _check_patterns(document: Document, name: str, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        if why := globs.fault(pattern):
            raise document.error(
                name, why, _("Say for example: {name}.").format(name=_EXAMPLES[name])
            )


def _table(document: Document, kind: type, table: dict[str, Any], name: str) -> dict[str, Any]:
    """The values of a table inside, for a dataclass."""
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise document.error(
            name,
            _("{name!r} must be a table.").format(name=name),
            _("Write it as [{name}].").format(name=name),
        )
    return typed(document.table(name), kind, value)


def _sources(document: Document, tables: Any) -> tuple[Sources, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise document.error(
            "sources",
            _("{name!r} must be a list of tables.").format(name="sources"),
            _("Write it as [[sources]]."),
        )
    return tuple(
        _source(document.table("sources", number), table) for number, table in enumerate(tables)
    )


def _source(document: Document, table: dict[str, Any]) -> Sources:
    values = typed(document, Sources, table)
    for name in ("extractor", "include"):
        if not values.get(name):
            raise document.error(
                "sources", _("A [[sources]] table lacks {name!r}.").format(name=name)
            )
    for name in ("include", "exclude"):
        _check_patterns(document, name, values.get(name, ()))
    return Sources(**values)
