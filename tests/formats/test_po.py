"""PO: read without loss, written without noise, understood by gettext, Babel and polib alike."""

import gettext
import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import polib
import pytest
from babel.messages.pofile import read_po
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n.catalogs.header import header_for
from l10n.catalogs.merge import merge
from l10n.errors import CatalogError
from l10n.files import decode
from l10n.formats import marks
from l10n.formats.po import FORMAT as PO
from l10n.model import (
    Approval,
    Catalog,
    Entry,
    Location,
    Near,
    Origin,
    Provenance,
    Rejection,
    Route,
    State,
    Unit,
    content_hash,
    digest,
)

needs_msgfmt = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="GNU gettext is not installed"
)
AT = "2026-01-15T08:00:00Z"
HEADER = header_for("zh_Hans", "demo")
HEAD = 'msgid ""\nmsgstr "Language: zh_Hans\\n"\n\n'


def parse(text: str) -> Catalog:
    return PO.parse(text, "zh.po", "zh_Hans", "messages")


def entry(text: str) -> Entry:
    (only,) = parse(text).entries
    return only


def catalog(*entries: Entry) -> Catalog:
    return Catalog("zh_Hans", "messages", "zh.po", HEADER, entries)


def approved(unit: Unit, *target: str) -> Entry:
    approval = Approval(content_hash("zh_Hans", unit, target), AT, "Li Lei <li@example.com>")
    return Entry(unit, target, State.APPROVED, approval)


RICH = """\
# Translators of this file: many
# @near/2 0.90 ["Follow us", "关注我们"]
#. shown on a button
#: app/main.py app/other.py:12
#, max-length:12, python-format
msgctxt "button"
msgid "Follow %s"
msgid_plural ""
"Follow %s\\n"
"and others"
msgstr[0] ""
"""


def test_an_entry_has_all_that_stands_there() -> None:
    found = entry(RICH)
    assert found.unit == Unit(
        ("Follow %s", "Follow %s\nand others"),
        "button",
        notes=("shown on a button",),
        locations=(Location("app/main.py"), Location("app/other.py", 12)),
        flags=("max-length:12", "python-format"),
        limit=12,
    )
    assert found.comments == ("# Translators of this file: many",)
    assert found.near == Near(0.9, "Follow us", "关注我们")
    assert (found.target, found.state, found.line) == (("",), State.UNTRANSLATED, 1)


def test_the_stable_name_of_a_unit_travels_as_a_note() -> None:
    unit = Unit(("Post",), "nav.post", key="nav.post", notes=("a verb",))
    (again,) = parse(PO.serialize(catalog(Entry(unit, ("",)))).decode()).entries
    assert again.unit == unit


@pytest.mark.parametrize("context", ["", "y"])
def test_a_note_that_looks_like_a_name_and_names_no_context_is_a_note(context: str) -> None:
    unit = Unit(("Post",), context, notes=("@key x", "a verb"))
    (again,) = parse(PO.serialize(catalog(Entry(unit, ("",)))).decode()).entries
    assert again.unit == unit


def test_paths_with_spaces_are_one_location() -> None:
    unit = Unit(("a",), locations=(Location("my app/main.py", 3), Location("b.py")))
    (again,) = parse(PO.serialize(catalog(Entry(unit, ("",)))).decode()).entries
    assert again.unit.locations == unit.locations


def test_obsolete_and_previous_lines_are_read() -> None:
    text = (
        '#| msgctxt "old"\n#| msgid "One"\n#| msgid_plural "Ones"\n#, fuzzy\n'
        'msgid "Two"\nmsgstr "二"\n\n'
        '#, fuzzy\n#~| msgid "Three"\n#~ msgctxt "c"\n#~ msgid "Four"\n#~ msgstr "四"\n'
        '#~| msgid "Five"\n#~ msgid "Six"\n#~ msgstr ""\n#~ "六"\n'
    )
    two, four, six = parse(text).entries
    assert two.previous == Unit(("One", "Ones"), "old")
    assert (two.state, two.obsolete) == (State.OUTDATED, False)
    assert (four.previous, four.unit.context, four.obsolete) == (Unit(("Three",)), "c", True)
    assert (six.previous, six.target, six.obsolete) == (Unit(("Five",)), ("六",), True)


