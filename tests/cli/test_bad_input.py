"""Bad input gets one clear error that names place and remedy; nothing is lost, the rest goes on."""

import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import SETTINGS, SOURCE, Project

ENTRY = 'msgid "Mute words and tags"\nmsgstr "静音词语"\n'
HEADER = 'msgid ""\nmsgstr "Language: zh_Hans\\n"\n\n'

# file, its content, the command, what the error says (a place and a reason), the exit code
CASES = {
    "no settings": ("l10n.toml", None, ["status"], "l10n init", 2),
    "settings that are no TOML": ("l10n.toml", "source_locale = \n", ["status"], "l10n.toml:1", 2),
    "a setting that is misspelt": (
        "l10n.toml",
        SETTINGS + "\n[check]\ndisble = []\n",
        ["check"],
        "l10n.toml:13",
        2,
    ),
    "a check that does not exist": (
        "l10n.toml",
        SETTINGS + '\n[check]\ndisable = ["speling"]\n',
        ["check"],
        "'speling'",
        2,
    ),
    "an engine that does not exist": (
        "l10n.toml",
        SETTINGS.replace('"fake"', '"babelfish"'),
        ["translate"],
        "'babelfish'",
        2,
    ),
    "an extractor that does not exist": (
        "l10n.toml",
        SETTINGS.replace('"python"', '"cobol"'),
        ["update"],
        "'cobol'",
        2,
    ),
    "a conflict marker": (
        "locales/zh_Hans/LC_MESSAGES/messages.po",
        HEADER + "<<<<<<< HEAD\n" + ENTRY + "=======\n" + ENTRY + ">>>>>>> branch\n",
        ["update"],
        "messages.po:4: A merge conflict",
        2,
    ),
    "a string that is not closed": (
        "locales/zh_Hans/LC_MESSAGES/messages.po",
        HEADER + 'msgid "a\nmsgstr "b"\n',
        ["check"],
        "messages.po:4",
        2,
    ),
    "an entry that stands twice": (
        "locales/zh_Hans/LC_MESSAGES/messages.po",
        HEADER + ENTRY + "\n" + ENTRY,
        ["compile"],
        "messages.po:7",
        2,
    ),
    "a catalog that is not UTF-8": (
        "locales/zh_Hans/LC_MESSAGES/messages.po",
        (HEADER + ENTRY).encode("gb18030"),
        ["status"],
        "messages.po:5: The file is not UTF-8",
        2,
    ),
    "a catalog that is binary": (
        "locales/zh_Hans/LC_MESSAGES/messages.po",
        b"\x00\x01\x02" * 50,
        ["status"],
        "messages.po:1",
        2,
    ),
    "a glossary without its columns": (
        "glossary/terms.csv",
        "term,translation\na,b\n",
        ["glossary", "lint"],
        "terms.csv:1",
        2,
    ),
    "a glossary with a wrong rule": (
        "glossary/terms.csv",
        "from,to,source,target,rule\nen,zh,a,b,always\n",
        ["glossary", "lint"],
        "terms.csv:2",
        2,
    ),
    "a source that can't be parsed": (
        "app/broken.py",
        '"""never closed\n  _(\'x\')\n',
        ["extract"],
        "app/broken.py:1",
        2,
    ),
    "a source that is not UTF-8": (
        "app/gbk.py",
        "# 注释\n_('x')\n".encode("gb18030"),
        ["extract"],
        "app/gbk.py:1",
        2,
    ),
    "posts that are no JSON": (
        "posts.jsonl",
        '{"id": "1", "text": "hi there"}\n{nope\n',
        ["captions", "posts.jsonl", "-o", "out.jsonl"],
        "posts.jsonl:2",
        2,
    ),
    "a model that is no package": (
        "x.argosmodel",
        b"PK\x03\x04 nothing",
        ["model", "install", "x.argosmodel"],
        "no Argos package",
        2,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_error_names_the_place_and_nothing_is_lost(project: Project, name: str) -> None:
    file, content, command, said, code = CASES[name]
    path = project.root / file
    if content is None:
        path.unlink()
    else:
        project.write(file, content)
    before = path.read_bytes() if path.exists() else None
    outcome = project.run(*command)
    assert outcome.code == code
    assert said in outcome.err
    assert outcome.err.count("error:") == 1
    assert "Traceback" not in outcome.err
    assert (path.read_bytes() if path.exists() else None) == before


def test_an_empty_project_has_nothing_to_do(project: Project) -> None:
    project.write("app/main.py", "")
    project.write("glossary/terms.csv", "from,to,source,target\n")
    assert project.run("run").code == 0
    assert project.run("check").code == 0
    assert project.run("glossary", "lint").code == 0


def test_a_run_tells_of_a_broken_glossary_once(project: Project) -> None:
    project.write("glossary/terms.csv", "term,translation\na,b\n")
    outcome = project.run("run")
    assert outcome.code == 2
    assert outcome.err.count("terms.csv:1") == 1


def test_a_source_that_can_not_be_read_does_not_make_its_units_obsolete(project: Project) -> None:
    assert project.run("run").code == 0
    before = project.catalog.read_bytes()
    project.write("app/main.py", SOURCE + '\n"""broken\n')
    assert project.run("update").code == 2
    assert project.run("run").code == 2
    assert project.catalog.read_bytes() == before


def test_one_broken_catalog_does_not_stop_the_other_locale(project: Project) -> None:
    project.write("l10n.toml", SETTINGS.replace('["zh_Hans"]', '["zh_Hans", "fr"]'))
    project.write("locales/zh_Hans/LC_MESSAGES/messages.po", "<<<<<<< HEAD\n")
    outcome = project.run("update")
    assert outcome.code == 2
    assert "messages.po:1" in outcome.err
    assert (project.root / "locales/fr/LC_MESSAGES/messages.po").exists()


def test_a_string_of_a_megabyte_waits_for_a_person(project: Project) -> None:
    project.write("app/big.py", f'_("{"a long word " * 90_000}")\n')
    assert project.run("run").code == 0
    listed = json.loads(project.run("status", "--list", "untranslated", "--json").out)
    assert len(listed["units"][0]["source"][0]) > 1_000_000


def test_a_damaged_store_says_that_nothing_but_time_is_lost(project: Project) -> None:
    project.run("update")
    project.write(".l10n/store.sqlite", b"this is no database, and long enough to look at" * 40)
    outcome = project.run("translate")
    assert outcome.code == 2
    assert "holds nothing but saved time" in outcome.err


def in_shell(project: Project, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in the project, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=project.root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "L10N_LANG": "en"},
    )


def test_a_full_disk_leaves_the_old_catalog_whole(project: Project) -> None:
    project.run("update")
    before = project.catalog.read_bytes()
    project.write("app/more.py", "".join(f'_("Sentence number {n}")\n' for n in range(2000)))
    # A limit on file size is the full disk that every user may have: writes fail part of the way.
    limit = 20_000
    assert len(before) < limit < resource.RLIM_INFINITY or resource.RLIM_INFINITY < 0
    outcome = in_shell(
        project,
        f"""
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        from l10n.cli import main
        main(["update"])
    """,
    )
    assert outcome.returncode == 2
    assert "can't be written" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert project.catalog.read_bytes() == before
    assert [p.name for p in project.catalog.parent.iterdir()] == ["messages.po"]


def test_ctrl_c_in_the_middle_loses_nothing_and_the_next_run_goes_on(project: Project) -> None:
    project.write("app/more.py", "".join(f'_("Sentence number {n} here")\n' for n in range(5000)))
    project.run("update")
    before = project.catalog.read_bytes()
    interrupted = in_shell(
        project,
        """
        import os, signal
        from l10n.translation.waves import SegmentTranslator
        # The signal comes after the first chunk was kept, as a person's might.
        real, calls = SegmentTranslator._waves, []
        def waves(self, jobs):
            calls.append(1)
            if len(calls) == 3:
                os.kill(os.getpid(), signal.SIGINT)
            return real(self, jobs)
        SegmentTranslator._waves = waves
        from l10n.cli import main
        main(["translate"])
    """,
    )
    assert interrupted.returncode == 130
    assert "Interrupted" in interrupted.stderr
    assert "Traceback" not in interrupted.stderr
    assert project.catalog.read_bytes() == before
    assert (project.root / ".l10n/store.sqlite").exists()
    told = json.loads(project.run("translate", "--json").out)
    assert told["locales"]["zh_Hans"]["machine"] > 4900


def test_a_killed_run_loses_nothing(project: Project) -> None:
    project.run("update")
    before = project.catalog.read_bytes()
    killed = in_shell(
        project,
        """
        import os, signal
        from l10n.formats.po import Po
        real = Po.serialize
        def serialize(self, catalog):
            data = real(self, catalog)
            os.kill(os.getpid(), signal.SIGKILL)
        Po.serialize = serialize
        from l10n.cli import main
        main(["translate"])
    """,
    )
    assert killed.returncode == -signal.SIGKILL
    assert project.catalog.read_bytes() == before
    assert project.run("translate").code == 0
    assert Path(project.catalog).read_bytes() != before


def test_control_characters_of_a_source_do_not_reach_the_terminal(project: Project) -> None:
    project.write("app/evil.py", r'_("\x1b]0;title\x07 \u202e text")')
    project.run("run")
    shown = project.run("status", "--list", "machine").out
    assert "\x1b]0" not in shown
    assert "\u202e" not in shown
