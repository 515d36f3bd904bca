"""Which entries of a dictionary a lexicon is made of."""

from pathlib import Path

from l10n.engines.argos_package import Package
from models.rare_words import Entry, called, entries, notice, rare, write

# Lines as CC-CEDICT has them, with what becomes of each.
LINES = {
    "阿布扎比 阿布扎比 [A1 bu4 zha1 bi3] /Abu Dhabi, capital of United Arab Emirates (UAE)/": (
        "Abu Dhabi"
    ),
    "胃鏡 胃镜 [wei4 jing4] /gastroscope (medicine)/": "gastroscope",
    "區號 区号 [qu1 hao4] /area code/": "area code",
    "昔陽縣 昔阳县 [Xi1 yang2 Xian4] /Xiyang county in Jinzhong, Shanxi/": "Xiyang",
    "佛山市 佛山市 [Fo2 shan1 Shi4] /Foshan prefecture-level city in Guangdong/": "Foshan",
    "汪洋 汪洋 [wang1 yang2] /vast body of water/CL:片[pian4]/": "",  # three words explain
    "資訊 资讯 [zi1 xun4] /information/news/": "",  # two meanings
    "捐血 捐血 [juan1 xue4] /to donate blood/": "",  # a verb, which English inflects
    "成癮性 成瘾性 [cheng2 yin3 xing4] /addictiveness/": "",  # an adjective, where it stands
    "公投 公投 [gong1 tou2] /abbr. for 公民投票[gong1 min2 tou2 piao4]/": "",
    "儀錶 仪表 [yi2 biao3] /variant of 儀表|仪表[yi2 biao3]/": "",
    "# CC-CEDICT": "",
}


def test_a_name_or_a_noun_with_one_meaning() -> None:
    wanted = [Entry(line.split()[1], said) for line, said in LINES.items() if said]
    assert list(entries(line + "\n" for line in LINES)) == wanted


def test_a_word_with_two_entries_has_two_meanings() -> None:
    lines = ["長海 长海 [Chang2 hai3] /Changhai/", "長海 长海 [chang2 hai3] /sea/"]
    assert not list(entries(lines))


def test_an_aside_is_no_part_of_a_name() -> None:
    assert called("(loanword) meme", named=False) == "meme"


def test_few_rows_make_a_word_rare() -> None:
    found = [Entry("胃镜", "gastroscope"), Entry("手机", "phone")]
    assert rare(found, ["用手机做胃镜", *["手机壳"] * 10]) == {"胃镜": "gastroscope"}


def test_what_two_sources_call_otherwise_is_left_out() -> None:
    assert not rare([Entry("纽埃", "Niue"), Entry("纽埃", "Savage Island")], [])


def test_a_package_reads_what_was_written(tmp_path: Path) -> None:
    write({"胃镜": "gastroscope"}, tmp_path / "lexicon.zh-en.tsv.xz")
    package = Package("zh", "en", "1", "<2en>", "installed", tmp_path, tmp_path)
    assert package.lexicon() == {"胃镜": "gastroscope"}


def test_the_notice_names_licences_and_the_dictionarys_date() -> None:
    text = notice({"胃镜": "gastroscope"}, ["# CC-CEDICT", "#! date=2026-05-20T06:06:55Z"])
    assert all(f in text for f in ("CC-BY-SA-4.0", "Unicode-3.0", "as of 2026-05-20"))
