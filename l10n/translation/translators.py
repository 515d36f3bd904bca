"""What translating takes, opened once and kept for a run: store, engines, glossary."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from l10n import plugins
from l10n.engines.interface import Engine, Reply, Request, Translator
from l10n.errors import L10nError, ModelError
from l10n.formats.tmx import Remembered
from l10n.glossary.pairs import THROUGHOUT, pairs, throughout
from l10n.glossary.term import Term
from l10n.messages import gettext as _
from l10n.model import Catalog, Likelihood
from l10n.project import glossaries, memories
from l10n.project.config import Config
from l10n.store.hypotheses import HypothesisStore
from l10n.text.chinese import code_of, speaks_of
from l10n.text.locales import full_name
from l10n.text.plurals import language
from l10n.translation import calibrations, quality
from l10n.translation.calibrations import Kept
from l10n.translation.fill import open_to_machines
from l10n.translation.memory import Known, Memory, approved_texts
from l10n.translation.spelling import AsItIs, Spelling
from l10n.translation.suggest import Suggester
from l10n.translation.waves import HYPOTHESES, SegmentTranslator

# So many approved texts say how a project speaks; more only cost time.
_LEARNED_FROM = 10_000
# What the product's own models speak; any other direction is used where a user has a model for it.
_OURS = frozenset({"zh", "en"})


@dataclass(slots=True)
class Nobody:
    """A direction that no machine speaks: memory answers, and the rest waits for people."""

    notice: str
    model: str = "nobody"
    sentinels: Sequence[str] = ()
    markers: tuple[str, str] | None = None

    def translate(self, _requests: Sequence[Request], _hypotheses: int, /) -> Iterable[Reply]:
        """No reply to any."""
        return ()

    def score(self, _pairs: Sequence[tuple[str, str]], /) -> Sequence[Likelihood]:
        """It can't tell."""
        return ()


@dataclass(slots=True)
class Translators:
    """Opens an engine when a direction is first asked for.

    Attributes:
        errors: files of glossary and memory that couldn't be read; the others are used.
        imported: what other tools remember.
        notices: what the engines want the user to know.
        calibrations: the project's; the estimates of quality go through the one in use.
    """

    config: Config
    engine: Engine
    store: HypothesisStore
    terms: list[Term]
    errors: list[L10nError]
    imported: list[Remembered] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    calibrations: Kept = field(default_factory=Kept)
    _opened: dict[tuple[str, str], Translator] = field(default_factory=dict, init=False)
    _told: set[tuple[str, str]] = field(default_factory=set, init=False)

    def translator(self, source: str, target: str) -> Translator:
        """The engine for a direction of locales.

        Raises:
            ModelError: where the engine has no model for it, and should: between zh and en.
        """
        pair = (language(source), language(target))
        opened = self._engine(pair)
        if pair not in self._told:
            self._told.add(pair)
            if opened.notice:
                self.notices.append(opened.notice)
            known = quality.calibrated(opened.model) or opened.model in self.calibrations.models
            if not (isinstance(opened, Nobody) or known):
                told = _("Quality is estimated as for the starter; for {model} it is a guess.")
                self.notices.append(told.format(model=opened.model))
        return opened

    def speaks(self, source: str, target: str) -> bool:
        """Whether there is a model for a direction of locales at all."""
        return not isinstance(self.translator(source, target), Nobody)

    def back(self, source: str, target: str) -> Translator | None:
        """The engine from the target's locale to the source's, None where it has no model.

        It tells how likely a source is given its translation, and the user nothing.
        """
        try:
            return self._engine((language(target), language(source)))
        except ModelError:
            return None

    def _engine(self, pair: tuple[str, str]) -> Translator:
        if pair not in self._opened:
            self._opened[pair] = self._open(*pair)
        return self._opened[pair]

    def _open(self, source: str, target: str) -> Translator:
        if source == target == "zh":
            return AsItIs()
        options = {"beam_size": self.config.engine.beam_size, **self.config.engine.options}
        options["project"] = self.config.root
        try:
            return self.engine.open(source, target, options)
        except ModelError:
            if {source, target} <= _OURS:
                raise
            told = _("No model translates {source} to {target}: what no memory has is for people.")
            return Nobody(told.format(source=source, target=target))

    def suggester(self, source: str, target: str, catalogs: Iterable[Catalog]) -> Suggester:
        """Makes suggestions from one locale to another, with the memory of these catalogs.

        Args:
            catalogs: those of the project, in whatever locale; their approved words count.
        """
        catalogs = list(catalogs)
        terms = [*self.terms, *learned(catalogs, self.terms, source, target)]
        # In bulk, with a beam of 1, long sentences are not weighed both ways: captions would take
        # thrice the time.
        beam = max(1, min(HYPOTHESES, self.config.engine.beam_size))
        translator = SegmentTranslator(
            self.translator(source, target),
            glossaries.matcher(terms, source, target),
            language(target),
            self.store,
            Spelling.between(source, target),
            beam,
            self.calibrations.current,
            partial(self.back, source, target) if beam == HYPOTHESES else None,
        )
        known = memories.of_direction(self.imported, source, target)
        imported = [
            Known((m.source,), (m.target,), m.context, m.whose, m.at, imported=True) for m in known
        ]
        memory = Memory(catalogs, target, imported)
        return Suggester(translator, memory, target, source)


def learned(
    catalogs: Iterable[Catalog], terms: Iterable[Term], source: str, target: str
) -> list[Term]:
    """The words that a project's approved translations use throughout, as terms it prefers.

    None where nothing waits for a machine, and of what the glossary knows.
    """
    own = [catalog for catalog in catalogs if catalog.locale == target]
    if not any(open_to_machines(entry, target) for catalog in own for entry in catalog.entries):
        return []
    known = [t.source for t in terms if speaks_of(t.target_language, target)]
    texts = (text for catalog in own for text in approved_texts(catalog))
    found = pairs(islice(texts, _LEARNED_FROM), known, THROUGHOUT)
    return throughout(found, code_of(full_name(source)), code_of(full_name(target)))


@contextmanager
def opened(
    config: Config, engine: str | None = None, glossary_files: Iterable[str] = ()
) -> Iterator[Translators]:
    """The translators of a project.

    Args:
        config: the project.
        engine: an engine's name, instead of the project's.
        glossary_files: globs, instead of the project's.

    Raises:
        ConfigError: where there is no such engine.
        StorageError: where the store can't be opened.
    """
    chosen: Engine = plugins.pick("engines", engine or config.engine.name)
    terms, errors = glossaries.load_files(config, tuple(glossary_files) or config.glossary)
    imported, unread = memories.load(config)
    kept = calibrations.load(config)
    with ExitStack() as stack:
        store = stack.enter_context(HypothesisStore(config.root / config.cache))
        errors = [*errors, *unread]
        yield Translators(config, chosen, store, terms, errors, imported, calibrations=kept)
