"""The real starter model, decoded by us."""

import os
import subprocess
import sys

import pytest

from l10n.engines.argos import ENGINE, speller
from l10n.engines.interface import Request

pytestmark = pytest.mark.slow

COMMON = {"Settings": "设置", "Cancel": "取消", "Send message": "发送"}


def test_common_strings_come_out_right_and_by_id() -> None:
    translator = ENGINE.open("en", "zh", {})
    requests = [Request(text, text) for text in COMMON]
    replies = {reply.id: reply.hypotheses for reply in translator.translate(requests, 2)}
    assert set(replies) == set(COMMON)
    for text, wanted in COMMON.items():
        assert any(wanted in hypothesis.text for hypothesis in replies[text])
        assert replies[text][0].score >= replies[text][1].score


def test_the_answer_does_not_hang_on_the_company_it_is_decoded_in() -> None:
    translator = ENGINE.open("zh", "en", {})
    alone = next(iter(translator.translate([Request("a", "设置")], 1)))
    crowd = [
        Request("a", "设置"),
        *(Request(str(n), f"第{n}个句子很长，有很多字") for n in range(40)),
    ]
    together = {reply.id: reply for reply in translator.translate(crowd, 1)}
    assert together["a"].hypotheses[0].text == alone.hypotheses[0].text


def test_odd_input_is_answered_not_crashed_on() -> None:
    translator = ENGINE.open("en", "zh", {})
    odd = ["", " ", "\u200b", "⟦0⟧", "⟦9⟧⟦", "\x00\x1b", "\ufffd" * 3, "🎉" * 20]
    requests = [Request(text, text) for text in odd]
    assert {reply.id for reply in translator.translate(requests, 2)} == set(odd)
    assert list(translator.translate([], 2)) == []


def test_what_is_too_long_goes_unanswered_rather_than_cut_off() -> None:
    translator = ENGINE.open("en", "zh", {})
    requests = [Request("long", "q" * 5000), Request("short", "Settings")]
    assert [reply.id for reply in translator.translate(requests, 1)] == ["short"]


def test_no_network_is_asked() -> None:
    """A process whose sockets refuse to connect translates all the same."""
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\nsocket.create_connection = refuse\n"
        "from l10n.engines.argos import ENGINE\nfrom l10n.engines.interface import Request\n"
        "engine = ENGINE.open('en', 'zh', {})\n"
        "print(len(list(engine.translate([Request('1', 'Hello. World.')], 1))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.stdout.strip() == "1", done.stderr


def test_a_speller_needs_no_model_and_knows_what_can_be_written() -> None:
    spells = speller("en", "zh")
    assert spells is not None
    assert [spells(text) for text in ("静音", "", "RedNote", "静\U00020bb7")] == [
        True,
        True,
        True,
        False,
    ]
    assert speller("en", "fr") is None


def test_the_starter_brings_words_that_it_hardly_knows() -> None:
    translator = ENGINE.open("zh", "en", {})
    assert translator.lexicon["叶酸"] == "folic acid"  # type: ignore[attr-defined]
    assert ENGINE.open("en", "zh", {}).lexicon == {}  # type: ignore[attr-defined]
