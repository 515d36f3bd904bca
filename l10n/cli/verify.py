"""`l10n verify`: whether a release, its archive or a catalog is what it says it is."""

from pathlib import Path

import click

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.project import keys
from l10n.release.verify import Verdict, verify
from l10n.text.visible import visible

_SHOWN = 20


@click.command(
    "verify",
    help=_(
        "Check a release folder, its .tar.gz or a catalog, from outside: no project is needed.\n\n"
        "Every file is what SHA256SUMS and the manifest say, every string the one that was "
        "approved, every signature its person's. What fails is named, down to the unit: exit "
        "code 1. Whether the keys are those of the people they name, only --keys can tell: the "
        "project's l10n.keys.toml, as you have it from elsewhere."
    ),
    epilog=_(
        "Example: `l10n verify build/releases/latest`; `l10n verify release.tar.gz --keys "
        "l10n.keys.toml`"
    ),
)
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--keys",
    "keys_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("The public keys that you trust; those that the release names, else."),
)
@click.option(
    "--locale", default="", help=_("The locale of a catalog whose header does not name it.")
)
@console.json_option
def command(path: Path, keys_file: Path | None, locale: str, as_json: bool) -> None:
    """Look at one thing."""
    trusted = keys.parse(keys_file.read_text("utf-8"), keys_file) if keys_file else None
    verdict = verify(path, trusted, locale)
    if as_json:
        console.emit(_as_json(path, verdict))
    else:
        _tell(path, verdict, trusted=trusted is not None)
    console.finish(findings=bool(verdict.findings))


def _as_json(path: Path, verdict: Verdict) -> dict[str, object]:
    return {
        "path": str(path),
        "release": verdict.name,
        "whole": not verdict.findings,
        "files": verdict.files,
        "units": verdict.units,
        "signed_approvals": verdict.signed,
        "signed_by": [{"name": name, "key": key} for name, key in verdict.signers],
        "findings": [
            {"file": f.file, "unit": f.unit, "name": f.name, "message": f.message}
            for f in verdict.findings
        ],
    }


def _tell(path: Path, verdict: Verdict, *, trusted: bool) -> None:
    for finding in verdict.findings[:_SHOWN]:
        named = f" {finding.name} [{finding.unit}]" if finding.unit else ""
        console.line(visible(f"{finding.file}:{named} {finding.message}"), "red", err=True)
    if (more := len(verdict.findings) - _SHOWN) > 0:
        console.warn(_("… and {count} more such errors.").format(count=more))
    for name, key in verdict.signers:
        sentence = _("Signed by {name}, key {id}.")
        if not trusted:
            sentence = _("Signed by {name}, key {id}, as the release itself says; see --keys.")
        console.say(visible(sentence.format(name=name, id=key)))
    if verdict.findings:
        sentence = ngettext(
            "{path}: {count} fault.", "{path}: {count} faults.", len(verdict.findings)
        )
        console.warn(sentence.format(path=path, count=len(verdict.findings)))
        return
    sentence = _("{path} is whole: {files} files, {units} units, {signed} signed approvals.")
    console.say(
        sentence.format(path=path, files=verdict.files, units=verdict.units, signed=verdict.signed)
    )
