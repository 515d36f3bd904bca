"""Which symbols survive a package: found by trying, when it is installed, and kept beside it.

About twenty forms are put into two hundred sentences each, one at a time. A form serves where the
tokenizer knows its characters, it holds no underscore (argostranslate's decoder turns it into a
space), and it comes out exactly once in 99% of the sentences; the best such form is taken.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from l10n import files
from l10n.engines.interface import Request, Translator
from l10n.errors import StorageError

# Trained symbols first; then what people and models have been seen to leave alone.
FORMS = (
    "⟦{}⟧", "«{}»", "<{}>", "[{}]", "({})", "{{{}}}", "#{}#", "@{}", "${}", "%{}", "§{}", "X{}Z",
    "XX{}", "ZQ{}", "QX{}", "AB{}", "<x{}>", "<x{}/>", "[[{}]]", "#{}",
)  # fmt: skip
ENOUGH = 0.99
COUNT = 8


@dataclass(frozen=True, slots=True)
class Probed:
    """The form that a package is used with, and the share of sentences it survives in."""

    form: str
    survival: float

    @property
    def sentinels(self) -> tuple[str, ...]:
        """The symbols."""
        return tuple(self.form.format(number) for number in range(COUNT))


def sentences(language: str) -> list[str]:
    """The sentences of a language, with `{}` where a symbol goes."""
    path = Path(str(resources.files("l10n") / "engines" / f"probe.{language}.txt"))
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def probe(
    translator: Translator,
    language: str,
    spells: Callable[[str], bool],
    progress: Callable[[int, int], None],
) -> Probed:
    """Try the forms, and return the one that survives best.

    Args:
        translator: of the package, searching narrowly: survival hardly hangs on the beam.
        language: of its sources.
        spells: whether the package's tokenizer knows every character of a text.
        progress: told (forms done, in all).
    """
    templates = sentences(language)
    best = Probed(FORMS[0], 0.0)
    for number, form in enumerate(FORMS):
        if spells("".join(form.format(n) for n in range(COUNT))):
            share = _survival(translator, form, templates)
            best = max(best, Probed(form, share), key=lambda probed: probed.survival)
        progress(number + 1, len(FORMS))
        if best.survival >= ENOUGH:
            break
    return best


def _survival(translator: Translator, form: str, templates: Sequence[str]) -> float:
    symbols = [form.format(number % COUNT) for number in range(len(templates))]
    requests = [
        Request(str(number), template.replace("{}", symbol))
        for number, (template, symbol) in enumerate(zip(templates, symbols, strict=True))
        if symbol not in template
    ]
    replies = translator.translate(requests, 1)
    alive = sum(reply.hypotheses[0].text.count(symbols[int(reply.id)]) == 1 for reply in replies)
    return alive / len(requests) if requests else 0.0


def read(path: Path) -> Probed | None:
    """What was found before; None where nothing was, or the file makes no sense."""
    try:
        found: Any = json.loads(path.read_bytes())
        return Probed(str(found["form"]), float(found["survival"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(path: Path, probed: Probed) -> bool:
    """Keep what was found; False where the place can't be written, which costs a later probe."""
    row = {"form": probed.form, "survival": round(probed.survival, 4)}
    try:
        files.write(path, (json.dumps(row, ensure_ascii=False) + "\n").encode())
    except StorageError:
        return False
    return True
