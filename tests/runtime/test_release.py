"""An app speaks a release, and the next one once it is there."""

import gettext
import json
import shutil
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from l10n.release.publish import use
from l10n.runtime import Release, ReleaseError
from tests.conftest import SETTINGS
from tests.release.project import started

MUTE, NOTE = "Mute words and tags", ("%(n)d note", "%(n)d notes")
CODE = """\
from gettext import gettext as _, ngettext, pgettext, npgettext

_("Mute words and tags")
_("Later")
ngettext("%(n)d note", "%(n)d notes", 3)
pgettext("menu", "Open")
npgettext("menu", "%(n)d tab", "%(n)d tabs", 3)
"""
LOCALES = '["zh_Hans", "zh_Hant", "zh_Hant_HK", "fr"]'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: in the second `Later` is approved in zh_Hans, and `Mute …` is not."""
    made = started(tmp_path_factory.mktemp("built"))
    made.write("l10n.toml", SETTINGS.replace('["zh_Hans"]', LOCALES))
    made.write("app/main.py", CODE)
    assert made.run("run").code == 0
    approve = ("approve", "--by", "Ann", "--reason", "x", "-y", "--all-passing")
    assert made.run(*approve, "--origin", "machine").code == 0
    made.run("reject", "Later", "--by", "Ann", "--reason", "no", "--locale", "zh_Hans")
    made.run("reject", MUTE, "--by", "Ann", "--reason", "no", "--locale", "zh_Hant_HK")
    assert made.run("release").code == 0
    made.run("reject", MUTE, "--by", "Ann", "--reason", "no", "--locale", "zh_Hans")
    assert made.run("release").code == 0
    return made.root / "build/releases"


@pytest.fixture
def releases(built: Path, tmp_path: Path) -> Path:
    """The releases, with `latest` at the first."""
    folder = tmp_path / "releases"
    shutil.copytree(built, folder, symlinks=True)
    use(folder, names(folder)[0])
    return folder


def names(releases: Path) -> list[str]:
    """The two releases in their order."""
    folders = [p for p in releases.iterdir() if p.is_dir() and not p.is_symlink()]
    return [p.name for p in sorted(folders, key=lambda p: MUTE not in strings(p))]


def strings(folder: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((folder / "zh_Hans/messages.json").read_bytes())
    return found


def test_it_says_what_gettext_says(releases: Path) -> None:
    release = Release(releases / "latest")
    for locale in ("zh_Hans", "zh_Hant", "fr"):
        theirs = gettext.translation("messages", releases / "latest", [locale])
        ours = release.translations(locale)
        assert ours.gettext(MUTE) == theirs.gettext(MUTE) != MUTE or locale == "fr"
        assert ours.pgettext("menu", "Open") == theirs.pgettext("menu", "Open")
        for number in (0, 1, 2, 5):
            assert ours.ngettext(*NOTE, number) == theirs.ngettext(*NOTE, number)
            tabs = ("menu", "%(n)d tab", "%(n)d tabs", number)
            assert ours.npgettext(*tabs) == theirs.npgettext(*tabs)
        assert ours.info() == theirs.info()
    assert release.locales == ("fr", "zh_Hans", "zh_Hant", "zh_Hant_HK")
    assert release.translations("zh").gettext("") == ""


def test_what_a_locale_has_no_words_for_comes_from_the_next_on_the_way(releases: Path) -> None:
    release = Release(releases / "latest")
    hong_kong, taiwan = release.translations("zh_HK"), release.translations("zh_TW")
    assert hong_kong.gettext(MUTE) == taiwan.gettext(MUTE) != MUTE
    assert release.missing() == []
    english = release.translations("en_GB")
    assert (english.gettext(MUTE), english.ngettext(*NOTE, 1)) == (MUTE, NOTE[0])
    assert release.missing() == []


def test_what_is_missing_is_counted_from_all_threads(releases: Path) -> None:
    release = Release(releases / "latest")

    def ask() -> None:
        words = release.translations("zh_CN")
        for _time in range(500):
            assert words.gettext("Later") == "Later"
            assert words.npgettext("shop", "one", "many", 2) == "many"

    threads = [threading.Thread(target=ask) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = {(m.locale, m.context, m.message): m.count for m in release.missing()}
    assert counted == {("zh_CN", "", "Later"): 2000, ("zh_CN", "shop", "one"): 2000}
    release.forget_missing()
    assert release.missing() == []


def test_who_asks_for_a_text_of_their_own_each_time_fills_no_memory(releases: Path) -> None:
    release = Release(releases / "latest")
    words = release.translations("fr")
    for number in range(10_050):
        words.gettext(f"hostile {number}")
    assert len(release.missing()) == 10_000


def test_words_that_are_held_follow_the_next_release_and_the_way_back(releases: Path) -> None:
    first, second = names(releases)
    release = Release(releases / "latest", check_every=0)
    words = release.translations("zh_CN")
    said = words.gettext(MUTE)
    assert (said != MUTE, release.name) == (True, first)
    use(releases, second)
    assert (words.gettext(MUTE), release.name) == (MUTE, second)
    use(releases, first)
    assert words.gettext(MUTE) == said


def test_it_looks_no_more_often_than_it_is_told(releases: Path) -> None:
    first, second = names(releases)
    release = Release(releases / "latest", check_every=3600)
    use(releases, second)
    assert release.name == first
    assert release.refresh() is True
    assert (release.name, release.refresh()) == (second, False)


def cut_short(folder: Path) -> None:
    """A catalog that lost its end, in a release that was made of it so."""
    name = "fr/LC_MESSAGES/messages.mo"
    left = (folder / name).read_bytes()[:30]
    (folder / name).write_bytes(left)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["files"][name]["sha256"] = sha256(left).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


BROKEN: dict[str, Callable[[Path], object]] = {
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "half a manifest": lambda folder: (folder / "manifest.json").write_text('{"format": "l10n-rel'),
    "a deep manifest": lambda folder: (folder / "manifest.json").write_text("[" * 100_000),
    "another format": lambda folder: (folder / "manifest.json").write_text('{"format": "x"}'),
    "a catalog that is gone": lambda folder: (folder / "fr/LC_MESSAGES/messages.mo").unlink(),
    "a catalog that is changed": lambda folder: (folder / "fr/LC_MESSAGES/messages.mo").write_bytes(
        b"x"
    ),
    "a catalog that was cut short before": cut_short,
    "nothing at all": shutil.rmtree,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_release_that_is_not_whole_is_left_alone(releases: Path, name: str) -> None:
    first, second = names(releases)
    release = Release(releases / "latest", check_every=0)
    words = release.translations("zh_CN")
    said = words.gettext(MUTE)
    whole = releases / "kept"
    shutil.copytree(releases / second, whole)
    use(releases, second)
    BROKEN[name](releases / second)
    assert (words.gettext(MUTE), release.name) == (said, first)
    assert str(releases) in str(release.error)
    with pytest.raises(ReleaseError):
        Release(releases / "latest")
    shutil.rmtree(releases / second, ignore_errors=True)
    whole.rename(releases / second)
    assert (words.gettext(MUTE), release.error) == (MUTE, None)


def test_many_threads_read_while_releases_change(releases: Path) -> None:
    first, second = names(releases)
    release = Release(releases / "latest", check_every=0)
    said = {release.translations("zh_CN").gettext(MUTE), MUTE}
    ended = threading.Event()
    heard: list[set[str]] = []

    def ask() -> None:
        words = release.translations("zh_CN")
        mine = set()
        while not ended.is_set():
            mine.add(words.gettext(MUTE))
        heard.append(mine)

    threads = [threading.Thread(target=ask) for _number in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(20):
        use(releases, (second, first)[turn % 2])
        release.refresh()
    ended.set()
    for thread in threads:
        thread.join()
    assert len(heard) == 3
    assert set().union(*heard) <= said
    assert release.error is None


def test_the_manifest_in_one_place_may_change_too(releases: Path) -> None:
    """Where a deployment copies a release over the former one, the manifest last."""
    first, second = names(releases)
    place = releases.parent / "deployed"
    shutil.copytree(releases / first, place)
    release = Release(place, check_every=0)
    assert release.translations("zh_CN").gettext(MUTE) != MUTE
    for path in sorted((releases / second).rglob("*"), key=lambda p: p.name == "manifest.json"):
        if path.is_file():
            new = place / path.relative_to(releases / second)
            Path(shutil.copy(path, f"{new}.new")).replace(new)
            assert release.translations("zh_CN").gettext("Later") == "Later"
    assert (release.translations("zh_CN").gettext(MUTE), release.error) == (MUTE, None)


def test_a_browser_is_answered_in_a_language_that_there_is(releases: Path) -> None:
    release = Release(releases / "latest")
    assert release.accepted("zh-CN,zh;q=0.9,en;q=0.8") == "zh-CN"
    assert release.accepted("de,fr-CH;q=0.9,en;q=0.8") == "fr-CH"
    assert release.accepted("en-US,zh-CN;q=0.9") == "en"
    assert release.accepted("de") == "en"
    assert release.accepted("") == "en"


def test_a_release_without_mo_says_what_to_do(releases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    shutil.copytree(releases / names(releases)[0], folder)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["files"] = {n: f for n, f in manifest["files"].items() if f.get("format") != "mo"}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(ReleaseError, match=r'no \.mo; say formats = \["mo"'):
        Release(folder)
