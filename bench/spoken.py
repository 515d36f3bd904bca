"""How often the language of a short post is told right, and how fast: ours and the peers alone.

420 posts of our own in 13 languages (bench/data/spoken_posts.tsv), a line each. The peers are asked
for the same languages; they tell no script of Chinese, so zh_Hant counts as zh for them.
"""

import json
import os
import platform
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from l10n.model import Syntax
from l10n.text.placeables import parse, words
from l10n.text.spoken import language_of

HERE = Path(__file__).parent
LANGUAGES = "zh en ja ko es fr de id vi ru th ar".split()


def measured(tell: Callable[[str], str], rows: list[tuple[str, str]]) -> dict[str, Any]:
    """The share that is right, the mistakes by language, and microseconds a post."""
    tell("warm")
    start = time.perf_counter()
    told = [tell(text) for _language, text in rows]
    seconds = time.perf_counter() - start
    wrong = Counter(
        language for (language, _text), said in zip(rows, told, strict=True) if said != language
    )
    return {
        "right": round(1 - wrong.total() / len(rows), 4),
        "wrong": dict(wrong),
        "microseconds": round(1e6 * seconds / len(rows)),
    }


def main() -> None:
    """Measure, print and keep."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    told = [
        tuple(line.split("\t"))
        for line in (HERE / "data" / "spoken_posts.tsv").read_text("utf-8").splitlines()
    ]
    rows = [(language, words(parse(text, Syntax.POST))) for language, text in told]
    one_chinese = [("zh" if language == "zh_Hant" else language, text) for language, text in rows]
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    language_of.cache_clear()
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "posts": len(rows),
        "l10n": measured(language_of, rows),
        "py3langid alone": measured(lambda text: identifier.classify(text)[0], one_chinese),
    }
    try:
        from lingua import IsoCode639_1, Language, LanguageDetectorBuilder
    except ImportError:
        print("lingua-language-detector is not installed; it is left out")
    else:
        codes = [Language.from_iso_code_639_1(getattr(IsoCode639_1, c.upper())) for c in LANGUAGES]
        detector = LanguageDetectorBuilder.from_languages(*codes).build()

        def lingua(text: str) -> str:
            found = detector.detect_language_of(text)
            return found.iso_code_639_1.name.lower() if found else ""

        result["lingua"] = measured(lingua, one_chinese)
    print(json.dumps(result, indent=2))
    (HERE / "results" / "spoken.json").write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
