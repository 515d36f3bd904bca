"""Every route as OpenAPI has it, pages and forms too, and what hostile people fill in there.

The product describes its API alone; a test asks everything.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import requests
import schemathesis
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from tests import seeds
from tests.web.conftest import ORIGIN
from tests.web.hostile import TEXTS

# Numbers that Python, or a database, reads otherwise than one thinks.
NUMBERS = (
    *("²", "٣", "①", "-1", "0", "9" * 400, "9" * 5000),
    *("1e999", "nan", "0x10", "1_0", "+3", " 7 "),
)
WORDS = (
    *("zh_Hans", "fr", "de", "mute", "zh-en", "approve", "edit"),
    *("waiting", "csv", "xliff", "../.."),
)
# What has no bytes in UTF-8 can't be asked for in a query; tests/web/test_hostile.py stores it.
_TEXTS = (text for name, text in TEXTS.items() if len(text) < 1000 and name != "surrogate")
VALUES = (*NUMBERS, *WORDS, *_TEXTS)
# A field is tried with one value in so many, the next field with the next ones.
_EVERY = 1 if seeds.SOAK else 48


def requests_to(
    app: FastAPI, known: dict[str, str]
) -> Iterator[tuple[str, requests.PreparedRequest]]:
    """What schemathesis asks of each route: each field at its bounds, past them, and hostile.

    Args:
        app: whose routes.
        known: values that lead to something, by field.

    Yields:
        the route, as "GET /path", and the request.
    """
    whole = schemathesis.openapi.from_dict(_schema(app, known))
    whole.config.update(base_url=ORIGIN)
    # The other methods that no route has fall at the same door: tests/web/test_access.py.
    whole.config.phases.coverage.unexpected_methods = {"delete"}
    for found in whole.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        for case in whole.iter_coverage_cases(
            operation,
            generation_modes=list(GenerationMode),
            generation_config=whole.config.generation,
        ):
            yield operation.label, requests.Request(**case.as_transport_kwargs()).prepare()


def _schema(app: FastAPI, known: dict[str, str]) -> dict[str, Any]:
    bare = FastAPI()
    for route in iter_route_contexts(app.routes):
        assert isinstance(route.original_route, APIRoute)
        assert route.path is not None
        bare.add_api_route(
            route.path,
            route.original_route.endpoint,
            methods=list(route.methods or ()),
            openapi_extra=route.original_route.openapi_extra,
            response_model=None,
        )
    schema = bare.openapi()
    turn = itertools.count()
    for name, field in _fields(schema):
        own = [known[name]] if name in known else []
        if field.get("type") == "integer":
            # An address holds text, whatever the route makes of it.
            field.update(type=["integer", "string"], examples=NUMBERS)
        else:
            field["examples"] = [*own, *VALUES[next(turn) % _EVERY :: _EVERY]]
    return schema


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields of all queries, paths and bodies, by name."""
    for path in schema["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                yield parameter["name"], parameter["schema"]
    for model in schema["components"]["schemas"].values():
        yield from model.get("properties", {}).items()
