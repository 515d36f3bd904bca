"""A folder → what is there, and the settings it asks for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n import plugins
from l10n.adoption import code, references
from l10n.adoption.detectors import ALL, by_name
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.joined import joined
from l10n.adoption.locale_names import folded, in_order, is_name, known
from l10n.adoption.readable import READ, RESOURCES
from l10n.adoption.resource_tables import tables
from l10n.adoption.tree import Tree
from l10n.adoption.walk import look
from l10n.messages import gettext as _

# Where catalogs begin that nobody has made yet.
NEW = "locales/{locale}/LC_MESSAGES/{domain}.po"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person said; "" and none where it is to be found out."""

    source: str = ""
    targets: tuple[str, ...] = ()
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is there, and what of it becomes settings.

    Attributes:
        source: the source locale, and `source_why` what told of it.
        targets: the target locales, Chinese and English first.
        unknown: locales that are there and that CLDR has no plural rules of.
        catalogs: all that was found, the part for settings (`unread` is "") first.
        new: whether the catalogs are to be made: none were found.
    """

    tree: Tree
    source: str
    source_why: str
    targets: tuple[str, ...]
    unknown: tuple[str, ...]
    catalogs: tuple[Catalogs, ...]
    new: bool

    @property
    def written(self) -> tuple[Catalogs, ...]:
        """The catalogs that the settings name."""
        return tuple(one for one in self.catalogs if not one.unread)


def plan(folder: Path, asked: Asked, *, fresh: bool = False) -> Plan:
    """Look through a folder.

    Args:
        fresh: begin catalogs of our own, whatever translations are there.
    """
    tree = look(folder)
    found, codes = joined(tree, [one for detector in ALL for one in detector.find(tree)])
    found = tables(tree, found, asked.source)
    catalogs = [_with_code(tree, one, codes, found) for one in found]
    if fresh:
        reason = _("not asked for")
        catalogs = [replace(one, unread=one.unread or reason) for one in catalogs]
    catalogs = _with_own_names(_told_apart(_without_unused(catalogs)))
    new = fresh or not any(_counts(tree, one) for one in catalogs)
    if new:
        catalogs.append(_new(tree, codes, asked.domain))
    catalogs.sort(key=lambda one: bool(one.unread))
    written = [one for one in catalogs if not one.unread]
    source, why = (asked.source, "") if asked.source else _source(written or catalogs)
    catalogs = [_with_one_source(one, source) for one in catalogs]
    written = [one for one in catalogs if not one.unread]
    there = in_order(name for one in written for name in one.locales if name != source)
    targets = asked.targets or tuple(filter(known, there)) or _default_targets(source)
    unknown = tuple(name for name in there if not known(name))
    return Plan(tree, source, why, targets, unknown, tuple(catalogs), new)


def _counts(tree: Tree, one: Catalogs) -> bool:
    """Whether it holds the app's texts, beside which new catalogs would be a second home."""
    if any(one.template.startswith(f"{out.path}/") for out in tree.left_out):
        return False
    return bool(one.files) or one.format in READ


def _with_code(
    tree: Tree, catalogs: Catalogs, codes: list[Code], found: list[Catalogs]
) -> Catalogs:
    """The catalogs with their code, and with the reason why they can't be ours yet, if any."""
    if catalogs.unread:
        return catalogs
    if catalogs.format not in READ:
        reason = _("the format {name} can't be read yet").format(name=catalogs.format)
        return replace(catalogs, unread=reason)
    sources = tuple(code.without_left_out(tree, one) for one in catalogs.sources)
    if catalogs.format in RESOURCES:
        # Their words stand in the files; what uses the keys only adds its places.
        reading = plugins.room("extractors")
        return replace(catalogs, sources=tuple(o for o in sources if o.extractor in reading))
    if not sources:
        others = [one for one in found if one.files and one.format == "po"]
        sources = code.for_catalogs(tree, catalogs, codes, others)
    reading = plugins.room("extractors")
    missing = sorted({one.extractor for one in sources if one.include} - set(reading))
    reason = ""
    if missing:
        reason = _("there is no extractor yet for the code: {names}").format(
            names=", ".join(missing)
        )
    elif not any(one.include for one in sources):
        reason = _("nothing tells which code the messages come from")
    else:
        sources = references.added(tree, catalogs, sources)
    return replace(catalogs, sources=sources, unread=reason)


