"""Write docs/rules.md, the pages of `l10n explain`; a test compares the two."""

from pathlib import Path

from l10n.cli.explain import names, page

TARGET = Path(__file__).resolve().parent / "rules.md"
HEAD = """# Rules

What findings name between brackets, written by `make docs`; `l10n explain RULE` says the same. The
examples are cases of the test suite: `wrong` is found, `right` is not.
"""


def rules() -> str:
    """The page: every rule, what it finds, what to do, examples."""
    return "\n".join([HEAD, *map(page, names())])


if __name__ == "__main__":
    TARGET.write_text(rules(), "utf-8")
    print(f"wrote {TARGET.name}")
