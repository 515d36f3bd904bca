"""The engines that are servers, against a stub on loopback that answers well and badly."""

import json
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest

from l10n.engines import libretranslate, openai
from l10n.engines.interface import Request
from l10n.errors import ConfigError, EngineError
from tests.conftest import SETTINGS, Project
from tests.servers import Handler, serving

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


class Stub(Handler):
    answer: ClassVar[Answer]
    requests: ClassVar[list[dict[str, Any]]] = []
    headers_seen: ClassVar[list[dict[str, str]]] = []

    def asked(self) -> None:
        payload = json.loads(self.body())
        Stub.requests.append({"path": self.path, **payload})
        Stub.headers_seen.append(dict(self.headers))
        status, body = Stub.answer(payload)
        self.reply(status, body if isinstance(body, bytes) else json.dumps(body).encode())


@pytest.fixture
def server() -> Iterator[str]:
    Stub.requests, Stub.headers_seen = [], []
    with serving(Stub) as address:
        yield address


def items_of(payload: dict[str, Any]) -> list[dict[str, str]]:
    items: list[dict[str, str]] = json.loads(payload["messages"][1]["content"])["items"]
    return items


def chat(items: Any) -> dict[str, Any]:
    return {"choices": [{"message": {"content": json.dumps({"items": items})}}]}


REQUESTS = [Request("a", "one"), Request("b", "two"), Request("c", "three")]


def open_chat(url: str, **options: Any) -> Any:
    return openai.ENGINE.open("en", "zh", {"url": url, "model": "m", "pause": 0, **options})


def test_chat_replies_are_matched_by_id_in_whatever_order(server: str) -> None:
    Stub.answer = lambda p: (
        200,
        chat([{"id": i["id"], "text": i["text"].upper()} for i in reversed(items_of(p))]),
    )
    said = {r.id: r.hypotheses[0].text for r in open_chat(server).translate(REQUESTS, 2)}
    assert said == {"a": "ONE", "b": "TWO", "c": "THREE"}


@pytest.mark.parametrize(
    "items",
    [
        [{"id": "9", "text": "x"}],
        [{"text": "x"}],
        [{"id": "0", "text": 3}],
        "nonsense",
        None,
        [["0", "x"]],
    ],
)
def test_malformed_items_go_unanswered(server: str, items: Any) -> None:
    Stub.answer = lambda _p: (200, chat(items))
    assert list(open_chat(server).translate(REQUESTS, 1)) == []


def test_an_id_that_comes_twice_counts_once(server: str) -> None:
    Stub.answer = lambda _p: (200, chat([{"id": "0", "text": "x"}, {"id": "0", "text": "y"}]))
    assert [(r.id, r.hypotheses[0].text) for r in open_chat(server).translate(REQUESTS, 1)] == [
        ("a", "x")
    ]


@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b'{"choices": []}'])
def test_an_answer_that_is_no_chat_is_an_error_or_nothing(server: str, body: bytes) -> None:
    Stub.answer = lambda _p: (200, body)
    engine = open_chat(server, tries=1)
    if body.startswith((b"[", b"{")):
        assert list(engine.translate(REQUESTS, 1)) == []
    else:
        with pytest.raises(EngineError, match="can't be used"):
            list(engine.translate(REQUESTS, 1))


def test_a_passing_trouble_is_tried_again_and_a_refusal_is_not(server: str) -> None:
    Stub.answer = lambda p: (429, {}) if len(Stub.requests) < 3 else (200, chat(items_of(p)))
    assert len(list(open_chat(server).translate(REQUESTS, 1))) == 3
    Stub.requests.clear()
    Stub.answer = lambda _p: (401, {})
    with pytest.raises(EngineError, match="401"):
        list(open_chat(server).translate(REQUESTS, 1))
    assert len(Stub.requests) == 1


def test_the_budget_holds(server: str) -> None:
    Stub.answer = lambda p: (200, chat(items_of(p)))
    engine = open_chat(server, batch=1, max_requests=2)
    with pytest.raises(EngineError, match="budget"):
        list(engine.translate(REQUESTS, 1))
    assert len(Stub.requests) == 2


def test_the_key_comes_from_the_environment(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_KEY", "secret")
    Stub.answer = lambda p: (200, chat(items_of(p)))
    list(open_chat(server, api_key_env="OUR_KEY").translate(REQUESTS, 1))
    assert Stub.headers_seen[0]["Authorization"] == "Bearer secret"
    assert Stub.requests[0]["path"] == "/chat/completions"


def test_libretranslate_answers_with_alternatives(server: str) -> None:
    Stub.answer = lambda p: (
        200,
        {"translatedText": p["q"] + "!", "alternatives": [p["q"] + "?", 7]},
    )
    engine = libretranslate.ENGINE.open(
        "en", "zh", {"url": server, "api_key": "k", "codes": {"zh": "zh-Hans"}}
    )
    said = {r.id: [h.text for h in r.hypotheses] for r in engine.translate(REQUESTS, 3)}
    assert said == {"a": ["one!", "one?"], "b": ["two!", "two?"], "c": ["three!", "three?"]}
    assert {(p["source"], p["target"], p["api_key"]) for p in Stub.requests} == {
        ("en", "zh-Hans", "k")
    }


@pytest.mark.parametrize("engine", [libretranslate.ENGINE, openai.ENGINE])
def test_a_missing_option_and_a_dead_server_are_one_clear_error(engine: Any) -> None:
    with pytest.raises(ConfigError, match="url"):
        engine.open("en", "zh", {})
    dead = {"url": "http://127.0.0.1:9", "model": "m", "tries": 1}
    with pytest.raises(EngineError, match="can't be used"):
        list(engine.open("en", "zh", dead).translate(REQUESTS, 1))


def test_the_pipelines_masks_and_terms_hold_for_a_server_too(project: Project, server: str) -> None:
    """The server loses placeholders and ignores terms; nothing of that gets through."""

    def answer(payload: dict[str, Any]) -> tuple[int, Any]:
        rows = [
            {
                "id": i["id"],
                "text": "查看的资料"
                if "profile" in i["text"]
                else "哑掉" + "".join(part for part in ("⟦0⟧", "⟦1⟧") if part in i["text"]),
            }
            for i in items_of(payload)
        ]
        return 200, chat(rows)

    Stub.answer = answer
    options = f'\n[engine.options]\nurl = "{server}"\nmodel = "m"\npause = 0\n'
    project.write("l10n.toml", SETTINGS.replace('name = "fake"', 'name = "openai"') + options)
    assert project.run("update").code == 0
    assert project.run("translate").code == 0
    listed = json.loads(project.run("status", "--list", "machine", "--json").out)
    targets = {unit["source"][0]: unit["target"][-1] for unit in listed["units"]}
    assert "静音" in targets["Mute words and tags"]
    assert "{name}" in targets["View {name}'s profile"]
    assert project.run("check", "--strict").code == 0
