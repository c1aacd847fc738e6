"""Photos and screens that the benchmarks draw: Chinese and Latin print of the usual amount, always the same."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from modalities.benchmarks.figures import BenchmarkError

FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Medium.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc"),
    Path("/System/Library/Fonts/PingFang.ttc"),
)
LETTER = (
    "用水通知单",
    "尊敬的住户您好",
    "本月表底读数 1386 吨",
    "上月表底读数 1371 吨",
    "本期用量 15 吨 单价 4.10 元",
    "应缴金额 61.50 元",
    "请在 2026-12-15 之前缴清",
    "逾期每日加收 0.3%",
    "Service line 400-000-1234",
    "办理时间 08:30 - 17:00",
)
LABEL = ("氯化钠滴眼液", "每支 0.4 ml", "一日三次 每次一滴", "有效期至 2027-08")
PAGES = (
    ("我的社区", "预约上门", "查询进度", "常见问题", "意见反馈", "联系物业"),
    ("选择服务", "水管维修", "电路检查", "门锁更换", "空调清洗", "搬运物品"),
    ("填写地址", "小区名称", "楼栋号码", "房间号码", "联系电话", "备注说明"),
    ("选择时间", "今天下午", "明天上午", "明天下午", "后天上午", "后天下午"),
    ("确认预约", "水管维修", "明天上午 9:00", "费用 35.00 元", "上门师傅 2 位", "请保持电话畅通"),
    ("提交失败", "网络不太稳定", "错误代码 N3007", "请稍后再试", "或者换一个网络", "您填的内容还在"),
)
_BLUE = (24, 104, 219)
_INK = (34, 34, 34)
_WHITE = (255, 255, 255)
_GREY = (228, 230, 236)


@lru_cache(maxsize=16)
def font(size_px: int) -> ImageFont.FreeTypeFont:
    """Return a font with Chinese letters.

    Raises:
        BenchmarkError: there is none.
    """
    found = next((path for path in FONTS if path.is_file()), None)
    if found is None:
        raise BenchmarkError("There is no font with Chinese letters: install the package fonts-noto-cjk.")
    return ImageFont.truetype(str(found), size_px)


def photo(lines: Sequence[str], *, size: tuple[int, int], font_px: int, seed: int = 1) -> Image.Image:
    """Return a printed sheet as a camera sees it: uneven light, grain, a soft lens."""
    sheet = Image.new("RGB", size, (226, 222, 212))
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(lines):
        place = (size[0] * 0.09, size[1] * 0.07 + row * font_px * 1.8)
        pen.text(place, line, font=font(font_px), fill=(44, 42, 46))
    seen = np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.7)), np.float32)
    light = np.linspace(1.03, 0.84, size[0], dtype=np.float32)[None, :, None]
    grain = np.random.default_rng(seed).normal(0, 4, seen.shape)
    return Image.fromarray(np.clip(seen * light + grain, 0, 255).astype(np.uint8))


def screen(page: Sequence[str], *, size: tuple[int, int] = (780, 1688)) -> Image.Image:
    """Return a telephone's page: status bar, title, rows and two buttons."""
    width, height = size
    unit = width / 390
    picture = Image.new("RGB", size, (246, 246, 248))
    pen = ImageDraw.Draw(picture)
    pen.text((20 * unit, 10 * unit), "10:24", font=font(round(14 * unit)), fill=_INK)
    pen.text((width / 2, 66 * unit), page[0], font=font(round(20 * unit)), fill=_INK, anchor="mm")
    for row, words in enumerate(page[1:]):
        top = (110 + row * 72) * unit
        box = (16 * unit, top, width - 16 * unit, top + 60 * unit)
        pen.rounded_rectangle(box, radius=10 * unit, fill="white")
        pen.text((32 * unit, top + 30 * unit), words, font=font(round(17 * unit)), fill=_INK, anchor="lm")
    for place, (words, fill, ink) in enumerate((("下一步", _BLUE, _WHITE), ("返回首页", _GREY, _INK))):
        top = height - (150 - place * 66) * unit
        pen.rounded_rectangle((24 * unit, top, width - 24 * unit, top + 52 * unit), radius=26 * unit, fill=fill)
        pen.text((width / 2, top + 26 * unit), words, font=font(round(18 * unit)), fill=ink, anchor="mm")
    return picture


def with_dialog(picture: Image.Image, lines: Sequence[str], buttons: tuple[str, str]) -> Image.Image:
    """Return the page, dimmed, with a dialog over it."""
    width, height = picture.size
    unit = width / 390
    dimmed = picture.point(lambda value: value * 0.45)
    pen = ImageDraw.Draw(dimmed)
    left, top, right, bottom = 45 * unit, height * 0.36, width - 45 * unit, height * 0.36 + 190 * unit
    pen.rounded_rectangle((left, top, right, bottom), radius=14 * unit, fill="white")
    for row, words in enumerate(lines):
        place = (width / 2, top + (36 + row * 34) * unit)
        pen.text(place, words, font=font(round((19 if row == 0 else 16) * unit)), fill=_INK, anchor="mm")
    pen.line((left, bottom - 52 * unit, right, bottom - 52 * unit), fill=(224, 224, 228), width=2)
    pen.line((width / 2, bottom - 52 * unit, width / 2, bottom), fill=(224, 224, 228), width=2)
    for words, share in zip(buttons, (0.25, 0.75), strict=True):
        place = (left + (right - left) * share, bottom - 26 * unit)
        pen.text(place, words, font=font(round(17 * unit)), fill=_BLUE, anchor="mm")
    return dimmed
