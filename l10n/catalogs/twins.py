"""Words of a message that has others now: kept as a comment beside it, because gettext knows one.

msgfmt refuses a file in which a message stands twice, obsolete or not. So what people wrote for it
before (a branch's words, the forms of a plural that the source lost) stands above the entry, as
`# @was/2 [[SOURCE, ...], [TARGET, ...]]`, and comes back with the source.
"""

import json
from collections.abc import Iterable

from l10n.model import Entry, Unit

_WORD = "# @was/2 "


def with_words_of(entry: Entry, other: Entry) -> Entry:
    """The entry with another's words, and with what people said beside them."""
    words = [list(other.unit.source), list(other.target)]
    kept = () if other.target == entry.target else (_WORD + json.dumps(words, ensure_ascii=False),)
    return entry.evolve(
        comments=tuple(dict.fromkeys((*entry.comments, *other.comments, *kept))),
        rejections=tuple(dict.fromkeys((*entry.rejections, *other.rejections))),
        accepted=tuple(dict.fromkeys((*entry.accepted, *other.accepted))),
    )


def words_before(entry: Entry, unit: Unit) -> tuple[str, ...]:
    """The whole words beside the entry for this source, if it has a part of them still."""
    for comment in entry.comments:
        source, target = _read(comment)
        if source == unit.source and target[: len(entry.target)] == entry.target:
            return target
    return ()


def without_words(entry: Entry, unit: Unit, target: tuple[str, ...]) -> tuple[str, ...]:
    """The entry's comments but the one that keeps these words for the source."""
    return tuple(c for c in entry.comments if _read(c) != (unit.source, target))


def folded(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, each message once: the first of it takes the obsolete others' words along."""
    found: list[Entry] = []
    places: dict[tuple[str, str], int] = {}
    live = {_name(entry): entry for entry in entries if not entry.obsolete}
    for entry in entries:
        name = _name(entry)
        if name in live and entry.obsolete and name not in places:
            # Its live one comes later; it waits there.
            live[name] = with_words_of(live[name], entry)
            continue
        if name in places and entry.obsolete:
            found[places[name]] = with_words_of(found[places[name]], entry)
            continue
        places[name] = len(found)
        found.append(live.get(name, entry))
    return found


def _name(entry: Entry) -> tuple[str, str]:
    """What gettext knows a message by."""
    return entry.unit.context, entry.unit.source[0]


def _read(comment: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The source and the words that a comment keeps; nothing where it keeps none."""
    if not comment.startswith(_WORD):
        return (), ()
    try:
        source, target = json.loads(comment.removeprefix(_WORD))
        return tuple(map(str, source)), tuple(map(str, target))
    except (ValueError, TypeError, RecursionError):
        return (), ()
