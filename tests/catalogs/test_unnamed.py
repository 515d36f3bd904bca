"""Arguments without names are told of in the source: no check of a target can see them swapped."""

import pytest

from l10n.catalogs.unnamed import findings
from l10n.model import Location, Severity, Unit
from tests.conftest import Project

PYTHON = ("python-format",)
CASES = [
    (("%s sent %s gifts",), PYTHON, ["%s, %s"]),
    (("%s gift", "%s of %d gifts"), PYTHON, ["%s, %d"]),
    (("%-*d wide",), PYTHON, []),
    (("%s at 100%%",), PYTHON, []),
    (("%(who)s sent %(n)d",), PYTHON, []),
    (("%s and %s",), ("c-format",), []),
    (("{} and {}",), ("python-brace-format",), []),
    (("%s and %s",), (*PYTHON, "no-python-format"), []),
]


@pytest.mark.parametrize(("source", "flags", "said"), CASES)
def test_several_arguments_without_a_name_are_one_warning(
    source: tuple[str, ...], flags: tuple[str, ...], said: list[str]
) -> None:
    unit = Unit(source, flags=flags, locations=(Location("app/a.py", 3),))
    found = list(findings([unit]))
    assert [finding.message.partition(" have")[0] for finding in found] == said
    assert {str(finding.location) for finding in found} <= {"app/a.py:3"}
    assert {finding.severity for finding in found} <= {Severity.WARNING}


def test_extract_lists_them_and_blocks_nothing(project: Project) -> None:
    project.write("app/more.py", 'print(_("%s gave %s") % (a, b))\n')
    told = project.run("extract", "--verbose")
    assert (told.code, "app/more.py:1: [unnamed-arguments] %s, %s have" in told.err) == (0, True)
    assert project.run("run").code == 0
