"""A model as small as one can be: it loads and answers, and translates nothing."""

from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

WIDTH, HIDDEN = 16, 32


def files(tokenizer: bytes, folder: Path) -> dict[str, bytes]:
    """The files of a CTranslate2 model with the pieces of a tokenizer, by name."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    dice = np.random.default_rng(1)

    def numbers(*shape: int) -> Any:
        return dice.normal(0, 0.1, shape).astype(np.float32)

    def linear(there: Any, rows: int, columns: int) -> None:
        there.weight, there.bias = numbers(rows, columns), numbers(rows)

    def norm(there: Any) -> None:
        there.gamma, there.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    embedding = numbers(len(pieces), WIDTH)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = numbers(256, WIDTH)
        norm(side.layer_norm)
        [layer] = side.layer
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
        linear(layer.self_attention.linear[1], WIDTH, WIDTH)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, HIDDEN, WIDTH)
        linear(layer.ffn.linear_1, WIDTH, HIDDEN)
    [layer] = spec.decoder.layer
    norm(layer.attention.layer_norm)
    linear(layer.attention.linear[0], WIDTH, WIDTH)
    linear(layer.attention.linear[1], 2 * WIDTH, WIDTH)
    linear(layer.attention.linear[2], WIDTH, WIDTH)
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    ctranslate2.Translator(str(folder))
    return {path.name: path.read_bytes() for path in folder.iterdir()}
