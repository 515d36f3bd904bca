"""What decisions are judged by stays fresh, whatever the clocks say."""

from dataclasses import replace

from l10n.project import config
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


TMX = """\
<tmx version="1.4"><header srclang="en"/><body>
<tu changeid="Bo" changedate="20250102T030405Z"><prop type="x-context">menu</prop>
 <tuv xml:lang="en"><seg>Mute words</seg></tuv>
 <tuv xml:lang="zh-CN"><seg>静音词语</seg></tuv>
 <tuv xml:lang="zh-TW"><seg>將字詞設為靜音</seg></tuv>
</tu></body></tmx>
"""


def test_what_another_tool_remembers_is_offered_with_who_wrote_it_and_when(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    judges = Judges(reviewed.config, reviewed.database)
    unit = reviewed.unit(MUTE)
    assert judges.matches(unit) == []
    # A file that comes while the server runs is read.
    reviewed.project.write("memory/old.tmx", TMX)
    (match,) = judges.matches(unit)
    assert (match.source, match.target, match.context) == ("Mute words", "静音词语", "menu")
    assert (match.by, match.at, match.imported) == ("Bo", "2025-01-02T03:04:05Z", True)
    # One that can't be read offers nothing, and takes nothing down.
    reviewed.project.write("memory/old.tmx", "<tmx>")
    assert judges.matches(unit) == []


def test_people_s_own_words_stand_before_the_same_of_another_tool(
    reviewed: ReviewProject,
) -> None:
    reviewed.project.write("app/more.py", '_("Mute words")\n')
    reviewed.project.write("memory/old.tmx", TMX)
    assert reviewed.project.run("run").code == 0
    reviewed.sync()
    reviewed.decide(reviewed.unit("Mute words"), Action.EDIT, Action.APPROVE, target="静音词语")
    (match,) = Judges(reviewed.config, reviewed.database).matches(reviewed.unit(MUTE))
    assert (match.target, match.by, match.imported) == ("静音词语", "Ann", False)


def test_another_place_s_words_are_offered_as_this_one_writes_them(
    reviewed: ReviewProject,
) -> None:
    settings = (reviewed.project.root / "l10n.toml").read_text("utf-8")
    reviewed.project.write(
        "l10n.toml", settings.replace('["zh_Hans"]', '["zh_Hans", "zh_TW", "fr"]')
    )
    reviewed.project.write("app/more.py", '_("Open the video of {name}")\n')
    assert reviewed.project.run("run").code == 0
    reviewed.config = config.load(reviewed.project.root / "l10n.toml")
    reviewed.sync()
    record = reviewed.unit("Open the video of {name}")
    reviewed.decide(record, Action.EDIT, Action.APPROVE, target="打开{name}的视频")
    judges = Judges(reviewed.config, reviewed.database)
    (match,) = judges.matches(replace(record, locale="zh_TW"))
    assert (match.target, match.locale, match.by) == ("開啟{name}的影片", ZH, "Ann")
    assert judges.matches(replace(record, locale="fr")) == []
