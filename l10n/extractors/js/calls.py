"""Calls: gettext's functions, and the `t` of i18next, vue-i18n and next-intl."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from l10n.extractors import found
from l10n.extractors.interface import ANY_KEY, Extracted, KeysLike, KeyUse
from l10n.extractors.js import react_jsx
from l10n.extractors.js.scopes import Scope, narrowed
from l10n.extractors.js.source import Source
from l10n.extractors.js.syntax import (
    Values,
    arguments,
    bare,
    callee,
    constant,
    properties,
    text,
    values,
    words_in,
)
from l10n.extractors.keywords import Keyword, fitting

# The names of functions that take a key; a hook may give them others.
T = frozenset(("t", "$t", "$tc", "tc"))
# With these names, or after a dot of these, no other library's function is meant.
_CERTAIN = frozenset(("$t", "$tc", "i18n", "i18next", "$i18n", "global"))
# `home.title`, `app:save`, `save_changes`, `saveChanges`, `SAVE_CHANGES`: nobody's sentence.
_KEY = re.compile(
    r"[A-Za-z_$][\w$-]*(?:[.:][\w$-]+)+|[a-z]\w*(?:[_-][A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]*)+"
    r"|[A-Z0-9]+(?:_[A-Z0-9]+)+",
    re.ASCII,
)
_WORD = re.compile(r"[\w$-]+", re.ASCII)
_NAMESPACED = re.compile(r"([A-Za-z_][\w./-]*):(?!//)(\S+)")


def read(call: Node, source: Source) -> Iterator[Extracted]:
    """The messages of a call, if its function is known to have some."""
    name = callee(call)
    last = name.rpartition(".")[2]
    if keyword := _keyword(name, len(arguments(call)), source):
        yield from _gettext(call, keyword, source, certain=last != "_")
    elif (scope := source.scopes.of(name, call.start_byte)) is not None:
        yield from keyed(call, scope, source, certain=True)
    elif last in T:
        certain = not _CERTAIN.isdisjoint(name.split("."))
        yield from keyed(call, Scope(), source, certain=certain)
    elif last == "string":
        yield from react_jsx.call(call, source)


def _keyword(name: str, given: int, source: Source) -> Keyword | None:
    """What is known of a function by its whole name, or by the end of it."""
    while name:
        if known := source.settings.keywords.get(name):
            return fitting(known, given)
        name = name.partition(".")[2]
    return None


def _gettext(call: Node, keyword: Keyword, source: Source, *, certain: bool) -> Iterator[Extracted]:
    given = arguments(call)
    if len(given) < max(*keyword.forms, keyword.context):
        return
    forms = [values(given[place - 1], source.named) for place in keyword.forms]
    contexts = Values(("",))
    if keyword.context:
        contexts = values(given[keyword.context - 1], source.named)
    unread = [node for value in (*forms, contexts) for node in value.unread]
    for node in unread:
        yield from source.unread(node, certain=certain)
    # Each branch of a conditional has its plural in the same branch.
    if unread and (len(forms) > 1 or contexts.unread):
        return
    for strings in zip(*(value.strings for value in forms), strict=False):
        for context in contexts.strings:
            yield from source.unit(call, strings, context=context, notes=keyword.notes)


def keyed(call: Node, scope: Scope, source: Source, *, certain: bool) -> Iterator[Extracted]:
    """The keys of a call of `t` with what it says of default, count and context.

    Args:
        certain: whether no other library's function of that name is meant.
    """
    given = arguments(call)
    if not given or given[0].type == "object":
        return
    options = next((p for node in given[1:] if (p := properties(node))), {})
    scope = narrowed(scope, options)
    keys = values(given[0], source.named)
    for node in keys.unread:
        if source.is_listed(node):
            continue
        is_text = any(map(str.isspace, words_in(node))) and not source.settings.keys
        glued = found.glued if is_text and not scope.keys else found.glued_key
        told = list(source.unread(node, glued, certain=certain))
        if told and glued is found.glued_key:
            yield source.like(node, scope)
        yield from told
    beside = constant(given[1]) if len(given) > 1 else None
    defaults = _defaults(options, beside, source)
    contexts: tuple[str, ...] = ("",)
    if "context" in options:
        read_contexts = values(options["context"], source.named)
        contexts = read_contexts.strings or ("",)
        for node in read_contexts.unread if not source.listed.stands_by(call) else ():
            yield found.glued_key(text(node), source.at(call))
        for key in keys.strings if read_contexts.unread else ():
            look = re.escape(f"{scope.prefix}{key}_") + ANY_KEY
            yield KeysLike(look, source.at(call), scope.namespace)
    for key in keys.strings:
        # Of several keys the first that exists is shown; the default is for when none does.
        default = defaults if key == keys.strings[-1] else ()
        for context in contexts:
            yield from use(
                call,
                key,
                scope,
                source,
                default=default,
                context=context,
                plural="count" in options,
            )


def _defaults(options: dict[str, Node], beside: str | None, source: Source) -> tuple[str, ...]:
    """The text that a call gives beside its key, with its plural."""

    def said(*names: str) -> str | None:
        given = (options[name] for name in names if name in options)
        return next((c for node in given for c in values(node, source.named).strings), None)

    one = said("defaultValue_one", "defaultValue", "defaultValue_other") or beside
    many = said("defaultValue_other", "defaultValue_plural", "defaultValue") or beside
    if not one or not many:
        return ()
    return (one, many) if "count" in options else (one,)


def use(
    node: Node,
    key: str,
    scope: Scope,
    source: Source,
    *,
    default: tuple[str, ...] = (),
    context: str = "",
    plural: bool = False,
) -> Iterator[Extracted]:
    """The use of a key; its own words are its default where it is no key by its looks."""
    namespace = scope.namespace
    if (named := _NAMESPACED.fullmatch(key)) and source.settings.keys is not False:
        namespace, whole = named[1], scope.prefix + named[2]
    else:
        whole = scope.prefix + key
    if not default and not is_key(key, scope, source.settings.keys):
        default = (key, key) if plural else (key,)
        whole = key
    yield from source.use(
        KeyUse(
            whole,
            source.at(node),
            namespace,
            default,
            context,
            plural,
            source.notes(node),
        )
    )


def is_key(text_given: str, scope: Scope, said: bool | None) -> bool:
    """Whether a first argument is a key: as the options say, or by its looks."""
    if said is not None:
        return said
    if scope.keys and (scope.prefix or _WORD.fullmatch(text_given)):
        return True
    return _KEY.fullmatch(text_given) is not None


def first_string(node: Node | None) -> str:
    """The constant that a node is; "" for none."""
    return (constant(bare(node)) if node is not None else None) or ""
