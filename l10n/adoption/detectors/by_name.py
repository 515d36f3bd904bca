"""Code by the names of its files alone: what is taken where nothing says more."""

from l10n.adoption.interface import Code
from l10n.adoption.tree import Tree, escaped
from l10n.messages import gettext as _

# What each extractor reads, and the file names that tell it is wanted.
_KNOWN = (
    ("python", ("**/*.py",)),
    ("jinja2", ("**/templates/**/*.html", "**/*.jinja", "**/*.jinja2", "**/*.j2")),
    ("javascript", ("**/*.js", "**/*.jsx", "**/*.ts", "**/*.tsx")),
)


def code(tree: Tree, home: str = "") -> list[Code]:
    """The extractors that the files of a folder ask for, with the patterns that name any."""
    place = f"{escaped(home)}/" if home else ""
    why = _("A guess by the names of files: nothing says which are extracted.")
    found = []
    for extractor, patterns in _KNOWN:
        fitting = tuple(place + pattern for pattern in patterns if tree.matching(place + pattern))
        if fitting:
            found.append(Code(extractor, fitting, home=home, why=why))
    return found
