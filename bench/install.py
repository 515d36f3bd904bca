"""What an installation takes, from the wheel with all it needs: seconds, and bytes of its files.

Each into an environment of its own, as pre-commit makes one: the plain distribution, and all
extras. pip's cache is filled by a first round, so that the index's speed is not what is measured.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RESULTS = HERE / "results" / "install.json"
KINDS = {"plain": "", "all": "[all]"}


def wheels(folder: Path) -> Path:
    """The wheels of l10n and of the starter, built; that of l10n."""
    for project in (ROOT, ROOT / "starter"):
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
        words = [*build, "--directory", str(folder)]
        subprocess.run(words, cwd=project, check=True, capture_output=True)
    return next(folder.glob("l10n_zh_en-*.whl"))


def installed(wheel: Path, extras: str, folder: Path) -> dict[str, float]:
    """Install into a fresh environment; what it took."""
    venv.create(folder, with_pip=True)
    [site] = folder.glob("lib/python3*/site-packages")
    before = size(site)
    start = time.perf_counter()
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    words = [*install, "--find-links", str(wheel.parent), f"{wheel}{extras}"]
    subprocess.run(words, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    return {"seconds": round(seconds, 1), "megabytes": round((size(site) - before) / 1e6, 1)}


def size(folder: Path) -> int:
    """The bytes of all files, the compiled ones too."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Measure, print, keep."""
    result: dict[str, object] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores"}
    with tempfile.TemporaryDirectory() as name:
        wheel = wheels(Path(name, "wheels"))
        for kind, extras in KINDS.items():
            installed(wheel, extras, Path(name, f"{kind} before"))
            result[kind] = installed(wheel, extras, Path(name, kind))
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
