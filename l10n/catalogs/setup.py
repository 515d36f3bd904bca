"""A folder → the settings its project probably wants."""

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from l10n.catalogs.extract import SKIPPED

# What each extractor reads, and the file names that tell it is wanted.
_KNOWN = (
    ("python", ("**/*.py",)),
    ("jinja2", ("**/templates/**/*.html", "**/*.jinja", "**/*.j2")),
    ("javascript", ("**/*.js", "**/*.jsx", "**/*.ts", "**/*.tsx")),
)
# Files looked at before the answer is given: a large tree is known by its first files.
_LOOKED_AT = 50_000


def sources_in(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The extractors that the folder's files ask for, with the patterns that match any."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for extractor, patterns in _KNOWN:
        fitting = tuple(pattern for pattern in patterns if _matches(folder, pattern))
        if fitting:
            found.append((extractor, fitting))
    return found


def _matches(folder: Path, pattern: str) -> bool:
    candidates = islice(folder.glob(pattern), _LOOKED_AT)
    return any(
        path.is_file() and not SKIPPED.intersection(path.relative_to(folder).parts)
        for path in candidates
    )


def settings_text(
    source: str, targets: Sequence[str], domain: str, sources: Sequence[tuple[str, Sequence[str]]]
) -> str:
    """The text of l10n.toml, with the settings most projects touch."""
    head = (
        f"source_locale = {json.dumps(source)}\n"
        f"target_locales = {json.dumps(list(targets))}\n"
        f"domain = {json.dumps(domain)}\n"
        'catalogs = "locales/{locale}/LC_MESSAGES/{domain}.po"\n'
        'glossary = ["glossary/*.csv"]\n'
        'release = "build/release"\n'
        'formats = ["mo", "i18next"]\n'
    )
    blocks = [head] + [
        f"[[sources]]\nextractor = {json.dumps(name)}\ninclude = {json.dumps(list(patterns))}\n"
        for name, patterns in sources
    ]
    blocks.append('[check]\nhan_latin_spacing = "any"\n')
    blocks.append('[engine]\nname = "argos"\nbeam_size = 2\n')
    return "\n".join(blocks)
