"""Strings that a release has no words for, counted: what readers saw in the source's language."""

import threading
from collections import Counter

# Who asks for a text of their own each time fills no memory.
_MOST = 10_000


class Missing:
    """A string that was asked for, and how often; `locale` is the one that was asked for."""

    # No dataclass: it would cost the start of the app more than all else here together.
    __slots__ = ("context", "count", "locale", "message")

    def __init__(self, locale: str, context: str, message: str, count: int) -> None:
        self.locale, self.context, self.message, self.count = locale, context, message, count

    def __repr__(self) -> str:
        said = (self.locale, self.context, self.message, self.count)
        return f"Missing{said!r}"


class Counted:
    """The strings that were missing, from all threads.

    Attributes:
        others: how often further strings were, of which only so much is known.
    """

    def __init__(self) -> None:
        self.others = 0
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._lock = threading.Lock()

    def add(self, locale: str, context: str, message: str) -> None:
        """One more."""
        key = (locale, context, message)
        with self._lock:
            if key in self._counts or len(self._counts) < _MOST:
                self._counts[key] += 1
            else:
                self.others += 1

    def listed(self) -> list[Missing]:
        """All of them, the most frequent first."""
        with self._lock:
            found = self._counts.most_common()
        return [Missing(*key, count) for key, count in found]

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self._counts.clear()
            self.others = 0
