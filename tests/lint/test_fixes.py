"""What `--fix` makes of files: the same program, with text that is found."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.extractors.javascript import EXTRACTOR as JAVASCRIPT
from l10n.extractors.python import EXTRACTOR as PYTHON
from l10n.lint.fixes import fixed
from l10n.lint.linter import Settings, lint, linter_of
from l10n.model import Finding, Unit

EAGER = "from gettext import gettext as _\n"
# What stands in a function of x, y and name; and what becomes of it ("" for nothing).
PYTHONS = {
    'return _("Hi %s" % x)': 'return _("Hi %s") % x',
    "return _('%d%%, %s' % (x, y))": "return _('%d%%, %s') % (x, y)",
    'return _("a %(k)s" % {"k": x}).upper()': 'return (_("a %(k)s") % {"k": x}).upper()',
    'return "<" + _("b %s" % x) + ">"': 'return "<" + (_("b %s") % x) + ">"',
    'return _("c %s" % x)[0], -len(_("d %s" % y))': (
        'return (_("c %s") % x)[0], -len(_("d %s") % y)'
    ),
    'return _("e {} {k:>5}".format(x, k=y))': 'return _("e {} {k:>5}").format(x, k=y)',
    'return _("f "  "%s" % x)': 'return _("f "  "%s") % x',
    'return _(\n        "g %s"\n        % x,\n    )': 'return _("g %s") % x',
    'return _("h %s %s" % (x,\n        y))': 'return (_("h %s %s") % (x,\n        y))',
    'return _(f"i {x}, {{y}} {x}{y}")': 'return _("i {x}, {{y}} {x}{y}").format(x=x, y=y)',
    "return _(rf'j\\d {x}')": "return _(r'j\\d {x}').format(x=x)",
    'return _("k 关 %s" % y), _("l %s" % x)': 'return (_("k 关 %s") % y), (_("l %s") % x)',
    # Not sure: more than a name, more arguments, comments between, brackets around, in an f-string.
    'return _(f"m {x!r}")': "",
    'return _(f"n {x + 1}")': "",
    'return _(f"o {x:>4}")': "",
    'return _(f"p {x}" "{y}")': "",
    'return _("q" + str(x))': "",
    'return _("r %s" % x  # so\n        )': "",
    'return _(("s %s" % x))': "",
    "return f\"{_('t %s' % x)}\"": "",
    'return _(x % "u")': "",
}


def glued(data: bytes, path: str) -> list[Finding]:
    """The findings of extraction and of lint in a file."""
    extractor = PYTHON if path.endswith(".py") else JAVASCRIPT
    found = list(extractor.extract(io.BytesIO(data), path, {}))
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    linter = linter_of(path)
    assert linter is not None
    told = lint(linter, text, path, Settings())
    return [*(one for one in found if isinstance(one, Finding)), *told]


def units(data: bytes, path: str) -> list[str]:
    extractor = PYTHON if path.endswith(".py") else JAVASCRIPT
    found = extractor.extract(io.BytesIO(data), path, {})
    return [one.source[0] for one in found if isinstance(one, Unit)]


def function(body: str, head: str = EAGER) -> bytes:
    return f"{head}def f(x, y, name):\n    {body}\n".encode()


def run(code: bytes, translate: Callable[[str], str]) -> object:
    names: dict[str, object] = {}
    exec(code.replace(EAGER.encode(), b""), {"_": translate}, names)
    made = names["f"]
    assert callable(made)
    return made(3, 4, "Ann")


@pytest.mark.parametrize(("body", "after"), PYTHONS.items())
def test_python_is_the_same_program_with_text_that_is_found(body: str, after: str) -> None:
    before = function(body)
    done = fixed(before, "a.py", glued(before, "a.py"))
    if not after:
        assert done is None
        return
    assert done is not None
    assert done.data == function(after)
    # Without a translation it says what it said; with one it says it translated.
    assert run(done.data, str) == run(before, str)
    assert not glued(done.data, "a.py")
    assert len(units(done.data, "a.py")) == done.count > len(units(before, "a.py"))
    asked: list[str] = []

    def translate(text: str) -> str:
        asked.append(text)
        return text

    run(done.data, translate)
    assert sorted(asked) == sorted(units(done.data, "a.py"))


@pytest.mark.parametrize(
    "head",
    [
        "from django.utils.translation import gettext_lazy as _\n",
        "from flask_babel import lazy_gettext as _\n",
        "from gettext import gettext\n_ = lambda text: text\n",
        "def _(text): ...\n",
    ],
)
def test_a_function_that_may_translate_later_is_left(head: str) -> None:
    code = function('return _("Hi %s" % x)', head)
    assert fixed(code, "a.py", glued(code, "a.py")) is None


def test_a_module_of_the_projects_own_counts_in_functions_alone() -> None:
    code = b'from app.i18n import _\nTITLE = _("Hi %s" % 1)\ndef f(x):\n    return _("Ho %s" % x)\n'
    done = fixed(code, "a.py", glued(code, "a.py"))
    assert done is not None
    assert done.data == code.replace(b'_("Ho %s" % x)', b'_("Ho %s") % x')


def test_marks_line_ends_and_what_is_not_told_stay() -> None:
    code = b"\xef\xbb\xbf" + function('return _("Hi %s" % x), "\u2028"').replace(b"\n", b"\r\n")
    done = fixed(code, "a.py", glued(code, "a.py"))
    assert done is not None
    assert done.data == code.replace(b'_("Hi %s" % x)', b'(_("Hi %s") % x)')
    assert fixed(code, "a.py", []) is None
    mixed = code.replace(b"\r\n", b"\n", 1)
    assert fixed(mixed, "a.py", glued(code, "a.py")) is None


@given(st.sampled_from(sorted(PYTHONS)), st.integers(0), st.text(max_size=2))
def test_python_that_is_broken_is_left_or_stays_whole(body: str, place: int, more: str) -> None:
    code = function(body).decode()
    place %= len(code)
    broken = (code[:place] + more + code[place + 1 :]).encode("utf-8", "replace")
    findings = [
        Finding("not-constant", one.severity, "", location=one.location)
        for one in glued(function(body), "a.py")
    ]
    done = fixed(broken, "a.py", findings)
    if done is not None:
        compile(done.data, "a.py", "exec")


GETTEXT = 'import {{ gettext as _ }} from "./i18n";\nexport const A = ({{ n }}) => (\n  {}\n);\n'
HOOK = (
    'import {{ useTranslation }} from "react-i18next";\nexport function A({{ n }}) {{\n'
    "  const {{ t }} = useTranslation();\n  return {};\n}}\n"
)
JSX = [
    (GETTEXT, '<p title="Close">{_("A b")}</p>', '<p title={_("Close")}>{_("A b")}</p>'),
    (GETTEXT, '<a>{_("A b")}<p> Save </p></a>', '<a>{_("A b")}<p> {_("Save")} </p></a>'),
    (GETTEXT, "<a>{_('两 个')}<p>\n 关注\n</p></a>", "<a>{_('两 个')}<p>\n {_('关注')}\n</p></a>"),
    (HOOK, '<div>{t("A b")}<p>Save</p></div>', '<div>{t("A b")}<p>{t("Save")}</p></div>'),
    # Not sure: keys, no call yet, signs, more than a text, a name given anew, i18next's separators.
    (HOOK, '<div>{t("two.words")}<p>Save</p></div>', ""),
    (HOOK, "<div><p>Save</p></div>", ""),
    (HOOK, '<div>{t("A b")}<p>Save: now.</p></div>', ""),
    (HOOK, '<div>{t("A b")}{n.map(t => <p>Save</p>)}</div>', ""),
    (GETTEXT, '<div>{_("A b")}<p>It is a &quot;note&quot;</p></div>', ""),
    (GETTEXT, '<div>{_("A b")}<p>You have <b>{n}</b> here</p></div>', ""),
    (GETTEXT, '<div>{_("A b")}<p>Over two\n lines</p></div>', ""),
    (GETTEXT, '<div>{_("A b")}<code>Save</code></div>', ""),
]  # fmt: skip


@pytest.mark.parametrize(("around", "body", "after"), JSX)
def test_jsx_gets_the_call_that_the_file_has(around: str, body: str, after: str) -> None:
    before = around.format(body).encode()
    done = fixed(before, "a.jsx", glued(before, "a.jsx"))
    if not after:
        assert done is None
        return
    assert done is not None
    assert done.data.decode() == around.format(after)
    assert not glued(done.data, "a.jsx")
