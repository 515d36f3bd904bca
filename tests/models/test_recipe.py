import json
import lzma
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

from argostranslate import package, translate

from l10n.engines import argos_package, package_files
from models import corpus as corpora
from models import recipe

WORDS = {
    "photo": "照片",
    "video": "视频",
    "reply": "回复",
    "post": "帖子",
    "group": "群组",
    "profile": "资料",
    "message": "消息",
    "comment": "评论",
    "file": "文件",
    "account": "账号",
}
FRAMES = [
    ("Delete this {}", "删除这个{}"),
    ("Share the {} with {{name}}", "与{{name}}分享{}"),
    ("Your {} was saved.", "你的{}已保存。"),
    ("I like this {} a lot!", "我很喜欢这个{}！"),
    ("Open {} settings", "打开{}设置"),
    ("%d new {}s", "%d 个新{}"),
]


def rows(domain: str, source: str) -> list[str]:
    return [
        f"{domain}\t{source}\tMIT\t{en.format(word)}\t{zh.format(term)}\n"
        for en, zh in FRAMES
        for word, term in WORDS.items()
    ]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "authored").mkdir(parents=True)
    entries = [f"dict\td\tCC0-1.0\t{en}\t{zh}\n" for en, zh in WORDS.items()]
    with lzma.open(folder / "train.tsv.xz", "wt", encoding="utf-8") as out:
        out.writelines(rows("ui", "app") + rows("talk", "chat") + entries)
    with lzma.open(folder / "dev.tsv.xz", "wt", encoding="utf-8") as out:
        out.write("ui\tother\tMIT\tHide the {n} photo\t隐藏{n}照片\n")
    (folder / "authored" / "a.tsv").write_text(
        "".join(rows("social", "authored-a")), encoding="utf-8"
    )
    return folder


@pytest.mark.slow
@pytest.mark.usefixtures("argos")
def test_the_recipe_makes_a_starter_that_argos_installs_and_runs(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipe, "SMOKE_EVERY", 1)
    # Sixty steps learn the little corpus, and nothing of the many rows that come with the recipe.
    monkeypatch.setattr(corpora, "own_rows", lambda: iter(()))
    recipe.main(["smoke", "--corpus", str(corpus), "--work", str(tmp_path / "work")])

    figures = json.loads((tmp_path / "work" / "figures.json").read_text(encoding="utf-8"))
    assert {row["direction"] for row in figures["quality"]} == {"en-zh", "zh-en"}
    for way in argos_package.both_ways(tmp_path / "work" / "starter", "starter"):
        file = tmp_path / package_files.file_name(way)
        package_files.write(way, file)
        package.install_from_path(file)
    assert translate.translate("Delete this photo", "en", "zh")
    assert translate.translate("删除这个照片", "zh", "en")
