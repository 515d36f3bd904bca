"""The rows that come with the starter, for who trains it on: a fair share of our own."""

from collections.abc import Iterator
from hashlib import sha256

from models.corpus import OWN, Pair, read_rows, usable

ROWS = 20_000


def chosen() -> list[tuple[str, str, str]]:
    """Domain, English and Chinese of rows by their hash: always the same, in an order by chance."""
    cleaned = usable(_authored(), ())
    return [(p.domain, p.en, p.zh) for p in sorted(cleaned, key=_hash)[:ROWS]]


def _authored() -> Iterator[Pair]:
    for path in sorted(OWN.glob("*.tsv.xz")):
        yield from read_rows(path)


def _hash(pair: Pair) -> bytes:
    return sha256(f"{pair.en}\t{pair.zh}".encode()).digest()
