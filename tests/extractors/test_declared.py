"""Sources are read in the encoding that they name, as Python and browsers read them."""

import tokenize
from io import BytesIO

import pytest

from l10n.errors import SourceError
from l10n.extractors.declared import decoded
from tests.conftest import Project

PAGE = '<html><head><meta charset="{}"></head><p data-i18n>静音</p>\n'
READ = [
    # name, bytes, a text that stands there
    ("a.py", '# -*- coding: latin-1 -*-\n_("Mañana")\n'.encode("latin-1"), "Mañana"),
    ("a.py", '#!/usr/bin/python\n# vim: set fileencoding=gbk :\r\n_("静音")'.encode("gbk"), "静音"),
    ("a.py", '# coding: hz\n_("静音")'.encode("hz"), "静音"),
    ("a.py", '_("x")\n# coding: latin-1\n_("静音")'.encode(), "静音"),
    ("a.py", '\ufeff# coding: UTF-8\n_("静音")'.encode(), "静音"),
    ("a.html", PAGE.format("gb2312").encode("gbk"), "静音"),
    ("a.html", PAGE.format("iso-8859-1").encode(), "静音"),
]
REFUSED = [
    # name, bytes, the error, its line
    ("a.py", b"\n# coding: klingon\n_('x')", "klingon, which is unknown", 2),
    ("a.py", b"# coding: utf-16\n_('x')", "utf-16, which is unknown", 1),
    ("a.py", b"# coding: undefined\n_('x')", "undefined, which is unknown", 1),
    ("a.py", b"# coding: base64\n_('x')", "base64, which is unknown", 1),
    ("a.py", b"# coding: ascii\n\n_('\xe4')", "not ASCII", 3),
    ("a.py", b"\xef\xbb\xbf# coding: latin-1\n_('x')", "byte-order mark", 1),
    ("a.py", b"_('\xe4')", "not UTF-8", 1),
    ("a.html", b'<meta charset="klingon">\n\xff', "klingon", 1),
]


@pytest.mark.parametrize(("name", "data", "text"), READ)
def test_a_source_is_read_in_the_encoding_that_it_names(name: str, data: bytes, text: str) -> None:
    assert text in decoded(data, name)
    if name.endswith(".py"):
        encoding, _lines = tokenize.detect_encoding(BytesIO(data).readline)
        assert decoded(data, name) == data.decode(encoding).replace("\r\n", "\n")


@pytest.mark.parametrize(("name", "data", "why", "line"), REFUSED)
def test_what_cannot_be_read_so_is_told(name: str, data: bytes, why: str, line: int) -> None:
    with pytest.raises(SourceError, match=why) as refused:
        decoded(data, name)
    assert f"{name}:{line}: " in str(refused.value)
    assert refused.value.remedy


def test_a_file_in_another_encoding_holds_no_catalog_back(project: Project) -> None:
    project.write("app/old.py", '# coding: latin-1\nprint(_("Ma\xf1ana"))\n'.encode("latin-1"))
    assert project.run("update").code == 0
    assert 'msgid "Mañana"' in project.catalog.read_text("utf-8")
    assert project.run("lint").code == 0
