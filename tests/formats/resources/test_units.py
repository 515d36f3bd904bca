"""Messages as units, and targets as values: plural forms by CLDR's categories, both ways."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Message, Resource, Value
from l10n.formats.resources.units import targets, units, value
from l10n.model import Location, Syntax, Unit
from l10n.text.plurals import by_category, categories, count, from_categories

LOCALES = ("zh_Hans", "en", "fr", "ru", "pl", "cs", "ar", "lv", "ja", "pt_BR", "he", "vi")


def source(locale: str = "en", **texts: Value) -> Resource:
    return Resource("s.json", locale, tuple(Message((key,), text) for key, text in texts.items()))


def test_a_message_is_a_unit_known_by_its_key() -> None:
    message = Message(
        ("a", "b"), "Mute %s", comment="one\ntwo", line=3, syntax=Syntax.C, context="verb", limit=9
    )
    assert list(units(Resource("s.xml", "en", (message,)))) == [
        Unit(
            ("Mute %s",),
            "verb",
            key="a.b",
            notes=("one", "two"),
            locations=(Location("s.xml", 3),),
            flags=("c-format",),
            limit=9,
        )
    ]


def test_what_holds_no_words_or_is_not_to_be_translated_is_no_unit() -> None:
    messages = (Message(("a",), " "), Message(("b",), ""), Message(("c",), "x", translatable=False))
    assert not list(units(Resource("s", "en", messages)))


SOURCES: list[tuple[str, Mapping[str, str], dict[str, tuple[str, ...]]]] = [
    ("en", {"one": "note", "other": "notes"}, {"n": ("note", "notes")}),
    ("zh_Hans", {"other": "篇"}, {"n": ("篇", "篇")}),
    ("en", {"other": "notes"}, {"n": ("notes", "notes")}),
    ("en", {"zero": "none", "one": "a", "other": "b"}, {"n": ("a", "b"), "n.zero": ("none",)}),
    ("en", {"one": " ", "other": "b"}, {"n": ("b", "b")}),
    ("ru", {"one": "а", "few": "б", "many": "в", "other": "г"}, {"n": ("а", "г")}),
]


@pytest.mark.parametrize(("locale", "forms", "expected"), SOURCES)
def test_a_plural_message_is_a_unit_of_two_forms(
    locale: str, forms: Mapping[str, str], expected: dict[str, tuple[str, ...]]
) -> None:
    found = units(source(locale, n=forms))
    assert {unit.key: unit.source for unit in found} == expected


def test_a_target_is_a_value_by_the_categories_of_its_locale() -> None:
    notes = Message(("n",), {"one": "note", "other": "notes"})
    assert value(notes, "en", "zh_Hans", {"n": ("篇",)}) == {"other": "篇"}
    assert value(notes, "en", "ru", {"n": ("а", "б", "в")}) == {
        "one": "а",
        "few": "б",
        "many": "в",
        "other": "в",
    }
    assert value(notes, "en", "ru", {}) is None
    assert value(notes, "en", "ru", {"n": ("а", "", "в")}) is None


def test_what_is_said_of_nothing_alone_goes_along() -> None:
    notes = Message(("n",), {"zero": "none", "one": "note", "other": "notes"})
    said = {"n": ("篇",), "n.zero": ("没有",)}
    assert value(notes, "en", "zh_Hans", said) == {"other": "篇", "zero": "没有"}


@given(st.sampled_from(LOCALES), st.data())
def test_forms_and_categories_are_the_same_both_ways(locale: str, data: st.DataObject) -> None:
    texts = st.text(min_size=1)
    forms = tuple(data.draw(texts) for _form in range(count(locale)))
    said = by_category(locale, forms)
    assert set(said) == set(categories(locale))
    assert from_categories(locale, said) == forms


@given(st.sampled_from(LOCALES), st.data())
def test_a_file_that_was_written_is_adopted_as_it_was(locale: str, data: st.DataObject) -> None:
    texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
    form = resource_format("i18next")
    start = {"a": "Mute", "n_one": "{{count}} note", "n_other": "{{count}} notes"}
    read = form.read(json.dumps(start).encode(), "en.json", "en")
    said = {
        "a": (data.draw(texts),),
        "n": tuple(data.draw(texts) for _form in range(count(locale))),
    }
    values = {message.key: value(message, "en", locale, said) for message in read.messages}
    written = form.write(
        b"", {key: text for key, text in values.items() if text}, "x.json", locale, read
    )
    assert targets(form.read(written, "x.json", locale, read), read) == said


def test_an_untranslated_target_is_not_adopted() -> None:
    there = Resource("zh.json", "zh_Hans", (Message(("a",), ""), Message(("gone",), "没了")))
    assert targets(there, source(a="Mute", b="Post")) == {}
