"""`l10n captions sample`: an audit sample of what the machine said, by direction and route."""

import re
import secrets
from typing import TYPE_CHECKING, Any

import click

from l10n.captions import reading
from l10n.cli import console, deciding, review_extra
from l10n.cli.captions import judges
from l10n.files import storable
from l10n.messages import gettext as _
from l10n.model import Route

if TYPE_CHECKING:
    from l10n.captions.sample import Chosen

_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*(%?)")
# A claim that takes more reading than this is none that a team makes.
_MOST_READ = 100_000
_MOST_DRAWS = 10


class _Share(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A share between 0 and 1, as 0.01 or as 1%."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """See `click.ParamType.convert`."""
        found = _SHARE.fullmatch(str(value).strip())
        share = float(found[1]) / (100 if found[2] else 1) if found else 0.0
        if not 0 < share < 1:
            self.fail(_("{value!r} is no share: say 1% or 0.01.").format(value=value), param, ctx)
        return share


@click.command(
    "sample",
    help=_(
        "Draw an audit sample of captions per stratum: a direction and a route.\n\n"
        "Nobody reads millions of captions. The plan is fixed here, before the first is read: how "
        "many are read, and how many serious errors there may be among them. Reviewers read the "
        "sample in the review tool, on the page Audit; `l10n captions release` ships the stratum "
        "where the exact binomial bound holds. A sample is never extended."
    ),
    epilog=_("Example: `l10n captions sample --claim 1% --confidence 95%`"),
)
@click.option(
    "--claim",
    type=_Share(),
    help=_("At most this share has a serious error. Default: 1%."),
)
@click.option(
    "--confidence",
    type=_Share(),
    help=_("How sure the claim is to be, over all draws of the plan. Default: 95%."),
)
@click.option(
    "--allow",
    "allowed",
    type=click.IntRange(0, 100),
    help=_("So many serious errors may be found; more are read then. Default: 0."),
)
@click.option(
    "--draws",
    type=click.IntRange(1, _MOST_DRAWS),
    help=_("So often one may draw at most, where a sample fails; each reads more. Default: 1."),
)
@click.option(
    "--again", is_flag=True, help=_("The next draw of plans that failed and have a draw left.")
)
@click.option("--seed", default="", help=_("What the draw goes by. Default: by chance."))
@click.option("-l", "--locale", "locales", multiple=True, help=_("Only to this locale."))
@click.option(
    "--route",
    "routes",
    multiple=True,
    type=click.Choice([str(route) for route in Route]),
    help=_("Only this route; may stand more than once."),
)
@deciding.by_option
@review_extra.database_option
@console.json_option
def command(
    claim: float | None,
    confidence: float | None,
    allowed: int | None,
    draws: int | None,
    again: bool,
    seed: str,
    locales: tuple[str, ...],
    routes: tuple[str, ...],
    by: str | None,
    database: str,
    as_json: bool,
) -> None:
    """Draw, and say what is to be read."""
    told = (claim, confidence, allowed, draws)
    if again and any(value is not None for value in told):
        raise click.UsageError(_("--again goes by the plan as it was fixed; it takes no other."))
    settings, store = review_extra.open_store(database)
    sample = review_extra.load("l10n.captions.sample")
    plan = None
    if not again:
        plan = sample.Plan(claim or 0.01, confidence or 0.95, allowed or 0, draws or 1)
        if plan.size > _MOST_READ:
            raise click.UsageError(
                _("One would have to read {count} captions for that.").format(count=plan.size)
            )
    for locale in locales:
        console.known_locale(settings, locale)
    person = deciding.person(by)
    judges.allow(settings, store, person, locales or reading.locales(settings))
    found = sample.draw(
        store,
        plan,
        storable(seed)[:64] or secrets.token_hex(8),
        person,
        deciding.now(),
        locales=locales,
        routes=tuple(Route(route) for route in routes),
    )
    _tell(found, as_json=as_json)
    console.finish(findings=not any(one.sample for one in found))


def _tell(found: "list[Chosen]", *, as_json: bool) -> None:
    if as_json:
        console.emit({"strata": [_facts(one) for one in found]})
        return
    if not found:
        console.say(_("There are no captions that a machine translated and nobody decided on."))
        console.say(_("`l10n sync pairs.jsonl` takes pairs into the store."))
        return
    rows = [
        (
            f"{source} → {locale}",
            route,
            f"{one.population:,}",
            one.sample.size,
            one.sample.allowed,
            one.sample.number,
        )
        for one in found
        if one.sample
        for source, locale, route in [one.stratum]
    ]
    names = [_("Direction"), _("Route"), _("Captions"), _("To read"), _("Allowed"), _("Sample")]
    if rows:
        console.table(_("Samples"), names, rows, numeric=range(2, 6))
    for one in found:
        if one.why:
            source, locale, route = one.stratum
            console.warn(f"{source} → {locale} {route}: {one.why}")
    if rows:
        console.say(_("Read them in the review tool, on the page Audit: `l10n review`."))


def _facts(one: "Chosen") -> dict[str, Any]:
    source, locale, route = one.stratum
    facts: dict[str, Any] = {"from": source, "to": locale, "route": str(route)}
    facts |= {"captions": one.population, "why": one.why}
    if one.sample:
        names = ("number", "size", "allowed", "claim", "confidence", "draw", "draws", "seed")
        facts |= {name: getattr(one.sample, name) for name in names}
    return facts
