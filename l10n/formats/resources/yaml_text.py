"""A text as a scalar of YAML, in the style that one has already."""

import json
import re

from l10n.formats.resources.yaml_tree import NO_TEXT

# What a quoted scalar has to escape: controls, line breaks of YAML 1.1, halves of characters.
_WILD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def scalar(text: str, style: str | None, indent: str, newline: str) -> str:
    """The text in the style of a scalar; in double quotes where that can't hold it.

    Args:
        indent: what the lines of a block are indented by.
    """
    if style in {"|", ">"} and _suits_block(text):
        chomp = "" if text.endswith("\n") else "-"
        lines = text.removesuffix("\n").split("\n")
        return f"|{chomp}" + "".join(newline + (indent + line if line else "") for line in lines)
    if style == "'" and "\n" not in text and not _WILD.search(text):
        return "'" + text.replace("'", "''") + "'"
    if style is None and _is_plain(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _WILD.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def name(text: str) -> str:
    """A name of a mapping."""
    is_plain = re.fullmatch(r"[A-Za-z_][\w.-]*", text, re.ASCII) and text.lower() not in NO_TEXT
    return text if is_plain else scalar(text, '"', "", "")


def _is_plain(text: str) -> bool:
    """Whether nothing in the text means anything else, in a list between brackets either."""
    return (
        text[:1].isalpha()
        and text.lower() not in NO_TEXT
        and not re.search(r"\s\Z|: |:\Z| #|[\n\t\[\]{},]", text)
        and not _WILD.search(text)
        and "\xa0" not in text
    )


def _suits_block(text: str) -> bool:
    body = text.removesuffix("\n")
    return bool(body) and not re.search(r"\A\s|\s\Z|\r", body) and not _WILD.search(body)
