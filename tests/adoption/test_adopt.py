"""What a team translated comes in: told apart by what its files say, and nothing lost or voided."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import workers
from l10n.adoption.adopt import Standing, Trust, Voucher, adopt
from l10n.checks.checker import Checker
from l10n.formats.po import FORMAT as PO
from l10n.model import State
from l10n.project import glossaries
from l10n.project.config import Config
from tests.conftest import SETTINGS, Project

HEADER = """\
# Chinese translations for app.
msgid ""
msgstr ""
"Project-Id-Version: app 1.0\\n"
"POT-Creation-Date: 2024-01-01 10:00+0000\\n"
"Last-Translator: Wei <wei@example.org>\\n"
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
# One entry of each kind, folded and commented as a team's tools do it.
ENTRIES = {
    Standing.APPROVED: """\
# Wei: as on the old site
#: app/main.py:3 app/main.py:30
msgid "Mute words and tags"
msgstr ""
"静音词语"
"和标签"
""",
    Standing.GUESS: """\
#: app/main.py:4
#, fuzzy
msgid "Mute all"
msgstr "静音词语"
""",
    Standing.OUTDATED: """\
#: app/main.py:5
#, fuzzy
#| msgid "Log in to go on"
msgid "Log in to continue"
msgstr "登录以继续"
""",
    Standing.BROKEN: """\
#: app/main.py:6
#, python-brace-format
msgid "View {name}'s profile"
msgstr "查看{nam}的主页"
""",
    Standing.UNTRANSLATED: """\
#: app/main.py:7
msgid "Save draft"
msgstr ""
""",
    Standing.OBSOLETE: """\
#~ msgid "Gone"
#~ msgstr "没有了"
""",
}
TEXT = "\n".join([HEADER, *ENTRIES.values()])
VOUCHER = Voucher("Ann", "2026-01-02T03:04:05Z")


def _checker(locale: str = "zh_Hans") -> Checker:
    config = Config(Path(), Path("l10n.toml"), "en", (locale,))
    return Checker(config, glossaries.matcher([], "en", locale), locale)


def _adopted(text: str, trust: Trust = Trust.UNFUZZY) -> tuple[str, Counter[Standing]]:
    catalog = PO.parse(text, "zh.po", "zh_Hans", "app")
    done = adopt(catalog, _checker(), Voucher(VOUCHER.by, VOUCHER.at, "", trust))
    return PO.serialize(done.catalog).decode(), done.counts


@pytest.mark.parametrize("standing", ENTRIES)
def test_each_entry_is_what_its_file_says(standing: Standing) -> None:
    text, counts = _adopted(f"{HEADER}\n{ENTRIES[standing]}")
    assert counts == {standing: 1}
    (entry,) = PO.parse(text, "zh.po", "zh_Hans", "app").entries
    assert entry.target == PO.parse(ENTRIES[standing], "", "zh_Hans", "").entries[0].target
    assert (entry.state is State.APPROVED) == (standing is Standing.APPROVED)


PLURAL = """\
#, fuzzy, python-format
#| msgid "%d note"
msgid "%d note"
msgid_plural "%d notes"
msgstr[0] "%d 篇笔记"
"""


def test_one_text_that_has_plurals_now_is_a_persons_suggestion() -> None:
    """So msgmerge writes it; it only repeats the words."""
    text, counts = _adopted(f"{HEADER}\n{PLURAL}")
    assert counts == {Standing.PLURAL: 1}
    (entry,) = PO.parse(text, "zh.po", "zh_Hans", "app").entries
    found = (entry.state, entry.target, entry.provenance, entry.fuzzy)
    assert found == (State.SUGGESTED, ("%d 篇笔记",), None, True)
    assert _adopted(text)[0] == text


def test_a_large_catalog_is_the_same_whoever_checks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    live = (text for standing, text in ENTRIES.items() if standing is not Standing.OBSOLETE)
    kinds = [re.sub('^(msgid ".*)"$', r'\1 {}"', text, flags=re.MULTILINE) for text in live]
    many = [text.replace("{}", str(number)) for number in range(500) for text in kinds]
    text = "\n".join([HEADER, *many])
    alone = _adopted(text)
    monkeypatch.setattr(workers, "FLOOR", 1)
    monkeypatch.setattr(workers, "_cores", lambda: 2)
    assert _adopted(text) == alone
    assert set(alone[1].values()) == {500}


