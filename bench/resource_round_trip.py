"""Resource files of public apps, read and written: is what nobody changed the same to the byte?

PATH holds clones, each in a folder named OWNER+NAME, or a bare repository OWNER+NAME/repo; apps
that are not there are left out. Of every file: nothing is changed, all its own values are written
over it, one value in its middle is changed, and then all are.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePath

from l10n.errors import L10nError
from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Message, Resource, Value

RESULTS = Path(__file__).resolve().parent / "results" / "resource_round_trip.json"


@dataclass(frozen=True, slots=True)
class App:
    """An app, the format and files of its strings, its source file and its locale.

    Attributes:
        source: its path, "" where every file is read by itself.
        locale: the number of a part of the path, "" for the file's stem, "_" for what follows
            that sign in it, or "=" and a fixed one.
    """

    name: str
    format: str
    files: str
    source: str
    locale: str


APPS = (
    App("AntennaPod/AntennaPod", "android", "ui/i18n/src/main/res/values*/strings.xml",
        "ui/i18n/src/main/res/values/strings.xml", "=en"),
    App("thunderbird/thunderbird-android", "android", "*/res/values*/strings.xml", "", "=en"),
    App("Dimillian/IceCubesApp", "xcstrings", "*.xcstrings", "", "=zh_Hans"),
    App("Dimillian/IceCubesApp", "apple-strings", "*.strings", "", "=zh_Hans"),
    App("iina/iina", "apple-strings", "*.strings", "", "=zh_Hans"),
    App("mozilla-mobile/focus-ios", "apple-strings", "*.strings", "", "=zh_Hans"),
    App("outline/outline", "i18next", "shared/i18n/locales/*/translation.json",
        "shared/i18n/locales/en_US/translation.json", "-2"),
    App("usememos/memos", "i18next", "web/src/locales/*.json", "web/src/locales/en.json", ""),
    App("VueTorrent/VueTorrent", "vue-i18n", "src/locales/*.json", "src/locales/en.json", ""),
    App("louislam/uptime-kuma", "vue-i18n", "src/lang/*.json", "src/lang/en.json", ""),
    App("LinwoodDev/Butterfly", "arb", "app/lib/l10n/*.arb", "app/lib/l10n/app_en.arb", "=en"),
    App("ankitects/anki-core-i18n", "fluent", "core/*.ftl", "", "=en"),
    App("svenfuchs/rails-i18n", "yaml", "rails/locale/*.yml", "", ""),
    App("keepassxreboot/keepassxc", "qt-ts", "share/translations/keepassxc_*.ts", "", "_"),
    App("jenkinsci/git-plugin", "properties", "src/main/*.properties", "", "=en"),
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """What came of an app's files; lists name those that failed, and files that are refused."""

    app: str
    format: str
    files: int = 0
    messages: int = 0
    bytes: int = 0
    identical: int = 0
    own_values: int = 0
    own_lines: int = 0
    all_changed: int = 0
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def tree(folder: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """The files of a clone that a pattern names, with their bytes."""
    bare = folder / "repo"
    git = ["git", f"--git-dir={bare if bare.is_dir() else folder / '.git'}"]
    listed = subprocess.run(
        [*git, "ls-tree", "-rz", "HEAD"], capture_output=True, check=True
    ).stdout
    for line in filter(None, listed.decode().split("\0")):
        facts, _tab, path = line.partition("\t")
        mode, _kind, name = facts.split()
        if mode != "120000" and fnmatch(path, pattern):
            shown = subprocess.run(
                [*git, "cat-file", "blob", name], capture_output=True, check=True
            )
            yield path, shown.stdout


def locale_of(app: App, path: str) -> str:
    """The locale of a file."""
    if app.locale.startswith("="):
        return app.locale[1:]
    named = PurePath(path).stem
    if app.locale == "_":
        named = named.partition("_")[2]
    elif app.locale:
        named = PurePath(path).parts[int(app.locale)]
    return named.replace("-", "_")


def changed(value: Value) -> Value:
    """Other words."""
    return value + "!" if isinstance(value, str) else {k: text + "!" for k, text in value.items()}


def own_lines(before: bytes, after: bytes, message: Message, read: Resource) -> bool:
    """Whether the lines that differ hold no other message than the one that was changed."""
    old, new = before.splitlines(), after.splitlines()
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        return False
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    lines = range(start + 1, len(old) - end + 1)
    others = {m.line for m in read.messages if m.key != message.key and m.line != message.line}
    return not others & {*lines}


def try_file(row: Row, app: App, path: str, data: bytes, source: Resource | None) -> None:
    """Read and write one file in all the ways."""
    form, locale = resource_format(app.format), locale_of(app, path)
    try:
        read = form.read(data, path, locale, source)
    except L10nError as error:
        row.refused.append(str(error))
        return
    values = {message.key: message.value for message in read.messages}
    row.files, row.bytes = row.files + 1, row.bytes + len(data)
    row.messages += len(values)
    identical = form.write(data, {}, path, locale, source) == data
    own = form.write(data, values, path, locale, source) == data
    texts = [message for message in read.messages if isinstance(message.value, str)]
    alone = True
    if texts:
        one = texts[len(texts) // 2]
        after = form.write(data, {one.key: changed(one.value)}, path, locale, source)
        alone = own_lines(data, after, one, read)
    wanted = {key: changed(value) for key, value in values.items()}
    again = form.read(form.write(data, wanted, path, locale, source), path, locale, source)
    exact = {message.key: message.value for message in again.messages} == wanted
    row.identical += identical
    row.own_values += own
    row.own_lines += alone
    row.all_changed += exact
    if not (identical and own and alone and exact):
        row.failed.append(path)


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    rows: list[Row] = []
    folder: Path = parser.parse_args().path
    print("app, format: files, messages | identical, own values, own lines, all changed | seconds")
    for app in APPS:
        clone = folder / app.name.replace("/", "+")
        if not clone.is_dir():
            print(f"{app.name}: not there")
            continue
        row, start = Row(app.name, app.format), time.process_time()
        files = dict(tree(clone, app.files))
        source = None
        if app.source:
            form, named = resource_format(app.format), locale_of(app, app.source)
            source = form.read(files[app.source], app.source, named)
        for path, data in files.items():
            try_file(row, app, path, data, source)
        row.seconds = round(time.process_time() - start, 1)
        rows.append(row)
        print(f"{row.app}, {row.format}: {row.files}, {row.messages} | {row.identical}, "
              f"{row.own_values}, {row.own_lines}, {row.all_changed} | {row.seconds} "
              f"{row.refused[:3]} {row.failed[:3]}", flush=True)  # fmt: skip
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
