"""HTML → blocks of words and back: tags are locks, and entities are what they stand for. Pure.

What a tag is follows the HTML standard's tokenizer as far as a fragment of a post needs it. Every
tag comes back byte for byte, and in the order in which tags came: what was well nested stays so.
All else that comes back is escaped, so that words never become markup.
"""

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto

from l10n.text.typography import HAN

# A lock stands in a block as one private-use character of planes 15 and 16, as in `segments`.
_FIRST = 0xF0000
_STAND_INS = "\U000f0000-\U0010ffff"
_STAND_IN = re.compile(f"[{_STAND_INS}]")
_WORD = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"[ \t\n\f\r]+")
# Chinese has no space round a tag between its characters and marks.
_SET = f"[{HAN}\u3000-\u303f\uff00-\uffef]"
_SPACED_TAG = re.compile(f"(?<={_SET}) ?([{_STAND_INS}]+) ?(?={_SET})")

_TAG = re.compile(
    r"<!--.*?-->|<[!?][^>]*>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>(?>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*))>",
    re.DOTALL,
)
# A tag without an end is looked for to the end of the text; only so many are.
_BROKEN = 50
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li "
    "main menu nav ol optgroup option p pre search section select summary table tbody td tfoot th "
    "thead tr ul".split()
)
# Elements whose content is no markup.
_RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
# What is for machines to read.
_LOCKED = frozenset("audio canvas code kbd math object pre samp svg template var video".split())
# As HTML says that words stay as they are, and as apps mark a handle or a tag.
_STAYS = re.compile(
    r"""\stranslate\s*=\s*["']?no\b|\sclass\s*=\s*(?:"[^"]*|'[^']*|)(?<![\w-])"""
    r"""(?:notranslate|mention|hashtag)(?![\w-])""",
    re.IGNORECASE,
)


class _Kind(Enum):
    """What a lock is to those round it; `WHOLE` stands by itself."""

    OPENS, CLOSES, WHOLE = auto(), auto(), auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Words that belong together.

    Attributes:
        text: the words, a stand-in for each lock.
        markup: as they came.
        locks: what the stand-ins stand for, in their order.
    """

    text: str
    markup: str
    locks: tuple[tuple[str, _Kind], ...] = ()

    def restored(self, target: str) -> str | None:
        """The block in other words as HTML; None where a lock is lost, doubled or invented."""
        target = _SPACED_TAG.sub(r"\1", target)
        found = [ord(character) - _FIRST for character in _STAND_IN.findall(target)]
        if sorted(found) != list(range(len(self.locks))):
            return None
        waiting = iter([n for n, (_text, kind) in enumerate(self.locks) if kind is not _Kind.WHOLE])
        dealt = [n if self.locks[n][1] is _Kind.WHOLE else next(waiting) for n in found]
        words = _STAND_IN.split(target)
        for place, number in enumerate(dealt):
            self._hug(words, place, number)
        out = [html.escape(words[0], quote=False)]
        for number, text in zip(dealt, words[1:], strict=True):
            out += [self.locks[number][0], html.escape(text, quote=False)]
        return "".join(out)

    @property
    def tags(self) -> list[str]:
        """What the stand-ins stand for."""
        return [text for text, _kind in self.locks]

    @property
    def words(self) -> str:
        """The words alone, a space where each lock stood."""
        return bare(self.text)

    def _hug(self, words: list[str], place: int, number: int) -> None:
        """A tag close to what it encloses: a space that came inside goes outside."""
        kind = self.locks[number][1]
        before, _lock, after = self.text.partition(chr(_FIRST + number))
        if kind is _Kind.OPENS and words[place + 1].startswith(" ") and not after.startswith(" "):
            words[place] += " " if words[place] and not words[place].endswith(" ") else ""
            words[place + 1] = words[place + 1][1:]
        if kind is _Kind.CLOSES and words[place].endswith(" ") and not before.endswith(" "):
            words[place] = words[place][:-1]
            space = " " if words[place + 1][:1].isalnum() else ""
            words[place + 1] = space + words[place + 1]


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag, or text where `name` is None; a comment has no name, "".

    Attributes:
        end: whether it is an end tag.
        stays: whether what it encloses is to stay as it is.
    """

    text: str
    name: str | None = None
    end: bool = False
    stays: bool = False


