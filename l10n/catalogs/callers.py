"""Where a message stands in code: the call, the component or the attribute that marks it.

A look at the text, without a parser: what it proposes is tried by the extractor itself.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.extractors.js.syntax import unescaped
from l10n.extractors.keywords import GETTEXT
from l10n.model import Unit

_STRING = re.compile(
    r'[rRuU]?(?:"""(?P<long>(?:[^"\\]|\\.|"(?!""))*)"""'
    r"""|(?P<quote>["'`])(?P<words>(?:\\.|(?!(?P=quote))[^\\\n])*)(?P=quote))""",
    re.DOTALL,
)
_NAME = r"[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*"
# A call with a string as its first argument, or after another that is but a name.
_CALL = re.compile(rf"(?<![\w$.])(?P<name>{_NAME})\s*\((?=\s*(?:{_NAME}\s*,\s*)?[rRuU]?[\"'`])")
_BARE = re.compile(r"[^,()\[\]{}\"'`;]*")
_BETWEEN = re.compile(r"[\s\\]*\+?[\s\\]*")
# Enough for a domain, a context, both forms and the number.
_ARGUMENTS = 5
_COMPONENT = re.compile(r"<([A-Z][\w.]*)(?:\s[^<>]*)?>([^<>{}]+)</\1\s*>")
_ELEMENT = re.compile(r"<([a-z][\w-]*)\s([^<>]*)>([^<>]+)</\1\s*>")
# `translate="yes"` marks a text as a bare `translate` does.
_YES = re.compile(r"""=\s*(["']?)(?:yes|true|)\1(?=[\s/]|$)""", re.IGNORECASE)
_VALUES = re.compile(r"""[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_OWN = re.compile(r"(?:this|self|window)\??\.")


@dataclass(frozen=True, slots=True)
class Setting:
    """An item of an extractor's option that would have messages read.

    Attributes:
        option: `keywords`, `components`, `attributes` or `comment_tags`.
    """

    option: str
    value: str

    @property
    def name(self) -> str:
        """What stands in every file that it is about."""
        return self.value.partition(":")[0].rpartition(".")[2]


def settings_for(
    code: str, wanted: Mapping[str, Sequence[Unit]]
) -> Iterator[tuple[Setting, Unit, int]]:
    """What marks the messages that a file holds, each with its line.

    Args:
        wanted: the messages by their first form.
    """
    for place, setting, unit in sorted(_found(code, wanted), key=lambda found: found[0]):
        yield setting, unit, code.count("\n", 0, place) + 1


def _found(code: str, wanted: Mapping[str, Sequence[Unit]]) -> Iterator[tuple[int, Setting, Unit]]:
    yield from _calls(code, wanted)
    for element in _COMPONENT.finditer(code):
        for unit in _plain(element[2], wanted):
            yield element.start(), Setting("components", element[1]), unit
    for element in _ELEMENT.finditer(code):
        for unit in _plain(element[3], wanted):
            for name in _VALUES.sub(" ", _YES.sub("", element[2])).strip("/").split():
                yield element.start(), Setting("attributes", name), unit


def _calls(code: str, wanted: Mapping[str, Sequence[Unit]]) -> Iterator[tuple[int, Setting, Unit]]:
    for call in _CALL.finditer(code):
        given, whole = _arguments(code, call.end())
        for place, words in enumerate(given):
            for unit in wanted.get(words or "", ()):
                if (positions := _positions(unit, place, given)) is not None:
                    name = _OWN.sub("", call["name"]).replace("?", "")
                    if whole and name.rpartition(".")[2] in GETTEXT:
                        # Calls with other arguments stay what they are.
                        positions = f"{positions or ':1'},{len(given)}t"
                    yield call.start(), Setting("keywords", name + positions), unit


def _plain(text: str, wanted: Mapping[str, Sequence[Unit]]) -> Iterator[Unit]:
    """The messages without context that an element's text is."""
    words = html.unescape(" ".join(text.split()))
    yield from (unit for unit in wanted.get(words, ()) if not unit.context)


def _arguments(code: str, place: int) -> tuple[list[str | None], bool]:
    """The first arguments of a call, from behind its bracket, and whether these are all.

    Strings, and None for the others.
    """
    given: list[str | None] = []
    while len(given) < _ARGUMENTS:
        place = _end(_BETWEEN, code, place)
        words: list[str] = []
        while found := _STRING.match(code, place):
            raw = found["long"] if found["long"] is not None else found["words"]
            words.append(unescaped(raw))
            place = _end(_BETWEEN, code, found.end())
        end = _end(_BARE, code, place)
        # `"a" + b` is no constant.
        given.append("".join(words) if words and end == place else None)
        if code[end : end + 1] != ",":
            return given, code[end : end + 1] == ")"
        place = end + 1
    return given, False


def _end(pattern: re.Pattern[str], code: str, place: int) -> int:
    """Where what may be skipped there ends."""
    found = pattern.match(code, place)
    return found.end() if found else place


def _positions(unit: Unit, place: int, given: Sequence[str | None]) -> str | None:
    """The arguments that hold a message, as xgettext writes them; None where its context is not."""
    if unit.context and unit.context not in given:
        return None
    forms = [place + 1]
    if len(unit.source) > 1 and unit.source[1] in given[place + 1 :]:
        forms.append(given.index(unit.source[1], place + 1) + 1)
    context = [f"{given.index(unit.context) + 1}c"] if unit.context else []
    return "" if forms == [1] and not context else ":" + ",".join([*context, *map(str, forms)])