def test_entries_need_no_blank_line_between_them() -> None:
    text = (
        'msgid "a"\nmsgstr "1"\nmsgid "b"\nmsgstr "2"\n# note\nmsgctxt "x"\nmsgid "a"\nmsgstr "3"\n'
    )
    assert [e.target for e in parse(text).entries] == [("1",), ("2",), ("3",)]


def test_marks_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    text = HEAD + 'msgid ""\n"two\\n"\n"lines"\nmsgstr "两\\n行"\n'
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    (found,) = parse(decode(data, "zh.po")).entries
    assert (found.unit.source, found.target) == (("two\nlines",), ("两\n行",))


def test_the_header_is_kept_as_it_stands() -> None:
    head = '# Copyright: us\n#, fuzzy\nmsgid ""\nmsgstr ""\n"Language: zh\\n"\n"X-Tool:  odd \\n"\n'
    read = parse(head + '\nmsgid "a"\nmsgstr ""\n')
    assert read.header == (("Language", "zh"), ("X-Tool", "odd"))
    assert PO.serialize(read).decode().startswith(head)


UNTIDY = (
    '# odd but valid\nmsgid   ""\nmsgstr\t"Language: zh\\n"\n\n\n'
    '#. note   with  spaces\n#:a.py:1  b.py\n#,fuzzy,no-wrap\n#= workflow\n  msgid "a"  \n'
    'msgstr ""\n"folded "\n"text"\n\n# a comment of nobody\n\nmsgid "b"\nmsgstr "\\x41"\n\n'
    '#~ msgid "c"\n#~ msgstr "三"\n\n# the last word\n'
)


def test_entries_that_did_not_change_are_written_byte_for_byte() -> None:
    read = parse(UNTIDY)
    written = PO.serialize(read).decode()
    assert written == UNTIDY.replace("\n\n\n", "\n\n")
    changed = replace(
        read, entries=(read.entries[0], read.entries[1].evolve(target=("二",)), *read.entries[2:])
    )
    old = '# a comment of nobody\n\nmsgid "b"\nmsgstr "\\x41"'
    new = '# a comment of nobody\n#, fuzzy\nmsgid "b"\nmsgstr "二"'
    assert old in written
    assert PO.serialize(changed).decode() == written.replace(old, new)


def test_a_comment_at_the_end_survives_a_change_of_the_last_entry() -> None:
    read = parse('msgid "a"\nmsgstr ""\n\n# the last word\n')
    changed = replace(read, entries=(read.entries[0].evolve(target=("一",)),))
    assert "# the last word" in PO.serialize(changed).decode()


TAIL = "# the last word\n"


@pytest.mark.parametrize("text", [HEAD + TAIL, TAIL, 'msgid ""\nmsgstr ""\n\n' + TAIL])
def test_a_comment_that_follows_no_entry_survives_a_merge(text: str) -> None:
    for read in (parse(text), parse(PO.serialize(parse(text)).decode())):
        merged = PO.serialize(merge(read, [Unit(("a",))])[0]).decode()
        assert merged.count(TAIL) == 1
        assert merged.startswith(TAIL + 'msgid ""\n')


