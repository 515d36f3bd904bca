"""A place → the sink that writes it."""

from pathlib import Path

from l10n import plugins
from l10n.captions import databases
from l10n.captions.sinks.interface import Sink


def sink(place: str) -> Sink:
    """The sink of a place.

    Raises:
        ConfigError: where a URL is none, or the variable that should hold one is not set.
    """
    room: dict[str, Sink] = plugins.room("captions.sinks")
    if databases.is_one(place):
        databases.url_of(place)
        return room["sql"]
    by_suffix = {suffix: one for one in room.values() for suffix in one.suffixes}
    # A file of another name is one of lines: what every program reads.
    return by_suffix.get(Path(place).suffix.lower(), room["jsonl"])
