"""Vue's single-file components: the template as markup, script and bindings as programs."""

from collections.abc import Iterator
from dataclasses import replace

from l10n.extractors.html import Program
from l10n.extractors.js.syntax import blank
from l10n.extractors.vue import INTERPOLATION, blocks, template
from l10n.lint import markup, names, scripts, templates
from l10n.lint.interface import Marks, Rule, Text
from l10n.lint.words import has_cjk


class Vue:
    """`<p>Save</p>`, `:title="'Save'"` and `{{ ok ? "Yes" : "No" }}`."""

    name = "vue"
    suffixes = (".vue",)

    def lint(self, text: str, path: str, marks: Marks) -> Iterator[Text]:
        """See `Linter.lint`."""
        del path
        document = text.encode()
        # What is shown, and what only computes: classes, conditions, handlers.
        shown, rest = Program(document), Program(document)
        visible = bytearray(blank(document))
        page = bytearray(visible)
        dialect = "ts"
        for block in blocks(document):
            if block.name == "script":
                rest.statements(block.start, block.end)
                dialect = "tsx" if block.language in {"tsx", "jsx"} else dialect
            elif block.language in {"", "html"}:
                visible[block.start : block.end] = INTERPOLATION.sub(
                    lambda found: blank(found[0]), document[block.start : block.end]
                )
                for expression in template(block, document)[0]:
                    expression.put(shown if _is_shown(expression.name) else rest)
                page[block.start : block.end] = document[block.start : block.end]
        yield from markup.lint(bytes(visible), marks)
        yield from templates.lint(page.decode("utf-8", "replace"))
        yield from scripts.lint(shown.code, dialect, marks)
        for found in scripts.lint(rest.code, dialect, marks):
            if (found.alone or found.rule) is not Rule.TEXT:
                yield found
            elif has_cjk(found.words):
                yield replace(found, rule=Rule.LITERAL)


LINTER = Vue()


def _is_shown(name: str) -> bool:
    """Whether what a binding of this name computes is shown; "" stands for braces."""
    attribute = name.removeprefix("v-bind").removeprefix(":").partition(".")[0]
    return (
        not name or name == "v-text" or (":" in name and names.is_shown(attribute, of_html=False))
    )
