"""Glossary terms are satisfied, and the evidence says how."""

from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.glossary.evidence import Outcome
from l10n.messages import gettext as _
from l10n.model import Severity, Unit
from l10n.terms import Rule


class Terms:
    """The brand's words are kept right, and a miss never passes in silence."""

    name = "terms"
    summary = _("Glossary terms are rendered as the glossary says.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """A forbidden rendering or a miss is an error where the term binds, else a warning."""
        del unit, target
        for proof in context.evidence:
            term = proof.hit.term
            severity = Severity.WARNING if term.rule is Rule.PREFER else Severity.ERROR
            if proof.outcome is Outcome.FORBIDDEN:
                yield Remark(
                    _("{source} must not be rendered as {wrong}; say {target}.").format(
                        source=term.source, wrong=proof.words, target=term.target
                    ),
                    proof.words,
                    severity,
                )
            elif proof.outcome is Outcome.MISSING:
                sentence = (
                    _("{source} must stay as it is.")
                    if term.rule is Rule.KEEP
                    else _("{source} is rendered as {targets}.")
                )
                yield Remark(
                    sentence.format(source=term.source, targets=" / ".join(term.renderings)),
                    proof.hit.surface,
                    severity,
                )


CHECK = Terms()
