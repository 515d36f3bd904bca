"""A folder tells which settings its project wants, and they are valid."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import plugins
from l10n.catalogs.setup import settings_text, sources_in
from l10n.project import config

FOLDERS = [
    ([], []),
    (["README.md"], []),
    (["app/main.py"], [("python", ("**/*.py",))]),
    (["main.py", "app/templates/a/b.html"], [
        ("python", ("**/*.py",)),
        ("jinja2", ("**/templates/**/*.html",)),
    ]),
    (["manage.py", "shop/templates/a.html", "shop/templates/mail.j2"], [
        ("python", ("**/*.py",)),
        ("django", ("**/templates/**/*.html", "**/*.j2")),
    ]),
    (["src/App.vue", "src/main.ts"], [("javascript", ("**/*.ts",)), ("vue", ("**/*.vue",))]),
    (["site/page.html"], []),
    (["mail.j2", "x.jinja"], [("jinja2", ("**/*.jinja", "**/*.j2"))]),
    (["web/a.ts", "web/b.tsx"], [("javascript", ("**/*.ts", "**/*.tsx"))]),
    (["docs/three.js/readme.md", "web/a.ts"], [("javascript", ("**/*.ts",))]),
    (["node_modules/x/a.js", ".venv/b.py", "build/c.py", "__pycache__/d.py"], []),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), FOLDERS)
def test_the_sources_are_known_by_their_file_names(
    tmp_path: Path, files: list[str], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert sources_in(tmp_path) == expected


@given(
    st.sampled_from([("en", ["zh_Hans"]), ("zh_Hans", ["en"]), ("en", ["zh_Hans", "fr"])]),
    st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=1, max_size=9),
    st.lists(st.sampled_from(sorted(plugins.room("extractors"))), unique=True),
)
def test_the_settings_it_writes_are_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    locales: tuple[str, list[str]],
    domain: str,
    extractors: list[str],
) -> None:
    path = tmp_path_factory.mktemp("project") / "l10n.toml"
    sources = [(name, (f"**/*.{name}", 'a "b" \\c')) for name in extractors]
    path.write_text(settings_text(*locales, domain, sources), "utf-8")
    found = config.load(path)
    assert (found.source_locale, list(found.target_locales), found.domain) == (*locales, domain)
    assert [(s.extractor, s.include) for s in found.sources] == sources
