"""Catalogs → findings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice

from l10n import __version__, plugins
from l10n.batches import ahead, batched
from l10n.checks.interface import Check, Context, Remark, Target
from l10n.checks.readings import Reading, read
from l10n.glossary.evidence import prove
from l10n.glossary.hashtags import Hashtags
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Hit, Term
from l10n.messages import gettext as _
from l10n.model import (
    Accepted,
    Catalog,
    Entry,
    Finding,
    Kind,
    Location,
    Pattern,
    Severity,
    State,
    Unit,
    changed,
    content_hash,
    digest,
)
from l10n.progress import Progress, silent
from l10n.project import glossaries
from l10n.project.config import Config
from l10n.text.icu import looks_like_icu
from l10n.text.placeables import opened, parse, words
from l10n.text.plurals import language
from l10n.workers import Workers


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in a catalog, with the entry it is about.

    `blocks` says that the finding is an error in words that would ship, or claim that they may;
    an error in a suggestion waits for its reviewer and blocks nothing, nor does one that a person
    accepted.
    """

    finding: Finding
    entry: Entry
    blocks: bool


Said = tuple[Unit, tuple[str, ...], tuple[Accepted, ...]]
"""A unit, its words, and the findings that people accepted in them."""

# A text longer than this is nobody's translation: it is refused unread, so that no text, however
# hostile, takes long to check. What a check says of one unit is bounded for the same reason.
MOST_CHARACTERS = 50_000
_MOST_HEARD = 2_000
_MOST_REMARKS = 20
_MOST_SAID = 300
# Entries that are checked in one go: a moment's work; and so many times as many meanwhile.
BATCH, AHEAD = 200, 20

# The checks whose errors break a program, a link or a person's name.
_STRUCTURE = ("handles", "icu", "placeables", "syntax", "urls")


def _parsed(
    unit: Unit, texts: tuple[str, ...], locale: str, entry: Entry | None = None
) -> tuple[Target, tuple[Pattern, ...]]:
    """The target with its forms parsed, and for each form the source form it translates.

    The first forms answer the singular, the last one the plural: zh's only form is both.
    """
    forms = tuple(parse(text, unit.syntax) for text in texts)
    source = tuple(parse(text, unit.syntax) for text in unit.source)
    last = len(texts) - 1
    sources = (*(source[min(n, len(source) - 1)] for n in range(last)), source[-1])
    return Target(texts, forms, tuple(read(unit, sources, forms, locale)), entry), sources


def breaks(unit: Unit, texts: tuple[str, ...], locale: str) -> bool:
    """Whether a placeable of the unit is broken in these texts: no machine may write them."""
    target, sources = _parsed(unit, texts, locale)
    pieces = (piece for form in (*sources, *target.forms) for piece in form)
    if all(isinstance(p, str) for p in pieces) and not any(map(looks_like_icu, unit.source)):
        return False
    context = Context("", locale, "", language(locale), sources)
    return any(
        remark.severity is Severity.ERROR
        for name in _STRUCTURE
        for remark in plugins.pick("checks", name).check(unit, target, context)
    )


