"""Patterns of Fluent as text, and back.

The text is what stands in the file without its indentation. An empty literal, `{ "" }`, is the way
to write what the syntax would take away or misread (spaces at an end, a line that begins with
`[`), so that it is no text.
"""

import re
from collections.abc import Mapping

from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_expression, serialize_placeable

from l10n.formats.resources.resource import Value, forms_of
from l10n.text.plurals import CATEGORIES

_EMPTY = '{ "" }'
_INDENT = "    "
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[{}\n]|[^"{}\n]+|"')


def value_of(pattern: ast.Pattern, source: str) -> tuple[Value, str]:
    """A pattern's text, or its plural forms and what selects among them.

    Args:
        source: the text that the pattern was parsed from.
    """
    first = pattern.elements[0] if len(pattern.elements) == 1 else None
    chosen = first.expression if isinstance(first, ast.Placeable) else None
    if not isinstance(chosen, ast.SelectExpression):
        return _text(pattern, source), ""
    keys = [v.key.name if isinstance(v.key, ast.Identifier) else "" for v in chosen.variants]
    default = next(v.key for v in chosen.variants if v.default)
    is_plural = set(keys) <= {*CATEGORIES} and len(set(keys)) == len(keys)
    if not is_plural or not isinstance(default, ast.Identifier) or default.name != "other":
        return _text(pattern, source), ""
    forms = [_text(variant.value, source) for variant in chosen.variants]
    if len(forms) == 1:  # the same as the text alone
        return forms[0], ""
    return dict(zip(keys, forms, strict=True)), serialize_expression(chosen.selector)


def pattern_of(value: Value, selector: str) -> str:
    """What stands after the `=`; "" where the value can't be written so that it is read again."""
    if isinstance(value, str):
        written = _pattern(value, _INDENT)
    elif set(value) == {"other"}:
        written = _pattern(value["other"], _INDENT)
    else:
        written = f"\n{_INDENT}{{ {selector} ->"
        for category in (name for name in CATEGORIES if name in value):
            mark = "   *" if category == "other" else "    "
            said = _pattern(value[category], _INDENT * 3)
            written += f"\n{_INDENT}{mark}[{category}]{said}"
        written += f"\n{_INDENT}}}"
    return written if _reads_as(written, value) else ""


def _text(pattern: ast.Pattern, source: str) -> str:
    pieces: list[str] = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            pieces.append(element.value)
            continue
        inner = element.expression
        if isinstance(inner, ast.StringLiteral) and not inner.value:
            continue
        assert element.span  # the parser was asked for them
        said = source[element.span.start : element.span.end]
        pieces.append(serialize_placeable(element) if "\n" in said else said)
    return "".join(pieces)


def _pattern(text: str, indent: str) -> str:
    if not text:
        return " " + _EMPTY
    if "\n" not in text:
        return " " + _line(text)
    depth, lines = 0, list[str]()
    for line in text.split("\n"):
        lines.append(line if depth else _line(line, is_start=True))
        braces = [token for token in _TOKEN.findall(line) if token in {"{", "}"}]
        depth += braces.count("{") - braces.count("}")
    lines[-1] = lines[-1] or _EMPTY
    lines[0] = lines[0] or _EMPTY
    return "".join(f"\n{indent}{line}" if line else "\n" for line in lines)


def _line(text: str, *, is_start: bool = False) -> str:
    if text.startswith(" ") or (is_start and text.startswith(("[", "*", "."))):
        text = _EMPTY + text
    return text + _EMPTY if text.endswith(" ") else text


def _reads_as(written: str, value: Value) -> bool:
    source = f"k ={written}\n"
    body = FluentParser().parse(source).body
    if len(body) != 1 or not isinstance(body[0], ast.Message) or body[0].attributes:
        return False
    pattern = body[0].value
    if pattern is None:
        return False
    read, _selector = value_of(pattern, source)
    alone = isinstance(value, Mapping) and set(value) == {"other"}
    return read == (forms_of(value)["other"] if alone else value)
