from dataclasses import replace

import numpy as np
import pytest

from modalities.evidence import Box, Screen, ScreenKind, TextLine
from modalities.same_screen import looks_same
from modalities.same_words import says_same

PAGE = ("10:24", "账号与安全", "修改登录密码", "绑定手机号", "退出当前账号", "意见反馈", "关于我们")


def _screen(
    *texts: str, moved: int = 0, score: float = 0.99, kind: ScreenKind = ScreenKind.SCREENSHOT, uneven: int = 0
) -> Screen:
    lines = tuple(
        TextLine(
            text=text,
            box=Box(
                x=24 + uneven * (at % 2), y=10 + at * 100 + (moved if at else 0), w=300, h=36, img_w=540, img_h=960
            ),
            score=score,
        )
        for at, text in enumerate(texts)
    )
    return Screen(kind=kind, width=540, height=960, lines=lines)


def _other_line(at: int, text: str, **changes: object) -> Screen:
    texts = list(PAGE)
    texts[at] = text
    return _screen(*texts, **changes)  # type: ignore[arg-type]  # by name


def test_one_other_line_is_another_screen() -> None:
    assert not says_same(_screen(*PAGE), _other_line(3, "密码错误请重试"))
    assert not says_same(_screen(*PAGE), _screen(*PAGE, "密码错误请重试"))
    assert not says_same(_screen(*PAGE, "余额 100.00 元"), _screen(*PAGE, "余额 200.00 元"))


def test_the_clock_and_a_page_moved_as_a_whole_are_no_other_screen() -> None:
    assert says_same(_screen(*PAGE), _other_line(0, "10:25"))
    assert says_same(_screen(*PAGE), _screen(*PAGE, moved=40))


@pytest.mark.parametrize("kind", [ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN])
def test_a_line_read_in_two_ways_is_no_other_screen(kind: ScreenKind) -> None:
    shaky = _other_line(4, "退出当前帐号", score=0.7, kind=kind)

    assert says_same(replace(_screen(*PAGE), kind=kind), shaky)


def test_screens_without_words_are_never_the_same() -> None:
    assert not says_same(_screen(), _screen())


def test_only_what_looks_the_same_is_not_read_again() -> None:
    page = np.full((960, 540, 3), 255, np.uint8)
    page[200:230, 40:300] = 0
    clock, line = page.copy(), page.copy()
    clock[8:28, 40:80] = 0
    line[400:420, 40:80] = 0

    assert looks_same(page, clock)
    assert not looks_same(page, line)
    assert not looks_same(page, page[:, :400])
