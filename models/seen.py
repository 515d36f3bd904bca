"""What training saw, told to the product: files that stand beside the starter's model.

    python -m models.seen --cedict FILE --corpus ../shared/corpus

FILE is CC-CEDICT as MDBG publishes it, cedict_ts.u8. Written are the lexicon (rare_words.py), its
LEXICON.md, and for each direction the pieces that answers are made of (target_pieces.py).
"""

import argparse
from pathlib import Path

from l10n.glossary.folding import fold_text
from models import corpus, rare_words, target_pieces, vocabulary

STARTER = Path(__file__).parent.parent / "starter" / "l10n_starter"


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(
        prog="python -m models.seen",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--cedict", type=Path, required=True, help="CC-CEDICT's own file")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--starter", type=Path, default=STARTER, help="its folder")
    given = parser.parse_args()
    rows = corpus.load(given.corpus).train
    lines = given.cedict.read_text(encoding="utf-8").splitlines()
    found = [*rare_words.entries(lines), *rare_words.names()]
    texts = (fold_text(row.zh) for row in rows if row.domain != "dict")
    lexicon = rare_words.rare(found, texts)
    rare_words.write(lexicon, given.starter / rare_words.NAME)
    notice = rare_words.notice(lexicon, lines)
    (given.starter / "LEXICON.md").write_text(notice, encoding="utf-8")
    print(f"{len(lexicon):,} of {len(found):,} words")
    tokenizer = vocabulary.load(given.starter / "sentencepiece.model")
    for source, target in (("en", "zh"), ("zh", "en")):
        said = [row.zh if target == "zh" else row.en for row in rows]
        pieces = target_pieces.usual(tokenizer, said, to_zh=target == "zh")
        path = given.starter / target_pieces.name(source, target)
        path.write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
        print(f"{path.name}: {len(pieces):,} of {tokenizer.get_piece_size():,} pieces")


if __name__ == "__main__":
    main()
