"""The component list of a release: which models had a hand in its words, as CycloneDX 1.6.

Names after https://cyclonedx.org/docs/1.6/json/. Without a date, and with a serial number that is
made of the content: the same release gives the same list.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from l10n import __version__
from l10n.release.manifest import models

FILE = "components.cdx.json"
_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"


def components(by_catalog: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The list for the units of a manifest, by catalog."""
    listed = [
        _component(*model, units=count) for model, count in sorted(models(by_catalog).items())
    ]
    content = {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "tools": {
                "components": [{"type": "application", "name": "l10n", "version": __version__}]
            },
            "component": {"type": "data", "name": "translations", "bom-ref": "translations"},
        },
        "components": listed,
        "dependencies": [{"ref": "translations", "dependsOn": [c["bom-ref"] for c in listed]}],
    }
    name = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    content = {"$schema": _SCHEMA, "serialNumber": f"urn:uuid:{name}"} | content
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _component(engine: str, model: str, hash_: str, *, units: int) -> dict[str, Any]:
    """A model. Its hash is the beginning of one, and so none of CycloneDX's `hashes`."""
    facts = {"engine": engine, "sha256-begins": hash_, "units": str(units)}
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model:{engine}:{model}:{hash_}",
        "name": model,
        "properties": [{"name": f"l10n:{n}", "value": v} for n, v in facts.items() if v],
    }
