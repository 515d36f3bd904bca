"""`l10n model adapt`, whole, on a model as small as the recipe's smoke makes it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the extra that trains is not installed")

import polib
import sentencepiece
import torch

from l10n.engines import argos_package, packages
from l10n.model import Unit
from l10n.project import config
from l10n.training import adapt, examples, export, fit, replay, vocabulary, weights
from l10n.training.batches import Encoder
from l10n.training.fit import Course
from l10n.training.measure import Score
from l10n.training.network import Shape, Translator
from l10n.training.pairs import Said, pairs
from l10n.training.plan import Plan, planned
from l10n.translation import translators
from tests.conftest import Project

WORDS = {
    "photo": "照片", "video": "视频", "reply": "回复", "post": "帖子", "group": "群组",
    "profile": "资料", "message": "消息", "comment": "评论", "file": "文件", "account": "账号",
    "user": "用户", "topic": "话题", "link": "链接", "board": "版块",
}  # fmt: skip
VERBS = {
    "Delete": "删除", "Share": "分享", "Save": "保存", "Open": "打开", "Hide": "隐藏",
    "Report": "举报", "Pin": "置顶", "Edit": "编辑", "Find": "查找",
}  # fmt: skip
FRAMES = [("{v} this {w}", "{v}这个{w}"), ("{v} the {w} of {{name}}", "{v}{{name}}的{w}")]
PAIRS = [
    (en.format(v=verb, w=word), zh.format(v=does, w=term))
    for en, zh in FRAMES
    for verb, does in VERBS.items()
    for word, term in WORDS.items()
]
SETTINGS = 'source_locale = "en"\ntarget_locales = ["zh_Hans"]\nglossary = []\n'
SETTINGS += '[[sources]]\nextractor = "python"\ninclude = ["app/*.py"]\n'


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter that knows its pieces and nothing else."""
    folder = tmp_path_factory.mktemp("tiny")
    pieces = folder / "pieces.model"
    torch.manual_seed(3)
    with pieces.open("wb") as out:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([side for pair in PAIRS for side in pair]),
            model_writer=out,
            vocab_size=160,
            user_defined_symbols=[*(f"⟦{n}⟧" for n in range(8)), "⟦=⟧", "⟦/⟧", "<2zh>", "<2en>"],
            hard_vocab_limit=False,
            normalization_rule_name="identity",
            minloglevel=2,
        )
    size = vocabulary.load(pieces).get_piece_size()
    shape = Shape(size, 64, 2, 128, encoder_layers=1, decoder_layers=1)
    export.write_starter(Translator(shape), pieces, folder / "starter")
    rows = [("ui", f"{en}!", f"{zh}！") for en, zh in PAIRS]
    (folder / "starter" / replay.NAME).write_bytes(replay.packed(rows))
    return folder / "starter"


Adapt = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def team(project: Project, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Adapt]:
    """A project with the tiny starter and so many approved translations; adapts on one thread."""
    course = replace(fit.COURSE, passes=6, replay=0.0, peak=8e-3, pieces=256)
    monkeypatch.setattr(adapt, "COURSE", course)
    monkeypatch.setattr(replay, "HELD_BACK", 5)
    starter = argos_package.both_ways(tiny, "starter")
    monkeypatch.setattr(packages, "starter", lambda: starter)
    monkeypatch.setattr("l10n.engines.probe.sentences", lambda _language: ["Open {}"])
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    project.write("l10n.toml", SETTINGS)

    def run(*options: str, count: int = len(PAIRS)) -> tuple[int, dict[str, Any]]:
        if not project.catalog.exists():
            po = polib.POFile()
            po.metadata = {"Language": "zh_Hans", "Plural-Forms": "nplurals=1; plural=0;"}
            po.extend(polib.POEntry(msgid=en, msgstr=zh) for en, zh in PAIRS[:count])
            project.catalog.parent.mkdir(parents=True)
            po.save(str(project.catalog))
            assert project.run("adopt", "--by", "Ann", "--trust", "unfuzzy").code == 0
        told = project.run("model", "adapt", "--json", *options)
        return told.code, json.loads(told.out) if told.out else {}

    yield run
    torch.set_num_threads(threads)


def in_use(project: Project) -> list[argos_package.Package]:
    return packages.adapted(project.root)


