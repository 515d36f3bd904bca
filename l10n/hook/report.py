"""What the hook prints, and how it ends."""

import sys

from l10n.errors import CatalogError, L10nError
from l10n.text.visible import visible

CLEAN, FINDINGS, USAGE = 0, 1, 2


def say(line: str) -> None:
    """A line for the person who commits; what it quotes is made harmless."""
    sys.stdout.write(f"{visible(line)}\n")


def warn(line: str) -> None:
    """A line on standard error, where git shows what its merge says."""
    sys.stderr.write(f"{visible(line)}\n")


def end(findings: int, errors: list[L10nError]) -> int:
    """Tell the errors; the exit code."""
    for error in errors:
        if isinstance(error, CatalogError):
            say(f"{error.place}: [catalog] {error.message} {error.remedy}".rstrip())
        else:
            say(str(error))
    return max([error.exit_code for error in errors] + [FINDINGS if findings else CLEAN])
