"""How long a term of a glossary may be, whatever file it comes in."""

from l10n.errors import GlossaryError
from l10n.glossary.term import Term
from l10n.messages import gettext as _

# What is looked for in every text takes time and room by its length.
MAX_CHARACTERS = 500


def bounded(term: Term) -> Term:
    """The term itself.

    Raises:
        GlossaryError: where one of its words is longer than a term is.
    """
    words = (term.source, term.target, *term.variants, *term.forbidden)
    if max(map(len, words)) > MAX_CHARACTERS:
        raise GlossaryError(
            _("A term has at most {limit} characters.").format(limit=MAX_CHARACTERS),
            path=term.location.path,
            line=term.location.line,
            remedy=_("Take it out; whole sentences belong into a translation memory."),
        )
    return term
