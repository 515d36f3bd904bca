"""What decisions are judged by stays fresh, whatever the clocks say."""

from l10n.review.decide import Actor, Decision, Rules, decide
from l10n.review.judges import Judges
from l10n.transitions import Action, Role
from tests.reviewing import ZH, ReviewProject

MUTE, VIEW = "Mute words and tags", "View {name}'s profile"


def _near(reviewed: ReviewProject, judges: Judges) -> set[str]:
    """The sources that the memory offers for the plural unit."""
    plural = next(r for r in reviewed.records() if len(r.unit.source) > 1)
    return {match.source for match in judges.matches(plural, 9)}


def test_an_approval_that_is_older_than_the_last_one_is_remembered(
    reviewed: ReviewProject,
) -> None:
    """One from a catalog comes later than it was given; one from a server may have a slow clock."""
    reviewed.project.write("app/more.py", '_("%(n)d notices")\n_("%(n)d noses")\n')
    assert reviewed.project.run("run").code == 0
    reviewed.sync()
    judges = Judges(reviewed.config, reviewed.database)
    first, second = (reviewed.unit(f"%(n)d {name}") for name in ("notices", "noses"))
    rules = Rules(lambda _record: reviewed.checker)
    for record, at in ((first, "2099-01-01T00:00:00Z"), (second, "2001-01-01T00:00:00Z")):
        asked = Decision(ZH, record.unit.id, Action.APPROVE, record.hash)
        with reviewed.database.writing() as connection:
            decide(connection, rules, Actor("Ann", Role.REVIEWER), [asked], at)
        assert record.unit.source[0] in _near(reviewed, judges)
    with reviewed.database.writing() as connection:
        asked = Decision(ZH, first.unit.id, Action.WITHDRAW, first.hash)
        decide(connection, rules, Actor("Ann", Role.REVIEWER), [asked], "1999-01-01T00:00:00Z")
    assert _near(reviewed, judges) == {"%(n)d noses"}


def test_a_match_says_whose_words_it_has_since_when_and_in_which_context(
    reviewed: ReviewProject,
) -> None:
    reviewed.project.write("app/more.py", '_("Mute words")\npgettext("menu", "Mute words!")\n')
    assert reviewed.project.run("run").code == 0
    reviewed.sync()
    known = reviewed.decide(
        reviewed.unit("Mute words!"), Action.EDIT, Action.APPROVE, target="静音词语！"
    )
    judges = Judges(reviewed.config, reviewed.database)
    (match,) = judges.matches(reviewed.unit("Mute words"))
    assert (match.target, match.context) == ("静音词语！", "menu")
    assert (match.by, match.at) == ("Ann", known.changed_at)
