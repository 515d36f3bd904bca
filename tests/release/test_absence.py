"""A catalog that is gone takes nothing out of a release."""

import pytest

from tests.conftest import Project


@pytest.mark.parametrize("left", [None, b"", b'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n'])
def test_a_release_keeps_what_a_catalog_that_is_gone_had(
    project: Project, left: bytes | None
) -> None:
    assert project.run("run").code == 0
    assert project.run("approve", "--origin", "machine", "--reason", "read", "-y").code == 0
    assert project.run("compile").code == 0
    [file] = project.root.glob("build/release/**/*.mo")
    before, catalog = file.read_bytes(), project.catalog.read_bytes()
    if left is None:
        project.catalog.unlink()
    else:
        project.catalog.write_bytes(left)
    done = project.run("compile")
    assert (done.code, "the release has its texts (3)" in done.err) == (2, True)
    assert project.run("release", "build").code == 2
    assert file.read_bytes() == before
    project.catalog.write_bytes(catalog)
    assert project.run("compile").code == 0
    assert file.read_bytes() == before
    # Strings that all went away are no catalog that is gone.
    project.write("app/main.py", "")
    assert project.run("update", "--obsolete-ok").code == 0
    assert project.run("compile").code == 0
    assert file.read_bytes() != before
