"""Where `--output` may lead: to nothing that the project lives on, and to nobody else's file."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click

from l10n.catalogs import files as catalog_files
from l10n.cli import console
from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.project import globs, keys, walk
from l10n.project.config import Config

# What SQLite keeps beside a database.
_BESIDE = ("", "-wal", "-shm", "-journal")
# How the files begin that commands write: no other file is replaced by one.
_LOOKS = {
    "po": rb'(?:#[^\n]*\n)*msgid ""',
    "xliff": rb"<\?xml[^>]*>\s*<xliff",
    "csv": rb'(?:\xef\xbb\xbf)?"id","form",',
    "jsonl": rb'\{"id": [^\n]*"from": "[^\n]*"to": "',
    "ledger": rb'\{"number": \d+, "at": "',
    "glossary": rb"(?:\xef\xbb\xbf)?[^\n]*(?:source|target)|<\?xml[^>]*>\s*<(?:tbx|martif)",
    "model": rb"PK\x03\x04",
    "types": rb"// Written by `l10n types`",
    "sarif": rb'\s*\{\s*"\$schema": "[^"]*sarif',
    "junit": rb"<\?xml[^>]*>\s*<testsuites",
    "github": rb"::(?:error|warning|notice) ",
    "markdown": rb"## l10n: ",
    "badge": rb"<svg [^>]*aria-label=\"l10n",
    "parquet": rb"PAR1",
    # A page of ours says so in its head.
    "html": rb"<!doctype html>\n<html [^>]*>\n(?:<meta [^>]*>\n)*?<meta [^>]*content=.l10n ",
    "changes": rb'<!doctype html>\s*<html[^>]*>\s*<meta name="generator" content="l10n',
    "tmx": rb"<\?xml[^>]*>\s*(?:<!DOCTYPE tmx[^>]*>\s*)?<tmx",
}
_LOOKED_AT = 1 << 16


def guard(output: Path, kind: str, database: str = "") -> None:
    """See that an output takes the place of nothing but an earlier output of its kind.

    Args:
        kind: what is written, one of `_LOOKS`; a glossary may take a glossary's place.
        database: the review store that was named, "" for the project's.

    Raises:
        click.UsageError: where it would, also through a link.
    """
    guard_own(output, database, glossary=kind == "glossary")
    if _there(output) and not _begins(output, _LOOKS[kind]):
        raise click.UsageError(
            _(
                "The output would take the place of something else: {path}. Name another, or move "
                "it away."
            ).format(path=output)
        )


def guard_own(output: Path, database: str = "", *, glossary: bool = False) -> None:
    """See that an output is no file that the project lives on; see `guard`.

    Raises:
        click.UsageError: where it is one, also through a link.
    """
    if any(_same(output, own) for own in _own(output, database, glossary=glossary)):
        raise click.UsageError(
            _(
                "The output would take the place of a file of the project: {path}. Name another."
            ).format(path=output)
        )


def _there(output: Path) -> bool:
    """Whether a file stands there; one in a folder that one may not look into is told later."""
    try:
        return output.is_file()
    except OSError:
        return False


def _begins(path: Path, look: bytes) -> bool:
    """Whether the file begins like this; an empty one is nobody's."""
    try:
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
    except OSError:
        return False
    return not start or re.match(look, start) is not None


def _own(output: Path, database: str, *, glossary: bool) -> Iterator[Path]:
    """The files that the project lives on, as far as the output could be one of them."""
    try:
        settings = console.project()
    except ConfigError:
        return  # no project here
    yield from (settings.path, settings.root / keys.FILE)
    yield from (part.catalog_path(locale) for part, locale in catalog_files.each(settings))
    if _there(output):
        yield from _sources(settings, output)
        # Catalogs of locales and domains that the settings do not name, too.
        named = [part.catalogs.format(locale="*", domain="*") for part in settings.parts()]
        yield from globs.matching(settings.root, named)
    if not glossary:
        yield from globs.matching(settings.root, (*settings.glossary, *settings.caption_glossary))
    yield from globs.matching(settings.root, settings.memory)
    stores = (settings.review_place(), settings.review_place(database))
    files = [store_file(place) for place in stores]
    for file in (*files, settings.root / settings.cache):
        if file is None or not file.name:
            continue  # kept by a server, or in memory
        yield from (file.with_name(file.name + end) for end in _BESIDE)


def store_file(place: Path | str) -> Path | None:
    """The file that a store is; None for one that a server keeps."""
    if isinstance(place, Path):
        return place
    if place.startswith("sqlite"):
        return Path(place.partition(":///")[2].partition("?")[0])
    return None


def _sources(settings: Config, output: Path) -> Iterator[Path]:
    """The sources that the output may be: of ten thousand, those of its number on the disk."""
    number = output.stat().st_ino
    for part in settings.parts():
        for sources in part.sources:
            left_out = walk.excluded(part.root, sources.exclude)
            for pattern in sources.include:
                for file in walk.files(part.root, pattern):
                    if file.stamp[3] == number and not left_out.match(file.name):
                        yield Path(file.path)


def _same(one: Path, other: Path) -> bool:
    """Whether both are one file, or would be."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
