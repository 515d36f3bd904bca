"""Times, weekdays, months and ordinals, said in either language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.times import compared

CASES = [
    # source, target, what is lost
    ("Starts at 3pm", "下午3点开始", []),
    ("Starts at 3pm", "下午三点开始", []),
    ("Starts at 3 p.m.", "15:00 开始", []),
    ("Starts at 3pm", "开始了", ["3pm"]),
    ("Starts at 3:30 PM", "下午三点半开始", []),
    ("Starts at 3:30 PM", "下午三点开始", ["3:30 PM"]),
    ("下午3点开始", "Starts at 3 p.m.", []),
    ("晚上十点二十分", "at 22:20", []),
    ("晚上十点二十分", "late in the evening", ["晚上十点二十分"]),
    ("给你 3 点建议", "Some advice", []),
    ("See you on Thursday", "周四见", []),
    ("See you on Thursday", "星期四見", []),
    ("See you on Thursday", "週五見", ["Thursday"]),
    ("Mondays and Fri", "每周一和礼拜五", []),
    ("周日见", "See you on Sunday", []),
    ("星期天见", "See you", ["星期天"]),
    ("Updated on May 5", "5月5日更新", []),
    ("Updated on May 5", "五月 5 日更新", []),
    ("Updated in April", "更新于四月", []),
    ("Updated in April", "已更新", ["April"]),
    ("You may march on", "可以继续走", []),
    ("12月见", "See you in December", []),
    ("十二月见", "See you in Nov", ["十二月"]),
    ("等 3 个月", "Wait", []),
    ("the 21st floor", "第 21 层", []),
    ("the 3rd time", "第三次", []),
    ("the 3rd time", "这次", ["3rd"]),
    ("5号开始", "Starts on the 5th", []),
]


@pytest.mark.parametrize(("source", "target", "lost"), CASES)
def test_a_time_of_the_source_is_found_in_the_target(
    source: str, target: str, lost: list[str]
) -> None:
    assert compared(source, target)[0] == lost


NAMES = (
    "Monday Tue Wednesday Thur Friday Saturday Sunday January February April June July August "
    "September October November December"
)


@pytest.mark.parametrize("name", NAMES.split())
def test_every_name_is_told(name: str) -> None:
    assert compared(f"Until {name}", "到那时")[0] == [name]


TEXT = st.text(
    st.sampled_from("0123456789:. apmthndst三十两点半分月周日星期一May Mondy"), max_size=20
)


@given(text=TEXT)
def test_a_text_says_its_own_times(text: str) -> None:
    lost, rest = compared(text, text)
    assert lost == []
    assert len(rest) == len(text)
