"""What a team tells `pybabel extract`: functions of its own, and how notes begin."""

import re
from contextlib import suppress
from typing import Any

from l10n.adoption import settings_files
from l10n.adoption.tree import Tree
from l10n.errors import ConfigError
from l10n.extractors.found import COMMENT_TAGS
from l10n.extractors.keywords import GETTEXT, parse

_SCRIPTS = ("Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", "tox.ini")
_COMMAND = re.compile(r"\bpybabel\b[^\n]*?\bextract\b(?:[^\n]*\\\n)*[^\n]*")
_KEYWORD = re.compile(r"(?:\s-k\s*|\s--keywords?[=\s]\s*)[\"']?([\w.:,]+)[\"']?(?=\s|$)")
_TAG = re.compile(r"(?:\s-c\s*|\s--add-comments[=\s]\s*)[\"']?([^\s\"']+)[\"']?(?=\s|$)")


def options(tree: Tree) -> dict[str, Any]:
    """The options of all sources, as setup.cfg and command lines in scripts have them."""
    keywords: list[str] = []
    tags: list[str] = []
    for path in tree.named("setup.cfg"):
        for name, settings in settings_files.sections(tree.text(path)):
            if name == "extract_messages":
                keywords += settings.get("keywords", "").split()
                tags += re.split(r"[,\s]+", settings.get("add_comments", ""))
    for path in tree.named(*_SCRIPTS):
        for command in _COMMAND.findall(tree.text(path)):
            keywords += _KEYWORD.findall(command)
            tags += _TAG.findall(command)
    own = [word for word in dict.fromkeys(keywords) if _is_own(word)]
    new = [tag for tag in dict.fromkeys(tags) if tag and tag not in COMMENT_TAGS]
    said = {"keywords": own, "comment_tags": [*COMMENT_TAGS, *new] if new else []}
    return {name: value for name, value in said.items() if value}


def _is_own(word: str) -> bool:
    """Whether it names a function that our extractors do not know by themselves."""
    with suppress(ConfigError):
        return any(GETTEXT.get(name) != found for name, found in parse([word]).items())
    return False
