"""Flutter: ARB files, and what l10n.yaml says of them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.adoption import json_texts, settings_files
from l10n.adoption.groups import doubled, grouped, home
from l10n.adoption.interface import Catalogs, Said
from l10n.adoption.locale_names import in_order, is_name
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _


def find(tree: Tree) -> Iterator[Catalogs | Said]:
    """The ARB files, and the template that the settings name."""
    for pattern, files in grouped(tree.ending(".arb")).items():
        source = json_texts.likely_source({name: [] for name in files})
        yield Catalogs(
            format="arb",
            path=pattern,
            locales=in_order(files),
            home=home(pattern),
            source=source,
            template=files.get(source, ""),
            files=len(files),
            why=(_("Source locale: {locale}, by its name alone.").format(locale=source),),
        )
    for path in tree.named("l10n.yaml"):
        settings = settings_files.table(settings_files.yaml(tree, path))
        folder = str(settings.get("arb-dir", "lib/l10n"))
        template = str(settings.get("template-arb-file", "app_en.arb"))
        place = str(PurePosixPath(path.rpartition("/")[0], folder, template))
        _start, mark, end = template.removesuffix(".arb").partition("_")
        if mark and is_name(end):
            pattern = doubled(place.removesuffix(f"{end}.arb")) + "{locale}.arb"
            yield Said(path, place, pattern, end)
