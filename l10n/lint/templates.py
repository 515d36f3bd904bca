"""Templates of Django, Jinja2 and Vue: sentences glued from tags, plurals made by hand."""

import re
from collections.abc import Iterator

from l10n.lint import plurals
from l10n.lint.interface import Rule, Text
from l10n.lint.pieces import END, SEPARATES, Kind, Piece, is_glued, literal
from l10n.lint.words import shown

_SAID = r"""\s*(?:"(?P<%s>[^"\n]*)"|'(?P<%s>[^'\n]*)')"""
# What is no prose, a tag of HTML, an expression, or a tag of the template's; none without an end,
# so that a page of mere beginnings is soon read.
_TOKEN = re.compile(
    r"(?P<aside><!--.{0,20000}?-->|\{#.{0,2000}?#\}|<(?P<name>script|style|code|pre)\b.{0,90000}?</(?P=name)\s*>"
    r"|\{%-?\s*(?P<whole>blocktrans(?:late)?|comment|verbatim|raw)\b.{0,900}?%\}.{0,9000}?"
    r"\{%-?\s*end(?P=whole)\b.*?%\}"
    r"|\{%-?\s*(?P<jinja>trans)\b(?:(?!%\}).){0,900}%\}(?:(?!\{%-?\s*trans\b).){0,9000}?\{%-?\s*endtrans\b.*?%\})"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][\w.-]*)(?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*>"
    r"|\{\{(?P<value>.{0,2000}?)\}\}|\{%(?P<block>.{0,2000}?)%\}",
    re.DOTALL,
)
_INLINE = frozenset(("a", "b", "strong", "em", "i", "u", "mark", "small", "nuxt-link"))
_CALL = r"(?:[\w$]+\.)*(?:\$?tc?|_|gettext|ugettext|trans|translate)\(" + _SAID % ("a", "b")
_MARKED = re.compile(
    rf"-?\s*(?:{_CALL}[^()]*\)\s*|{_SAID % ('c', 'd')}\s*\|\s*(?:trans|translate|t)\b[^|]*)-?"
)
_TRANS = re.compile(rf"-?\s*(?:trans|translate)\b{_SAID % ('a', 'b')}(?!.*\bas\b)")
_CHOICE = re.compile(
    r"\{%-?\s*(?:if|elif)\s+(?P<value>[\w.|]+)\s*(?P<sign>==|!=|>=|<=|>|<)\s*(?P<number>\d+)\s*-?%\}"
    r"(?P<one>[^%]*(?:%(?!\})[^%]*)*%\}|[^{%]*)\s*\{%-?\s*else\s*-?%\}(?P<other>[^%]*"
    r"(?:%(?!\})[^%]*)*%\}|[^{%]*)\s*\{%-?\s*endif\s*-?%\}"
)
_PLURALIZE = re.compile(r"\{\{[^{}]*\|\s*pluralize\b[^{}]*\}\}")


def lint(text: str) -> Iterator[Text]:
    """The findings of a template as it stands."""
    run: list[Piece] = []
    begin = end = 0
    for start, stop, piece in _pieces(text):
        if piece is END:
            yield from _told(run, text, begin, end)
            run = []
            continue
        if piece.kind is not Kind.SIGNS:
            begin, end = (begin if run else start), stop
        if run or piece.kind is not Kind.SIGNS:
            run.append(piece)
    yield from _told(run, text, begin, end)
    yield from _by_hand(text)


def _told(run: list[Piece], text: str, begin: int, end: int) -> Iterator[Text]:
    if is_glued(run):
        yield Text(Rule.GLUED, shown(text[begin:end]), 1 + text.count("\n", 0, begin))


def _pieces(text: str) -> Iterator[tuple[int, int, Piece]]:
    """The pieces of a template with where each stands."""
    place, closed = 0, -1
    for token in [*_TOKEN.finditer(text), None]:
        start = token.start() if token else len(text)
        between = text[place:start]
        yield from ((place, start, piece) for piece in literal(between) if between)
        if token is None:
            return
        place = token.end()
        if (token["tag"] or "").lower() not in _INLINE:
            yield start, place, _piece(token)
        elif token["close"]:
            closed = place
        elif closed >= 0 and not text[closed:start].strip():
            yield start, place, END  # one link stands beside the next


def _piece(token: re.Match[str]) -> Piece:
    if (value := token["value"]) is not None:
        if said := _MARKED.fullmatch(value):
            return Piece(Kind.MARKED, next(filter(None, said.groups()), ""))
        code = value.strip(" -").partition("|")[0].strip()
        return END if SEPARATES.search(code) else Piece(Kind.VALUE, code)
    if (block := token["block"]) is not None and (said := _TRANS.match(block)):
        return Piece(Kind.MARKED, said["a"] or said["b"] or "")
    is_message = token["jinja"] or (token["whole"] or "").startswith("blocktrans")
    return Piece(Kind.MARKED, "") if is_message else END


def _by_hand(text: str) -> Iterator[Text]:
    for found in _CHOICE.finditer(text):
        sides = [_message(found[name].strip()) for name in ("one", "other")]
        asks = plurals.asks_for_one(found["sign"], found["number"], number_first=False)
        if not asks or None in sides or sides[0] == sides[1]:
            continue
        one, other = (str(side) for side in sides)
        is_count = plurals.is_count(found["value"].replace("|", "."))
        if is_count or plurals.are_forms(one, other) or plurals.are_endings(one, other):
            yield Text(Rule.PLURAL, shown(found[0]), 1 + text.count("\n", 0, found.start()))
    for found in _PLURALIZE.finditer(text):
        yield Text(Rule.PLURAL, shown(found[0]), 1 + text.count("\n", 0, found.start()))


def _message(side: str) -> str | None:
    """The message or the words that one side of a choice shows; None for anything else."""
    if (token := _TOKEN.fullmatch(side)) is None:
        return None if "{" in side or "<" in side else side
    piece = _piece(token)
    return piece.text if piece.kind is Kind.MARKED else None
