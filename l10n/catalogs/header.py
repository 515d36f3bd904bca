"""A catalog's header: what a new one says, and what an old one has to say to be read rightly."""

import re
from collections.abc import Iterable
from dataclasses import replace

from l10n.formats.po import fields_of
from l10n.formats.po_write import header_text
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, Finding, Location, Severity
from l10n.text import plurals

_RULE = re.compile(r"\s*nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*\S")
# Says that an l10n has had the catalog: translations without its marks are edits by hand.
_SEEN = ("X-L10n-Catalog", "1")
# A field's lines in a file, however many it is folded over.
_FIELD = r'(?m)^"{name}:[^\n]*?(?:(?<!\\n)"\n"[^\n]*?)*\\n"$'
# What readers go by; a file that loses one of these was damaged.
_READ = ("Content-Type", "Plural-Forms", "Language", _SEEN[0])
_CHARSET = re.compile(r"charset\s*=\s*(?!CHARSET)\S")


def header_for(locale: str, project: str) -> tuple[tuple[str, str], ...]:
    """A new catalog's header: no dates, so that a second run changes nothing."""
    return (
        ("Project-Id-Version", project),
        ("Language", locale),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plurals.header(locale)),
        _SEEN,
    )


def is_ours(catalog: Catalog) -> bool:
    """Whether an l10n has had the catalog before: its header says so, or an entry's mark."""
    return is_stamped(catalog.header) or any(map(is_marked, catalog.entries))


def is_stamped(header: Iterable[tuple[str, str]]) -> bool:
    """Whether a header says that an l10n has had its catalog before."""
    return _SEEN[0] in dict(header)


def is_marked(entry: Entry) -> bool:
    """Whether an entry has a mark of an l10n's."""
    return bool(entry.approval or entry.provenance or entry.rejections or entry.near)


def made_ours(catalog: Catalog) -> Catalog:
    """The catalog with a header that says that an l10n has had it."""
    return (
        catalog if is_ours(catalog) else with_header(catalog, (*catalog.header, _SEEN), {_SEEN[0]})
    )


def forms(catalog: Catalog) -> int:
    """How many plural forms its entries have."""
    return plurals.rule(catalog.locale, dict(catalog.header).get("Plural-Forms", ""))[0]


def with_true_header(catalog: Catalog) -> Catalog:
    """The catalog with a header that its readers can go by; other fields and comments stay.

    The charset is that of what is written, and the plural rule has the locale's forms: a rule that
    yields a form which the entries lack shows the source at run time.
    """
    true = dict(header_for(catalog.locale, catalog.domain))
    said = dict(catalog.header)
    wrong = _wrong(catalog)
    if catalog.header and not wrong:
        return catalog
    kept = tuple((name, true[name] if name in wrong else value) for name, value in catalog.header)
    header = (*kept, *((name, true[name]) for name in sorted(wrong.difference(said))))
    return with_header(catalog, header, wrong)


def damage(before: str, catalog: Catalog) -> list[Finding]:
    """What the header lost that readers go by, or says wrongly now.

    Args:
        before: the text of the catalog as it was; no header there could lose anything.
        catalog: as it is.
    """
    was, is_now = dict(fields_of(before.partition("\n\n")[0])), dict(catalog.header)
    if was == is_now:
        return []
    lost = [name for name in _READ if was.get(name) and not is_now.get(name)]
    wrong = [name for name in sorted(_wrong(catalog)) if was.get(name) and name not in lost]
    no_more = _("The header has lost {name}; take the line back from before.")
    untrue = _("The header's {name} is wrong; take the line back from before.")
    sentences = [
        *(no_more.format(name=name) for name in lost),
        *(untrue.format(name=name) for name in wrong),
    ]
    place = Location(catalog.path, 1)
    return [
        Finding("header", Severity.ERROR, said, location=place, final=True) for said in sentences
    ]


def _wrong(catalog: Catalog) -> set[str]:
    """The fields that readers can't go by."""
    said = dict(catalog.header)
    rule = _RULE.match(said.get("Plural-Forms", ""))
    return {
        *(() if _CHARSET.search(said.get("Content-Type", "")) else ("Content-Type",)),
        *(() if rule and int(rule[1]) == forms(catalog) else ("Plural-Forms",)),
    }


def with_header(
    catalog: Catalog, header: tuple[tuple[str, str], ...], changed: set[str]
) -> Catalog:
    """The catalog with these fields; the lines of those that are not changed stay."""
    raw = _written(catalog.header_raw, header, changed)
    return replace(catalog, header=header, header_raw=raw)


def _written(raw: str, header: tuple[tuple[str, str], ...], wrong: set[str]) -> str:
    """The header with the wrong fields put right; the lines of the others stay as they are."""
    fields = dict(header)
    text = raw
    for name in sorted(wrong):
        line = f'"{name}: {fields[name]}\\n"'
        found = re.search(_FIELD.format(name=name), text)
        text = text[: found.start()] + line + text[found.end() :] if found else f"{text}\n{line}"
    if fields_of(text) == header:
        return text
    comments = [line for line in raw.split("\n") if line.startswith("#")]
    return "\n".join([*comments, header_text(header)])
