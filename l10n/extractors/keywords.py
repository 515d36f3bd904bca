"""Which functions mark messages, and which of their arguments: xgettext's `--keyword` syntax."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from l10n.errors import ConfigError
from l10n.extractors.options import strings
from l10n.messages import gettext as _

_NAME = re.compile(r"[^\W\d][\w$]*(?:\.[\w$]+)*|\$[\w$]*(?:\.[\w$]+)*")
_ARGUMENT = re.compile(r'\s*(?:(?P<number>[1-9]\d?)(?P<kind>[ct]?)|"(?P<note>[^"]*)")\s*(?:,|$)')


@dataclass(frozen=True, slots=True)
class Keyword:
    """The arguments of a function that are for translators, counted from 1.

    Attributes:
        forms: where the message stands, and its plural.
        context: where the context stands, 0 for nowhere.
        total: how many arguments the call must have, 0 for any number.
        notes: what translators are told of every such message.
    """

    forms: tuple[int, ...] = (1,)
    context: int = 0
    total: int = 0
    notes: tuple[str, ...] = field(default=())


Keywords = Mapping[str, tuple[Keyword, ...]]
"""By name; a call is read as the first that has its number of arguments."""

_SINGULAR, _PLURAL = Keyword(), Keyword((1, 2))
_CONTEXT, _CONTEXT_PLURAL = Keyword((2,), 1), Keyword((2, 3), 1)

# gettext's own functions, the lazy ones of Django and Flask-Babel, and the short names for them.
GETTEXT: Keywords = {
    **dict.fromkeys(
        (
            *("_", "_l", "N_", "gettext", "ugettext", "gettext_lazy", "lazy_gettext"),
            *("gettext_noop", "ugettext_lazy", "ugettext_noop"),
        ),
        (_SINGULAR,),
    ),
    **dict.fromkeys(
        ("ngettext", "ungettext", "ngettext_lazy", "lazy_ngettext", "ungettext_lazy"), (_PLURAL,)
    ),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "lazy_pgettext"), (_CONTEXT,)),
    **dict.fromkeys(("npgettext", "npgettext_lazy", "lazy_npgettext"), (_CONTEXT_PLURAL,)),
    "dgettext": (Keyword((2,)),),
    "dngettext": (Keyword((2, 3)),),
    "dpgettext": (Keyword((3,), 2),),
    "dnpgettext": (Keyword((3, 4), 2),),
}


def keywords(options: Mapping[str, Any]) -> Keywords:
    """Gettext's functions, and those of the option `keywords`, which stand before them.

    One that says how many arguments it has leaves calls with others as they are known.

    Raises:
        ConfigError: where one is not written as xgettext would read it.
    """
    return _with(strings(options, "keywords"))


@lru_cache(maxsize=32)
def _with(written: tuple[str, ...]) -> Keywords:
    own = parse(written)
    for name, found in own.items():
        if all(keyword.total for keyword in found):
            own[name] = (*found, *GETTEXT.get(name, ()))
    return {**GETTEXT, **own}


def parse(written: Iterable[str]) -> dict[str, tuple[Keyword, ...]]:
    """Functions as xgettext's manual writes them: `tr`, `tr:1,2`, `$T.ngettext:1,2`, `tr:1c,2,3t`.

    Raises:
        ConfigError: for what is none.
    """
    read: dict[str, tuple[Keyword, ...]] = {}
    for text in written:
        name, _colon, arguments = text.partition(":")
        if not _NAME.fullmatch(name.strip()):
            raise _wrong(text, _("{name!r} is no function's name").format(name=name))
        read[name.strip()] = (*read.get(name.strip(), ()), _keyword(text, arguments))
    return {name: tuple(sorted(found, key=lambda k: not k.total)) for name, found in read.items()}


def _keyword(text: str, arguments: str) -> Keyword:
    """What stands after the colon.

    Raises:
        ConfigError: where it is no list of positions.
    """
    forms: list[int] = []
    contexts: list[int] = []
    totals: list[int] = []
    notes: list[str] = []
    position = 0
    while position < len(arguments):
        found = _ARGUMENT.match(arguments, position)
        if found is None:
            raise _wrong(text, _("{rest!r} is no position").format(rest=arguments[position:]))
        position = found.end()
        if found["note"] is not None:
            notes.append(found["note"])
        else:
            {"": forms, "c": contexts, "t": totals}[found["kind"]].append(int(found["number"]))
    if text.rstrip().endswith((":", ",")):
        raise _wrong(text, _("a position is missing at its end"))
    places = [*forms, *contexts]
    if len(forms) > 2 or len(contexts) > 1 or len(totals) > 1:
        raise _wrong(text, _("there are at most a message, its plural, a context and a total"))
    if len(set(places)) < len(places) or (totals and max(places, default=1) > totals[0]):
        raise _wrong(text, _("the positions do not go together"))
    if not forms and contexts:
        raise _wrong(text, _("the message's position is missing"))
    context = contexts[0] if contexts else 0
    return Keyword(tuple(forms) or (1,), context, totals[0] if totals else 0, tuple(notes))


def fitting(known: Iterable[Keyword], arguments: int) -> Keyword | None:
    """The one that a call with so many arguments is read as."""
    return next((k for k in known if k.total in {0, arguments}), None)


def _wrong(text: str, reason: str) -> ConfigError:
    return ConfigError(
        _("The keyword {text!r} can't be read: {reason}.").format(text=text, reason=reason),
        remedy=_("Write it as for xgettext: `tr`, `tr_n:1,2`, or `tr_c:1c,2`."),
    )
