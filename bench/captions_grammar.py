"""Comments as people leave them under a post, by a seeded grammar: the same for the same seed.

Two parts, as in any comment section. `REPEATED` of the comments are stock reactions ("哈哈哈",
"so cute"): some four hundred of them, the n-th most frequent drawn 1/n as often as the first
(Zipf's law). The others are put together from openings, things, judgements and questions, so that
nearly each stands once. 55 in a hundred are Chinese, 40 English, 5 hold no words (emoji, tags). One
in eight carries an emoji, one in twelve a mention, one in twenty a tag, a price or a link. Words
and proportions are ours: they stand for the shape of such a stream, not for any app's.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

REPEATED = 0.45
_CHINESE, _WORDLESS = 0.55, 0.05

_ZH_STOCK = (
    "哈哈哈哈|好可爱|太好看了|欢迎来到小红书|求链接|学到了|蹲一个|已收藏|好美啊|在哪里买的|真的吗|"
    "笑死我了|加油|谢谢分享|一模一样|好想吃|羡慕了|我也是|同款|看饿了|太有才了|好治愈|哇|绝了|"
    "请问多少钱|求教程|第一次来|你好|晚安|早上好|生日快乐|辛苦了|期待更新|关注了|好厉害|怎么做的"
).split("|")
_EN_STOCK = (
    "so cute|love this|lol|same here|welcome|thank you|this is amazing|where did you get it|"
    "first time here|hello from Texas|I need this|so true|wow|congratulations|happy birthday|"
    "recipe please|you look great|how much is it|can someone translate|good night|good morning|"
    "beautiful|me too|I am learning Chinese|what app is this|following you now|so pretty|"
    "that looks delicious|I can't stop laughing|nice to meet you|saved for later|no way"
).split("|")
_ENDS_ZH = ("", "！", "！！", "～", "。", "啊", "呀", "了吧", "😂", "❤️", "👍")
_ENDS_EN = ("", "!", "!!", "...", " 😂", " ❤️", " 😭", " omg", " haha", " 🙏", ".")

_ZH = {
    "opening": "刚刷到这条笔记，|说实话，|姐妹们，|作为一个北方人，|昨天|上周末|终于|没想到|其实|我妈说|"
    "朋友推荐的，|在这里住了三年，|第一次看到，|认真问一下，|看完视频|排队一个小时，".split("|"),
    "thing": "这家火锅店|这条裙子|楼下的奶茶|这个颜色的口红|你家的猫|北京的秋天|这部电影|新买的耳机|"
    "海边的日落|妈妈做的红烧肉|早餐的豆浆油条|这双跑鞋|那家书店|这个滤镜|周末的市集|广州的早茶|"
    "这套房子的厨房|公园里的樱花|楼上的邻居|这份攻略|租房合同|地铁上的大叔|这个快递盒子".split("|"),
    "judged": "真的比照片里好看|有点贵但是值得|让我想起小时候|不太适合我|已经卖完了|比我想象的小很多|"
    "每次去都要排很久|味道一点也没变|用了两个月还像新的一样|完全看不出来是自己做的|怎么拍都好看|"
    "我可以看一整天|让人心情变好|居然这么便宜|颜色有一点不一样|冬天穿刚刚好".split("|"),
    "more": "，下次还会去|，你们觉得呢|，有没有人一起|，求具体地址|，明天再去一次|，不知道能不能寄到国外|"
    "，请问尺码准吗|，我先收藏起来|，谢谢你的分享|，我男朋友也这么说|||".split("|"),
}
_EN = {
    "opening": "Honestly, |I just found this app and |My sister says |As someone from Ohio, |Okay but |"
    "I tried this yesterday and |Not going to lie, |After three years here |Every weekend |"
    "I had no idea that |Can we talk about how |My grandma told me |Sorry for my Chinese, but |".split(
        "|"
    ),
    "thing": "the noodles in this video|your cat|that red dress|the night market|this hot pot place|"
    "the sunset at the beach|my new apartment|this little bookshop|the train to Chengdu|her accent|"
    "this lipstick|the bread from that bakery|your garden|the old town|my morning coffee|"
    "this phone case|the cherry blossoms in the park|his grandmother's dumplings|this recipe".split(
        "|"
    ),
    "judged": "looks even better in real life|is a bit expensive but worth it|reminds me of home|"
    "made my whole day|is already sold out|takes two hours to make|is so much cheaper than here|"
    "tastes exactly like I remember|never gets old|is smaller than I expected|"
    "would look great in my kitchen|has been on my list for months|makes me want to visit".split(
        "|"
    ),
    "more": ", does anyone know the address?|, thank you for sharing|, what do you all think?|"
    ", I will try it this weekend|, please post more|, do they ship to the US?|"
    ", and my kids love it too|, can you show how you did it?|.|.||".split("|"),
}
_WORDLESS_ONES = ("😂😂😂", "❤️", "👍👍", "#ootd", "@小红薯", "🙏", "🔥🔥🔥", "[笑哭R]", "…", "666")
_EMOJI = ("😂", "😭", "❤️", "🥰", "👍", "🔥", "🙏", "✨")
_NAMES = ("@小红薯", "@ann_in_ohio", "@momo", "@北方的狼", "@chef.li")
_EXTRAS = (
    (" #ootd", " #日常", " #foodie", " https://xhslink.com/a1b2c3"),
    ("，才¥39.9", "，花了128元", "，3天2晚"),
    (", only $12.50", ", 20 minutes by bus", ", size M"),
)


def texts(seed: int, repeated: float = REPEATED) -> Iterator[str]:
    """Comments without end.

    Args:
        repeated: the share of stock reactions; 0 for none.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    stocks = [
        [word + end for end in ends for word in words]
        for words, ends in ((_ZH_STOCK, _ENDS_ZH), (_EN_STOCK, _ENDS_EN))
    ]
    weights = [list(accumulate(1 / n for n in range(1, len(stock) + 1))) for stock in stocks]
    while True:
        if chance.random() < _WORDLESS:
            yield chance.choice(_WORDLESS_ONES)
            continue
        english = chance.random() >= _CHINESE / (1 - _WORDLESS)
        if chance.random() < repeated:
            yield chance.choices(stocks[english], cum_weights=weights[english])[0]
        else:
            yield _put_together(chance, _EN if english else _ZH, english=english)


def distinct(seed: int) -> Iterator[str]:
    """Comments without end, none of them twice."""
    chance = random.Random(seed)  # noqa: S311 - as above
    seen: set[str] = set()
    for text in texts(seed, repeated=0.0):
        if text in _WORDLESS_ONES:
            continue
        own = text if text not in seen else f"{text} @user{chance.randrange(10**6)}"
        if own not in seen:
            seen.add(own)
            yield own


def _put_together(chance: random.Random, words: dict[str, list[str]], *, english: bool) -> str:
    parts = [chance.choice(words[name]) for name in ("opening", "thing", "judged", "more")]
    parts.insert(2, " " if english else "")
    if chance.random() < 1 / 3:
        parts += [" ", *(chance.choice(words[name]) for name in ("thing", "judged"))]
        parts.insert(-1, " " if english else "")
    if chance.random() < 1 / 20:
        parts.insert(-1, chance.choice(_EXTRAS[1 + english]))
    if chance.random() < 1 / 8:
        parts.append(" " * english + chance.choice(_EMOJI))
    if chance.random() < 1 / 20:
        parts.append(chance.choice(_EXTRAS[0]))
    if chance.random() < 1 / 12:
        parts.insert(0, chance.choice(_NAMES) + " ")
    text = "".join(parts).strip()
    return text[:1].upper() + text[1:]
