"""The wheels as a user gets them: l10n with catalogs and glossary, the starter with the model."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from l10n import extras
from l10n.cli import COMMANDS
from tests import installing
from tests.conftest import GLOSSARY, SETTINGS, SOURCE

ROOT = Path(__file__).resolve().parents[1]
# The plain wheel brings no model; the starter's is all model.
MAX_BYTES = 2 << 20
STARTER_BYTES = 42 << 20
# The plain distribution with all that it needs: hooks install it for every repository.
CORE_BYTES = 80_000_000

pytestmark = pytest.mark.slow


def built(project: Path, folder: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(folder)], cwd=project, check=True, capture_output=True
    )
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT / "starter", tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="module")
def installed(wheel: Path, starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels' files in a folder of their own, as an installer lays them out."""
    folder = tmp_path_factory.mktemp("site")
    for path in (wheel, starter):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    return folder


def l10n(installed: Path, folder: Path, *arguments: str, language: str = "en") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(installed), "L10N_LANG": language, "PYTHONUTF8": "1",
             "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config"),
             "XDG_CACHE_HOME": str(folder / "cache")},
    )  # fmt: skip
    return done.stdout


def test_the_wheel_holds_what_the_product_needs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "l10n/data/locales/zh_Hans/LC_MESSAGES/l10n.mo" in names
    assert "l10n/data/glossary/social.zh-en.csv" in names
    assert "l10n/data/moderation/zh.csv" in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"l10n"}
    assert wheel.stat().st_size < MAX_BYTES


def test_the_starters_wheel_holds_the_model_once_and_what_is_to_be_said_of_it(
    starter: Path,
) -> None:
    with zipfile.ZipFile(starter) as archive:
        names = {name for name in archive.namelist() if ".dist-info" not in name}
        about = archive.read("l10n_starter/README.md").decode()
    assert sorted(names) == [
        "l10n_starter/LEXICON.md",
        "l10n_starter/README.md",
        "l10n_starter/__init__.py",
        "l10n_starter/lexicon.zh-en.tsv.xz",
        "l10n_starter/metadata.json",
        "l10n_starter/model/config.json",
        "l10n_starter/model/model.bin",
        "l10n_starter/model/shared_vocabulary.json",
        "l10n_starter/pieces.en-zh.txt",
        "l10n_starter/pieces.zh-en.txt",
        "l10n_starter/replay.tsv.xz",
        "l10n_starter/sentencepiece.model",
        "l10n_starter/sentinels.en-zh.json",
        "l10n_starter/sentinels.zh-en.json",
    ]
    assert "## Data, licences and attribution" in about
    assert starter.stat().st_size < STARTER_BYTES


def test_it_speaks_chinese_and_translates_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert "用法" in l10n(installed, tmp_path, "--help", language="zh_CN")
    (tmp_path / "app.py").write_text('_("Settings")\n_("Send message")\n', "utf-8")
    l10n(installed, tmp_path, "init", "--glossary")
    assert (tmp_path / "glossary" / "social.en-zh.csv").exists()
    listed = json.loads(l10n(installed, tmp_path, "model", "list", "--json"))
    assert {row["path"] for row in listed} == {str(installed / "l10n_starter")}
    told = json.loads(l10n(installed, tmp_path, "run", "--json"))
    assert told["units"] == 2
    catalog = (tmp_path / "locales/zh_Hans/LC_MESSAGES/messages.po").read_text("utf-8")
    assert "设置" in catalog


def test_the_review_tool_is_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    names = {str(path.relative_to(installed)) for path in installed.rglob("*")}
    assert "l10n/web/templates/unit.html" in names
    assert "l10n/web/static/editor.js" in names
    (tmp_path / "app.py").write_text('_("Settings")\n', "utf-8")
    l10n(installed, tmp_path, "init")
    l10n(installed, tmp_path, "run", "--engine", "fake")
    told = json.loads(l10n(installed, tmp_path, "sync", "--json"))
    assert told["catalogs"][0]["added"] == 1


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> str:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return archive.read(name).decode()


