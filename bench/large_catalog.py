"""Seconds and memory of the stages of a catalog of many units, up to a million: are they linear?

The project is that of `first_sync.py`. Each stage is a command as a process: `status` reads the
catalog and counts, `update` extracts and merges, then `check` and `compile`; memory is the peak
over it and its workers. The processor seconds of a thousand units say whether a stage is linear.
"""

import argparse
import json
import os
import platform
import tempfile
from pathlib import Path

import first_sync

RESULTS = first_sync.HERE / "results" / "large_catalog.json"
STAGES = {
    "parse": ("status",),
    "merge": ("update",),
    "check": ("check", "--errors-only"),
    "compile": ("compile",),
}


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=[100_000, 1_000_000])
    arguments = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    for units in arguments.units:
        figures = found.setdefault(str(units), {})
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "project"
            first_sync.project(root, units)
            for stage, words in STAGES.items():
                taken = first_sync.run(first_sync.HERE.parent, root, *words)
                figures |= {f"{stage}, {unit}": round(one, 1) for unit, one in taken.items()}
                share = taken["CPU s"] / units * 1000
                figures[f"{stage}, CPU s a thousand units"] = round(share, 3)
                print(units, stage, taken, flush=True)
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, shared with other work",
        "load at the end": round(os.getloadavg()[0], 1),
        "figures by units": found,
    }
    text = json.dumps(report, indent=2, ensure_ascii=False)
    print(text)
    RESULTS.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
