"""The process that judges a large upload: see `judging.py`, which starts it."""

import pickle
import resource
import sys
from dataclasses import replace

from l10n.errors import L10nError
from l10n.exchange.judging import Seen, Taken, judge_here, too_large
from l10n.messages import speaking
from l10n.review.decide import Rules
from l10n.review.judges import Judges
from l10n.store.database import Database


def main() -> None:
    """The process: a job from standard input, its answer on standard output."""
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    asked = pickle.loads(sys.stdin.buffer.read(size))  # noqa: S301 - our own words
    place, spoken, memory, job = asked
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    answer: Seen | Taken | L10nError
    try:
        job = replace(job, data=sys.stdin.buffer.read())
        with speaking(spoken), Database(place) as database:
            checker = Judges(job.config, database).checker
            rules = Rules(checker, job.config.review.four_eyes)
            answer = judge_here(database, rules, job)
    except L10nError as error:
        answer = error
    except MemoryError:
        answer = too_large()
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
