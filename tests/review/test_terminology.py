"""The glossary changed in the tool: the file says so at once, and exactly the touched come back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from l10n.errors import GlossaryError, ReviewError
from l10n.glossary.term import Rule, Term, TermStatus
from l10n.model import Severity, State
from l10n.review import term_effects, term_files, terminology
from l10n.review.decide import Actor, Rules
from l10n.review.judges import Judges
from l10n.review.refresh import Refresh, recheck
from l10n.review.term_effects import Effects
from l10n.review.terminology import Change, StaleTermError
from l10n.store import changes, facts, ledger, queue, terms, units
from l10n.store.terms import Kept, Wanted
from l10n.transitions import Action, Role
from tests.reviewing import ZH, ReviewProject

FILE = "glossary/terms.csv"
MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
GOOD, PROFILE = "静音词语和标签", "查看 {name} 的主页"
ANN = Actor("Ann", Role.REVIEWER)


@pytest.fixture
def ready(reviewed: ReviewProject) -> ReviewProject:
    """Two units approved under the glossary, and the mirror in step."""
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    reviewed.decide(reviewed.unit(VIEW), Action.EDIT, Action.APPROVE, target=PROFILE)
    term_files.follow(reviewed.config, reviewed.database)
    return reviewed


def found(reviewed: ReviewProject, wanted: Wanted | None = None) -> list[Kept]:
    with reviewed.database.reading() as connection:
        return terms.search(connection, wanted or Wanted())[0]


def mute(reviewed: ReviewProject) -> Kept:
    [kept] = found(reviewed, Wanted("mute"))
    return kept


def changed(reviewed: ReviewProject, **facts: object) -> Change:
    kept = mute(reviewed)
    after = replace(kept.term, **facts)  # type: ignore[arg-type]
    return Change(FILE, kept, terminology.sound(after, FILE), kept.seal)


def new(source: str, target: str, status: TermStatus = TermStatus.APPROVED) -> Change:
    term = Term("en", "zh", source, target, rule=Rule.MUST, status=status)
    return Change(FILE, None, terminology.sound(term, FILE))


def effects(reviewed: ReviewProject, change: Change) -> Effects:
    """What looking at every unit says, which is what the store knows of them."""
    judges = Judges(reviewed.config, reviewed.database)
    with reviewed.database.writing() as connection:
        facts.put(connection, "checked-with", "")
    with reviewed.database.reading() as connection:
        sought = term_effects.effects(connection, reviewed.config, judges, change)
    Refresh(reviewed.config, reviewed.database, judges).catch_up()
    with reviewed.database.reading() as connection:
        assert term_effects.effects(connection, reviewed.config, judges, change) == sought
    return sought


def touched(reviewed: ReviewProject, change: Change) -> set[str]:
    return {record.unit.source[0] for record in effects(reviewed, change).first}


def carry_out(reviewed: ReviewProject, change: Change) -> None:
    shown = effects(reviewed, change)
    saved = terminology.save(reviewed.config, reviewed.database, change)
    judges = Judges(reviewed.config, reviewed.database)
    done = term_effects.carry_out(
        reviewed.database, Rules(judges.checker), ANN, saved.term, shown, reviewed.now()
    )
    assert (done.decided, done.refused) == (len(shown.touched), 0)
    before = [change.before.term] if change.before else []
    recheck(reviewed.database, judges, [saved.term, *before])


def test_the_mirror_follows_the_files_and_says_what_changed(ready: ReviewProject) -> None:
    assert [(k.term.source, k.term.target, k.path) for k in found(ready)] == [
        ("mute", "静音", FILE)
    ]
    assert term_files.follow(ready.config, ready.database) == ()
    text = (ready.project.root / FILE).read_text("utf-8")
    ready.project.write(FILE, text + "en,zh,profile,主页,,,must,any,\n")
    came = term_files.follow(ready.config, ready.database)
    assert [term.source for term in came] == ["profile"]
    assert len(found(ready)) == 2


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("MUT"), ["mute"]),
        (Wanted("靜音"), ["mute"]),
        (Wanted("哑"), ["mute"]),
        (Wanted("100%"), []),
        (Wanted(status=TermStatus.PROPOSED), ["profile"]),
        (Wanted(rule=Rule.MUST), ["mute"]),
        (Wanted(direction=("en", "zh")), ["mute", "profile"]),
        (Wanted(direction=("zh", "en")), []),
        (Wanted("\x00"), ["mute", "profile"]),
    ],
)
def test_terms_are_found_in_both_languages(
    ready: ReviewProject, wanted: Wanted, expected: list[str]
) -> None:
    change = new("profile", "主页", TermStatus.PROPOSED)
    change = replace(change, after=replace(change.after, rule=Rule.PREFER))
    terminology.save(ready.config, ready.database, change)
    assert [kept.term.source for kept in found(ready, wanted)] == expected


def test_a_change_is_in_the_file_at_once_and_nothing_else_moves(ready: ReviewProject) -> None:
    terminology.save(ready.config, ready.database, new("profile", "主页"))
    terminology.save(ready.config, ready.database, changed(ready, note="not dumb"))
    lines = (ready.project.root / FILE).read_text("utf-8").splitlines()
    assert lines[1] == "en,zh,mute,静音,,哑,must,any,verb,,,not dumb,approved"
    assert lines[2] == "en,zh,profile,主页,,,must,any,,,,,approved"
    assert mute(ready).term.note == "not dumb"
    assert term_files.follow(ready.config, ready.database) == ()


def test_a_term_that_somebody_changed_meanwhile_is_not_overwritten(ready: ReviewProject) -> None:
    mine = changed(ready, target="静默")
    terminology.save(ready.config, ready.database, changed(ready, target="屏蔽"))
    before = (ready.project.root / FILE).read_bytes()
    with pytest.raises(StaleTermError) as stale:
        terminology.save(ready.config, ready.database, mine)
    assert stale.value.theirs
    assert (stale.value.theirs.term.target, stale.value.mine.target) == ("屏蔽", "静默")
    assert (ready.project.root / FILE).read_bytes() == before


def test_a_term_that_went_from_the_file_meanwhile_is_told(ready: ReviewProject) -> None:
    mine = changed(ready, target="静默")
    ready.project.write(FILE, "from,to,source,target\n")
    with pytest.raises(StaleTermError) as stale:
        terminology.save(ready.config, ready.database, mine)
    assert stale.value.theirs is None


def test_a_file_with_columns_of_its_own_is_left_alone(ready: ReviewProject) -> None:
    ready.project.write(FILE, "from,to,source,target,owner\nen,zh,mute,静音,Li\n")
    with pytest.raises(GlossaryError, match="owner"):
        terminology.save(ready.config, ready.database, new("profile", "主页"))


def test_a_file_that_can_not_be_read_is_named(ready: ReviewProject) -> None:
    ready.project.write(FILE, "from,to,source,target\nen,zh,,x\n")
    with pytest.raises(GlossaryError) as error:
        terminology.save(ready.config, ready.database, new("profile", "主页"))
    assert str(error.value.place) == f"{FILE}:2"


def test_proposed_and_deprecated_terms_bind_nothing(ready: ReviewProject) -> None:
    for status in (TermStatus.PROPOSED, TermStatus.DEPRECATED):
        shown = effects(ready, new("profile", "个人页", status))
        assert (shown.touched, shown.holding) == ((), 0)
    carry_out(ready, new("profile", "个人页", TermStatus.PROPOSED))
    assert ready.unit(VIEW).errors == 0
    assert ready.unit(VIEW).state is State.APPROVED


def test_approving_a_term_touches_what_misses_it_and_nothing_else(ready: ReviewProject) -> None:
    assert touched(ready, new("profile", "主页")) == set()
    assert effects(ready, new("profile", "主页")).holding == 1
    assert touched(ready, new("profile", "个人页")) == {VIEW}
    assert touched(ready, new("words", "字词")) == {MUTE}
    assert touched(ready, new("sword", "剑")) == set()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"target": "屏蔽"}, {MUTE}),
        ({"target": "屏蔽", "variants": ("静音",)}, set()),
        ({"variants": ("屏蔽",)}, set()),
        ({"variants": ("屏蔽",), "forbidden": ("词语",)}, {MUTE}),
        ({"target": "音 词"}, {MUTE}),
        ({"forbidden": ("静音词",)}, {MUTE}),
        ({"forbidden": ("静",)}, set()),
        ({"target": "屏蔽", "status": TermStatus.DEPRECATED}, set()),
        ({"rule": Rule.PREFER}, set()),
        ({"definition": "to silence"}, set()),
        ({"source": "tags", "target": "话题"}, {MUTE}),
    ],
)
def test_changing_a_term_touches_what_satisfied_it_and_does_not_now(
    ready: ReviewProject, facts: dict[str, object], expected: set[str]
) -> None:
    assert touched(ready, changed(ready, **facts)) == expected


def test_words_that_missed_the_term_before_are_not_touched(ready: ReviewProject) -> None:
    prefer = changed(ready, rule=Rule.PREFER, target="屏蔽", forbidden=())
    carry_out(ready, prefer)
    judges = Judges(ready.config, ready.database)
    ready.checker = judges.checker(ready.unit(MUTE))
    ready.decide(ready.unit(MUTE), Action.APPROVE)
    assert touched(ready, changed(ready, target="消音")) == set()
    # What was advice and binds now is another matter.
    assert touched(ready, changed(ready, rule=Rule.MUST)) == {MUTE}


def test_exactly_the_touched_go_back_with_the_term_in_the_ledger(ready: ReviewProject) -> None:
    carry_out(ready, changed(ready, target="屏蔽"))
    assert (ready.unit(MUTE).state, ready.unit(VIEW).state) == (State.SUGGESTED, State.APPROVED)
    with ready.database.reading() as connection:
        last = ledger.of(connection, ZH, ready.unit(MUTE).unit.id)[-1]
    assert (last.action, last.actor) == (Action.WITHDRAW, "Ann")
    assert "mute" in last.note
    assert ready.unit(MUTE).errors == 1
    ready.replayed()


def test_what_is_known_of_units_follows_the_glossary(ready: ReviewProject) -> None:
    def said(term: str) -> list[str]:
        return [r.unit.source[0] for r in ready.records(queue.Filter(term=term))]

    assert said("profile") == []
    before = ready.unit(VIEW)
    carry_out(ready, new("profile", "个人页"))
    after = ready.unit(VIEW)
    assert said("profile") == [VIEW]
    assert (before.errors, after.errors) == (0, 1)
    assert after.priority > before.priority
    wanted = queue.Filter(finding="terms", severity=Severity.ERROR)
    assert VIEW in {r.unit.source[0] for r in ready.records(wanted)}


def test_a_file_changed_outside_is_followed_through_candidates_or_all(ready: ReviewProject) -> None:
    text = (ready.project.root / FILE).read_text("utf-8")
    ready.project.write(FILE, text + "en,zh,profile,个人页,,,must,any,\n")
    came = term_files.follow(ready.config, ready.database)
    judges = Judges(ready.config, ready.database)
    assert recheck(ready.database, judges, came) == 1
    assert ready.unit(VIEW).errors == 1
    assert recheck(ready.database, judges, ()) == 0
    assert recheck(ready.database, judges, None) == 3


def test_candidates_hold_the_term_in_any_script_width_and_inflection(ready: ReviewProject) -> None:
    fresh = replace(
        ready.unit(MUTE), unit=replace(ready.unit(MUTE).unit, source=("ＭＵＴＩＮＧ 靜音",))
    )
    with ready.database.writing() as connection:
        units.change(connection, [replace(fresh, unit=fresh.unit)])
    with ready.database.reading() as connection:
        place = ("", "")
        for text in ("mut", "静音"):
            assert changes.holding(connection, [text], None, place, 10)


def test_a_recheck_does_not_undo_what_a_sync_notes_meanwhile(ready: ReviewProject) -> None:
    stale = ready.unit(MUTE)
    ready.sync()
    agreed = ready.unit(MUTE)
    with ready.database.writing() as connection:
        changes.note_remarks(connection, [replace(stale, errors=3)])
    now = ready.unit(MUTE)
    assert (now.errors, now.synced_hash) == (3, agreed.synced_hash)


@pytest.mark.parametrize(
    ("change", "role", "locales", "allowed"),
    [
        (new("profile", "主页", TermStatus.PROPOSED), Role.TRANSLATOR, (), True),
        (new("profile", "主页"), Role.TRANSLATOR, (), False),
        (new("profile", "主页"), Role.REVIEWER, (), True),
        (new("profile", "主页"), Role.REVIEWER, ("fr",), False),
        (new("profile", "主页", TermStatus.PROPOSED), Role.TRANSLATOR, ("fr",), True),
        (replace(new("a", "b"), path="../l10n.toml"), Role.ADMIN, (), False),
        (replace(new("a", "b"), path="glossary/other.tbx"), Role.ADMIN, (), False),
    ],
)
def test_who_may_do_what(
    reviewed: ReviewProject, change: Change, role: Role, locales: tuple[str, ...], allowed: bool
) -> None:
    actor = Actor("Ann", role)
    if allowed:
        terminology.permit(reviewed.config, change, actor, locales)
    else:
        with pytest.raises(ReviewError):
            terminology.permit(reviewed.config, change, actor, locales)


def test_a_translator_changes_no_approved_term(ready: ReviewProject) -> None:
    with pytest.raises(ReviewError, match="reviewer"):
        terminology.permit(ready.config, changed(ready, note="x"), Actor("Bo", Role.TRANSLATOR))


def test_the_linter_speaks_of_the_entry_alone(ready: ReviewProject) -> None:
    assert terminology.remarks(ready.config, changed(ready, note="x")) == []
    [remark] = terminology.remarks(ready.config, new("Mute", "屏蔽"))
    assert (remark.rule, remark.severity) == ("contradiction", Severity.ERROR)
    assert terminology.bars([remark])


@pytest.mark.parametrize(
    "facts", [{"source": ""}, {"target": ""}, {"source": "x" * 201}, {"variants": ("a|b",)}]
)
def test_what_no_file_could_hold_is_refused(facts: dict[str, object]) -> None:
    term = replace(Term("en", "zh", "profile", "主页"), **facts)  # type: ignore[arg-type]
    with pytest.raises(GlossaryError):
        terminology.sound(term, FILE)


def test_only_csv_files_are_written_and_a_project_without_one_gets_one(
    reviewed: ReviewProject,
) -> None:
    assert term_files.writable(reviewed.config) == (FILE,)
    (reviewed.project.root / FILE).unlink()
    assert term_files.writable(reviewed.config) == (FILE,)
    saved = terminology.save(reviewed.config, reviewed.database, new("profile", "主页"))
    assert (reviewed.project.root / FILE).exists()
    assert saved.term.source == "profile"


def test_a_tbx_file_is_mirrored_and_never_written(reviewed: ReviewProject) -> None:
    assert reviewed.project.run("glossary", "export", "-o", "glossary/other.tbx").code == 0
    both = replace(reviewed.config, glossary=("glossary/*",))
    term_files.follow(both, reviewed.database)
    shown = {kept.path for kept in found(reviewed, Wanted("mute"))}
    assert shown == {FILE, "glossary/other.tbx"}
    assert term_files.writable(both) == (FILE,)


def test_two_who_write_at_once_lose_nothing(reviewed: ReviewProject) -> None:
    sources = [f"word{chr(97 + n)}" for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        saved = list(
            pool.map(
                lambda source: terminology.save(
                    reviewed.config, reviewed.database, new(source, "词")
                ),
                sources,
            )
        )
    assert {kept.term.source for kept in saved} == set(sources)
    assert {kept.term.source for kept in found(reviewed)} == {"mute", *sources}
