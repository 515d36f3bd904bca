"""What the catalog says of an entry is true: approved words are the words that were approved."""

from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.messages import gettext as _
from l10n.model import State, Unit


class Approved:
    """msgfmt ships what is not fuzzy; so what is not approved must be."""

    name = "approval"
    summary = _("Entries that are not fuzzy are approved, in these very words.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """See `Check.check`."""
        del unit, context
        entry = target.entry
        if entry is None or entry.fuzzy or entry.state is State.APPROVED:
            return
        if entry.approval:
            yield Remark(
                _(
                    "The words changed after {name} approved them; approve again, or run `l10n update`."
                ).format(name=entry.approval.by),
                entry.approval.hash,
            )
        else:
            yield Remark(
                _("Not approved, yet not fuzzy; run `l10n approve`, or `l10n update` to mark it.")
            )


CHECK = Approved()
