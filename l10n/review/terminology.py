"""The glossary as people change it: the CSV files are the truth, the store mirrors them."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n import files
from l10n.errors import GlossaryError, L10nError, ReviewError
from l10n.formats import glossary_csv
from l10n.glossary.lint import TermFinding, lint
from l10n.glossary.term import Term, TermStatus
from l10n.messages import gettext as _
from l10n.model import Kind, Location, Severity, digest
from l10n.project import glossaries
from l10n.project.config import Config
from l10n.review.decide import Actor
from l10n.store import facts, terms
from l10n.store.database import Database
from l10n.store.terms import Kept
from l10n.text.plurals import language
from l10n.transitions import Role

MAX_CHARACTERS = 200
_STAMP = "glossary"
# Where terms go in a project that has no file for them yet.
_FIRST_FILE = "glossary/terms.csv"
JUDGES = frozenset({Role.REVIEWER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Change:
    """What a person wants a term to be.

    Attributes:
        path: the term's file.
        before: the term as the mirror has it, None for a new one.
        after: as it shall be.
        seen: the seal of the term that the person saw, "" for a new one.
    """

    path: str
    before: Kept | None
    after: Term
    seen: str = ""

    @property
    def binds(self) -> bool:
        """Whether it touches what texts are held to: only approved terms bind."""
        known = self.before.term.status if self.before else TermStatus.PROPOSED
        return TermStatus.APPROVED in {known, self.after.status}


class StaleTermError(ReviewError):
    """The term changed since the person saw it; both are here.

    Attributes:
        theirs: the term as it stands now, None where it is gone.
        mine: what the person wanted.
    """

    def __init__(self, theirs: Kept | None, mine: Term) -> None:
        super().__init__(
            _("Somebody changed this term since you opened it."),
            remedy=_("Compare the two, then save again."),
        )
        self.theirs = theirs
        self.mine = mine


def follow(config: Config, database: Database) -> tuple[Term, ...]:
    """Let the mirror follow the files; the binding terms that came, went or changed.

    Where no file changed it costs a look at their times. The units follow with
    `refresh.Refresh.catch_up`.

    Raises:
        StorageError: where the store refuses.
    """
    # Taken before the files are read: who writes meanwhile is seen the next time.
    stamp = files_stamp(config)
    with database.reading() as connection:
        if facts.get(connection, _STAMP) == stamp:
            return ()
    fresh = _in_files(config)
    with database.writing() as connection:
        terms.lock(connection)
        old = terms.everything(connection)
        terms.mirror(connection, fresh)
        facts.put(connection, _STAMP, stamp)
    binding = [
        {k.term for k in side if k.term.status is TermStatus.APPROVED} for side in (old, fresh)
    ]
    return tuple(binding[0] ^ binding[1])


def kinds_of(config: Config, path: str) -> tuple[Kind, ...]:
    """The kinds of units that a glossary file is for."""
    served = {Kind.UI: config.glossary, Kind.CAPTION: config.captions.glossary or config.glossary}
    file = config.root / path
    return tuple(
        kind
        for kind, forms in served.items()
        if any(file in set(config.root.glob(form)) or _fits(path, form) for form in forms)
    )


def writable(config: Config) -> tuple[str, ...]:
    """The files that terms can be written to; TBX files are other tools' exports."""
    found = [path for path in _paths(config) if _is_csv(path)]
    if not found and any(_fits(_FIRST_FILE, form) for form in _forms(config)):
        return (_FIRST_FILE,)
    return tuple(found)


def directions(config: Config) -> tuple[tuple[str, str], ...]:
    """The directions, as languages, that the project's texts may go."""
    spoken = list(dict.fromkeys(map(language, (config.source_locale, *config.target_locales))))
    return tuple((one, other) for one in spoken for other in spoken if one != other)


def locales_to(config: Config, target_language: str) -> tuple[str, ...]:
    """The project's locales whose texts a term of that target language holds."""
    known = (*config.target_locales, config.source_locale)
    return tuple(name for name in known if language(name) == target_language)


def permit(config: Config, change: Change, actor: Actor, locales: Sequence[str] = ()) -> None:
    """See that the person may do it: translators propose, reviewers decide for their locales.

    Args:
        locales: those that the person works on; empty: all of them.

    Raises:
        ReviewError: where they may not.
    """
    if change.path not in writable(config):
        raise ReviewError(
            _("Terms can't be written to {path}.").format(path=change.path),
            remedy=_("The tool writes the project's CSV glossaries; TBX files are shown only."),
        )
    states = {change.after.status, *([change.before.term.status] if change.before else [])}
    if actor.role not in JUDGES and states != {TermStatus.PROPOSED}:
        raise ReviewError(
            _("Translators propose terms; a reviewer decides about them."),
            remedy=_("Propose it, or write a comment."),
        )
    touched = locales_to(config, change.after.target_language)
    if change.binds and locales and not set(touched) <= set(locales):
        raise ReviewError(
            _("The term holds texts in {locales}, which are not all yours.").format(
                locales=", ".join(touched)
            ),
            remedy=_("Ask a reviewer who works on all of them."),
        )


