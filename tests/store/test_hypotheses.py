"""What a model said is kept on the disk, whole, and given back as it was."""

import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import StorageError
from l10n.model import Hypothesis
from l10n.store.hypotheses import HypothesisStore

HYPOTHESES = st.lists(
    st.builds(Hypothesis, st.text(), st.floats(allow_nan=False, allow_infinity=False)), max_size=3
).map(tuple)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "deep" / "store.sqlite"


@given(rows=st.dictionaries(st.text(min_size=1, max_size=32), HYPOTHESES, max_size=5))
def test_what_is_kept_comes_back(path: Path, rows: dict[str, tuple[Hypothesis, ...]]) -> None:
    unique = {f"{hash(tuple(sorted(rows.items(), key=str)))} {key}": v for key, v in rows.items()}
    with HypothesisStore(path) as store:
        store.put(unique)
        assert store.get([*unique, "unknown"]) == unique
    with HypothesisStore(path) as store:
        assert store.get(unique) == unique


def test_more_keys_than_one_statement_takes(tmp_path: Path) -> None:
    rows = {str(n): (Hypothesis(f"译 {n}", -0.5),) for n in range(2500)}
    with HypothesisStore(tmp_path / "s.sqlite") as store:
        store.put(rows)
        assert store.get(rows) == rows
        assert store.get([]) == {}


def test_the_first_answer_stays(tmp_path: Path) -> None:
    first, second = (Hypothesis("一", -1.0),), (Hypothesis("二", -1.0),)
    with HypothesisStore(tmp_path / "s.sqlite") as store:
        store.put({"a": first})
        store.put({"a": second, "b": second})
        assert store.get("ab") == {"a": first, "b": second}


def test_two_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with HypothesisStore(path) as one, HypothesisStore(path) as other:
        one.put({"a": (Hypothesis("一", -1.0),)})
        other.put({"b": ()})
        assert set(one.get("ab")) == set(other.get("ab")) == {"a", "b"}


def test_a_folder_of_its_own_is_kept_out_of_git_and_another_is_left_alone(tmp_path: Path) -> None:
    for name in (".l10n/store.sqlite", "store.sqlite"):
        with HypothesisStore(tmp_path / name):
            pass
    assert [p.parent.name for p in tmp_path.rglob(".gitignore")] == [".l10n"]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    told = subprocess.run(
        ["git", "status", "--short"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert told.stdout == "?? store.sqlite\n"


def _no_database(path: Path) -> None:
    path.write_bytes(b"this is no database, and long enough to look at" * 40)


def _folder(path: Path) -> None:
    path.mkdir()


def _file_above(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file")


def _other_table(path: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table hypotheses (key text, candidates text)")
        connection.execute("insert into hypotheses values ('a', '{not json')")


@pytest.mark.parametrize("spoil", [_no_database, _folder, _file_above, _other_table])
def test_a_file_that_is_no_store_is_one_clear_error(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "folder" / "store.sqlite"
    path.parent.mkdir()
    assert callable(spoil)
    spoil(path)
    with pytest.raises(StorageError) as caught, HypothesisStore(path) as store:
        store.get("a")
    assert "store.sqlite" in str(caught.value)
    assert caught.value.remedy
