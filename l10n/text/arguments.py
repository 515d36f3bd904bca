"""The arguments of a message by their names, and what kind of value each takes."""

import re
from enum import StrEnum

from l10n.model import Syntax
from l10n.text import icu, vue


class Takes(StrEnum):
    """What an argument is filled with."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"  # or a number: whatever can be shown
    CHOICE = "choice"  # a word that picks a branch
    ELEMENT = "element"  # a tag: something that is put round words


# `{{ name }}`, `{{- name}}`, `{{count, number}}`, `{{user.name}}` of i18next.
_I18NEXT = re.compile(r"\{\{-?\s*([\w$][\w$.-]*)\s*(?:,\s*(\w*))?[^{}]*\}\}")
_NUMBERS = frozenset(("number", "currency", "ordinal", "spellout", "relativetime"))
_DATES = frozenset(("date", "time", "datetime"))
_VUE = re.compile(r"\{\s*([\w$][\w$.-]*)\s*\}")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)\s*/?>")


def arguments(text: str, syntax: Syntax, *, plural: bool = False) -> dict[str, Takes]:
    """The arguments that a text takes, in their order.

    Args:
        plural: whether the text is a form of a plural message, which a number picks.
    """
    match syntax:
        case Syntax.I18NEXT:
            found = {name: _kind(format_) for name, format_ in _I18NEXT.findall(text)}
            return found | ({"count": Takes.NUMBER} if plural else {})
        case Syntax.VUE:
            return _of_vue(text, plural=plural)
        case Syntax.ICU:
            return _of_icu(text)
        case _:
            return {}


def _kind(format_: str) -> Takes:
    if format_.lower() in _NUMBERS:
        return Takes.NUMBER
    return Takes.DATE if format_.lower() in _DATES else Takes.TEXT


def _of_vue(text: str, *, plural: bool) -> dict[str, Takes]:
    bare = re.sub(rf"{vue.LITERAL}|{vue.LINK}", "", text)
    found = dict.fromkeys(_VUE.findall(bare), Takes.TEXT)
    # The number that picks the form is known to it under both names.
    counted = dict.fromkeys(("n", "count"), Takes.NUMBER) if plural else {}
    return {name: counted.get(name, takes) for name, takes in found.items()}


def _of_icu(text: str) -> dict[str, Takes]:
    try:
        message = icu.parse(text)
    except icu.IcuError:
        return {}  # no program can show it; `check` says so
    found: dict[str, Takes] = {}
    _collect(message, found)
    return found


def _collect(message: icu.Message, found: dict[str, Takes]) -> None:
    for part in message:
        if isinstance(part, str):
            found.update(dict.fromkeys(_TAG.findall(part), Takes.ELEMENT))
        elif isinstance(part, icu.Choice):
            found[part.name] = Takes.CHOICE if part.type == "select" else Takes.NUMBER
            for _key, branch in part.branches:
                _collect(branch, found)
        elif part.name != "#":
            takes = _kind(part.type)
            # What says least of an argument gives way.
            if found.get(part.name, Takes.TEXT) is Takes.TEXT:
                found[part.name] = takes
