"""The project's settings: `l10n.toml`, or `[tool.l10n]` in pyproject.toml, validated.

Every mistake is reported with the file and the line it stands on.
"""

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from l10n.errors import ConfigError
from l10n.files import read_text
from l10n.messages import gettext as _
from l10n.project import aliases, gates, keys, mozilla
from l10n.project.aliases import Aliases
from l10n.project.caption_tables import check_captions
from l10n.project.catalog_tables import (
    catalog_tables,
    check_catalogs,
    check_patterns,
    check_references,
    first_of,
    sources,
)
from l10n.project.locales import check_locale, check_locales
from l10n.project.settings_file import PYPROJECT
from l10n.project.tables import (
    CATALOG_PATH,
    Captions,
    CatalogTable,
    Checks,
    Engine,
    Gate,
    Lint,
    Review,
    Signing,
    Sources,
    Update,
)
from l10n.project.toml_tables import Document, refuse_nul, typed
from l10n.signing.keyring import Keyring, PublicKey


@dataclass(frozen=True, slots=True)
class Config:
    """A project, or what is to be known of one of its catalogs.

    Attributes:
        root: the folder of the settings file; all paths are relative to it.
        catalogs: where the catalog of a locale stands.
        references: how places are written: "file", "line" with its number, "keep" as they stand.
        tables: the `[[catalogs]]`, where there are any; `parts` has a project for each.
        resource: the format of the team's own files, which `files` and `source_file` name.
        namespaces: what code calls those; calls of others are not this catalog's.
        name: what the catalog is called among the project's; its domain where it has no name.
        part: what tells the units of this catalog from those of the project's others; "" for the
            first.
        keys: the public keys of the people who approve.
    """

    root: Path
    path: Path
    source_locale: str
    target_locales: tuple[str, ...]
    domain: str = "messages"
    catalogs: str = CATALOG_PATH
    glossary: tuple[str, ...] = ("glossary/*.csv",)
    memory: tuple[str, ...] = ("memory/*.tmx",)
    release: str = "build/release"
    formats: tuple[str, ...] = ("mo", "i18next")
    aliases: Aliases = field(default_factory=dict)
    references: str = "file"
    cache: str = ".l10n/store.sqlite"
    sources: tuple[Sources, ...] = ()
    update: Update = field(default_factory=Update)
    check: Checks = field(default_factory=Checks)
    lint: Lint = field(default_factory=Lint)
    engine: Engine = field(default_factory=Engine)
    captions: Captions = field(default_factory=Captions)
    review: Review = field(default_factory=Review)
    gates: dict[str, Gate] = field(default_factory=dict)
    signing: Signing = field(default_factory=Signing)
    tables: tuple[CatalogTable, ...] = ()
    resource: str = ""
    files: str = ""
    source_file: str = ""
    namespaces: tuple[str, ...] = ()
    name: str = ""
    part: str = ""
    keys: tuple[PublicKey, ...] = ()

    def parts(self) -> "tuple[Config, ...]":
        """The project as seen by each of its catalogs: all the same but for what is a catalog's."""
        return tuple(self._part(table) for table in self.tables) or (self,)

    def of(self, name: str) -> "Config":
        """The part whose catalogs are called so."""
        return next(part for part in self.parts() if part.called == name)

    @property
    def called(self) -> str:
        """What the catalog is called among those of the project."""
        return self.name or self.domain

    def _part(self, table: CatalogTable) -> "Config":
        first = table is self.tables[0]
        return replace(
            self,
            domain=table.domain,
            name=table.name,
            catalogs=table.path,
            release=table.release,
            formats=table.formats,
            references=table.references,
            resource=table.resource,
            files=table.files,
            source_file=table.source_file,
            namespaces=table.namespaces,
            sources=table.sources or (() if table.resource else self.sources),
            tables=(),
            part="" if first else table.name or table.domain,
        )

    @property
    def caption_glossary(self) -> tuple[str, ...]:
        """The glossary files for posts, their slang with them."""
        return (*(self.captions.glossary or self.glossary), *self.captions.slang)

    def named(self, locale: str) -> str:
        """What the catalog of a locale is called among those of the project."""
        return f"{locale}/{self.part}" if self.part else locale

    def keyring(self) -> Keyring:
        """Whose approvals are to be signed, and with which keys."""
        return Keyring(self.keys, self.signing.required)

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
_TABLES = frozenset(
    "aliases sources update check lint engine captions review gates signing".split()
)
# What says where the settings stand is no setting.
_PLACES = frozenset("root path tables resource files source_file namespaces name part keys".split())


def load(path: Path) -> Config:
    """The settings in a file, validated, with the public keys beside it.

    Raises:
        ConfigError: the first mistake, with its line.
    """
    return replace(parse(read_text(path), path), keys=keys.load(path.parent))


def parse(text: str, path: Path) -> Config:
    """The settings in a text that stands, or is to stand, in a file.

    Raises:
        ConfigError: the first mistake, with its line.
    """
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
    elif mozilla.is_theirs(table):
        raise mozilla.refusal(path)
    refuse_nul(document, table)
    return _config(document, table)


def _config(document: Document, table: dict[str, Any]) -> Config:
    several = isinstance(table.get("catalogs"), list)
    tables = _TABLES | {"catalogs"} if several else _TABLES
    values = typed(document, Config, table, tables=tables, without=_PLACES)
    for name in ("source_locale", "target_locales"):
        if not values.get(name):
            raise document.error(
                name,
                _("The setting {name!r} is missing.").format(name=name),
                _('Say for example: source_locale = "en", target_locales = ["zh_Hans"].'),
            )
    check_locales(document, values["source_locale"], values["target_locales"])
    if "catalogs" in values:
        check_catalogs(document, "catalogs", values["catalogs"])
    check_references(document, values)
    values["sources"] = sources(document, "sources", table.get("sources", []))
    if several:
        values |= first_of(catalog_tables(document, table, values))
    for name in ("glossary", "memory"):
        check_patterns(document, name, values.get(name, ()))
    captions = Captions(**_table(document, Captions, table, "captions"))
    for name in ("glossary", "slang", "moderation"):
        check_patterns(document.table("captions"), name, getattr(captions, name))
    check_captions(document.table("captions"), captions)
    for name in captions.locales:
        check_locale(document.table("captions"), "locales", name)
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
    config = Config(
        root=document.path.parent,
        path=document.path,
        aliases=aliases.checked(document, table),
        update=_update(document, table),
        check=check,
        lint=_lint(document, table),
        engine=Engine(**_table(document, Engine, table, "engine")),
        captions=captions,
        review=review,
        gates=gates.checked(document, table),
        signing=Signing(**_table(document, Signing, table, "signing")),
        **values,
    )
    gates.check_names(document, config)
    return config


def _update(document: Document, table: dict[str, Any]) -> Update:
    update = Update(**_table(document, Update, table, "update"))
    if update.obsolete_count < 1 or not 0 <= update.obsolete_percent <= 100:
        raise document.table("update").error(
            "update",
            _("obsolete_count is at least 1, obsolete_percent a percentage from 0 to 100."),
        )
    return update


def _lint(document: Document, table: dict[str, Any]) -> Lint:
    lint = Lint(**_table(document, Lint, table, "lint"))
    for name in ("include", "exclude"):
        check_patterns(document.table("lint"), name, getattr(lint, name))
    return lint


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
