"""LibreTranslate's API as its clients ask it, and what watches over a server."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from l10n.messages import gettext as _
from l10n.web import static_files
from l10n.web.captions import answering, asking, languages, metrics
from l10n.web.captions.service import service_of

router = APIRouter(include_in_schema=False)

# How long a page of LibreTranslate's waits before it asks while somebody types, in milliseconds.
_FRONTEND_TIMEOUT = 500


@router.post("/translate")
async def translate(request: Request) -> Response:
    """One text or several, in the words of another language."""
    service = service_of(request)
    sent = await asking.fields(request)
    asking.let_in(sent, request, service.keys)
    asked = asking.read(sent, service.speaker.settings)
    return JSONResponse(answering.reply(asked, await service.translate(asked)))


@router.post("/detect")
async def detect(request: Request) -> Response:
    """The language of a text."""
    sent = await asking.fields(request)
    asking.let_in(sent, request, service_of(request).keys)
    texts, _batch = asking.texts_of(sent)
    return JSONResponse([answering.detection(languages.detected("\n".join(texts)))])


@router.get("/languages")
def spoken() -> Response:
    """The languages that texts may come in and go to."""
    return JSONResponse(languages.listed())


@router.get("/frontend/settings")
def settings(request: Request) -> Response:
    """What a page that asks should know."""
    closed = bool(service_of(request).keys)
    target = "zh"
    return JSONResponse(
        {
            "charLimit": asking.MAX_TEXT,
            "frontendTimeout": _FRONTEND_TIMEOUT,
            "apiKeys": closed,
            "keyRequired": closed,
            "suggestions": False,
            "filesTranslation": False,
            "supportedFilesFormat": [],
            "language": {
                "source": {"code": languages.AUTO, "name": _("Auto Detect")},
                "target": {"code": target, "name": languages.name_of(target)},
            },
        }
    )


@router.get("/health")
def health(request: Request) -> Response:
    """Whether it works: for what starts it anew where it does not."""
    works = service_of(request).queue.alive
    return JSONResponse({"status": "ok" if works else "down"}, 200 if works else 503)


@router.get("/metrics")
def figures(request: Request) -> Response:
    """Figures for Prometheus; where there are keys, it shows one as its bearer token."""
    service = service_of(request)
    if service.keys:
        try:
            asking.let_in({}, request, service.keys)
        except HTTPException as error:
            raise HTTPException(401, error.detail, {"WWW-Authenticate": "Bearer"}) from None
    text = service.metrics.text(service.queue, service.routes)
    return Response(text, media_type=metrics.CONTENT_TYPE)


@router.get("/static/{version}/{name:path}")
def static(version: str, name: str) -> Response:
    """A style sheet or picture."""
    return static_files.reply(version, name)
