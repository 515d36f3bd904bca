"""The glossary as people change it: who may change which term, and how it gets into its file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from l10n import files
from l10n.errors import GlossaryError, ReviewError
from l10n.formats import glossary_csv
from l10n.glossary.lint import TermFinding, lint
from l10n.glossary.term import Term, TermStatus
from l10n.messages import gettext as _
from l10n.model import Location, Severity
from l10n.project.config import Config
from l10n.review import term_files
from l10n.review.decide import Actor
from l10n.store import terms
from l10n.store.database import Database
from l10n.store.terms import Kept
from l10n.text.chinese import Chinese, differ, place_of, speaks_of
from l10n.text.plurals import language
from l10n.transitions import Role

MAX_CHARACTERS = 200
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


def directions(config: Config) -> tuple[tuple[str, str], ...]:
    """The directions, in a glossary's codes, that the project's texts may go.

    Where one of its locales is Traditional Chinese, each place's Chinese has a code of its own.
    """
    locales = (config.source_locale, *config.target_locales)
    places = [str(place) for place in map(place_of, locales) if place]
    if set(places) <= {Chinese.MAINLAND}:
        places = []
    spoken = list(dict.fromkeys((*map(language, locales), *places)))
    return tuple((one, other) for one in spoken for other in spoken if differ(one, other))


def locales_to(config: Config, target_language: str) -> tuple[str, ...]:
    """The project's locales whose texts a term of that target language holds."""
    known = (*config.target_locales, config.source_locale)
    return tuple(name for name in known if speaks_of(target_language, name))


def permit(config: Config, change: Change, actor: Actor, locales: Sequence[str] = ()) -> None:
    """See that the person may do it: translators propose, reviewers decide for their locales.

    Args:
        locales: those that the person works on; empty: all of them.

    Raises:
        ReviewError: where they may not.
    """
    if change.path not in term_files.writable(config):
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
    known = [kept.term for kept in term_files.read_all(config)]
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
        known = term_files.read_whole(path, change.path) if path.exists() else []
        kept = {item.id: item for item in terms.named(change.path, known)}
        now = kept.get(change.before.id) if change.before else None
        if change.before and (now is None or now.seal != change.seen):
            raise StaleTermError(now, change.after)
        place = list(kept).index(now.id) if now else _behind_its_like(known, change.after)
        fresh = [*known[:place], change.after, *known[place + (now is not None) :]]
        files.write(path, glossary_csv.serialize(fresh))
        everything = term_files.mirror(connection, config)
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