def test_it_learns_is_used_here_alone_tells_where_it_is_from_and_goes_back(
    team: Adapt,
    project: Project,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, told = team("--dry-run")
    assert (code, told["approved"], told["known"]) == (0, 252, 5)
    assert told["pairs"] + told["held_back"] == 252
    assert not in_use(project)

    code, told = team()
    assert (code, told["why"]) == (0, "")
    assert told["after"][0]["chrf"] > told["before"][0]["chrf"] + 1
    [to_zh, to_en] = in_use(project)
    assert (project.root / ".l10n/model/.gitignore").read_text("utf-8") == "*\n"
    listed = json.loads(project.run("model", "list", "--json").out)
    assert [row["origin"] for row in listed] == ["adapted", "adapted", "starter", "starter"]
    card = project.run("model", "info", "en-zh").out
    assert f"pairs: {told['pairs']} of the team's" in card
    assert "seed: 1" in card
    # What translates here, and signs its suggestions so, is this model.
    with translators.opened(config.load(project.root / "l10n.toml")) as opened:
        by = opened.translator("en", "zh_Hans").model
    assert by == f"argos translate-en_zh {to_zh.version} sha256:{to_en.digest()[:16]}"
    assert "+adapted." in to_zh.version
    assert f".pairs{told['pairs']}." in to_zh.version
    # Nobody else's project finds it.
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert packages.find("en", "zh", elsewhere).origin == "starter"

    # One that is worse is not used.
    monkeypatch.setattr(adapt, "fit", lambda *_anything: None)
    code, told = team("--seed", "2")
    assert (code, told["place"]) == (1, None)
    assert "points of chrF from the model in use" in told["why"]
    assert in_use(project)[0].digest() == to_zh.digest()

    assert project.run("model", "remove", "en-zh").code == 0
    assert packages.find("en", "zh", project.root).origin == "starter"
    assert not (project.root / ".l10n/model").exists()


def test_the_same_seed_makes_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    pieces = tiny / "sentencepiece.model"
    said = [Said(Unit((en,)), (zh,), to_zh=True) for en, zh in PAIRS[:40]]
    prepared = list(examples.prepare(pairs(said), {}))

    def made(seed: int) -> bytes:
        model = weights.restored((tiny / "model" / "model.bin").read_bytes(), 0.1)
        fit.fit(model, Encoder(vocabulary.load(pieces)), prepared, prepared, seed, Course(2, 0.5))
        export.write_starter(model, pieces, tmp_path)
        return (tmp_path / "model" / "model.bin").read_bytes()

    first = made(1)
    assert made(1) == first != made(2)
    torch.set_num_threads(threads)


def test_no_sentence_of_what_is_held_back_is_learned(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "starter", lambda: argos_package.both_ways(tiny, "starter"))
    texts = [Said(Unit((f"Open file {n}.",)), (f"打开文件 {n}。",), to_zh=True) for n in range(30)]
    held = next(one for one in texts if one.held_back)
    both = Said(
        Unit((f"Very well done! {held.unit.source[0]}",)),
        (f"干得非常好！{held.target[0]}",),
        to_zh=True,
    )
    assert not both.held_back
    plan = planned([*texts, both])
    assert held in plan.held_back
    learned = {pair.source for pair in plan.pairs}
    assert "Very well done!" in learned
    assert held.unit.source[0] not in learned


def test_too_few_pairs_are_refused(team: Adapt, project: Project) -> None:
    code, told = team(count=150)
    assert (code, told["approved"]) == (1, 150)
    assert "to learn from; an adaptation takes 200." in told["why"]
    assert not (project.root / ".l10n/model").exists()


def test_one_that_is_killed_leaves_what_was_there(
    team: Adapt, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_anything: object) -> None:
        raise KeyboardInterrupt

    def better(plan: Plan, model: Translator, *rest: Any) -> adapt.Outcome:
        _before, folder, share, _tell = rest
        export.write_starter(model, plan.base[0].path / "sentencepiece.model", folder)
        return adapt.Outcome(share, [score(40.0)], [score(50.0)])

    monkeypatch.setattr(adapt, "fit", lambda *_anything: None)
    monkeypatch.setattr(adapt, "_before", lambda *_anything: ([], []))
    monkeypatch.setattr(adapt, "_measured", better)
    assert team()[0] == 0
    [before, _other] = in_use(project)
    monkeypatch.setattr(packages, "use_adapted", killed)
    assert team("--seed", "2")[0] == 130
    assert [one.path for one in in_use(project)] == [before.path, before.path]
    assert before.path.exists()
    assert not list((project.root / ".l10n/model").glob(".l10n-install-*"))


def score(chrf: float, direction: str = "en-zh") -> Score:
    return Score(direction, 100, chrf, 0)


@pytest.mark.parametrize(
    ("after", "known", "why"),
    [
        (41.0, (30.0, 50.0), ""),
        (60.0, (29.0, 49.0), ""),
        (40.9, (30.0, 50.0), "+0.9 points of chrF"),
        (35.0, (30.0, 50.0), "-5.0 points of chrF"),
        (60.0, (28.9, 50.0), "It forgot: on what the starter knew, en-zh fell from 30.0 to 28.9"),
        (60.0, (31.0, 48.9), "It forgot: on what the starter knew, zh-en fell from 50.0 to 48.9"),
    ],
)
def test_it_is_used_if_it_is_better_and_forgot_nothing(
    after: float, known: tuple[float, float], why: str
) -> None:
    outcome = adapt.Outcome(
        1.0,
        [score(40.0)],
        [score(after)],
        [score(30.0), score(50.0, "zh-en")],
        [score(known[0]), score(known[1], "zh-en")],
    )
    told = adapt._why_not(outcome)
    assert why in told
    assert bool(told) == bool(why)
