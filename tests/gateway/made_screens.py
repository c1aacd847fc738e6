"""Screens as a reader might give them, made by hand for tests of where things are."""

from typing import Any

from modalities.evidence import (
    Box,
    Control,
    IconName,
    Panel,
    PanelKind,
    Role,
    Screen,
    ScreenKind,
    TextLine,
)
from modalities.layout import cell_of

WIDTH, HEIGHT = 780, 1688


def area(x: int, y: int, w: int = 120, h: int = 60) -> Box:
    return Box(x=x, y=y, w=w, h=h, img_w=WIDTH, img_h=HEIGHT)


def line(text: str, x: int, y: int, **more: Any) -> TextLine:
    return TextLine(text=text, box=area(x, y, 40 * len(text), 40), score=0.98, **more)


def control(label: str | None, x: int, y: int, order: int, role: Role = Role.BUTTON, **more: Any) -> Control:
    box = area(x, y)
    settings = {"is_enabled": True, "cell": cell_of(box), "confidence": 0.9, **more}
    return Control(label=label, role=role, box=box, order=order, **settings)


def sign(icon: IconName, x: int, y: int, order: int, **more: Any) -> Control:
    return control(None, x, y, order, Role.ICON, icon=icon, **more)


def page(lines: tuple[TextLine, ...], controls: tuple[Control, ...], **more: Any) -> Screen:
    return Screen(
        kind=ScreenKind.SCREENSHOT,
        width=WIDTH,
        height=HEIGHT,
        lines=lines,
        controls=controls,
        engine="made@1",
        **more,
    )


def window(kind: PanelKind, x: int, y: int, w: int, h: int) -> Panel:
    return Panel(kind=kind, box=area(x, y, w, h), confidence=0.9)


def settings_page(**next_step: Any) -> Screen:
    """A bar with two signs, a switch with its words, and a button."""
    return page(
        (line("设置新密码", 300, 110), line("夜间模式", 40, 600), line("下一步", 310, 1500)),
        (
            sign(IconName.BACK, 20, 100, 1),
            sign(IconName.MORE, 640, 100, 2),
            control("夜间模式", 640, 590, 3, Role.SWITCH, is_on=True),
            control("下一步", 300, 1490, 4, **next_step),
        ),
    )


def payment_window(*labels: str, words: str = "确认转账给张三") -> Screen:
    """A dialog over a page, with its buttons side by side, and one button behind it."""
    buttons = tuple(control(label, 180 + 260 * n, 890, n + 1) for n, label in enumerate(labels))
    written = tuple(line(label, 190 + 260 * n, 900) for n, label in enumerate(labels))
    dialog = window(PanelKind.DIALOG, 100, 650, 600, 350)
    behind = control("保存", 300, 1490, 9)
    return page((line(words, 200, 700), *written), (*buttons, behind), panels=(dialog,), dialog=dialog.box)


def two_rows() -> Screen:
    """Two rows, each with a link of the same name."""
    return page(
        (line("手机号", 40, 300), line("修改", 610, 310), line("地址", 40, 420), line("修改", 610, 430)),
        (control("修改", 600, 300, 1, Role.LINK), control("修改", 600, 420, 2, Role.LINK)),
    )
