"""People's words before the machine's: what a team approved comes back, told whose it is."""

import json
import zipfile
from typing import Any

import pytest

from l10n.formats.po import FORMAT as PO
from l10n.model import Entry, State
from l10n.store.hypotheses import HypothesisStore
from tests.conftest import SETTINGS, Project

OLD = "Your notes in Rednote are kept for 30 days"
WORDS = "你在 Rednote 的笔记会保留 30 天"


def catalog(project: Project, locale: str = "zh_Hans") -> dict[str, Entry]:
    path = project.root / f"locales/{locale}/LC_MESSAGES/messages.po"
    found = PO.parse(path.read_text("utf-8"), "m.po", locale, "messages")
    return {entry.unit.source[-1]: entry for entry in found.live()}


def approved(project: Project, source: str = OLD, target: str = WORDS) -> None:
    """A project in which Ann approved one sentence."""
    project.write("app/main.py", f"_({source!r})\n")
    project.run("update")
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(text.replace('msgstr ""\n', f'msgstr "{target}"\n'), "utf-8")
    lines = project.catalog.read_text("utf-8").replace(
        f'msgid ""\nmsgstr "{target}"', 'msgid ""\nmsgstr ""'
    )
    project.catalog.write_text(lines, "utf-8")
    assert project.run("approve", "--all-passing", "--reason", "x", "--by", "Ann").code == 0
    assert catalog(project)[source].state is State.APPROVED


def translated(project: Project, source: str, *options: str) -> dict[str, Any]:
    project.write("app/main.py", source)
    assert project.run("update").code == 0
    told: dict[str, Any] = json.loads(project.run("translate", "--json", *options).out)
    return told


