"""Whoever has a key approves with their signature: an approval without it may be anybody's."""

from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.messages import gettext as _
from l10n.model import State, Unit


class Signature:
    """The approval of these words is signed by the person that it names, where they have a key."""

    name = "signature"
    summary = _("Whoever has a key has signed their approval; an approval without it counts not.")
    fix = _("Whoever approved it runs `l10n key sign`; else look at the words and approve them.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """See `Check.check`."""
        del unit
        entry = target.entry
        if entry is None or entry.state is not State.APPROVED or entry.approval is None:
            return
        if why := context.keyring.doubt(entry.approval):
            yield Remark(why, entry.approval.by, final=True)


CHECK = Signature()
