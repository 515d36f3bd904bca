"""Click's own sentences, so that our catalogs hold them too.

Click asks the standard library's gettext for these; `speak` points it at our catalogs. The calls
below are only there to be extracted.
"""

import gettext as standard
import os
from collections.abc import Iterator

from l10n import messages
from l10n.messages import gettext as _
from l10n.messages import ngettext


def speak() -> None:
    """Let click answer from our catalog, in the language that we answer in."""
    if place := messages.folder():
        # gettext looks for the catalog under the names in LANGUAGE, and ours is not POSIX's.
        os.environ["LANGUAGE"] = messages.catalog_locale()
        standard.bindtextdomain(messages.DOMAIN, str(place))
        standard.textdomain(messages.DOMAIN)


def words() -> Iterator[str]:
    """What click says on the paths that our commands take (click 8.1 to 8.5)."""
    yield _("Usage:")
    yield _("Options")
    yield _("Commands")
    yield _("Missing command.")
    yield _("Missing argument")
    yield _("Missing option")
    yield _("Missing parameter")
    yield _("default: {default}")
    yield _("Show the version and exit.")
    yield _("Show this message and exit.")
    yield _("%(prog)s, version %(version)s")
    yield _("Try '{command} {option}' for help.")
    yield _("Error: {message}")
    yield _("Invalid value for {param_hint}: {message}")
    yield _("Invalid value: {message}")
    yield _("No such command {name!r}.")
    yield _("No such option {name!r}.")
    yield _("Option {name!r} does not take a value.")
    yield _("{name} {filename!r} does not exist.")
    yield _("{name} {filename!r} is a directory.")
    yield _("{name} {filename!r} is a file.")
    yield _("{value!r} is not a valid {number_type}.")
    yield _("{value} is not in the range {range}.")
    yield _("File")
    yield _("Directory")
    yield _("file")
    yield _("directory")
    yield _("path")
    yield ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 2)
    yield ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2)
    yield ngettext(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 2
    )
    yield ngettext(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2
    )