@pytest.mark.parametrize(
    ("trust", "approved"), [(Trust.ALL, 3), (Trust.UNFUZZY, 1), (Trust.NONE, 0)]
)
def test_trust_is_what_a_person_says_it_is(trust: Trust, approved: int) -> None:
    _text, counts = _adopted(TEXT, trust)
    assert counts[Standing.APPROVED] == approved


@pytest.mark.parametrize("trust", Trust)
def test_a_second_run_changes_no_byte(trust: Trust) -> None:
    once, _counts = _adopted(TEXT, trust)
    twice, counts = _adopted(once, trust)
    assert twice == once
    assert set(counts) <= {Standing.KNOWN, Standing.UNTRANSLATED, Standing.OBSOLETE}


def test_only_marks_and_flags_are_added() -> None:
    text, _counts = _adopted(TEXT)
    ours = re.compile(r"# @\w+/2 .*|#, fuzzy, python-brace-format|\"X-L10n-Catalog: 1\\n\"")
    kept = [line for line in text.split("\n") if not ours.fullmatch(line)]
    assert kept == [line for line in TEXT.split("\n") if line != "#, python-brace-format"]


WORDS = st.sampled_from(["", "静音", "保存 {name}", "好", "a" * 90, "多\n行"])


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), WORDS, st.booleans(), st.booleans(), st.booleans()),
        unique_by=lambda row: row[0],
    ),
    st.sampled_from(Trust),
)
def test_no_word_is_lost_and_none_is_approved_that_was_not_there(
    rows: list[tuple[int, str, bool, bool, bool]], trust: Trust
) -> None:
    blocks = [HEADER]
    for number, words, fuzzy, previous, obsolete in rows:
        said = [
            "#, fuzzy" * fuzzy,
            f'#| msgid "was {number}"' * (fuzzy and previous and not obsolete),
            f'{"#~ " * obsolete}msgid "Source {number}"',
            f"{'#~ ' * obsolete}msgstr {json.dumps(words, ensure_ascii=False)}",
        ]
        blocks.append("\n".join(filter(None, said)) + "\n")
    before = PO.parse("\n".join(blocks), "zh.po", "zh_Hans", "app")
    text, counts = _adopted("\n".join(blocks), trust)
    after = PO.parse(text, "zh.po", "zh_Hans", "app")
    assert [(e.unit.source, e.target) for e in after.entries] == [
        (e.unit.source, e.target) for e in before.entries
    ]
    assert sum(counts.values()) == len(rows)
    for was, now in zip(before.entries, after.entries, strict=True):
        if now.state is State.APPROVED:
            assert trust is Trust.ALL or (trust is Trust.UNFUZZY and not was.fuzzy)
    assert _adopted(text, trust)[0] == text


def test_forms_as_transifex_counts_them_are_the_catalogs_own() -> None:
    rule = (
        "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : n!=1 "
        "&& (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);"
    )
    forms = "".join(f'msgstr[{n}] "{word}"\n' for n, word in enumerate(["a", "b", "c", "d"]))
    header = HEADER.replace("nplurals=1; plural=0;", rule).replace("zh_Hans", "pl")
    text = f'{header}\nmsgid "One day"\nmsgid_plural "Days"\n{forms}'
    done = adopt(PO.parse(text, "pl.po", "pl", "app"), _checker("pl"), VOUCHER)
    assert done.counts == {Standing.APPROVED: 1}
    assert done.catalog.entries[0].target == ("a", "b", "c", "d")


def _team(project: Project) -> Project:
    project.write(
        "app/main.py",
        "\n".join(
            f'_("{s}")'
            for s in ("Mute words and tags", "Mute all", "Log in to continue", "Save draft")
        )
        + '\n_("View {name}\'s profile").format(name=1)\n',
    )
    project.write("locales/zh_Hans/LC_MESSAGES/messages.po", TEXT)
    return project


