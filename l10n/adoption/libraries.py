"""Which library of JavaScript's world a folder's texts are for: package.json tells."""

from functools import lru_cache

from l10n.adoption import settings_files
from l10n.adoption.tree import Tree

# The first that a package.json names counts.
_LIBRARIES = {
    "lingui": ("@lingui/core", "@lingui/react", "@lingui/cli"),
    "vue-i18n": ("vue-i18n", "@nuxtjs/i18n", "@intlify/core", "@intlify/unplugin-vue-i18n"),
    "formatjs": (
        *("react-intl", "next-intl", "@formatjs/intl", "@formatjs/cli", "vue-intl", "use-intl"),
        *("@cospired/i18n-react-intl", "svelte-i18n"),
    ),
    "i18next": ("i18next", "react-i18next", "next-i18next", "i18next-vue"),
    "ngx-translate": ("@ngx-translate/core", "@jsverse/transloco", "@ngneat/transloco"),
}
# A repository of many packages is known by its first ones.
_MOST = 300


def library(tree: Tree, path: str) -> str:
    """The library of the nearest package.json above that names one; else the only one named."""
    named = _named(tree)
    folder = path.rpartition("/")[0]
    while True:
        if folder in named:
            return named[folder]
        if not folder:
            break
        folder = folder.rpartition("/")[0]
    all_of_them = set(named.values())
    return all_of_them.pop() if len(all_of_them) == 1 else ""


@lru_cache(maxsize=1)
def _named(tree: Tree) -> dict[str, str]:
    """Folder → the library that its package.json names."""
    found = {}
    for path in tree.named("package.json")[:_MOST]:
        package = settings_files.table(settings_files.json_value(tree, path))
        needs = {
            name
            for kind in ("dependencies", "devDependencies", "peerDependencies")
            for name in settings_files.table(package.get(kind))
        }
        for name, packages in _LIBRARIES.items():
            if needs.intersection(packages):
                found[path.rpartition("/")[0]] = name
                break
    return found
