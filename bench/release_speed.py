"""What a release of 60,000 signed units takes: built, verified, loaded and asked in the app.

The peer in the app is Python's own `gettext` on the same `.mo`.
"""

import gettext
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from l10n.catalogs.header import header_for
from l10n.formats.po import FORMAT as PO
from l10n.model import Approval, Catalog, Entry, State, Unit, content_hash
from l10n.project import keys
from l10n.runtime import Release
from l10n.signing import ed25519
from l10n.signing.keyring import PublicKey, approval_message

RESULTS = Path(__file__).resolve().parent / "results" / "release_speed.json"
UNITS, ROUNDS = 60_000, 5
AT = "2026-01-01T00:00:00Z"
STARTS = {
    "python -c 'import gettext, json'": "import gettext, json",
    "python -c 'import l10n.runtime'": "import l10n.runtime",
}


def project(root: Path) -> None:
    """A project whose units are all approved and signed."""
    private = Ed25519PrivateKey.generate()
    keys.write(root, [PublicKey("Ann", ed25519.public_of(private), AT)])
    (root / "l10n.toml").write_text('source_locale = "en"\ntarget_locales = ["zh_Hans"]\n', "utf-8")
    entries = []
    for number in range(UNITS):
        unit, target = (
            Unit((f"Share note {number} with your friends",)),
            f"把笔记 {number} 分享给好友",
        )
        given = Approval(content_hash("zh_Hans", unit, (target,)), AT, "Ann")
        given = replace(given, signature=ed25519.sign(private, approval_message(given)))
        entries.append(Entry(unit, (target,), State.APPROVED, given))
    path = root / "locales/zh_Hans/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    catalog = Catalog("zh_Hans", "messages", "", header_for("zh_Hans", "messages"), tuple(entries))
    path.write_bytes(PO.serialize(catalog))


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The seconds of the quickest of some rounds."""
    taken = []
    for _round in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def command(root: Path, *words: str) -> Callable[[], object]:
    """A command as a process of its own."""
    call = [sys.executable, "-m", "l10n", *words]
    return lambda: subprocess.run(call, cwd=root, check=True, capture_output=True)


def main() -> None:
    """Measure, print, and keep."""
    result: dict[str, object] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "units": UNITS,
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        project(root)
        seconds = {"release": best(command(root, "release"), 1)}
        seconds["release, nothing new"] = best(command(root, "release"), 2)
        latest = root / "build/releases/latest"
        verify = ("verify", str(latest), "--json")
        seconds["verify, every signature"] = best(command(root, *verify), 2)
        seconds["load in the app"] = best(lambda: Release(latest))
        seconds["load by gettext"] = best(lambda: _theirs(latest))
        ours, theirs = Release(latest).translations("zh_CN"), _theirs(latest)
        asked = [f"Share note {number} with your friends" for number in range(UNITS)]
        nanoseconds = {
            name: best(lambda words=words: [words.gettext(text) for text in asked]) / UNITS * 1e9
            for name, words in {"a string in the app": ours, "a string by gettext": theirs}.items()
        }
        seconds |= {
            name: best(
                lambda code=code: subprocess.run([sys.executable, "-c", code], check=True), 15
            )
            for name, code in STARTS.items()
        }
        sizes = {p.name: p.stat().st_size for p in latest.iterdir() if p.is_file()}
        result |= {
            "seconds": {name: round(value, 3) for name, value in seconds.items()},
            "nanoseconds": {name: round(value) for name, value in nanoseconds.items()},
            "bytes": {"manifest.json": sizes["manifest.json"]},
        }
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


def _theirs(latest: Path) -> gettext.NullTranslations:
    """The same file as Python reads it, anew each time."""
    with (latest / "zh_Hans/LC_MESSAGES/messages.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


if __name__ == "__main__":
    main()
