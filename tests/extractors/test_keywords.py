"""Keywords are read as xgettext reads them, or refused with what is wrong."""

import io

import pytest

from l10n import plugins
from l10n.errors import ConfigError
from l10n.extractors.keywords import Keyword, fitting, parse
from l10n.model import Unit

READ = {
    "tr": Keyword(),
    "tr:2": Keyword((2,)),
    "tr:1,2": Keyword((1, 2)),
    "tr:1c,2": Keyword((2,), 1),
    "tr: 1c, 2, 3": Keyword((2, 3), 1),
    "tr:2,1c": Keyword((2,), 1),
    "tr:1,2,3t": Keyword((1, 2), total=3),
    'tr:1,"a button, short"': Keyword(notes=("a button, short",)),
    "$T.ngettext:1,2": Keyword((1, 2)),
    "翻译": Keyword(),
}


@pytest.mark.parametrize("text", READ)
def test_a_keyword_says_which_arguments_are_messages(text: str) -> None:
    (read,) = parse([text]).values()
    assert read == (READ[text],)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            ":1",
            "1tr",
            "a b",
            "a-b",
            "tr:",
            "tr:1,",
            "tr:,1",
            "tr:0",
            "tr:x",
            "tr:1,1",
            "tr:1c",
        ),
        *("tr:1,2,3", "tr:1c,2c,3", "tr:1,2,1t", "tr:1g", "tr:-1", "tr:100", "a..b", "tr:1 2"),
    ],
)
def test_what_is_no_keyword_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="can't be read") as told:
        parse([text])
    assert "xgettext" in told.value.remedy


def test_a_function_may_be_called_in_several_ways() -> None:
    known = parse(["tr", "tr:1,2,3t"])["tr"]
    assert fitting(known, 3) == Keyword((1, 2), total=3)
    assert fitting(known, 1) == Keyword()
    assert fitting(parse(["tr:1,1t"])["tr"], 2) is None


@pytest.mark.parametrize("name", ["python", "javascript", "vue", "html", "jinja2"])
def test_keywords_are_an_option_of_each_extractor_of_code(name: str) -> None:
    extractor = plugins.pick("extractors", name)
    with pytest.raises(ConfigError, match=r"'tr:1,' can't be read"):
        list(extractor.extract(io.BytesIO(b"x"), "x", {"keywords": ["tr:1,"]}))


def test_a_known_function_with_another_number_of_arguments_stays_what_it_is() -> None:
    extractor = plugins.pick("extractors", "javascript")
    code = b'_("Domain"); _("dialog", "Domain");'

    def read(*written: str) -> list[tuple[str, str]]:
        items = extractor.extract(io.BytesIO(code), "a.js", {"keywords": list(written)})
        return [item.identity for item in items if isinstance(item, Unit)]

    assert read("_:1c,2,2t") == [("", "Domain"), ("dialog", "Domain")]
    # Without a total all calls are as it says.
    assert read("_:1c,2") == [("dialog", "Domain")]