KEYED = '#. @key k\nmsgctxt "k"\nmsgid "a"\nmsgstr "1"\n\n'
MISTAKES = [
    ('msgid "a"\nmsgstr[0] "1"\nmsgstr[1] "2"\n', 1, "numbers of the forms"),
    ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "1"\n', 1, "numbers of the forms"),
    ('msgid "a"\nmsgstr "\0"\n', 2, "NUL"),
    ('msgid "a"\n<<<<<<< HEAD\nmsgstr "1"\n', 2, "merge conflict"),
    ('msgid "a"\nmsgstr "1"\n=======\nmsgstr "2"\n>>>>>>> x\n', 3, "merge conflict"),
    ('msgid "a"\nmsgstr "1"\n\n# again\nmsgid "a"\nmsgstr "2"\n', 4, "twice, first on line 1"),
    (KEYED + KEYED.replace('"a"', '"b"'), 6, "twice, first on line 1"),
    (HEAD + 'msgid ""\nmsgstr "Language: en\\n"\n', 4, "twice, first on line 1"),
    ('msgid "a\nmsgstr "1"\n', 1, "not closed"),
    ('msgid "a"\nmsgstr "1" "2"\n', 2, "bare quote"),
    ('msgid "a"\nmsgstr "say "hi""\n', 2, "bare quote"),
    ('msgid "a\\"\nmsgstr "1"\n', 1, "not closed"),
    ('msgid "a"\n', 1, "no msgstr"),
    ('msgid "a"\nmsgstr "1"\n\nmsgid "b"\n\n', 4, "no msgstr"),
    ('msgstr "1"\n', 1, "no msgid"),
    ('msgid "a"\nmsgid "b"\nmsgstr "1"\n', 2, "second msgid"),
    ('msgid "a"\nmsgstr "1"\nmsgstr "2"\n', 3, "second msgstr"),
    ('msgid "a"\nmsgstr "1"\n"more"\nnonsense\n', 4, "neither a keyword"),
    ('"a string first"\n', 1, "neither a keyword"),
    ("msgid a\nmsgstr b\n", 1, "neither a keyword"),
    ('msgid "a"\nmsgstr[x] "1"\n', 2, "neither a keyword"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_names_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CatalogError, match=message) as caught:
        parse(text)
    assert caught.value.place is not None
    assert (caught.value.place.path, caught.value.place.line) == ("zh.po", line)
    assert caught.value.remedy


PO_SHARDS = st.sampled_from(
    [
        *("msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", '"', '"a"', "\\", "\n"),
        *("#~ ", "#| ", "#~| ", "#, fuzzy", "#. ", "#: a.py:1", "# @approved x", "\n\n", "小红书"),
        *('msgid "a"\nmsgstr "b"\n', "\u2068", "=======", "@key", " ", "\r", "\ufeff"),
    ]
)


@given(st.text() | st.lists(PO_SHARDS, max_size=30).map("".join))
def test_any_text_is_a_catalog_or_a_mistake_with_its_line(text: str) -> None:
    try:
        read = parse(text)
    except CatalogError as error:
        mistake = error
    else:
        assert parse(PO.serialize(read).decode("utf-8", "surrogatepass")) == read
        return
    assert mistake.place is not None
    assert mistake.place.line in range(1, text.count("\n") + 2)


def test_forms_may_stand_in_any_order() -> None:
    found = entry('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "2"\nmsgstr[0] "1"\n')
    assert found.target == ("1", "2")


def test_absurd_numbers_are_words() -> None:
    many = "9" * 5000
    found = entry(f'#: a.py:{many}\n#, max-length:{many}\nmsgid "a"\nmsgstr ""\n')
    assert (found.unit.locations, found.unit.limit) == ((Location(f"a.py:{many}"),), 0)


def test_a_file_without_entries_is_an_empty_catalog() -> None:
    assert [parse(text).entries for text in ("", "\n\n", "# only a comment\n", HEAD)] == [()] * 4


def test_a_live_entry_may_stand_beside_an_obsolete_one_of_the_same_message() -> None:
    found = parse('msgid "a"\nmsgstr "1"\n\n#~ msgid "a"\n#~ msgstr "2"\n').entries
    assert [e.obsolete for e in found] == [False, True]


UNIT = Unit(("Follow",))
TODAY = content_hash("zh_Hans", UNIT, ("关注",))
OTHER = "0" * 32


def said(word: str, hash_: str = TODAY, name: str = "Li Lei") -> str:
    """A mark's line as we write it."""
    found = {
        "approved": marks.Marks(approval=Approval(hash_, AT, name)),
        "rejected": marks.Marks(rejections=(Rejection(hash_, AT, name, "too stiff"),)),
        "machine": marks.Marks(
            provenance=Provenance(hash_, Origin.MACHINE, "argos 1.9", 0.75, Route.REVIEW)
        ),
    }
    return marks.write(found[word])[0]


STATES = [
    ("", "", "", State.UNTRANSLATED),
    ("", "", "关注", State.SUGGESTED),
    (said("approved", TODAY), "", "关注", State.APPROVED),
    (said("approved", TODAY), "#, fuzzy", "关注", State.SUGGESTED),
    (said("approved", TODAY), "", "关注我", State.SUGGESTED),
    (said("approved", OTHER), "", "关注", State.SUGGESTED),
    (said("machine", TODAY), "#, fuzzy", "关注", State.MACHINE),
    (said("machine", TODAY), "", "关注", State.MACHINE),
    (said("machine", OTHER), "#, fuzzy", "关注", State.SUGGESTED),
    (said("rejected", TODAY), "#, fuzzy", "关注", State.REJECTED),
    (said("rejected", OTHER), "#, fuzzy", "关注", State.SUGGESTED),
    ("", '#, fuzzy\n#| msgid "Follows"', "关注", State.OUTDATED),
]


@pytest.mark.parametrize(("mark", "flag", "target", "state"), STATES)
def test_the_state_is_what_words_marks_and_flag_say_together(
    mark: str, flag: str, target: str, state: State
) -> None:
    lines = [line for line in (mark, flag, 'msgid "Follow"', f'msgstr "{target}"') if line]
    assert entry("\n".join(lines) + "\n").state is state


# What a hand, or a hostile one, may do to a mark: each leaves the seal behind.
CHANGES = [
    ("Li Lei", "The CEO"),
    ("2026-", "1999-"),
    (TODAY, OTHER),
    (TODAY, TODAY.upper()),
    (AT, "yesterday"),
    (AT, "9999-99-99T99:99:99Z"),
    (AT, f"{AT[:-1]}.5+08:00"),
    ("Li Lei", "L" * 201),
    (" Li Lei", ""),
]


def _sealed(word: str, who: list[Any]) -> str:
    """A mark whose seal fits and whose names are no names."""
    seal = digest(word, TODAY, AT, *who)[:16]
    return f"# @{word}/2 {TODAY} {seal} {AT} {json.dumps(who)}"


@pytest.mark.parametrize(
    "line",
    [
        "# @approved/2",
        "# @approved/2 abc",
        f"# @approved {TODAY} {AT} Li Lei",
        *(said("approved").replace(*change) for change in CHANGES),
        *(said("rejected").replace(*change) for change in CHANGES[:-1]),
        said("rejected").replace("Li Lei", ""),
        said("machine").replace("0.750", "nan"),
        said("machine").replace("0.750", "-0.1"),
        said("machine").replace("0.750", "1e999"),
        said("machine").replace(" machine ", " nobody "),
        said("machine").replace(" review ", " someone "),
        said("machine").replace("argos", "a" * 201),
        said("machine").replace(TODAY, TODAY * 10),
        "# @rejected/2 abc now not-json",
        _sealed("rejected", [None, None]),
        _sealed("rejected", ["one"]),
        _sealed("rejected", ["\ud800", ""]),
        _sealed("rejected", ["a\0", ""]),
        f"# @rejected/2 {TODAY} {'0' * 16} {AT} " + "[" * 100_000,
        f"# @rejected/2 {TODAY} {'0' * 16} {AT} " + "[" * 2_000,
        "# @near/2 x []",
        '# @near/2 0.9 ["one"]',
        '# @near/2 nan ["one", "two"]',
        "# @near/2 0.9 [1, 2]",
        "# @unknown mark",
        "#@approved/2",
        "#",
    ],
)
def test_a_malformed_mark_is_a_plain_comment(line: str) -> None:
    found = entry(f'{line}\nmsgid "a"\nmsgstr "1"\n')
    assert found.comments == (line,)
    assert found.state is State.SUGGESTED


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from('"\\\r\t\n\x0b\x0c\x07\x08\x1b\x7f\x85\u2028\u2029\ufeff#~|[]')
)
WORDS = HOSTILE.filter(bool)
LINE = st.text("ab 的,.:@[]\"'{}", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def entries(draw: st.DrawFn, context: str) -> Entry:
    plural = draw(st.booleans())
    unit = Unit(
        (draw(WORDS), draw(HOSTILE)) if plural else (draw(WORDS),),
        context,
        notes=tuple(draw(st.lists(LINE, max_size=2))),
        locations=(Location("app/main.py"),),
        flags=tuple(draw(st.lists(st.sampled_from(["c-format", "no-wrap"]), unique=True))),
    )
    target = (draw(HOSTILE),)
    today = content_hash("zh_Hans", unit, target)
    made = Entry(unit, target, State.UNTRANSLATED if target == ("",) else State.SUGGESTED)
    if target == ("",):
        return made
    kind = draw(st.sampled_from(State))
    if kind is State.APPROVED:
        made = made.evolve(state=kind, approval=Approval(today, AT, draw(LINE)))
    elif kind is State.MACHINE:
        by = Provenance(today, Origin.MACHINE, draw(LINE), 0.125, draw(st.sampled_from(Route)))
        made = made.evolve(state=kind, provenance=by, fuzzy=True)
    elif kind is State.REJECTED:
        past = Rejection(today, AT, draw(LINE), draw(HOSTILE))
        made = made.evolve(state=kind, rejections=(past,), fuzzy=True)
    elif kind is State.OUTDATED:
        made = made.evolve(state=kind, previous=Unit((draw(WORDS),), draw(HOSTILE)), fuzzy=True)
    return made.evolve(obsolete=draw(st.booleans()))


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    count = draw(st.integers(0, 4))
    return catalog(*[draw(entries(f"context {n}")) for n in range(count)])


@given(catalogs())
def test_what_is_written_is_read_again_and_written_the_same(made: Catalog) -> None:
    data = PO.serialize(made)
    again = PO.parse(data.decode(), made.path, made.locale, made.domain)
    assert again == made
    assert PO.serialize(again) == data


@given(catalogs())
def test_polib_reads_the_same_content(made: Catalog) -> None:
    text = PO.serialize(made).decode()
    # polib splits lines at control characters and U+2028 too, which PO does not.
    assume(len(text.splitlines()) == text.count("\n"))
    theirs = polib.pofile(text)
    ours = {(e.unit.context, e.obsolete): e for e in made.entries}
    assert len(theirs) == len(made.entries)
    for item in theirs:
        mine = ours[item.msgctxt, bool(item.obsolete)]
        assert item.msgid == mine.unit.source[0]
        if len(mine.unit.source) > 1:
            assert (item.msgid_plural, item.msgstr_plural) == (
                mine.unit.source[1],
                {0: mine.target[0]},
            )
        else:
            assert item.msgstr == mine.target[0]
        assert item.fuzzy is (mine.state not in {State.APPROVED, State.UNTRANSLATED})


SAMPLE = (
    approved(Unit(("Follow",), notes=("a button",), locations=(Location("a.py"),)), "关注"),
    approved(Unit(("%d note", "%d notes"), flags=("python-format",)), "%d 篇笔记"),
    approved(Unit(("Post",), "verb"), "发布"),
    approved(Unit(('say "hi"\n\\ tab\t\n',)), "说“嗨”\n\\ 制表\t\n"),
    Entry(Unit(("New",)), ("",)),
    Entry(Unit(("Old",)), ("旧",), State.OUTDATED, previous=Unit(("Older",)), fuzzy=True),
    Entry(Unit(("Gone",)), ("没了",), State.SUGGESTED, obsolete=True, fuzzy=True),
)


def test_babel_reads_the_same_content() -> None:
    theirs = read_po(io.BytesIO(PO.serialize(catalog(*SAMPLE))), locale="zh_Hans")
    strings = {(message.context, message.id): message.string for message in theirs}
    assert strings[None, "Follow"] == "关注"
    assert strings[None, ("%d note", "%d notes")] == ("%d 篇笔记",)
    assert strings["verb", "Post"] == "发布"
    assert strings[None, 'say "hi"\n\\ tab\t\n'] == "说“嗨”\n\\ 制表\t\n"
    assert [message.id for message in theirs if message.id and message.fuzzy] == ["Old"]
    assert list(theirs.obsolete) == ["Gone"]


@needs_msgfmt
def test_msgfmt_accepts_what_we_write(tmp_path: Path) -> None:
    path = tmp_path / "zh.po"
    path.write_bytes(PO.serialize(catalog(*SAMPLE)))
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("error")) == (0, 0), done.stderr


