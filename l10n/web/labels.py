"""The names of states, origins and actions as people read them."""

from l10n.messages import gettext as _
from l10n.translation.memory import differences


def state(name: str) -> str:
    """A state."""
    return {
        "untranslated": _("untranslated"),
        "machine": _("machine"),
        "suggested": _("suggested"),
        "outdated": _("outdated"),
        "approved": _("approved"),
        "rejected": _("rejected"),
    }[name]


def kind(name: str) -> str:
    """A kind of unit."""
    return {"ui": _("interface"), "caption": _("caption")}[name]


def origin(name: str) -> str:
    """Where words come from."""
    return {
        "": _("none"),
        "tm": _("memory"),
        "glossary": _("glossary"),
        "copy": _("copy"),
        "machine": _("machine"),
        "human": _("person"),
        "guess": _("guess of a merge"),
    }[name]


def order(name: str) -> str:
    """What comes first."""
    return {
        "priority": _("risk and reach"),
        "age": _("longest waiting"),
        "position": _("as in the catalog"),
    }[name]


def action(name: str) -> str:
    """What was done."""
    return {
        "machine-suggest": _("suggested by a machine"),
        "edit": _("edited"),
        "approve": _("approved"),
        "reject": _("rejected"),
        "accept": _("accepted a finding"),
        "revoke": _("accepted a finding no longer"),
        "source-change": _("source changed"),
        "withdraw": _("approval withdrawn"),
        "adopt": _("adopted"),
        "undo": _("undone"),
        "flag": _("flagged for moderation"),
        "clear": _("no longer flagged"),
        "allow": _("allowed"),
        "hide": _("hidden"),
        "escalate": _("escalated"),
    }[name]


def verdict(name: str) -> str:
    """Where a flagged post stands."""
    return {
        "flagged": _("flagged"),
        "escalated": _("escalated"),
        "allowed": _("allowed"),
        "hidden": _("hidden"),
    }[name]


def level(name: str) -> str:
    """How grave a sensitive term is."""
    return {"high": _("high"), "medium": _("medium"), "low": _("low")}[name]


def sensitive(category: str) -> str:
    """A category of sensitive terms; a team's own has the name that they gave it."""
    known = {
        "scam": _("scam"),
        "spam": _("spam"),
        "harassment": _("harassment"),
        "self-harm": _("self-harm: somebody may need help"),
    }
    return known.get(category, category)


def outcome(name: str) -> str:
    """What became of a term."""
    return {
        "applied": _("applied"),
        "variant": _("variant"),
        "paraphrased": _("in plain words"),
        "missing": _("missing"),
        "forbidden": _("forbidden"),
    }[name]


def term_origin(name: str) -> str:
    """Who says what a term is called; "" for the glossary, as is expected."""
    return {"lexicon": _("lexicon"), "number": _("number")}.get(name, "")


def rule(name: str) -> str:
    """How binding a term is."""
    return {
        "must": _("must"),
        "prefer": _("preferred"),
        "do-not-translate": _("not to be translated"),
    }[name]


def term_status(name: str) -> str:
    """How far a term has come."""
    return {
        "proposed": _("proposed"),
        "approved": _("approved"),
        "deprecated": _("deprecated"),
    }[name]


def exchange(name: str) -> str:
    """What a line of a file that came back would do."""
    return {
        "unchanged": _("unchanged"),
        "edit": _("new words"),
        "approve": _("an approval"),
        "edit+approve": _("new words and an approval"),
        "conflict": _("conflict"),
        "unknown": _("unknown unit"),
        "refused": _("refused"),
    }[name]


def exchange_format(name: str) -> str:
    """A format of exchange."""
    return {
        "xliff": _("XLIFF 2.1, for translation tools"),
        "csv": _("CSV, for spreadsheets"),
        "po": _("PO, for gettext editors"),
        "jsonl": _("JSON lines: approved text only, for the app"),
    }[name]


def category(name: str) -> str:
    """A plural category."""
    return {"": "", "one": _("singular"), "other": _("plural")}.get(name, name)


def severity(name: str) -> str:
    """How grave a finding is."""
    return {"error": _("error"), "warning": _("warning")}[name]


def accepted() -> str:
    """What a finding is that a person accepted."""
    return _("accepted")


def stage(name: str) -> str:
    """How far a sample has come."""
    return {
        "open": _("to be read"),
        "holds": _("The claim holds"),
        "failed": _("The claim does not hold"),
        "void": _("too many words changed"),
    }[name]


def judged(name: str) -> str:
    """What was said of words that were drawn."""
    return {"fine": _("Fine"), "serious": _("Serious error")}[name]


def trial(name: str) -> str:
    """How a trial ended, for who was tried."""
    return {
        "caught": _("That was a trial, made wrong on purpose; you caught it."),
        "missed": _("That was a trial, made wrong on purpose; it slipped through."),
        "agreed": _("That was a second look; you agree with the first."),
        "disagreed": _(
            "That was a second look; you disagree with the first, and a comment says so."
        ),
    }[name]


def language_tag(locale: str) -> str:
    """The locale as HTML's lang names it."""
    return locale.replace("_", "-")


difference = differences
