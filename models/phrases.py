"""Fills the frames of `phrases.toml`: the same words met in many places, both languages at once."""

import tomllib
from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path
from typing import Any

PHRASES = Path(__file__).parent / "phrases.toml"


def interface(path: Path = PHRASES) -> Iterator[tuple[str, str]]:
    """What an interface says: each frame with each of its phrases, English and Chinese."""
    book = _read(path)
    for one, many, zh, measure in book["things"]:
        words = {
            "one": one,
            "One": _capital(one),
            "a_one": f"an {one}" if one[0] in "aeiou" else f"a {one}",
            "many": many,
            "Many": _capital(many),
        }
        for frame, zh_frame in book["thing_frames"]:
            yield frame.format(**words), zh_frame.format(zh=zh, m=measure)
    for act, zh in book["acts"]:
        for frame, zh_frame in book["act_frames"]:
            yield frame.format(act=act, Act=_capital(act)), zh_frame.format(zh=zh)


def remarks(path: Path = PHRASES) -> Iterator[tuple[str, str]]:
    """What a comment says: each remark on each subject; openings and endings take turns."""
    book = _read(path)
    around = zip(cycle(book["openings"]), cycle(book["endings"]))
    for (en, zh), (frame, zh_frame) in product(book["subjects"], book["remarks"]):
        (before, zh_before), (after, zh_after) = next(around)
        said, zh_said = frame.format(s=en, S=_capital(en)), zh_frame.format(s=zh)
        if before and not said.startswith(("I ", "I'm", "POV")):
            said = said[0].lower() + said[1:]
        if said.endswith("?"):
            after = zh_after = ""
        yield before + said + after, zh_before + zh_said + zh_after


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
