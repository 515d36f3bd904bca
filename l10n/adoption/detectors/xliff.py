"""XLIFF files that a project keeps as its texts, as Angular and Symfony do."""

import re
from collections.abc import Iterator

from l10n.adoption.groups import grouped, home, together
from l10n.adoption.interface import Catalogs
from l10n.adoption.locale_names import in_order, is_name
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _

_SOURCE = re.compile(
    r"""<(?:\w+:)?(?:file|xliff)\b[^>]*?\b(?:source-language|srcLang)\s*=\s*["']([\w-]+)"""
)


def find(tree: Tree) -> Iterator[Catalogs]:
    """The XLIFF files by their folders."""
    for suffix in (".xlf", ".xliff"):
        for pattern, files in together(grouped(tree.ending(suffix))).items():
            first = files[in_order(files)[0]][0]
            found = _SOURCE.search(tree.text(first, 1 << 14))
            source = found[1] if found and is_name(found[1]) else ""
            why = _("Source locale: {path} names it.").format(path=first)
            yield Catalogs(
                format="xliff",
                path=pattern,
                locales=in_order(files),
                home=home(pattern),
                source=source,
                files=sum(map(len, files.values())),
                told=bool(source),
                why=(why,) if source else (),
            )