def _with_one_source(one: Catalogs, source: str) -> Catalogs:
    """A project has one source locale: texts in another one are named only."""
    if one.unread or one.format not in RESOURCES or folded(one.source) == folded(source):
        return one
    reason = _("its source texts are in {one}, those of other catalogs in {other}")
    return replace(one, unread=reason.format(one=one.source, other=source))


def _without_unused(catalogs: list[Catalogs]) -> list[Catalogs]:
    """Templates and empty catalogs count where no others are: else the team has its reasons."""
    used = any(one.format == "po" and set(one.empty) < set(one.locales) for one in catalogs)
    return [
        replace(one, unread=one.unread or reason)
        if used and one.format == "po" and (reason := _unused(one))
        else one
        for one in catalogs
    ]


def _unused(one: Catalogs) -> str:
    if not one.files:
        return _("a template alone, while other catalogs are there")
    if set(one.empty) == set(one.locales):
        return _("no translation in it, while other catalogs have some")
    return ""


def _told_apart(catalogs: list[Catalogs]) -> list[Catalogs]:
    """A locale has one spelling in a project: catalogs that spell it otherwise are named only."""
    spelled: dict[str, str] = {}
    done: list[Catalogs] = []
    for one in sorted(catalogs, key=lambda one: -len(one.locales)):
        others = [(name, spelled.get(folded(name), name)) for name in one.locales]
        clash = next(((mine, theirs) for mine, theirs in others if mine != theirs), None)
        if one.unread:
            done.append(one)
        elif clash:
            reason = _("it spells {one} what other catalogs spell {other}")
            done.append(replace(one, unread=reason.format(one=clash[0], other=clash[1])))
        else:
            spelled |= {folded(name): name for name in one.locales}
            done.append(one)
    # The largest comes first: it is the one that others are named apart from.
    return sorted(done, key=lambda one: (-one.files, one.domain, one.path))


def _with_own_names(catalogs: list[Catalogs]) -> list[Catalogs]:
    """A name a catalog: where domains are equal, all but the first take their folder's."""
    taken: set[str] = set()
    done = []
    for one in catalogs:
        if not one.unread and one.domain in taken:
            said = _("Another catalog is called {domain} too: this one has a name of its own.")
            name = f"{one.home.replace('/', '-')}-{one.domain}".lstrip("-")
            while name in taken:
                name += "-2"
            # Our own catalogs of resource files bear it; those of a team have their domain's.
            domain, name = (name, "") if one.format in RESOURCES else (one.domain, name)
            why = (*one.why, said.format(domain=one.domain))
            one = replace(one, domain=domain, name=name, why=why)  # noqa: PLW2901 - with its name
        if not one.unread:
            taken.add(one.name or one.domain)
        done.append(one)
    return done


def _new(tree: Tree, codes: list[Code], domain: str) -> Catalogs:
    """Catalogs that nobody has made yet."""
    catalogs = Catalogs("po", NEW, domain or "messages")
    reading = plugins.room("extractors")
    for choice in ([one for one in codes if not one.home], by_name.code(tree)):
        fitting = [code.without_left_out(tree, one) for one in choice if one.extractor in reading]
        if any(one.include for one in fitting):
            return replace(catalogs, sources=tuple(one for one in fitting if one.include))
    return catalogs


def _source(catalogs: Sequence[Catalogs]) -> tuple[str, str]:
    """What most of the catalogs say, those that a tool's settings speak of before the others."""
    named = [one for one in catalogs if is_name(one.source) and known(one.source)]
    told = [one for one in named if one.told] or named
    if not told:
        return "en", _("Source locale: nothing tells; English is a guess.")
    source = Counter(one.source for one in told).most_common(1)[0][0]
    why = next((one.why[0] for one in told if one.source == source and one.why), "")
    return source, why


def _default_targets(source: str) -> tuple[str, ...]:
    return ("en",) if source.startswith("zh") else ("zh_Hans",)
