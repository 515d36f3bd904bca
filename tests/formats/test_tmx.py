"""TMX: what is written comes back, and files of other tools are read as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import SourceError
from l10n.formats import tmx
from l10n.formats.tmx import Remembered

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(tmx.holds)


@given(
    texts=st.lists(
        st.builds(
            Remembered,
            language=st.just("en"),
            source=TEXT,
            to=st.sampled_from(["zh-Hans", "zh-TW"]),
            target=TEXT,
            context=TEXT | st.just(""),
            by=TEXT | st.just(""),
            at=st.sampled_from(["", "2026-01-02T03:04:05Z"]),
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_again(texts: list[Remembered]) -> None:
    read = tmx.parse(tmx.serialize(texts, "en"), "m.tmx")
    order = {(said.source, said.context): None for said in texts}
    assert read == [said for name in order for said in texts if (said.source, said.context) == name]


def unit(*texts: tuple[str, str], facts: str = "", srclang: str = "en") -> str:
    said = "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in texts)
    head = f'<tmx version="1.4"><header srclang="{srclang}"/><body><tu {facts}>'
    return f"{head}{said}</tu></body></tmx>"


CASES = [
    (unit(("en", "Open"), ("zh-CN", "打开")), [("en", "Open", "zh-CN", "打开", "", "")]),
    (unit(("zh-CN", "打开"), ("EN-us", "Open")), [("EN-us", "Open", "zh-CN", "打开", "", "")]),
    (
        unit(("en", "a <ph>{0}</ph> b"), ("zh", "<bpt i='1'>&lt;b&gt;</bpt>甲")),
        [("en", "a {0} b", "zh", "<b>甲", "", "")],
    ),
    (
        unit(("en", "a"), ("zh", "甲"), facts='creationid="Ann" creationdate="20250102T030405Z"'),
        [("en", "a", "zh", "甲", "Ann", "2025-01-02T03:04:05Z")],
    ),
    (
        unit(("en", "a"), ("zh", "甲"), facts='changeid="Bo" creationid="Ann" changedate="soon"'),
        [("en", "a", "zh", "甲", "Bo", "")],
    ),
    (unit(("en", "a"), ("zh", "")), []),
    (unit(("fr", "a"), ("zh", "甲")), []),
    (unit(("fr", "a"), ("zh", "甲"), srclang="*all*"), [("fr", "a", "zh", "甲", "", "")]),
    (unit(("en", "a")), []),
    (unit(), []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_files_of_other_tools_are_read(
    text: str, expected: list[tuple[str, ...]], encoding: str
) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    read = tmx.parse((head + text).encode(encoding), "m.tmx")
    assert [(r.language, r.source, r.to, r.target, r.by, r.at) for r in read] == expected


@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda t: f"<tmx>{t}".encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        tmx.parse(data, "m.tmx")
