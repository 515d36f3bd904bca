"""One file on its way through the extractors of JavaScript: its code, and what is asked of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tree_sitter import Node

from l10n.errors import SourceError
from l10n.extractors import found
from l10n.extractors.interface import ANY_KEY, Extracted, KeysLike, KeyUse
from l10n.extractors.js.listed import Listed, pattern
from l10n.extractors.js.scopes import Scope, Scopes
from l10n.extractors.js.syntax import text, words_in
from l10n.extractors.keywords import Keywords
from l10n.model import Finding, Location, Unit


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options of a source say.

    Attributes:
        keys: whether the first argument of `t` is a key: by its look where this is None.
        tags: how a comment for translators begins.
        components: more of JSX's whose text is a message.
    """

    keywords: Keywords
    keys: bool | None = None
    tags: tuple[str, ...] = found.COMMENT_TAGS
    components: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's code as it is read.

    Attributes:
        named: the string that a constant of the file holds, by the constant's name.
        listed: the calls that comments list for keys put together at run time.
        listed_keys: the keys in them.
        within: the spans that messages put together by macros took as a whole.
    """

    path: str
    code: bytes
    settings: Settings
    scopes: Scopes
    comments: Mapping[int, list[str]]
    named: Callable[[str], str | None]
    listed: Listed
    within: list[tuple[int, int]] = field(default_factory=list)
    listed_keys: set[str] = field(default_factory=set)

    def is_listed(self, node: Node) -> bool:
        """Whether comments list what an expression may be: beside it, or keys of its look."""
        if self.listed.stands_by(node):
            return True
        look = pattern(node) if self.listed_keys else None
        return look is not None and any(map(look.fullmatch, self.listed_keys))

    @property
    def lingui(self) -> bool:
        """Whether the file uses Lingui, whose `t` and `Trans` are other ones."""
        return b"@lingui/" in self.code

    def is_linguis(self, name: str) -> bool:
        """Whether the file has this name from Lingui: a `Select` is more often a form's."""
        pattern = rb"import\s*\{[^}]*\b%b\b[^}]*\}\s*from\s*[\"']@lingui/" % name.encode()
        return self.lingui and re.search(pattern, self.code) is not None

    def at(self, node: Node) -> Location:
        """Where the node begins."""
        return Location(self.path, node.start_point.row + 1)

    def notes(self, node: Node, more: Iterable[str] = ()) -> tuple[str, ...]:
        """What translators are told of what stands there."""
        above = found.notes_above(self.comments, node.start_point.row + 1, self.settings.tags)
        return tuple(filter(None, (*above, *more)))

    def is_within(self, node: Node) -> bool:
        """Whether the node is part of a message that was read as a whole."""
        return any(a <= node.start_byte and node.end_byte <= b for a, b in self.within)

    def unit(
        self,
        node: Node,
        forms: tuple[str, ...],
        *,
        context: str = "",
        key: str = "",
        notes: Iterable[str] = (),
        flags: tuple[str, ...] = (),
    ) -> Iterator[Unit | SourceError]:
        """The unit of these words, said where the node stands."""
        told = self.notes(node, notes)
        yield from found.unit(
            forms, self.at(node), context=context, key=key, notes=told, flags=flags
        )

    def use(self, use: KeyUse) -> Iterator[Extracted]:
        """The use of a key, if the key is any."""
        if use.key:
            yield found.fit(use)

    def like(self, node: Node, scope: Scope) -> KeysLike:
        """The keys that an expression may turn out to be."""
        look = pattern(node)
        whole = re.escape(scope.prefix) + (look.pattern if look else ANY_KEY)
        return KeysLike(whole, self.at(node), scope.namespace)

    def unread(
        self,
        node: Node,
        glued: Callable[[str, Location], Finding] = found.glued,
        *,
        certain: bool = True,
    ) -> Iterator[Finding]:
        """The finding about a message that is no constant.

        Args:
            glued: what is said where it is put together of words.
            certain: whether it is a message for sure; if not, words in it have to say so.
        """
        if words_in(node).strip():
            yield glued(text(node), self.at(node))
        elif certain:
            yield found.opaque(text(node), self.at(node))
