"""iOS and macOS: `*.lproj` with .strings and .stringsdict, and .xcstrings for all locales."""

import json
from collections.abc import Iterator

from l10n.adoption import json_texts
from l10n.adoption.groups import doubled, grouped, together
from l10n.adoption.interface import Catalogs
from l10n.adoption.locale_names import in_order, is_name
from l10n.adoption.settings_files import table
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _

# String catalogs hold all locales, and are large.
_MOST_BYTES = 64 << 20


def find(tree: Tree) -> Iterator[Catalogs]:
    """The strings of each folder, and each string catalog."""
    groups = together(grouped(tree.ending(".strings", ".stringsdict"), _place))
    for pattern, files in groups.items():
        names = {name: paths for name, paths in files.items() if name != "Base"}
        source = json_texts.likely_source(names)
        paths = files.get("Base") or files.get(source) or [""]
        yield Catalogs(
            format="stringsdict" if pattern.endswith("dict") else "apple-strings",
            path=pattern,
            locales=in_order(names),
            home=pattern.partition("{locale}")[0].rstrip("/"),
            source=source,
            template=paths[0],
            files=sum(map(len, files.values())),
            why=(_("Source locale: {locale}, by its name alone.").format(locale=source),),
        )
    for path in tree.ending(".xcstrings"):
        yield _string_catalog(tree, path)


def _place(path: str) -> Iterator[tuple[str, str]]:
    *folders, file = path.split("/")
    for number, folder in enumerate(folders):
        name = folder.removesuffix(".lproj")
        if name != folder and (name == "Base" or is_name(name)):
            parts = [doubled(part) for part in (*folders, file)]
            parts[number] = "{locale}.lproj"
            yield "/".join(parts), name


def _string_catalog(tree: Tree, path: str) -> Catalogs:
    try:
        value = table(json.loads(tree.text(path, _MOST_BYTES)))
    except (ValueError, RecursionError):
        tree.unreadable.append(path)
        value = {}
    source = str(value.get("sourceLanguage", ""))
    locales = {
        name
        for entry in table(value.get("strings")).values()
        for name in table(table(entry).get("localizations"))
        if is_name(name)
    }
    return Catalogs(
        format="xcstrings",
        path=doubled(path),
        locales=in_order(locales | ({source} if is_name(source) else set())),
        home=path.rpartition("/")[0],
        source=source if is_name(source) else "",
        template=path,
        files=1,
        told=is_name(source),
        why=(_("Source locale: {path} names it.").format(path=path),),
    )
