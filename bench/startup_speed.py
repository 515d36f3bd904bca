"""Seconds until `l10n --help` and the hook's check are done here, and until bare Python is."""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "startup_speed.json"
HOOK = "import sys; sys.argv = ['l10n-hook', 'check']; from l10n.hook import main; main()"
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "l10n --help": [sys.executable, "-m", "l10n", "--help"],
    "l10n-hook check": [sys.executable, "-c", HOOK],
}
ROUNDS = 15


def main() -> None:
    """Measure in turn, print the medians, and keep them."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _round in range(ROUNDS):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True)
            taken[name].append(time.perf_counter() - start)
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "seconds": {name: round(statistics.median(times), 3) for name, times in taken.items()},
    }
    print(json.dumps(result, indent=2))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
