"""What hostile people write, and a reader that sees whether a page took any of it for its own."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from l10n import web

TEXTS = {
    "script": "<script>evil()</script>",
    "attribute": "\"' onmouseover=evil() x='\"><img src=x onerror=evil()>",
    "textarea": "</textarea></title></style><script>evil()</script>",
    "comment": "--><!--<script>evil()</script>]]>",
    "url": "javascript:evil()",
    "template": "evil{{7*7}}{% include '/etc/passwd' %}${7*7}#{7*7}%(name)s{0}{name}",
    "json": '"}];evil();[{"</script><script>',
    "entity": "&lt;script&gt;evil()&amp;#60;script&#x3e;",
    "bidi": "a\u202eevil\u2066\u200f\u061c",
    "rtl": "مرحبا שלום",
    "zero width": "e\u200bv\ufeff\u00adi\u2060l",
    "nul": "a\x00evil\x01\x1b[31m\x7f\x85",
    "surrogate": "a\ud800\udfff\udcffevil",
    "long": "x" * 1_000_000,
    "long markup": "<script>" * 120_000,
    "long quotes": "\"'&<>" * 40_000,
    "emoji": "👩\u200d👩\u200d👧🏽" * 14_000,
    "zalgo": "e" + "\u0301\u0489" * 50_000,
    "placeables": "{a}" * 60_000,
    "numbers": " ".join(map(str, range(30_000))),
    "terms": "mute " * 8_000,
    "formula": '=HYPERLINK("http://evil.example","x")\t@SUM(1)',
    "breaks": "\r\n\n\u2028\u2029\x0b\x0c evil\nSet-Cookie: evil=1\r\n",
    "icu": "{n, plural, one {" * 20_000,
    "empty": "",
    "spaces": " \u3000\u00a0 ",
}
# What stands in text where it would turn it round or hide it.
_TURNING = re.compile("[\u061c\u200b\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00\x01\x1b]")
_TEMPLATES = Path(web.__file__).parent / "templates"
_OURS = {
    name
    for page in _TEMPLATES.glob("*.html")
    for name in re.findall(r"<([a-z][a-z0-9]*)", page.read_text("utf-8"))
} | {"bdi", "kbd"}
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href"}
LIMIT = 2_000_000


class Page(HTMLParser):
    """A page as a browser reads it; `wrong` is what it should not hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        if tag not in _OURS:
            self.wrong.append(f"<{tag}>")
        names = [name for name, _value in attrs]
        if tag == "script" and "src" not in names:
            self.wrong.append("script in the page")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.wrong.append(f"{tag} {name}")
            if name in _ADDRESSES and not _is_ours(value or ""):
                self.wrong.append(f"{tag} {name}={value!r:.80}")
            if not re.fullmatch("[a-zA-Z-]+", name):
                self.wrong.append(f"{tag} {name!r:.80}")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script":
            self.wrong.append(f"script {data!r:.80}")
        # What is typed is shown as it is where it is typed.
        if inside != "textarea" and (found := _TURNING.search(data)):
            self.wrong.append(f"{found[0]!r} in <{inside}>")
        if "evil49" in data:
            self.wrong.append("a template that ran")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"a comment {data!r:.80}")

    def handle_decl(self, decl: str) -> None:
        if decl != "doctype html":
            self.wrong.append(f"<!{decl!r:.80}")


def _is_ours(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and address[:1] in {"/", "#", "?", ""}