CHANGED = {
    # the new source, what is written, why, from where on it is alike
    "another number": (OLD.replace("30", "60"), WORDS.replace("30", "60"), ["adapted"]),
    "a mark at the end": (OLD + ".", WORDS + "。", ["adapted"]),
    "another case": (OLD.lower(), WORDS, ["adapted"]),
    "a renamed product": (OLD.replace("Rednote", "RedNotes"), WORDS, ["near"]),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_near_sentence_of_a_person_is_written_before_the_machine_s(
    project: Project, name: str
) -> None:
    approved(project)
    source, target, why = CHANGED[name]
    told = translated(project, f"_({source!r})\n")
    (offer,) = told["memory"]
    assert (offer["source"], offer["target"], offer["why"]) == ([source], [target], why)
    assert offer["by"].startswith("Ann 20")
    assert 0.9 <= offer["similarity"] < 1
    assert offer["machine"] == [f"译[{source}]"]
    entry = catalog(project)[source]
    assert (entry.state, entry.target) == (State.MACHINE, (target,))
    # The hint stays beside it.
    assert entry.near is not None
    assert (entry.near.source, entry.near.target) == (OLD, WORDS)
    before = project.catalog.read_bytes()
    project.run("update")
    project.run("translate")
    assert project.catalog.read_bytes() == before


def test_what_is_far_is_the_machine_s(project: Project) -> None:
    approved(project)
    told = translated(project, "_('Your notes in Rednote are gone')\n")
    assert (told["memory"], told["locales"]["zh_Hans"]["machine"]) == ([], 1)


def test_words_that_would_break_a_placeable_are_not_written(project: Project) -> None:
    approved(project, "Your notes in %(app)s are kept well", "你的笔记保存得很好 %(app)s")
    source = "Your notes in %(app)s %(n)s are kept well"
    told = translated(project, f"_({source!r})\n")
    assert told["memory"] == []


def test_rejected_words_of_the_memory_make_room_for_the_machine(project: Project) -> None:
    approved(project)
    source = OLD.replace("30", "60")
    translated(project, f"_({source!r})\n")
    assert project.run("reject", source, "--reason", "stiff", "--by", "Bo").code == 0
    told = translated(project, f"_({source!r})\n")
    assert told["memory"] == []
    assert catalog(project)[source].target == (f"译[{source}]",)


def test_an_exact_match_of_another_context_is_offered_with_its_context(project: Project) -> None:
    approved(project, "Open", "打开")
    told = translated(project, "_('Open')\npgettext('door', 'Open')\npgettext('shop', 'Open')\n")
    assert [(o["context"], o["target"], o["why"], o["similarity"]) for o in told["memory"]] == [
        (context, ["打开"], ["another context"], 1) for context in ("door", "shop")
    ]


def test_one_place_s_words_serve_another_s(project: Project) -> None:
    project.write("l10n.toml", SETTINGS.replace('["zh_Hans"]', '["zh_Hans", "zh_TW"]'))
    approved(project, "Open the video of {name}", "打开{name}的视频")
    told = translated(project, "_('Open the video of {name}')\n", "--locale", "zh_TW")
    (offer,) = told["memory"]
    assert (offer["target"], offer["why"]) == (["開啟{name}的影片"], ["another locale: zh_Hans"])


TMX = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US"/><body>
<tu changeid="Bo" changedate="20250102T030405Z">
 <tuv xml:lang="en-US"><seg>Mute words and tags</seg></tuv>
 <tuv xml:lang="zh-CN"><seg>静音词语和标签</seg></tuv>
 <tuv xml:lang="fr"><seg>Masquer</seg></tuv>
</tu></body></tmx>
"""


def test_a_memory_of_another_tool_is_taken_in_and_ours_given_out(project: Project) -> None:
    project.write("old.tmx", TMX)
    taken = project.run("memory", "import", "old.tmx")
    assert taken.code == 0
    assert "zh_Hans: 1 texts." in taken.out
    project.run("update")
    told = json.loads(project.run("translate", "--json").out)
    (offer,) = told["memory"]
    assert (offer["target"], offer["by"]) == (["静音词语和标签"], "Bo 2025-01-02T03:04:05Z")
    assert offer["why"] == ["imported"]
    project.run("approve", "--all-passing", "--reason", "x", "--by", "Ann")
    assert project.run("memory", "export", "-o", "ours.tmx").code == 0
    text = (project.root / "ours.tmx").read_text("utf-8")
    assert 'changeid="Ann"' in text
    assert "<seg>静音词语和标签</seg>" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<tmx/>", "no TMX"),
        ("<xliff/>", "no TMX"),
        ("nothing", "not valid XML"),
        (TMX.replace('"tmx14.dtd"', '"tmx14.dtd" [<!ENTITY a "b">]'), "document type"),
        (TMX.replace("Masquer", "&masquer;"), "entity &masquer;"),
    ],
)
def test_what_is_no_memory_is_refused_in_one_line(project: Project, text: str, said: str) -> None:
    project.write("old.tmx", text)
    told = project.run("memory", "import", "old.tmx")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert said in told.err
    assert not (project.root / "memory").exists()
    project.write("memory/old.tmx", text)
    project.run("update")
    broken = project.run("translate")
    assert (broken.code, said in broken.err) == (2, True)
    assert catalog(project)["Mute words and tags"].state is State.MACHINE


def test_words_that_a_project_uses_throughout_are_preferred_with_the_evidence(
    project: Project,
) -> None:
    acts = {"Print": "打印", "Open": "打开", "Send": "发送", "Delete": "删除", "Use": "使用"}
    project.write("app/main.py", "".join(f"_('{act} the voucher')\n" for act in acts))
    project.run("update")
    text = project.catalog.read_text("utf-8")
    for act, said in acts.items():
        source = f'msgid "{act} the voucher"\nmsgstr '
        text = text.replace(f'{source}""', f'{source}"{said}优惠券"')
    project.catalog.write_text(text, "utf-8")
    assert project.run("approve", "--all-passing", "--reason", "x", "--by", "Ann").code == 0
    told = json.loads(project.run("glossary", "pairs", "--json").out)
    assert ("voucher", "优惠券", 5) in [(p["source"], p["target"], p["count"]) for p in told]
    translated(project, "_('A voucher')\n")
    made = catalog(project)["A voucher"].provenance
    assert made is not None
    with HypothesisStore(project.root / ".l10n/store.sqlite") as store:
        (offer,) = store.offers([made.hash]).values()
    assert [(proof.term, proof.outcome) for proof in offer.evidence] == [("voucher", "missing")]


def test_a_memory_of_weblate_is_offered_with_where_it_is_from_and_approved_by_nobody(
    project: Project,
) -> None:
    words = {"source": OLD, "source_language": "en", "target": WORDS, "target_language": "zh_Hans"}
    item = {**words, "origin": "site/web", "category": 1, "context": "", "status": 0}
    project.write("dump.json", json.dumps([item]))
    done = project.run("memory", "import", "dump.json")
    assert (done.code, "zh_Hans: 1 texts" in done.out) == (0, True)
    assert (project.root / "memory/dump.tmx").exists()
    project.write("l10n.toml", SETTINGS.replace("glossary =", 'memory = ["memory/*"]\nglossary ='))
    told = translated(project, f"_({OLD!r})\n")
    (offer,) = told["memory"]
    assert (offer["target"], offer["why"]) == ([WORDS], ["imported"])
    assert "site/web, pending" in offer["by"]
    assert catalog(project)[OLD].state is State.MACHINE


def test_of_a_zip_what_is_a_memory_is_taken_and_the_rest_named(project: Project) -> None:
    with zipfile.ZipFile(project.root / "build.zip", "w") as archive:
        archive.writestr("zh-CN/app.csv", f"source,target\n{OLD},{WORDS}\n")
        archive.writestr("zh-CN/app.xml", "<resources/>")
        archive.writestr("zh-CN/broken.json", "{")
    done = project.run("memory", "import", "build.zip")
    assert (done.code, "zh_Hans: 1 texts" in done.out) == (2, True)
    assert "1 files (zh-CN/app.xml)" in done.err
    assert "build.zip/zh-CN/broken.json:1" in done.err
    assert WORDS in (project.root / "memory/build.tmx").read_text("utf-8")


def test_a_file_that_names_no_locale_is_asked_about(project: Project) -> None:
    project.write("list.csv", f"source,target\n{OLD},{WORDS}\n")
    refused = project.run("memory", "import", "list.csv")
    assert (refused.code, "--locale" in refused.err) == (2, True)
    assert not (project.root / "memory").exists()
    assert project.run("memory", "import", "list.csv", "--locale", "zh_Hans").code == 0
