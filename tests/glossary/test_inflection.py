"""The English forms of a term."""

import pytest

from l10n.glossary.inflection import forms

CASES = [
    ("note", "noun", ["note", "notes", "note's", "notes'"]),
    ("story", "noun", ["story", "stories", "story's", "stories'"]),
    ("day", "noun", ["day", "days", "day's", "days'"]),
    ("hatch", "noun", ["hatch", "hatches", "hatch's", "hatches'"]),
    ("direct message", "noun", ["direct message", "direct messages"]),
    ("follow", "verb", ["follow", "follows", "followed", "following"]),
    ("share", "verb", ["share", "shares", "shared", "sharing"]),
    ("reply", "verb", ["reply", "replies", "replied", "replying"]),
    ("tag", "verb", ["tag", "tags", "tagged", "tagging"]),
    ("tie", "verb", ["tie", "ties", "tied", "tying"]),
    ("report", "verb", ["report", "reports", "reported", "reporting"]),
    ("follow back", "verb", ["follow back", "followed back", "following back"]),
    ("viral", "adjective", ["viral"]),
    ("lowkey", "adverb", ["lowkey"]),
    ("omg", "interjection", ["omg"]),
    ("tl;dr", "phrase", ["tl;dr"]),
    ("2fa", "noun", ["2fa"]),
    ("shadowban", "verb", ["shadowban", "shadowbans", "shadowbanned", "shadowbanning"]),
    ("visit", "verb", ["visited", "visiting"]),
    ("repost", "noun;verb", ["repost", "reposts", "repost's", "reposted", "reposting"]),
    ("dm", "noun; verb", ["dm", "dms", "dm's", "dmed", "dming", "dm'd", "dm'ing"]),
    ("log in", "verb", ["logs in", "logged in", "logging in", "logged-in", "login", "log-ins"]),
    ("double tap", "verb", ["double tapped", "double-tapping", "double-tap"]),
    ("cancel", "verb", ["canceled", "cancelled", "canceling", "cancelling"]),
    ("customize", "verb", ["customise", "customised", "customizing"]),
    ("hide", "verb", ["hides", "hid", "hidden", "hiding"]),
    ("unhide", "verb", ["unhid", "unhidden"]),
    ("go viral", "verb", ["goes viral", "went viral", "gone viral"]),
    ("id", "verb", ["id'd"]),
    ("quiz", "noun", ["quizzes"]),
    ("binge-watch", "verb", ["binge-watched", "binge watching"]),
    ("two-factor authentication", "noun", ["two factor authentication"]),
    ("screenshot", "noun;verb", ["screenshotted", "screen shots"]),
]


@pytest.mark.parametrize(("term", "part_of_speech", "expected"), CASES)
def test_a_term_has_its_regular_forms(term: str, part_of_speech: str, expected: list[str]) -> None:
    assert set(expected) <= set(forms(term, part_of_speech))


@pytest.mark.parametrize(
    ("term", "part_of_speech", "wrong"),
    [
        ("note", "noun", "noted"),
        ("gift", "noun", "gifted"),
        ("follow", "verb", "follower"),
        ("follow", "verb", "followwed"),
        ("report", "verb", "reporter"),
        ("post", "verb", "poster"),
        ("leave", "verb", "left"),
        ("how-to", "noun", "how to"),
        ("must-have", "noun", "must have"),
        ("pin", "verb", "pined"),
        ("viral", "adjective", "virals"),
        ("x", "noun", "xs"),
    ],
)
def test_a_term_has_no_other_forms(term: str, part_of_speech: str, wrong: str) -> None:
    assert wrong not in forms(term, part_of_speech)


def test_the_first_form_is_the_term_and_none_comes_twice() -> None:
    for term, part_of_speech, _expected in CASES:
        found = forms(term, part_of_speech)
        assert found[0] == term
        assert len(set(found)) == len(found)
