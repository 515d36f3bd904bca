"""The pieces that every model of ours knows, and what cuts texts into them.

Sentinels, term marks and the direction marks are one piece each.
"""

from pathlib import Path

import sentencepiece

TO_ZH = "<2zh>"
TO_EN = "<2en>"
UNKNOWN, START, END = 0, 1, 2
"""Ids of `<unk>`, `<s>` and `</s>`."""


def load(path: Path) -> sentencepiece.SentencePieceProcessor:
    """The sentencepiece model in a file."""
    return sentencepiece.SentencePieceProcessor(model_file=str(path))
