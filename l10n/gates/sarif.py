"""SARIF 2.1.0 (OASIS), as code hosts show findings beside the lines."""

import json
from typing import Any
from urllib.parse import quote

from l10n import __version__
from l10n.gates.report import Remark, Report
from l10n.model import digest

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(report: Report) -> str:
    """The report as one run; what a person accepted is there as suppressed."""
    ids = sorted({remark.rule for remark in report.remarks} | report.rules.keys())
    index = {rule: number for number, rule in enumerate(ids)}
    driver = {
        "name": "l10n",
        "semanticVersion": __version__,
        "rules": [
            {"id": rule, "shortDescription": {"text": report.rules.get(rule, rule)}} for rule in ids
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(remark, index[remark.rule]) for remark in report.remarks],
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _result(remark: Remark, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(remark.location.path)}}
    if remark.location.line:
        place["region"] = {"startLine": remark.location.line}
    result: dict[str, Any] = {
        "ruleId": remark.rule,
        "ruleIndex": rule,
        "level": str(remark.level),
        "message": {"text": remark.message},
        "locations": [{"physicalLocation": place}],
        # The same finding after other lines came or went.
        "partialFingerprints": {
            "l10n/v1": digest(remark.rule, remark.location.path, remark.unit, remark.evidence)
        },
    }
    if remark.accepted:
        why = {"kind": "inSource", "justification": remark.accepted}
        result["suppressions"] = [why]
    return result
