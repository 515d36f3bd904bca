"""A process that loads a package and translates a word with it, within bounds: see `install.py`.

Tokenizer and model are read by native code, which a hostile file may bring down or make ask for
memory without end. Here it takes nobody with it.
"""

import resource
import sys
from pathlib import Path

# What Python and the engine need by themselves, and how much of a model's size loading it takes.
_OWN, _TIMES = 2 << 30, 4


def main() -> None:
    """Exit 0 where the package in the folder (first argument) answers; else say why not.

    The second argument is the package's target prefix, "" for none.
    """
    folder, prefix = Path(sys.argv[1]), sys.argv[2]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    most = _OWN + _TIMES * size
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        answer = _translated(folder, prefix)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told and ends here
        sys.exit(f"{error}" or type(error).__name__)
    if not answer:
        sys.exit("it answers nothing")


def _translated(folder: Path, prefix: str) -> list[str]:
    import ctranslate2  # noqa: PLC0415 - after the limit stands
    import sentencepiece  # noqa: PLC0415 - as above

    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    translator = ctranslate2.Translator(
        str(folder / "model"), inter_threads=1, intra_threads=1, device="cpu"
    )
    pieces = tokenizer.encode("Hello", out_type=str)
    (result,) = translator.translate_batch(
        [pieces], target_prefix=[[prefix]] if prefix else None, beam_size=1, max_decoding_length=20
    )
    answer: list[str] = result.hypotheses[0]
    return answer


if __name__ == "__main__":
    main()
