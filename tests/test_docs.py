"""Docs that can rot are held against what they describe."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from l10n import plugins
from l10n.captions import bounds
from l10n.cli import COMMANDS
from l10n.project import config, tables
from tests.conftest import Project

ROOT = Path(__file__).resolve().parents[1]


PAGES = {"cli.md": ("make_cli_reference.py", "reference"), "rules.md": ("make_rules.py", "rules")}


@pytest.mark.parametrize("page", PAGES)
def test_a_written_page_is_what_the_program_says(page: str) -> None:
    script, function = PAGES[page]
    code = f"import runpy\nprint(runpy.run_path('docs/{script}')['{function}']())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.rstrip("\n") == (ROOT / "docs" / page).read_text("utf-8").rstrip("\n")


def test_every_rule_says_what_it_finds_and_what_to_do() -> None:
    sections = (ROOT / "docs/rules.md").read_text("utf-8").split("\n## ")[1:]
    pages = {section.partition("\n")[0]: section for section in sections}
    assert pages.keys() >= plugins.room("checks").keys()
    for name in plugins.room("checks"):
        assert plugins.room("checks")[name].fix in pages[name]
        assert pages[name].count("\n- wrong: ") == 2, name
        assert pages[name].count("\n- right: ") == 1, name


def test_explain_tells_a_rule_and_lists_them(project: Project) -> None:
    told = project.run("explain", "placeables")
    assert told.code == 0
    assert "- wrong: `Hi {name}` → `你好` (lost)" in told.out
    listed = project.run("explain")
    assert {line.partition(":")[0] for line in listed.out.splitlines()} >= {"terms", "header"}
    unknown = project.run("explain", "grammar")
    assert (unknown.code, "there are: approval, catalog" in unknown.err) == (2, True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str) -> None:
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    section = page.partition(f"## l10n {command}\n")[2].partition("\n## ")[0]
    assert "Example: `l10n " in section


def test_the_configuration_page_names_every_setting() -> None:
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    kinds = (
        *(config.Config, tables.CatalogTable, tables.Sources, tables.Checks),
        *(tables.Engine, tables.Captions, tables.Review, tables.Lint, tables.Gate),
        tables.Signing,
    )
    names = {item.name for kind in kinds for item in fields(kind)} - {"root", "tables", "part"}
    assert (
        sorted(name for name in names if f"`{name}`" not in page and f"[{name}" not in page) == []
    )


def test_the_readmes_settings_are_valid(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert block
    tomllib.loads(block[1])
    path = tmp_path / "l10n.toml"
    path.write_text(block[1], "utf-8")
    assert config.load(path).target_locales == ("zh_Hans",)


def test_the_readmes_figures_are_the_benchs() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    figures = json.loads((ROOT / "bench/results/translate_speed.json").read_text("utf-8"))
    for rate in figures["strings_per_second"].values():
        assert f"| {rate:,.0f} |" in readme


@pytest.mark.parametrize("bench", ["review_load", "review_pages"])
def test_the_review_tools_figures_are_the_benchs(bench: str) -> None:
    page = (ROOT / "docs/review.md").read_text("utf-8")
    table = page.partition(f"<!-- figures: bench/results/{bench}.json -->")[2].partition("\n\n")[0]
    figures = json.loads((ROOT / f"bench/results/{bench}.json").read_text("utf-8"))["figures"]
    rows = re.findall(r"^\| ([^|]+) \| ([0-9,.]+) \| ([0-9,.]+) \|$", table, re.MULTILINE)
    assert len(rows) > 4
    for name, *said in rows:
        assert said == [f"{figures[place][name]:,}" for place in ("sqlite", "postgresql")]


def test_the_figures_of_lint_are_the_benchs() -> None:
    page = (ROOT / "docs/code.md").read_text("utf-8")
    rows = json.loads((ROOT / "bench/results/lint_found.json").read_text("utf-8"))
    calls, found = (sum(row.get(name, 0) for row in rows) for name in ("calls", "found"))
    assert f"of {calls} marked calls" in " ".join(page.split())
    assert f"{found} were found, {found / calls:.0%}" in " ".join(page.split())
    for row in (row for row in rows if "error" in row):
        kinds = [row[kind][name] for kind in ("error", "warning") for name in ("read", "real")]
        line = next(line for line in page.splitlines() if line.startswith(f"| {row['app']} ("))
        assert line.endswith(f"| {' | '.join(map(str, kinds))} |")


def test_the_figures_of_keys_are_the_benchs() -> None:
    page = (ROOT / "docs/code.md").read_text("utf-8")
    said = json.loads((ROOT / "bench/results/keys_found.json").read_text("utf-8"))
    for row in said["apps"]:
        peer = f"{row['peer']} {row['peer_in_file']}"
        assert f"| {row['app']} | {row['texts']} | {row['in_file']} | {peer} |" in page


def test_the_figures_of_captions_are_the_benchs() -> None:
    page = (ROOT / "docs/captions.md").read_text("utf-8").partition("## Figures")[2]
    told = json.loads((ROOT / "bench/results/captions_speed.json").read_text("utf-8"))
    for name, one in told["speed"].items():
        said = (one["captions_per_second"], one["captions_per_processor_second"])
        row = "{} | {:,.0f} | {:,.0f} | {:.0%} |".format(name, *said, one["outside_decoder_share"])
        assert f"| {row} {one['hours_for_5_5_million']:,.1f} |" in page
    for way in ("en-zh", "zh-en"):
        scores = [told["quality"][f"{way}, beam {beam}"]["chrf"] for beam in (1, 2)]
        assert "| {} | {} | {} |".format(way, *scores) in page
    for count, one in told["memory"].items():
        assert f"{one['peak_mib']} MiB at {count}" in page
    times = told["times_argostranslate"]
    said = (times["captions_per_second"], times["captions_per_processor_second"])
    assert "{} times as fast by the clock, {} times by processor time".format(*said) in page


def test_the_figures_of_a_large_catalog_are_the_benchs() -> None:
    page = " ".join((ROOT / "docs/adopting.md").read_text("utf-8").split())
    told = json.loads((ROOT / "bench/results/large_catalog.json").read_text("utf-8"))
    one = told["figures by units"]["1000000"]
    said = [f"{one[f'{stage}, CPU s']:.0f}" for stage in ("parse", "merge", "check", "compile")]
    assert "{}, {}, {} and {} seconds of processor time".format(*said) in page
    assert f"at most {max(one[name] for name in one if name.endswith('MB')) / 1000:.1f} GB" in page


def test_the_figures_of_scale_are_the_benchs() -> None:
    page = (ROOT / "docs/scale.md").read_text("utf-8")
    ray, told = (
        json.loads((ROOT / f"bench/results/{name}.json").read_text("utf-8"))
        for name in ("captions_ray", "scale_simulation")
    )
    for name in ("processes", "ray"):
        one = ray[name]
        row = [one["seconds"], one["of_which_start"] or "–", one["captions_per_second"]]
        assert f" | {' | '.join(map(str, row))} |" in page
    assert f"{ray['overhead']:.0%} more time" in page
    assert f"of Ray alone are {ray['ray']['of_which_start']} of these seconds" in page
    for name, rows in (("repeating", told["repeating"]), ("distinct", told["distinct"])):
        assert f"{told['rate_of_a_worker'][name]} a second" in page
        for one in rows:
            waits = [f"{one[f'{kind}_seconds']:,} s" for kind in ("median", "p95", "longest")]
            row = [str(one["workers"]), f"{one['busy']:.0%}", f"{one['most_waiting']:,}", *waits]
            assert f"| {' | '.join(row)} |" in page
    for one in told["enough"]:
        assert f"| {one['times']} | {one['workers']:,} | {one['busy']:.0%} |" in page


def test_the_posts_that_were_read_for_slang_are_kept() -> None:
    kept = (ROOT / "bench/results/slang_read.jsonl").read_text("utf-8").splitlines()
    judged = Counter(json.loads(line)["judged"] for line in kept)
    page = (ROOT / "docs/posts.md").read_text("utf-8")
    assert (judged.total(), f"keeps these {len(kept)}, each" in page) == (50, True)


def test_the_fields_of_a_pair_are_those_that_are_written(project: Project) -> None:
    project.write("posts.jsonl", '{"id": "1", "text": "Mute me", "author": "ann"}\n')
    assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    pair = json.loads((project.root / "pairs.jsonl").read_text("utf-8"))
    page = (ROOT / "docs/captions.md").read_text("utf-8")
    told = page.partition("## Pairs")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", told, re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(pair)


def test_how_many_are_read_is_what_the_bounds_say() -> None:
    page = (ROOT / "docs/captions.md").read_text("utf-8").partition("## Releasing by sample")[2]
    table = page.partition("| to read, at 95% ")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `--claim (\d+)%` \| (\d+) \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
    assert len(rows) > 1
    for claim, *said in rows:
        sizes = [bounds.size(int(claim) / 100, 0.95, allowed) for allowed in (0, 1, 3)]
        assert [int(count) for count in said] == sizes


def test_every_link_of_the_pages_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert broken == []


def test_the_changelog_counts_the_checks() -> None:
    number = re.search(r"check \((\d+) rules\)", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert number
    assert int(number[1]) == len(plugins.room("checks"))


def test_files_stay_small_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in (ROOT / "l10n").rglob("*.py")
        if (count := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}
    interfaces = (ROOT / "l10n").rglob("interface.py")
    assert all(len(path.read_text("utf-8").splitlines()) <= 80 for path in interfaces)


def test_the_floors_on_the_page_are_those_that_are_held() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    drawn = page.partition("## The floors")[2].partition("```text\n")[2].partition("```")[0]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [line.split() for line in drawn.splitlines()] == [f.split(" | ") for f in floors]


@pytest.mark.parametrize(
    "room", sorted(path.parent for path in (ROOT / "l10n").glob("*/__init__.py")), ids=str
)
def test_a_room_says_what_comes_in_and_out_and_where_to_begin(room: Path) -> None:
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    assert re.search(r"\bIn(?: and out)?: ", said), said
    assert "ut: " in said
    begin = re.search(r"[Oo]pen `(\w+\.py)`|One file, `(\w+\.py)`", said)
    assert begin, said
    named = re.findall(r"`(?:(\w+)/)?(\w+\.py)`", said)
    assert all(
        (room.parent / other / name if other else room / name).exists() for other, name in named
    )
