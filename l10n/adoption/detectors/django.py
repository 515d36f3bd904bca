"""Django: an app's `locale` folder holds what stands in its code, templates and scripts."""

from collections.abc import Iterator

from l10n.adoption.groups import grouped, home
from l10n.adoption.interface import Code
from l10n.adoption.tree import Tree, escaped
from l10n.messages import gettext as _

_DOMAINS = ("django", "djangojs")


def find(tree: Tree) -> Iterator[Code]:
    """The code of each folder that has catalogs of Django's, or would have: beside manage.py."""
    patterns = [
        pattern
        for pattern in grouped(tree.ending(".po"))
        if pattern.rpartition("/")[2].removesuffix(".po") in _DOMAINS
    ]
    homes = {home(pattern) for pattern in patterns}
    if not patterns:
        homes = {path.rpartition("/")[0] for path in tree.named("manage.py")}
    for one in sorted(homes):
        inner = tuple(f"{escaped(other)}/**/*" for other in sorted(homes) if _is_inside(other, one))
        yield from _code(one, inner)


def _code(one: str, inner: tuple[str, ...]) -> Iterator[Code]:
    place = f"{escaped(one)}/" if one else ""
    why = _("Django looks for messages in these files of {folder}.").format(folder=one or ".")
    for extractor, domain, patterns in (
        ("python", "django", ("**/*.py",)),
        ("django", "django", ("**/templates/**/*.html", "**/templates/**/*.txt")),
        ("jinja2", "django", ("**/jinja2/**/*.html",)),
        ("javascript", "djangojs", ("**/*.js",)),
    ):
        include = tuple(place + pattern for pattern in patterns)
        yield Code(extractor, include, inner, home=one, domains=(domain,), why=why)


def _is_inside(path: str, folder: str) -> bool:
    return path != folder and (not folder or path.startswith(folder + "/"))
