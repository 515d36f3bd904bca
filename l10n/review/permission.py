"""Who may decide what by command or by catalog: the same rules as in the review tool."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.engine import Connection

from l10n.messages import gettext as _
from l10n.model import State
from l10n.signing.keyring import Keyring
from l10n.store import people
from l10n.store.people import Person
from l10n.transitions import TRANSITIONS, Action, Role


@dataclass(frozen=True, slots=True)
class Permission:
    """The project's rule and its people, as they stand now.

    Attributes:
        people: by name. Who has no account is held to the four-eyes rule alone: they have the
            catalogs or the database, and no role to be held to.
        four_eyes: whether nobody approves words of their own.
        keyring: whose approvals in a catalog are to be signed.
    """

    people: Mapping[str, Person]
    four_eyes: bool
    keyring: Keyring = field(default_factory=Keyring)

    @classmethod
    def of(
        cls, connection: Connection, *, four_eyes: bool, keyring: Keyring | None = None
    ) -> "Permission":
        """Those of a store."""
        known = {person.name: person for person in people.everyone(connection)}
        return cls(known, four_eyes, keyring or Keyring())

    def bar(self, name: str, locale: str, author: str) -> str:
        """Why the person may not decide on words, as a sentence; "" where they may.

        Args:
            author: who wrote the words they approve; "" for a machine, and for a rejection.
        """
        person = self.people.get(name)
        if person is not None:
            if not person.active:
                return _("{name} is switched off.").format(name=name)
            if not may_approve(person.role):
                return _("{name} is a {role}; on words, reviewers and admins decide.").format(
                    name=name, role=person.role
                )
            if not person.works_on(locale):
                return _("{locale} is not one of the locales of {name}.").format(
                    locale=locale, name=name
                )
        if self.four_eyes and author == name:
            return _("The words are by {name}; with four eyes somebody else approves them.").format(
                name=name
            )
        return ""


def may_approve(role: Role) -> bool:
    """Whether a role approves what waits for review, as the table of transitions has it."""
    return role in TRANSITIONS[State.SUGGESTED, Action.APPROVE].roles
