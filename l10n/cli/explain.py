"""`l10n explain`: what a rule finds, what to do, and examples of both sides."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import click

from l10n import plugins
from l10n.cli import console
from l10n.lint.rules import ABOUT, UNUSED
from l10n.messages import gettext as _

# Rules that no check holds: what is wrong with a whole catalog, or with the code behind it.
OTHERS: dict[str, tuple[str, str]] = {
    **ABOUT,
    "catalog": (
        _("A catalog can be read: no conflict markers, no message twice, no line that is no PO."),
        _("Choose a side, or keep one of the two entries; repair the line that is named."),
    ),
    "header": (
        _("A catalog's header keeps what its readers go by: language, charset, plural rule."),
        _("Take the lost line back from git, or run `l10n update`, which writes the rule anew."),
    ),
    "key-with-two-texts": (
        _("A key has the same text wherever the code gives one."),
        _("Give both calls the same text, or one of them another key."),
    ),
    "key-without-text": (
        _("A key that the code asks for has a text in a resource file, or beside it."),
        _("Write its text into the resource file, or give a default in the code."),
    ),
    "not-constant": (
        _("A string to translate stands in the code as it is, and is not put together there."),
        _("Write the whole sentence with a placeholder, and fill that afterwards."),
    ),
    UNUSED: (
        _("Each key of the source file is one that the code asks for."),
        _(
            "Drop it with `l10n extract --write-source --prune`, or list it in a comment beside "
            "the call that puts it together."
        ),
    ),
    "unnamed-arguments": (
        _("A plural's forms and a sentence of several arguments name them."),
        _("Name each argument, as in `%(count)d` or `{count}`."),
    ),
}


def names() -> list[str]:
    """Every rule that a finding may name."""
    return sorted([*plugins.room("checks"), *OTHERS])


def page(name: str) -> str:
    """What is to be said of a rule, as Markdown."""
    if name in OTHERS:
        summary, fix = OTHERS[name]
    else:
        check = plugins.room("checks")[name]
        # A check of another package may be older than this page.
        summary, fix = check.summary, getattr(check, "fix", "")
    parts = [f"## {name}", summary, fix, "\n".join(_examples(name))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _examples(name: str) -> Iterator[str]:
    text = files("l10n.checks").joinpath("examples.jsonl").read_text("utf-8")
    for line in text.splitlines():
        case = json.loads(line)
        if case["check"] == name:
            said = _("wrong") if case["expect"] else _("right")
            source, target = _shown(case["source"]), _shown(case["target"])
            yield f"- {said}: `{source}` → `{target}` ({case['why']})"


def _shown(text: Any) -> str:
    """A text, or its forms, on one line; what nobody can see by its number."""
    forms = [text] if isinstance(text, str) else text
    return " | ".join(
        "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in form)
        for form in forms
    )


@click.command(
    "explain",
    help=_(
        "Tell of a rule that a finding names: what it finds, what to do, and examples.\n\n"
        "Without a name it lists the rules."
    ),
    epilog=_("Example: `l10n explain placeables`"),
)
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Print a rule's page, or the rules."""
    if rule is None:
        for name in names():
            console.say(f"{name}: {page(name).splitlines()[2]}")
        return
    if rule not in names():
        sentence = _("There is no rule {name!r}; there are: {names}.")
        raise click.UsageError(sentence.format(name=rule, names=", ".join(names())))
    console.say(page(rule).rstrip())
