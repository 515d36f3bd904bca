"""What the parts of a mark must be; each function gives the part, or raises a ValueError."""

import json
import math
import re
from datetime import datetime
from functools import lru_cache
from typing import Any

_HASH = re.compile("[0-9a-f]{32}")
_NOT_HELD = re.compile("[\x00\ud800-\udfff]")
_SIGNATURE = re.compile("[0-9A-Za-z+/]{86}==")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def hash_of(text: str) -> str:
    """A content hash: 128 bits as 32 hex digits."""
    if not _HASH.fullmatch(text):
        raise ValueError(text)
    return text


@lru_cache(maxsize=1024)
def time_of(text: str) -> str:
    """A time in UTC, which the calendar knows; one text for all marks of a moment."""
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    datetime.fromisoformat(text)
    return text


def share_of(text: str) -> float:
    """A number from 0 to 1."""
    number = float(text)
    if not math.isfinite(number) or not 0.0 <= number <= 1.0:
        raise ValueError(text)
    return number


def text_of(text: Any, most: int) -> str:
    """A text that files and databases hold, of at most so many characters."""
    if not isinstance(text, str) or not text or len(text) > most:
        raise ValueError(text)
    if _NOT_HELD.search(text):
        raise ValueError(text)
    return text


def signature_of(text: str) -> str:
    """A signature: 64 bytes in base64; whether it holds, `signing` tells."""
    if not _SIGNATURE.fullmatch(text):
        raise ValueError(text)
    return text


def texts_of(text: str, counts: tuple[int, ...], most: int) -> list[str]:
    """A JSON list of so many texts (one of the counts), each empty or as `text_of` has it."""
    # An escape is at most six characters long; and most broken lists are known by their end.
    if len(text) > max(counts) * (most + 10) * 6 or not text.endswith("]"):
        raise ValueError(text)
    found = json.loads(text)
    if not isinstance(found, list) or len(found) not in counts:
        raise ValueError(text)
    return [part if part == "" else text_of(part, most) for part in found]
