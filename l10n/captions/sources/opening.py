"""A place → the source that reads it; a folder → the files in it that some source reads."""

from collections.abc import Iterator
from pathlib import Path

from l10n import plugins
from l10n.captions import databases
from l10n.captions.sources.interface import Source
from l10n.errors import ConfigError
from l10n.messages import gettext as _


def sources(place: str) -> Iterator[tuple[Source, str]]:
    """The source of a place, with the place; of a folder each file's, in the order of their names.

    Raises:
        ConfigError: where there is nothing, or nothing that a source reads.
    """
    room: dict[str, Source] = plugins.room("captions.sources")
    if databases.is_one(place):
        if databases.is_missing(place):
            raise ConfigError(_("There is no such file."), path=databases.shown(place))
        yield room["sql"], place
        return
    path = Path(place)
    by_suffix = {suffix: source for source in room.values() for suffix in source.suffixes}
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in by_suffix and p.is_file())
        if not found:
            raise ConfigError(
                _("The folder holds no posts: no file ends in {endings}.").format(
                    endings=", ".join(sorted(by_suffix))
                ),
                path=path,
            )
    elif path.suffix.lower() in by_suffix:
        found = [path]
    else:
        raise ConfigError(
            _("Posts come in files that end in {endings}.").format(
                endings=", ".join(sorted(by_suffix))
            ),
            path=path,
            remedy=_("Convert the file, or give it the suffix it deserves."),
        )
    for file in found:
        yield by_suffix[file.suffix.lower()], str(file)
