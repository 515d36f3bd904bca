"""The pipeline as a person drives it: extract, update, translate, check, approve, compile."""

import gettext
import json
import re
from pathlib import Path

from tests.conftest import SOURCE, Project


def states(project: Project) -> dict[str, int]:
    told = json.loads(project.run("status", "--json").out)
    return {k: v for k, v in told["locales"][0]["states"].items() if v}


def translated(project: Project) -> Project:
    assert project.run("update").code == 0
    assert project.run("translate").code == 0
    return project


def compiled(project: Project) -> dict[str, str]:
    path = project.root / "build/release/zh_Hans/LC_MESSAGES/messages.mo"
    with path.open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    return {source: catalog.gettext(source) for source in ("Mute words and tags", "%(n)d note")}


def test_extract_lists_units_with_their_places(project: Project) -> None:
    units = json.loads(project.run("extract", "--json").out)
    assert [unit["source"] for unit in units] == [
        ["Mute words and tags"],
        ["%(n)d note", "%(n)d notes"],
        ["View {name}'s profile"],
    ]
    assert units[2]["notes"] == ["shown on the profile"]
    assert units[1]["flags"] == ["python-format"]


def test_extract_sums_up_and_counts_by_file_where_asked(project: Project) -> None:
    project.write("app/more.py", '_("One")\n_("Two")\n')
    short, long = project.run("extract").out, project.run("extract", "--verbose").out
    assert re.search(r"\*\.py +2 +5", short)
    assert "app/more.py" not in short
    assert re.search(r"app/main\.py +1 +3", long)
    assert re.search(r"app/more\.py +1 +2", long)
    assert short.splitlines()[-1] == long.splitlines()[-1] == "5 units in 2 files."


def test_a_second_run_changes_no_byte(project: Project) -> None:
    assert project.run("run").code == 0
    files = sorted(p for p in project.root.rglob("*") if p.is_file() and ".l10n" not in p.parts)
    before = {path: path.read_bytes() for path in files}
    assert project.run("run").code == 0
    assert {path: path.read_bytes() for path in files} == before


def test_a_machine_fills_what_is_empty_and_nothing_ships_before_approval(project: Project) -> None:
    assert project.run("run").code == 0
    assert states(project) == {"machine": 3}
    assert compiled(project)["Mute words and tags"] == "Mute words and tags"


def test_what_is_approved_ships_and_only_that(project: Project) -> None:
    translated(project)
    assert project.run("approve", "Mute words and tags", "--by", "Ann").code == 0
    assert states(project) == {"machine": 2, "approved": 1}
    assert project.run("compile").code == 0
    assert "静音" in compiled(project)["Mute words and tags"]
    assert compiled(project)["%(n)d note"] == "%(n)d note"


def test_a_hand_edit_voids_the_approval(project: Project) -> None:
    translated(project)
    project.run("approve", "Mute words and tags", "--by", "Ann")
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(text.replace("静音", "静音了"), "utf-8")
    checked = project.run("check")
    assert checked.code == 1
    assert "[approval]" in checked.out
    project.run("compile")
    assert compiled(project)["Mute words and tags"] == "Mute words and tags"
    assert project.run("update").code == 0
    assert states(project) == {"machine": 2, "suggested": 1}
    assert project.run("check").code == 0


def test_a_fuzzy_flag_set_by_hand_takes_the_approval_back(project: Project) -> None:
    translated(project)
    project.run("approve", "Mute words and tags", "--by", "Ann")
    text = project.catalog.read_text("utf-8")
    head, _, tail = text.partition('msgid "Mute words and tags"')
    project.catalog.write_text(f'{head}#, fuzzy\nmsgid "Mute words and tags"{tail}', "utf-8")
    assert states(project) == {"machine": 3}


def test_a_human_text_is_never_overwritten_by_a_machine(project: Project) -> None:
    project.run("update")
    text = project.catalog.read_text("utf-8")
    entry = 'msgid "Mute words and tags"\nmsgstr "'
    project.catalog.write_text(text.replace(entry, entry + "屏蔽词语和标签"), "utf-8")
    translated(project)
    assert 'msgstr "屏蔽词语和标签"' in project.catalog.read_text("utf-8")
    assert states(project) == {"machine": 2, "suggested": 1}


