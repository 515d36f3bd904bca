"""Messages whose arguments no translation can put in another order: they have no names."""

from collections.abc import Iterable, Iterator

from l10n.messages import gettext as _
from l10n.model import Finding, Location, Severity, Syntax, Unit
from l10n.text.formats import unnamed

# As findings about them are named.
CHECK = "unnamed-arguments"


def findings(units: Iterable[Unit]) -> Iterator[Finding]:
    """A warning for each `%` format with several: Python fills them in as they stand.

    Where two are of one type no check of the target can see that they were swapped.
    """
    for unit in units:
        if unit.syntax is not Syntax.PYTHON:
            continue
        taken = max((unnamed(form, unit.syntax) for form in unit.source), key=len)
        if len(taken) > 1:
            sentence = _(
                "{arguments} have no names, so that no translation can change their order. "
                "Write %(name)s, and give a dictionary."
            )
            said = sentence.format(arguments=", ".join(taken))
            where = next(iter(unit.locations), Location(""))
            yield Finding(CHECK, Severity.WARNING, said, unit.id, unit.source[0], where)
