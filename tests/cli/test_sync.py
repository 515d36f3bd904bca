"""`l10n sync`: catalogs, store and caption pairs, from the command line."""

import json

from tests.conftest import Project

POSTS = '{"id": "p1", "body": "Hello there", "author": "Ann", "views": 9}\n'
GOOD = "静音词语和标签"
MACHINE = "静音译[words and tags]"


def test_catalog_and_store_come_in_step_and_a_second_run_does_nothing(project: Project) -> None:
    project.run("run")
    done = project.run("sync", "--json")
    assert done.code == 0
    [catalog] = json.loads(done.out)["catalogs"]
    assert (catalog["locale"], catalog["added"]) == ("zh_Hans", 3)
    before = project.catalog.read_bytes()
    [again] = json.loads(project.run("sync", "--json").out)["catalogs"]
    assert {name: count for name, count in again.items() if count} == {
        "locale": "zh_Hans",
        "name": "zh_Hans",
    }
    assert project.catalog.read_bytes() == before


def test_pairs_of_captions_reach_the_store(project: Project) -> None:
    project.run("run")
    project.write("posts.jsonl", POSTS)
    assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    done = project.run("sync", "pairs.jsonl", "--json")
    assert done.code == 0
    [taken] = json.loads(done.out)["pairs"]
    assert (taken["added"], taken["suggested"]) == (1, 1)


def test_a_bad_line_is_told_with_its_place_and_the_table_with_the_rest(project: Project) -> None:
    project.write("pairs.jsonl", '{"id": 1}\n')
    done = project.run("sync", "pairs.jsonl")
    assert done.code == 2
    assert "pairs.jsonl:1" in done.err
    assert "Captions" in done.out


def test_the_store_can_stand_elsewhere(project: Project) -> None:
    project.run("run")
    assert project.run("sync", "--database", "elsewhere.sqlite").code == 0
    assert (project.root / "elsewhere.sqlite").exists()
    assert not (project.root / ".l10n/review.sqlite").exists()


def test_a_broken_catalog_is_named_and_the_pairs_go_on(project: Project) -> None:
    project.run("run")
    project.catalog.write_text('msgid "x\n', "utf-8")
    done = project.run("sync")
    assert done.code == 2
    assert "messages.po:1" in done.err


def test_an_unknown_locale_is_refused(project: Project) -> None:
    assert project.run("sync", "-l", "de").code == 2


def test_a_teams_catalog_is_adopted_first_and_nothing_of_it_is_a_suggestion_of_nobody(
    project: Project,
) -> None:
    """Words and guesses of before are told apart by `adopt`; a sync says so and takes none."""
    entries = (
        'msgid "Mute words and tags"\nmsgstr "静音词语"\n\n#, fuzzy\nmsgid "Log in"\nmsgstr "登"\n'
    )
    project.write("locales/zh_Hans/LC_MESSAGES/messages.po", entries)
    refused = project.run("sync")
    assert (refused.code, "2 translations here came from elsewhere" in refused.err) == (2, True)
    assert "l10n adopt" in refused.err
    assert project.catalog.read_text("utf-8") == entries
    assert project.run("adopt", "--by", "Wei").code == 0
    assert project.run("sync").code == 0
