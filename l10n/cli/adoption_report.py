"""What `l10n adopt` tells: a row a catalog, and what is broken."""

from l10n.adoption.adopt import Adopted, Standing
from l10n.cli import console
from l10n.messages import gettext as _
from l10n.model import Finding, Severity
from l10n.text.visible import visible

_WORDS = {
    Standing.APPROVED: _("approved"),
    Standing.SUGGESTED: _("suggested"),
    Standing.GUESS: _("fuzzy"),
    Standing.OUTDATED: _("outdated"),
    Standing.PLURAL: _("has plurals now"),
    Standing.BROKEN: _("broken"),
    Standing.KNOWN: _("known before"),
    Standing.UNTRANSLATED: _("untranslated"),
    Standing.OBSOLETE: _("obsolete"),
}
# Broken entries of a check and catalog that are named; `--json` has them all.
_NAMED = 3
_INCOMPLETE = Finding("approval", Severity.ERROR, _("Not all forms are translated."))


def tell(done: dict[str, Adopted], gone: dict[str, int], *, dry_run: bool, as_json: bool) -> None:
    """Tell people or machines.

    Args:
        done: the catalogs by name.
        gone: how many translated entries of each no source has any more.
        dry_run: whether nothing was written.
        as_json: whether for machines.
    """
    if as_json:
        rows_ = {name: _row(name, one, gone) for name, one in done.items()}
        console.emit({"written": not dry_run, "catalogs": rows_})
        return
    if not done:
        console.say(_("There is no catalog here yet; `l10n update` makes them."))
        return
    _show_broken(done)
    used = [standing for standing in Standing if any(o.counts[standing] for o in done.values())]
    columns = [_("Catalog"), *(_WORDS[standing] for standing in used)]
    rows: list[tuple[object, ...]] = [
        (name, *(one.counts[standing] for standing in used)) for name, one in done.items()
    ]
    if gone:
        columns.append(_("not in the sources"))
        rows = [(*row, gone.get(str(row[0]), "")) for row in rows]
    title = _("What would be adopted") if dry_run else _("Adopted")
    console.table(title, columns, rows, numeric=range(1, len(columns)))
    if any(one.broken for one in done.values()):
        console.say(_("Broken ones are first in the queue of `l10n review`."))
    if not dry_run:
        console.say(_("Next: `l10n update`, then look at `git diff` and commit."))


def _show_broken(done: dict[str, Adopted]) -> None:
    """What the checks found, a few of each, so that none buries the others."""
    for one in done.values():
        by_check: dict[str, list[str]] = {}
        for entry, findings in one.broken:
            for check, said in {f.check: f.message for f in findings or (_INCOMPLETE,)}.items():
                place = f"{one.catalog.path}:{entry.line}".removesuffix(":0")
                line = f"{place}: [{check}] {entry.unit.source[0]}: {said}"
                by_check.setdefault(check, []).append(visible(line))
        for check, lines in by_check.items():
            for line in lines[:_NAMED]:
                console.warn(line)
            if len(lines) > _NAMED:
                more = _("… and {count} more of {check} in {path}; --json names them all.")
                rest = len(lines) - _NAMED
                console.warn(more.format(count=rest, check=check, path=one.catalog.path))


def _row(name: str, one: Adopted, gone: dict[str, int]) -> dict[str, object]:
    return {
        **{str(standing): one.counts[standing] for standing in Standing},
        "not_in_sources": gone.get(name),
        "broken_entries": [
            {
                "id": entry.unit.id,
                "file": one.catalog.path,
                "line": entry.line,
                "source": entry.unit.source,
                "target": entry.target,
                "findings": [{"check": f.check, "message": f.message} for f in findings],
            }
            for entry, findings in one.broken
        ],
    }
