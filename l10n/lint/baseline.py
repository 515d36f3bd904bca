"""What a project had unmarked when it began to look: only what is new is told.

    {"version": 1, "findings": {"src/App.tsx": {"hard-coded-text": {"Save": 2}}}}

A finding is known by file, rule and text, not by its line, so that moved code is no news; as many
are let stand as there were.
"""

import json
from collections import Counter
from collections.abc import Iterable

from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.model import Finding

VERSION = 1
Name = tuple[str, str, str]


def read(data: bytes, path: str) -> Counter[Name]:
    """How many findings of each name stand in a baseline.

    Raises:
        ConfigError: where it is none.
    """
    try:
        said = json.loads(data)
        if said["version"] != VERSION:
            raise ValueError(said["version"])
        return Counter(
            {
                (str(file), str(rule), str(text)): int(count)
                for file, rules in said["findings"].items()
                for rule, texts in rules.items()
                for text, count in texts.items()
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(
            _("The baseline can't be read: {reason}.").format(reason=error),
            path=path,
            remedy=_("Take it back from git, or run `l10n lint --write-baseline`."),
        ) from error


def written(findings: Iterable[Finding]) -> bytes:
    """The baseline of these findings: the same for the same findings, a line for each text."""
    table: dict[str, dict[str, dict[str, int]]] = {}
    for (file, rule, text), count in sorted(Counter(map(_name, findings)).items()):
        table.setdefault(file, {}).setdefault(rule, {})[text] = count
    said = {"version": VERSION, "findings": table}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def new(findings: Iterable[Finding], known: Counter[Name]) -> tuple[list[Finding], int]:
    """The findings beyond those of a baseline, and how many of that stand no more."""
    left = known.copy()
    found: list[Finding] = []
    for finding in findings:
        name = _name(finding)
        if left[name] > 0:
            left[name] -= 1
        else:
            found.append(finding)
    return found, left.total()


def _name(finding: Finding) -> Name:
    text = finding.evidence.encode("utf-8", "replace").decode()
    return finding.location.path, finding.check, text