def sound(term: Term, path: str) -> Term:
    """The term as its file will give it back.

    Raises:
        GlossaryError: where a file can't hold it.
    """
    texts = (term.source, term.target, *term.variants, *term.forbidden, term.domain)
    if max(map(len, texts)) > MAX_CHARACTERS:
        raise GlossaryError(
            _("A term has at most {limit} characters.").format(limit=MAX_CHARACTERS)
        )
    read = glossary_csv.parse(glossary_csv.serialize([term]).decode(), path)
    if read != [term]:
        raise GlossaryError(
            _("A bar stands between renderings and can't stand in one."),
            remedy=_("Write each rendering by itself."),
        )
    return replace(term, location=Location(path))


def remarks(config: Config, change: Change) -> list[TermFinding]:
    """What the linter says of the term beside all others, and of others because of it."""
    known = [kept.term for kept in _in_files(config)]
    if change.before and change.before.term in known:
        known.remove(change.before.term)
    before = lint(known)
    return [remark for remark in lint([*known, change.after]) if remark not in before]


def bars(found: Iterable[TermFinding]) -> bool:
    """Whether the findings keep the term from being saved."""
    return any(remark.severity is Severity.ERROR for remark in found)


def save(config: Config, database: Database, change: Change) -> Kept:
    """Write the change through to its file, whole or not at all, and into the mirror.

    Raises:
        StaleTermError: where the term is not what the person saw any more.
        GlossaryError: where the file is malformed, or holds what would be lost.
        StorageError: where disk or store refuse.
    """
    path = config.root / change.path
    with database.writing() as connection:
        terms.lock(connection)
        known = _safely(path, change.path) if path.exists() else []
        kept = {item.id: item for item in terms.named(change.path, known)}
        now = kept.get(change.before.id) if change.before else None
        if change.before and (now is None or now.seal != change.seen):
            raise StaleTermError(now, change.after)
        place = list(kept).index(now.id) if now else _behind_its_like(known, change.after)
        fresh = [*known[:place], change.after, *known[place + (now is not None) :]]
        files.write(path, glossary_csv.serialize(fresh))
        stamp = files_stamp(config)
        everything = _in_files(config)
        terms.mirror(connection, everything)
        facts.put(connection, _STAMP, stamp)
    mine = [item for item in everything if item.path == change.path]
    return mine[place]


def _behind_its_like(known: Sequence[Term], new: Term) -> int:
    """Where a new term goes: behind the last of its direction and domain, else to the end."""
    like = (new.source_language, new.target_language, new.domain)
    places = [
        number
        for number, term in enumerate(known, 1)
        if (term.source_language, term.target_language, term.domain) == like
    ]
    return places[-1] if places else len(known)


def _safely(path: Path, shown: str) -> list[Term]:
    """The terms of a file that loses nothing when it is written anew.

    Raises:
        GlossaryError: where it has columns that are none of ours.
    """
    names = next(csv.reader(io.StringIO(files.read_text(path), newline="")), [])
    if foreign := [name for name in names if name not in glossary_csv.COLUMNS]:
        raise GlossaryError(
            _("The column {name!r} would be lost.").format(name=foreign[0]),
            path=shown,
            line=1,
            remedy=_("Remove it, or change this file by hand."),
        )
    return glossaries.read(path, shown)


def _in_files(config: Config) -> list[Kept]:
    """All terms of all glossaries; what can't be read is for the checks to report."""
    return [kept for path in _paths(config) for kept in _of_file(config, path)]


def _of_file(config: Config, path: str) -> list[Kept]:
    try:
        return terms.named(path, glossaries.read(config.root / path, path))
    except L10nError:
        return []


def _forms(config: Config) -> tuple[str, ...]:
    return (*config.glossary, *config.captions.glossary)


def _paths(config: Config) -> list[str]:
    found = {path for form in _forms(config) for path in config.root.glob(form) if path.is_file()}
    return sorted(path.relative_to(config.root).as_posix() for path in found)


def _fits(path: str, form: str) -> bool:
    return Path(path).match(form)


def _is_csv(path: str) -> bool:
    return Path(path).suffix.lower() not in glossaries.TBX_SUFFIXES


def files_stamp(config: Config) -> str:
    """What changes when a glossary file does, comes or goes."""
    return digest([(path, files.stamp(config.root / path)) for path in _paths(config)])
