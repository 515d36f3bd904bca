"""What the nouns share: changed copies, and their way to another process."""

import hashlib
import json
import pickle
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from l10n.model import (
    Accepted,
    Approval,
    Entry,
    Finding,
    Location,
    Near,
    Origin,
    Provenance,
    Rejection,
    Route,
    Severity,
    State,
    Unit,
    changed,
    digest,
)

UNIT = Unit(("one", "many"), "ctx", key="k", locations=(Location("a.py", 3),), domain="app")
ENTRY = Entry(
    UNIT,
    ("a", "b"),
    State.APPROVED,
    Approval("0" * 32, "2026-01-01T00:00:00Z", "Ann", "why", adopted=True),
    Provenance("1" * 32, Origin.MACHINE, "m 1", 0.5, Route.REVIEW),
    (Rejection("2" * 32, "2026-01-01T00:00:00Z", "Bo", "stiff"),),
    (Accepted("3" * 32, "2026-01-01T00:00:00Z", "Cy", "", "terms", Severity.ERROR, "x"),),
    Near(0.9, "s", "t"),
    raw="raw",
    fuzzy=True,
    line=7,
)
FINDING = Finding("terms", Severity.ERROR, "said", UNIT.id, accepted=ENTRY.accepted[0])


def test_what_goes_to_another_process_comes_whole() -> None:
    assert UNIT.id
    for item in (ENTRY, FINDING):
        there = pickle.loads(pickle.dumps(item))
        # The representation and what no comparison sees.
        assert (there, repr(there)) == (item, repr(item))
    there = pickle.loads(pickle.dumps(ENTRY))
    assert (there.raw, there.old, there.fuzzy, there.line) == ("raw", "", True, 7)
    assert there.unit.id == UNIT.id


def test_a_changed_copy_is_what_replace_gives() -> None:
    facts: dict[str, Any] = {"target": ("c",), "state": State.SUGGESTED, "raw": "", "line": 9}
    assert changed(ENTRY, **facts) == replace(ENTRY, **facts)
    assert (changed(ENTRY, **facts).raw, changed(ENTRY, **facts).line) == ("", 9)
    assert changed(UNIT, key="").id == replace(UNIT, key="").id != UNIT.id


PARTS = st.recursive(
    st.text() | st.none() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(State),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(parts=st.lists(PARTS))
def test_a_digest_is_of_the_canonical_json(parts: list[Any]) -> None:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    expected = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert digest(*parts) == expected[:32]
