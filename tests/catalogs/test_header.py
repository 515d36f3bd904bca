"""Headers as old projects have them: brought to what is true, and a release that loads."""

import gettext
import io
from pathlib import Path

import pytest

from l10n.catalogs.header import header_for, with_true_header
from l10n.errors import CatalogError
from l10n.formats.mo import FORMAT as MO
from l10n.formats.po import FORMAT as PO
from tests.conftest import Project

ENTRY = """\
msgid "Open"
msgstr "打开"

msgid "%d photo"
msgid_plural "%d photos"
msgstr[0] "%d 张照片"
"""
UTF8 = '"Content-Type: text/plain; charset=UTF-8\\n"\n'
RULE = '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
# The header's lines; what every one of them becomes loads, and says the right form.
HEADERS = {
    "none": "",
    "a fresh template's": '"Content-Type: text/plain; charset=CHARSET\\n"\n'
    '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n',
    "no charset": '"Content-Type: text/plain\\n"\n' + RULE,
    "an empty rule": UTF8 + '"Plural-Forms: \\n"\n',
    "no rule": UTF8,
    "two forms": UTF8 + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n',
    "a rule that is cut": UTF8 + '"Plural-Forms: nplurals=1; plural=\\n"\n',
    "only a name": '"Project-Id-Version: app\\n"\n',
}


def _po(header: str) -> str:
    return (f'# Our team.\nmsgid ""\nmsgstr ""\n{header}\n' if header else "") + ENTRY


@pytest.mark.parametrize("name", HEADERS)
def test_a_release_loads_whatever_the_header_said(name: str) -> None:
    read = PO.parse(_po(HEADERS[name]), "m.po", "zh_Hans", "m")
    loaded = gettext.GNUTranslations(io.BytesIO(MO.serialize(read)))
    assert loaded.gettext("Open") == "打开"
    said = {loaded.ngettext("%d photo", "%d photos", n) for n in (0, 1, 2, 5)}
    assert said == {"%d 张照片"}


@pytest.mark.parametrize("name", HEADERS)
def test_an_update_brings_it_to_what_is_true_and_keeps_the_rest(name: str) -> None:
    read = PO.parse(_po(HEADERS[name]), "m.po", "zh_Hans", "m")
    data = PO.serialize(with_true_header(read))
    again = PO.parse(data.decode(), "m.po", "zh_Hans", "m")
    said = dict(again.header)
    assert said["Plural-Forms"] == dict(header_for("zh_Hans", "m"))["Plural-Forms"]
    assert "UTF-8" in said["Content-Type"]
    assert said.get("Project-Id-Version", "m") in {"app", "m"}
    assert data.decode().startswith("# Our team.\n") is (name != "none")
    assert with_true_header(again) == again


def test_a_header_that_is_true_stays_as_it_is() -> None:
    rule = '"Plural-Forms: nplurals=1; plural = 0 ;\\n"\n"X-Generator: Poedit 3\\n"\n'
    read = PO.parse(_po(UTF8.replace("UTF-8", "utf8") + rule), "m.po", "zh_Hans", "m")
    assert with_true_header(read) is read


@pytest.mark.parametrize("charset", ["GBK", "ISO-8859-1", "big5", "no-such-charset", "UTF-16"])
def test_a_charset_that_is_not_true_of_the_bytes_is_an_error(charset: str) -> None:
    with pytest.raises(CatalogError, match=f"m.po:1: The header says {charset}") as refused:
        PO.parse(_po(UTF8.replace("UTF-8", charset)), "m.po", "zh_Hans", "m")
    assert "msgconv" in refused.value.remedy


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line", [b"\n", b"\r\n"])
def test_line_ends_and_mark_stay_as_they_are(project: Project, bom: bytes, line: bytes) -> None:
    assert project.run("run").code == 0
    assert project.run("sync").code == 0
    text = bom + project.catalog.read_bytes().replace(b"\n", line)
    project.catalog.write_bytes(text)
    assert project.run("update", "--check").code == 0
    assert project.run("update").code == 0
    assert project.catalog.read_bytes() == text
    assert project.run("approve", "Mute words and tags", "--by", "Ann").code == 0
    assert project.run("sync").code == 0
    changed = project.catalog.read_bytes()
    assert b"@approved" in changed
    assert changed.startswith(bom + b"msgid")
    assert changed.count(b"\n") == changed.count(line)
    assert project.run("check").code == 0


def test_a_folder_that_is_named_outright_is_read(project: Project, tmp_path: Path) -> None:
    project.write("build/made.py", '_("Made by a tool")\n')
    project.write("venv/app.py", '_("Ours all the same")\n')
    settings = tmp_path / "l10n.toml"
    text = settings.read_text("utf-8")
    assert "3 units" in project.run("extract").out
    settings.write_text(text.replace('"app/**/*.py"', '"**/*.py"'), "utf-8")
    assert "3 units" in project.run("extract").out
    settings.write_text(text.replace('"app/**/*.py"', '"**/*.py", "build/*.py"'), "utf-8")
    assert "4 units" in project.run("extract").out
    settings.write_text(text.replace('"app/**/*.py"', '"venv/*.py"'), "utf-8")
    assert "1 units" in project.run("extract").out


@pytest.mark.parametrize("command", ["update", "run"])
def test_a_table_that_names_no_file_writes_nothing(project: Project, command: str) -> None:
    assert project.run("run").code == 0
    before = project.catalog.read_bytes()
    table = '\n[[sources]]\nextractor = "jinja2"\ninclude = ["templates/*.html"]\n'
    project.write("l10n.toml", (project.root / "l10n.toml").read_text("utf-8") + table)
    told = project.run(command)
    assert told.code == 2
    assert "No file is named by the sources of jinja2, include = ['templates/*.html']" in told.err
    assert project.catalog.read_bytes() == before
    (project.root / "app").rename(project.root / "src")
    assert project.run(command).code == 2
    assert project.catalog.read_bytes() == before


@pytest.mark.parametrize("command", ["update", "run"])
def test_a_pattern_that_names_no_file_writes_nothing(project: Project, command: str) -> None:
    assert project.run("run").code == 0
    before = project.catalog.read_bytes()
    settings = (project.root / "l10n.toml").read_text("utf-8")
    project.write("l10n.toml", settings.replace('"app/**/*.py"', '"app/**/*.py", "wbe/**/*.py"'))
    told = project.run(command)
    assert told.code == 2
    assert "No file is named by the sources of python, include = ['wbe/**/*.py']" in told.err
    assert project.catalog.read_bytes() == before


def test_a_kind_of_file_that_a_folder_does_not_have_yet_is_no_error(project: Project) -> None:
    settings = (project.root / "l10n.toml").read_text("utf-8")
    project.write("l10n.toml", settings.replace('"app/**/*.py"', '"app/**/*.py", "app/**/*.pyw"'))
    assert project.run("run").code == 0
    project.write("l10n.toml", settings.replace('"app/**/*.py"', '"app/**/*.py", "app/mian.py"'))
    assert project.run("run").code == 2
