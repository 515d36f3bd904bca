"""What a run of `l10n captions translate` tells beside its pairs: errors, repeated ids, notices."""

from collections import Counter
from collections.abc import Iterator
from typing import Self

from l10n.captions import posts
from l10n.captions.state import State
from l10n.cli import console
from l10n.errors import L10nError
from l10n.messages import gettext as _
from l10n.model import Location
from l10n.store.seen import Seen
from l10n.text.visible import visible

# So many errors are kept to be told; of the others there is a count.
_KEPT_ERRORS = 1_000
# A line's number beside that of its input, in one whole number.
_LINE_BITS = 40
_LINES = (1 << _LINE_BITS) - 1


class Told:
    """What a run tells that waits for its end; bounded, whatever the posts.

    Args:
        in_table: whether the pairs go into one.

    Attributes:
        repeated: how many posts had the id of one before.
    """

    def __init__(self, *, in_table: bool) -> None:
        self.errors: list[L10nError] = []
        self.repeated = 0
        self._paths: dict[int, str] = {}
        self._in_table = in_table
        self._ids = Seen()
        self._twice: list[str] = []
        self._more = 0
        self._seen: dict[str, posts.Seen] = {}

    def error(self, error: L10nError) -> None:
        """Something that can't be read."""
        if len(self.errors) < _KEPT_ERRORS:
            self.errors.append(error)
        else:
            self._more += 1

    def seen(self, place: str, seen: posts.Seen) -> None:
        """What the first posts of an input told."""
        if (seen.left_alone or seen.unheard) and len(self._seen) < _KEPT_ERRORS:
            self._seen[place] = seen

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ids.__exit__(None, None, None)

    def met(self, name: str, number: int, at: Location) -> None:
        """A post that is read; one whose id stood before is a finding."""
        self._paths[number] = at.path
        here = number << _LINE_BITS | at.line
        first = self._ids.first(name, here)
        if first == here:
            return
        self.repeated += 1
        if len(self._twice) < console.SHOWN:
            before = Location(self._paths[first >> _LINE_BITS], first & _LINES)
            sentence = _("{place}: the id {id} stands at {before} already.")
            told = sentence.format(place=at, id=name[:60], before=before)
            self._twice.append(visible(told))

    def notices(self, ended: State) -> Iterator[str]:
        """What is not wrong but should be known."""
        left: Counter[tuple[str, ...]] = Counter(s.left_alone for s in self._seen.values())
        for place, seen in self._seen.items():
            if seen.left_alone and (more := left.pop(seen.left_alone, 0)):
                sentence = _("{path}: fields left alone: {names}.")
                yield visible(sentence.format(path=place, names=", ".join(seen.left_alone)))
                if more > 1:
                    yield _("… and so in {count} more files.").format(count=more - 1)
        for name in dict.fromkeys(n for s in self._seen.values() for n in s.unheard):
            sentence = _(
                "Posts are to be skipped by {name}, and the first of them have no such field."
            )
            yield visible(sentence.format(name=name))
        yield from self._repeats()
        counts = ended.counts
        for name in counts.open:
            yield visible(_("No answer for {id}.").format(id=name))
        if more := counts.unanswered - len(counts.open):
            yield _('… and {count} more; their "target" is null in the pairs.').format(count=more)
        if self._more:
            yield _("… and {count} more such errors.").format(count=self._more)

    def _repeats(self) -> Iterator[str]:
        """The ids that came again, and whose words count then."""
        yield from self._twice
        if more := self.repeated - len(self._twice):
            yield _("… and {count} more such ids.").format(count=more)
        if self.repeated and self._in_table:
            yield _("Of posts with one id the table keeps the last.")
        elif self.repeated:
            yield _(
                "Of posts with one id all stand among the pairs; `l10n sync` takes the first, and "
                "tells of the others."
            )