def bare(text: str) -> str:
    """A text of a block, or what was said of it, with a space for each stand-in."""
    return _STAND_IN.sub(" ", text)


def blocks(markup: str) -> list[str | Block]:
    """The HTML as what stays as it is, and the blocks of words between."""
    tokens = _tokens(markup)
    ends = _ends(tokens)
    closing = set(ends.values())
    found: list[str | Block] = []
    run: list[tuple[_Token | str, _Kind]] = []

    def flush() -> None:
        if run:
            found.append(_block(run))
            run.clear()

    position = 0
    while position < len(tokens):
        token, after = tokens[position], position + 1
        if token.stays and position in ends:
            after = ends[position] + 1
            text = "".join(part.text for part in tokens[position:after])
            token = _Token(text, token.name)
        if token.name in _BLOCKS:
            flush()
            found.append(token.text)
        elif token.name is None:
            run.append((token.text, _Kind.WHOLE))
        elif after > position + 1 or not token.name:
            run.append((token, _Kind.WHOLE))
        elif token.end:
            run.append((token, _Kind.CLOSES if position in closing else _Kind.WHOLE))
        else:
            run.append((token, _Kind.OPENS if position in ends else _Kind.WHOLE))
        position = after
    flush()
    return found


def _block(run: list[tuple[_Token | str, _Kind]]) -> str | Block:
    """What stands between two edges of blocks; as it is where it holds no word."""
    text: list[str] = []
    locks: list[tuple[str, _Kind]] = []

    def lock(markup: str, kind: _Kind) -> None:
        text.append(chr(_FIRST + len(locks)))
        locks.append((markup, kind))

    for part, kind in run:
        if isinstance(part, _Token):
            lock(part.text, kind)
            continue
        # Characters of a private font are nobody's words.
        for piece in re.split(f"([{_STAND_INS}])", _SPACES.sub(" ", html.unescape(part))):
            if _STAND_IN.match(piece):
                lock(piece, _Kind.WHOLE)
            else:
                text.append(piece)
    markup = "".join(part.text if isinstance(part, _Token) else part for part, _kind in run)
    whole = "".join(text)
    return Block(whole, markup, tuple(locks)) if _WORD.search(_STAND_IN.sub("", whole)) else markup


def _tokens(markup: str) -> list[_Token]:
    tokens: list[_Token] = []
    begun = position = broken = 0
    while broken < _BROKEN and (start := markup.find("<", position)) >= 0:
        found = _TAG.match(markup, start)
        if not found:
            broken += re.match(r"[A-Za-z/!?]", markup[start + 1 : start + 2]) is not None
            position = start + 1
            continue
        if start > begun:
            tokens.append(_Token(markup[begun:start]))
        name, end = (found["name"] or "").lower(), bool(found["end"])
        begun = position = found.end()
        if name in _RAW and not end:
            close = re.compile(rf"</{name}[^>]*>", re.IGNORECASE).search(markup, position)
            begun = position = close.end() if close else len(markup)
            name = ""
        stays = name in _LOCKED or _STAYS.search(found["rest"] or "") is not None
        tokens.append(_Token(markup[start:position], name, end, stays and not end))
    if begun < len(markup):
        tokens.append(_Token(markup[begun:]))
    return tokens


def _ends(tokens: list[_Token]) -> dict[int, int]:
    """Where each start tag that has one has its end tag, by their places."""
    waiting: dict[str, list[int]] = defaultdict(list)
    ends: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if not token.name or token.name in _VOID:
            continue
        if not token.end:
            waiting[token.name].append(place)
        elif waiting[token.name]:
            ends[waiting[token.name].pop()] = place
    return ends
