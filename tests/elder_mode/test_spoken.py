"""Numbers, dates, money and symbols are read as people say them, in three languages."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elder_mode.spoken import for_the_ear

MANDARIN = (
    ("请拨打10086", "请拨打幺零零八六"),
    ("打110", "打幺幺零"),
    ("请马上打120。", "请马上打幺二零。"),
    ("请打12356，有人听您说。", "请打幺二三五六，有人听您说。"),
    ("拿不准，就打96110问一问。", "拿不准，就打九六幺幺零问一问。"),
    ("110或120", "幺幺零或幺二零"),
    ("报警电话110", "报警电话幺幺零"),
    ("客服是95588", "客服是九五五八八"),
    ("按0找人", "按零找人"),
    ("余额￥1,280.50", "余额一千二百八十元五角"),
    ("余额¥1280", "余额一千二百八十元"),
    ("扣了30元", "扣了三十元"),
    ("一共5.20元", "一共五元二角"),
    ("0.50元", "五角"),
    ("100.05元", "一百元零五分"),
    ("HK$88", "八十八港元"),
    ("1.5万元", "一点五万元"),
    ("12000元", "一万二千元"),
    ("58元/月", "每月五十八元"),
    ("120块", "一百二十块"),
    ("2块5", "两块五"),
    ("尾号8821", "尾号八八二幺"),
    ("尾号 8821", "尾号八八二幺"),
    ("验证码是 402913", "验证码是四零二九幺三"),
    ("工单号 K7M3QX", "工单号K七M三QX"),
    ("卡号6222021234567890", "卡号六二二二，零二幺二，三四五六，七八九零"),
    ("13812345678", "幺三八，幺二三四，五六七八"),
    ("138 1234 5678", "幺三八，幺二三四，五六七八"),
    ("138-1234-5678", "幺三八，幺二三四，五六七八"),
    ("+86 138 1234 5678", "加八六，幺三八，幺二三四，五六七八"),
    ("(010)12345678", "零幺零，幺二三四，五六七八"),
    ("010-12345678", "零幺零，幺二三四，五六七八"),
    ("0571-87654321", "零五七幺，八七六五，四三二幺"),
    ("400-820-8820", "四零零，八二零，八八二零"),
    ("138****5678", "幺三八，星号，五六七八"),
    ("2026-11-20", "二零二六年十一月二十日"),
    ("2026/11/20", "二零二六年十一月二十日"),
    ("2026.11.20", "二零二六年十一月二十日"),
    ("2026年11月20日", "二零二六年十一月二十日"),
    ("11月20日", "十一月二十日"),
    ("2024年", "二零二四年"),
    ("14:30", "十四点三十分"),
    ("9:05", "九点零五分"),
    ("9:00", "九点"),
    ("9:00-17:00", "九点到十七点"),
    ("85%", "百分之八十五"),
    ("第1/5步", "第一步，共五步"),
    ("第3/8步", "第三步，共八步"),
    ("第1步，共5步。", "第一步，共五步。"),
    ("第2个", "第二个"),
    ("第12步", "第十二步"),
    ("前面2位，约3分钟。", "前面两位，约三分钟。"),
    ("3-5天", "三到五天"),
    ("2~3次", "两到三次"),
    ("3.5公斤", "三点五公斤"),
    ("5mg", "五毫克"),
    ("500ml", "五百毫升"),
    ("2次/日", "每日两次"),
    ("每日2次，每次1片", "每日两次，每次一片"),
    ("1-2片", "一到两片"),
    ("1.2片", "一点二片"),
    ("1/2片", "二分之一片"),
    ("36.5℃", "三十六点五度"),
    ("血压135/85mmHg", "血压一百三十五，八十五"),
    ("A座-3楼", "A座三楼"),
    ("301室", "三零幺室"),
    ("G123次", "G幺二三次"),
    ("2.0版", "二点零版"),
    ("iOS 17.2", "iOS 十七点二"),
    ("微信/支付宝", "微信或支付宝"),
    ("www.12306.cn", "www点幺二三零六点cn"),
    ("2个人", "两个人"),
    ("您说：『下一步』。", "您说：下一步。"),
    ("A+B", "A加B"),
    ("😀好的", "好的"),
    ("100万", "一百万"),
    ("-5度", "负五度"),
    ("123456789", "幺二三四，五六七八九"),
    ("幺妹打来的", "幺妹打来的"),
    ("打开微信", "打开微信"),
)
CANTONESE = (
    ("打110", "打一一零"),
    ("13812345678", "一三八，一二三四，五六七八"),
    ("请拨打10086", "请拨打一零零八六"),
    ("尾号8821", "尾号八八二一"),
    ("幺妹打10086", "幺妹打一零零八六"),
    ("2026-11-20", "二零二六年十一月二十日"),
)
ENGLISH = (
    ("Ring 10086 now.", "Ring one zero zero eight six now."),
    ("Please ring 110 now.", "Please ring one one zero now."),
    ("Ring 911 or 112.", "Ring nine one one or one one two."),
    ("ending in 8821", "ending in eight eight two one"),
    ("The code is 402913.", "The code is four zero two nine one three."),
    ("It is 13812345678.", "It is one three eight, one two three four, five six seven eight."),
    ("$1,280.50", "one thousand two hundred and eighty dollars and fifty cents"),
    ("$1", "one dollar"),
    ("$0.50", "fifty cents"),
    ("¥30", "thirty yuan"),
    ("HK$88", "eighty-eight Hong Kong dollars"),
    ("£2.01", "two pounds and one penny"),
    ("3-5 days", "three to five days"),
    ("About 3 min.", "About three minutes."),
    ("5 mg", "five milligrams"),
    ("85%", "eighty-five percent"),
    ("2026-11-20", "November twentieth, twenty twenty-six"),
    ("9:00-17:00", "nine o'clock to seventeen o'clock"),
    ("+86 138 1234 5678", "plus eight six, one three eight, one two three four, five six seven eight"),
    ("(010) 12345678", "zero one zero, one two three four, five six seven eight"),
    ("400-820-8820", "four zero zero, eight two zero, eight eight two zero"),
    ("Step 3/8", "Step three of eight"),
    ("www.gov.uk/help", "www dot gov dot uk slash help"),
    ("Tom & Ann", "Tom and Ann"),
    ("120 yuan", "one hundred and twenty yuan"),
    ("12,000 people", "twelve thousand people"),
    ("135/85", "one hundred and thirty-five over eighty-five"),
    ("36.5°C", "thirty-six point five degrees Celsius"),
    ("“Next”", "Next"),
    ("room 301", "room three zero one"),
)


FOLDER = Path(__file__).parent


def table(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of one file, each with the readings that are right."""
    rooms = tomllib.loads((FOLDER / f"spoken_lines_{name}.toml").read_text(encoding="utf-8")).values()
    lines = [line for room in rooms for line in room.items()]
    return [(written, (said,) if isinstance(said, str) else tuple(said)) for written, said in lines]


