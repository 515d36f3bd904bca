"""The distributions that a wheel wants, taken from the environment that runs the tests.

So what a user would get is laid out in a folder without asking a package index.
"""

import re
import shutil
from collections.abc import Iterator
from email.parser import HeaderParser
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def requirements(wheel_metadata: str, extra: str = "") -> list[Requirement]:
    """What a wheel wants by itself, or what an extra of it adds."""
    lines = HeaderParser().parsestr(wheel_metadata).get_all("Requires-Dist", [])
    found = [Requirement(line) for line in lines]
    if not extra:
        return [one for one in found if _holds(one, "")]
    return [one for one in found if _holds(one, extra) and not _holds(one, "")]


def closure(wanted: list[Requirement]) -> dict[str, Distribution]:
    """The distributions by name: those wanted, and what these want in turn."""
    found: dict[str, Distribution] = {}
    waiting = list(wanted)
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found and not one.extras:
            continue
        found[name] = distribution(name)
        for line in found[name].requires or ():
            needed = Requirement(line)
            if any(_holds(needed, extra) for extra in ("", *one.extras)):
                waiting.append(needed)
    return found


def lay_out(distributions: dict[str, Distribution], site: Path) -> int:
    """Copy their files into a folder as an installer does; how many bytes that takes."""
    size = 0
    for one in distributions.values():
        for path, target in _files(one, site):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            size += path.stat().st_size
    return size


def imported(one: Distribution) -> set[str]:
    """The names that a distribution is imported by."""
    paths = [str(path) for path in one.files or ()]
    tops = {path.split("/")[0] for path in paths if re.search(r"\.(py|so|pyd)$", path)}
    return {top.partition(".")[0] for top in tops}


def _holds(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _files(one: Distribution, site: Path) -> Iterator[tuple[Path, Path]]:
    for file in one.files or ():
        if ".." not in file.parts:
            yield Path(str(one.locate_file(file))), site / file