def test_rejected_text_does_not_come_back(project: Project) -> None:
    translated(project)
    project.run("approve", "--all-passing", "--origin", "machine", "--reason", "test")
    rejected = project.run("reject", "Mute words and tags", "--reason", "clumsy", "--by", "Bo")
    assert rejected.code == 0
    assert states(project)["rejected"] == 1
    before = project.catalog.read_text("utf-8")
    assert '["Bo", "clumsy"]' in before
    assert project.run("translate").code == 0
    assert states(project)["rejected"] == 1
    project.run("compile")
    assert compiled(project)["Mute words and tags"] == "Mute words and tags"


def test_units_without_an_answer_are_named(project: Project) -> None:
    translated(project)
    assert project.run("translate").err == ""
    rejected = json.loads(project.run("status", "--list", "machine", "--json").out)["units"][0]
    project.run("reject", rejected["id"], "--reason", "clumsy", "--by", "Bo")
    said = f"zh_Hans: no answer for {rejected['id']}: {rejected['source'][0]}"
    for command in ("translate", "run"):
        assert said in project.run(command).err
        told = json.loads(project.run(command, "--json").out)["unanswered"]
        assert told == [{"id": rejected["id"], "catalog": "zh_Hans", "source": rejected["source"]}]


def test_many_equal_findings_are_shown_by_a_few(project: Project) -> None:
    messages = [f"Text {chr(number)}" for number in range(ord("A"), ord("A") + 9)]
    project.write("app/many.py", "".join(f"_({message!r})\n" for message in messages))
    project.run("update")
    text = project.catalog.read_text("utf-8")
    for message in messages:
        entry = f'msgid "{message}"\nmsgstr "'
        text = text.replace(entry, f"{entry}文 ")
    project.catalog.write_text(text, "utf-8")
    few = project.run("check").out.splitlines()
    findings = [line for line in few if "[whitespace]" in line]
    assert len(findings) == 3
    assert "… and 6 more such findings of whitespace; --all shows them." in few
    everything = project.run("check", "--all").out.splitlines()
    assert sum("[whitespace]" in line for line in everything) == 9
    assert few[-1] == everything[-1]
    told = json.loads(project.run("check", "--json").out)
    assert sum(one["check"] == "whitespace" for one in told) == 9


def test_a_changed_source_leaves_the_old_words_as_obsolete_and_a_hint(project: Project) -> None:
    translated(project)
    project.run("approve", "--all-passing", "--origin", "machine", "--reason", "test")
    project.write("app/main.py", SOURCE.replace("Mute words and tags", "Mute words or tags"))
    told = json.loads(project.run("update", "--json").out)
    assert told["locales"]["zh_Hans"] == {
        "kept": 2,
        "new": 1,
        "outdated": 0,
        "obsolete": 1,
        "revived": 0,
    }
    text = project.catalog.read_text("utf-8")
    assert "# @near/2 0." in text
    assert states(project) == {"approved": 2, "untranslated": 1}
    assert '#~ msgid "Mute words and tags"' in text


def test_approve_refuses_words_with_an_error_and_says_why(project: Project) -> None:
    translated(project)
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(
        text.replace("{name}", "{nom}").replace('msgid "View {nom}', 'msgid "View {name}'), "utf-8"
    )
    refused = project.run("approve", "View {name}'s profile")
    assert refused.code == 1
    assert "placeables" in refused.err
    assert states(project).get("approved", 0) == 0


def test_approve_all_passing_needs_a_reason(project: Project) -> None:
    translated(project)
    assert project.run("approve", "--all-passing", "--origin", "machine").code == 2
    assert (
        project.run(
            "approve", "--all-passing", "--origin", "machine", "--reason", "imported", "--by", "Ann"
        ).code
        == 0
    )
    assert '["Ann", "imported"]' in project.catalog.read_text("utf-8")


