"""A plan as rows for a terminal, and as facts for machines."""

from collections.abc import Iterator
from typing import Any

from l10n.adoption.groups import undoubled
from l10n.adoption.interface import Catalogs
from l10n.adoption.plan import Plan
from l10n.adoption.tree import Reason
from l10n.messages import gettext as _

_NAMED = 4
_REASONS = {
    Reason.TESTS: _("tests"),
    Reason.DOCS: _("docs"),
    Reason.EXAMPLES: _("examples"),
    Reason.VENDORED: _("vendored"),
    Reason.BUILT: _("build output"),
    Reason.HIDDEN: _("hidden"),
    Reason.OTHER_REPOSITORY: _("other repositories"),
    Reason.LINK: _("links to folders"),
}


def columns() -> list[str]:
    """The names of the columns of `rows`."""
    return [_("Format"), _("Path"), _("Files"), _("Locales"), _("Source"), _("Becomes")]


def rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """What was found, a row each."""
    for one in plan.catalogs:
        files = str(one.files) if one.files else _("none yet")
        locales = one.locales or (plan.targets if not one.unread else ())
        shown = f"{len(locales)}: {_some(locales)}" if locales else ""
        yield (one.format, _path(one), files, shown, one.source or plan.source, _becomes(one))


def _becomes(one: Catalogs) -> str:
    if one.unread:
        return one.unread
    if not one.files:
        return _("new catalogs")
    empty = [name for name in one.empty if name != one.source]
    if empty:
        return _("catalogs; without a translation: {locales}").format(locales=_some(empty))
    return _("catalogs")


def source_rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """The code of the catalogs, a row for each extractor's part of it."""
    for one in plan.written:
        for code in one.sources:
            if code.include:
                yield one.domain, code.extractor, " ".join(code.include), code.why


def remarks(plan: Plan) -> Iterator[str]:
    """What else is to be known."""
    if plan.source_why:
        yield plan.source_why
    if plan.unknown:
        sentence = _("Left out, because CLDR has no plural rules of them: {locales}.")
        yield sentence.format(locales=", ".join(plan.unknown))
    for one in plan.written:
        for code in one.sources:
            yield from code.unread
    for reason, word in _REASONS.items():
        folders = [out.path for out in plan.tree.left_out if out.reason is reason]
        if folders:
            yield _("Left out, {reason}: {folders}").format(reason=word, folders=_some(folders))
    if plan.tree.unreadable:
        names = list(dict.fromkeys(plan.tree.unreadable))
        yield _("Could not be read: {paths}").format(paths=_some(names))
    if not plan.tree.whole:
        yield _("There are more files here than were looked at: {number}.").format(
            number=f"{len(plan.tree.files):,}"
        )


def facts(plan: Plan) -> dict[str, Any]:
    """The plan for machines."""
    return {
        "source_locale": plan.source,
        "target_locales": list(plan.targets) if plan.written else [],
        "unknown_locales": list(plan.unknown),
        "catalogs": [_fact(one) for one in plan.catalogs],
        "left_out": [{"path": out.path, "reason": str(out.reason)} for out in plan.tree.left_out],
        "unreadable": list(dict.fromkeys(plan.tree.unreadable)),
        "whole": plan.tree.whole,
    }


def _fact(one: Catalogs) -> dict[str, Any]:
    return {
        "format": one.format,
        "path": _path(one),
        "domain": one.domain,
        "locales": list(one.locales),
        "source_locale": one.source,
        "template": one.template,
        "files": one.files,
        "empty": list(one.empty),
        "why": list(one.why),
        "not_yet": one.unread,
        "sources": [
            {
                "extractor": code.extractor,
                "include": list(code.include),
                "exclude": list(code.exclude),
                "options": code.options,
                "why": code.why,
                "not_yet": list(code.unread),
            }
            for code in one.sources
        ],
    }


def _path(one: Catalogs) -> str:
    return undoubled(one.path.replace("{domain}", one.domain))


def _some(names: "list[str] | tuple[str, ...]") -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown} +{more}" if more > 0 else shown
