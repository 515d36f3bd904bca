"""Fluent: .ftl files, a folder a locale or a file a locale."""

from collections.abc import Iterator

from l10n.adoption import json_texts
from l10n.adoption.groups import grouped, home, together
from l10n.adoption.interface import Catalogs
from l10n.adoption.locale_names import in_order
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _


def find(tree: Tree) -> Iterator[Catalogs]:
    """The Fluent files by their folders."""
    for pattern, files in together(grouped(tree.ending(".ftl"))).items():
        source = json_texts.likely_source(files)
        yield Catalogs(
            format="fluent",
            path=pattern,
            locales=in_order(files),
            home=home(pattern),
            source=source,
            files=sum(map(len, files.values())),
            why=(_("Source locale: {locale}, by its name alone.").format(locale=source),),
        )
