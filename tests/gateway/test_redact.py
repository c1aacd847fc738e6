import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.redact import MASK, mask, says_code

SPOKEN = st.text(
    alphabet="我的验证码密是电话卡号0123456789一二三幺零０１２ -，.。A@x省市区路号楼室块元叫王微信", max_size=60
)


@given(SPOKEN)
def test_the_length_stays_and_hiding_twice_changes_nothing(text: str) -> None:
    once = mask(text)

    assert len(text) == len(once.text)
    assert once.text == mask(once.text).text
    assert all(once.text[span.start : span.end] == MASK * (span.end - span.start) for span in once.spans)


@given(number=st.from_regex(r"\A1[3-9][0-9]{9}\Z"), gap=st.sampled_from(["", " ", "-"]), is_spoken=st.booleans())
def test_mobile_numbers_are_hidden_however_they_are_written(number: str, gap: str, *, is_spoken: bool) -> None:
    parts = gap.join((number[:3], number[3:7], number[7:]))
    said = parts.translate(str.maketrans("0123456789", "零幺二三四五六七八九")) if is_spoken else parts

    assert mask(f"我电话是{said}，记一下").text == f"我电话是{MASK * len(said)}，记一下"


@pytest.mark.parametrize(
    ("before", "secret", "after", "kind"),
    [
        ("身份证", "510104194501013321", "对吗", "id_card"),
        ("", "１１０１０１１９５００１０１００１Ｘ", "", "id_card"),
        ("卡号", "6222 0212 3456 7890 123", "", "bank_card"),
        ("验证码是", "482913", "", "code"),
        ("验证码念给他了，", "四八二九一三", "", "code"),
        ("your code is ", "482913", "", "code"),
        ("密码是", "abc12345", "", "password"),
        ("我的密码", "246810", "", "password"),
        ("住在", "成都市武侯区玉林南路12号3单元502室", "", "address"),
        ("我叫", "王小明", "，今年七十", "name_labelled"),
        ("微信号", "zx8899_a", "", "wechat"),
        ("发到", "old.wang@mail.cn", "", "email"),
        ("座机", "010-62345678", "", "phone"),
        ("", "86 138 0013 8000", "", "phone"),
        ("身份证號碼", "Z 六 零 四 八 八 一", "", "id_card"),
        ("My home return permit is ", "H06 6172 3840", "", "id_card"),
        ("身份证是", "幺幺零幺零幺一九五零零一零一零零一叉", "", "id_card"),
        ("戶口號碼", "012-884-1-029337", "", "bank_card"),
        ("信用卡背后三个数是", "709", "", "code"),
        ("one-time passcode ", "five, two, double eight, oh, three", ", he waits", "code"),
        ("Verification code: ", "G-338201", ", what now", "code"),
        ("个码系", "二 四 四，等等，八 零 六", "，唔知啱唔啱", "code"),
        ("取款密码", "六个八", "，太简单了", "password"),
        ("My PIN is ", "four four one nine", ", like my wedding day", "password"),
        ("我家wifi密码是", "小写wang大写L二零零八", "", "password"),
        ("门锁密码", "二五八零井", "，护工来了", "password"),
        ("地址", "沈阳市铁西区兴华街那个，那个，46号2-3-1", "，上门来修", "address"),
        ("换气罐送", "重庆市渝中区中山三路一百三十一号，十一楼三号", "，电梯好的", "address"),
        ("I live at ", "Room 1502, Block 3, Lek Yuen Estate, Sha Tin", ", up the slope", "address"),
        ("户名是", "买买提·阿不都", "，不符", "name_labelled"),
        ("個名係", "何玉蓮", "，得未", "name_labelled"),
        ("Name on the parcel: ", "Dorothy Yip", ", please", "name_labelled"),
        ("微信", "s x l，嗯，一九四七", "", "wechat"),
        ("邮箱是", "lao wang 八八 艾特 qq 点 com", "", "email"),
        ("", "p e g dot wong at gmail dot com", ", all lower case", "email"),
        ("打给", "138嗯0013啊8000", "，别打错", "phone"),
    ],
)
def test_personal_data_is_hidden_and_nothing_beside_it(before: str, secret: str, after: str, kind: str) -> None:
    masked = mask(before + secret + after)

    assert before + MASK * len(secret) + after == masked.text
    assert [kind] == [span.kind for span in masked.spans]


@pytest.mark.parametrize(
    "text",
    [
        "订单号 20261121998877665",
        "快递单号SF1029384756102",
        "错误代码 10010023",
        "扣了我三百六十五块八",
        "一共12345678元",
        "2026年11月21日",
        "2026-11-21",
        "打12306还是95588，还是10086、96110、110",
        "尾号7788的卡",
        "密码是什么",
        "验证码收不到",
        "我在人民公园门口",
        "王主任在不在",
        "一天三次，一次两片",
        "客服热线400-820-5566，是真的不",
        "It shows error 0x80070005 and beeps",
        "电表读数是04482197",
        "需完成5800、12600两笔",
        "I am not at airport. Who is sitting there",
        "家里Wi-Fi密码写在盒子哪一面",
        "人民医院3号楼2层",
        "我叫了三次都没人应",
        "enter your password to verify",
    ],
)
def test_what_the_matter_needs_stays(text: str) -> None:
    assert text == mask(text).text


@pytest.mark.parametrize("filler", ["a", "好", "-", "x.", "a@", "wx"])
def test_a_secret_behind_a_very_long_run_is_still_found(filler: str) -> None:
    text = filler * (60_000 // len(filler)) + "，我的手机13812345678"

    assert text[:-11] + MASK * 11 == mask(text).text


def test_a_code_on_the_line_below_its_label_is_hidden() -> None:
    """A reader gives the label and the number of a message as two lines."""
    hidden = mask("您的验证码\n483920\n请勿告诉他人").text

    assert "483920" not in hidden
    assert hidden.startswith("您的验证码\n")
    assert hidden.endswith("请勿告诉他人")


def test_a_number_two_lines_below_is_not_taken_for_the_code() -> None:
    assert "2026" in mask("验证码登录\n常见问题\n2026年11月").text


@pytest.mark.parametrize(
    "text",
    ["验证码是482913", "短信来了个数字 77 52 31", "482913 是我的验证码", "your code is 482913", "码是四八二九一三"],
)
def test_a_code_that_is_said_is_noticed_before_and_after_masking(text: str) -> None:
    assert says_code(text)
    assert says_code(mask(text).text)


@pytest.mark.parametrize(
    "text", ["验证码收不到", "密码是abc12345", "我电话13812345678", "验证码等了5分钟", "打12345问问"]
)
def test_other_numbers_are_no_code(text: str) -> None:
    assert not says_code(text)
    assert not says_code(mask(text).text)


@pytest.mark.parametrize("filler", ["路", "3号", "密码", "王", "我叫", "at "])
def test_long_words_without_end_cost_one_pass(filler: str) -> None:
    text = filler * (30_000 // len(filler))

    assert len(mask(text).text) == len(text)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("密码：我家狗的名字旺财2010", "密码：＊＊＊＊＊＊＊＊＊＊＊＊"),
        ("登录密码是我妈生日加abc123。", "登录密码是＊＊＊＊＊＊＊＊＊＊＊。"),
        ("支付密码是不是要打95188问", "支付密码是不是要打95188问"),
        ("密码是昨天晚上10点改的", "密码是昨天晚上10点改的"),
    ],
)
def test_a_password_told_by_what_it_is_made_of_is_hidden_whole(said: str, shown: str) -> None:
    assert mask(said).text == shown