def _translated(path: Path) -> str:
    done = subprocess.run(
        ["msgfmt", "--statistics", "-o", "/dev/null", str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C"},
    )
    return done.stderr.strip()


def test_update_asks_before_it_takes_approval_from_people(project: Project) -> None:
    _team(project)
    before = project.catalog.read_bytes()
    for command in (["update"], ["run"], ["update", "--check"]):
        done = project.run(*command)
        assert done.code == 2
        assert "l10n adopt" in done.err
        assert "--as-suggestions" in done.err
    assert project.catalog.read_bytes() == before


def test_a_team_comes_in_and_ships_what_it_shipped(project: Project) -> None:
    _team(project)
    done = project.run("adopt", "--by", "Ann", "--json")
    assert done.code == 1  # one is broken
    told = json.loads(done.out)["catalogs"]["zh_Hans"]
    assert {s: told[s] for s in Standing if told[s]} == dict.fromkeys(map(str, ENTRIES), 1)
    assert told["broken_entries"][0]["findings"]
    assert told["not_in_sources"] == 0
    assert project.run("update").code == 0
    assert project.run("compile").code == 0
    catalog = project.catalog.read_text("utf-8")
    assert "@adopted/2" in catalog
    assert project.run("update", "--check").code == 0
    assert project.run("approve", "--all-passing", "--reason", "all").code == 0
    states = json.loads(project.run("status", "--json").out)["locales"][0]["states"]
    assert (states["approved"], states["suggested"], states["outdated"]) == (1, 2, 1)


def test_a_dry_run_writes_nothing(project: Project) -> None:
    _team(project)
    before = project.catalog.read_bytes()
    assert project.run("adopt", "--dry-run").code == 1
    assert project.catalog.read_bytes() == before


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="no msgfmt here")
def test_msgfmt_counts_the_same_but_for_what_was_said(project: Project) -> None:
    _team(project)
    assert _translated(project.catalog).startswith("2 translated messages, 2 fuzzy")
    project.run("adopt")
    assert _translated(project.catalog).startswith("1 translated message, 3 fuzzy")
    project.run("update")
    assert _translated(project.catalog).startswith("1 translated message, 3 fuzzy")


def test_a_project_without_catalogs_gets_none(project: Project) -> None:
    done = project.run("adopt")
    assert (done.code, project.catalog.exists()) == (0, False)


def test_as_suggestions_each_is_reviewed(project: Project) -> None:
    _team(project)
    assert project.run("update", "--as-suggestions").code == 0
    assert project.run("update", "--check").code == 0
    states = json.loads(project.run("status", "--json").out)["locales"][0]["states"]
    assert states["approved"] == 0
    assert "静音词语" in project.catalog.read_text("utf-8")


def test_an_edit_by_hand_is_a_persons_edit_once_the_catalog_is_ours(project: Project) -> None:
    project.run("update")
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(
        text.replace(
            'msgid "Mute words and tags"\nmsgstr ""',
            'msgid "Mute words and tags"\nmsgstr "静音词语和标签"',
        ),
        "utf-8",
    )
    assert project.run("update").code == 0
    states = json.loads(project.run("status", "--json").out)["locales"][0]["states"]
    assert states["suggested"] == 1


def test_a_file_from_elsewhere_fills_what_has_no_words(project: Project) -> None:
    project.run("update")
    project.write("old.po", TEXT)
    done = project.run("adopt", "old.po", "--by", "Ann", "--json")
    told = json.loads(done.out)["catalogs"]["zh_Hans"]
    assert (done.code, told["approved"], told["broken"]) == (1, 1, 1)
    catalog = project.catalog.read_text("utf-8")
    assert '["Ann", "from old.po"]' in catalog
    before = project.catalog.read_bytes()
    assert project.run("adopt", "old.po").code == 0
    assert project.catalog.read_bytes() == before


