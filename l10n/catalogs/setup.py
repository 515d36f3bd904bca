"""A folder → the settings its project probably wants."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from l10n.catalogs.extract import SKIPPED
from l10n.project import walk

# What each extractor reads, and the file names that tell it is wanted.
_KNOWN = (
    ("python", ("**/*.py",)),
    ("jinja2", ("**/templates/**/*.html", "**/*.jinja", "**/*.j2")),
    ("javascript", ("**/*.js", "**/*.jsx", "**/*.ts", "**/*.tsx")),
    ("vue", ("**/*.vue",)),
)
# Django's projects have this file, and templates of its own.
_DJANGO = "**/manage.py"
# Files looked at before the answer is given: a large tree is known by its first files.
_LOOKED_AT = 50_000


def sources_in(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The extractors that the folder's files ask for, with the patterns that match any."""
    names = [file.name for file in islice(walk.files(folder, "**/*", SKIPPED), _LOOKED_AT)]
    found: list[tuple[str, tuple[str, ...]]] = []
    for extractor, patterns in _KNOWN:
        named = "django" if extractor == "jinja2" and _matches(_DJANGO, names) else extractor
        fitting = tuple(pattern for pattern in patterns if _matches(pattern, names))
        if fitting:
            found.append((named, fitting))
    return found


def _matches(pattern: str, names: Iterable[str]) -> bool:
    named = walk.named(pattern)
    return any(map(named, names))


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
