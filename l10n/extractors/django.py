"""Django's templates: `{% translate %}`, `{% blocktranslate %}` and `_("...")`, by Django's rules.

Django is not needed: its lexer is one regular expression, and tags end on the line they begin on.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Any

from l10n.errors import SourceError
from l10n.extractors import found
from l10n.extractors.interface import Extracted
from l10n.extractors.options import only, strings
from l10n.files import decode
from l10n.messages import gettext as _
from l10n.model import Location, Unit

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
_QUOTED = r"""("[^"]*?"|'[^']*?')"""
_CONTEXT = re.compile(rf"\s.*?\bcontext\s+(?:{_QUOTED}|(\S+))")
_INLINE = re.compile(rf"trans(?:late)?\s+(?:{_QUOTED}|(\S.*))")
_BLOCK = re.compile(r"blocktrans(?:late)?(?=\s|$)")
_END = re.compile(r"endblocktrans(?:late)?$")
_CONSTANT = re.compile(r"""(?<!\w)_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""")
_LINES = re.compile(r"\s*\n\s*")
# Django's own mark has no colon.
_TAGS = (*found.COMMENT_TAGS, "Translators")
OPTIONS = frozenset(("comment_tags",))


@dataclass(slots=True)
class _Block:
    """A `blocktranslate` that is being read."""

    opening: str
    line: int
    forms: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def is_trimmed(self) -> bool:
        return "trimmed" in self.opening.split()


class Django:
    """`{% translate "..." %}`, `{% blocktranslate count n=n %}…{% plural %}…`, `{{ _("...") }}`."""

    name = "django"
    suffixes = (".html", ".txt", ".djhtml")

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Extracted]:
        """See `Extractor.extract`.

        Option `comment_tags`: how a comment for translators begins.
        """
        only(options, OPTIONS)
        tags = strings(options, "comment_tags", _TAGS)
        data = file.read()
        if b"trans" not in data and b"_(" not in data:
            return
        try:
            text = decode(data, path)
        except SourceError as error:
            yield error
            return
        yield from _Template(text, path, tags).read()


class _Template:
    """A template on its way through the lexer."""

    def __init__(self, text: str, path: str, tags: tuple[str, ...]) -> None:
        self._text = text
        self._path = path
        self._tags = tags
        self._line = 1
        self._comments: dict[int, list[str]] = {}

    def read(self) -> Iterator[Extracted]:
        """What the template holds, in its order."""
        block: _Block | None = None
        closing = ""  # the tag that ends a comment or what is shown verbatim
        position = 0
        for tag in _TAG.finditer(self._text):
            between = self._text[position : tag.start()]
            content, is_block = tag[0][2:-2].strip(), tag[0].startswith("{%")
            if closing == "endcomment":
                self._comment(between)
            elif block is not None:
                block.forms[-1].append(between.replace("%", "%%"))
            self._line += between.count("\n")
            position = tag.end()
            if closing:
                closing = "" if is_block and content == closing else closing
            elif block is not None:
                block, items = self._in_block(block, tag[0], content)
                yield from items
            elif is_block and _BLOCK.match(content):
                block = _Block(content, self._line)
            elif is_block and content.split(None, 1)[:1] == ["comment"]:
                closing = "endcomment"
            elif is_block and content.split(None, 1)[:1] == ["verbatim"]:
                closing = f"end{content}"
            else:
                yield from self._other(tag[0], content)
        if block is not None:
            yield self._unclosed(block)

    def _comment(self, words: str) -> None:
        for number, line in enumerate(words.split("\n"), self._line):
            if line.strip():
                self._comments.setdefault(number, []).append(line)

    def _other(self, tag: str, content: str) -> Iterator[Extracted]:
        """A tag outside of blocks."""
        if tag.startswith("{#"):
            self._comment(content)
        elif inline := _INLINE.match(content) if tag.startswith("{%") else None:
            if inline[1]:
                yield from self._message(
                    (_doubled(inline[1]),), content[inline.end() :], self._line
                )
            else:
                yield found.opaque(tag, self._at(self._line))
        for constant in _CONSTANT.finditer(content) if not tag.startswith("{#") else ():
            try:
                words = ast.literal_eval(constant[1])
            except (SyntaxError, ValueError):
                words = constant[1][1:-1]
            yield from self._message((words,), "", self._line)

    def _in_block(
        self, block: _Block, tag: str, content: str
    ) -> tuple[_Block | None, Iterator[Extracted]]:
        """The block after a tag in it, and what it turned out to hold."""
        if tag.startswith("{{"):
            block.forms[-1].append(f"%({content})s")
        elif tag.startswith("{%"):
            if _END.match(content):
                return None, self._whole(block)
            if content != "plural":
                return None, iter((self._refused(tag),))
            block.forms.append([])
        return block, iter(())

    def _whole(self, block: _Block) -> Iterator[Extracted]:
        forms = tuple("".join(parts) for parts in block.forms[:2])
        if block.is_trimmed:
            forms = tuple(_LINES.sub(" ", form.strip()) for form in forms)
        yield from self._message(forms, block.opening, block.line)

    def _message(self, forms: tuple[str, ...], said: str, line: int) -> Iterator[Extracted]:
        """The unit of these words; `said` is the rest of the tag, which may name a context."""
        context = _CONTEXT.search(f" {said}")
        if context is not None and context[2]:
            yield found.opaque(context[2], self._at(line))
            return
        notes = found.notes_above(self._comments, line, self._tags)
        words = context[1][1:-1] if context is not None else ""
        for item in found.unit(forms, self._at(line), context=words, notes=notes):
            made = found.in_python(item)
            # Django fills in every message that has a percent sign.
            if isinstance(made, Unit) and "%" in "".join(forms) and not made.syntax:
                made = replace(made, flags=(*made.flags, "python-format"))
            yield made

    def _at(self, line: int) -> Location:
        return Location(self._path, line)

    def _refused(self, tag: str) -> SourceError:
        return SourceError(
            _("A translation block can't hold the tag {tag}.").format(tag=tag),
            path=self._path,
            line=self._line,
            remedy=_("Close the block before it; Django refuses it too."),
        )

    def _unclosed(self, block: _Block) -> SourceError:
        return SourceError(
            _("The translation block is never closed."),
            path=self._path,
            line=block.line,
            remedy=_("End it with {% endblocktranslate %}."),
        )


def _doubled(quoted: str) -> str:
    """The words in quotes, with percent signs as Django looks them up."""
    return quoted[1:-1].replace("%", "%%")


EXTRACTOR = Django()