@needs_msgfmt
def test_msgcat_finds_nothing_to_rewrite(tmp_path: Path) -> None:
    path = tmp_path / "zh.po"
    path.write_bytes(PO.serialize(catalog(*SAMPLE)))
    done = subprocess.run(
        ["msgcat", "--no-wrap", str(path)], capture_output=True, text=True, check=True
    )
    header, ours = path.read_text("utf-8").split("\n\n", 1)
    assert header.startswith('msgid ""')
    assert done.stdout.split("\n\n", 1)[1] == ours


def test_a_name_over_two_lines_does_not_break_the_file() -> None:
    made = approved(UNIT, "关注")
    made = made.evolve(approval=Approval(TODAY, AT, "Li\nLei"))
    (again,) = parse(PO.serialize(catalog(made)).decode()).entries
    assert (again.state, again.approval) == (State.APPROVED, Approval(TODAY, AT, "Li Lei"))


def test_a_hand_that_edits_words_voids_their_approval() -> None:
    text = PO.serialize(catalog(approved(UNIT, "关注"))).decode()
    assert entry(text).state is State.APPROVED
    assert entry(text.replace('msgstr "关注"', 'msgstr "跟随"')).state is State.SUGGESTED
    assert entry(text.replace('msgid "Follow"', 'msgid "Follow!"')).state is State.SUGGESTED
    assert entry(text.replace('msgid "Fol', 'msgctxt "x"\nmsgid "Fol')).state is State.SUGGESTED


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r"\a\b\f\n\r\t\v", "\a\b\f\n\r\t\v"),
        (r"\\n \"q\"", '\\n "q"'),
        (r"\x41\x4a", "AJ"),
        (r"\101\60\060", "A00"),
    ],
)
def test_escapes_are_read_as_msgfmt_reads_them(written: str, said: str, tmp_path: Path) -> None:
    text = f'{HEAD}\nmsgid "a"\nmsgstr "{written}"\n'
    [found] = parse(text).entries
    assert found.target == (said,)
    assert parse(PO.serialize(catalog(found.evolve())).decode()).entries[0].target == (said,)
    if (msgfmt := shutil.which("msgfmt")) is None:
        pytest.skip("no msgfmt here")
    (tmp_path / "a.po").write_text(text, "utf-8")
    subprocess.run([msgfmt, "-o", tmp_path / "a.mo", tmp_path / "a.po"], check=True)
    with (tmp_path / "a.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("a") == said


@pytest.mark.parametrize(
    "written", [r"\q", r"\'", r"\xff", r"\377", r"\0", r"\x", r"\8", r"\u4e00"]
)
def test_an_escape_that_gettext_does_not_know_is_refused_at_its_line(written: str) -> None:
    with pytest.raises(CatalogError, match="is no escape that gettext knows") as refused:
        parse(f'msgid "a"\nmsgstr ""\n"{written}"\n')
    assert refused.value.place is not None
    assert refused.value.place.line == 3


def test_a_string_goes_on_after_an_empty_line_as_msgfmt_reads_it() -> None:
    text = 'msgid ""\nmsgstr ""\n"Language-Team: French <https://example.org/"\n\n"fr/>\\n"\n'
    text += '\nmsgid "a"\n\nmsgstr "b"\n\n"c"\n'
    catalog = PO.parse(text, "x.po", "fr", "x")
    assert dict(catalog.header)["Language-Team"] == "French <https://example.org/fr/>"
    assert [entry.target for entry in catalog.entries] == [("bc",)]
    assert PO.serialize(catalog).decode() == text


def test_comments_of_obsolete_entries_may_be_obsolete_too() -> None:
    text = 'msgid "a"\nmsgstr "b"\n\n'
    text += '#~ # a note\n#~ #, python-format\n#~ msgid "%d c"\n#~ msgstr "%d"\n'
    live, gone = PO.parse(text, "x.po", "fr", "x").entries
    assert (live.obsolete, gone.obsolete, gone.unit.flags) == (False, True, ("python-format",))
    assert PO.serialize(PO.parse(text, "x.po", "fr", "x")).decode().endswith(text)


LINES = st.sampled_from(
    [
        *("#: a.py:1", "#, fuzzy", "#. note", "# by hand", '#| msgid "was"', '#~ msgid "old"'),
        *('#~ msgstr ""', "", 'msgctxt "c"', 'msgid "a"', 'msgid "b"', 'msgid ""', '"more\\n"'),
        *('msgid_plural "as"', 'msgstr "x"', 'msgstr[0] "y"', 'msgstr[1] "\\1"', '"2"', 'msgstr "'),
        *('msgid "u"\nmsgstr "v"', 'msgctxt "k"\nmsgid "a"\n"b"\nmsgstr ""\n"c\\t"\n"d"\n'),
        *('msgid "n"\nmsgid_plural "ns"\nmsgstr[0] "1"\nmsgstr[1] "2"', "#: b.py:2 c.py:3"),
        *('msgstr "\\q"', "<<<<<<< ours", "#", "nonsense"),
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["", "\n"]))
def test_an_entry_says_the_same_however_it_is_read(lines: list[str], end: str) -> None:
    """Most entries are read in one go; what is indented never is, and means the same."""

    def read(text: str) -> object:
        try:
            found = parse(HEAD + text + end)
        except CatalogError as error:
            return str(error)
        return found, [one.line for one in found.entries]

    written = "\n".join(lines)
    assert read(written) == read(written.replace("\n", "\n ").join((" ", "")))
