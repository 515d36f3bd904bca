"""What catalogs say of their own sources: files that they name and that nothing would read yet."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath

from l10n import plugins
from l10n.adoption import code
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.tree import Tree, glob
from l10n.messages import gettext as _

# The first bytes of a catalog tell enough of it.
_MOST_BYTES = 8 << 20
_LINE = re.compile(r"^#: (.+)$", re.MULTILINE)
_KINDS = 5


def added(tree: Tree, catalogs: Catalogs, codes: tuple[Code, ...]) -> tuple[Code, ...]:
    """The code, with files of one more kind where the catalogs name some: .tsx beside .jsx.

    What stays unread is said in a sentence.
    """
    missed = _missed(tree, catalogs, codes)
    made: list[Code] = []
    for kind in sorted({PurePosixPath(path).suffix for path in missed}):
        alike = [one for one in codes if kind and kind in _suffixes(one.extractor)]
        if not alike:
            continue
        patterns = (PurePosixPath(each) for one in alike for each in one.include if "*" in each)
        swapped = (str(pattern.with_suffix(kind)) for pattern in patterns)
        why = _("The catalogs name files of this kind.")
        more = replace(alike[0], include=tuple(dict.fromkeys(swapped)), why=why, unread=())
        if any(glob(pattern).fullmatch(path) for pattern in more.include for path in missed):
            made.append(code.without_left_out(tree, more))
    codes = (*codes, *made)
    if kinds := Counter(_kind(one) for one in _missed(tree, catalogs, codes)):
        shown = ", ".join(f"{kind} ({count})" for kind, count in kinds.most_common(_KINDS))
        said = _("The catalogs name files that none of these sources read: {kinds}.")
        codes += (Code("", (), unread=(said.format(kinds=shown),)),)
    return codes


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