def test_what_people_wrote_here_is_not_filled(project: Project) -> None:
    project.run("run")
    project.run("approve", "Mute words and tags", "--by", "Ann")
    project.write("old.po", TEXT.replace('"静音词语"', '"屏蔽词语"'))
    before = project.catalog.read_text("utf-8")
    project.run("adopt", "old.po")
    assert "屏蔽词语" not in project.catalog.read_text("utf-8")
    assert before.count("@approved") == project.catalog.read_text("utf-8").count("@approved")


@pytest.mark.parametrize(
    "command",
    [
        ["translate"],
        ["approve", "Mute words and tags"],
        ["reject", "Mute words and tags", "--reason", "no"],
        ["adopt", "other.po", "--locale", "zh_Hans"],
    ],
)
def test_nothing_is_written_beside_words_that_nobody_has_adopted(
    project: Project, command: list[str]
) -> None:
    _team(project)
    project.write("other.po", TEXT)
    before = project.catalog.read_bytes()
    done = project.run(*command)
    assert done.code == 2
    assert "l10n adopt" in done.err
    assert project.catalog.read_bytes() == before


def test_a_file_that_names_no_locale_is_asked_about(project: Project) -> None:
    project.run("update")
    project.write("old.po", TEXT.replace("Language: zh_Hans", "Language: xx"))
    done = project.run("adopt", "old.po")
    assert (done.code, "--locale" in done.err) == (2, True)


def test_empty_entries_do_not_hide_how_many_words_would_go(project: Project) -> None:
    """A catalog with a few words, and a source folder that the settings no longer name."""
    project.write("app/more.py", "".join(f'_("Number {n} is it")\n' for n in range(30)))
    project.write("app/most.py", "".join(f'_("Figure {n} is it")\n' for n in range(300)))
    project.run("update")
    path = project.catalog
    text = path.read_text("utf-8")
    for n in range(30):
        text = text.replace(
            f'"Number {n} is it"\nmsgstr ""', f'"Number {n} is it"\nmsgstr "是 {n}"'
        )
    path.write_text(text, "utf-8")
    assert project.run("adopt").code == 0
    before = path.read_bytes()
    (project.root / "app/more.py").unlink()
    done = project.run("update")
    assert (done.code, "30 of 30" in done.err) == (2, True)
    assert path.read_bytes() == before
    assert project.run("update", "--obsolete-ok").code == 0


def test_where_one_catalog_would_lose_too_much_none_is_written(project: Project) -> None:
    project.write("l10n.toml", SETTINGS.replace('["zh_Hans"]', '["zh_Hans", "fr"]'))
    texts = [f"Text {number}" for number in range(40)]
    project.write("app/main.py", "\n".join(f'_("{text}")' for text in texts))
    project.run("run")
    chinese = project.catalog.read_text("utf-8")
    french = project.root / "locales/fr/LC_MESSAGES/messages.po"
    assert french.read_text("utf-8").count("msgid") == 41
    french.write_text(re.sub(r'msgstr ".+"', 'msgstr ""', french.read_text("utf-8")), "utf-8")
    project.write("app/main.py", '_("Text 1")')
    for command in ("update", "run"):
        assert project.run(command).code == 2
        assert project.catalog.read_text("utf-8") == chinese
        assert french.read_text("utf-8").count("\nmsgid") == 40
    assert project.run("update", "--obsolete-ok").code == 0


XLIFF = """\
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="{locale}" datatype="plaintext" original="a"><body>
<trans-unit id="1"><source>Mute words and tags</source>
<target state="final">静音词语和标签</target></trans-unit>
<trans-unit id="2"><source>Save draft</source>
<target state="needs-review-translation">存草稿</target></trans-unit>
<trans-unit id="3"><source>Log in to continue</source>
<target state="new">Log in</target></trans-unit>
</body></file></xliff>
"""


def test_the_words_of_one_text_fill_its_plural_forms(project: Project) -> None:
    project.run("update")
    project.write("old.po", HEADER + '\nmsgid "%(n)d note"\nmsgstr "%(n)d 篇笔记"\n')
    done = project.run("adopt", "old.po", "--locale", "zh_Hans", "--json")
    told = json.loads(done.out)["catalogs"]["zh_Hans"]
    assert (done.code, told["plural"], told["approved"]) == (0, 1, 0)
    text = project.catalog.read_text("utf-8")
    assert 'msgstr[0] "%(n)d 篇笔记"' in text
    assert "@machine" not in text, "a person's, and no guess"
    assert project.run("adopt", "old.po", "--locale", "zh_Hans").code == 0
    assert project.catalog.read_text("utf-8") == text


