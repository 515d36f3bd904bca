"""Paths → patterns with {locale}: which files are one text in several languages."""

import re
from collections.abc import Callable, Iterable, Iterator

from l10n.adoption.locale_names import is_name

# Folders that translations are kept in. What stands above the last of them is what they are for.
_KEPT_IN = re.compile(
    r"(?:_?locales?|translations?|i18n|l10n|intl|langs?|languages?|po|messages|nls|res|resources)",
    re.IGNORECASE,
)


def places(path: str) -> Iterator[tuple[str, str]]:
    """The ways to read a path as a pattern with {locale}, and the locale each of them gives.

    Braces of the path are doubled, as `str.format` wants it. The likeliest way comes first: the
    folder above LC_MESSAGES, a file's whole name, its end, then folders from the file upwards.
    """
    *folders, file = path.split("/")
    stem, dot, suffix = file.rpartition(".")
    spots: list[tuple[int, str, str]] = []  # part of the path, locale, that part as a pattern
    for number, folder in enumerate(folders):
        if is_name(folder):
            spots.append((number, folder, "{locale}"))
    spots.sort(key=lambda spot: -spot[0])
    if "LC_MESSAGES" not in folders:
        named = [(len(folders), name, made + dot + suffix) for name, made in _in_stem(stem)]
        spots = named + spots
    for number, locale, made in spots:
        parts = [_braced(part, locale) for part in (*folders, file)]
        parts[number] = made
        yield "/".join(parts), locale


def _in_stem(stem: str) -> Iterator[tuple[str, str]]:
    """The locales that a file's name may hold, with the name as a pattern."""
    for start in [0, *(mark.end() for mark in re.finditer(r"[._-]", stem))]:
        if is_name(stem[start:]):
            yield stem[start:], doubled(stem[:start]) + "{locale}"
    first, dot, rest = stem.partition(".")
    if dot and is_name(first):
        yield first, "{locale}." + doubled(rest)


def _braced(part: str, locale: str) -> str:
    return "{locale}" if part == locale else doubled(part)


def grouped(
    paths: Iterable[str], read: Callable[[str], Iterable[tuple[str, str]]] = places
) -> dict[str, dict[str, str]]:
    """Files by the pattern that fits most of their kind: pattern → locale → path.

    Args:
        read: the ways to read a path, the likeliest first.
    """
    ways = {path: list(read(path)) for path in paths}
    size: dict[str, int] = {}
    for found in ways.values():
        for pattern, _locale in found:
            size[pattern] = size.get(pattern, 0) + 1
    groups: dict[str, dict[str, str]] = {}
    for path, found in sorted(ways.items()):
        if found:
            pattern, locale = max(found, key=lambda way: size[way[0]])
            groups.setdefault(pattern, {})[locale] = path
    return groups


def home(pattern: str) -> str:
    """The folder whose texts are translated under a pattern; "" for the whole project."""
    folders = pattern.partition("{locale}")[0].split("/")[:-1]
    kept = [number for number, name in enumerate(folders) if _KEPT_IN.fullmatch(name)]
    return undoubled("/".join(folders[: kept[-1]] if kept else folders))


def is_kept_in(path: str) -> bool:
    """Whether a folder on the way to a file says by its name that translations stand there."""
    return any(_KEPT_IN.fullmatch(folder) for folder in path.split("/")[:-1])


def together(groups: dict[str, dict[str, str]]) -> dict[str, dict[str, list[str]]]:
    """Groups of which a locale's files share a folder made one: `{locale}/*.ftl`."""
    made: dict[str, dict[str, list[str]]] = {}
    alone = _alone(groups)
    for pattern, files in groups.items():
        folder, slash, name = pattern.rpartition("/")
        shared = "{locale}" in folder and pattern not in alone
        key = f"{folder}{slash}*.{name.rpartition('.')[2]}" if shared else pattern
        locales = made.setdefault(key, {})
        for locale, path in files.items():
            locales.setdefault(locale, []).append(path)
    return made


def _alone(groups: dict[str, dict[str, str]]) -> set[str]:
    count: dict[tuple[str, str], list[str]] = {}
    for pattern in groups:
        folder, _slash, name = pattern.rpartition("/")
        count.setdefault((folder, name.rpartition(".")[2]), []).append(pattern)
    return {patterns[0] for patterns in count.values() if len(patterns) == 1}


def doubled(text: str) -> str:
    """A text with its braces doubled, as `str.format` wants it."""
    return text.replace("{", "{{").replace("}", "}}")


def undoubled(text: str) -> str:
    """The text that was doubled."""
    return text.replace("{{", "{").replace("}}", "}")
