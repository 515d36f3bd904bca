"""gettext: PO files and their templates, however the folders are laid out."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.adoption import po_looks
from l10n.adoption.detectors import gnu, lingui
from l10n.adoption.groups import doubled, grouped, home, places, undoubled
from l10n.adoption.interface import Catalogs
from l10n.adoption.locale_names import in_order
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _

_HAN = re.compile("[\u3400-\u9fff]")


def find(tree: Tree) -> Iterator[Catalogs]:
    """The catalogs by their paths, and templates that no catalog was made from yet."""
    own = [path for path in tree.ending(".po") if not lingui.owns(tree, path)]
    groups = grouped(own)
    used: set[str] = set()
    for pattern, files in groups.items():
        template = _template(tree, pattern)
        used.add(template)
        yield _catalogs(tree, pattern, files, template)
    yield from _nameless([path for path in own if not any(places(path))])
    for template in tree.ending(".pot"):
        if template not in used:
            yield _from_template(tree, template)


def _catalogs(tree: Tree, pattern: str, files: dict[str, str], template: str) -> Catalogs:
    empty = [locale for locale, path in files.items() if not po_looks.has_translations(tree, path)]
    sample = po_looks.sample(tree, [template, *files.values()])
    lacking = [name for name in gnu.linguas(tree, pattern) if name not in files]
    source, reason = _source_words(sample, files)
    why = [reason]
    if po_looks.has_lines(sample):
        why.append(_('Entries keep the lines they name; references = "line" would renew them.'))
    if lacking:
        why.append(
            _("LINGUAS also names {locales}; there is no file of them.").format(
                locales=", ".join(lacking)
            )
        )
    return Catalogs(
        format="po",
        path=pattern,
        domain=_domain(tree, pattern, template),
        locales=in_order(files),
        home=home(pattern),
        source=source,
        template=template,
        files=len(files),
        empty=in_order(empty),
        options={"references": po_looks.references(sample)},
        why=tuple(why),
    )


def _nameless(paths: list[str]) -> Iterator[Catalogs]:
    """Catalogs that nothing tells the locale of."""
    if paths:
        path = doubled(paths[0]) if len(paths) == 1 else "**/*.po"
        reason = _("no locale in the path")
        yield Catalogs("po", path, files=len(paths), unread=reason)


def _from_template(tree: Tree, template: str) -> Catalogs:
    """Catalogs that are to be made: beside their template, as its folder's name has it."""
    path = PurePosixPath(template)
    folder = doubled(str(path.parent)).removeprefix(".")
    place = f"{folder}/" if folder else ""
    name = f"{{locale}}/LC_MESSAGES/{doubled(path.stem)}.po"
    pattern = place + ("{locale}.po" if path.parent.name == "po" else name)
    sample = po_looks.sample(tree, [template])
    source, reason = _source_words(sample, {})
    return Catalogs(
        format="po",
        path=pattern,
        domain=path.stem,
        locales=tuple(gnu.linguas(tree, pattern)),
        home=home(pattern),
        source=source,
        template=template,
        options={"references": po_looks.references(sample)},
        why=(reason,),
    )


def _template(tree: Tree, pattern: str) -> str:
    """The template of catalogs: the nearest one of their name above them, or the only one there."""
    folder, _locale, rest = undoubled(pattern).partition("{locale}")
    stem = PurePosixPath(rest).stem if "/" in rest else ""
    above = [folder.rpartition("/")[0]]
    while above[-1]:
        above.append(above[-1].rpartition("/")[0])
    for place in (*above[:1], *(f"{place}/templates/LC_MESSAGES" for place in above[:1]), *above):
        beside = [pot for pot in tree.ending(".pot") if pot.rpartition("/")[0] == place]
        for pot in beside:
            if PurePosixPath(pot).stem == stem or (not stem and len(beside) == 1):
                return pot
    return ""


def _domain(tree: Tree, pattern: str, template: str) -> str:
    name = pattern.rpartition("/")[2].removesuffix(".po")
    if "{locale}" not in name:
        return undoubled(name)
    rest = undoubled(name).replace("{locale}", "").strip("._-")
    return rest or gnu.domain(tree, pattern) or PurePosixPath(template).stem or "messages"


def _source_words(sample: str, files: dict[str, str]) -> tuple[str, str]:
    """The locale of the messages, as the team spells it if it does, and what it was told by."""
    messages = po_looks.messages(sample)
    han = sum(1 for message in messages if _HAN.search(message))
    if 2 * han > len(messages):
        named = [name for name in in_order(files) if re.match(r"zh\b|zh_(CN|Hans)", name)]
        return (named or ["zh_Hans"])[0], _("Source locale: most messages are written in Chinese.")
    return "en", _("Source locale: the messages are not Chinese; English is a guess.")
