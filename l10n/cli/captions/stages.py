"""What translates the posts of a run: this process, or the actors of a Ray."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from l10n import extras
from l10n.captions import directions, on_ray, reading
from l10n.captions.blocks import Directions, Here, Stage
from l10n.cli import console
from l10n.messages import gettext as _
from l10n.moderation import lists
from l10n.project.config import Config
from l10n.translation import translators
from l10n.translation.translators import Translators


@dataclass(frozen=True, slots=True)
class Ray:
    """Where a Ray is.

    Attributes:
        address: "" for one of our own, on this machine.
        workers: 0 for as many as there are processors.
    """

    address: str
    workers: int


@contextmanager
def opened(
    settings: Config, engine: str | None, ray: Ray | None
) -> Iterator[tuple[Stage, Translators]]:
    """The stage of a run, and the translators that this process opened.

    Args:
        engine: an engine's name, instead of the project's.
        ray: None to translate in this process.

    Raises:
        ConfigError: where the extra of Ray is not installed.
    """
    if ray is None:
        with _here(settings, engine) as (here, translating):
            yield here, translating
        return
    try:
        on_ray.library()
    except ModuleNotFoundError as error:
        if (told := extras.missing(error, "ray")) is None:
            raise
        raise told from error
    with _here(settings, engine) as (here, translating):
        there = partial(elsewhere, settings, engine)
        planned = partial(console.progress, _("reading posts"))
        yield on_ray.OnRay(there, here.stamp, ray.address, ray.workers, planned), translating


@contextmanager
def elsewhere(settings: Config, engine: str | None) -> Iterator[Directions]:
    """What an actor translates with: a cache of its own, since nodes share no SQLite file."""
    with (
        tempfile.TemporaryDirectory(prefix="l10n-") as folder,
        _here(replace(settings, cache=str(Path(folder) / "store.sqlite")), engine) as (here, _told),
    ):
        yield here.directions


@contextmanager
def _here(settings: Config, engine: str | None) -> Iterator[tuple[Here, Translators]]:
    """What becomes of a post in each language: it goes to every locale it is not written for."""
    bulk = directions.in_bulk(settings)
    with translators.opened(bulk, engine, settings.caption_glossary) as translating:
        glossary, screen = directions.glossary_of(translating), lists.load(settings)
        yield (
            Here(
                {
                    spoken: [
                        directions.into(settings, translating, spoken, locale, glossary, screen)
                        for locale in reading.locales(settings)
                        if not reading.is_written_for(spoken, locale, settings)
                    ]
                    for spoken in directions.SPOKEN
                }
            ),
            translating,
        )
