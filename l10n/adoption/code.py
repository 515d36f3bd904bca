"""Which code a catalog's messages come from: what is said of it, without what is left out."""

import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from l10n.adoption.detectors import by_name
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.tree import Reason, Tree, escaped, folder_of, glob
from l10n.catalogs.extract import SKIPPED

# Files that are no part of the product, in folders that are.
_ASIDE = {
    "python": ("test_*.py", "*_test.py", "tests.py", "conftest.py"),
    "javascript": (
        *("*.test.js", "*.test.jsx", "*.test.ts", "*.test.tsx", "*.spec.js", "*.spec.jsx"),
        *("*.spec.ts", "*.spec.tsx", "*.stories.js", "*.stories.jsx", "*.stories.ts"),
        *("*.stories.tsx", "*.min.js", "*.d.ts"),
    ),
}
# What reads scripts, wherever they stand.
_SCRIPTS = frozenset({"javascript", "vue", "html"})
# A folder that was left out is looked into so far, for whether a pattern would reach into it.
_LOOKED_AT = 2_000
# Folders of one name that are excluded each by itself; more are excluded by their name.
_EACH = 2


def for_catalogs(
    tree: Tree, catalogs: Catalogs, codes: Iterable[Code], others: Collection[Catalogs]
) -> tuple[Code, ...]:
    """A catalog's code: what was said of the nearest folder, else a guess by names.

    Args:
        others: all catalogs, which have their code, too.
    """
    fitting = [
        code
        for code in codes
        if _is_in(catalogs.home, code.home)
        and (not code.domains or catalogs.domain in code.domains)
    ]
    nearest = max((len(code.home) for code in fitting), default=0)
    chosen = [code for code in fitting if len(code.home) == nearest]
    said = any(code.domains for code in chosen)
    if not said and not any(without_left_out(tree, code).include for code in chosen):
        chosen = [*chosen, *_guessed(tree, catalogs.home)]
    if not said:
        chosen = _by_domain(chosen, catalogs, others)
        chosen = _by_home(tree, chosen, catalogs.home, {one.home for one in others})
    return tuple(
        done for code in chosen if (done := without_left_out(tree, code)).include or done.unread
    )


def _guessed(tree: Tree, home: str) -> list[Code]:
    """Code of the folder, or of the nearest one above that has any."""
    while not (found := by_name.code(tree, home)) and home:
        home = home.rpartition("/")[0]
    # Scripts beside a program in Python have its messages only where something says so.
    python = [code for code in found if code.extractor != "javascript"]
    return python if any(code.extractor == "python" for code in found) else found


def _by_domain(codes: list[Code], catalogs: Catalogs, others: Iterable[Catalogs]) -> list[Code]:
    """Where one catalog of a folder is for scripts (its name ends with js), it has those alone."""

    def scripts(domain: str) -> bool:
        return domain.lower().endswith("js")

    here = [one for one in others if one.home == catalogs.home]
    if not any(scripts(one.domain) != scripts(catalogs.domain) for one in here):
        return codes
    wanted = scripts(catalogs.domain)
    return [code for code in codes if (code.extractor in _SCRIPTS) == wanted]


def _by_home(tree: Tree, codes: list[Code], home: str, homes: set[str]) -> list[Code]:
    """Where catalogs stand in several folders, each has the code of its own, if there is any."""
    apart = sorted(one for one in homes if one and not _is_in(home, one))
    if not apart or not any(_reaches_home(tree, code, home) for code in codes):
        return codes
    shut = tuple(f"{escaped(one)}/**/*" for one in apart)
    return [
        replace(code, exclude=(*code.exclude, *shut)) if code.include else code
        for code in codes
        if not code.include or _reaches_home(tree, code, home)
    ]


def _reaches_home(tree: Tree, code: Code, home: str) -> bool:
    return any(_is_in(path, home) for pattern in code.include for path in tree.matching(pattern))


def without_left_out(tree: Tree, code: Code) -> Code:
    """The code with its patterns that name files, and with what is left out excluded."""
    include = [pattern for pattern in code.include if tree.matching(pattern)]
    named = {path for pattern in include for path in tree.matching(pattern)}
    aside = [
        f"{folder_of(pattern)}**/{name}"
        for pattern in include
        if "*" in pattern
        for name in _ASIDE.get(code.extractor, ())
    ]
    felt = [one for one in (*code.exclude, *aside) if not named.isdisjoint(tree.matching(one))]
    exclude = tuple(dict.fromkeys((*felt, *_left_out(tree, include))))
    kept = tuple(pattern for pattern in include if _any_left(tree, pattern, exclude))
    return replace(code, include=kept, exclude=exclude if kept else ())


def _any_left(tree: Tree, pattern: str, exclude: tuple[str, ...]) -> bool:
    shut = [glob(one) for one in exclude]
    return any(not any(one.fullmatch(path) for one in shut) for path in tree.matching(pattern))


def _left_out(tree: Tree, include: list[str]) -> list[str]:
    """Patterns for the folders that were left out and that an included pattern reaches into."""
    reached = [
        out.path
        for out in tree.left_out
        if out.reason is not Reason.LINK
        and not SKIPPED.intersection(out.path.split("/"))
        and _reaches(tree, out.path, include)
    ]
    count = Counter(path.rpartition("/")[2] for path in reached)
    named = sorted(name for name, number in count.items() if number > _EACH)
    each = [path for path in reached if count[path.rpartition("/")[2]] <= _EACH]
    return [f"{escaped(path)}/**/*" for path in each] + [f"**/{escaped(n)}/**/*" for n in named]


def _reaches(tree: Tree, folder: str, include: list[str]) -> bool:
    patterns = [glob(one) for one in include if folder.startswith(folder_of(one))]
    if not patterns:
        return False
    return any(p.fullmatch(path) for path in _inside(tree, folder) for p in patterns)


@lru_cache(maxsize=1024)
def _inside(tree: Tree, folder: str) -> tuple[str, ...]:
    """The first files of a folder that was left out."""
    places = os.walk(tree.root / folder)
    found = (
        f"{shown}/{name}"
        for place, _folders, names in places
        for shown in [os.path.relpath(place, tree.root)]
        for name in names
    )
    return tuple(islice(found, _LOOKED_AT))


def _is_in(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")
