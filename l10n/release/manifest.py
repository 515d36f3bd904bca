"""A release's manifest: what every file holds, and why each unit's words are in it.

    {
      "format": "l10n-release/1",     changes where an older reader would read it wrongly
      "l10n": "0.1.0",                who built it
      "source_locale": "en",
      "aliases": {"zh_Hans": ["zh_CN"]},
      "files": {PATH: {"sha256", "bytes", "catalogs", "format", "foreign"?, "strings"?}},
      "locales": {CATALOG: {"locale", "domain", "fallback", "checks", and counts as `compile`'s}},
      "glossary": {FILE: SHA256},
      "terms": {HASH: {"source", "target", "rule"}},
      "keys": [{"name", "public", "since", "revoked"?}],
      "units": {CATALOG: {UNIT: {
        "name": the key, or the source with its context, as i18next names it,
        "source": hash of context and source forms,   "target": hash of the target forms,
        "approval": {"hash", "by", "at", "reason"?, "adopted"?, "signature"?},
        "terms"?: hashes of the glossary terms in the source,
        "machine"?: {"engine", "model", "hash"?, "quality", "edited"?}
      }}}
    }

`checks` tells which checks ran, as they were set: every unit of the catalog passed them when the
release was built. `hash` of an approval is that of `content_hash`: over locale, context, source
and target. `strings` are the values in a team's own file, by catalog and key, as hashes; `foreign`
counts the strings of a file that no catalog knows. `machine` tells of the model that the words
began with, and whether a person went over them. There is no date of the build: the same project
gives the same bytes.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from l10n.checks.checker import Checker
from l10n.formats.i18next import name_of
from l10n.glossary.term import Term
from l10n.model import Approval, Catalog, Entry, Origin, Provenance, Unit, digest

FORMAT = "l10n-release/1"
FILE = "manifest.json"
_SHORT = 16
# How our engines call a model: the engine, its name, and the hash of its files where there are any.
_MODEL = re.compile(r"(?P<engine>\S+) (?P<model>.+?)(?: sha256:(?P<hash>[0-9a-f]+))?")


def source_hash(context: str, source: tuple[str, ...]) -> str:
    """The hash of what a unit says in the source."""
    return digest(context, source)


def target_hash(target: tuple[str, ...]) -> str:
    """The hash of the words that ship."""
    return digest(target)


def term_hash(term: Term) -> str:
    """The hash of all that a glossary term binds a translation to."""
    languages = term.source_language, term.target_language
    words = term.source, term.target, term.variants, term.forbidden
    return digest(*languages, *words, str(term.rule), term.exact_case)[:_SHORT]


def units(ready: Catalog, checker: Checker, terms: dict[str, Any]) -> dict[str, Any]:
    """What the manifest says of each unit that ships.

    Args:
        ready: the entries that ship.
        checker: that of the locale.
        terms: the glossary terms met so far, by their hash; those met here are added.
    """
    return {entry.unit.id: _unit(entry, checker, terms) for entry in ready.entries}


def _unit(entry: Entry, checker: Checker, terms: dict[str, Any]) -> dict[str, Any]:
    unit, approval = entry.unit, entry.approval
    assert approval is not None
    about: dict[str, Any] = {
        "name": name_of(unit),
        "source": source_hash(unit.context, unit.source),
        "target": target_hash(entry.target),
        "approval": said_of(approval),
    }
    if bound := _terms(unit, checker, terms):
        about["terms"] = bound
    if entry.provenance and entry.provenance.origin is Origin.MACHINE:
        edited = entry.provenance.hash != approval.hash
        about["machine"] = model_of(entry.provenance) | ({"edited": True} if edited else {})
    return about


def said_of(approval: Approval) -> dict[str, Any]:
    """An approval as the manifest has it."""
    about: dict[str, Any] = {"hash": approval.hash, "by": approval.by, "at": approval.at}
    about |= {"reason": approval.reason} if approval.reason else {}
    about |= {"adopted": True} if approval.adopted else {}
    return about | ({"signature": approval.signature} if approval.signature else {})


def _terms(unit: Unit, checker: Checker, terms: dict[str, Any]) -> list[str]:
    found = {term_hash(hit.term): hit.term for hit in checker.hits(unit)}
    for name, term in found.items():
        terms[name] = {"source": term.source, "target": term.target, "rule": str(term.rule)}
    return sorted(found)


def model_of(made: Provenance) -> dict[str, Any]:
    """The engine and the model that the words began with."""
    known = _MODEL.fullmatch(made.by)
    about = known.groupdict() if known else {"engine": made.by, "model": made.by, "hash": None}
    return {name: said for name, said in about.items() if said} | {"quality": made.quality}


def models(by_catalog: Mapping[str, Mapping[str, Any]]) -> Counter[tuple[str, str, str]]:
    """The models that shipped words began with (engine, name, hash), and of how many units."""
    made = (one.get("machine") for known in by_catalog.values() for one in known.values())
    return Counter((m["engine"], m["model"], m.get("hash", "")) for m in made if m)


def dump(content: Mapping[str, Any]) -> bytes:
    """The manifest's text: a unit a line, so that two manifests can be compared by eye."""
    rest = {name: value for name, value in content.items() if name != "units"}
    head = json.dumps(rest, ensure_ascii=False, indent=2).removesuffix("\n}")
    catalogs = (
        f"    {_line(name)}: {{\n{_lines(known)}\n    }}" if known else f"    {_line(name)}: {{}}"
        for name, known in content["units"].items()
    )
    listed = ",\n".join(catalogs)
    return f'{head},\n  "units": {{\n{listed}\n  }}\n}}\n'.encode()


def _lines(known: Mapping[str, Any]) -> str:
    return ",\n".join(f"      {_line(name)}: {_line(one)}" for name, one in known.items())


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def sums(files: Iterable[tuple[str, str]]) -> bytes:
    """`SHA256SUMS` of files (path, hash), as `sha256sum --check` reads it."""
    return "".join(f"{hash_}  {path}\n" for path, hash_ in sorted(files)).encode()
