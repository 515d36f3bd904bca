"""Reads the weights of a CTranslate2 model back into the network they were written from."""

import struct
from collections.abc import Mapping
from io import BytesIO
from typing import IO, cast

import numpy as np
import torch
from torch import Tensor, nn

from l10n.training.network import (
    Attention,
    DecoderLayer,
    EncoderLayer,
    FeedForward,
    Shape,
    Translator,
)

_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""CTranslate2's numbers of data types."""

Weights = dict[str, Tensor]


def restored(binary: bytes, dropout: float) -> Translator:
    """The network that a `model.bin` was written from, its int8 weights as floats."""
    weights = read(BytesIO(binary))
    vocabulary, width = weights["decoder/embeddings/weight"].shape
    shape = Shape(
        vocabulary,
        width,
        heads=int(weights["encoder/num_heads"]),
        hidden=len(weights["encoder/layer_0/ffn/linear_0/bias"]),
        encoder_layers=layers_of("encoder", weights),
        decoder_layers=layers_of("decoder", weights),
        dropout=dropout,
    )
    model = Translator(shape)
    with torch.no_grad():
        copy_layers(model, weights)
        model.embedding.weight.copy_(weights["decoder/embeddings/weight"])
    return model


def blended(base: Translator, trained: Translator, share: float) -> Translator:
    """A network whose weights lie between those of two: at the base's for 0, the trained for 1."""
    model = Translator(base.shape)
    model.eval()
    theirs = trained.state_dict()
    model.load_state_dict(
        {name: torch.lerp(own, theirs[name], share) for name, own in base.state_dict().items()}
    )
    return model


def layers_of(side: str, weights: Mapping[str, Tensor]) -> int:
    """How many layers the encoder or the decoder has."""
    return sum(k.startswith(side) and k.endswith("/ffn/linear_0/bias") for k in weights)


def read(binary: IO[bytes]) -> Weights:
    """The float weights of a CTranslate2 `model.bin` (version 6), int8 ones rescaled."""

    def number(code: str) -> int:
        return int(struct.unpack("<" + code, binary.read(struct.calcsize(code)))[0])

    def name() -> str:
        return binary.read(number("H"))[:-1].decode()

    arrays: dict[str, np.ndarray] = {}
    number("I"), name(), number("I")
    for _ in range(number("I")):
        key = name()
        dimensions = [number("I") for _ in range(number("B"))]
        kind = _TYPES[number("B")]
        arrays[key] = np.frombuffer(binary.read(number("I")), kind).reshape(dimensions)
    weights = {
        key: torch.tensor(array.astype(np.float32) / arrays[key + "_scale"][:, None])
        if array.dtype == np.int8 and array.ndim
        else torch.tensor(array)
        for key, array in arrays.items()
    }
    for _ in range(number("I")):
        alias = name()
        weights[alias] = weights[name()]
    return weights


def copy_layers(model: Translator, weights: Weights) -> None:
    """Copies every layer; new encoder layers stand evenly between the older ones."""
    older = layers_of("encoder", weights)
    places = [number * len(model.encoder) // older for number in range(older)]
    for number, layer in enumerate(cast("list[EncoderLayer]", list(model.encoder))):
        if number in places:
            part = f"encoder/layer_{places.index(number)}/"
            _copy_attention(layer.attention, layer.attention_norm, weights, part + "self_attention")
            _copy_feed(layer.feed, layer.feed_norm, weights, part + "ffn")
        else:
            _silence(layer.attention.output)
            _silence(layer.feed.outer)
    for number, cross in enumerate(cast("list[DecoderLayer]", list(model.decoder))):
        part = f"decoder/layer_{number}/"
        _copy_attention(cross.attention, cross.attention_norm, weights, part + "self_attention")
        _copy_attention(cross.source, cross.source_norm, weights, part + "attention")
        _copy_feed(cross.feed, cross.feed_norm, weights, part + "ffn")
    _copy_norm(model.encoder_norm, weights, "encoder")
    _copy_norm(model.decoder_norm, weights, "decoder")


def _silence(linear: nn.Linear) -> None:
    linear.weight.zero_()
    linear.bias.zero_()


def _copy_norm(norm: nn.LayerNorm, weights: Weights, part: str) -> None:
    norm.weight.copy_(weights[part + "/layer_norm/gamma"])
    norm.bias.copy_(weights[part + "/layer_norm/beta"])


def _copy_attention(attention: Attention, norm: nn.LayerNorm, weights: Weights, part: str) -> None:
    _copy_norm(norm, weights, part)
    linears = sorted(key for key in weights if key.startswith(part + "/linear_"))
    weight = torch.cat([weights[key] for key in linears if key.endswith("/weight")])
    bias = torch.cat([weights[key] for key in linears if key.endswith("/bias")])
    width = norm.weight.shape[0]
    for linear, start in ((attention.query, 0), (attention.key_value, 1), (attention.output, 3)):
        end = start * width + linear.out_features
        linear.weight.copy_(weight[start * width : end])
        linear.bias.copy_(bias[start * width : end])


def _copy_feed(feed: FeedForward, norm: nn.LayerNorm, weights: Weights, part: str) -> None:
    """Units beyond the older ones keep their random input and get no output yet."""
    _copy_norm(norm, weights, part)
    units = len(weights[part + "/linear_0/bias"])
    _silence(feed.outer)
    feed.inner.weight[:units] = weights[part + "/linear_0/weight"]
    feed.inner.bias[:units] = weights[part + "/linear_0/bias"]
    feed.outer.weight[:, :units] = weights[part + "/linear_1/weight"]
    feed.outer.bias.copy_(weights[part + "/linear_1/bias"])
