"""What detectors find in a folder.

A detector is a module with `find(tree)`; what it can't read it notes in `tree.unreadable`.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Code:
    """Files that an extractor reads, and what told of them.

    Attributes:
        home: the folder whose catalogs they are for; "" for the project's.
        domains: the domains they are for; none for any.
        unread, notes: what was named there and can't be read, and what else is to be said of it.
    """

    extractor: str
    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    home: str = ""
    domains: tuple[str, ...] = ()
    why: str = ""
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogs:
    """Translations that stand under one path.

    Attributes:
        format: its name, as the table says it.
        path: relative, with {locale}; with none where one file holds all locales, and with `*` for
            several files that belong together. Braces of the path itself are doubled.
        domain: the catalogs' name; "" where the format has none.
        name: what they are called among the project's, where another has their domain.
        locales: as the paths spell them; those of resource files as CLDR has them.
        source: that of the source texts, "" where nothing tells; `home` the folder they are for.
        template: the file with the source texts; `source_file` where it has a path of its own.
        files: how many files they are; `empty` the locales whose files hold no translation.
        sources: the code that a framework's settings name; gettext's is found apart.
        options: settings of a `[[catalogs]]` table that the files themselves show.
        told: whether a tool's settings name the source locale; a guess gives way to it.
        why: what told of them, a sentence each.
        unread: why they can't be catalogs of ours, "" where they can.
    """

    format: str
    path: str
    domain: str = ""
    name: str = ""
    locales: tuple[str, ...] = ()
    home: str = ""
    source: str = ""
    template: str = ""
    source_file: str = ""
    files: int = 0
    empty: tuple[str, ...] = ()
    sources: tuple[Code, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    told: bool = False
    why: tuple[str, ...] = ()
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What another tool's settings say of files: their source, and where translations stand."""

    told_by: str
    source: str
    path: str
    source_locale: str = ""


Found = Catalogs | Code | Said