@pytest.fixture(scope="module")
def core(wheel: Path, metadata: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the plain distribution, what it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("core")
    venv.create(folder, with_pip=False)
    [site] = folder.glob("lib/python3*/site-packages")
    wanted = installing.closure(installing.requirements(metadata))
    size = installing.lay_out(wanted, site)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
        size += sum(info.file_size for info in archive.infolist())
    assert size < CORE_BYTES
    return folder / "bin" / "python"


def in_core(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A module of the core, started as its command is."""
    unset = {"PYTHONPATH", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [python, "-m", *words],
        cwd=folder, check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    for name, text in (
        ("l10n.toml", SETTINGS), ("app/main.py", SOURCE), ("glossary/terms.csv", GLOSSARY),
        ("web/app.ts", 't("Hello")'), ("web/page.vue", "<template>{{ $t('Hi') }}</template>"),
        ("posts.jsonl", '{"id": 1, "text": "你好"}\n'),
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_core_does_what_a_hook_and_an_engineer_need(core: Path, bare: Path) -> None:
    tables = "".join(
        f'\n[[sources]]\nextractor = "{name}"\ninclude = ["web/*.{suffix}"]\n'
        for name, suffix in (("javascript", "ts"), ("vue", "vue"))
    )
    settings = SETTINGS.replace("\n[engine]", f"{tables}\n[engine]")
    (bare / "l10n.toml").write_text(settings, "utf-8")
    for words in (
        ("l10n", "extract"), ("l10n", "update"), ("l10n", "check"), ("l10n", "status"),
        ("l10n", "glossary", "lint"), ("l10n", "approve", "--all-passing", "--reason", "read"),
        ("l10n", "check", "--report", "sarif=l10n.sarif"),
        ("l10n", "compile"), ("l10n.hook", "check"), ("l10n.hook", "extract-check"),
    ):  # fmt: skip
        done = in_core(core, bare, *words)
        assert (done.returncode, done.stderr) == (0, ""), (words, done)
    catalog = "locales/zh_Hans/LC_MESSAGES/messages.po"
    done = in_core(core, bare, "l10n.hook", "merge", *[catalog] * 4)
    assert (done.returncode, done.stderr) == (0, ""), done
    assert "Hello" in (bare / catalog).read_text("utf-8")


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("mt", ["run"]),
        ("mt", ["translate"]),
        ("mt", ["captions", "posts.jsonl", "-o", "pairs.jsonl"]),
        ("mt", ["model", "list"]),
        ("mt", ["model", "adapt"]),
        ("review", ["review", "--no-browser"]),
        ("review", ["sync"]),
        ("review", ["user", "list"]),
        ("review", ["export", "--locale", "zh_Hans", "-o", "out.xlf"]),
        ("review", ["import", "posts.jsonl"]),
        ("review", ["ledger", "verify"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value,
)
def test_a_command_without_its_extra_says_what_to_install(
    core: Path, bare: Path, extra: str, words: list[str]
) -> None:
    before = sorted(bare.rglob("*"))
    done = in_core(core, bare, "l10n", *words)
    assert (done.returncode, done.stdout) == (2, ""), done
    [line] = done.stderr.splitlines()
    assert line.startswith("error: This needs the package ")
    assert line.endswith(f"Run `pip install 'l10n-zh-en[{extra}]'`.")
    assert sorted(bare.rglob("*")) == before


def test_every_command_tells_of_itself_in_the_core(core: Path, bare: Path) -> None:
    code = (
        "from click.testing import CliRunner\nfrom l10n.cli import COMMANDS, cli\n"
        "for name in COMMANDS:\n"
        "    done = CliRunner().invoke(cli, [name, '--help'])\n"
        "    assert done.exit_code == 0 and 'Example' in done.output, (name, done)\n"
        "    print(name)\n"
    )
    (bare / "helps.py").write_text(code, "utf-8")
    done = in_core(core, bare, "helps")
    assert (done.stdout.split(), done.stderr) == (list(COMMANDS), "")


def test_what_an_extra_brings_is_known_by_name(metadata: str) -> None:
    core = installing.closure(installing.requirements(metadata))
    ours = {name for one in core.values() for name in installing.imported(one)}
    for extra, packages in extras.PACKAGES.items():
        if extra == "train" and find_spec("torch") is None:
            continue
        wanted = installing.requirements(metadata, extra)
        if extra == "ray" and find_spec("ray") is None:
            continue  # nothing that the tests' own extra brings
        outer = [one for one in wanted if one.name != extras.DISTRIBUTION]
        brought = installing.closure(outer)
        for one in outer:
            names = installing.imported(brought[one.name.lower().replace(".", "-")])
            # What trains brings the engine with it.
            known = {*packages, *(extras.PACKAGES["mt"] if extra == "train" else ())}
            assert names & known or extra == "starter", one
        assert not ours & set(packages)
