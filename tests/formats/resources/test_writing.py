"""Values written in place: what is not named keeps its bytes, and what is named is read again."""

import difflib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import ResourceError
from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Key, Resource, Value, forms_of
from l10n.text.plurals import categories
from tests.formats.resources.samples import SAMPLES, Sample

WRITTEN = sorted(SAMPLES)
GROWING = [name for name in WRITTEN if SAMPLES[name].grows]
# Signs that one format or another reads as its own.
_SIGNS = "'\"\\<>&%@#=:;!?[]*.~-,/$ \t\n"
TEXTS = st.text(
    st.sampled_from(_SIGNS)
    | st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="{}|"),
    max_size=30,
)
# What a format can't hold, or means something by: no reader could give it back.
STRIPPED = frozenset({"vue-i18n"})
NOT_EMPTY = frozenset({"vue-i18n", "xliff", "qt-ts", "xcstrings"})


def read(name: str, data: bytes, source: Resource | None = None) -> Resource:
    sample = SAMPLES[name]
    return resource_format(name).read(data, sample.path, sample.writes, source)


def write(name: str, data: bytes, changes: Mapping[Key, Value], **more: object) -> bytes:
    sample = SAMPLES[name]
    form = resource_format(name)
    return form.write(data, changes, sample.path, sample.writes, **more)  # type: ignore[arg-type]


def says(resource: Resource) -> dict[Key, Value]:
    return {message.key: message.value for message in resource.messages}


def _line_ends(sample: Sample, end: str) -> bytes:
    return sample.text.replace("\r\n", "\n").replace("\n", end).encode()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("name", WRITTEN)
def test_an_untouched_file_keeps_its_bytes(name: str, end: str, mark: bytes) -> None:
    sample = SAMPLES[name]
    data = mark + (_line_ends(sample, end) if end else sample.text.encode())
    assert write(name, data, {}) == data
    assert write(name, data, says(read(name, data))) == data


@pytest.mark.parametrize("name", WRITTEN)
def test_no_data_and_no_changes_are_no_file(name: str) -> None:
    if name not in {"xliff", "qt-ts", "xcstrings"}:  # these hold the sources
        assert write(name, b"", {}) == b""


@st.composite
def _changes(draw: st.DrawFn, name: str) -> dict[Key, Value]:
    sample = SAMPLES[name]
    says = sample.says
    texts = TEXTS.map(str.strip) if name in STRIPPED else TEXTS
    if name in NOT_EMPTY:
        texts = texts.filter(lambda text: text.strip() == text != "")
    found: dict[Key, Value] = {}
    for key in draw(st.sets(st.sampled_from(list(says)))):
        value = says[key]
        if isinstance(value, str):
            found[key] = draw(texts)
        else:
            forms = [form for form in value if form in {"zero", *categories(sample.writes)}]
            # Each its own: of two equal forms one may be there to fill a place.
            found[key] = {form: f"{draw(texts)}{n}" for n, form in enumerate(forms)}
    return found


@pytest.mark.parametrize("name", WRITTEN)
@given(data=st.data())
def test_what_is_written_is_read_and_nothing_else_changes(name: str, data: st.DataObject) -> None:
    sample = SAMPLES[name]
    changes = data.draw(_changes(name))
    before = says(read(name, sample.text.encode()))
    written = write(name, sample.text.encode(), changes)
    again = says(read(name, written))
    assert again == {**before, **changes}
    assert list(again) == [key for key in sample.says if key in again]
    assert write(name, written, changes) == written


def _lines(data: bytes) -> list[str]:
    return data.decode().splitlines(keepends=True)


@pytest.mark.parametrize("name", WRITTEN)
def test_one_changed_value_changes_its_own_lines_alone(name: str) -> None:
    sample = SAMPLES[name]
    for key, value in sample.says.items():
        forms = forms_of(value)
        forms[next(reversed(forms))] = "changed"
        written = write(name, sample.text.encode(), {key: forms.get("", forms)})
        old, new = _lines(sample.text.encode()), _lines(written)
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        assert len(changed) == 1, (key, changed)
        _tag, start, end, _from, to = changed[0]
        assert "changed" in "".join(new[:to])
        span = "".join(old[start:end])
        assert end - start <= str(value).count("\n") + 3, span


