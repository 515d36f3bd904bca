"""Every format that comes in, its bytes changed at random: an answer or a clear error, never a bug.

`make soak` changes each ten thousand times; the seed of a run is printed by the failing case.
"""

import json
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from l10n import plugins
from l10n.captions import pair_lines
from l10n.catalogs.header import header_for
from l10n.catalogs.merge import merge
from l10n.catalogs.upgrade import upgrade
from l10n.engines import argos_package
from l10n.engines.install import install
from l10n.errors import ExtractorError, L10nError, ModelError
from l10n.exchange.compare import FORMATS
from l10n.extractors import reading
from l10n.files import decode
from l10n.formats import glossary_csv, glossary_tbx
from l10n.formats.exchange import ExchangeFormat
from l10n.formats.po import FORMAT as PO
from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Value
from l10n.formats.resources.units import units
from l10n.glossary.term import Rule, Term
from l10n.model import (
    Accepted,
    Approval,
    Catalog,
    Entry,
    Near,
    Origin,
    Provenance,
    Rejection,
    Route,
    Severity,
    State,
    Unit,
    content_hash,
)
from l10n.project import config
from l10n.store import ledger, ledger_lines
from l10n.store.database import Database
from tests import seeds
from tests.conftest import SETTINGS, copied, packages_in
from tests.formats.resources.samples import SAMPLES
from tests.store.test_ledger import EVENTS

TIMES = 10_000 if seeds.SOAK else 300
AT = "2026-01-01T00:00:00Z"
Read = Callable[[bytes], object]


def _catalog() -> Catalog:
    """Entries of every state, plural, obsolete, with context, notes and marks."""

    def entry(unit: Unit, state: State, *target: str) -> Entry:
        today = content_hash("zh_Hans", unit, target)
        return Entry(
            unit,
            target,
            state,
            Approval(today, AT, "Ann", "as agreed") if state is State.APPROVED else None,
            Provenance(today, Origin.MACHINE, "argos 1.0", 0.5, Route.REVIEW),
            (Rejection(today, AT, "Bo", "stiff"),) if state is State.REJECTED else (),
            (Accepted(today, AT, "Ann", "a name", "terms", Severity.ERROR, "Note"),),
            Near(0.9, "Mute word", "静音词") if state is State.UNTRANSLATED else None,
            Unit(("Old %d",), unit.context) if state is State.OUTDATED else None,
            comments=("# by hand",),
            fuzzy=state is not State.APPROVED,
        )

    entries = [
        entry(
            Unit((f"Say {state} <b>%(n)d</b>\n",), "menu", notes=("L10N: a note",)),
            state,
            "说 %(n)d",
        )
        for state in State
    ]
    plural = entry(Unit(("%d note", "%d notes"), flags=("python-format",)), State.APPROVED, "%d 篇")
    gone = entry(Unit(("Gone {x}",)), State.SUGGESTED, "没了 {x}").evolve(obsolete=True)
    return Catalog("zh_Hans", "m", "m.po", header_for("zh_Hans", "m"), (*entries, plural, gone))


CATALOG = _catalog()
TERMS = [
    Term(
        "en", "zh", "mute", "静音", ("禁言",), ("哑",), Rule.MUST, True, "verb", "social", "a", "b"
    )
]
POSTS = '{"id": 1, "text": "Hello 你好", "title": "t", "author": "a", "views": 3, "at": "x"}\n' * 2
PAIR = {
    "id": "1/text",
    "from": "en",
    "to": "zh",
    "source": "Mute me",
    "target": "静音我",
    "quality": 0.5,
    "origin": "machine",
    "by": "argos",
    "route": "review",
    "terms": [{"term": "mute", "surface": "Mute", "outcome": "applied", "words": "静音"}],
    "post": {"author": "ann", "at": "2025", "views": 7},
}
METADATA = b'{"from_code": "en", "to_code": "zh", "package_version": "1", "target_prefix": ""}'
# Sources that hold much in little, as the extractors' tests keep them.
CASES = Path(__file__).parent / "extractors" / "cases"
SOURCES = (
    *("python/calls.py", "python/f_strings.py", "javascript/calls.js", "javascript/lingui.tsx"),
    *("vue/options.vue", "html/page.html", "django/tags.html", "jinja2/blocks.html"),
)


def _po(data: bytes) -> None:
    """What is read is written and read again the same, and a merge loses no translation."""
    read = PO.parse(decode(data, "m.po"), "m.po", "zh_Hans", "m")
    again = PO.parse(PO.serialize(read).decode(), "m.po", "zh_Hans", "m")
    assert again.entries == read.entries
    merged, _counts = merge(read, [entry.unit for entry in read.live()])
    kept = {entry.target for entry in merged.entries}
    assert all(entry.target in kept for entry in read.live() if any(entry.target))
    upgrade(decode(data, "m.po"), "m.po", "zh_Hans", "m", lambda _unit, _said: True)


def _exchange(form: ExchangeFormat) -> Read:
    return lambda data: list(form.read(data, "work"))


