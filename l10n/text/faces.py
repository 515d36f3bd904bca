"""Faces that people make of characters: (｡･ω･｡), ^_^, T_T; and stickers by name: [doge].

Xiaohongshu's stickers end in R and are in `placeables.py`; those here are Weibo's and WeChat's, by
name, because a word in brackets is most often only that.
"""

import re

STICKER = (
    r"\[(?:doge|二哈|微笑|捂脸|笑哭|偷笑|害羞|流泪|大哭|心|赞|强|玫瑰|抱拳|旺柴|裂开|吃瓜|加油|耶|哇"
    r"|哈欠|捂嘴|吐舌|色|酷|汗|衰|怒|晕|发呆|爱心|比心|奸笑|机智|皱眉|叹气|苦涩|嘿哈|庆祝|烟花|红包)\]"
)
# What only faces are made of, and what may stand among it.
_OWN = "´｀ωДд∀▽∇≧≦ಠಥ◕•ᴥ‿ツ╯╰益皿﹏︿︶◡＾｡･ﾟˇˋˊ゜ε◍●○◠☉⊙๑°▿ﾉノ╹◐◑△□⌒∩′‵óòÓÒ✧з∠＞＜㉨ꇴ﹃≡"
_WITH = "^_><;T~=*.,'`oO03uUvVwWxXqQ・。口」「/|:\\\\\\-"
_ARMS_BEFORE = r"[¯ヾヽo┏└ლ╰٩凸ᕙ\\_m]{0,3}"
_ARMS_BEHIND = r"[_/¯ノﾉ︵┻━o۶づっ╯╮┛✧*凸~ゞシ]{0,8}(?: ?︵ ?┻━┻)?"
_IN_BRACKETS = (
    rf"{_ARMS_BEFORE}[(（ʕ](?=[{_OWN}{_WITH}]{{0,14}}(?:[{_OWN}]|[\^><-]_[\^><-]))"
    rf"[{_OWN}{_WITH}]{{2,15}}[)）ʔ]{_ARMS_BEHIND}"
)
_PLAIN = (
    r"(?<![A-Za-z0-9_])(?:T_T|T\.T|QAQ|QWQ|qwq|TAT|OTZ|[Oo]rz|o_O|O_o|\^_\^|\^o\^|\^\^|>_<|-_-|=_="
    r"|:-?[)(DPp3/|]|;-?\)|:'\(|XD|xD)(?![A-Za-z0-9_/])"
)
FACE = rf"¯\\_\(ツ\)_/¯|{_IN_BRACKETS}|{_PLAIN}"
# A text without one of these holds no face.
BEGINNINGS = r"[(（ʕ^>=:;-]|[TOo][_.]|QAQ|QWQ|qwq|TAT|OTZ|[Oo]rz|[Xx]D"
_ONE = re.compile(FACE)


def is_face(text: str) -> bool:
    """Whether a text is one face and nothing else."""
    return _ONE.fullmatch(text) is not None
