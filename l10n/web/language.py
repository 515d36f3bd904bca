"""In which language a request is answered: as chosen in the page, else as the browser asks."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from l10n import messages

# Each is called by its own name.
OFFERED = {"en": "English", "zh_Hans": "中文"}
COOKIE = "language"


class Language:
    """Middleware that lets all within speak the reader's language.

    Args:
        app: what stands within.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        chosen = request.cookies.get(COOKIE, "")
        asked = request.headers.get("accept-language", "")
        with messages.speaking(chosen if chosen in OFFERED else preferred(asked)):
            await self._app(scope, receive, send)


def preferred(accepted: str) -> str:
    """The language of ours that a browser's Accept-Language wants most, else the process's."""
    wanted: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _semicolon, weight = part.partition(";")
        # Who reads Traditional characters reads Simplified ones sooner than English.
        found = {"en": "en", "zh": "zh_Hans"}.get(tag.strip().lower().partition("-")[0])
        if found:
            wanted.append((_weight(weight), found))
    # The first among equals.
    best = max(wanted, key=lambda pair: pair[0], default=(0.0, ""))
    if best[0] > 0:
        return best[1]
    own = messages.catalog_locale()
    return own if own in OFFERED else "en"


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 0.0
