"""A comment that looks like one of our marks, and says nothing because its parts are not right."""

from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.formats.marks import looks_like_a_mark
from l10n.messages import gettext as _
from l10n.model import Severity, Unit


class Marks:
    """A mark that was changed by hand, cut by a tool, or written by another version of ours."""

    name = "marks"
    summary = _("What looks like a mark of l10n is one, in all its parts.")
    fix = _("Take the line back from git's history; a mark that was changed says nothing.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """See `Check.check`."""
        del unit, context
        if target.entry is None:
            return
        lines = target.entry.raw.split("\n")
        for comment in filter(looks_like_a_mark, target.entry.comments):
            yield Remark(
                _("This mark is not as l10n wrote it, and says nothing; remove the line."),
                comment,
                Severity.WARNING,
                lines.index(comment) if comment in lines else 0,
                final=True,
            )


CHECK = Marks()
