"""Writes a trained model as an int8 CTranslate2 model and as two Argos packages.

Both packages hold the same model; the direction is the target prefix in their metadata.
Argos joins output pieces itself and turns `_` into a space, and knows no end mark: the model
adds `</s>` to the source by its own configuration.
"""

import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import ctranslate2
import numpy as np
import torch
from ctranslate2.specs import TransformerSpec
from torch import Tensor, nn

from models import vocabulary
from models.network import Attention, DecoderLayer, EncoderLayer, FeedForward, Shape, Translator

VERSION = "0.5"
_NAMES = {"en": "English", "zh": "Chinese"}
_PREFIX = {"en": vocabulary.TO_EN, "zh": vocabulary.TO_ZH}
AVERAGED = 4
"""Snapshots of a trunk averaged, the newest ones."""
DIRECTIONS = (("en", "zh"), ("zh", "en"))


def average(snapshots: Sequence[Path]) -> Translator:
    """A model with the mean of the snapshots' weights."""
    loaded: list[dict[str, Any]] = [torch.load(path) for path in snapshots]
    model = Translator(Shape(**loaded[0]["shape"]))
    weights: list[dict[str, Tensor]] = [content["model"] for content in loaded]
    model.load_state_dict(
        {name: torch.stack([w[name] for w in weights]).mean(0) for name in weights[0]}
    )
    return model.eval()


def specification(model: Translator, pieces: list[str]) -> TransformerSpec:
    """The CTranslate2 form of `model`; `pieces` is the vocabulary in the order of the ids."""
    shape = model.shape
    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True
    )
    embedding = _numbers(model.embedding.weight)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    for side, norm in ((spec.encoder, model.encoder_norm), (spec.decoder, model.decoder_norm)):
        side.scale_embeddings = True
        side.position_encodings.encodings = _numbers(model.positions)
        _set_norm(side.layer_norm, norm)
    encoder = cast("list[EncoderLayer]", list(model.encoder))
    for there, layer in zip(spec.encoder.layer, encoder, strict=True):
        _set_self_attention(there.self_attention, layer.attention_norm, layer.attention)
        _set_feed_forward(there.ffn, layer.feed_norm, layer.feed)
    decoder = cast("list[DecoderLayer]", list(model.decoder))
    for there, cross in zip(spec.decoder.layer, decoder, strict=True):
        _set_self_attention(there.self_attention, cross.attention_norm, cross.attention)
        _set_source_attention(there.attention, cross.source_norm, cross.source)
        _set_feed_forward(there.ffn, cross.feed_norm, cross.feed)
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    return spec


def _numbers(tensor: Tensor) -> np.ndarray:
    """A copy: CTranslate2 quantizes in place."""
    return tensor.detach().float().numpy().copy()


def _set_norm(there: Any, norm: nn.LayerNorm) -> None:
    there.gamma, there.beta = _numbers(norm.weight), _numbers(norm.bias)


def _set_linear(there: Any, *linears: nn.Linear) -> None:
    """Several linear layers of one input become one, their outputs side by side."""
    there.weight = np.concatenate([_numbers(linear.weight) for linear in linears])
    there.bias = np.concatenate([_numbers(linear.bias) for linear in linears])


def _set_self_attention(there: Any, norm: nn.LayerNorm, attention: Attention) -> None:
    _set_norm(there.layer_norm, norm)
    _set_linear(there.linear[0], attention.query, attention.key_value)
    _set_linear(there.linear[1], attention.output)


def _set_source_attention(there: Any, norm: nn.LayerNorm, attention: Attention) -> None:
    _set_norm(there.layer_norm, norm)
    _set_linear(there.linear[0], attention.query)
    _set_linear(there.linear[1], attention.key_value)
    _set_linear(there.linear[2], attention.output)


def _set_feed_forward(there: Any, norm: nn.LayerNorm, feed: FeedForward) -> None:
    _set_norm(there.layer_norm, norm)
    _set_linear(there.linear_0, feed.inner)
    _set_linear(there.linear_1, feed.outer)


def write_model(model: Translator, sentencepiece: Path, folder: Path) -> None:
    """Writes the int8 CTranslate2 model to `folder`, replacing what is there."""
    processor = vocabulary.load(sentencepiece)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec = specification(model, pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))
    ctranslate2.Translator(str(folder))


def write_packages(model: Path, sentencepiece: Path, readme: str, folder: Path) -> list[Path]:
    """Zips the model into one Argos package a direction; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    packages = []
    for source, target in DIRECTIONS:
        stem = f"translate-{source}_{target}-{VERSION.replace('.', '_')}"
        path = folder / f"{stem}.argosmodel"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            about = json.dumps(metadata(source, target), indent=1)
            archive.writestr(f"{stem}/metadata.json", about)
            archive.writestr(f"{stem}/README.md", readme)
            archive.write(sentencepiece, f"{stem}/sentencepiece.model")
            for part in sorted(model.iterdir()):
                archive.write(part, f"{stem}/model/{part.name}")
        packages.append(path)
    return packages


def metadata(source: str, target: str) -> dict[str, str]:
    """What Argos reads about a package."""
    return {
        "package_version": VERSION,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": _NAMES[source],
        "to_code": target,
        "to_name": _NAMES[target],
        "type": "translate",
        "target_prefix": _PREFIX[target],
    }
