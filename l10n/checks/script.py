"""The target is written in its language's script."""

import re
from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.messages import gettext as _
from l10n.model import Severity, Unit
from l10n.placeables import words
from l10n.typography import HAN

_FOREIGN = re.compile(
    "[\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3041-\u30fa\uac00-\ud7af]+"
)
_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_SENTENCE = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,.'’-]*){4,}")


class Script:
    """Han left over in English, kana in Chinese, an English sentence in a Chinese string."""

    name = "script"
    summary = _("The target is written in its language's script.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """Characters that the source has too are no finding where they may be names."""
        del unit
        kept = {proof.words for proof in context.evidence if proof.words}
        for source, form in zip(context.sources, target.forms, strict=True):
            text, original = words(form), words(source)
            for run in _FOREIGN.findall(text):
                if run not in original:
                    yield Remark(_("{text} is in another script.").format(text=run), run)
            if context.language == "en":
                for run in _HAN_RUN.findall(text):
                    if not any(run in word for word in kept):
                        yield Remark(_("{text} is left in Chinese.").format(text=run), run)
            elif context.language == "zh" and text != original:
                for run in _LATIN_SENTENCE.findall(text):
                    yield Remark(
                        _("{text} is left in English.").format(text=run.strip()),
                        run.strip(),
                        Severity.WARNING,
                    )


CHECK = Script()