def heard_chinese(said: str) -> str:
    """What of a Chinese line is compared: everything but spaces; half-width marks count as full-width ones."""
    return re.sub(r"\s", "", said).translate(str.maketrans(",:", "，："))


def heard_english(said: str) -> str:
    """What of an English line is compared: words and pauses, but neither capitals and hyphens nor the word "and"."""
    plain = re.sub(r"\band\b", " ", said.lower().replace("-", " ").replace(".", ""))
    return re.sub(r"\s+", " ", plain).replace(" ,", ",").strip()


HEARD: dict[str, Callable[[str], str]] = {"zh": heard_chinese, "yue": heard_chinese, "en": heard_english}
CODES = {"zh": "zh-CN", "yue": "yue", "en": "en"}
TABLE = [(name, written, said) for name in HEARD for written, said in table(name)]


@pytest.mark.parametrize(("name", "written", "readings"), TABLE)
def test_a_line_of_the_tables_sounds_as_people_say_it(name: str, written: str, readings: tuple[str, ...]) -> None:
    heard = HEARD[name]

    assert heard(for_the_ear(written, CODES[name])) in [heard(each) for each in readings]


def test_each_language_has_its_share_of_the_tables() -> None:
    count = {name: len(table(name)) for name in HEARD}

    assert count["zh"] >= 80
    assert count["yue"] >= 60
    assert count["en"] >= 60


