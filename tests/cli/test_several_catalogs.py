"""A project with several catalogs: each has its sources, its units and its release."""

import json

import pytest

from tests.conftest import Project

SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans", "fr"]
release = "locale"
formats = ["mo"]

[[catalogs]]
domain = "server"
path = "locale/{locale}/LC_MESSAGES/{domain}.po"

[[catalogs.sources]]
extractor = "python"
include = ["server/*.py"]

[[catalogs]]
domain = "client"
path = "locale/{locale}/LC_MESSAGES/{domain}.po"
release = "static"
formats = ["i18next"]

[[catalogs.sources]]
extractor = "python"
include = ["client/*.py"]

[engine]
name = "fake"
"""


@pytest.fixture
def shop(project: Project) -> Project:
    project.write("l10n.toml", SETTINGS)
    project.write("server/a.py", '_("Save")\n_("Order placed")\n')
    project.write("client/a.py", '_("Save")\n_("Add to cart")\n')
    return project


def _units(shop: Project, state: str) -> list[tuple[str, str]]:
    told = json.loads(shop.run("status", "--list", state, "--json").out)
    return sorted((unit["locale"], unit["source"][0]) for unit in told["units"])


def test_each_catalog_holds_the_units_of_its_sources(shop: Project) -> None:
    done = shop.run("update", "--json")
    assert (done.code, list(json.loads(done.out)["locales"])) == (
        0,
        ["zh_Hans", "fr", "zh_Hans/client", "fr/client"],
    )
    server = (shop.root / "locale/zh_Hans/LC_MESSAGES/server.po").read_text("utf-8")
    client = (shop.root / "locale/fr/LC_MESSAGES/client.po").read_text("utf-8")
    assert "Order placed" in server
    assert "Add to cart" not in server
    assert "Add to cart" in client
    assert shop.run("update", "--check").code == 0


def test_the_same_words_in_two_catalogs_are_two_units(shop: Project) -> None:
    shop.run("translate")
    shop.run("update")
    told = json.loads(shop.run("status", "--list", "untranslated", "--json").out)
    saves = {unit["id"] for unit in told["units"] if unit["source"] == ["Save"]}
    assert len(saves) == 2
    path = shop.root / "locale/zh_Hans/LC_MESSAGES/client.po"
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgid "Save"\nmsgstr ""', 'msgid "Save"\nmsgstr "存"'), "utf-8")
    assert shop.run("sync").code == 0
    assert shop.run("sync").code == 0
    assert _units(shop, "suggested") == [("zh_Hans", "Save")]
    assert shop.run("approve", "--all-passing", "--reason", "read").code == 0
    assert shop.run("sync").code == 0
    assert _units(shop, "approved") == [("zh_Hans", "Save")]


def test_each_goes_into_its_own_release(shop: Project) -> None:
    assert shop.run("run").code == 0
    assert shop.run("approve", "--origin", "machine", "--reason", "read", "-l", "zh_Hans").code == 0
    done = json.loads(shop.run("compile", "--json").out)
    assert [path.rpartition("/")[2] for path in done["folders"]] == ["locale", "static"]
    assert (shop.root / "locale/zh_Hans/LC_MESSAGES/server.mo").exists()
    assert not (shop.root / "locale/zh_Hans/LC_MESSAGES/client.mo").exists()
    shipped = json.loads((shop.root / "static/zh_Hans/client.json").read_text("utf-8"))
    assert set(shipped) == {"Save", "Add to cart"}
    assert shop.run("compile").code == 0


def test_a_language_that_no_machine_speaks_is_left_to_people(shop: Project) -> None:
    shop.write("l10n.toml", SETTINGS.replace('name = "fake"', 'name = "argos"'))
    shop.run("update")
    done = shop.run("translate", "-l", "fr")
    assert done.code == 0
    assert "fr" in done.err


def test_status_has_a_row_for_each_catalog_by_its_name(shop: Project) -> None:
    shop.run("update")
    shown = shop.run("status").out
    names = ["zh_Hans", "fr", "zh_Hans/client", "fr/client"]
    rows = [line.split()[0] for line in shown.splitlines() if line.strip()]
    assert [row for row in rows if row in names] == names
    assert "outdated" not in shown  # what no catalog has takes no room


def test_sync_tells_of_each_catalog_by_its_name(shop: Project) -> None:
    shop.run("update")
    names = [row["name"] for row in json.loads(shop.run("sync", "--json").out)["catalogs"]]
    assert names == ["zh_Hans", "fr", "zh_Hans/client", "fr/client"]
    assert "zh_Hans/client" in shop.run("sync").out


def test_what_is_approved_in_one_catalog_is_remembered_in_the_others(shop: Project) -> None:
    assert shop.run("update").code == 0
    path = shop.root / "locale/zh_Hans/LC_MESSAGES/server.po"
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgid "Save"\nmsgstr ""', 'msgid "Save"\nmsgstr "存好"'), "utf-8")
    # The other catalog's is empty.
    told = shop.run("approve", "Save", "-l", "zh_Hans", "--by", "Ann")
    assert told.out == "1 approved, 1 refused.\n"
    assert shop.run("translate", "-l", "zh_Hans").code == 0
    client = (shop.root / "locale/zh_Hans/LC_MESSAGES/client.po").read_text("utf-8")
    entry = client[: client.index('msgid "Save"')].rpartition("\n\n")[2]
    assert 'msgid "Save"\nmsgstr "存好"' in client
    # For a person to read: it was approved elsewhere, and not here.
    assert (" tm " in entry, "fuzzy" in entry, "@approved" in entry) == (True, True, False)
