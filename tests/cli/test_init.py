"""`l10n init`: what is there is shown and written once; what people wrote stays theirs."""

import json
from pathlib import Path

import pytest

from l10n.moderation import lists
from l10n.project import config
from tests.conftest import SETTINGS, Project

PO = 'msgid "Mute words and tags"\nmsgstr "{}"\n'
MOZILLA = '[[paths]]\nreference = "en/*.ftl"\nl10n = "{locale}/*.ftl"\n'


@pytest.fixture
def team(project: Project) -> Project:
    """A project with a team's catalogs and no settings."""
    (project.root / "l10n.toml").unlink()
    project.write("app/locale/zh_CN/LC_MESSAGES/app.po", PO.format("静音"))
    project.write("app/locale/fr/LC_MESSAGES/app.po", PO.format("Masquer"))
    return project


def test_a_teams_catalogs_are_the_projects(team: Project) -> None:
    done = team.run("init")
    assert (done.code, "Next: `l10n adopt`" in done.out) == (0, True)
    settings = (team.root / "l10n.toml").read_text("utf-8")
    assert 'target_locales = ["zh_CN", "fr"]' in settings
    assert team.run("update", "--as-suggestions").code == 0
    assert not (team.root / "locales").exists()


def test_a_dry_run_writes_nothing_and_prints_all(team: Project) -> None:
    before = sorted(team.root.rglob("*"))
    done = team.run("init", "--dry-run", "--glossary")
    assert (done.code, sorted(team.root.rglob("*"))) == (0, before)
    printed = done.out[done.out.index("source_locale") - 100 :]
    assert 'catalogs = "app/locale/{locale}/LC_MESSAGES/{domain}.po"' in printed
    told = json.loads(team.run("init", "--dry-run", "--json").out)
    assert (told["settings"] in printed, told["written"]) == (True, False)
    assert [one["locales"] for one in told["catalogs"]] == [["zh_CN", "fr"]]
    team.run("init")
    assert (team.root / "l10n.toml").read_text("utf-8") == told["settings"]


def test_what_a_person_says_comes_before_what_is_found(team: Project) -> None:
    assert team.run("init", "--source", "de", "--target", "zh_CN").code == 0
    settings = (team.root / "l10n.toml").read_text("utf-8")
    assert settings.startswith('source_locale = "de"\ntarget_locales = ["zh_CN"]\n')


@pytest.mark.parametrize("arguments", [["--source", "xx_yy"], ["--target", "nonsense"]])
def test_a_locale_that_is_none_leaves_no_file(team: Project, arguments: list[str]) -> None:
    done = team.run("init", *arguments)
    assert (done.code, "CLDR" in done.err) == (2, True)
    assert not (team.root / "l10n.toml").exists()


def test_a_second_run_offers_what_is_new_and_leaves_the_file(team: Project) -> None:
    team.run("init")
    own = "# ours\n" + (team.root / "l10n.toml").read_text("utf-8")
    team.write("l10n.toml", own)
    again = team.run("init")
    assert (again.code, "nothing is new" in again.out) == (0, True)
    team.write("app/locale/de/LC_MESSAGES/app.po", PO.format("Stumm"))
    team.write("web/locale/de/LC_MESSAGES/web.po", PO.format("Stumm"))
    team.write("web/a.py", "")
    team.write("app/templates/a.html", '{{ _("Save") }}')
    news = team.run("init")
    assert news.code == 0
    assert "New locales, for target_locales: de" in news.out
    assert '[[catalogs]]\ndomain = "web"' in news.out
    assert "[[sources]]\n# A guess" in news.out
    assert "move `domain` and `catalogs`" in news.out
    assert (team.root / "l10n.toml").read_text("utf-8") == own
    told = json.loads(team.run("init", "--json").out)
    assert (told["new_locales"], told["settings"] in news.out) == (["de"], True)


def test_news_of_a_project_of_several_catalogs_say_whose_they_are(team: Project) -> None:
    team.write("web/locale/fr/LC_MESSAGES/web.po", PO.format("Masquer"))
    team.write("web/a.py", "")
    team.run("init")
    assert "nothing is new" in team.run("init").out
    team.write("web/templates/a.html", '{{ _("Save") }}')
    news = team.run("init").out
    assert "# For the catalogs of web:\n[[catalogs.sources]]" in news
    assert "move `domain`" not in news


def test_settings_in_pyproject_are_the_settings(team: Project) -> None:
    lines = SETTINGS.split("\n[[sources]]")[0]
    team.write("pyproject.toml", f"[tool.l10n]\n{lines}")
    done = team.run("init")
    assert (done.code, "pyproject.toml was left as it is" in done.out) == (0, True)
    assert not (team.root / "l10n.toml").exists()


