"""A maker of pages: random design, real browser, and the truth about every control from the page itself."""

# ruff: noqa: E501 - one line of HTML is one line

import json
import random
from dataclasses import dataclass

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_TOPICS = (
    "修改密码",
    "水费缴纳",
    "预约挂号",
    "社保查询",
    "地址管理",
    "绑定银行卡",
    "实名认证",
    "登记信息",
    "订票",
    "邮件设置",
)
_FIELDS = ("姓名", "手机号码", "旧密码", "新密码", "确认密码", "身份证号", "详细地址", "验证码", "户号", "就诊日期")
_ROWS = (
    "账号与安全",
    "消息通知",
    "隐私设置",
    "通用",
    "帮助与反馈",
    "关于我们",
    "字体大小",
    "语言",
    "清理缓存",
    "家庭成员",
)
_PROSE = (
    "请仔细核对您填写的信息，提交以后三个工作日内会有短信通知您。",
    "为了您的账户安全，本次操作需要核实身份，信息仅用于本次办理。",
    "如有疑问，可以在工作时间到就近的网点咨询工作人员。",
    "带星号的为必填项目，其余的可以以后再补充。",
)
_OTHERS = ("取消", "返回", "稍后再说", "保存", "上一步", "重新填写", "查看详情", "帮助")
_TABS = ("首页", "服务", "消息", "我的", "发现")
_HUES = (
    (22, 119, 255),
    (7, 160, 80),
    (230, 67, 64),
    (255, 136, 0),
    (110, 70, 200),
    (0, 140, 150),
    (200, 30, 90),
    (60, 60, 70),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One control as the page knows it; the box is in pixels of the picture."""

    label: str
    role: str
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page to be shown, and how large and how finely."""

    html: str
    width: int
    height: int
    scale: float
    design: str
    style: str
    label: str | None
    """The wanted control's label; None = the page has no such control."""
    title: str


def iou(first: tuple[float, float, float, float], second: tuple[float, float, float, float]) -> float:
    """Return the share that two boxes (x, y, w, h) have in common."""
    left, top = max(first[0], second[0]), max(first[1], second[1])
    right = min(first[0] + first[2], second[0] + second[2])
    bottom = min(first[1] + first[3], second[1] + second[3])
    shared = max(0.0, right - left) * max(0.0, bottom - top)
    return shared / (first[2] * first[3] + second[2] * second[3] - shared)


def make_page(seed: int, *, label: str | None = "下一步", style: str | None = None, design: str | None = None) -> Page:
    """Return a page of random size, palette, font and layout; the same seed gives the same page."""
    return _Maker(random.Random(seed)).page(label, style, design)


def shoot(browser: object, page: Page) -> tuple[bytes, tuple[Truth, ...]]:
    """Return the picture (PNG) of a page and the controls that can be seen in it."""
    context = browser.new_context(viewport={"width": page.width, "height": page.height}, device_scale_factor=page.scale)
    try:
        tab = context.new_page()
        tab.set_content(page.html)
        found = json.loads(
            tab.evaluate(
                """() => JSON.stringify([...document.querySelectorAll('[data-role]')].map(e => {
                const b = e.getBoundingClientRect();
                return [e.dataset.label, e.dataset.role, b.x, b.y, b.width, b.height]}))"""
            )
        )
        picture = tab.screenshot()
    finally:
        context.close()
    s = page.scale
    truths = tuple(Truth(label=a, role=r, x=x * s, y=y * s, w=w * s, h=h * s) for a, r, x, y, w, h in found)
    return picture, truths


class _Maker:
    """Draws one page from a source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.is_dark = chance.random() < 0.25
        self.hue = chance.choice(_HUES)
        self.font_px = chance.choice((14, 15, 16, 17, 18, 20, 22, 24))
        self.radius = chance.choice((0, 3, 4, 6, 8, 12, 16, 24, 40))
        level = chance.randint(240, 255)
        self.ground = "#121214" if self.is_dark else f"rgb({level},{level},{min(255, level + 2)})"
        self.card = "#1e1e22" if self.is_dark else "#ffffff"
        self.ink = "#e8e8ea" if self.is_dark else chance.choice(("#111", "#222", "#333"))
        self.faint = "#88888e" if self.is_dark else "#888"
        self.line = "#333338" if self.is_dark else chance.choice(("#ddd", "#e5e5e5", "#ccc"))
        self.width, self.height = chance.choice(
            ((320, 640), (360, 740), (375, 812), (393, 852), (412, 915), (768, 1024), (1024, 700), (1440, 900))
        )
        self.scale = chance.choice((1, 1.5, 2)) if self.width > 700 else chance.choice((1.5, 2, 2.625, 3))

    def page(self, label: str | None, style: str | None, design: str | None) -> Page:
        """Return the page; ``style`` and ``design`` are chosen by chance when None."""
        chance = self.chance
        style = style or chance.choice(("filled", "outlined", "disabled", "link", "gradient", "soft"))
        designs = {
            "form": self._form, "free": self._free, "pair": self._pair, "dialog": self._dialog,
            "list": self._list, "keypad": self._keypad, "tabs": self._tabs,
        }  # fmt: skip
        design = design or chance.choice(tuple(designs))
        title = chance.choice(_TOPICS)
        body = designs[design](label, style)
        family = chance.choice(("Noto Sans CJK SC", "Noto Sans CJK SC", "Noto Serif CJK SC"))
        html = (
            f"<meta charset=utf-8><style>*{{box-sizing:border-box}}body{{margin:0;height:{self.height}px;position:relative;overflow:hidden;"
            f"background:{self.ground};color:{self.ink};font:{self.font_px}px/1.5 '{family}'}}button{{font:inherit}}"
            f".card{{background:{self.card};border-radius:{min(self.radius, 16)}px;padding:14px;margin:12px}}</style>{self._bar(title)}{body}"
        )
        return Page(
            html=html,
            width=self.width,
            height=self.height,
            scale=self.scale,
            design=design,
            style=style,
            label=label,
            title=title,
        )

    def _rgb(self, share: float = 1.0) -> str:
        base = (18, 18, 20) if self.is_dark else (255, 255, 255)
        return (
            "rgb("
            + ",".join(str(round(c * share + b * (1 - share))) for c, b in zip(self.hue, base, strict=True))
            + ")"
        )

    def _bar(self, title: str) -> str:
        is_filled = self.chance.random() < 0.3
        align = self.chance.choice(("center", "center", "left"))
        colours = (
            f"background:{self._rgb()};color:#fff"
            if is_filled
            else f"background:{self.card};border-bottom:1px solid {self.line}"
        )
        back = (
            ""
            if align == "center" and self.chance.random() < 0.5
            else "<span style='position:absolute;left:14px;top:10px;width:14px;height:14px;margin-top:10px;border-left:2px solid;border-bottom:2px solid;transform:rotate(45deg)'></span>"
        )
        return (
            f"<div style='position:relative;height:52px;line-height:52px;font-size:{self.font_px + 2}px;font-weight:600;text-align:{align};"
            f"padding:0 44px;{colours}'>{back}{title}</div>"
        )

    def _look(self, style: str) -> str:
        ink = "#fff"
        match style:
            case "filled":
                return f"background:{self._rgb()};color:{ink};border:0"
            case "gradient":
                return f"background:linear-gradient(90deg,{self._rgb(0.7)},{self._rgb()});color:{ink};border:0"
            case "soft":
                tone = self._rgb(0.8) if self.is_dark else self._rgb()
                return f"background:{self._rgb(0.15)};color:{tone};border:0"
            case "outlined":
                edge = self.chance.choice((self._rgb(), self.faint, self.line))
                return f"background:transparent;color:{self._rgb() if edge == self._rgb() else self.ink};border:{self.chance.choice((1, 1.5, 2))}px solid {edge}"
            case "disabled":
                pair = (
                    ("#2c2c30", "#6a6a70")
                    if self.is_dark
                    else self.chance.choice((("#ccc", "#fff"), ("#e2e2e2", "#a0a0a0"), ("#dcdcdc", "#999")))
                )
                return f"background:{pair[0]};color:{pair[1]};border:0"
            case _:
                return f"background:transparent;color:{self._rgb(0.85) if self.is_dark else self._rgb()};border:0"

    def _button(self, label: str, style: str, css: str = "") -> str:
        chance = self.chance
        shadow = (
            f"box-shadow:0 {chance.randint(1, 6)}px {chance.randint(4, 14)}px rgba(0,0,0,.2);"
            if style == "filled" and chance.random() < 0.3
            else ""
        )
        padding = (
            f"{chance.randint(2, 6)}px {chance.randint(2, 10)}px"
            if style == "link"
            else f"{chance.randint(6, 16)}px {chance.randint(14, 40)}px"
        )
        return f"<button data-role=button data-label='{label}' style='white-space:nowrap;border-radius:{self.radius}px;padding:{padding};{shadow}{self._look(style)};{css}'>{label}</button>"

    def _prose(self) -> str:
        return f"<p style='margin:10px 14px;color:{self.faint};font-size:{max(13, self.font_px - 2)}px'>{self.chance.choice(_PROSE)}</p>"

    def _inputs(self, count: int) -> str:
        parts = []
        for name in self.chance.sample(_FIELDS, count):
            hint = f"请输入{name}"
            parts.append(
                f"<div style='margin:10px 14px'>{name}<div data-role=field data-label='{hint}' style='border:1px solid {self.line};background:{self.card};"
                f"color:{self.faint};border-radius:{min(self.radius, 10)}px;padding:9px 12px;margin-top:4px'>{hint}</div></div>"
            )
        return "".join(parts)

    def _form(self, label: str | None, style: str) -> str:
        wide = f"width:calc(100% - {2 * self.chance.randint(0, 24)}px);"
        wide = "" if style == "link" else wide  # a link ends where its words end: more of it cannot be seen
        button = (
            f"<div style='text-align:center;margin-top:24px'>{self._button(label, style, wide)}</div>" if label else ""
        )
        return self._inputs(self.chance.randint(2, 4)) + self._prose() + button

    def _free(self, label: str | None, style: str) -> str:
        x, y = self.chance.randint(4, 60), self.chance.randint(45, 90)
        cards = "".join(
            f"<div class=card><b>{self.chance.choice(_ROWS)}</b><br>{self.chance.choice(_PROSE)}</div>"
            for _ in range(2)
        )
        return cards + (self._button(label, style, f"position:absolute;left:{x}%;top:{y}%;") if label else "")

    def _pair(self, label: str | None, style: str) -> str:
        other = self._button(self.chance.choice(_OTHERS), "outlined", "flex:1;")
        mine = (
            self._button(label, style, "" if style == "link" else f"flex:{self.chance.choice((1, 2))};")
            if label
            else ""
        )
        order = [other, mine] if self.chance.random() < 0.7 else [mine, other]
        place = "position:absolute;bottom:0;left:0;right:0;" if self.chance.random() < 0.6 else "margin-top:20px;"
        return (
            self._prose()
            + self._inputs(2)
            + f"<div style='display:flex;gap:12px;padding:12px 16px;{place}'>{''.join(order)}</div>"
        )

    def _dialog(self, label: str | None, style: str) -> str:
        width = min(self.width - 60, self.chance.randint(260, 380))
        labels = [self.chance.choice(_OTHERS[:4]), label] if label else _OTHERS[:2]
        if self.chance.random() < 0.5:
            cells = "".join(
                f"<div data-role=button data-label='{text}' style='flex:1;text-align:center;padding:12px 0;color:{self._rgb() if text == label and not self.is_dark else self.ink};"
                f"border-left:{1 if i else 0}px solid {self.line}'>{text}</div>"
                for i, text in enumerate(labels)
            )
            foot = f"<div style='display:flex;border-top:1px solid {self.line}'>{cells}</div>"
        else:
            shown = "filled" if style == "link" else style
            foot = (
                "<div style='display:flex;gap:10px;padding:0 16px 16px'>"
                + self._button(labels[0], "outlined", "flex:1;padding:9px 0;")
                + self._button(labels[1], shown, "flex:1;padding:9px 0;")
                + "</div>"
            )
        behind = "".join(f"<div class=card>{self.chance.choice(_PROSE)}</div>" for _ in range(3))
        return (
            behind + "<div style='position:absolute;inset:0;background:rgba(0,0,0,.5)'></div>"
            f"<div id=dialog style='position:absolute;left:{(self.width - width) // 2}px;top:{self.height // 3}px;width:{width}px;background:{self.card};border-radius:{min(self.radius, 16)}px;overflow:hidden'>"
            f"<div style='padding:18px 16px;text-align:center'><b>{self.chance.choice(_TOPICS)}</b><br>{self.chance.choice(_PROSE)}</div>{foot}</div>"
        )

    def _list(self, label: str | None, style: str) -> str:
        rows = "".join(
            f"<div data-role=row data-label='{name}' style='display:flex;justify-content:space-between;padding:13px 16px;background:{self.card};border-bottom:1px solid {self.line}'>"
            f"<span>{name}</span><span style='color:{self.faint}'>{self.chance.choice(('', '已开启', '标准'))} ›</span></div>"
            for name in self.chance.sample(_ROWS, self.chance.randint(4, 6))
        )
        corner = self._button(label, style, "position:absolute;right:12px;bottom:24px;") if label else ""
        return f"<div style='margin-top:12px'>{rows}</div>{corner}"

    def _keypad(self, label: str | None, style: str) -> str:
        keys = "".join(
            f"<div data-role=key data-label='{key}' style='width:calc(33.3% - 8px);margin:4px;text-align:center;padding:10px 0;font-size:{self.font_px + 6}px;background:{self.card};border-radius:6px;border:1px solid {self.line}'>{key}</div>"
            for key in "123456789"
        )
        button = f"<div style='text-align:center;margin:20px'>{self._button(label, style)}</div>" if label else ""
        return (
            self._inputs(1)
            + button
            + f"<div style='position:absolute;bottom:0;left:0;right:0;display:flex;flex-wrap:wrap;padding:4px'>{keys}</div>"
        )

    def _tabs(self, label: str | None, style: str) -> str:
        names = self.chance.sample(_TABS, 4)
        tabs = "".join(
            f"<div data-role=tab data-label='{name}' style='flex:1;text-align:center;font-size:12px;padding:6px 0;color:{self._rgb() if not i else self.faint}'>"
            f"<div style='width:22px;height:22px;border:2px solid;border-radius:{self.chance.choice((4, 11))}px;margin:0 auto 2px'></div>{name}</div>"
            for i, name in enumerate(names)
        )
        size = self.font_px * 5
        shown = "filled" if style in {"link", "outlined"} else style
        round_button = (
            self._button(
                label,
                shown,
                f"position:absolute;right:{self.chance.randint(12, 60)}px;bottom:{self.chance.randint(80, 200)}px;width:{size}px;height:{size}px;border-radius:50%;padding:0;",
            )
            if label
            else ""
        )
        cards = "".join(f"<div class=card>{self.chance.choice(_PROSE)}</div>" for _ in range(2))
        return (
            cards
            + round_button
            + f"<div style='position:absolute;bottom:0;left:0;right:0;display:flex;background:{self.card};border-top:1px solid {self.line}'>{tabs}</div>"
        )
