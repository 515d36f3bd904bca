"""Absent or old in a catalog is no verdict: the store's words stand there again, or it asks."""

import re
import subprocess
from collections.abc import Callable

import pytest

from l10n.catalogs import files as catalog_files
from l10n.errors import CatalogError
from l10n.model import State
from l10n.project import config
from l10n.store import memory
from l10n.sync.sync import sync
from l10n.transitions import Action
from tests.reviewing import ZH, ReviewProject

MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
GOOD = "静音词语和标签"


def _stands(reviewed: ReviewProject) -> dict[str, tuple[str, str]]:
    """What the store says, which is what the file says."""
    said = {r.unit.source[0]: (str(r.state), r.target[0]) for r in reviewed.records() if r.target}
    catalog = catalog_files.read(reviewed.config, ZH)
    file = {e.unit.source[0]: (str(e.state), e.target[0]) for e in catalog.live() if any(e.target)}
    assert said == file
    reviewed.replayed()
    return said


@pytest.fixture
def decided(reviewed: ReviewProject) -> ReviewProject:
    """MUTE reworded and approved, VIEW approved, both in file and store."""
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    reviewed.decide(reviewed.unit(VIEW), Action.APPROVE)
    reviewed.sync()
    return reviewed


def _text(reviewed: ReviewProject, change: Callable[[str], str]) -> None:
    path = reviewed.config.catalog_path(ZH)
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def _renamed_domain(reviewed: ReviewProject) -> None:
    settings = reviewed.project.root / "l10n.toml"
    settings.write_text('domain = "app"\n' + settings.read_text("utf-8"), "utf-8")
    reviewed.config = config.load(settings)
    assert reviewed.project.run("update").code == 0


def _deleted_and_made_anew(reviewed: ReviewProject) -> None:
    reviewed.project.catalog.unlink()
    assert reviewed.project.run("update").code == 0


def _purged_and_back(reviewed: ReviewProject) -> None:
    source = reviewed.project.root / "app/main.py"
    text = source.read_text("utf-8")
    source.write_text(text.replace('_("Mute', 'str("Mute'), "utf-8")
    assert reviewed.project.run("update").code == 0
    reviewed.sync()
    _text(reviewed, lambda said: re.sub(r"(?m)^(# .*\n)*(#:.*\n|#,.*\n)*(#~ .*\n)+\n*", "", said))
    assert GOOD not in reviewed.project.catalog.read_text("utf-8")
    source.write_text(text, "utf-8")
    assert reviewed.project.run("update").code == 0


def _cleared_by_an_editor(reviewed: ReviewProject) -> None:
    _text(reviewed, lambda said: said.replace(f'msgstr "{GOOD}"', 'msgstr ""'))


WAYS = [_renamed_domain, _deleted_and_made_anew, _purged_and_back, _cleared_by_an_editor]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_an_empty_entry_takes_the_stores_words(
    decided: ReviewProject, way: Callable[[ReviewProject], None]
) -> None:
    before = _stands(decided)
    way(decided)
    done = decided.sync()
    assert done.again >= 1
    assert _stands(decided) == before
    assert before[MUTE] == ("approved", GOOD)
    with decided.database.reading() as connection:
        ids = [decided.unit(MUTE).unit.id]
        known = memory.of(connection, ZH, ids)[ids[0]]
    assert (known.source, known.target) == (MUTE, GOOD)
    assert decided.sync().written == 0


def test_a_catalog_that_is_gone_takes_nothing_away(decided: ReviewProject) -> None:
    decided.project.catalog.unlink()
    with pytest.raises(CatalogError, match="The catalog is gone"):
        decided.sync()
    assert decided.unit(MUTE).state is State.APPROVED


def test_where_much_turned_empty_it_asks(decided: ReviewProject) -> None:
    lines = "".join(f'_("Sentence number {n}")\n' for n in range(30))
    decided.project.write("app/more.py", lines)
    assert decided.project.run("run").code == 0
    decided.sync()
    before = _stands(decided)
    decided.project.catalog.unlink()
    assert decided.project.run("update").code == 0
    empty = decided.project.catalog.read_bytes()
    with pytest.raises(CatalogError, match="33 of 33 entries are empty") as refused:
        decided.sync()
    assert "--fill" in refused.value.remedy
    assert decided.project.catalog.read_bytes() == empty
    sync(decided.config, decided.database, ZH, decided.checker, decided.now(), fill=True)
    assert _stands(decided) == before


@pytest.mark.parametrize("more", [0, 30])
def test_a_catalog_cut_to_its_header_lets_nothing_go(decided: ReviewProject, more: int) -> None:
    decided.project.write("app/more.py", "".join(f'_("Number {n} is it")\n' for n in range(more)))
    assert decided.project.run("run").code == 0
    decided.sync()
    before = _stands(decided)
    _text(decided, lambda said: said.partition("\n\n")[0] + "\n")
    with pytest.raises(CatalogError, match=f"{3 + more} of .* units are not in"):
        decided.sync()
    assert decided.project.run("run").code == 0
    decided.sync()
    assert _stands(decided) == before


def test_units_that_an_update_let_go_are_gone(decided: ReviewProject) -> None:
    decided.project.write("app/more.py", "".join(f'_("Number {n} is it")\n' for n in range(30)))
    assert decided.project.run("run").code == 0
    decided.sync()
    decided.project.write("app/more.py", "")
    assert decided.project.run("update", "--obsolete-ok").code == 0
    assert decided.sync().gone == 30


def test_who_takes_an_approval_back_by_hand_is_heard(decided: ReviewProject) -> None:
    _text(decided, lambda said: said.replace(f'msgid "{MUTE}', f'#, fuzzy\nmsgid "{MUTE}'))
    decided.sync()
    assert decided.unit(MUTE).state is State.SUGGESTED


def _git(reviewed: ReviewProject, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
        cwd=reviewed.project.root,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_checkout_withdraws_nothing(reviewed: ReviewProject) -> None:
    reviewed.sync()
    _git(reviewed, "init", "-q")
    _git(reviewed, "add", "locales")
    _git(reviewed, "commit", "-qm", "first")
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    reviewed.decide(reviewed.unit(VIEW), Action.REJECT)
    reviewed.sync()
    before = _stands(reviewed)
    _git(reviewed, "checkout", "--", "locales")
    done = reviewed.sync()
    assert (done.taken, done.again, done.conflicts) == (0, 2, 0)
    assert _stands(reviewed) == before