def test_xliff_comes_in_with_its_states(project: Project) -> None:
    _team(project)
    project.catalog.unlink()
    project.run("update")
    project.write("old.xlf", XLIFF.format(locale="zh-CN"))
    done = project.run("adopt", "old.xlf", "--by", "Ann", "--json")
    told = json.loads(done.out)["catalogs"]["zh_Hans"]
    assert (done.code, told["approved"], told["guess"], told["broken"]) == (0, 1, 1, 0)
    project.write("other.xlf", XLIFF.format(locale="fr"))
    assert project.run("adopt", "other.xlf").code == 2
    project.write("broken.xlf", "<xliff")
    done = project.run("adopt", "broken.xlf", "--locale", "zh_Hans")
    assert (done.code, "broken.xlf:1" in done.err) == (2, True)


def test_a_header_of_another_language_is_told(project: Project) -> None:
    _team(project)
    told = TEXT.replace("Language: zh_Hans", "Language: fr")
    project.write("locales/zh_Hans/LC_MESSAGES/messages.po", told)
    assert "the header says fr; it is taken as zh_Hans" in project.run("adopt").err


def test_a_name_turns_no_text_round(project: Project) -> None:
    _team(project)
    project.run("adopt", "--by", "A\u202enn")
    assert "\u202e" not in project.catalog.read_text("utf-8")


def test_in_a_file_that_marks_what_is_approved_the_rest_is_to_be_read(project: Project) -> None:
    """As Crowdin writes XLIFF: `approved="yes"`, and nothing where nobody approved."""
    project.write("app/main.py", "_('Mute'); _('Block')")
    project.run("update")
    unit = (
        '<trans-unit id="{0}"{1}><source>{0}</source><target state="{2}">{3}</target></trans-unit>'
    )
    for mark, approved in ((' approved="yes"', ["Mute"]), ("", ["Mute", "Block"])):
        units = unit.format("Mute", mark, "translated", "静音")
        units += unit.format("Block", "", "translated", "拉黑")
        file = 'source-language="en" target-language="zh-CN" original="a"'
        project.write(
            "crowdin.xliff",
            f'<xliff version="1.2"><file {file}><body>{units}</body></file></xliff>',
        )
        before = project.catalog.read_bytes()
        assert project.run("adopt", "crowdin.xliff", "--by", "Ann").code == 0
        entries = PO.parse(project.catalog.read_text("utf-8"), "m.po", "zh_Hans", "messages").live()
        found = [e.unit.source[0] for e in entries if e.state is State.APPROVED]
        assert found == approved
        assert all(any(entry.target) for entry in entries)
        project.catalog.write_bytes(before)


@pytest.mark.parametrize("four_eyes", [True, False])
def test_under_four_eyes_what_is_written_by_hand_later_is_for_another_person(
    project: Project, four_eyes: bool
) -> None:
    project.write("l10n.toml", SETTINGS + f"[review]\nfour_eyes = {str(four_eyes).lower()}\n")
    _team(project)
    assert project.run("adopt", "--by", "Wei").code == 1
    adopted = project.catalog.read_text("utf-8")
    assert adopted.count("@adopted/2") == 1
    late = '\nmsgid "Late"\nmsgstr "迟"\n'
    project.catalog.write_text(adopted + late, "utf-8")
    project.write("old.po", HEADER + '\nmsgid "Save draft"\nmsgstr "存草稿"\n')
    for files in ((), ("old.po", "--locale", "zh_Hans")):
        done = project.run("adopt", *files, "--by", "Wei", "--trust", "all")
        assert done.code == 0
        assert ("for another person" in done.out) is four_eyes
    text = project.catalog.read_text("utf-8")
    assert text.count("@adopted/2") == (1 if four_eyes else 3)
    assert ("迟" in text, "存草稿" in text) == (True, True)
