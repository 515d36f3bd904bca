"""Lines of a pair file → what they say, each value bounded; a file may be anybody's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from l10n.errors import SourceError
from l10n.extractors import posts
from l10n.messages import gettext as _
from l10n.model import Kind, Origin, Route, Suggestion, TermEvidence, Unit

_MAX_KEY, _MAX_NAME, _MAX_LIST = 1_000, 200, 200
_NAMES = ("term", "surface", "outcome", "words")


@dataclass(frozen=True, slots=True)
class Pair:
    """A caption with what a machine said of it.

    Attributes:
        language: of the source, two letters.
        to: of the target.
        suggestion: None where no candidate passed the gates.
        post: None where the file says nothing of it.
    """

    line: int
    language: str
    to: str
    unit: Unit
    suggestion: Suggestion | None
    post: posts.Post | None


def read(line: bytes | None, path: str, number: int) -> Pair:
    """The pair that a line holds.

    Args:
        line: None for one that was too long to be read.

    Raises:
        SourceError: where it holds none.
    """
    try:
        if line is None:
            raise ValueError(_("it is longer than any post"))
        told = json.loads(line)
        if not isinstance(told, dict):
            raise ValueError(_("it is not an object"))
        unit = Unit((_text(told, "source"),), kind=Kind.CAPTION, key=_text(told, "id", _MAX_KEY))
        languages = (_text(told, "from", _MAX_NAME), _text(told, "to", _MAX_NAME))
        suggestion = _suggestion(told, unit) if told.get("target") is not None else None
        return Pair(number, *languages, unit, suggestion, _post(told.get("post")))
    except (ValueError, RecursionError) as error:
        raise SourceError(
            _("The line is no pair: {reason}.").format(reason=error),
            path=path,
            line=number,
            remedy=_("Pairs are what `l10n captions` writes; the other lines went on."),
        ) from error


def _text(told: Mapping[str, Any], name: str, limit: int = posts.MAX_CHARACTERS) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(_("{name!r} is no text").format(name=name))
    if len(value) > limit:
        raise ValueError(_("{name!r} is longer than {limit}").format(name=name, limit=limit))
    return _sound(value)


def _sound(text: str) -> str:
    """The text without what PO, PostgreSQL or UTF-8 can't hold."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _suggestion(told: Mapping[str, Any], unit: Unit) -> Suggestion:
    natural = told.get("alternative")
    return Suggestion(
        unit.id,
        (_text(told, "target"),),
        Origin(told.get("origin") or Origin.MACHINE),
        _word(told.get("by")) or str(Origin.MACHINE),
        _share(told.get("quality")),
        Route(told.get("route") or Route.REVIEW),
        tuple(_word(reason) for reason in _list(told, "reasons")),
        tuple(_proof(proof) for proof in _list(told, "terms")),
        () if natural is None else (_text(told, "alternative"),),
    )


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    value = told.get(name) or []
    if not isinstance(value, list):
        raise ValueError(_("{name!r} is no list").format(name=name))
    return value[:_MAX_LIST]


def _proof(told: object) -> TermEvidence:
    if not isinstance(told, dict):
        raise ValueError(_("{name!r} is no list").format(name="terms"))
    return TermEvidence(*(_word(told.get(name)) for name in _NAMES))


def _word(value: object) -> str:
    return _sound(value[:_MAX_NAME]) if isinstance(value, str) else ""


def _share(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        return 0.0  # no quality that anybody estimated; not-a-number fails both comparisons
    return float(value)


def _post(told: object) -> posts.Post | None:
    if not isinstance(told, dict):
        return None
    return posts.Post(
        _word(told.get("author")), _word(told.get("at")), posts.count(told.get("views"))
    )
