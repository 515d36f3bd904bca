"""Traditional Chinese is a locale of its own: nothing of the two scripts mixes."""

import gettext
import json

import pytest

from l10n.formats.po import FORMAT as PO
from l10n.model import Entry, State
from l10n.text.chinese import place_of, strangers
from tests.conftest import SETTINGS, Project

SOURCES = """\
_("关注 {name} 的视频")
ngettext("%(num)d 个文件", "%(num)d 个文件", 2)
_("点击“设置”")
"""
TARGETS = {
    "zh_TW": ["關注 {name} 的影片", "%(num)d 個檔案", "點選「設定」"],
    "zh_Hant": ["關注 {name} 的影片", "%(num)d 個檔案", "點選「設定」"],
    "zh_HK": ["關注 {name} 的影片", "%(num)d 個檔案", "點擊「設定」"],
}


def targets(project: Project, locale: str) -> list[str]:
    text = (project.root / f"locales/{locale}/LC_MESSAGES/messages.po").read_text("utf-8")
    return [e.target[0] for e in PO.parse(text, "m.po", locale, "messages").live()]


def test_simplified_sources_become_those_of_each_place_without_an_engine(project: Project) -> None:
    settings = SETTINGS.replace('"en"', '"zh_Hans"').replace('["zh_Hans"]', str(list(TARGETS)))
    project.write("l10n.toml", settings.replace('"fake"', '"libretranslate"'))
    project.write("app/main.py", SOURCES)
    assert project.run("run").code == 0
    assert {locale: targets(project, locale) for locale in TARGETS} == TARGETS
    assert json.loads(project.run("check", "--strict", "--json").out) == []


@pytest.mark.parametrize(
    ("locale", "words", "word"),
    [("zh_Hans", "開啟這篇筆記", "筆記"), ("zh_TW", "打开这篇笔记", "笔记")],
)
def test_words_of_the_other_script_are_not_approved(
    project: Project, locale: str, words: str, word: str
) -> None:
    project.write("l10n.toml", SETTINGS.replace("zh_Hans", locale))
    project.write("app/main.py", "_('Open the note')\n")
    project.run("update")
    path = project.root / f"locales/{locale}/LC_MESSAGES/messages.po"
    text = path.read_text("utf-8")
    path.write_text(text.replace('note"\nmsgstr ""', f'note"\nmsgstr "{words}"'), encoding="utf-8")
    told = project.run("approve", "--all-passing", "--reason", "x", "--by", "Ann")
    assert "0 approved, 1 refused" in told.out
    assert word in told.out + told.err


CODE = """\
_("Open the settings")
_("Upload a video of %(name)s")
_("Search all files")
_("Send the message")
"""
SIDE_BY_SIDE = {
    "zh_CN": {
        "Open the settings": "打开设置",
        "Upload a video of %(name)s": "上传%(name)s的视频",
        "Search all files": "搜索全部文件",
    },
    "zh_TW": {"Open the settings": "開啟設定", "Send the message": "送出訊息"},
}


def catalog_text(texts: dict[str, str]) -> str:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (
        f'\n#: app/main.py:1\nmsgid "{source}"\nmsgstr "{target}"\n'
        for source, target in texts.items()
    )
    return head + "".join(entries)


def side_by_side(project: Project, locale: str) -> dict[str, Entry]:
    path = project.root / f"locale/{locale}/LC_MESSAGES/app.po"
    found = PO.parse(path.read_text("utf-8"), "app.po", locale, "app")
    return {entry.unit.source[0]: entry for entry in found.live()}


def test_two_places_side_by_side_come_in_are_kept_up_and_never_mix(project: Project) -> None:
    (project.root / "l10n.toml").unlink()
    project.write("babel.cfg", "[python: app/**.py]\n")
    project.write("app/main.py", CODE)
    for locale, texts in SIDE_BY_SIDE.items():
        project.write(f"locale/{locale}/LC_MESSAGES/app.po", catalog_text(texts))
    assert project.run("init").code == 0
    for again in range(2):
        assert project.run("adopt", "--by", "Ann").code == 0, again
        assert project.run("update").code == 0
    told = json.loads(project.run("translate", "--engine", "fake", "--json").out)
    # What one place alone had comes to the other in its own words.
    assert {(o["locale"], o["target"][0], o["why"][0]) for o in told["memory"]} == {
        ("zh_TW", "上傳%(name)s的影片", "another locale: zh_CN"),
        ("zh_TW", "搜尋全部檔案", "another locale: zh_CN"),
        ("zh_CN", "送出消息", "another locale: zh_TW"),
    }
    for locale, texts in SIDE_BY_SIDE.items():
        entries = side_by_side(project, locale)
        held = {s: e.target[0] for s, e in entries.items() if e.state is State.APPROVED}
        assert held == texts
        place = place_of(locale)
        assert place is not None
        assert [strangers(e.target[0], place) for e in entries.values()] == [[]] * 4
    assert json.loads(project.run("check", "--json").out) == []
    assert project.run("compile").code == 0
    shipped = {
        locale: gettext.translation("app", project.root / "locale", [locale]).gettext
        for locale in SIDE_BY_SIDE
    }
    for locale, texts in SIDE_BY_SIDE.items():
        for source in side_by_side(project, locale):
            # What nobody approved is the source, and not the other place's words.
            assert shipped[locale](source) == texts.get(source, source)
    (manifest,) = project.root.glob("*.manifest.json")
    facts = json.loads(manifest.read_text("utf-8"))["locales"]
    assert {locale: facts[locale]["fallback"] for locale in SIDE_BY_SIDE} == {
        "zh_CN": [],
        "zh_TW": [],
    }
