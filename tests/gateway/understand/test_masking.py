from dataclasses import replace

from gateway.redact import MASK
from gateway.understand.masking import masked_counts, masked_reading, secret_boxes
from modalities.evidence import Transcript, Word
from tests.gateway.records import screen, seen, typed

PHONE = "13912345678"


def test_masking_keeps_every_offset() -> None:
    before = typed(f"我的号码{PHONE}，帮我查话费")
    after = masked_reading(before)

    assert after.transcript is not None and before.transcript is not None
    assert len(after.transcript.text) == len(before.transcript.text)
    assert PHONE not in after.transcript.text
    assert after.transcript.text.endswith("，帮我查话费")


def test_words_of_a_recording_show_the_same_mask_as_its_text() -> None:
    word = Word(text=PHONE, t0_s=1.0, t1_s=3.0, confidence=0.9, char0=2, char1=13)
    heard = Transcript(text=f"电话{PHONE}", language="zh-CN", words=(word,), engine="remote", confidence=0.9)
    after = masked_reading(replace(typed(""), transcript=heard))

    assert after.transcript is not None
    assert after.transcript.words[0].text == MASK * 11


def test_a_secret_in_a_picture_is_masked_in_words_and_in_pixels() -> None:
    picture = seen(screen("我的资料", f"手机号{PHONE}", labels=(f"手机号{PHONE}",), file="upright.jpg"))
    after = masked_reading(picture)
    ((file, boxes),) = secret_boxes(picture)

    assert PHONE not in "".join(line.text for line in after.screens[0].lines)
    assert PHONE not in str(after.screens[0].controls[0].label)
    assert (file, len(boxes)) == ("upright.jpg", 1)
    line = picture.screens[0].lines[1].box
    assert line.x <= boxes[0].x and boxes[0].x + boxes[0].w <= line.x + line.w
    assert boxes[0].w >= line.w * 11 / 14


def test_what_holds_no_secret_is_left_alone() -> None:
    picture = seen(screen("订单号 2026031222001438", "合计 45.80 元", file="upright.jpg"))

    assert masked_reading(picture) == picture
    assert secret_boxes(picture) == ()


def test_masked_secrets_are_counted() -> None:
    after = masked_reading(typed(f"电话{PHONE}"))

    assert masked_counts((after,)) == (("secret", 1),)


def test_a_secret_is_masked_in_words_that_were_cut_out_of_its_line() -> None:
    """Titles, labels, values and codes are parts of lines: alone they do not look like a secret any more."""
    shown = screen("登录密码：", "hunter2xx >", "您的验证码 583920 已过期", labels=("登录密码：",))
    row = replace(shown.controls[0], value="hunter2xx")
    told = replace(shown, controls=(row,), title="583920", error_codes=("583920", "E1024"))
    after = masked_reading(seen(told)).screens[0]

    assert after.controls[0].value == MASK * len("hunter2xx")
    assert after.title == MASK * 6
    assert after.error_codes == ("E1024",)


def test_a_secret_is_masked_wherever_it_stands_again_but_not_in_a_longer_number() -> None:
    told = screen("您的验证码 583920 已发送", "再看一次：583920", "单号 15839207")
    lines = [line.text for line in masked_reading(seen(told)).screens[0].lines]

    assert lines[1] == f"再看一次：{MASK * 6}"
    assert lines[2] == "单号 15839207"
