"""Traditional Chinese is a locale of its own: nothing of the two scripts mixes."""

import json

import pytest

from l10n.formats.po import FORMAT as PO
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
