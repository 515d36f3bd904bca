"""Messages that stand in a team's catalogs and that no source gives: what would read them.

A project has functions of its own that mark messages. Where the catalogs' messages stand in the
code tells which: each function is tried with the extractor itself, and counts where nearly all
that it would bring are messages of the catalogs.
"""

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from l10n import plugins
from l10n.catalogs.callers import Setting, settings_for
from l10n.catalogs.extract import to_read
from l10n.catalogs.workers import Job
from l10n.errors import L10nError
from l10n.extractors.found import COMMENT_TAGS
from l10n.messages import gettext as _
from l10n.model import Catalog, Location, Unit
from l10n.progress import Progress, silent
from l10n.project.config import Config

# Fewer messages are no habit; of what a setting would bring, so many times what is strange.
_FEW, _TIMES = 2, 3
# Files of more bytes are made by programs; settings that are tried, the likeliest first.
_MOST_BYTES, _TRIED = 1 << 20, 12
# What is as well a name in the program, and no evidence.
_NAME = re.compile(r"[a-z0-9][\w.-]*|[A-Z0-9_]+", re.ASCII)
# What reads the same language: a function of scripts is called in pages, too.
_SCRIPTS = frozenset({"javascript", "vue", "html"})

Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A setting that would have messages of the catalogs read.

    Attributes:
        extractor: whose option it is.
        count: how many messages.
        example: one of them, and `at` where it stands.
    """

    extractor: str
    setting: Setting
    count: int
    example: str
    at: Location

    def __str__(self) -> str:
        """What is found, as a comment in settings says it."""
        sentence = _("{name} marks {count} messages of the catalogs, such as “{example}” ({at}).")
        if self.setting.option == "comment_tags":
            sentence = _("{name} begins {count} notes of the catalogs, such as “{example}” ({at}).")
        name, words = self.setting.value, " ".join(self.example.split())
        return sentence.format(name=name, count=self.count, example=words, at=self.at)

    @property
    def advice(self) -> str:
        """What is found, and what to do."""
        sentence = _('{what} Add {option} = ["{value}"] to the options of the {extractor} sources.')
        option, value = self.setting.option, self.setting.value
        return sentence.format(what=self, option=option, value=value, extractor=self.extractor)


def lost(catalogs: Iterable[Catalog], units: Iterable[Unit]) -> list[Unit]:
    """The messages of catalogs that are not among the units, be they translated yet or not."""
    there = {unit.identity for unit in units}
    gone = {
        entry.unit.identity: entry.unit
        for catalog in catalogs
        for entry in catalog.live()
        if entry.unit.identity not in there
    }
    return list(gone.values())


def unread(
    config: Config,
    gone: Sequence[Unit],
    catalogs: Iterable[Catalog],
    units: Iterable[Unit],
    progress: Progress = silent,
) -> list[Unread]:
    """The settings that would read the messages that are gone, the most of them first.

    Args:
        gone: messages that the sources do not give.
        catalogs: where they stand; what else they hold is no surprise either.
        units: what the sources give.
    """
    if len(gone) < _FEW:
        return []
    known = {unit.identity for unit in units}
    theirs = {entry.unit.identity for catalog in catalogs for entry in catalog.live()}
    search = _Search(to_read(config, []), known, {unit.identity for unit in gone}, theirs)
    search.look(gone, progress)
    found = list(search.tried())
    return [*found, *search.alike(found)]


@dataclass(slots=True)
class _Search:
    """The files of a catalog's sources, and what of its messages they were found to hold."""

    jobs: list[Job]
    known: set[Identity]
    gone: set[Identity]
    theirs: Collection[Identity]
    places: dict[tuple[str, Setting], dict[Identity, tuple[Unit, Location]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    taken: dict[str, list[Setting]] = field(default_factory=lambda: defaultdict(list))

    def look(self, gone: Iterable[Unit], progress: Progress) -> None:
        """Find what marks messages; each file is read once."""
        wanted: dict[str, list[Unit]] = defaultdict(list)
        for unit in gone:
            wanted[unit.source[0]].append(unit)
        for number, job in enumerate(self.jobs, 1):
            code = data_of(job).decode("utf-8", "replace").replace("\r\n", "\n")
            for setting, unit, line in settings_for(code, wanted):
                where = unit, Location(job.file.name, line)
                self.places[job.extractor, setting].setdefault(unit.identity, where)
            progress(number, len(self.jobs))
        self._join()

    def _join(self) -> None:
        """One function called on several objects is known by its own name."""
        by_last: dict[tuple[str, Setting], set[Setting]] = defaultdict(set)
        for extractor, setting in self.places:
            name, colon, rest = setting.value.partition(":")
            if setting.option == "keywords":
                last = Setting("keywords", name.rpartition(".")[2] + colon + rest)
                by_last[extractor, last].add(setting)
        for (extractor, last), called in by_last.items():
            if len(called) > 1 or extractor in {"python", "jinja2"}:
                found = [self.places.pop((extractor, one)) for one in called]
                for places in found:
                    self.places[extractor, last] |= places

    def tried(self) -> Iterator[Unread]:
        """The settings that bring messages of the catalogs and little else."""
        likely = sorted(self.places.items(), key=lambda found: -len(found[1]))
        for (extractor, setting), places in likely[:_TRIED]:
            if len(places) < _FEW:
                continue
            there, brought = self._brought(extractor, setting)
            new = brought - self.known
            back = new & self.gone
            strange = new.difference(self.theirs)
            prose = sum(1 for _context, words in back if not _NAME.fullmatch(words))
            # What a setting reads in another way may be no message as it is read now.
            taken = (there - brought).intersection(self.theirs)
            if taken or prose < _FEW or len(back) < _TIMES * len(strange):
                continue
            self.known |= new
            self.gone -= back
            self.taken[extractor].append(setting)
            unit, at = next(places[one] for one in places if one in back)
            yield Unread(extractor, setting, len(back), unit.source[0], at)

    def alike(self, found: Iterable[Unread]) -> Iterator[Unread]:
        """The same in pages whose scripts call the function, for messages that are known by now."""
        kinds = {job.extractor for job in self.jobs if job.extractor in _SCRIPTS}
        for one in [one for one in found if one.extractor in _SCRIPTS]:
            for extractor in sorted(kinds):
                if one.setting in self.taken[extractor] or one.setting.option != "keywords":
                    continue
                there, brought = self._brought(extractor, one.setting)
                new = brought - there
                strange = new.difference(self.theirs, self.known)
                if there <= brought and new and len(new) >= _TIMES * len(strange):
                    self.taken[extractor].append(one.setting)
                    yield replace(one, extractor=extractor, count=len(new))

    def _brought(self, extractor: str, setting: Setting) -> tuple[set[Identity], set[Identity]]:
        """The messages of the files that a setting is about, without it and with it."""
        reader = plugins.pick("extractors", extractor)
        there: set[Identity] = set()
        brought: set[Identity] = set()
        for job in self.jobs:
            if job.extractor != extractor or setting.name.encode() not in (data := data_of(job)):
                continue
            for found, more in ((there, []), (brought, [setting])):
                options = with_settings(job.options, [*self.taken[extractor], *more])
                try:
                    items = list(reader.extract(io.BytesIO(data), job.file.name, options))
                except L10nError:  # an extractor without that option
                    return set(), set()
                found |= {item.identity for item in items if isinstance(item, Unit)}
        return there, brought


def with_settings(options: Mapping[str, Any], settings: Iterable[Setting]) -> dict[str, Any]:
    """Options with more items in their lists."""
    made = dict(options)
    for setting in settings:
        default = COMMENT_TAGS if setting.option == "comment_tags" else ()
        made[setting.option] = [*made.get(setting.option, default), setting.value]
    return made


def advice(config: Config, catalogs: Sequence[Catalog], units: Sequence[Unit]) -> list[str]:
    """What to add to the settings so that messages of the catalogs are read, a sentence each."""
    return [one.advice for one in unread(config, lost(catalogs, units), catalogs, units)]


def data_of(job: Job) -> bytes:
    """What a file holds; nothing where it can't be read, or is larger than what people write."""
    try:
        with Path(job.file.path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError:
        return b""
    return data if len(data) <= _MOST_BYTES else b""
