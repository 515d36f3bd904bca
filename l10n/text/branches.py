"""An ICU message as the sentences that people see: one for each branch, with what is round it.

A selection says which branch a choice takes. A choice without one takes its branch `other`, so
that each branch of a message is seen once, and not each combination of branches.
"""

from collections.abc import Iterator, Mapping

from l10n.text.icu import Argument, Choice, Message

# (name, type) of a choice → the key of its branch.
Selection = Mapping[tuple[str, str], str]
# The same number in two spellings, where a locale's `one` means exactly 1.
_ONE = {"=1": "one", "one": "=1"}


def selections(message: Message) -> list[Selection]:
    """A selection for each branch, the way to it included; one empty one where there is none."""
    found = {frozenset(way.items()): way for way in _ways(message, {})}
    return list(found.values()) or [{}]


def _ways(
    message: Message, above: dict[tuple[str, str], str]
) -> Iterator[dict[tuple[str, str], str]]:
    for part in message:
        if isinstance(part, Choice):
            for key, branch in part.branches:
                here = {**above, (part.name, part.type): key}
                yield {which: taken for which, taken in here.items() if taken != "other"}
                yield from _ways(branch, here)


def said(message: Message, selection: Selection) -> Message:
    """What the message says under a selection: texts and arguments, no choices.

    The `#` of a plural becomes its argument, unless an offset makes it another number.
    """
    return tuple(_said(message, selection, None))


def _said(
    message: Message, selection: Selection, plural: Choice | None
) -> Iterator[str | Argument]:
    for part in message:
        if isinstance(part, Choice):
            inner = plural if part.type == "select" else part
            yield from _said(_branch(part, selection), selection, inner)
        elif not isinstance(part, str) and part.name == "#" and plural and _counts(plural):
            yield Argument("#", plural.name)
        else:
            yield part


def _counts(plural: Choice) -> bool:
    return "offset:" not in plural.head


def _branch(choice: Choice, selection: Selection) -> Message:
    branches = dict(choice.branches)
    key = selection.get((choice.name, choice.type), "other")
    if key not in branches:
        key = _ONE.get(key, "other") if choice.type == "plural" else "other"
    return branches.get(key, branches["other"])
