"""Java, Kotlin, Swift, Dart, Go, C# and their kin: strings in Chinese, and nothing else.

Such a string is shown to somebody, or is data; a sentence in English is too often for developers.
"""

import re
from collections.abc import Iterator

from l10n.lint import names
from l10n.lint.interface import Marks, Rule, Text
from l10n.lint.words import has_cjk

# Comments, and strings of one line or of several; what stands first is what is there.
_PIECE = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"\"\"(?P<long>.*?)\"\"\"|\"(?P<text>(?:[^\"\\\n]|\\.)*)\""
    r"|'(?P<other>(?:[^'\\\n]|\\.)*)'",
    re.DOTALL,
)
_CALLEE = re.compile(r"([\w.]+)\s*\([^()\n]*\Z")


class Literals:
    """`setTitle("保存")` in whatever language it is written."""

    name = "literals"
    suffixes = (".java", ".kt", ".kts", ".swift", ".dart", ".go", ".cs", ".m", ".mm", ".php")

    def lint(self, text: str, path: str, marks: Marks) -> Iterator[Text]:
        """See `Linter.lint`."""
        del path
        line, counted = 1, 0
        for piece in _PIECE.finditer(text):
            said = piece["long"] or piece["text"] or piece["other"] or ""
            if not has_cjk(said):
                continue
            line += text.count("\n", counted, piece.start())
            counted = piece.start()
            called = _CALLEE.search(text, max(0, piece.start() - 200), piece.start())
            name = called[1] if called else ""
            if name.rpartition(".")[2] not in marks.functions and not names.logs(name):
                yield Text(Rule.LITERAL, " ".join(said.split()), line)


LINTER = Literals()
