"""The tables of a project's settings, as `config.py` reads them."""

from dataclasses import dataclass, field
from typing import Any

CATALOG_PATH = "locales/{locale}/LC_MESSAGES/{domain}.po"


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
class Lint:
    """What `l10n lint` reads besides the sources, and what it lets stand.

    Attributes:
        include, exclude: globs of more files, and of files that are left out.
        disable: names of rules that find nothing.
        warn: names of rules whose errors count as warnings.
        allow: texts that may stand unmarked; `*` is for anything.
        functions: functions that mark their text, besides those that the sources know.
        baseline: the file with the findings that the project had when it began.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    baseline: str = "l10n.lint.json"


@dataclass(frozen=True, slots=True)
class Update:
    """Where `update` stops and asks: so many translations would go, and such a share of them.

    Attributes:
        obsolete_count: fewer than these may become obsolete.
        obsolete_percent: of the translations; so many in a hundred may.
    """

    obsolete_count: int = 20
    obsolete_percent: int = 10


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
        slang: globs of the lexicons of slang, which posts have and buttons have not.
        hashtags: what becomes of those that the glossary has: "map" for the other language's tag,
            "gloss" for both; all others stay.
        locales: what readers read; the project's first locale of each language where none is given.
        fields: what a post's fields are called: `id`, `text` (one or several), `author`, `time`,
            `views`; those of `extractors.posts` where none is given.
        skip: by a field of the post, what it says where the post is not to be shown.
        beam_size: beams of the search in bulk.
    """

    glossary: tuple[str, ...] = ()
    slang: tuple[str, ...] = ("glossary/slang/*.csv",)
    hashtags: str = "map"
    locales: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    skip: dict[str, Any] = field(default_factory=dict)
    beam_size: int = 1


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
class Gate:
    """What a release has to be like, beside having no errors.

    Attributes:
        coverage: so many in a hundred units of each catalog have to be approved.
        catalogs: other shares, by the name of the catalog (`zh_TW`, `zh_Hans/errors`).
        outdated: so many translations of a catalog may be of an older source.
        glossary: whether all terms have to be approved, and none may contradict another.
        quality: how sure a machine has to have been, in percent, of what it wrote and a person
            approved; 0 trusts the person.
    """

    coverage: int = 100
    catalogs: dict[str, Any] = field(default_factory=dict)
    outdated: int = 0
    glossary: bool = True
    quality: int = 0


@dataclass(frozen=True, slots=True)
class Signing:
    """Whether approvals are to be signed by all, and not by those alone who have a key."""

    required: bool = False


@dataclass(frozen=True, slots=True)
class CatalogTable:
    """A `[[catalogs]]` table: one of a project's several catalogs, with its sources and release.

    Attributes:
        domain: gettext's: the name that files bear.
        name: what the catalog is called among the project's, where the domain is not its own.
        path: where the catalog of a locale stands.
        resource: the format of the team's own files, where these are not the catalogs.
        files: where the team's file of a locale stands; what is approved is written there.
        source_file: the one with the source texts; "" for that of the source locale.
        namespaces: what code calls that file; "" among them for calls that name none.
        sources: its own; those of the project where it has none.
    """

    domain: str
    name: str = ""
    path: str = CATALOG_PATH
    resource: str = ""
    files: str = ""
    source_file: str = ""
    namespaces: tuple[str, ...] = ()
    release: str = "build/release"
    formats: tuple[str, ...] = ("mo", "i18next")
    references: str = "file"
    sources: tuple[Sources, ...] = ()
