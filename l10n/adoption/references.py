"""What catalogs say of their own sources: files that they name and that nothing would read yet."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import commonpath, dirname

from l10n import plugins
from l10n.adoption import code
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.tree import Tree, escaped, glob
from l10n.messages import gettext as _

# The first bytes of a catalog tell enough of it.
_MOST_BYTES = 8 << 20
_LINE = re.compile(r"^#: (.+)$", re.MULTILINE)
_KINDS = 5
# What may be read where nothing but the catalogs tells of the files; of these, no other kind.
_BY_KIND = ("python", "javascript", "vue")


def added(tree: Tree, catalogs: Catalogs, codes: tuple[Code, ...]) -> tuple[Code, ...]:
    """The code, with the files that the catalogs name beside: .tsx beside .jsx, other folders.

    What stays unread is said in a sentence.
    """
    for more in (_of_one_more_kind, _in_other_folders):
        missed = _missed(tree, catalogs, codes)
        made = (
            one for kind in sorted(set(map(_kind, missed))) for one in more(codes, kind, missed)
        )
        named = [code.without_left_out(tree, one) for one in made]
        codes += tuple(one for one in named if _brings(one, missed))
    if kinds := Counter(_kind(one) for one in _missed(tree, catalogs, codes)):
        shown = ", ".join(f"{kind} ({count})" for kind, count in kinds.most_common(_KINDS))
        said = _("The catalogs name files that none of these sources read: {kinds}.")
        codes += (Code("", (), unread=(said.format(kinds=shown),)),)
    return codes


def _of_one_more_kind(codes: tuple[Code, ...], kind: str, _missed: Sequence[str]) -> Iterator[Code]:
    """Files beside those that an extractor reads already."""
    alike = [one for one in codes if kind in _suffixes(one.extractor)]
    patterns = (PurePosixPath(each) for one in alike for each in one.include if "*" in each)
    swapped = tuple(dict.fromkeys(str(pattern.with_suffix(kind)) for pattern in patterns))
    if swapped:
        yield replace(alike[0], include=swapped, why=_("The catalogs name files of this kind."))


def _in_other_folders(codes: tuple[Code, ...], kind: str, missed: Sequence[str]) -> Iterator[Code]:
    """Files in folders that nothing told of, a pattern for each folder of the project's."""
    named = [one for one in missed if _kind(one) == kind]
    alike = next((one for one in codes if kind in _suffixes(one.extractor)), None)
    extractor = alike.extractor if alike else _extractor(kind, named)
    if not extractor:
        return
    by_top: dict[str, list[str]] = defaultdict(list)
    for path in named:
        by_top[path.partition("/")[0] if "/" in path else ""].append(path)
    include = tuple(
        f"{escaped(commonpath(map(dirname, paths)))}/**/*{kind}" if top else f"*{kind}"
        for top, paths in sorted(by_top.items())
    )
    options = alike.options if alike else {}
    yield Code(extractor, include, options=options, why=_("The catalogs name files there."))


def _extractor(kind: str, paths: Sequence[str]) -> str:
    """What reads files of a kind that nothing told of."""
    if kind == ".html":
        return "jinja2" if all("templates/" in path for path in paths) else "html"
    return next((name for name in _BY_KIND if kind in _suffixes(name)), "")


def _brings(code: Code, missed: Sequence[str]) -> bool:
    patterns = [glob(pattern) for pattern in code.include]
    return any(pattern.fullmatch(path) for pattern in patterns for path in missed)


def _suffixes(extractor: str) -> tuple[str, ...]:
    there = plugins.room("extractors").get(extractor)
    return there.suffixes if there is not None else ()


def _kind(path: str) -> str:
    return PurePosixPath(path).suffix or PurePosixPath(path).name


def _missed(tree: Tree, catalogs: Catalogs, codes: tuple[Code, ...]) -> list[str]:
    """The files that the catalogs name and that no code holds."""
    path = catalogs.template if catalogs.template in tree else _any_catalog(tree, catalogs)
    if not path:
        return []
    places = (
        re.sub(r":\d+$", "", word)
        for line in _LINE.findall(tree.text(path, _MOST_BYTES))
        for word in line.split()
    )
    named = {found for place in set(places) if (found := _found(tree, catalogs.home, place))}
    patterns = [glob(pattern) for one in codes for pattern in one.include]
    return sorted(one for one in named if not any(p.fullmatch(one) for p in patterns))


def _any_catalog(tree: Tree, catalogs: Catalogs) -> str:
    """The first catalog with translations, to stand for the others."""
    for locale in catalogs.locales:
        path = catalogs.path.replace("{locale}", locale)
        if locale not in catalogs.empty and path in tree:
            return path
    return ""


def _found(tree: Tree, home: str, place: str) -> str:
    """The file of a reference: as seen from the project, or from the catalogs' folder."""
    place = place.lstrip("./")
    return next((path for path in (place, f"{home}/{place}") if path in tree), "")
