"""How a run went, as rows and as a page of its own: figures, routes, and its rate as a chart."""

from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from l10n import files
from l10n.captions.state import State
from l10n.captions.translate import CaptionCounts
from l10n.messages import gettext as _
from l10n.messages import language
from l10n.model import Route

_WIDTH, _HEIGHT, _EDGE = 640, 200, 48
_COLOURS = {Route.AUTO: "#2e7d4f", Route.REVIEW: "#b7791f", Route.REJECT: "#b3261e"}
_PAGE = """\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="l10n captions">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  color: #1d1d1f; background: #fff; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
td, th {{ padding: .25rem 1rem .25rem 0; text-align: left; border-bottom: 1px solid #ddd; }}
td + td {{ text-align: right; font-variant-numeric: tabular-nums; }}
svg {{ max-width: 100%; height: auto; }}
</style>
<h1>{title}</h1>
<p>{place}</p>
<table>
{rows}
</table>
<h2>{rate}</h2>
{curve}
<h2>{routes}</h2>
{bars}
</html>
"""


def rows(counts: CaptionCounts) -> Iterator[tuple[str, int]]:
    """What people want to know of a run, each with its count."""
    yield _("Chinese to English"), counts.pairs["zh-en"]
    yield _("English to Chinese"), counts.pairs["en-zh"]
    yield _("Chinese in the other script"), counts.pairs["zh-zh"]
    routes = _by_route(counts)
    yield _("sure enough to go out unread"), routes[Route.AUTO]
    yield _("for a person to review"), routes[Route.REVIEW]
    yield _("without an answer, for a person"), counts.unanswered
    yield _("with an error, for a person"), counts.with_errors
    yield _("not translated: nothing to say, or nobody's language"), counts.not_translated.total()
    yield _("posts not to be shown"), counts.skipped


def shares(counts: CaptionCounts) -> Iterator[tuple[str, float]]:
    """The routes that pairs went, with the share of each."""
    whole = counts.pairs.total()
    for route, count in _by_route(counts).items():
        if count:
            yield str(route), count / whole


def _by_route(counts: CaptionCounts) -> Counter[Route]:
    found: Counter[Route] = Counter(dict.fromkeys(Route, 0))
    for name, count in counts.routes.items():
        found[Route(name.rpartition(" ")[2])] += count
    return found


def write(path: Path, state: State, place: str) -> None:
    """Write the page.

    Args:
        place: where the pairs are, without secrets.

    Raises:
        StorageError: where the disk refuses.
    """
    counts = state.counts
    seconds = max(state.seconds, 0.001)
    told = [
        *rows(counts),
        (_("captions"), counts.captions),
        (_("seconds"), round(seconds)),
        (_("captions a second"), round(counts.captions / seconds)),
    ]
    page = _PAGE.format(
        language=escape(language().replace("_", "-")),
        title=escape(_("Captions")),
        place=escape(_("Pairs: {path}").format(path=place)),
        rows="\n".join(f"<tr><td>{escape(n)}</td><td>{count:,}</td></tr>" for n, count in told),
        rate=escape(_("Captions a second")),
        curve=_curve(state),
        routes=escape(_("Routes")),
        bars=_bars(counts),
    )
    files.write(path, page.encode())


def _curve(state: State) -> str:
    """The rate between the points, over the time."""
    ends = [(0.0, 0), *state.points]
    # A step for each stretch between two points.
    rates = [
        (at, (count - before) / max(later - sooner, 0.1))
        for (sooner, before), (later, count) in pairwise(ends)
        for at in (sooner, later)
    ]
    most = max((rate for _at, rate in rates), default=0) or 1
    last = max((at for at, _rate in rates), default=0) or 1
    wide, high = _WIDTH - 2 * _EDGE, _HEIGHT - _EDGE
    dots = " ".join(
        f"{_EDGE + wide * at / last:.1f},{10 + high * (1 - rate / most):.1f}" for at, rate in rates
    )
    line = f'<polyline fill="none" stroke="#1a5fb4" stroke-width="2" points="{dots}"/>'
    label = escape(
        _("Captions a second, from {least} to {most}").format(
            least=round(min((rate for _at, rate in rates), default=0)), most=round(most)
        )
    )
    axis = f'<path d="M{_EDGE} 10v{high}h{wide}" fill="none" stroke="#767676"/>'
    marks = (
        f'<text x="{_EDGE - 6}" y="16" text-anchor="end">{round(most):,}</text>'
        f'<text x="{_EDGE - 6}" y="{10 + high}" text-anchor="end">0</text>'
        f'<text x="{_EDGE + wide}" y="{_HEIGHT - 12}" text-anchor="end">{round(last):,} s</text>'
    )
    return _svg(_HEIGHT, label, axis + line + marks)


def _bars(counts: CaptionCounts) -> str:
    """A bar for each direction, cut by route."""
    drawn: list[str] = []
    for number, (languages, whole) in enumerate(sorted(counts.pairs.items())):
        top, left, wide = 10 + 40 * number, 2.0 * _EDGE, _WIDTH - 3.0 * _EDGE
        said: list[str] = []
        for route, colour in _COLOURS.items():
            share = counts.routes[f"{languages} {route}"] / whole
            drawn.append(
                f'<rect x="{left:.1f}" y="{top}" width="{wide * share:.1f}" height="16" '
                f'fill="{colour}"/>'
            )
            left += wide * share
            said.append(f"{route} {share:.1%}")
        drawn.append(f'<text x="0" y="{top + 13}">{escape(languages)}</text>')
        drawn.append(f'<text x="{2 * _EDGE}" y="{top + 30}">{escape(", ".join(said))}</text>')
    return _svg(20 + 40 * len(counts.pairs), escape(_("Routes")), "".join(drawn))


def _svg(height: int, label: str, inner: str) -> str:
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" font-size="12" fill="#1d1d1f">{inner}</svg>'
    )
