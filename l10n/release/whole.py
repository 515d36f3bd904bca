"""Every catalog of a project → its release: a folder's files, or the team's own, in place."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from l10n.checks.checker import Checker
from l10n.errors import L10nError
from l10n.model import Catalog
from l10n.project.config import Config
from l10n.release import resources
from l10n.release.compile import Leave, Result, compile_to


def folders(config: Config, output: Path | None = None) -> dict[Path, list[Config]]:
    """The release folders with the catalogs that go there; a team's own files have none.

    Args:
        config: the project.
        output: a folder for all of them, instead of the settings' own.
    """
    found: dict[Path, list[Config]] = {}
    for part in (part for part in config.parts() if not part.resource):
        found.setdefault(output or config.root / part.release, []).append(part)
    return found


def release(
    config: Config,
    checkers: Mapping[str, Checker],
    found: Sequence[Catalog],
    output: Path | None,
    leave: Leave,
) -> tuple[dict[Path, Result], list[L10nError]]:
    """Compile each catalog into its release folder; the results by folder, and what failed.

    Args:
        config: the project.
        checkers: by locale.
        found: the catalogs.
        output: as for `folders`.
        leave: as for `compile_to`.
    """
    results: dict[Path, Result] = {}
    refused: list[L10nError] = []
    for folder, parts in folders(config, output).items():
        domains = {part.called for part in parts}
        own = [catalog for catalog in found if catalog.domain in domains]
        results[folder], failed = compile_to(config, checkers, own, folder, parts, leave)
        refused += failed
    for part in (part for part in config.parts() if part.resource):
        own = [catalog for catalog in found if catalog.domain == part.called]
        results[resources.folder(part, output)], failed = resources.write(
            part, checkers, own, output, take_over=leave.take_over
        )
        refused += failed
    return results, refused
