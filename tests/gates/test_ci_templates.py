"""The templates for CI: their own shell lines, run in a small project as the servers run them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from l10n.extras import DISTRIBUTION
from tests.conftest import Project
from tests.test_hook import git

CI = Path(__file__).resolve().parents[2] / "docs/ci"
pytestmark = pytest.mark.slow


@pytest.fixture
def repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A repository whose project stands below the top, its catalog up to date."""
    assert project.run("update").code == 0
    inside = project.root / "web 应用"
    inside.mkdir()
    for name in ("app", "locales", "glossary", "l10n.toml"):
        (project.root / name).rename(inside / name)
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    monkeypatch.chdir(inside)
    return Project(inside, project.run)


def approve(project: Project) -> None:
    assert project.run("run").code == 0
    everything = (
        "--all-passing",
        "--origin",
        "machine",
        "--reason",
        "read",
        "--by",
        "Ann",
        "--yes",
    )
    assert project.run("approve", *everything).code == 0


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": tools, **environment},
    )  # fmt: skip


def read(name: str) -> Any:
    return YAML(typ="safe").load((CI / name).read_text("utf-8"))


def github(top: Path, tmp: Path, **inputs: str) -> tuple[bool, str, str]:
    """Run the action's steps: whether the job passes, what it prints, and the summary."""
    action = read("action.yml")
    given = {name: inputs.get(name, field["default"]) for name, field in action["inputs"].items()}
    summary = tmp / "summary"
    server = {
        "RUNNER_TEMP": str(tmp),
        "GITHUB_WORKSPACE": str(top),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    passed, told = True, ""
    install, *steps = action["runs"]["steps"]
    assert install["run"].split()[-1] == DISTRIBUTION  # nothing is installed by a test
    for step in steps:
        if not passed and step.get("if") != "always()":
            continue
        own = {
            name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
            for name, value in step.get("env", {}).items()
        }
        done = shell(step["run"], top, **server, **own)
        passed &= done.returncode == 0
        told += done.stdout + done.stderr
    return passed, told, summary.read_text("utf-8") if summary.exists() else ""


def test_githubs_action(repository: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    top, folder = repository.root.parent, repository.root.name

    def job(gate: str) -> tuple[bool, str, str]:
        return github(top, tmp_path_factory.mktemp("runner"), folder=folder, gate=gate)

    passed, _told, summary = job("")
    assert passed
    assert "## l10n: no errors" in summary
    passed, told, summary = job("release")
    assert not passed
    assert f"::error file={folder}/locales/zh_Hans/LC_MESSAGES/messages.po,title=l10n gate" in told
    assert "the gate release is shut: 1 error" in summary
    assert (top / "l10n.sarif").exists()
    approve(repository)
    assert job("release")[0]
    repository.write("app/main.py", '_("Block")\n')
    passed, told, summary = job("release")
    assert not passed
    assert "not as `l10n update` leaves it" in told
    assert "the gate release is open" in summary


def gitlab(top: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    job = read("gitlab.yml")["l10n"]
    assert job["before_script"][0].split()[-1] == DISTRIBUTION
    given = {"CI_PROJECT_DIR": str(top), **job["variables"], **variables}
    return shell("\n".join(job["script"]), top, **given)


def test_gitlabs_job(repository: Project) -> None:
    top, folder = repository.root.parent, repository.root.name
    assert gitlab(top, L10N_FOLDER=folder).returncode == 0
    done = gitlab(top, L10N_FOLDER=folder, L10N_GATE="release")
    assert done.returncode == 1
    assert 'failures="1"' in (top / "l10n.xml").read_text("utf-8")
    approve(repository)
    done = gitlab(top, L10N_FOLDER=folder, L10N_GATE="release")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'failures="0"' in (top / "l10n.xml").read_text("utf-8")
    repository.write("app/main.py", '_("Block")\n')
    done = gitlab(top, L10N_FOLDER=folder, L10N_GATE="release")
    assert done.returncode == 1
    assert "not as `l10n update` leaves it" in done.stdout
