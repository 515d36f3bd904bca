"""The manual takes a small project of each kind from `git clone` to its first release."""

import gettext
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Project

MANUAL = (Path(__file__).parents[2] / "docs/adopting.md").read_text("utf-8")
HEADER = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"POT-Creation-Date: 2024-01-01\\n"\n'
HEADER += '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'


def _entry(source: str, target: str, above: str = "") -> str:
    return f'\n{above}msgid "{source}"\nmsgstr "{target}"\n'


def _gettext(project: Project) -> None:
    project.write("babel.cfg", "[python: **.py]\n")
    project.write("app/main.py", '_("Save draft")\n_("Log in")\n_("Brand new")\n')
    catalog = HEADER + _entry("Save draft", "保存草稿") + _entry("Log in", "登", "#, fuzzy\n")
    project.write("app/translations/zh_CN/LC_MESSAGES/messages.po", catalog)
    project.write("app/translations/zh_CN/LC_MESSAGES/messages.mo", "made by another tool")


def _django(project: Project) -> None:
    project.write("manage.py", 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n')
    project.write("shop/settings.py", 'LANGUAGE_CODE = "en"\n')
    project.write("shop/views.py", 'from django.utils.translation import gettext as _\n_("Pay")\n')
    template = '{% load i18n %}{% translate "Add to cart" %}\n'
    project.write("shop/templates/cart.html", template)
    catalog = HEADER + _entry("Pay", "付款") + _entry("Add to cart", "加入购物车")
    project.write("shop/locale/zh_CN/LC_MESSAGES/django.po", catalog)


def _i18next(project: Project) -> None:
    project.write("src/a.ts", 't("title"); t("new");\n')
    project.write("locales/en/app.json", '{\n  "title": "Notes",\n  "new": "Brand new"\n}\n')
    project.write("locales/zh-CN/app.json", '{\n    "old": "旧",\n    "title": "笔记"\n}\n')


def _android(project: Project) -> None:
    strings = '<resources>\n    <string name="title">{}</string>\n</resources>\n'
    project.write("app/src/main/res/values/strings.xml", strings.format("Notes"))
    project.write("app/src/main/res/values-zh-rCN/strings.xml", strings.format("笔记"))


def _spoken(path: Path) -> gettext.NullTranslations:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def _gettext_ships(root: Path) -> None:
    found = _spoken(root / "app/translations/zh_CN/LC_MESSAGES/messages.mo")
    said = [found.gettext(text) for text in ("Save draft", "Log in", "Brand new")]
    assert said == ["保存草稿", "Log in", "Brand new"]


def _django_ships(root: Path) -> None:
    found = _spoken(root / "shop/locale/zh_CN/LC_MESSAGES/django.mo")
    assert [found.gettext(text) for text in ("Pay", "Add to cart")] == ["付款", "加入购物车"]


def _i18next_ships(root: Path) -> None:
    text = (root / "locales/zh-CN/app.json").read_text("utf-8")
    assert json.loads(text) == {"old": "旧", "title": "笔记"}


def _android_ships(root: Path) -> None:
    file = root / "app/src/main/res/values-zh-rCN/strings.xml"
    assert '<string name="title">笔记</string>' in file.read_text("utf-8")


KINDS: dict[str, tuple[Callable[[Project], None], Callable[[Path], None]]] = {
    "gettext": (_gettext, _gettext_ships),
    "django": (_django, _django_ships),
    "i18next": (_i18next, _i18next_ships),
    "android": (_android, _android_ships),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_manual_leads_to_a_release(kind: str, project: Project) -> None:
    lay_out, ships = KINDS[kind]
    for path in project.root.iterdir():
        if path.name in {"l10n.toml", "app", "glossary"}:
            _remove(path)
    lay_out(project)
    before, _mark, after = MANUAL.partition(f"<!-- run: {kind} -->\n")
    section = before.rpartition("\n## ")[2]
    if settings := re.search(r"```toml\n(.*?)```", section, re.DOTALL):
        project.write("l10n.toml", settings[1])
    [commands] = re.findall(r"\A```sh\n(.*?)```", after, re.DOTALL)
    for line in commands.strip().split("\n"):
        name, *words = shlex.split(line, comments=True)
        assert name == "l10n"
        done = project.run(*words)
        assert done.code == 0, (line, done.err)
    ships(project.root)
    assert project.run("update", "--check").code == 0


def test_the_manual_runs_a_project_of_each_kind() -> None:
    assert re.findall(r"<!-- run: (\w+) -->", MANUAL) == list(KINDS)


def _remove(path: Path) -> None:
    if path.is_dir():
        for inside in path.iterdir():
            _remove(inside)
        path.rmdir()
    else:
        path.unlink()
