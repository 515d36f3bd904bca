"""A plan → the text of l10n.toml; each guess is a comment with its reason."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from l10n.adoption.groups import doubled, undoubled
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.plan import Plan
from l10n.adoption.readable import RESOURCES
from l10n.messages import gettext as _

# Where the catalogs of a team's resource files stand.
OWN = "l10n/{locale}/{domain}.po"
_BESIDE = re.compile(r"(.+)/\{locale\}/LC_MESSAGES/[^/]+\.po")


def settings_text(plan: Plan) -> str:
    """The text of l10n.toml, with the settings most projects touch."""
    written = plan.written
    short = len(written) == 1 and written[0].format not in RESOURCES
    blocks = [_head(plan, written[0] if short else None)]
    if short:
        blocks += map(_sources, written[0].sources)
    else:
        blocks += [block(one, plan.targets) for one in written]
    blocks.append('[check]\nhan_latin_spacing = "any"\n')
    blocks.append('[engine]\nname = "argos"\nbeam_size = 2\n')
    others = [one for one in plan.catalogs if one.unread]
    if others:
        lines = [f"{undoubled(one.path)} ({one.format}): {one.unread}." for one in others]
        blocks.append(_comment(_("Also here, and not among the settings:"), *lines))
    return "\n".join(filter(None, blocks))


def block(catalogs: Catalogs, targets: Iterable[str] = ()) -> str:
    """A `[[catalogs]]` table.

    Args:
        targets: the target locales, of which some may have no file yet.
    """
    lines = _comment(*_why(catalogs))
    if catalogs.format in RESOURCES:
        return _resource_block(catalogs, lines)
    if catalogs.files and (lacking := [one for one in targets if one not in catalogs.locales]):
        sentence = _("No file yet, `l10n update` makes it: {locales}.")
        lines += _comment(sentence.format(locales=", ".join(lacking)))
    named = {"name": catalogs.name} if catalogs.name else {}
    settings = {"domain": catalogs.domain, **named, "path": path(catalogs), **_release(catalogs)}
    return _with_sources(catalogs, lines, {**settings, **catalogs.options})


def _resource_block(catalogs: Catalogs, lines: str) -> str:
    settings = {
        "domain": catalogs.domain,
        "path": OWN,
        "resource": catalogs.format,
        "files": catalogs.path,
    }
    own = {"source_file": catalogs.source_file} if catalogs.source_file else {}
    return _with_sources(catalogs, lines, {**settings, **own})


def _with_sources(catalogs: Catalogs, lines: str, settings: dict[str, Any]) -> str:
    text = f"[[catalogs]]\n{lines}{_table(settings)}"
    sources = (_sources(one, "catalogs.sources") for one in catalogs.sources)
    return "\n".join(filter(None, [text, *sources]))


def additions(
    catalogs: Iterable[Catalogs], sources: Iterable[tuple[str, Code]], *, several: bool
) -> str:
    """Tables that settings lack.

    Args:
        sources: code, with the domain of the catalogs it is for.
        several: whether the settings have `[[catalogs]]`, so that sources belong into one of them.
    """
    blocks = list(map(block, catalogs))
    for domain, code in sources:
        where = _comment(_("For the catalogs of {domain}:").format(domain=domain))
        blocks.append(where + _sources(code, "catalogs.sources") if several else _sources(code))
    return "\n".join(blocks)


def path(catalogs: Catalogs) -> str:
    """The pattern of the catalogs, with {domain} where the domain stands for the file's name."""
    folder, slash, name = catalogs.path.rpartition("/")
    if name == f"{doubled(catalogs.domain)}.po":
        return f"{folder}{slash}{{domain}}.po"
    return catalogs.path


def _head(plan: Plan, only: Catalogs | None) -> str:
    lines = [_comment(plan.source_why)] if plan.source_why else []
    lines.append(_table({"source_locale": plan.source}))
    if plan.unknown:
        sentence = _("Left out, because CLDR has no plural rules of them: {locales}.")
        lines.append(_comment(sentence.format(locales=", ".join(plan.unknown))))
    lines.append(_table({"target_locales": list(plan.targets)}))
    if only:
        lines += [_comment(why) for why in _why(only)]
        where = {"domain": only.domain, "catalogs": path(only)}
        lines.append(_table({**where, **_release(only), **only.options}))
    lines.append(_table({"glossary": ["glossary/*.csv"]}))
    return "".join(lines)


def _why(catalogs: Catalogs) -> Iterable[str]:
    yield from (why for why in catalogs.why if not why.startswith(_("Source locale:")))
    empty = [name for name in catalogs.empty if name != catalogs.source]
    if empty:
        yield _("No translation yet: {locales}.").format(locales=", ".join(empty))
    for one in catalogs.sources:
        yield from one.unread


def _release(catalogs: Catalogs) -> dict[str, Any]:
    """Where the release goes: beside the catalogs, where gettext's programs look for it."""
    beside = _BESIDE.fullmatch(catalogs.path)
    if beside and path(catalogs).endswith("{domain}.po") and catalogs.files:
        return {"release": undoubled(beside[1]), "formats": ["mo"]}
    return {"release": "build/release", "formats": ["mo"] if catalogs.files else ["mo", "i18next"]}


def _sources(code: Code, name: str = "sources") -> str:
    if not code.include:
        return ""
    values: dict[str, Any] = {"extractor": code.extractor, "include": list(code.include)}
    if code.exclude:
        values["exclude"] = list(code.exclude)
    if code.options:
        values["options"] = code.options
    said = _comment(*filter(None, (code.why, *code.notes)))
    return f"[[{name}]]\n{said}{_table(values)}"


def _table(values: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in values.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{name} = {_value(one)}" for name, one in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list):
        items = [_value(item) for item in value]
        flat = f"[{', '.join(items)}]"
        return flat if len(flat) < 80 else "[\n" + "".join(f"    {item},\n" for item in items) + "]"
    # JSON's strings are TOML's, but for one control character; the others are no reading either.
    return _plain(json.dumps(value, ensure_ascii=False))


def _comment(*lines: str) -> str:
    return "".join(f"# {_plain(line)}\n" for line in lines)


def _plain(text: str) -> str:
    """What is not printable spelled out: no name of a file ends a line, or speaks to a terminal."""
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text)
