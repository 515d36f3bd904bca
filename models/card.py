"""The README that travels inside a package: what it is, its data, licences and figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.corpus import Pair
from models.evaluate import Figures, Quality, Share
from models.network import Translator


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the training data, for its attribution."""

    name: str
    origin: str
    licence: str
    pairs: int


def sources(pairs: Iterable[Pair], origins: dict[str, str]) -> list[Source]:
    """The sources of `pairs`, the largest first."""
    counts = Counter((pair.source, pair.licence) for pair in pairs)
    return [
        Source(name, origins.get(name, "written for this project"), licence, count)
        for (name, licence), count in counts.most_common()
    ]


def render(
    model: Translator, data: Sequence[Source], older: str | None, figures: Figures | None
) -> str:
    """The whole README in Markdown; `older` is the package whose weights training started from."""
    parts = [
        "# Starter translation model, Chinese and English\n",
        _model(model),
        _weaknesses(),
        _figures(figures) if figures else "",
        _data(data, older),
    ]
    return "\n".join(part for part in parts if part)


def _model(model: Translator) -> str:
    shape = model.shape
    parameters = sum(parameter.numel() for parameter in model.parameters())
    return (
        f"One transformer for both directions, the same in both packages: pre-norm, "
        f"{shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers, width "
        f"{shape.width}, feed-forward {shape.hidden}, {shape.vocabulary:,} shared pieces, "
        f"{parameters / 1e6:.1f}M parameters, int8 CTranslate2. The target prefix in "
        "`metadata.json` picks the direction.\n\n"
        "Pieces made for localization: `⟦0⟧` to `⟦7⟧` stand for masked spans and come out "
        "where the span belongs; `source term⟦=⟧target term⟦/⟧` in the source says how that "
        "term is to be translated.\n"
    )


def _weaknesses() -> str:
    return (
        "## Weak\n"
        "Long prose, names of people and places that are not in the data, slang and jokes, "
        "anything that needs the sentence before. Figures and negations can be wrong in a "
        "fluent sentence: have a person read what is shipped.\n"
    )


def _figures(figures: Figures) -> str:
    rows = [
        "## Figures\n",
        "Beam 4, locks masked. chrF for en-zh, chrF++ for zh-en; BLEU tokenized zh / 13a.",
        "`social` is the held-out last tenth of the authored posts, the other rows are the dev",
        "set: ui of two projects that gave nothing to training, talk and docs of sources that did.",
        "",
        "| texts | direction | pairs | chrF | BLEU |",
        "|---|---|---:|---:|---:|",
        *map(_quality_row, figures.quality),
        "",
        "| direction | placeholders that come out once | with words masked too | inline terms |",
        "|---|---:|---:|---:|",
    ]
    rows += [
        f"| {r.direction} | {_share(r.locks)} | {_share(r.words)} | {_share(r.terms)} |"
        for r in figures.robustness
    ]
    signatures = sorted({text for row in figures.quality for text in row.signatures})
    return "\n".join([*rows, "", *(f"- `{text}`" for text in signatures), ""])


def _share(share: Share) -> str:
    return f"{share.share:.2%} of {share.count}"


def _quality_row(row: Quality) -> str:
    return f"| {row.domain} | {row.direction} | {row.texts} | {row.chrf:.1f} | {row.bleu:.1f} |"


def _data(data: Sequence[Source], older: str | None) -> str:
    started = (
        f"Training started from the weights of {older}, which were made from the same sources "
        "and had seen the posts that are held out here. "
    )
    rows = [
        "## Data, licences and attribution\n",
        f"{started if older else ''}Trained on rows of the sources below;",
        "rows under the GPL, LGPL or AGPL were left out.",
        "Each source keeps its own licence, and its authors are to be named:",
        "",
        "| source | from | licence | pairs |",
        "|---|---|---|---:|",
    ]
    rows += [f"| {s.name} | {s.origin} | {s.licence} | {s.pairs:,} |" for s in data]
    return "\n".join([*rows, ""])
