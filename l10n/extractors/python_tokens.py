"""Where a Python file calls the functions that mark messages: strings, comments and brackets.

A lexer and no parser, because most of a file is neither message nor of interest, and because a
file may be written for a newer Python than the one that runs. The calls themselves are parsed.
The names are looked for first; the code before them is read only to know whether they stand in it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Strings; not those before which an F or T stands, whose fields are code.
_PLAIN = (
    r'(?<![fFtT])(?<![fFtT][rR])(?:"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"""|(?!""")"(?:[^"\\\n]++|\\[\s\S])*+"'
    r"|'''(?:[^'\\]++|\\[\s\S]|'(?!''))*+'''|(?!''')'(?:[^'\\\n]++|\\[\s\S])*+')"
)
# f-strings on one line whose fields hold neither strings nor fields of their own.
_SIMPLE = (
    r'(?!""")"(?:[^"\\\n{]++|\\[^{N]|\{\{|\{[^"\'{}\\\n]*+\})*+"'
    r"|(?!''')'(?:[^'\\\n{]++|\\[^{N]|\{\{|\{[^\"'{}\\\n]*+\})*+'"
)
_COMMENT = r"#[^\n]*+\n"
_WHOLE = re.compile(rf"(?:[^\"'#]++|{_PLAIN}|{_SIMPLE}|{_COMMENT})*+")
# From within a call to the next thing that may not be skipped.
_INSIDE = re.compile(rf"(?:[^\"'#()\[\]{{}}]++|{_PLAIN}|{_SIMPLE}|{_COMMENT})*+")
_PREFIX = re.compile(r"(?<!\w)[A-Za-z]{1,2}$")
_NAME = re.compile(r"\w+\Z")
_DEFINED = re.compile(r"\b(?:def|class)\s+\Z")
_QUOTES = ('"""', "'''", '"', "'")
# In the words of an f-string: what is no field, a field, or its end.
_IN_WORDS = {
    quote: re.compile(rf"\{{\{{|\}}\}}|\\N\{{[^{{}}]*\}}|\\[^{{}}]|(?P<field>\{{)|{quote}")
    for quote in _QUOTES
}
_IN_SPEC = re.compile(r"[{}]")
_PLAIN_STRING = re.compile(_PLAIN)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Call:
    """A call by its function's bare name, from the name to the closing bracket."""

    name: str
    start: int
    end: int


class BrokenError(ValueError):
    """A string or a bracket that is never closed.

    Attributes:
        place: where it begins.
    """

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


@lru_cache(maxsize=32)
def _endings(names: frozenset[str]) -> tuple[str, ...]:
    """What the names end with: `gettext` also stands for `ngettext`."""
    return tuple(n for n in sorted(names) if not any(n != o and n.endswith(o) for o in names))


@lru_cache(maxsize=32)
def _searches(names: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    # One literal a pattern: the engine looks for it as fast as memory is read.
    return tuple(
        re.compile(rf"{re.escape(name)}(?:[ \t\f]|\\\r?\n)*\(") for name in _endings(names)
    )


@lru_cache(maxsize=32)
def _byte_searches(names: frozenset[str]) -> tuple[re.Pattern[bytes], ...]:
    return tuple(
        re.compile(rb"%b(?:[ \t\f]|\\\r?\n)*\(" % re.escape(n.encode())) for n in _endings(names)
    )


def may_call(data: bytes, names: frozenset[str]) -> bool:
    """Whether a file calls one of the functions, as far as a look at its bytes can say."""
    return any(
        data[max(0, found.start() - _LONGEST) : found.end()]
        for search in _byte_searches(names)
        for found in search.finditer(data)
        if _named(data[max(0, found.start() - _LONGEST) : found.end()], names)
    )


def _named(written: bytes, names: frozenset[str]) -> bool:
    name = _NAME.search(written.decode("utf-8", "replace")[:-1].rstrip(" \t\f\r\n\\"))
    return name is not None and name[0] in names


def calls(code: str, names: frozenset[str]) -> Iterator[Call]:
    """The calls of these functions in a file, also those inside others and in f-strings.

    Raises:
        BrokenError: where a string or a bracket is never closed.
    """
    # The last stands at the end, and has no name: so far strings have to be whole, or what is
    # taken for one may hold calls.
    hits = [*_hits(code, names), (len(code), "", len(code))]
    yield from sorted(_calls(code, hits, 0, len(code)), key=lambda call: call.start)


def _hits(code: str, names: frozenset[str]) -> list[tuple[int, str, int]]:
    """Where the names stand before a bracket, in strings and comments too: start, name, end."""
    hits = []
    for search in _searches(names):
        for found in search.finditer(code):
            end = found.start() + len(found[0][:-1].rstrip(" \t\f\r\n\\"))
            name = _NAME.search(code, max(0, end - _LONGEST), end)
            if name is None or name[0] not in names:
                continue
            if not _DEFINED.search(code, max(0, name.start() - _LONGEST), name.start()):
                hits.append((name.start(), name[0], found.end()))
    return sorted(hits)


def _calls(code: str, hits: list[tuple[int, str, int]], position: int, end: int) -> Iterator[Call]:
    """The hits that are calls, in a stretch of code that begins outside of strings."""
    for start, name, bracket in hits:
        if start < position:
            continue
        if start > end:
            return
        position = _skipped(code, position, start)
        while position < start and code[position] != "#":
            # The hit stands in this string, or after it.
            inside, after = _string(code, position, end)
            for field_start, field_end in inside:
                yield from _calls(code, hits, field_start, field_end)
            position = after if after > start else _skipped(code, after, start)
        if position == start and name:
            yield Call(name, start, _closed(code, bracket, end))
            position = bracket


def _skipped(code: str, position: int, end: int) -> int:
    """How far whole strings, comments and other code reach."""
    reached = _WHOLE.match(code, position, end)
    assert reached is not None
    return reached.end()


def _string(code: str, quote_at: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """The fields of the string that begins with this quote, none of a plain one; its end.

    Raises:
        BrokenError: where it has none.
    """
    prefix = _PREFIX.search(code, max(0, quote_at - 3), quote_at)
    if prefix is None or set("fFtT").isdisjoint(prefix[0]):
        # Without the check for a letter before it: it may be the end of a word.
        found = _PLAIN_STRING.match(code[quote_at:end])
        if found is None:
            raise BrokenError(quote_at)
        return [], quote_at + found.end()
    fields: list[tuple[int, int]] = []
    quote = next(quote for quote in _QUOTES if code.startswith(quote, quote_at))
    position = quote_at + len(quote)
    while found := _IN_WORDS[quote].search(code, position, end):
        position = found.end()
        if found[0] == quote:
            return fields, position
        if found["field"]:
            position = _field(code, position, end, fields)
    raise BrokenError(quote_at)


def _field(code: str, start: int, end: int, fields: list[tuple[int, int]]) -> int:
    """The end of an f-string's field; its expression, and those in its format, are noted.

    Raises:
        BrokenError: where it has none.
    """
    depth, position = 0, start
    while position < end:
        char = code[position]
        if char in "\"'":
            position = _string(code, position, end)[1]
            continue
        if char == "#":
            position = code.find("\n", position, end) % (end + 1)
            continue
        if char in "([{":
            depth += 1
        elif depth == 0 and char in "}:":
            fields.append((start, position))
            return position + 1 if char == "}" else _spec(code, position + 1, end, fields)
        elif char in ")]}":
            depth -= 1
        position += 1
    raise BrokenError(start)


def _spec(code: str, position: int, end: int, fields: list[tuple[int, int]]) -> int:
    """The end of a format specification and of its field.

    Raises:
        BrokenError: where it has none.
    """
    while found := _IN_SPEC.search(code, position, end):
        position = found.end()
        if found[0] == "}":
            return position
        position = _field(code, position, end, fields)
    raise BrokenError(position)


def _closed(code: str, position: int, end: int) -> int:
    """After the bracket that closes the one before the position.

    Raises:
        BrokenError: where there is none.
    """
    opened, depth = position - 1, 1
    while True:
        reached = _INSIDE.match(code, position, end)
        assert reached is not None
        position = reached.end()
        if position >= end:
            raise BrokenError(opened)
        char = code[position]
        if char in "\"'":
            position = _string(code, position, end)[1]
        elif char == "#":  # a comment that ends with the file
            raise BrokenError(opened)
        else:
            depth += 1 if char in "([{" else -1
            position += 1
            if depth == 0 and char == ")":
                return position
            if depth == 0:
                raise BrokenError(opened)


def comments(code: str) -> Iterator[tuple[int, str]]:
    """The places and words of comments, without the sign; as far as strings are closed."""
    position = 0
    while position < len(code):
        position = _BEFORE_COMMENT.match(code, position).end()  # type: ignore[union-attr]
        if position >= len(code):
            return
        if code[position] == "#":
            end = code.find("\n", position)
            end = len(code) if end < 0 else end
            yield position, code[position + 1 : end].strip()
            position = end
        else:
            try:
                position = _string(code, position, len(code))[1]
            except BrokenError:
                return


_BEFORE_COMMENT = re.compile(rf"(?:[^\"'#]++|{_PLAIN}|{_SIMPLE})*+")


def lines(code: str, places: Iterable[int]) -> list[int]:
    """The line numbers of places that are given in their order."""
    numbers, line, last = [], 1, 0
    for place in places:
        line += code.count("\n", last, place)
        last = place
        numbers.append(line)
    return numbers