@pytest.mark.parametrize("name", GROWING)
def test_a_new_key_stands_where_the_source_has_it(name: str) -> None:
    sample = SAMPLES[name]
    source = read(name, sample.text.encode())
    for key in [key for key in sample.says if len(key) == 1 and key != ("anchor",)]:
        without = write(name, sample.text.encode(), {}, source=source, remove=[key])
        left = says(read(name, without, source))
        assert left == {k: value for k, value in sample.says.items() if k != key}, key
        again = write(name, without, {key: sample.says[key]}, source=source)
        found = says(read(name, again, source))
        assert found == sample.says
        assert list(found) == list(sample.says)


@pytest.mark.parametrize("name", GROWING)
def test_keys_come_where_others_go(name: str) -> None:
    sample = SAMPLES[name]
    source = read(name, sample.text.encode())
    keys = [key for key in sample.says if len(key) == 1 and key != ("anchor",)]
    for away in keys:
        without = write(name, sample.text.encode(), {}, source=source, remove=[away])
        for gone in ([key for key in keys if key != away][:2], [k for k in keys if k != away]):
            given: dict[Key, Value] = {away: sample.says[away]}
            written = write(name, without, given, source=source, remove=gone)
            one_by_one = write(name, without, {}, source=source, remove=gone)
            one_by_one = write(name, one_by_one, given, source=source)
            assert says(read(name, written, source)) == says(read(name, one_by_one, source))
            assert b"\n\n\n" not in written


@pytest.mark.parametrize("name", GROWING)
def test_a_file_that_is_not_there_is_made(name: str) -> None:
    sample = SAMPLES[name]
    source = read(name, sample.text.encode())
    made = write(name, b"", sample.says, source=source)
    found = says(read(name, made, source))
    assert found == sample.says
    assert list(found) == list(sample.says)
    assert write(name, b"", sample.says, source=source) == made


def test_forms_come_and_go_with_the_locale() -> None:
    for name in GROWING:
        sample = SAMPLES[name]
        source = read(name, sample.text.encode())
        for key in [key for key, value in sample.says.items() if not isinstance(value, str)]:
            for forms in ({"other": "x"}, {"one": "a", "few": "b", "many": "c", "other": "c"}):
                written = write(name, sample.text.encode(), {key: forms}, source=source)
                assert says(read(name, written, source))[key] == forms, (name, key)


def test_what_others_refer_to_does_not_go() -> None:
    with pytest.raises(ResourceError, match="refer to"):
        write("yaml", SAMPLES["yaml"].text.encode(), {}, remove=[("anchor",)])


FULL = [
    ("i18next", {("auth",): "text"}, "holds other keys"),
    ("i18next", {("title", "below"): "text"}, "nothing can stand below"),
    ("formatjs", {("notes",): {"other": "x"}}, "no place for"),
    ("fluent", {("title",): "an { open brace"}, "no Fluent"),
    ("android", {("days", 5): "x"}, "without those before"),
    ("xcstrings", {("new",): "x"}, "no string"),
    ("xliff", {("new",): "x"}, "no unit"),
    ("qt-ts", {("Main", "new"): "x"}, "no message"),
    ("yaml", {("flow", "new"): "x"}, "in brackets"),
    ("stringsdict", {("new",): {"other": "x"}}, "no entry"),
    ("xliff", {("a",): "\x01"}, "no way to write"),
    ("stringsdict", {("notes",): {"other": "\x01"}}, "no way to write"),
]


@pytest.mark.parametrize(("name", "changes", "told"), FULL)
def test_what_a_file_cannot_hold_is_one_error_with_a_remedy(
    name: str, changes: dict[Key, Value], told: str
) -> None:
    with pytest.raises(ResourceError, match=told) as caught:
        write(name, SAMPLES[name].text.encode(), changes)
    assert caught.value.remedy
