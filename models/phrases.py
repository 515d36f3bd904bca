"""Fills the frames of `phrases.toml`: the same words met in many places, both languages at once."""

import re
import tomllib
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

PHRASES = Path(__file__).parent / "phrases.toml"
_VOWEL = re.compile("[aeio]|u(?!ser)")
PEOPLE = 2
"""Of the people, so many in each frame of a deed."""


def filled(path: Path = PHRASES) -> Iterator[tuple[str, str, str]]:
    """Every frame with its phrases: the domain, English and Chinese."""
    with path.open("rb") as file:
        book = tomllib.load(file)
    parts = {"ui": _interface(book), "social": _remarks(book), "talk": _deeds(book)}
    for domain, pairs in parts.items():
        for en, zh in pairs:
            yield domain, en, zh


def _interface(book: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What an interface says: each frame with each of its phrases."""
    for one, many, zh, measure in book["things"]:
        words = {
            "one": one,
            "One": _capital(one),
            "a_one": f"an {one}" if _VOWEL.match(one) else f"a {one}",
            "many": many,
            "Many": _capital(many),
        }
        for frame, zh_frame in book["thing_frames"]:
            yield frame.format(**words), zh_frame.format(zh=zh, m=measure)
    for act, zh in book["acts"]:
        for frame, zh_frame in book["act_frames"]:
            yield frame.format(act=act, Act=_capital(act)), zh_frame.format(zh=zh)


def _remarks(book: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a comment says: each remark on each subject; openings and endings take turns."""
    around = zip(cycle(book["openings"]), cycle(book["endings"]))
    for (en, zh), (frame, zh_frame) in product(book["subjects"], book["remarks"]):
        (before, zh_before), (after, zh_after) = next(around)
        said, zh_said = frame.format(s=en, S=_capital(en)), zh_frame.format(s=zh)
        if before and not said.startswith(("I ", "I'm", "POV")):
            said = said[0].lower() + said[1:]
        if said.endswith("?"):
            after = zh_after = ""
        yield before + said + after, zh_before + zh_said + zh_after


def _deeds(book: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What somebody says over the day: each deed in each frame, the people taking turns."""
    everybody = cycle(book["people"])
    for base, does, past, done, ing, zh in book["deeds"]:
        forms = {"base": base, "does": does, "past": past, "done": done, "ing": ing, "zh": zh}
        missing = [name for name, form in forms.items() if not form]
        for frame, zh_frame in book["deed_frames"]:
            if not _asks_for(frame, missing):
                yield frame.format(**forms), zh_frame.format(**forms)
        for frame, zh_frame in book["person_frames"]:
            for who, is_, was, has, do, whom, zh_who in islice(everybody, PEOPLE):
                if _asks_for(frame, missing) or whom in base.split():
                    continue
                verbs = {**forms, "is": is_, "was": was, "has": has, "do": do}
                if do == "do":
                    verbs["does"] = base
                said = frame.format(who=who, Who=_capital(who), **verbs)
                yield said, zh_frame.format(zh=zh, zh_who=zh_who)


def _asks_for(frame: str, names: list[str]) -> bool:
    return any(f"{{{name}}}" in frame for name in names)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
