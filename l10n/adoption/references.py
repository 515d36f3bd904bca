"""What catalogs say of their own sources: files that they name and that nothing would read."""

import re
from collections import Counter
from pathlib import PurePosixPath

from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.tree import Tree, glob
from l10n.messages import gettext as _

# The first bytes of a catalog tell enough of it.
_MOST_BYTES = 8 << 20
_LINE = re.compile(r"^#: (.+)$", re.MULTILINE)
_KINDS = 5


def unread(tree: Tree, catalogs: Catalogs, codes: tuple[Code, ...]) -> str:
    """A sentence on the files that the catalogs name and that no code holds; "" for none."""
    path = catalogs.template if catalogs.template in tree else _any_catalog(tree, catalogs)
    if not path:
        return ""
    places = (
        re.sub(r":\d+$", "", word)
        for line in _LINE.findall(tree.text(path, _MOST_BYTES))
        for word in line.split()
    )
    named = {found for place in set(places) if (found := _found(tree, catalogs.home, place))}
    patterns = [glob(pattern) for code in codes for pattern in code.include]
    missed = [one for one in named if not any(p.fullmatch(one) for p in patterns)]
    kinds = Counter(PurePosixPath(one).suffix or PurePosixPath(one).name for one in missed)
    if not kinds:
        return ""
    shown = ", ".join(f"{kind} ({count})" for kind, count in kinds.most_common(_KINDS))
    return _("The catalogs name files that none of these sources read: {kinds}.").format(
        kinds=shown
    )


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
