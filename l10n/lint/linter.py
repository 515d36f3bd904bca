"""Runs a linter over a file, and heeds what the project and the file's own comments let stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import translate
from pathlib import PurePosixPath

from l10n import plugins
from l10n.errors import ConfigError
from l10n.lint.comments import ignored
from l10n.lint.interface import Linter, Marks, Rule, Text
from l10n.lint.rules import ABOUT, OF_SOURCES
from l10n.lint.words import is_pattern
from l10n.messages import gettext as _
from l10n.model import Finding, Location, Severity

ASIDE = (
    *("**/*.test.*", "**/*.spec.*", "**/*.stories.*", "**/*.d.ts", "**/*.min.js", "**/test_*.py"),
    *("**/*_test.py", "**/*_test.go", "**/conftest.py", "**/__tests__/**", "**/__mocks__/**"),
    *("**/tests/**", "**/test/**", "**/e2e/**", "**/migrations/**", "**/*[mM]ock*", "**/mocks/**"),
    *("**/locales/**", "**/locale/**", "**/lang/**", "**/i18n/**", "**/i18n.*", "**/*_pb.*"),
)
"""Files that are no part of what users see, and the translations themselves."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project says.

    Attributes:
        allow: matches texts that may stand unmarked.
    """

    marks: Marks = field(default_factory=Marks)
    disable: frozenset[str] = frozenset()
    warn: frozenset[str] = frozenset()
    allow: re.Pattern[str] = re.compile(r"(?!)")


def allowing(texts: tuple[str, ...]) -> re.Pattern[str]:
    """What matches the texts that a project allows, `*` being for anything."""
    return re.compile("|".join(map(translate, texts)) or r"(?!)")


def known(rules: tuple[str, ...]) -> frozenset[str]:
    """Names of rules.

    Raises:
        ConfigError: for a name that is none's.
    """
    there = ABOUT.keys() | OF_SOURCES
    for name in rules:
        if name not in there:
            raise ConfigError(
                _("There is no rule {name!r} in [lint].").format(name=name),
                remedy=_("There are: {names}.").format(names=", ".join(sorted(there))),
            )
    return frozenset(rules)


def linter_of(path: str) -> Linter | None:
    """The linter for a file of this name; None where there is none."""
    suffix = PurePosixPath(path).suffix.lower()
    found = plugins.room("lint").values()
    return next((linter for linter in found if suffix in linter.suffixes), None)


def lint(linter: Linter, text: str, path: str, settings: Settings) -> list[Finding]:
    """The findings of a file, by their lines, one for each text and place.

    Args:
        text: the file, its line ends made LF.
        path: the file as it is shown.
    """
    said = ignored(text)
    found = {
        (one.line, one.words): _finding(one, path, settings)
        for one in sorted(linter.lint(text, path, settings.marks), key=_rank)
        if not said.covers(one.line, one.rule)
        and not settings.allow.fullmatch(one.words)
        and not (one.rule is Rule.LITERAL and is_pattern(one.words))
    }
    for line in said.without_reason:
        found[line, ""] = _finding(Text(Rule.REASON, "", line, sure=False), path, settings)
    kept = (finding for finding in found.values() if finding.check not in settings.disable)
    return sorted(kept, key=lambda finding: (finding.location.line, finding.evidence))


def told(findings: Iterable[Finding], text: str, settings: Settings) -> Iterator[Finding]:
    """What is left of others' findings about a file, as the project and its comments have it."""
    said = ignored(text)
    for finding in findings:
        if finding.check in settings.disable or said.covers(finding.location.line, finding.check):
            continue
        if not settings.allow.fullmatch(finding.evidence):
            warns = finding.check in settings.warn
            yield replace(finding, severity=Severity.WARNING) if warns else finding


def _rank(text: Text) -> int:
    # Of two rules for one text that comes last which is nearer to the screen.
    return -list(Rule).index(text.rule)


def _finding(text: Text, path: str, settings: Settings) -> Finding:
    is_error = text.sure and text.rule not in settings.warn
    return Finding(
        str(text.rule),
        Severity.ERROR if is_error else Severity.WARNING,
        _SENTENCES[text.rule].format(text=_short(text.words)),
        evidence=text.words,
        location=Location(path, text.line),
    )


_SENTENCES = {
    Rule.TEXT: _("The text “{text}” is not marked for translation."),
    Rule.ATTRIBUTE: _("The attribute's text “{text}” is not marked for translation."),
    Rule.MESSAGE: _("The message “{text}” is not marked for translation."),
    Rule.LITERAL: _("The string “{text}” is not marked for translation."),
    Rule.GLUED: _(
        "The sentence {text} is glued from pieces; other languages have another order of words."
    ),
    Rule.PLURAL: _("The plural in {text} is made by hand; languages have one to six forms."),
    Rule.REASON: _("This comment lets a finding stand and does not say why."),
}


def _short(words: str, most: int = 80) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