@pytest.mark.parametrize(("written", "said"), MANDARIN)
def test_mandarin(written: str, said: str) -> None:
    assert said == for_the_ear(written, "zh-CN")


@pytest.mark.parametrize(("written", "said"), CANTONESE)
def test_cantonese_spells_with_its_own_one(written: str, said: str) -> None:
    assert said == for_the_ear(written, "yue")


@pytest.mark.parametrize(("written", "said"), ENGLISH)
def test_english(written: str, said: str) -> None:
    assert said == for_the_ear(written, "en")


def test_there_are_more_than_a_hundred_lines() -> None:
    assert len(MANDARIN) + len(CANTONESE) + len(ENGLISH) > 100


@settings(deadline=None)
@given(
    st.text(alphabet="打电话给我请，。0123456789-:/.%元次步日℃×+()*,m$￥ aAkg", max_size=40),
    st.sampled_from(["zh-CN", "yue", "en"]),
)
def test_no_digit_is_left_for_a_voice_to_guess(text: str, language: str) -> None:
    assert re.search(r"\d", for_the_ear(text, language)) is None


@settings(deadline=None)
@given(st.text(alphabet="一二三打开微信点我的设置，。", max_size=40))
def test_words_without_numbers_stay_word_for_word(text: str) -> None:
    letters = re.sub(r"[，。]", "", text)

    assert letters == re.sub(r"[，。]", "", for_the_ear(text, "zh-CN"))


LATER = (
    ("zh-CN", "取件码 8-2-3021", "取件码八，二，三零二幺"),
    ("zh-CN", "心率72次/分", "心率每分七十二次"),
    ("zh-CN", "单价3.99元/斤", "单价每斤三元九角九分"),
    ("zh-CN", "温度-3℃~5℃", "温度零下三度到五度"),
    ("zh-CN", "100M宽带", "一百M宽带"),
    ("zh-CN", "3月8日上午9:30-11:30", "三月八日上午九点三十分到十一点三十分"),
    ("zh-CN", "10月1日-10月7日", "十月一日到十月七日"),
    ("zh-CN", "充100送20", "充一百送二十"),
    ("zh-CN", "12:30:00", "十二点三十分"),
    ("zh-CN", "2026-13-45", "二零二六，幺三，四五"),
    ("yue", "2日後", "兩日後"),
    ("yue", "2月2日", "二月二日"),
    ("en", "$3.99/lb", "three dollars and ninety-nine cents per lb"),
    ("en", "Open 8:30 am-5:00 pm", "Open eight thirty am to five pm"),
    ("en", "the 1990s", "the nineteen nineties"),
    ("en", "Room 12", "Room twelve"),
    ("en", "on 5/6", "on five over six"),
    ("en", "v2.1", "version two point one"),
    ("en", "I may 5 times", "I may five times"),
)


@pytest.mark.parametrize(("language", "written", "said"), LATER)
def test_lines_that_were_found_later(language: str, written: str, said: str) -> None:
    assert said == for_the_ear(written, language)


@pytest.mark.parametrize(("written", "said"), [("请打１２０", "请打幺二零"), ("٣个", "三个"), ("等２分钟", "等两分钟")])
def test_digits_of_other_kinds_are_digits(written: str, said: str) -> None:
    assert said == for_the_ear(written, "zh-CN")


@pytest.mark.parametrize(
    "text", ["1" * 5000, "1-" * 2000, "12 345 " * 500, "9:" * 2000, "a1" * 2000, "1,000" * 500, "3元" * 1000]
)
@pytest.mark.parametrize("language", ["zh-CN", "yue", "en"])
def test_long_nonsense_is_read_without_a_digit_left(text: str, language: str) -> None:
    assert not any(mark.isdecimal() for mark in for_the_ear(text, language))
