"""i18next's JSON: flat, sorted, with plural and context suffixes."""

import json

from l10n.formats.i18next import FORMAT
from l10n.model import Catalog, Entry, State, Unit


def _strings(locale: str, *rows: tuple[Unit, tuple[str, ...]]) -> dict[str, str]:
    entries = tuple(Entry(unit, target, State.APPROVED) for unit, target in rows)
    strings: dict[str, str] = json.loads(FORMAT.serialize(Catalog(locale, "app", "x", (), entries)))
    return strings


def test_a_string_is_known_by_its_key_or_else_its_source() -> None:
    rows = [(Unit(("Post",), "nav.post", key="nav.post"), ("发布",)), (Unit(("Like",)), ("赞",))]
    assert _strings("zh_Hans", *rows) == {"nav.post": "发布", "Like": "赞"}


def test_a_context_is_a_suffix() -> None:
    assert _strings("zh_Hans", (Unit(("Post",), "verb"), ("发布",))) == {"Post_verb": "发布"}


def test_plural_forms_have_the_suffix_of_their_category() -> None:
    unit = Unit(("{{count}} note", "{{count}} notes"), key="notes")
    assert _strings("zh_Hans", (unit, ("{{count}} 篇笔记",))) == {"notes_other": "{{count}} 篇笔记"}
    assert _strings("en", (unit, ("a note", "notes"))) == {
        "notes_one": "a note",
        "notes_other": "notes",
    }


def test_forms_without_one_for_millions_or_fractions_have_their_own_suffixes() -> None:
    unit = Unit(("{{count}} note", "{{count}} notes"), key="n")
    assert _strings("fr", (unit, ("note", "notes"))) == {"n_one": "note", "n_other": "notes"}
    assert list(_strings("fr", (unit, ("a", "b", "c")))) == ["n_many", "n_one", "n_other"]
    assert list(_strings("pl", (unit, ("a", "b", "c")))) == ["n_few", "n_many", "n_one"]


def test_two_compiles_are_the_same_bytes_whatever_the_order() -> None:
    entries = tuple(Entry(Unit((f"s{n}",)), ("译",), State.APPROVED) for n in range(20))
    made = FORMAT.serialize(Catalog("zh_Hans", "app", "x", (), entries))
    assert made == FORMAT.serialize(Catalog("zh_Hans", "app", "x", (), entries[::-1]))
    assert made.decode().endswith('"s9": "译"\n}\n')
