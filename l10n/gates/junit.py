"""JUnit's XML, as CI servers show tests: a suite for each file, a case for each rule in it."""

import xml.etree.ElementTree as ET

from l10n.gates.report import Level, Remark, Report, by_path
from l10n.text.visible import visible


def junit(report: Report) -> str:
    """The report; a catalog without errors is one case that passes."""
    root = ET.Element("testsuites", name="l10n")
    found = by_path(report.remarks)
    paths = dict.fromkeys((*(row.path for row in report.rows), *found))
    for path in paths or ("l10n",):  # a report without a test counts as a failure to some
        _suite(root, path, found.get(path, []))
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ET.Element, path: str, remarks: list[Remark]) -> None:
    rules = list(dict.fromkeys(remark.rule for remark in remarks)) or ["l10n"]
    suite = ET.SubElement(root, "testsuite", name=visible(path), tests=str(len(rules)))
    failures = 0
    for rule in rules:
        mine = [remark for remark in remarks if remark.rule == rule]
        case = ET.SubElement(suite, "testcase", classname=visible(path), name=rule)
        case.set("file", visible(path))
        errors = [remark for remark in mine if remark.level is Level.ERROR]
        others = [remark for remark in mine if remark.level is not Level.ERROR]
        if errors:
            failures += 1
            failure = ET.SubElement(case, "failure", type=rule, message=_line(errors[0]))
            failure.text = "\n".join(map(_line, errors))
        if others:
            ET.SubElement(case, "system-out").text = "\n".join(map(_line, others))
    suite.set("failures", str(failures))


def _line(remark: Remark) -> str:
    """A remark on one line; XML has no way to write most control characters."""
    return visible(f"{remark.location}: [{remark.rule}] {remark.message}")
