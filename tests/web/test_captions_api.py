"""Captions over HTTP: LibreTranslate's clients find what they look for, and terms beside it."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Any

import pytest
from libretranslatepy import LibreTranslateAPI
from starlette.testclient import TestClient

from l10n.engines.interface import Request
from l10n.engines.libretranslate import ENGINE
from l10n.errors import EngineError
from l10n.web.captions import asking
from l10n.web.captions.app import create
from l10n.web.captions.queue import Queue
from l10n.web.captions.service import Service
from l10n.web.headers import BODY_LIMIT, POLICY
from tests.conftest import SETTINGS, Project
from tests.web import captions_site, hostile

KEY = "a key that is long enough"


@pytest.fixture
def made(project: Project) -> Iterator[Service]:
    with captions_site.service(project) as service:
        yield service


@pytest.fixture
def client(made: Service) -> Iterator[TestClient]:
    with captions_site.client(create(made)) as inside:
        yield inside


def translated(client: TestClient, q: Any, **more: Any) -> Any:
    reply = client.post("/translate", json={"q": q, "source": "en", "target": "zh", **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_the_clients_own_library_translates_detects_and_lists(made: Service) -> None:
    with captions_site.listening(made) as address:
        library = LibreTranslateAPI(address)
        assert library.translate("Hello @ann", "en", "zh") == "译[Hello] @ann"
        assert library.translate("你好", "zh", "en") == "x[你好]"
        assert library.translate("你好 & 好", "auto", "en") == "x[你好 & 好]"
        assert library.detect("今天天气真好") == [{"confidence": 100.0, "language": "zh"}]
        assert library.detect("Good night") == [{"confidence": 100.0, "language": "en"}]
        languages = {language["code"]: language for language in library.languages()}
    assert {"en", "zh", "zh-Hans", "zh-Hant", "zh-TW"} <= set(languages)
    assert languages["en"]["name"] == "English"
    assert "zh" in languages["en"]["targets"]


def test_our_own_engine_asks_it(made: Service) -> None:
    with captions_site.listening(made) as address:
        translator = ENGINE.open("en", "zh", {"url": address})
        asked = [Request(str(n), f"Hello {n}") for n in range(20)]
        replies = {reply.id: reply.hypotheses for reply in translator.translate(asked, 2)}
        assert [replies[str(n)][0].text for n in range(20)] == [f"译[Hello {n}]" for n in range(20)]
        assert [h.text for h in replies["0"]] == ["译[Hello 0]", "译译[Hello 0]"]


def test_a_project_translates_by_another_projects_server(made: Service, project: Project) -> None:
    with captions_site.listening(made) as address:
        options = f'name = "libretranslate"\n[engine.options]\nurl = "{address}"\n'
        project.write("l10n.toml", SETTINGS.replace('name = "fake"', options))
        project.write("posts.jsonl", '{"id": 1, "text": "Good night @ann"}\n')
        assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    [line] = (project.root / "pairs.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["target"] == "译[Good night] @ann"


def test_terms_locks_and_findings_stand_beside_the_translation(client: TestClient) -> None:
    answer = translated(client, "Please mute @ann https://a.b/c 🎉")
    assert set(answer) == {"translatedText", "l10n"}
    beside = answer["l10n"]
    assert beside["locks"] == [
        {"kind": "mention", "text": "@ann"},
        {"kind": "url", "text": "https://a.b/c"},
        {"kind": "emoji", "text": "🎉"},
    ]
    [term] = beside["terms"]
    assert (term["term"], term["surface"], term["outcome"]) == ("mute", "mute", "applied")
    assert "静音" in answer["translatedText"]
    assert beside["route"] in {"auto", "review", "reject"}
    assert 0 <= beside["quality"] <= 1
    assert beside["model"] == "fake 1"
    assert beside["glossary"]


def test_a_list_comes_back_as_one_in_its_order(client: TestClient) -> None:
    texts = [f"Hello {number}" for number in range(100)]
    answer = translated(client, texts)
    assert answer["translatedText"] == [f"译[{text}]" for text in texts]
    assert len(answer["l10n"]) == 100
    assert translated(client, ["Hello"])["translatedText"] == ["译[Hello]"]


def test_the_language_of_each_text_is_found(client: TestClient) -> None:
    french = "Bonjour tout le monde, comment allez-vous ?"
    texts = ["Good night", "晚安", "🎉", "", french]
    answer = translated(client, texts, source="auto")
    assert answer["translatedText"] == ["译[Good night]", *texts[1:]]
    languages = [found["language"] for found in answer["detectedLanguage"]]
    assert languages == ["en", "zh", "en", "en", "fr"]
    sureness = [found["confidence"] for found in answer["detectedLanguage"]]
    assert sureness == [100, 100, 0, 0, 100]
    reasons = [beside["reasons"] for beside in answer["l10n"]]
    assert reasons[:4] == [[], ["already-target"], ["emoji-only"], ["no-words"]]
    assert reasons[4] == ["other-language: fr"]
    assert [beside["route"] for beside in answer["l10n"][1:]] == ["none"] * 4
    assert "detectedLanguage" not in translated(client, "Good night")


CODES = [
    ("en", "zh", "Mute", "静音"),
    ("EN", "zh-CN", "Mute", "静音"),
    ("en-GB", "zh_Hans", "Mute", "静音"),
    ("en", "zh-TW", "Mute", "靜音"),
    ("en", "zt", "Mute", "靜音"),
    ("en", "zh-Hant", "Mute", "靜音"),
    ("en", "zh-HK", "Mute", "靜音"),
    ("zh", "zh-Hant", "头发", "頭髮"),
    ("zh-TW", "zh", "頭髮", "头发"),
    ("en", "en", "Mute", "Mute"),
]


@pytest.mark.parametrize(("source", "target", "text", "expected"), CODES)
def test_a_language_is_known_by_all_its_codes(
    client: TestClient, source: str, target: str, text: str, expected: str
) -> None:
    answer = translated(client, text, source=source, target=target)
    assert answer["translatedText"] == expected


def test_of_two_languages_the_foreign_one_is_translated(client: TestClient) -> None:
    text = "今天天气真好，我们去公园玩。\nGood night to all of you."
    answer = translated(client, text, source="auto", target="zh")
    assert answer["translatedText"].startswith("今天天气真好，我们去公园玩。\n译[")
    assert answer["detectedLanguage"]["language"] == "zh"
    answer = translated(client, text, source="auto", target="en")
    assert answer["translatedText"].endswith("\nGood night to all of you.")
    assert answer["translatedText"].startswith("x[")


def test_other_wordings_are_told_where_they_are_asked_for(client: TestClient) -> None:
    assert translated(client, "Hello", alternatives=2)["alternatives"] == [
        "译译[Hello]",
        "译译译[Hello]",
    ]
    batch = translated(client, ["Hello", "Mute"], alternatives=1)["alternatives"]
    assert batch == [["译译[Hello]"], []]
    assert translated(client, "Hello", alternatives=0).keys() == {"translatedText", "l10n"}
    assert translated(client, "Hello", alternatives="1")["alternatives"] == ["译译[Hello]"]


HTML = [
    ("<p>Hello <b>you</b></p>", "<p>译[Hello]<b>译[you]</b></p>"),
    ("<p>Hello</p><p>You</p>", "<p>译[Hello]</p><p>译[You]</p>"),
    ("one<br />two", "译[one]<br />译[two]"),
    ("AT&amp;T &lt;b&gt;", "译[AT&amp;T &lt;b&gt;]"),
    ('<a class="mention" href="/@ann">@<span>ann</span></a> hi', None),
    ("<script>x('Hello')</script>", "<script>x('Hello')</script>"),
    ("<p>🎉</p>", "<p>🎉</p>"),
]


@pytest.mark.parametrize(("markup", "expected"), HTML)
def test_tags_are_locks_and_words_stay_words(
    client: TestClient, markup: str, expected: str | None
) -> None:
    answer = translated(client, markup, format="html")
    if expected is None:
        expected = markup.replace(" hi", " 译[hi]")
    assert answer["translatedText"] == expected
    tags = [lock["text"] for lock in answer["l10n"]["locks"] if lock["kind"] == "tag"]
    assert all(tag in markup for tag in tags)


def test_a_tag_in_plain_text_is_text(client: TestClient) -> None:
    assert "<b>" in translated(client, "Hello <b> and &amp;")["translatedText"]
    assert "&amp;" in translated(client, "Hello <b> and &amp;")["translatedText"]


def test_a_form_is_read_as_json_is(client: TestClient) -> None:
    fields = {"q": "Hello\r\n@ann", "source": "auto", "target": "zh"}
    expected = "译[Hello]\n@ann"
    assert client.post("/translate", data=fields).json()["translatedText"] == expected
    files = {name: (None, value) for name, value in fields.items()}
    assert client.post("/translate", files=files).json()["translatedText"] == expected
    assert client.post("/translate", params=fields).json()["translatedText"] == expected
    plain = "q=你好&source=zh&target=en".encode()  # as curl sends it
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    reply = client.post("/translate", content=plain, headers=headers)
    assert reply.json()["translatedText"] == "x[你好]"
    several = client.post("/translate", data={**fields, "q": ["Hello", "You"]})
    assert several.json()["translatedText"] == ["译[Hello]", "译[You]"]


SOUND = {"q": "Hello", "source": "en", "target": "zh"}
WRONG: list[tuple[Any, int, str]] = [
    ({"q": None}, 400, "Invalid request: missing q parameter"),
    ({"q": ""}, 400, "Invalid request: missing q parameter"),
    ({"q": []}, 400, "Invalid request: missing q parameter"),
    ({"q": {"a": 1}}, 400, "Invalid request: q is neither text nor a list"),
    ({"q": ["a", 1]}, 400, "Invalid request: q is neither text nor a list"),
    ({"source": None}, 400, "Invalid request: missing source parameter"),
    ({"target": ""}, 400, "Invalid request: missing target parameter"),
    ({"source": "fr"}, 400, "fr is not supported"),
    ({"target": "auto"}, 400, "auto is not supported"),
    ({"target": ["zh"]}, 400, "['zh'] is not supported"),
    ({"target": "zh" * 5000}, 400, f"{'zh' * 20} is not supported"),
    ({"format": "markdown"}, 400, "markdown format is not supported"),
    ({"format": ["html"]}, 400, "['html'] format is not supported"),
    ({"alternatives": "x"}, 400, "Invalid request: alternatives parameter is not a number"),
    ({"alternatives": {}}, 200, ""),
    ({"alternatives": -3}, 200, ""),
    ({"alternatives": 6}, 400, "Invalid request: alternatives parameter must be <= 5"),
    ({"alternatives": 1e400}, 400, "Invalid request: alternatives parameter is not a number"),
    ({"q": "x" * 20_001}, 400, "Invalid request: request (20001) exceeds text limit (20000)"),
    ({"q": ["x"] * 1001}, 400, "Invalid request: request (1001) exceeds text limit (1000)"),
    (
        {"q": ["x" * 20_000] * 11},
        400,
        "Invalid request: request (220000) exceeds text limit (200000)",
    ),
    (
        {"q": "x" * 20_001, "format": "html"},
        400,
        "Invalid request: request (20001) exceeds text limit (20000)",
    ),
]


@pytest.mark.parametrize(("change", "status", "sentence"), WRONG)
def test_what_is_wrong_is_said_as_libretranslate_says_it(
    client: TestClient, change: dict[str, Any], status: int, sentence: str
) -> None:
    content = json.dumps({**SOUND, **change})
    reply = client.post("/translate", content=content, headers={"Content-Type": "application/json"})
    assert reply.status_code == status, reply.text
    if status != 200:
        assert reply.json() == {"error": sentence}


BODIES = [
    b"",
    b"{",
    b"[]",
    b'"text"',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"q":' * 50_000,
    b'{"q": ' + b"9" * 100_000 + b"}",
    b'{"q": "a", "q": "b"}',
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("path", ["/translate", "/detect"])
def test_a_body_that_is_no_json_is_refused(client: TestClient, path: str, body: bytes) -> None:
    reply = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400 or path == "/detect", reply.text
    assert reply.status_code < 500
    assert reply.status_code == 200 or set(reply.json()) == {"error"}


FORMS = [
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=b", b"--c\r\n\r\n"),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name=q; filename="a"\r\n\r\nx\r\n--b--\r\n',
    ),
    ("application/x-www-form-urlencoded", b"&" * 100_000),
    ("application/x-www-form-urlencoded", b"q=a&" * 5000),
    ("application/x-www-form-urlencoded", b"q=%ff%fe%00&source=en&target=zh"),
    ("application/x-www-form-urlencoded", b"\xff\xfe=\x00"),
    ("text/plain", b"q=Hello"),
    ("application/problem+json", b"{}"),
    ("", b"\x00"),
]


@pytest.mark.parametrize(("kind", "body"), FORMS)
@pytest.mark.parametrize("path", ["/translate", "/detect", "/", "/language"])
def test_a_form_that_is_none_is_refused(
    client: TestClient, path: str, kind: str, body: bytes
) -> None:
    reply = client.post(path, content=body, headers={"Content-Type": kind})
    assert reply.status_code < 500, reply.text
    assert "Traceback" not in reply.text


def test_errors_are_said_in_the_readers_language(client: TestClient) -> None:
    reply = client.post("/translate", json={}, headers={"Accept-Language": "zh-CN"})
    assert reply.json()["error"] != "Invalid request: missing q parameter"
    assert "q" in reply.json()["error"]


def test_what_is_not_there_is_said_in_json(client: TestClient) -> None:
    assert client.get("/nothing").json() == {"error": "There is nothing at this address."}
    assert client.get("/translate").status_code == 405
    assert client.get("/frontend/settings").json()["charLimit"] == asking.MAX_TEXT
    assert client.get("/frontend/settings").json()["keyRequired"] is False


def test_a_large_body_is_not_read(client: TestClient) -> None:
    reply = client.post("/translate", content=b"x" * (BODY_LIMIT + 1))
    assert (reply.status_code, set(reply.json())) == (413, {"error"})
    stream = (b"x" * 65536 for _piece in range(BODY_LIMIT // 65536 + 2))
    reply = client.post("/translate", content=stream)
    assert (reply.status_code, set(reply.json())) == (413, {"error"})


def test_every_reply_has_the_policy(client: TestClient) -> None:
    for path in ("/", "/languages", "/health", "/metrics", "/nothing"):
        reply = client.get(path)
        for name, value in POLICY.items():
            assert reply.headers[name] == value, (path, name)


@pytest.mark.parametrize("name", hostile.TEXTS)
@pytest.mark.parametrize("form", ["text", "html"])
def test_hostile_text_is_answered_or_refused(client: TestClient, name: str, form: str) -> None:
    body = json.dumps({**SOUND, "q": hostile.TEXTS[name], "format": form})
    reply = client.post("/translate", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code in {200, 400, 413}, reply.text[:300]
    assert "Traceback" not in reply.text
    if reply.status_code == 200 and form == "html":
        text, source = reply.json()["translatedText"], hostile.TEXTS[name]
        assert text.count("<") <= source.count("<")


def test_keys_open_it_and_nothing_else_does(project: Project) -> None:
    with (
        captions_site.service(project, (KEY, "b" * 16)) as made,
        captions_site.client(create(made)) as client,
    ):
        told = client.post("/translate", json=SOUND)
        assert told.status_code == 400
        assert told.json() == {"error": "Please contact the server operator to get an API key"}
        for wrong in ("x", "b" * 15, "b" * 17, {"a": 1}, ["b" * 16], 5, KEY.upper()):
            told = client.post("/translate", json={**SOUND, "api_key": wrong})
            assert (told.status_code, told.json()) == (403, {"error": "Invalid API key"})
        for right in (KEY, "b" * 16):
            assert client.post("/translate", json={**SOUND, "api_key": right}).status_code == 200
        assert client.post("/detect", data={"q": "Hi", "api_key": KEY}).status_code == 200
        assert client.post("/detect", data={"q": "Hi"}).status_code == 400
        bearer = {"Authorization": f"Bearer {KEY}"}
        assert client.post("/translate", json=SOUND, headers=bearer).status_code == 200
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", headers=bearer).status_code == 200
        # What tells of the server is open.
        assert client.get("/languages").status_code == client.get("/health").status_code == 200
        assert client.get("/frontend/settings").json()["keyRequired"] is True
        assert KEY not in client.get("/metrics", headers=bearer).text


def test_pages_of_other_sites_may_not_ask_unless_they_are_named(project: Project) -> None:
    other, ours = "https://evil.example", "https://app.example"
    with (
        captions_site.service(project, origins=(ours,)) as made,
        captions_site.client(create(made)) as client,
    ):

        def ask(**headers: str) -> Any:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return client.post("/translate", json=SOUND, headers=named)

        assert ask().status_code == 200
        assert ask(origin=captions_site.ORIGIN).status_code == 200
        assert ask(origin=other).status_code == ask(sec_fetch_site="cross-site").status_code == 403
        assert ask(origin="null").status_code == 403
        assert "access-control-allow-origin" not in ask(origin=other).headers
        allowed = ask(origin=ours, sec_fetch_site="cross-site")
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == ours


def test_a_server_of_this_machine_has_its_names_only(made: Service) -> None:
    with captions_site.client(create(made, ("127.0.0.1", "localhost"))) as client:
        assert client.get("/health").status_code == 200
        assert client.get("/health", headers={"Host": "evil.example"}).status_code == 400


def test_figures_count_what_was_done(client: TestClient) -> None:
    translated(client, ["Hello", "Mute"])
    translated(client, [f"Hello {n} and good night" for n in range(100)])
    client.post("/translate", json={})
    client.get("/made-up/of/nobody")
    client.get("/another/of/nobody")
    reply = client.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    from prometheus_client.parser import text_string_to_metric_families as families

    figures = {
        (sample.name.removeprefix("l10n_captions_"), *sample.labels.values()): sample.value
        for family in families(reply.text)
        for sample in family.samples
    }
    assert figures["requests_total", "/translate", "200"] == 2
    assert figures["requests_total", "/translate", "400"] == 1
    assert figures["requests_total", "other", "404"] == 2
    assert figures["texts_total",] == 102
    assert figures["request_seconds_count", "short"] == 1
    assert figures["request_seconds_bucket", "bulk", "+Inf"] == 1
    assert figures["waiting_bytes", "bulk"] == 0
    assert sum(v for (name, *_), v in figures.items() if name == "captions_total") == 102


class Held:
    """An engine that waits until it may go on."""

    def __init__(self, inner: Callable[[Sequence[Any]], Any]) -> None:
        self._inner = inner
        self.go = threading.Event()
        self.entered = threading.Event()

    def __call__(self, texts: Sequence[Any]) -> Any:
        self.entered.set()
        assert self.go.wait(60)
        return self._inner(texts)


def test_a_full_queue_says_when_to_come_again(made: Service) -> None:
    held = Held(made.speaker)
    made.queue = Queue(made.speaker, held)
    body = {**SOUND, "q": ["word " * 3900] * 10}
    with captions_site.client(create(made)) as client, ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(client.post, "/translate", json=body) for _n in range(6)]
        # Five of them fill the queue, and the sixth is told to wait.
        done, waiting = wait(asked, return_when=FIRST_COMPLETED)
        assert held.entered.wait(60)
        for full in (done.pop().result(), client.post("/translate", json=body)):
            assert full.status_code == 429
            assert int(full.headers["retry-after"]) >= 1
            assert full.json()["error"].startswith("Slowdown:")
        assert client.get("/health").status_code == 200
        held.go.set()
        assert [reply.result().status_code for reply in waiting] == [200] * 5
        assert translated(client, "Hello")["translatedText"] == "译[Hello]"


def test_an_engine_out_of_reach_is_said_and_the_server_lives_on(made: Service) -> None:
    speak, broken = made.speaker, True

    def say(texts: Sequence[Any]) -> Any:
        if broken:
            raise EngineError("The engine is away.")
        return speak(texts)

    made.queue = Queue(say, say)
    with captions_site.client(create(made)) as client:
        reply = client.post("/translate", json=SOUND)
        assert (reply.status_code, reply.json()) == (500, {"error": "The engine is away."})
        broken = False
        assert translated(client, "Hello")["translatedText"] == "译[Hello]"


def test_a_bug_is_told_without_its_trace(made: Service, caplog: pytest.LogCaptureFixture) -> None:
    def say(_texts: Sequence[Any]) -> Any:
        raise ZeroDivisionError("secret")

    made.queue = Queue(say, say)
    with captions_site.client(create(made)) as client:
        reply = client.post("/translate", json=SOUND)
        assert reply.status_code == 500
        assert reply.json()["error"].startswith("This is a bug in l10n")
        assert client.get("/health").status_code == 200
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.slow
def test_the_real_model_answers_the_clients_library(project: Project) -> None:
    project.write("l10n.toml", SETTINGS.replace('"fake"', '"argos"'))
    with captions_site.service(project) as made, captions_site.listening(made) as address:
        library = LibreTranslateAPI(address)
        chinese = library.translate("Good night, everyone @ann", "auto", "zh")
        assert "晚安" in chinese
        assert chinese.endswith("@ann")
        assert "静音" in library.translate("Please mute this topic", "en", "zh")
        translator = ENGINE.open("zh", "en", {"url": address})
        [reply] = translator.translate([Request("1", "晚安")], 3)
        assert "night" in reply.hypotheses[0].text.lower()
        assert len({h.text for h in reply.hypotheses}) == len(reply.hypotheses)
