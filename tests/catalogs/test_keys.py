"""Keys in code meet the text of the resource file, or their own."""

from l10n.catalogs.keys import resolved
from l10n.extractors.interface import KeyUse
from l10n.model import Location, Severity, Unit

FILE = Location("en.json", 3)
CODE = Location("app.ts", 7)


def test_a_key_of_the_resource_file_is_its_unit_and_the_code_one_of_its_places() -> None:
    for name, use in {
        "home.title": KeyUse("home.title", CODE, notes=("a headline",)),
        "ns:save": KeyUse("save", CODE, "ns"),
        "friend_male": KeyUse("friend", CODE, context="male"),
        "Save": KeyUse("Save", CODE, default=("Save",)),
        "title": KeyUse("title", CODE, "only-one-namespace", default=("Another text",)),
    }.items():
        text = Unit(("The text",), name, key=name, locations=(FILE,))
        pairs: list[list[Unit | KeyUse]] = [[text, use], [use, text]]
        for items in pairs:
            [unit], findings = resolved(items)
            assert (unit.source, unit.key, unit.locations) == (("The text",), name, (FILE, CODE))
            assert unit.notes == use.notes
            assert not findings


def test_a_default_is_the_text_of_a_key_that_no_file_has() -> None:
    use = KeyUse("title", CODE, "ns", ("A title",), "male", notes=("max-length:9",))
    [unit], findings = resolved([use])
    assert (unit.key, unit.source, unit.limit) == ("ns:title_male", ("A title",), 9)
    assert not findings


def test_words_that_are_their_own_key_are_a_unit_without_one() -> None:
    [unit], _findings = resolved([KeyUse("A friend", CODE, "ns", ("A friend",), "male")])
    assert (unit.key, unit.source, unit.context) == ("", ("A friend",), "male")


def test_a_key_without_a_text_is_a_finding_where_it_is_used() -> None:
    units, [finding] = resolved([KeyUse("home.title", CODE)])
    assert not units
    assert (finding.severity, finding.location) == (Severity.ERROR, CODE)
    assert "home.title" in finding.message
    assert "resource file" in finding.message