def test_what_can_not_be_read_yet_is_named_and_no_second_home_is_made(team: Project) -> None:
    for path in team.root.glob("app/locale/*/LC_MESSAGES/app.po"):
        path.unlink()
    team.write("app/res/values/strings.xml", "<resources/>")
    team.write("app/res/values-zh-rCN/strings.xml", "<resources/>")
    done = team.run("init")
    assert (done.code, "there is no text in" in " ".join(done.out.split())) == (2, True)
    assert "`l10n init --fresh`" in done.err
    assert not (team.root / "l10n.toml").exists()
    assert json.loads(team.run("init", "--json").out)["written"] is False
    assert team.run("init", "--fresh").code == 0
    assert team.run("update").code == 0
    assert (team.root / "locales/zh_Hans/LC_MESSAGES/messages.po").exists()


def test_mozillas_file_is_known_and_ours_may_have_another_name(team: Project) -> None:
    team.write("l10n.toml", MOZILLA)
    for arguments in (["init"], ["status"], ["update"]):
        refused = team.run(*arguments)
        assert refused.code == 2
        assert "l10n.toml: This is an l10n.toml of Mozilla's" in refused.err
        assert "--config" in refused.err
    assert json.loads(team.run("init", "--json").out)["written"] is False
    assert team.run("--config", "ours.toml", "init").code == 0
    assert (team.root / "l10n.toml").read_text("utf-8") == MOZILLA
    assert team.run("--config", "ours.toml", "status").code == 0
    refused = team.run("--config", "l10n.toml", "status")
    assert (refused.code, "Mozilla" in refused.err) == (2, True)
    assert "nothing is new" in team.run("--config", "ours.toml", "init").out


def test_mozillas_file_does_not_hide_ours_beside_or_above(team: Project) -> None:
    team.write("in/l10n.toml", MOZILLA)
    team.write("l10n.toml", SETTINGS)
    assert team.run("-C", "in", "extract").code == 0
    team.write("in/pyproject.toml", f"[tool.l10n]\n{SETTINGS.split('[[')[0]}")
    told = team.run("-C", "in", "init")
    assert (told.code, "pyproject.toml" in told.out) == (0, True)


def test_the_environment_names_the_settings_for_commands_and_hook(
    team: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from l10n import hook

    team.write("conf/l10n.one.toml", SETTINGS.replace('"app/', '"../app/'))
    monkeypatch.setenv("L10N_CONFIG", "conf/l10n.one.toml")
    assert team.run("update").code == 0
    assert (team.root / "conf/locales/zh_Hans/LC_MESSAGES/messages.po").exists()
    monkeypatch.setattr("sys.argv", ["l10n-hook", "extract-check"])
    with pytest.raises(SystemExit) as stop:
        hook.main()
    assert (stop.value.code, capsys.readouterr().out) == (0, "")
    # What is said on the command line counts more.
    team.write("l10n.toml", SETTINGS.replace("zh_Hans", "de"))
    assert "de" in team.run("--config", "l10n.toml", "status").out


@pytest.mark.parametrize("named", ["nowhere.toml", "app", "no/such/folder/x.toml"])
def test_a_settings_file_that_is_none_is_said_in_one_line(team: Project, named: str) -> None:
    done = team.run("--config", named, "status")
    assert (done.code, done.err.count("\n"), named in done.err) == (2, 1, True)


@pytest.mark.parametrize("named", ["app", "no/such/folder/x.toml"])
def test_init_makes_no_folders_for_settings(team: Project, named: str) -> None:
    done = team.run("--config", named, "init")
    assert (done.code, (team.root / "no").exists()) == (2, False)
    assert done.err.startswith("error: ")


def test_the_settings_of_a_chinese_project_go_to_english(project: Project) -> None:
    (project.root / "l10n.toml").unlink()
    assert project.run("init", "--source", "zh_Hans", "--domain", "app").code == 0
    settings = (project.root / "l10n.toml").read_text("utf-8")
    assert 'target_locales = ["en"]\n' in settings
    assert 'domain = "app"\n' in settings


def test_lists_of_sensitive_terms_come_along_and_are_named(team: Project) -> None:
    assert team.run("init", "--moderation").code == 0
    assert len(lists.load(config.load(team.root / "l10n.toml")).entries) > 100


def test_a_glossary_comes_along_and_replaces_none(team: Project) -> None:
    mine = team.write("glossary/social.zh-en.csv", "mine")
    assert team.run("init", "--glossary").code == 0
    assert mine.read_text() == "mine"
    assert Path(team.root / "glossary/social.en-zh.csv").exists()