class Checker:
    """The project's checks for one target locale.

    Raises:
        ConfigError: where the configuration names a check that does not exist.
    """

    def __init__(self, config: Config, matcher: Matcher, locale: str) -> None:
        for name in (*config.check.disable, *config.check.warn):
            plugins.pick("checks", name)
        self._checks: list[Check] = [
            check
            for name, check in plugins.room("checks").items()
            if name not in config.check.disable
        ]
        self._config = config
        self._matcher = matcher
        self._locale = locale
        self._source_language = language(config.source_locale)
        self._language = language(locale)
        self._copies = frozenset(config.check.copies)
        self.hashtags = Hashtags(matcher.terms, gloss=config.captions.hashtags == "gloss")
        self._keyring = config.keyring()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """To another process goes what it was made of."""
        return Checker, (self._config, self._matcher, self._locale)

    @property
    def version(self) -> str:
        """What tells these checks from others: whose code it is, which run, and how they judge."""
        names = sorted(check.name for check in self._checks)
        return digest(__version__, names, asdict(self._config.check))[:16]

    def check(
        self,
        unit: Unit,
        texts: tuple[str, ...],
        entry: Entry | None = None,
        accepted: tuple[Accepted, ...] = (),
    ) -> list[Finding]:
        """The findings in a target; none where it is empty, one where it is out of all bounds.

        Args:
            entry: the one that the target stands in, if it stands in a catalog.
            accepted: what people accepted, where no entry tells of it; what they said of other
                words says nothing of these.
        """
        if not any(texts):
            return []
        if max(map(len, (*unit.source, *texts))) > MOST_CHARACTERS:
            sentence = _("The text is too long to be checked: it has more than {limit} characters.")
            message = sentence.format(limit=MOST_CHARACTERS)
            return [Finding("length", Severity.ERROR, message, unit.id, final=True)]
        asked = unit
        if unit.kind is Kind.CAPTION:  # the glossary's hashtags are not lost but said
            asked = replace(unit, source=tuple(map(self.hashtags.said, unit.source)))
        target, sources = _parsed(asked, texts, self._locale, entry)
        target = changed(target, readings=tuple(self._proved(target.readings)))
        context = Context(
            self._config.source_locale,
            self._locale,
            self._source_language,
            self._language,
            sources,
            self._copies,
            self._config.check.han_latin_spacing,
            self._keyring,
        )
        found = [
            self._finding(check.name, remark, unit)
            for check in self._checks
            # Most checks have nothing to say, and are heard at once.
            if (heard := [*islice(check.check(unit, target, context), _MOST_HEARD)])
            for remark in (_most(heard) if len(heard) > 1 else heard)
        ]
        given = entry.accepted if entry else accepted
        return self._with_accepted(found, unit, texts, given) if found and given else found

    def _with_accepted(
        self,
        found: list[Finding],
        unit: Unit,
        texts: tuple[str, ...],
        accepted: Iterable[Accepted],
    ) -> list[Finding]:
        """The findings, each with who accepted it in these very words."""
        today = content_hash(self._locale, unit, texts)
        known = {given.about: given for given in accepted if given.hash == today}
        return [
            finding if finding.final else replace(finding, accepted=known.get(finding.about))
            for finding in found
        ]

    def _proved(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings with what became of their terms: in every form and branch."""
        source: Pattern | None = None
        hits: list[Hit] = []
        for reading in readings:
            if reading.source != source:
                source, hits = reading.source, self._matcher.find(reading.source)
            if hits:
                # A term inside a link or a variable's name is not said.
                yield changed(reading, evidence=tuple(prove(hits, words(reading.target))))
            else:
                yield reading

    def hits(self, unit: Unit) -> list[Hit]:
        """The glossary terms in the unit's source (in its last form, the plural)."""
        if len(unit.source[-1]) > MOST_CHARACTERS:
            return []
        return self._matcher.find(opened(unit.source[-1], unit.syntax))

    def _finding(self, name: str, remark: Remark, unit: Unit) -> Finding:
        warns = name in self._config.check.warn
        severity = Severity.WARNING if warns else remark.severity
        said, evidence = _bounded(remark.message), _bounded(remark.evidence)
        place = Location("", remark.line)
        return Finding(name, severity, said, unit.id, evidence, place, remark.final)

    def check_catalog(self, catalog: Catalog, progress: Progress = silent) -> Iterator[Found]:
        """The findings in a catalog's live entries, in their order."""
        live = catalog.live()
        done = 0
        with Workers(self, len(live)) as workers:
            begun = ((batch, workers.begin(of_entries, batch)) for batch in batched(live, BATCH))
            for batch, job in ahead(begun, AHEAD):
                found = workers.result(job)
                for entry, findings in zip(batch, found, strict=True):
                    claims = entry.state is State.APPROVED or not entry.fuzzy
                    for finding in findings:
                        place = _within(catalog, entry, finding.location)
                        located = changed(finding, location=place)
                        yield Found(located, entry, claims and finding.blocks)
                done += len(batch)
                progress(done, len(live))


def look_at(checker: Checker, said: Sequence[Said]) -> list[tuple[list[Finding], list[str]]]:
    """The findings in the words of each of the units, and the terms in its source."""
    return [
        (
            checker.check(unit, words, accepted=accepted),
            [hit.term.source for hit in checker.hits(unit)],
        )
        for unit, words, accepted in said
    ]


def of_entries(checker: Checker, entries: Sequence[Entry]) -> list[list[Finding]]:
    """The findings in each of the entries."""
    return [checker.check(entry.unit, entry.target, entry) for entry in entries]


def _within(catalog: Catalog, entry: Entry, place: Location) -> Location:
    """A place in an entry as a place in its file."""
    return Location(catalog.path, entry.line + place.line)


def _most(heard: list[Remark]) -> list[Remark]:
    """Each remark once, for what stands round a choice is read with each branch; errors first."""
    distinct = list(dict.fromkeys(heard))
    if len(distinct) > _MOST_REMARKS:
        distinct.sort(key=lambda remark: remark.severity is not Severity.ERROR)
    return distinct[:_MOST_REMARKS]


def _bounded(text: str) -> str:
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]}…"


def checkers(config: Config, terms: list[Term], found: Iterable[Catalog]) -> dict[str, Checker]:
    """The project's checks for each catalog's locale, with the project's terms."""
    locales = dict.fromkeys(catalog.locale for catalog in found)
    return {
        locale: Checker(config, glossaries.matcher(terms, config.source_locale, locale), locale)
        for locale in locales
    }
