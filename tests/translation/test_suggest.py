"""Units → suggestions: whatever the text, no suggestion breaks what must come out as it went in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import plugins
from l10n.checks.checker import Checker
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Kind, Severity, Unit
from l10n.project.config import Config
from l10n.store.hypotheses import HypothesisStore
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator
from tests.text.test_placeables import TEXTS

SPOKEN = {"en": "zh_Hans", "zh_Hans": "en"}
UNBROKEN = {"placeables", "urls", "handles", "icu"}
SHAPES = (
    *({"flags": (flag,)} for flag in ("python-format", "python-brace-format", "c-format")),
    *({"flags": (flag,)} for flag in ("icu-message-format", "i18next-format")),
    {},
    {"kind": Kind.CAPTION},
)
TERMS = (
    Term("en", "zh", "note", "笔记", forbidden=("译",), rule=Rule.MUST),
    Term("zh", "en", "笔记", "note", forbidden=("x",), rule=Rule.MUST),
)
# Words round what people write, so that there is something to translate.
_WORDED = st.lists(
    st.one_of(
        TEXTS,
        st.sampled_from(
            [
                "Follow ",
                " the notes",
                "笔记",
                "关注",
                " it's ",
                "@ann",
                "#ootd",
                "{name}",
                "{n, plural, one {# note} other {# notes}}",
                "{who, select, a {his note} other {{n, plural, other {#}}}}",
                "{n, selectordinal, one {#st} other {#th}}",
                "https://a.b/c",
                "`code`",
            ]
        ),
    ),
    max_size=14,
).map("".join)


@pytest.fixture(scope="module")
def suggesters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Suggester]]:
    """The fake engine both ways."""
    fake = plugins.pick("engines", "fake")
    with HypothesisStore(tmp_path_factory.mktemp("store") / "store.sqlite") as store:
        made = {}
        for source, target in SPOKEN.items():
            pair = source[:2], target[:2]
            stage = SegmentTranslator(fake.open(*pair, {}), Matcher(TERMS, *pair), pair[1], store)
            made[target] = Suggester(stage, Memory((), target), target)
        yield made


CHECKERS = {
    target: Checker(
        Config(Path(), Path("l10n.toml"), source, (target,)),
        Matcher((), source[:2], target[:2]),
        target,
    )
    for source, target in SPOKEN.items()
}


@given(
    st.sampled_from(list(CHECKERS)),
    st.sampled_from(SHAPES),
    st.lists(_WORDED.filter(bool), min_size=1, max_size=2).map(tuple),
)
def test_no_suggestion_breaks_a_placeable(
    suggesters: dict[str, Suggester],
    locale: str,
    shape: dict[str, object],
    source: tuple[str, ...],
) -> None:
    unit = Unit(source, **shape)  # type: ignore[arg-type]
    suggestion = suggesters[locale].suggest([unit]).get(unit.id)
    if suggestion:
        findings = CHECKERS[locale].check(unit, suggestion.target)
        broken = [f for f in findings if f.check in UNBROKEN and f.severity is Severity.ERROR]
        assert [(f.check, f.message, suggestion.target) for f in broken] == []
