"""Numbers, dates, money and symbols are read as people say them, in three languages."""

import re

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
    ("2~3次", "二到三次"),
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
    ("$1,280.50", "1280 dollars and 50 cents"),
    ("$1", "1 dollar"),
    ("$0.50", "50 cents"),
    ("¥30", "30 yuan"),
    ("HK$88", "88 Hong Kong dollars"),
    ("£2.01", "2 pounds and 1 penny"),
    ("3-5 days", "3 to 5 days"),
    ("About 3 min.", "About 3 minutes."),
    ("5 mg", "5 milligrams"),
    ("85%", "85 percent"),
    ("2026-11-20", "November 20, 2026"),
    ("9:00-17:00", "9:00 to 17:00"),
    ("+86 138 1234 5678", "plus eight six, one three eight, one two three four, five six seven eight"),
    ("(010) 12345678", "zero one zero, one two three four, five six seven eight"),
    ("400-820-8820", "four zero zero, eight two zero, eight eight two zero"),
    ("Step 3/8", "step 3 of 8"),
    ("www.gov.uk/help", "www dot gov dot uk slash help"),
    ("Tom & Ann", "Tom and Ann"),
    ("120 yuan", "120 yuan"),
    ("12,000 people", "12000 people"),
    ("135/85", "135 over 85"),
    ("36.5°C", "36.5 degrees"),
    ("“Next”", "Next"),
    ("room 301", "room three zero one"),
)


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
@given(st.text(alphabet="打电话给我请，。0123456789-:/.%元次步 ", max_size=40), st.sampled_from(["zh-CN", "yue"]))
def test_no_digit_is_left_for_a_chinese_voice_to_guess(text: str, language: str) -> None:
    assert re.search(r"\d", for_the_ear(text, language)) is None


@settings(deadline=None)
@given(st.text(alphabet="一二三打开微信点我的设置，。", max_size=40))
def test_words_without_numbers_stay_word_for_word(text: str) -> None:
    letters = re.sub(r"[，。]", "", text)

    assert letters == re.sub(r"[，。]", "", for_the_ear(text, "zh-CN"))
