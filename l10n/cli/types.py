"""`l10n types`: TypeScript types of the source texts' keys and their arguments."""

from collections import Counter
from pathlib import Path

import click

from l10n import files
from l10n.catalogs.resources import source, source_place
from l10n.cli import console, outputs
from l10n.errors import ConfigError
from l10n.formats.typescript import Namespace, declarations
from l10n.messages import gettext as _
from l10n.project.config import Config

# What programs in JavaScript and TypeScript read.
_OF_SCRIPTS = ("i18next", "vue-i18n", "formatjs")


@click.command(
    "types",
    help=_(
        "Write TypeScript types of the source texts: every key, and the arguments of its text.\n\n"
        "i18next takes them as the types of its resources; for other libraries there is a map of "
        "keys to arguments."
    ),
    epilog=_("Example: `l10n types --output src/l10n.d.ts`"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write them into a file, which is replaced; else they are printed."),
)
@click.option("--check", is_flag=True, help=_("Write nothing; exit 1 where the file is behind."))
def command(output: Path | None, check: bool) -> None:
    """Print or write the types of all catalogs with source files."""
    settings = console.project()
    if check and output is None:
        raise click.UsageError(_("--check goes with --output."))
    parts = [part for part in settings.parts() if part.resource in _OF_SCRIPTS]
    if not parts:
        raise ConfigError(
            _("No catalog has a source file of {formats}.").format(formats=", ".join(_OF_SCRIPTS)),
            path=settings.path,
            remedy=_("Say `resource` and `files` in [[catalogs]]."),
        )
    spaces = [
        Namespace(_name(part), source(part), files.read_bytes(source_place(part))) for part in parts
    ]
    if twice := [name for name, count in Counter(s.name for s in spaces).items() if count > 1]:
        raise ConfigError(
            _("Two catalogs have the namespace {name!r}.").format(name=twice[0]),
            path=settings.path,
            remedy=_("Say `namespaces` in each of them."),
        )
    default = next((s.name for s, p in zip(spaces, parts, strict=True) if "" in p.namespaces), "")
    text = declarations(spaces, default or spaces[0].name)
    if output is None:
        click.echo(text, nl=False)
        return
    outputs.guard(output, "types")
    behind = not output.is_file() or output.read_bytes() != text.encode()
    if not check:
        files.write(output, text.encode())
    elif behind:
        console.warn(_("Behind the source texts: {path}.").format(path=output))
    console.finish(findings=check and behind)


def _name(part: Config) -> str:
    """What code calls the source file: i18next's own word where nobody says another."""
    named = next(filter(None, part.namespaces), "")
    return named or ("translation" if not part.part else part.called)
