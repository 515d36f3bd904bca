"""What Jinja2's own extraction finds in templates, as units."""

import io
from typing import Any

import pytest

from l10n.errors import SourceError
from l10n.extractors.interface import Extracted
from l10n.extractors.jinja2 import EXTRACTOR
from l10n.model import Location, Unit


def extract(source: str | bytes, **options: Any) -> list[Extracted]:
    data = source.encode() if isinstance(source, str) else source
    return list(EXTRACTOR.extract(io.BytesIO(data), "page.html", options))


CASES: list[tuple[str, tuple[str, ...], str]] = [
    ('{{ _("Follow") }}', ("Follow",), ""),
    ('{{ gettext("Follow")|upper }}', ("Follow",), ""),
    ('{{ ngettext("%(num)d note", "%(num)d notes", n) }}', ("%(num)d note", "%(num)d notes"), ""),
    ('{{ pgettext("verb", "Post") }}', ("Post",), "verb"),
    ('{{ npgettext("noun", "Post", "Posts", n) }}', ("Post", "Posts"), "noun"),
    ("{% trans %}Hello {{ user }}{% endtrans %}", ("Hello %(user)s",), ""),
    ("{% trans trimmed %}\n  Two\n  lines\n{% endtrans %}", ("Two lines",), ""),
    (
        "{% trans n=notes|length %}{{ n }} note{% pluralize n %}{{ n }} notes{% endtrans %}",
        ("%(n)s note", "%(n)s notes"),
        "",
    ),
    ('{% trans "verb" %}Post{% endtrans %}', ("Post",), "verb"),
    (
        '{% trans "noun" n=1 %}{{ n }} post{% pluralize %}{{ n }} posts{% endtrans %}',
        ("%(n)s post", "%(n)s posts"),
        "noun",
    ),
    ("{% trans %}100% 小红书{% endtrans %}", ("100% 小红书",), ""),
]


@pytest.mark.parametrize(("source", "forms", "context"), CASES, ids=[c[0] for c in CASES])
def test_a_block_or_call_is_a_unit(source: str, forms: tuple[str, ...], context: str) -> None:
    (unit,) = extract(source)
    assert isinstance(unit, Unit)
    assert (unit.source, unit.context) == (forms, context)


def test_all_blocks_can_be_trimmed_by_an_option() -> None:
    (unit,) = extract("{% trans %}\n  Two\n  lines\n{% endtrans %}", trimmed=True)
    assert isinstance(unit, Unit)
    assert unit.source == ("Two lines",)


def test_placeholders_set_the_flag() -> None:
    (unit,) = extract("{% trans %}Hello {{ user }}{% endtrans %}")
    assert isinstance(unit, Unit)
    assert unit.flags == ("python-format",)


def test_a_comment_for_translators_is_a_note() -> None:
    (unit,) = extract('<p>\n{# Translators: a button; max-length:9 #}\n{{ _("Go") }}</p>')
    assert isinstance(unit, Unit)
    assert unit.notes == ("a button; max-length:9",)
    assert unit.limit == 9
    assert unit.locations == (Location("page.html", 3),)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("ok\n{% trans %}open\n", 2, "Jinja2 can't parse the template"),
        ("{{ _('a') }}\n\n{{ 1 + }}", 3, "Jinja2 can't parse the template"),
        ("{% nosuchtag %}{{ _(1) }}", 1, "Jinja2 can't parse the template"),
        (b"{{ _(1) }}\nb\n" + "中".encode("gbk"), 3, "not UTF-8"),
    ],
)
def test_a_template_that_cannot_be_read_is_one_error_with_file_and_line(
    source: str | bytes, line: int, message: str
) -> None:
    found = extract(source)
    (error,) = [item for item in found if isinstance(item, SourceError)]
    assert message in error.message
    assert str(error).startswith(f"page.html:{line}: ")


def test_extensions_that_templates_use_are_named_in_the_options() -> None:
    source = "{% do x.append(1) %}{{ _('a') }}"
    (error,) = extract(source)
    assert isinstance(error, SourceError)
    assert "name the extensions" in error.remedy
    (unit,) = extract(source, extensions="jinja2.ext.do")
    assert isinstance(unit, Unit)


@pytest.mark.parametrize("name", ["no.such.extension", "jinja2.ext.nosuch"])
def test_an_extension_that_is_missing_is_one_error(name: str) -> None:
    (error,) = extract("{{ _('a') }}", extensions=name)
    assert isinstance(error, SourceError)
    assert "can't be loaded" in error.message
