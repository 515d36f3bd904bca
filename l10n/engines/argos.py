"""Argos packages decoded by CTranslate2 directly: whole jobs in token-sorted batches.

argostranslate's own loop decodes one paragraph a call; here a job's segments are tokenized
together, sorted by length inside CTranslate2 and decoded with one worker a core.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from l10n.engines import packages, probe
from l10n.engines.interface import Reply, Request, Translator
from l10n.errors import ModelError
from l10n.messages import gettext as _
from l10n.model import Hypothesis

# Tokens in one batch of a worker: enough to fill the vector units, small enough for the cache.
BATCH_TOKENS = 1024
# Tokens that a segment, or its translation, may have. Segments are sentences; models are trained
# on few longer ones, and CTranslate2 cuts longer input off without a word.
MAX_TOKENS = 200
_MARKERS = ("⟦=⟧", "⟦/⟧")


class ArgosTranslator:
    """One package, loaded.

    Args:
        package: the package.
        beam_size: beams of the search; hypotheses asked for beyond it widen it.
    """

    def __init__(self, package: packages.Package, beam_size: int) -> None:
        import ctranslate2  # noqa: PLC0415 - a third of a second, only where it decodes
        import sentencepiece  # noqa: PLC0415 - as above

        self._package = package
        self._beam_size = beam_size
        self._prefix = [package.target_prefix] if package.target_prefix else []
        try:
            self._tokenizer = sentencepiece.SentencePieceProcessor(
                model_proto=package.read("sentencepiece.model")
            )
            self._translator = ctranslate2.Translator(
                package.name,
                files=package.model_files(),
                inter_threads=os.cpu_count() or 1,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                _("The model can't be loaded: {reason}.").format(reason=error),
                path=package.path,
                remedy=_("Install it again: `l10n model install FILE`."),
            ) from error
        probed = probe.read(package.probe_path) or probe.Probed(probe.FORMS[0], 0.0)
        self.sentinels: Sequence[str] = probed.sentinels
        self.markers = _MARKERS if self._knows(_MARKERS) else None
        # The weights' hash goes into cache keys, provenance and manifest: a version can lie.
        self.model = f"argos {package.name} sha256:{package.digest()[:16]}"
        self.notice = ""
        if package.origin == "starter":
            pair = f"{package.from_code}-{package.to_code}"
            sentence = _("The small starter model translates; a larger one: `{command}`.")
            self.notice = sentence.format(command=f"l10n model install {pair}")

    def spells(self, text: str) -> bool:
        """Whether the tokenizer knows every character of a text."""
        return self._tokenizer.unk_id() not in self._tokenizer.encode(text)

    def forms(self) -> list[str]:
        """The forms of sentinels to try: the trained one alone, else all that can be spelt."""
        if self._knows(probe.Probed(probe.FORMS[0], 0.0).sentinels):
            return [probe.FORMS[0]]
        return [f for f in probe.FORMS if self.spells("".join(probe.Probed(f, 0.0).sentinels))]

    def _knows(self, pieces: Iterable[str]) -> bool:
        unknown = self._tokenizer.unk_id()
        return all(self._tokenizer.piece_to_id(piece) != unknown for piece in pieces)

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        """See `Translator.translate`; all requests are one job, too long ones go unanswered."""
        encoded = self._encode([request.text for request in requests])
        jobs = [
            (request, pieces)
            for request, pieces in zip(requests, encoded, strict=True)
            if len(pieces) <= MAX_TOKENS
        ]
        # CTranslate2 takes one setting of repetition a call; nearly every job has one group.
        for length in {request.no_repeat for request, _pieces in jobs}:
            yield from self._decode(
                [job for job in jobs if job[0].no_repeat == length], hypotheses, length
            )

    def _decode(
        self, jobs: Sequence[tuple[Request, list[str]]], hypotheses: int, no_repeat: int
    ) -> Iterable[Reply]:
        prefixes = [
            self._prefix + (self._encode([request.prefix])[0] if request.prefix else [])
            for request, _pieces in jobs
        ]
        results = self._translator.translate_batch(
            [pieces for _request, pieces in jobs],
            target_prefix=prefixes,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=max(self._beam_size, hypotheses),
            num_hypotheses=hypotheses,
            max_decoding_length=MAX_TOKENS,
            no_repeat_ngram_size=no_repeat,
            return_scores=True,
            disable_unk=True,
        )
        skip = len(self._prefix)
        texts = iter(
            self._tokenizer.decode([h[skip:] for result in results for h in result.hypotheses])
        )
        for (request, _pieces), result in zip(jobs, results, strict=True):
            scored = tuple(Hypothesis(next(texts), score) for score in result.scores)
            yield Reply(request.id, scored)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        """See `Translator.score`: one forward pass, no search."""
        sources = self._encode([source for source, _target in pairs])
        targets = self._encode([target for _source, target in pairs])
        results = self._translator.score_batch(
            [pieces[:MAX_TOKENS] for pieces in sources],
            [self._prefix + pieces[:MAX_TOKENS] for pieces in targets],
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
        )
        left_out = {*self.sentinels, *self._prefix}
        return [
            _mean([p for t, p in zip(r.tokens, r.log_probs, strict=True) if t not in left_out])
            for r in results
        ]

    def _encode(self, texts: Sequence[str]) -> list[list[str]]:
        encoded: list[list[str]] = self._tokenizer.encode(
            list(texts), out_type=str, num_threads=os.cpu_count() or 1
        )
        return encoded


def speller(source: str, target: str) -> Callable[[str], bool] | None:
    """Tells whether the package of a direction can write a text; None where there is no package.

    Only the tokenizer is read, so that a glossary is linted without loading a model.
    """
    import sentencepiece  # noqa: PLC0415 - as above

    try:
        proto = packages.find(source, target).read("sentencepiece.model")
        tokenizer = sentencepiece.SentencePieceProcessor(model_proto=proto)
    except (ModelError, RuntimeError):
        return None

    def spells(text: str) -> bool:
        # Byte by byte a model could write anything, but none was trained to.
        pieces = tokenizer.encode(text)
        return not any(tokenizer.is_unknown(piece) or tokenizer.is_byte(piece) for piece in pieces)

    return spells


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def probe_package(package: packages.Package, progress: Callable[[int, int], None]) -> probe.Probed:
    """Find which symbols survive a package, and keep it beside the package."""
    translator = ArgosTranslator(package, beam_size=1)
    probed = probe.probe(translator, package.from_code, translator.forms(), progress)
    probe.write(package.probe_path, probed)
    return probed


class Argos:
    """The default: offline, with what is installed or the starter package."""

    name = "argos"

    def open(self, source: str, target: str, options: Mapping[str, Any]) -> Translator:
        """See `Engine.open`. Option `beam_size`: 1 is fastest, 4 searches widest."""
        return ArgosTranslator(packages.find(source, target), int(options.get("beam_size", 2)))


ENGINE = Argos()
