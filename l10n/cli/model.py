"""`l10n model`: list, install, describe and remove translation models."""

import tempfile
from pathlib import Path

import click

from l10n.cli import console
from l10n.engines import argos, package_index, packages, probe
from l10n.errors import L10nError, ModelError
from l10n.messages import gettext as _


@click.group(
    "model",
    help=_("List, install, describe and remove translation models (Argos packages)."),
    epilog=_("Example: `l10n model install en-zh`"),
)
def command() -> None:
    """The group; its commands follow."""


@command.command(
    "list",
    help=_("List the models at hand, and with --index those that can be had."),
    epilog=_("Example: `l10n model list --index`"),
)
@click.option("--index", is_flag=True, help=_("Ask the Argos package index too."))
@console.json_option
def list_command(index: bool, as_json: bool) -> None:
    """Starter and installed packages, then the index."""
    errors: list[L10nError] = []
    rows: list[tuple[str, str, str, str]] = []
    for item in (*packages.starter(), *packages.installed()):
        if isinstance(item, L10nError):
            errors.append(item)
        else:
            rows.append(
                (f"{item.from_code}-{item.to_code}", item.version, item.origin, str(item.path))
            )
    offers = package_index.fetch(package_index.address()) if index else []
    rows += [
        (
            f"{offer.from_code}-{offer.to_code}",
            offer.version,
            "index",
            next(iter(offer.links), ""),
        )
        for offer in offers
    ]
    if as_json:
        names = ("pair", "version", "origin", "path")
        console.emit([dict(zip(names, row, strict=True)) for row in rows])
    else:
        columns = [_("Pair"), _("Version"), _("Origin"), _("Place")]
        console.table(_("Translation models"), columns, rows)
    console.report(errors)
    console.finish(errors=bool(errors))


@command.command(
    "install",
    help=_("Install a package file, or a pair of languages from the Argos package index."),
    epilog=_("Example: `l10n model install translate-en_zh-1_9.argosmodel`"),
)
@click.argument("what")
def install_command(what: str) -> None:
    """A path that exists is a file; `en-zh` is a pair."""
    path = Path(what)
    if path.exists():
        _probe(packages.install(path))
        return
    source, dash, target = what.partition("-")
    if not dash or path.suffix:
        raise ModelError(
            _("There is no such file."),
            path=what,
            remedy=_("Name a package file, or a pair such as en-zh."),
        )
    offers = [
        offer
        for offer in package_index.fetch(package_index.address())
        if (offer.from_code, offer.to_code) == (source, target)
    ]
    if not offers:
        raise ModelError(
            _("The index has no model from {source} to {target}.").format(
                source=source, target=target
            ),
            remedy=_("See `l10n model list --index`."),
        )
    with tempfile.TemporaryDirectory() as folder, console.progress(what) as tell:
        file = package_index.download(offers[-1], Path(folder), tell)
        package = packages.install(file)
    _probe(package)


def _probe(package: packages.Package) -> None:
    """Find out once which symbols survive the package, and say that it is there."""
    installed = packages.find(package.from_code, package.to_code)
    with console.progress(_("trying symbols")) as tell:
        probed = argos.probe_package(installed, tell)
    console.say(_("Installed {name}.").format(name=package.name))
    console.say(
        _("Placeholders travel as {form}; {share} of them survive the first try.").format(
            form=probed.form.format(0), share=f"{probed.survival:.1%}"
        )
    )
    if probed.survival < probe.ENOUGH:
        console.warn(_("Strings that lose one are asked again in parts, and go to review."))


@command.command(
    "info",
    help=_("Tell where a pair's model comes from, what it is good at and where it is weak."),
    epilog=_("Example: `l10n model info en-zh`"),
)
@click.argument("pair")
@console.json_option
def info_command(pair: str, as_json: bool) -> None:
    """The package that would be used, and its README."""
    package = packages.find(*_pair(pair))
    readme = package.readme()
    probed = probe.read(package.probe_path)
    if as_json:
        console.emit(
            {
                "name": package.name,
                "origin": package.origin,
                "path": str(package.path),
                "sha256": package.digest(),
                "sentinels": probed.form if probed else None,
                "survival": probed.survival if probed else None,
                "readme": readme,
            }
        )
        return
    console.say(f"{package.name} ({package.origin})")
    console.say(str(package.path))
    console.say(f"SHA-256 {package.digest()}")
    console.say(readme or _("The package says nothing about itself."))


@command.command(
    "remove",
    help=_("Remove the installed packages of a pair; the starter model stays."),
    epilog=_("Example: `l10n model remove en-zh`"),
)
@click.argument("pair")
def remove_command(pair: str) -> None:
    """Say what was removed."""
    for path in packages.remove(*_pair(pair)):
        console.say(_("Removed {path}.").format(path=path))


def _pair(text: str) -> tuple[str, str]:
    source, dash, target = text.partition("-")
    if not dash or not source or not target:
        raise click.BadParameter(_("A pair is written as en-zh."))
    return source, target
