"""The page at `/`: somebody pastes a text, and sees it translated, with its terms and locks.

It needs no script, so a reader of whatever browser sees the same.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l10n import messages
from l10n.messages import gettext as _
from l10n.web import labels
from l10n.web.captions import asking, languages
from l10n.web.captions.answering import Said
from l10n.web.captions.service import service_of
from l10n.web.language import COOKIE, OFFERED
from l10n.web.pages import fill

router = APIRouter(include_in_schema=False)

# Where texts go: to the other of the two languages, or into one that is named.
_OTHER, _TARGETS = "other", ("en", "zh-Hans", "zh-TW", "zh-HK")
_A_YEAR = 365 * 24 * 3600


@router.get("/")
def show(request: Request) -> Response:
    """The empty form."""
    return _page(request)


@router.post("/")
async def translate(
    request: Request,
    q: Annotated[str, Form()] = "",
    target: Annotated[str, Form()] = _OTHER,
    api_key: Annotated[str, Form()] = "",
) -> Response:
    """The form, and what was said of its text."""
    service = service_of(request)
    text = "\n".join(q.splitlines())
    try:
        sent = {"q": text, "source": languages.AUTO, "api_key": api_key}
        asking.let_in(sent, request, service.keys)
        to = _other_than(text) if target == _OTHER else target
        asked = asking.read({**sent, "target": to}, service.speaker.settings)
        [said] = await service.translate(asked)
    except HTTPException as error:
        page = _page(request, error.status_code, text, target, problem=error.detail)
        page.headers.update(error.headers or {})
        return page
    return _page(request, 200, text, target, said, labels.language_tag(asked.locale))


@router.post("/language")
def language(language: Annotated[str, Form()] = "") -> Response:
    """Speak this language from now on."""
    if language not in OFFERED:
        raise HTTPException(422, _("The tool does not speak this language."))
    reply = RedirectResponse("/", 303)
    reply.set_cookie(COOKIE, language, max_age=_A_YEAR, httponly=True)
    return reply


def _page(
    request: Request,
    status: int = 200,
    text: str = "",
    target: str = _OTHER,
    said: Said | None = None,
    tag: str = "",
    *,
    problem: str = "",
) -> Response:
    reader = messages.language()
    values: dict[str, Any] = {
        "person": None,
        "links": [],
        "forms": False,
        "flash": "",
        "text": text,
        "targets": {_OTHER: _("The other language")}
        | {code: languages.name_of(code, reader) for code in _TARGETS},
        "target": target,
        "said": said,
        "tag": tag,
        "own_tag": said.found.language if said else "",
        "problem": problem,
        "most": asking.MAX_TEXT,
        "closed": bool(service_of(request).keys),
        "labels": labels,
        "routes": _routes(),
    }
    return fill("captions.html", status, **values)


def _other_than(text: str) -> str:
    """The language that a text is not in."""
    spoken = languages.detected(text).spoken
    return "en" if spoken and spoken[0] != "en" else "zh"


def _routes() -> dict[str, str]:
    return {
        "auto": _("May be shown as it is"),
        "review": _("A person should look"),
        "reject": _("Not good enough to be shown"),
        "none": _("Needs no translation"),
    }
