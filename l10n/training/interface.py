"""What a pair is to the trainer, wherever it comes from."""

from typing import Protocol

from l10n.model import Syntax


class Pair(Protocol):
    """One text in both languages."""

    @property
    def domain(self) -> str:
        """What kind of text it is: ui, talk, social, docs, dict."""
        ...

    @property
    def group(self) -> str:
        """What its draw weight goes by."""
        ...

    @property
    def syntax(self) -> Syntax:
        """How it writes its placeables."""
        ...

    @property
    def en(self) -> str:
        """The text in English."""
        ...

    @property
    def zh(self) -> str:
        """The text in Chinese."""
        ...
