"""Fills the frames of `phrases.toml`: the same words met in many places, both languages at once."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

PHRASES = Path(__file__).parent / "phrases.toml"


def filled(path: Path = PHRASES) -> Iterator[tuple[str, str]]:
    """Each frame with each of its phrases: English and Chinese."""
    with path.open("rb") as file:
        book = tomllib.load(file)
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


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
