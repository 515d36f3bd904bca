"""Argos packages decoded by CTranslate2 directly: whole jobs in token-sorted batches.

argostranslate's own loop decodes one paragraph a call; here a job's segments are tokenized
together, sorted by length inside CTranslate2 and decoded with one worker a core.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from l10n.engines import packages
from l10n.engines.interface import Reply, Request, Translator
from l10n.errors import ModelError
from l10n.messages import gettext as _
from l10n.model import Hypothesis

# Tokens in one batch of a worker: enough to fill the vector units, small enough for the cache.
BATCH_TOKENS = 1024
# Tokens that a segment, or its translation, may have. Segments are sentences; models are trained
# on few longer ones, and CTranslate2 cuts longer input off without a word.
MAX_TOKENS = 200
_SENTINELS = tuple(f"⟦{number}⟧" for number in range(8))
# For packages that were not trained with sentinels: short codes that models tend to copy.
_PLAIN_SENTINELS = tuple(f"X{number}Z" for number in range(8))


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
        self._prefix = [package.target_prefix] if package.target_prefix else None
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
        unknown = self._tokenizer.unk_id()
        trained = all(self._tokenizer.piece_to_id(s) != unknown for s in _SENTINELS)
        self.sentinels: Sequence[str] = _SENTINELS if trained else _PLAIN_SENTINELS
        self.model = f"argos {package.name}"
        self.notice = (
            _(
                "The small starter model translates; a larger one: `l10n model install {pair}`."
            ).format(pair=f"{package.from_code}-{package.to_code}")
            if package.origin == "starter"
            else ""
        )

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        """See `Translator.translate`; all requests are one job, too long ones go unanswered."""
        pieces_of = self._tokenizer.encode(
            [request.text for request in requests], out_type=str, num_threads=os.cpu_count() or 1
        )
        fitting = [n for n, pieces in enumerate(pieces_of) if len(pieces) <= MAX_TOKENS]
        if not fitting:
            return []
        tokens = [pieces_of[n] for n in fitting]
        results = self._translator.translate_batch(
            tokens,
            target_prefix=[self._prefix] * len(tokens) if self._prefix else None,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=max(self._beam_size, hypotheses),
            num_hypotheses=hypotheses,
            max_decoding_length=MAX_TOKENS,
            return_scores=True,
            disable_unk=True,
        )
        prefix = len(self._prefix or ())
        texts = self._tokenizer.decode(
            [pieces[prefix:] for result in results for pieces in result.hypotheses]
        )
        return [
            Reply(
                requests[fitting[number]].id,
                tuple(
                    Hypothesis(text, score)
                    for text, score in zip(
                        texts[number * hypotheses : (number + 1) * hypotheses],
                        result.scores,
                        strict=True,
                    )
                ),
            )
            for number, result in enumerate(results)
        ]


class Argos:
    """The default: offline, with what is installed or the starter package."""

    name = "argos"

    def open(self, source: str, target: str, options: Mapping[str, Any]) -> Translator:
        """See `Engine.open`. Option `beam_size`: 1 is fastest, 4 searches widest."""
        return ArgosTranslator(packages.find(source, target), int(options.get("beam_size", 2)))


ENGINE = Argos()
