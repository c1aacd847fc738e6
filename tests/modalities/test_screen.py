"""What a screen shows, on pages that a browser drew: the page itself is the truth."""

# ruff: noqa: E501 - examples stand in dense lists

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, sync_playwright

from modalities.evidence import Box, Cell, Control, Modality, Role, Screen, ScreenKind, TextLine
from modalities.layout import cell_of
from modalities.readers.picture import read_frame
from modalities.screen import find_errors, find_title, is_drawn, kind_of, read_screen
from tests.modalities.pages import CHROMIUM, CHROMIUM_ARGUMENTS, Page, Truth, iou, make_page, shoot
from tests.modalities.picture_fixtures import ENGINES, FONT, pixels, printed

SEEDS = range(2000, 2014)
SEEDS_WITHOUT = range(2100, 2103)
DESIGNS = ("form", "free", "pair", "dialog", "list", "keypad", "tabs")
STYLES = ("filled", "outlined", "soft", "gradient", "disabled", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    page: Page
    truths: tuple[Truth, ...]
    screen: Screen


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


def _shot(browser: Browser, page: Page) -> Shot:
    png, truths = shoot(browser, page)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    wide = image.width
    image.thumbnail((2000, 2000), Image.Resampling.LANCZOS)
    k = image.width / wide
    scaled = tuple(Truth(label=t.label, role=t.role, x=t.x * k, y=t.y * k, w=t.w * k, h=t.h * k) for t in truths)
    return Shot(page=page, truths=scaled, screen=read_frame(pixels(image), None, ENGINES, None))


@pytest.fixture(scope="module")
def shots(browser: Browser) -> tuple[Shot, ...]:
    return tuple(_shot(browser, make_page(seed, design=DESIGNS[seed % 7], style=STYLES[seed % 6])) for seed in SEEDS)


@pytest.fixture(scope="module")
def shots_without(browser: Browser) -> tuple[Shot, ...]:
    return tuple(_shot(browser, make_page(seed, label=None)) for seed in SEEDS_WITHOUT)


def _match(screen: Screen, truth: Truth) -> Control | None:
    """Return the control that covers at least half of what it shares with the true box."""
    there = (truth.x, truth.y, truth.w, truth.h)
    best = max(screen.controls, key=lambda c: iou(there, (c.box.x, c.box.y, c.box.w, c.box.h)), default=None)
    return best if best and iou(there, (best.box.x, best.box.y, best.box.w, best.box.h)) >= 0.5 else None


def test_a_wanted_button_is_found_named_and_placed(shots: tuple[Shot, ...]) -> None:
    """At random place, colour, font and size; the cell is that of the true box. The detector knows none of these designs."""
    right = 0
    for shot in shots:
        truth = next(each for each in shot.truths if each.label == "下一步")
        found = _match(shot.screen, truth)
        size = {"img_w": shot.screen.width, "img_h": shot.screen.height}
        true_box = Box(x=round(truth.x), y=round(truth.y), w=round(truth.w), h=round(truth.h), **size)
        right += (
            found is not None
            and found.label == "下一步"
            and found.role in {Role.BUTTON, Role.LINK}
            and found.cell is cell_of(true_box)
        )

    assert right >= 0.75 * len(shots)


def test_most_other_controls_are_found_and_few_are_invented(shots: tuple[Shot, ...]) -> None:
    pairs = [(_match(shot.screen, truth), truth) for shot in shots for truth in shot.truths]
    named = [found for found, truth in pairs if found and found.label == truth.label and found.role == truth.role]
    # The pages draw a back arrow that they do not list.
    total = sum(control.role is not Role.ICON for shot in shots for control in shot.screen.controls)

    assert len(named) >= 0.75 * len(pairs)
    assert total - len(named) <= 0.2 * total


def test_a_page_without_the_button_has_no_such_control(shots_without: tuple[Shot, ...]) -> None:
    assert not [c for shot in shots_without for c in shot.screen.controls if c.label and "下一步" in c.label]


def test_a_drawn_page_is_a_screenshot_with_its_title(shots: tuple[Shot, ...]) -> None:
    assert {shot.screen.kind for shot in shots} == {ScreenKind.SCREENSHOT}
    assert sum(shot.screen.title == shot.page.title for shot in shots) >= 0.8 * len(shots)


def test_a_dialog_is_seen_and_only_then(shots: tuple[Shot, ...]) -> None:
    seen = [(shot.screen.dialog is not None) == (shot.page.design == "dialog") for shot in shots]

    assert sum(seen) >= 0.9 * len(seen)


def test_only_the_dialog_can_be_used(shots: tuple[Shot, ...]) -> None:
    with_dialog = [shot.screen for shot in shots if shot.screen.dialog]

    assert with_dialog
    for screen in with_dialog:
        inner = screen.dialog
        for control in screen.controls:
            assert inner.x <= control.box.x + control.box.w / 2 <= inner.x + inner.w


def test_grey_buttons_are_told_from_strong_ones(shots: tuple[Shot, ...]) -> None:
    told = {"disabled": [], "filled": []}
    for shot in shots:
        control = next((c for c in shot.screen.controls if c.label == "下一步"), None)
        if control and shot.page.style in told and shot.page.design != "dialog":
            told[shot.page.style].append(control.is_enabled)

    assert True not in told["disabled"]
    assert False not in told["filled"]


def test_the_order_runs_from_top_to_bottom(shots: tuple[Shot, ...]) -> None:
    for shot in shots:
        assert [control.order for control in shot.screen.controls] == list(range(1, len(shot.screen.controls) + 1))
        tops = [control.box.y + control.box.h for control in shot.screen.controls]
        heights = [control.box.h for control in shot.screen.controls]
        assert all(later + max(heights) > earlier for earlier, later in pairwise(tops))


def _line(text: str, x: int = 200, y: int = 500, w: int = 300, h: int = 40) -> TextLine:
    return TextLine(text=text, box=Box(x=x, y=y, w=w, h=h, img_w=1000, img_h=2000), score=0.97)


@pytest.mark.parametrize(
    "text",
    [
        "支付失败", "身份信息核对未通过", "无信号", "网络连接超时", "密码不正确，请重新输入", "该账号不存在", "错误代码 E3021",
        "无法打开该文件", "您的登录已过期", "系统繁忙，请稍后再试", "余额不足", "打印机缺纸", "设备故障 E4", "暂不支持该银行卡",
        "Payment failed", "Something wrong? Error 0x80070057", "Connection timed out", "Incorrect password",
        "The page could not be found", "Unable to connect", "验证码错误", "SIM卡异常", "HTTP 503",
    ],
)  # fmt: skip
def test_failures_are_seen(text: str) -> None:
    assert find_errors([_line(text)], ()) == (0,)


@pytest.mark.parametrize(
    "text",
    [
        "故障报修", "错误反馈", "异常申报", "支付失败怎么办？", "常见问题", "转账后无法撤回，请仔细核对", "如果密码错误超过五次将被锁定",
        "请勿向陌生人转账", "设备运行无异常", "下一步", "忘记密码", "订单查询", "Error log", "If the payment failed, ask the shop",
        "Report a failure", "为了避免超时，请尽快完成", "重试", "取消",
    ],
)  # fmt: skip
def test_places_to_go_and_warnings_are_no_errors(text: str) -> None:
    assert find_errors([_line(text)], ()) == ()


def test_the_label_of_a_row_is_no_error() -> None:
    line = _line("网络异常检测说明书")
    row = Control(
        label=line.text, role=Role.ROW, box=line.box, is_enabled=None, cell=Cell.TOP_LEFT, order=1, confidence=0.8
    )

    assert find_errors([line, _line("支付失败", y=900)], (row,)) == (1,)


def test_the_value_of_a_setting_is_no_error() -> None:
    assert find_errors([_line("蓝牙", x=40), _line("未连接", x=800, w=120)], ()) == ()


def test_the_title_is_not_the_clock_nor_a_sentence() -> None:
    lines = [
        _line("10:42", x=40, y=10, w=100, h=30),
        _line("76%", x=880, y=10, w=90, h=30),
        _line("体检预约", x=400, y=90, w=200, h=44),
        _line("请在预约的时间到达，并带好证件。", x=60, y=220, w=800),
    ]

    assert find_title(lines, ()) == "体检预约"
    assert find_title(lines[:2] + lines[3:], ()) is None


def test_a_photo_is_told_from_a_screenshot() -> None:
    camera, drawn = pixels(printed(("通知",))), np.full((900, 500, 3), 245, np.uint8)

    assert not is_drawn(camera)
    assert is_drawn(drawn)
    assert kind_of(camera, [_line("通知")], hint=Modality.SCREENSHOT) is ScreenKind.PHOTO
    assert kind_of(drawn, [_line("通知")]) is ScreenKind.SCREENSHOT


def test_a_screen_that_one_photograph_fills_is_a_screenshot() -> None:
    noise = np.random.default_rng(3).normal(128, 40, (1688, 780, 3))
    image = np.ascontiguousarray(np.clip(cv2.GaussianBlur(noise, (0, 0), 2.0) * 1.1, 0, 255), np.uint8)
    for y in (60, 1500):
        cv2.putText(image, "Gallery 12", (60, y), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (255, 255, 255), 4)
    lines = [_line("Gallery 12", x=55, y=y - 45, w=320, h=60) for y in (60, 1500)]

    assert not is_drawn(image, Modality.SCREENSHOT)
    assert kind_of(image, lines, hint=Modality.SCREENSHOT) is ScreenKind.SCREENSHOT
    assert kind_of(cv2.GaussianBlur(image, (0, 0), 3.0), lines, hint=Modality.SCREENSHOT) is not ScreenKind.SCREENSHOT


def test_a_photo_of_a_screen_is_called_so() -> None:
    camera = pixels(printed(("取消", "确定")))

    assert kind_of(camera, [_line("取消"), _line("确定", x=600)]) is ScreenKind.PHOTO_OF_SCREEN


def test_a_note_on_a_dark_veil_is_no_button() -> None:
    page = Image.new("RGB", (720, 1280), "white")
    pen = ImageDraw.Draw(page)
    pen.rounded_rectangle((210, 800, 510, 880), 20, fill=(60, 60, 60))

    pen.text((264, 820), "操作太频繁", font=ImageFont.truetype(FONT, 38), fill="white")
    box = Box(x=258, y=815, w=204, h=52, img_w=720, img_h=1280)
    lines = (TextLine(text="操作太频繁", box=box, score=0.98),)

    assert read_screen(pixels(page), lines, frame_t_s=None, engine="", file=None).controls == ()


@pytest.mark.parametrize("size", [(1, 1), (64, 2), (70, 70), (2000, 70)])
def test_any_size_is_taken(size: tuple[int, int]) -> None:
    image = np.full((size[1], size[0], 3), 200, np.uint8)

    assert read_screen(image, (), frame_t_s=2.5, engine="", file="frame-1.jpg").controls == ()
