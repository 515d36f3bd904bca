"""The translation model: a pre-norm transformer with a deep encoder and a shallow decoder.

Decoding cost on a CPU is the decoder's: every output piece runs through it once a beam, the
encoder runs once a sentence. Hence more encoder than decoder layers (Kasai et al., 2021). One
embedding matrix serves the encoder, the decoder and the output projection (Press & Wolf, 2017).

Shapes in the docstrings: B sentences, S source pieces, T target pieces, N = B * T, D width,
V vocabulary.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights look like; written into every checkpoint."""

    vocabulary: int
    width: int = 384
    heads: int = 6
    hidden: int = 1536
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.1


class Dropout(nn.Module):
    """Dropout that cuts its masks from one long random tape.

    Drawing a fresh Bernoulli mask is single-threaded on a CPU and costs more than the matrix
    products around it; a window at a random offset of a tape costs one multiplication.
    """

    TAPE = 1 << 23
    tape: Tensor

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        kept = torch.rand(self.TAPE) >= rate
        tape = (kept / (1.0 - rate)).to(torch.bfloat16)
        self.register_buffer("tape", tape, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Any shape of at most `TAPE` numbers; larger ones take the slow way."""
        if not self.training or self.rate == 0.0:
            return x
        size = x.numel()
        if size > self.TAPE:
            return F.dropout(x, self.rate)
        start = int(torch.randint(self.TAPE - size + 1, ()))
        return x * self.tape[start : start + size].view(x.shape)


class Attention(nn.Module):
    """Multi-head attention; `memory` is what is attended to (the input itself, or the source)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.output = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Shapes: x (B, T, D), memory (B, S, D), mask (B or 1, 1, T or 1, S) true where attended.

        Written out: on a CPU the fused attention's backward pass takes several times as long
        as these products for the short sentences seen here.
        """
        batch, length, width = x.shape
        split = (batch, -1, self.heads, width // self.heads)
        query = self.query(x).view(split).transpose(1, 2)
        key, value = self.key_value(memory).chunk(2, dim=-1)
        key, value = key.reshape(split).transpose(1, 2), value.reshape(split).transpose(1, 2)
        scores = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5
        mixed = scores.masked_fill(~mask, -1e4).softmax(dim=-1).to(value.dtype) @ value
        out: Tensor = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        return out


class FeedForward(nn.Module):
    """Two linear layers with a ReLU between them."""

    def __init__(self, width: int, hidden: int, dropout: Dropout) -> None:
        super().__init__()
        self.inner = nn.Linear(width, hidden)
        self.outer = nn.Linear(hidden, width)
        self.dropout = dropout

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, D) to the same shape."""
        out: Tensor = self.outer(self.dropout(F.relu(self.inner(x))))
        return out


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward, each normed before and added after."""

    def __init__(self, shape: Shape, dropout: Dropout) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(shape.width)
        self.attention = Attention(shape.width, shape.heads)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.feed = FeedForward(shape.width, shape.hidden, dropout)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Shapes: x (B, S, D), mask (B, 1, 1, S)."""
        normed = self.attention_norm(x)
        x = x + self.dropout(self.attention(normed, normed, mask))
        out: Tensor = x + self.dropout(self.feed(self.feed_norm(x)))
        return out


class DecoderLayer(nn.Module):
    """Causal self-attention, attention to the source, feed-forward."""

    def __init__(self, shape: Shape, dropout: Dropout) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(shape.width)
        self.attention = Attention(shape.width, shape.heads)
        self.source_norm = nn.LayerNorm(shape.width)
        self.source = Attention(shape.width, shape.heads)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.feed = FeedForward(shape.width, shape.hidden, dropout)
        self.dropout = dropout

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor, causal: Tensor) -> Tensor:
        """Shapes: x (B, T, D), memory (B, S, D), mask (B, 1, 1, S), causal (1, 1, T, T)."""
        normed = self.attention_norm(x)
        x = x + self.dropout(self.attention(normed, normed, causal))
        x = x + self.dropout(self.source(self.source_norm(x), memory, mask))
        out: Tensor = x + self.dropout(self.feed(self.feed_norm(x)))
        return out


def sinusoids(length: int, width: int) -> Tensor:
    """Positions (length, width): sines then cosines, as CTranslate2 makes them by default.

    Position p = 1.. and timescale i: angle = p * 10000 ** (-i / (width / 2 - 1)).
    """
    scales = torch.exp(torch.arange(width // 2) * (-math.log(10000.0) / (width // 2 - 1)))
    angles = torch.arange(1, length + 1)[:, None] * scales[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Translator(nn.Module):
    """The whole model: pieces in, the decoder's states or logits out."""

    LONGEST = 500
    """Positions a text can have; what the product sends is a line or a sentence."""

    positions: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        dropout = Dropout(shape.dropout)
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        self.encoder = nn.ModuleList(
            EncoderLayer(shape, dropout) for _ in range(shape.encoder_layers)
        )
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(
            DecoderLayer(shape, dropout) for _ in range(shape.decoder_layers)
        )
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = dropout
        self.register_buffer("positions", sinusoids(self.LONGEST, shape.width), persistent=False)

    def embed(self, pieces: Tensor) -> Tensor:
        """Pieces (B, T) to vectors (B, T, D)."""
        vectors = self.embedding(pieces) * math.sqrt(self.shape.width)
        out: Tensor = self.dropout(vectors + self.positions[: pieces.shape[1]])
        return out

    def encode(self, source: Tensor, mask: Tensor) -> Tensor:
        """Pieces (B, S) and mask (B, 1, 1, S) to the memory (B, S, D)."""
        x = self.embed(source)
        for layer in self.encoder:
            x = layer(x, mask)
        out: Tensor = self.encoder_norm(x)
        return out

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Pieces (B, T) to the states (B, T, D) that each predict the piece after."""
        x = self.embed(target)
        length = target.shape[1]
        causal = torch.ones(1, 1, length, length, dtype=torch.bool).tril()
        for layer in self.decoder:
            x = layer(x, memory, mask, causal)
        out: Tensor = self.decoder_norm(x)
        return out

    def forward(self, source: Tensor, source_mask: Tensor, target: Tensor) -> Tensor:
        """The decoder's states (B, T, D); `source_mask` (B, S) is true on real pieces."""
        mask = source_mask[:, None, None, :]
        return self.decode(target, self.encode(source, mask), mask)

    def logits(self, states: Tensor) -> Tensor:
        """States (..., D) to scores (..., V)."""
        return F.linear(states, self.embedding.weight)