def _extracted(kind: str, name: str) -> Read:
    """What the file gives through the guard that `extract` reads it with; no bug behind it."""
    extractor = plugins.pick("extractors", kind)

    def read(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            for item in reading.read(extractor, lambda: path.open("rb"), name, {}):
                assert not isinstance(item, ExtractorError), item

    return read


def _settings(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "l10n.toml"
        path.write_bytes(data)
        config.load(path)


def _pairs(data: bytes) -> None:
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        try:
            pair_lines.read(line, "p.jsonl", number)
        except L10nError:
            continue


def _resource(name: str) -> Read:
    """What is read can be written in place, changed, and is read again."""
    form, sample = resource_format(name), SAMPLES[name]

    def read(data: bytes) -> None:
        found = form.read(data, sample.path, sample.writes)
        list(units(found))
        assert form.write(data, {}, sample.path, sample.writes) == data
        changes = {message.key: _changed(message.value) for message in found.messages}
        form.read(form.write(data, changes, sample.path, sample.writes), sample.path, sample.writes)

    return read


def _changed(value: Value) -> Value:
    if isinstance(value, str):
        return value + "变"
    return {category: f"{form}变" for category, form in value.items()}


FORMS: dict[str, tuple[bytes, Read]] = {
    "po": (PO.serialize(CATALOG), _po),
    **{name: (form.write(CATALOG, "en"), _exchange(form)) for name, form in FORMATS.items()},
    "glossary.csv": (
        glossary_csv.serialize(TERMS),
        lambda data: glossary_csv.parse(decode(data, "t.csv"), "t.csv"),
    ),
    "tbx": (
        glossary_tbx.serialize(TERMS),
        lambda data: glossary_tbx.parse(decode(data, "t.tbx"), "t.tbx"),
    ),
    "posts.jsonl": (
        POSTS.encode(),
        _extracted("jsonl", "p.jsonl"),
    ),
    "posts.csv": (
        b'id,text,author\n1,"Hello, you",ann\n2,\xe4\xbd\xa0\xe5\xa5\xbd,bo\n',
        _extracted("csv", "p.csv"),
    ),
    "pairs": ((json.dumps(PAIR, ensure_ascii=False) + "\n").encode() * 2, _pairs),
    "settings": (SETTINGS.encode(), _settings),
    **{name: ((CASES / name).read_bytes(), _extracted(*name.split("/"))) for name in SOURCES},
    **{f"resource {n}": (sample.text.encode(), _resource(n)) for n, sample in SAMPLES.items()},
}
# What the formats are made of, so that more than the outermost reader is reached.
PIECES = (
    *(b'"', b"'", b"\\", b"\n", b"\r", b"\0", b"<", b">", b"&", b"[", b"]", b"{", b"}", b",", b"#"),
    *(b"#~ ", b"#| ", b"# @", b"msgid", b"msgstr[9]", b"/2 ", b"nan", b"-1", b"9" * 400, b"1e999"),
    *("“".encode(), "\u2028".encode(), b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\ud800"),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"]]>", b"[" * 300, b"<a>" * 300, b"null"),
)


def _mutated(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one to four changes: flipped, cut, doubled, moved, or with a piece put in."""
    changed = bytearray(data)
    for _time in range(dice.randint(1, 4)):
        at = dice.randrange(len(changed) + 1)
        end = min(len(changed), at + dice.choice((1, 1, 2, 8, 60)))
        match dice.randrange(5):
            case 0:
                changed[at:end] = dice.randbytes(end - at)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end]
            case 3:
                piece = bytes(changed[at:end])
                del changed[at:end]
                to = dice.randrange(len(changed) + 1)
                changed[to:to] = piece
            case _:
                changed[at:at] = dice.choice(PIECES)
    return bytes(changed)


def _changed_often(name: str, data: bytes, read: Read) -> None:
    read(data)
    seed = seeds.seed()
    dice = random.Random(f"{seed} {name}")
    for number in range(TIMES):
        changed = _mutated(data, dice)
        try:
            read(changed)
        except L10nError as error:
            told = str(error)
        except Exception as error:
            error.add_note(f"L10N_SEED={seed}, change {number} of {name}: {changed!r}")
            raise
        else:
            continue
        assert told


@pytest.mark.parametrize("name", FORMS)
def test_changed_bytes_are_read_or_refused(name: str) -> None:
    _changed_often(name, *FORMS[name])


def test_changed_lines_of_a_ledger_are_read_or_refused(empty_store: Path, tmp_path: Path) -> None:
    with Database(copied(empty_store, tmp_path / "kept.sqlite")) as store:
        with store.writing() as connection:
            ledger.append(connection, EVENTS)
        with store.reading() as connection:
            data = b"".join(ledger_lines.export(connection))

    def read(changed: bytes) -> None:
        with suppress(InterruptedError), empty.writing() as connection:
            ledger_lines.restore(connection, changed.splitlines(keepends=True), "l.jsonl")
            raise InterruptedError  # the next change begins with an empty ledger again

    with Database(copied(empty_store, tmp_path / "empty.sqlite")) as empty:
        _changed_often("ledger", data, read)


def test_changed_bytes_of_a_package_install_nothing(tmp_path: Path) -> None:
    """Not named after its pair, so that it is refused before the model is tried, if not sooner."""
    path, folder = tmp_path / "p.argosmodel", tmp_path / "packages"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("metadata.json", "sentencepiece.model", "model/model.bin"):
            archive.writestr(f"translate-en_fr-1/{name}", METADATA)

    def read(changed: bytes) -> None:
        path.write_bytes(changed)
        with packages_in(folder), pytest.raises(ModelError):
            install(path)
        assert not list(folder.iterdir())

    _changed_often("package", path.read_bytes(), read)


def test_changed_metadata_of_a_package_are_read_or_refused(tmp_path: Path) -> None:
    def read(changed: bytes) -> None:
        (tmp_path / "metadata.json").write_bytes(changed)
        argos_package.load(tmp_path, "installed")

    _changed_often("metadata", METADATA, read)
