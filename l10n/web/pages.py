"""Pages: templates filled in with what every page knows. All text of users is escaped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from l10n import messages
from l10n.messages import gettext as _
from l10n.store.people import Person
from l10n.web import access, sessions, static_files
from l10n.web.language import OFFERED

# Controls, bidirectional marks and halves of surrogate pairs: they hide or turn text round. Line
# breaks and tabs are text, and joiners belong to emoji and to several scripts.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the head of every page."""

    path: str
    words: str
    here: bool


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page.

    Args:
        request: who asks, and in which language.
        template: its name in templates/.
        status: the reply's.
        values: what the template needs besides what every page has.
    """
    person = getattr(request.state, "person", None)
    common: dict[str, Any] = {
        "person": person,
        "language": messages.language(),
        "languages": OFFERED,
        "links": list(_links(request, person)),
        "here": _address(request),
        "flash": sessions.take_flash(request),
        "has_account": request.app.state.door.links is None,
        "csrf": lambda: sessions.csrf_token(request),
        "csrf_field": lambda: _field(sessions.csrf_token(request)),
        "may": lambda method, path: access.may(person, access.ACCESS[method, path]),
    }
    text = _environment.get_template(template).render({**common, **values})
    # A lone surrogate in a caption has no bytes of its own; a page does not break on it.
    return HTMLResponse(text.encode("utf-8", "backslashreplace"), status)


def visible(text: object) -> str:
    """The text with its invisible characters spelled out."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", str(text))


def bidi(text: object) -> Markup:
    """The text as an island, so that its direction does not turn its surroundings round."""
    return Markup("<bdi>{}</bdi>").format(escape(text))


def _links(request: Request, person: Person | None) -> Iterator[Link]:
    """What the person may go to; a page that is not there yet has no link."""
    places = (
        ("/queue", _("Queue")),
        ("/glossary", _("Glossary")),
        ("/dashboard", _("Dashboard")),
        ("/exchange", _("Export and import")),
        ("/people", _("People")),
        ("/webhooks", _("Webhooks")),
    )
    for path, words in places:
        who = access.ACCESS.get(("GET", path))
        if who is not None and person is not None and access.may(person, who):
            at = request.url.path
            yield Link(path, words, at == path or at.startswith(f"{path}/"))


def _address(request: Request) -> str:
    """Where the page is found again; what answers a form is found nowhere."""
    if request.method != "GET":
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _field(token: str) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(sessions.FIELD, token)


def _make_environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        messages.gettext, messages.ngettext, newstyle=True
    )
    environment.globals["static"] = static_files.address
    environment.filters.update(visible=visible, bidi=bidi)
    return environment


_environment = _make_environment()