def test_an_approved_text_that_a_new_rule_forbids_is_held_back(project: Project) -> None:
    translated(project)
    project.run("approve", "--all-passing", "--origin", "machine", "--reason", "test")
    project.write(
        "glossary/terms.csv",
        "from,to,source,target,forbidden,rule\nen,zh,mute,消音,静音,must\n",
    )
    held = project.run("compile")
    assert held.code == 1
    assert "held back" in held.err
    assert compiled(project)["Mute words and tags"] == "Mute words and tags"


def test_two_compiles_are_the_same_bytes_and_the_manifest_tells_all(project: Project) -> None:
    translated(project)
    project.run(
        "approve", "--all-passing", "--origin", "machine", "--reason", "test", "--by", "Ann"
    )
    assert project.run("compile").code == 0
    assert project.run("compile", "--output", "again").code == 0
    first, again = project.root / "build/release", project.root / "again"
    files = sorted(p.relative_to(first) for p in first.rglob("*") if p.is_file())
    assert [(first / f).read_bytes() for f in files] == [(again / f).read_bytes() for f in files]
    told = [Path(f"{folder}.manifest.json").read_text("utf-8") for folder in (first, again)]
    assert told[0] == told[1]
    manifest = json.loads(told[0])
    assert set(manifest["files"]) == {str(f) for f in files}
    assert manifest["locales"]["zh_Hans"]["approved_by"] == {"Ann": 3}
    assert manifest["locales"]["zh_Hans"]["models"] == ["fake 1"]
    assert list(manifest["glossary"]) == ["glossary/terms.csv"]


def test_update_check_fails_only_where_a_catalog_is_behind(project: Project) -> None:
    assert project.run("update", "--check").code == 1
    assert not project.catalog.exists()
    project.run("update")
    assert project.run("update", "--check").code == 0


def test_an_exact_memory_is_used_before_the_machine(project: Project) -> None:
    translated(project)
    project.run("approve", "--all-passing", "--origin", "machine", "--reason", "test")
    more = SOURCE + 'print(pgettext("menu", "Mute words and tags"))\n'
    project.write("app/main.py", more)
    project.run("update")
    told = json.loads(project.run("translate", "--json").out)
    assert told["locales"]["zh_Hans"]["memory"] == 1
    # Approved for another context is not approved for this one.
    assert states(project) == {"approved": 3, "machine": 1}


def test_init_writes_settings_that_run(project: Project) -> None:
    (project.root / "l10n.toml").unlink()
    assert project.run("init", "--glossary").code == 0
    assert (project.root / "glossary/social.zh-en.csv").exists()
    assert project.run("run", "--engine", "fake").code == 0
    before = (project.root / "l10n.toml").read_bytes()
    assert project.run("init").code == 0
    assert (project.root / "l10n.toml").read_bytes() == before


def test_a_chinese_source_gets_two_english_forms(project: Project) -> None:
    project.write(
        "l10n.toml",
        'source_locale = "zh_Hans"\ntarget_locales = ["en"]\n[[sources]]\nextractor = "python"\n'
        'include = ["app/*.py"]\n[engine]\nname = "fake"\n',
    )
    project.write("app/main.py", 'ngettext("%(n)d 条笔记", "%(n)d 条笔记", n)\n')
    assert project.run("run").code == 0
    text = (project.root / "locales/en/LC_MESSAGES/messages.po").read_text("utf-8")
    assert "nplurals=2" in text
    assert 'msgstr[1] "' in text


def test_captions_become_pairs_in_order_and_twice_the_same(project: Project) -> None:
    posts = Path(__file__).resolve().parents[2] / "examples"
    inputs = [str(posts / "posts.jsonl"), str(posts / "comments.csv")]
    assert project.run("captions", *inputs, "--output", "pairs.jsonl").code == 0
    first = (project.root / "pairs.jsonl").read_bytes()
    rows = [json.loads(line) for line in first.splitlines()]
    # A post in two languages goes both ways.
    assert len({(row["id"], row["to"]) for row in rows}) == len(rows) > 150
    assert {(row["from"], row["to"]) for row in rows} == {("zh", "en"), ("en", "zh")}
    project.run("captions", *inputs, "--output", "pairs.jsonl")
    assert (project.root / "pairs.jsonl").read_bytes() == first
