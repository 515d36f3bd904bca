"""A source's options of a wrong type are one clear error, never read letter by letter."""

import io
from typing import Any

import pytest

from l10n import plugins
from l10n.errors import ConfigError
from tests.conftest import SETTINGS, Project

CASES = [
    ("python", "keywords", "tr", b"tr('x')"),
    ("python", "keywords", [1], b"tr('x')"),
    ("python", "comment_tags", "NOTE:", b"_('x')"),
    ("javascript", "comment_tags", "NOTE:", b"_('x')"),
    ("jinja2", "comment_tags", [1], b"{{ _('x') }}"),
    ("javascript", "keywords", "tr", b"tr('x')"),
    ("javascript", "keywords", {"tr": 1}, b"tr('x')"),
    ("javascript", "keys", "yes", b"t('x')"),
    ("javascript", "comment_tags", "NOTE", b"t('x')"),
    ("html", "attributes", "data-i18n", b"<p></p>"),
    ("django", "comment_tags", "NOTE", b"x"),
    ("jinja2", "extensions", ["jinja2.ext.do"], b"x"),
    ("jinja2", "trimmed", "yes", b"x"),
    ("jinja2", "block_start_string", 1, b"x"),
    ("jsonl", "fields", "text", b'{"id": 1, "text": "x"}'),
    ("jsonl", "id", ["id"], b'{"id": 1, "text": "x"}'),
    ("csv", "fields", "text", b"id,text\n1,x\n"),
    ("csv", "id", 3, b"id,text\n1,x\n"),
]


@pytest.mark.parametrize(("extractor", "name", "value", "source"), CASES)
def test_a_wrong_type_is_an_error_that_names_the_option(
    extractor: str, name: str, value: Any, source: bytes
) -> None:
    with pytest.raises(ConfigError, match=f"option '{name}' of a source must be "):
        list(plugins.pick("extractors", extractor).extract(io.BytesIO(source), "x", {name: value}))


COMMENTED = {
    "python": "# {note}\n_('Go')\n",
    "javascript": "// {note}\n_('Go')\n",
    "jinja2": "{{# {note} #}}\n{{{{ _('Go') }}}}\n",
}
# What tags the settings name, a comment, and the note that a translator gets.
TAGS: list[tuple[list[str] | None, str, tuple[str, ...]]] = [
    (None, "Translators: a verb", ("a verb",)),
    (None, "TRANSLATORS: a verb", ("a verb",)),
    (None, "L10N: a verb", ("a verb",)),
    (None, "NOTE: slow", ()),
    (["NOTE:", "i18n:"], "NOTE: a verb", ("a verb",)),
    (["NOTE:", "i18n:"], "i18n: a verb", ("a verb",)),
    (["NOTE:"], "Translators: a verb", ()),
    ([], "Translators: a verb", ()),
]


@pytest.mark.parametrize("extractor", COMMENTED)
@pytest.mark.parametrize(("tags", "comment", "notes"), TAGS)
def test_comments_for_translators_begin_as_the_team_has_it(
    extractor: str, tags: list[str] | None, comment: str, notes: tuple[str, ...]
) -> None:
    source = io.BytesIO(COMMENTED[extractor].format(note=comment).encode())
    options = {} if tags is None else {"comment_tags": tags}
    (unit,) = plugins.pick("extractors", extractor).extract(source, "x.js", options)
    assert unit.notes == notes


@pytest.mark.parametrize("extractor", ["python", "javascript"])
def test_no_tag_at_all_takes_every_comment(extractor: str) -> None:
    source = io.BytesIO(COMMENTED[extractor].format(note="a verb").encode())
    (unit,) = plugins.pick("extractors", extractor).extract(source, "x.js", {"comment_tags": [""]})
    assert unit.notes == ("a verb",)


@pytest.mark.parametrize("extractor", ["python", "javascript", "vue", "html", "django", "jinja2"])
def test_an_option_that_does_not_exist_is_an_error_that_names_those_that_do(extractor: str) -> None:
    with pytest.raises(ConfigError, match="option 'keyword', which") as told:
        list(plugins.pick("extractors", extractor).extract(io.BytesIO(b"x"), "x", {"keyword": []}))
    assert "comment_tags" in told.value.remedy


def test_the_error_names_the_settings_and_nothing_is_written(project: Project) -> None:
    options = '[sources.options]\nkeywords = "tr"\n\n[engine]'
    project.write("l10n.toml", SETTINGS.replace("[engine]", options))
    for command in ("extract", "update", "run"):
        outcome = project.run(command)
        assert outcome.code == 2
        assert (
            "l10n.toml: The option 'keywords' of a source must be a list of strings." in outcome.err
        )
    assert not project.catalog.exists()
