"""JSON that others wrote, read so that nothing in it is lost in silence. Pure.

Of two fields of one name RFC 8259 says only that they should not be: Python takes the last one.
"""

import json
from typing import Any

from l10n.messages import gettext as _

# As many as Python turns into a number; every identifier and count has fewer.
_DIGITS = 4_300


def loads(data: bytes | str) -> Any:
    """What a text of JSON says.

    Raises:
        ValueError: where it is none, a name stands twice in one object, a whole number is longer
            than any, or objects stand in one another too deep; the reason is a phrase for people.
    """
    try:
        return json.loads(data, object_pairs_hook=_object, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise ValueError(_("it is not UTF-8")) from error
    except RecursionError as error:
        raise ValueError(_("it is nested too deep")) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("the field {name!r} stands twice in it").format(name=twice[:60]))
    return made


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(_("a number in it has {count} digits").format(count=len(digits)))
    return int(digits)
