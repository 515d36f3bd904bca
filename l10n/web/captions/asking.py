"""Requests as LibreTranslate's clients send them: JSON or a form, read within bounds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from l10n.files import storable
from l10n.messages import gettext as _
from l10n.project.config import Config
from l10n.translation.suggest import MAX_CHARACTERS
from l10n.web.captions import languages
from l10n.web.captions.keys import Keys
from l10n.web.captions.languages import AUTO

# What a request may bring: texts, characters of one (of HTML: between two edges of blocks), and
# characters of all. A longer text the pipeline leaves to people.
MAX_TEXTS = 1_000
MAX_TEXT = MAX_CHARACTERS
MAX_REQUEST = 200_000
MAX_ALTERNATIVES = 5
FORMATS = ("text", "html")
_FORM_FIELDS = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for translations.

    Attributes:
        texts: to translate.
        batch: whether they came as a list, and go back as one.
        spoken: the language that they are in, as `languages` has it; "" where that is to be found.
        locale: where they go.
        html: whether they are HTML.
        alternatives: how many other wordings of each are wanted at most.
    """

    texts: tuple[str, ...]
    batch: bool
    spoken: str
    locale: str
    html: bool
    alternatives: int


async def fields(request: Request) -> Mapping[str, Any]:
    """The fields of a request: of its JSON, or of its form and what stands behind the `?`.

    Raises:
        HTTPException: 400 where the body is neither.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json" or kind.endswith("+json"):
        try:
            found = json.loads(await request.body())
        except (ValueError, RecursionError):
            raise HTTPException(400, _("Invalid JSON format")) from None
        if not isinstance(found, dict):
            raise HTTPException(400, _("Invalid JSON format"))
        return found
    if kind == "multipart/form-data":
        form = await request.form(max_files=0, max_fields=_FORM_FIELDS)
        pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    else:
        pairs = _pairs(await request.body())
    pairs += request.query_params.multi_items()
    texts = ["\n".join(value.splitlines()) for name, value in pairs if name == "q"]
    # The first of a name counts, as at LibreTranslate's; of texts they are all meant.
    said: dict[str, Any] = dict(reversed(pairs))
    return {**said, "q": texts if len(texts) > 1 else "".join(texts)}


def _pairs(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form as the web encodes it; many a client leaves UTF-8 as it is."""
    try:
        text = body.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_FORM_FIELDS)
    except ValueError:
        raise HTTPException(400, _("Invalid request: too many fields")) from None


def let_in(sent: Mapping[str, Any], request: Request, keys: Keys) -> None:
    """See that whoever asks may, by the key in the request or its header.

    Raises:
        HTTPException: 403 for a wrong key, 400 for none.
    """
    if not keys:
        return
    bearer = request.headers.get("authorization", "")
    key = sent.get("api_key") or bearer.removeprefix("Bearer ").strip()
    if not key:
        raise HTTPException(400, _("Please contact the server operator to get an API key"))
    if not (isinstance(key, str) and keys.opens(key)):
        raise HTTPException(403, _("Invalid API key"))


def read(sent: Mapping[str, Any], config: Config) -> Asked:
    """What is asked for.

    Raises:
        HTTPException: 400, with what is wrong.
    """
    texts, batch = texts_of(sent)
    source, target = (_named(sent, name) for name in ("source", "target"))
    spoken = "" if source.lower() == AUTO else languages.spoken_in(_locale(source, config))
    said = sent.get("format") or FORMATS[0]
    if said not in FORMATS:
        raise HTTPException(400, _("{format} format is not supported").format(format=_shown(said)))
    locale, html = _locale(target, config), said == "html"
    if not html:
        bound(max(map(len, texts), default=0), MAX_TEXT)
    return Asked(texts, batch, spoken, locale, html, _alternatives(sent.get("alternatives")))


def texts_of(sent: Mapping[str, Any]) -> tuple[tuple[str, ...], bool]:
    """The texts of a request, and whether they came as a list.

    Raises:
        HTTPException: 400 where there are none, or more than a server takes at once.
    """
    found = sent.get("q")
    if not found:
        raise _missing("q")
    batch = isinstance(found, list)
    texts = found if batch else [found]
    if not all(isinstance(text, str) for text in texts):
        raise HTTPException(
            400, _("Invalid request: {name} is neither text nor a list").format(name="q")
        )
    bound(len(texts), MAX_TEXTS)
    bound(sum(map(len, texts)), MAX_REQUEST)
    return tuple(map(storable, texts)), batch


def _named(sent: Mapping[str, Any], name: str) -> str:
    found = sent.get(name)
    if not found:
        raise _missing(name)
    return found if isinstance(found, str) else str(found)


def _locale(code: str, config: Config) -> str:
    locale = languages.locale_of(code, config)
    if not locale:
        raise HTTPException(400, _("{language} is not supported").format(language=_shown(code)))
    return locale


def _alternatives(said: Any) -> int:
    try:
        count = max(0, int(said or 0))
    except (ValueError, TypeError, OverflowError):
        raise HTTPException(
            400,
            _("Invalid request: {name} parameter is not a number").format(name="alternatives"),
        ) from None
    if count > MAX_ALTERNATIVES:
        sentence = _("Invalid request: {name} parameter must be <= {value}")
        raise HTTPException(400, sentence.format(name="alternatives", value=MAX_ALTERNATIVES))
    return count


def _missing(name: str) -> HTTPException:
    return HTTPException(400, _("Invalid request: missing {name} parameter").format(name=name))


def bound(size: int, limit: int) -> None:
    """Refuse what is more than a server takes at once.

    Raises:
        HTTPException: 400.
    """
    if size > limit:
        sentence = _("Invalid request: request ({size}) exceeds text limit ({limit})")
        raise HTTPException(400, sentence.format(size=size, limit=limit))


def _shown(text: object) -> str:
    """What somebody sent, as much of it as a sentence holds."""
    return storable(str(text))[:40]
