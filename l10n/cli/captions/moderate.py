"""`l10n captions moderate`: what waits for a moderator, and what moderators decided."""

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from l10n.cli import console, in_step, review_extra
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.text.visible import visible

if TYPE_CHECKING:
    from l10n.moderation.dashboard import Dashboard
    from l10n.store.database import Database


@click.command(
    "moderate",
    help=_(
        "Show how many posts wait for a moderator, and since when.\n\n"
        "Posts of the review store are flagged by the lists of sensitive terms that [captions] "
        "moderation names; moderators decide in the review tool. With --json come their "
        "decisions, a JSON object a line."
    ),
    epilog=_("Example: `l10n captions moderate`, or `l10n captions moderate --json`"),
)
@review_extra.database_option
@console.json_option
def command(database: str, as_json: bool) -> None:
    """Flag by today's lists first."""
    settings, store = review_extra.open_store(database)
    changed = in_step.moderate(settings, store)
    if as_json:
        for told in _decisions(store):
            click.echo(json.dumps(told, ensure_ascii=False))
        return
    with store.reading() as connection:
        dashboard = review_extra.load("l10n.moderation.dashboard").dashboard
        figures = dashboard(connection, (), time.time())
    if changed:
        sentence = ngettext(
            "{count} text was flagged or cleared by the lists.",
            "{count} texts were flagged or cleared by the lists.",
            changed,
        )
        console.say(sentence.format(count=changed))
    _tell(figures)
    if not settings.captions.moderation:
        console.warn(
            _("The project has no lists of sensitive terms: name them in [captions] moderation.")
        )


def _tell(found: "Dashboard") -> None:
    labels = review_extra.load("l10n.web.labels")
    rows = [(labels.verdict(verdict), number) for verdict, number in found.counts.items()]
    console.table(_("Moderation"), [_("Verdict"), _("Texts")], rows, numeric=[1])
    if found.categories:
        waiting = [(visible(labels.sensitive(name)), number) for name, number in found.categories]
        console.table(_("What waits"), [_("Category"), _("Texts")], waiting, numeric=[1])
        console.say(_("The longest waits since {time}.").format(time=found.oldest))
        console.say(_("They are decided on in the review tool: `l10n review`, Moderation."))


def _decisions(store: "Database") -> Iterator[dict[str, Any]]:
    """Each decision, the oldest first: post, texts' id, what, who, why and by which entries."""
    figures = review_extra.load("l10n.store.moderation_figures")
    verdicts = review_extra.load("l10n.moderation.verdicts")
    with store.reading() as connection:
        for row in figures.decided(connection):
            entries, text = verdicts.read(tuple(row.finding or ()))
            post, _slash, name = (row.said or {}).get("key", "").rpartition("/")
            yield {
                "number": row.number,
                "at": row.at,
                "by": row.actor,
                "action": row.action,
                "reason": row.note,
                "post_id": post,
                "field": name,
                "locale": row.locale,
                "unit": row.unit,
                "source_hash": text,
                "entries": [
                    {"term": e.term, "language": e.language, "category": e.category}
                    | {"severity": str(e.level)}
                    for e in entries
                ],
            }
