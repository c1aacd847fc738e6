"""Pages of the third grammar: a bar, blocks of any kind below each other, a foot, and often something over it all."""

# ruff: noqa: E731 - small pieces of a page are written where they are used

import random
from html import escape

from kit import Icons, Page
from mixed_look import mark
from mixed_noise import Noise

BLOCKS = {
    "list": 20, "form": 6, "search": 3, "buttons": 7, "chips": 4, "amounts": 3, "tiles": 7, "slider_row": 5, "tabs": 6, "segments": 3,
    "days": 2, "sentence": 6, "links": 6, "checks": 3, "single": 4, "offers": 4, "prose": 8, "facts": 6, "figures": 4, "balance": 4,
    "table": 2, "chart": 3, "steps": 2, "notice": 4, "banner": 4, "photos": 2, "bubbles": 2, "result": 2, "heading": 4, "player": 3, "calls": 1,
}  # fmt: skip
"""The kinds of blocks, and how often each is drawn."""
OVERS = {"dialog": 8, "sheet": 4, "menu": 2, "toast": 3, "actions": 2, "float_button": 2}


class Pages(Noise):
    """A whole page."""

    def status(self, ink: str) -> str:
        """Return the system's bar: clock, network, battery; none of it can be pressed."""
        size, tall = self.num(10.5, 14), self.pick((20, 24, 28, 32, 44))
        bars = self.pick(
            ("".join(f'<i style="width:3px;height:{k}px;background:{ink}"></i>' for k in (4, 6, 8, 10)), "●●●○○", "▂▄▆")
        )
        wifi = self.pick(
            (
                "",
                f'<svg viewBox="0 0 16 12" width="14" height="11" fill="none" stroke="{ink}" stroke-width="1.6"><path d="M1 4a10 10 0 0114 0M4 7a6 6 0 018 0"/><circle cx="8" cy="10" r="1" fill="{ink}"/></svg>',
                "5G",
                "4G",
                "WiFi",
                "HD",
            )
        )
        battery = f'<i style="width:22px;height:11px;border:1px solid {ink};border-radius:3px;padding:1px;display:flex"><i style="width:{self.rng.randint(15, 100)}%;background:{ink}"></i></i>'
        share = self.pick(("", f"{self.rng.randint(5, 100)}%"))
        clock = f"<span data-clock>{self.rng.randint(0, 23):02}:{self.rng.randint(0, 59):02}</span>"
        left, right = (
            (clock, f"{bars}{wifi}{battery}{share}") if self.chance(0.75) else (f"{bars} 中国移动", f"{share}{battery}")
        )
        middle = (
            f'<span style="flex:1;text-align:center">{clock}</span>'
            if clock not in left
            else '<span style="flex:1"></span>'
        )
        extra = self.span(self.pick(("✉", "▣", "⏰")), "font-size:10px") if self.chance(0.2) else ""
        return f'<div style="display:flex;align-items:center;gap:4px;height:{tall}px;padding:0 {self.rng.randint(8, 26)}px;font-size:{size}px;line-height:1;color:{ink}">{left}{extra}{middle}{right}</div>'

    def head(self) -> str:
        """Return the bar of the page."""
        way = self.pick(("plain", "plain", "card", "paint", "large", "none"))
        ink, paint = (
            (self.on_paint, self.paint) if way == "paint" else (self.ink, self.card if way == "card" else "transparent")
        )
        status = self.status(ink) if not self.wide and self.chance(0.65) else ""
        if way == "none":
            return status
        size, title = self.fs * self.num(1.3, 1.7), self.words("title")
        plate = self.pick(("", "", "", "", f"background:{'#fff3' if way == 'paint' else self.fill};border-radius:50%;"))
        left = self.pick(
            (
                lambda: self.icon("back", size, ink, plate),
                lambda: self.icon("back", size, ink, plate),
                lambda: self.icon(self.pick(("close", "other", "home")), size, ink, plate),
                lambda: "",
                lambda: self.button(
                    self.pick(("取消", "返回", "‹ 返回", "关闭")) if not self.english else "Cancel",
                    "text",
                    tall=self.fs * 2.2,
                ),
            )
        )()
        right = self.pick(
            (
                lambda: "",
                lambda: "",
                lambda: self.icon("", size, ink, plate),
                lambda: self.row(
                    "".join(self.icon("", size, ink, plate) for _ in range(self.rng.randint(2, 3))), self.num(10, 20)
                ),
                lambda: self.button(
                    "Done" if self.english else self.pick(("完成", "保存", "编辑", "管理", "帮助", "发布")),
                    self.pick(("text", "full", "under")),
                    tall=self.fs * 2,
                    size=0.95,
                ),
                self.capsule,
            )
        )()
        name = f'<div data-title style="{self.font(self.num(1.05, 1.3) if way != "large" else self.num(1.6, 2.2), ink, self.bold)}white-space:nowrap;overflow:hidden">{escape(title)}</div>'
        tall, line = self.fs * self.num(2.7, 3.7), f"border-bottom:1px solid {self.line};" if self.chance(0.3) else ""
        side = self.num(8, 18)
        if way == "large":
            return self.div(
                status
                + self.row(
                    left + '<div style="flex:1"></div>' + right, 12, f"min-height:{tall:.0f}px;padding:0 {side}px;"
                )
                + self.div(name, f"padding:2px {self.pad}px 8px"),
                f"flex:none;background:{paint};{line}",
            )
        if self.chance(0.55):
            inner = f'<div style="flex:1 0 0;display:flex">{left}</div>{name}<div style="flex:1 0 0;display:flex;justify-content:flex-end">{right}</div>'
        elif self.chance(0.15):
            inner = left + self.div(self.search(), "flex:1;min-width:0") + right
        else:
            inner = left + self.div(name, "flex:1;min-width:0") + right
        return self.div(
            status + self.row(inner, 12, f"min-height:{tall:.0f}px;padding:0 {side}px;"),
            f"flex:none;background:{paint};color:{ink};{line}",
        )

    def capsule(self) -> str:
        """Return the two signs of a mini program."""
        dots = "".join(
            f'<i style="width:{k}px;height:{k}px;border-radius:50%;background:currentColor"></i>' for k in (4, 6, 4)
        )
        one = lambda name, inner: (
            f'<span{mark("icon", icon=name)} style="flex:1;height:100%;display:flex;gap:3px;align-items:center;justify-content:center">{inner}</span>'
        )
        ring = '<i style="width:17px;height:17px;border:2px solid currentColor;border-radius:50%;display:flex;align-items:center;justify-content:center"><i style="width:6px;height:6px;border-radius:50%;background:currentColor"></i></i>'
        return f'<span style="flex:none;display:flex;align-items:center;width:87px;height:32px;border:1px solid #8885;border-radius:99px;background:#8881">{one("more", dots)}<i style="width:1px;height:18px;background:#8886"></i>{one("close", ring)}</span>'

    def player(self) -> str:
        """Return what plays music or a film."""
        line = self.row(
            self.span("01:27", self.font(0.75, self.sub))
            + self.slider("播放进度")
            + self.span("04:05", self.font(0.75, self.sub)),
            8,
        )
        middle = self.icon(
            "play",
            self.fs * 1.8,
            self.on_acc,
            f"border-radius:50%;background:{self.acc};",
            side=self.fs * self.num(3, 4.4),
        )
        plate = self.plate() if self.chance(0.3) else ""
        side = lambda: self.icon("other", self.fs * 1.5, self.ink, plate, side=self.fs * 2.6)
        keys = self.row(
            "".join((side(), side(), middle, side(), side())) if self.chance(0.6) else side() + middle + side(),
            0,
            "justify-content:space-around;padding:12px 0;",
        )
        names = self.div(escape(self.words("song")), self.font(1.3, self.ink, self.bold)) + self.div(
            escape(self.words("person")), self.font(0.9, self.sub)
        )
        return self.div(self.div(names, "text-align:center;padding:8px") + line + keys, f"padding:8px {self.pad}px")

    def calls(self) -> str:
        """Return the round buttons of a call, with words below them or without."""
        words_ = self.chance(0.5)
        cells = ""
        for text, tone in (("静音", self.fill), ("挂断", "#e5484d"), ("免提", self.fill)):
            side = self.fs * self.num(3.4, 4.4)
            ink = "#fff" if tone != self.fill else self.ink
            if words_:
                cells += f'<div{mark("button", text)} style="display:flex;flex-direction:column;align-items:center;gap:6px"><span style="width:{side:.0f}px;height:{side:.0f}px;border-radius:50%;background:{tone};display:flex;align-items:center;justify-content:center">{self.sign("other", side * 0.45, ink)}</span><span style="{self.font(0.85, self.ink)}">{text}</span></div>'
            else:
                cells += self.icon("other", side * 0.45, ink, f"border-radius:50%;background:{tone};", side=side)
        return self.row(cells, 0, "justify-content:space-around;padding:18px 8px;")

    # ----------------------------------------------------------- over the page
    def dialog(self) -> str:
        """Return a dialog: with one, two or three buttons, a field, a list to choose from; with a veil or without."""
        inner = self.div(
            escape(self.words(self.pick(("title", "error", "head")))[:14]),
            self.font(self.num(1.1, 1.3), self.ink, self.bold)
            + f"padding:{self.num(14, 22)}px 16px 6px;text-align:{self.pick(('center', 'center', 'left'))}",
        )
        inner += self.div(
            self.said(90),
            self.font(0.95, self.pick((self.sub, self.ink)))
            + f"padding:4px 18px 12px;line-height:1.5;text-align:{self.pick(('center', 'left'))}",
        )
        if self.chance(0.15):
            inner += self.div(self.field(), "padding:0 16px 12px")
        if self.chance(0.12):
            inner += self.div(
                f"错误码：ERR-{self.rng.randint(10, 999)}", self.font(0.8, self.sub) + "text-align:center", " data-code"
            )
        if self.chance(0.12):
            inner += self.checks()
        tall, way = (
            self.fs * self.num(2.5, 3.4),
            self.pick(("line", "line", "plates", "plates", "stack", "right", "one")),
        )
        a, b = self.words("button"), self.words("button")
        if way == "line":
            one = lambda text, tone: (
                f'<div{mark("button", text)} style="flex:1;height:{tall:.0f}px;display:flex;align-items:center;justify-content:center;{self.font(1.08, tone)}{"" if text == a else f"border-left:1px solid {self.line};"}">{escape(text)}</div>'
            )
            inner += self.row(
                one(a, self.pick((self.ink, self.sub))) + one(b, self.acc), 0, f"border-top:1px solid {self.line};"
            )
        elif way == "stack":
            inner += self.div(
                "".join(
                    self.div(self.button(t, w, tall=tall, grow=""), "padding:4px 16px")
                    for t, w in ((a, "full"), (b, "text"))
                ),
                "padding-bottom:8px",
            )
        elif way == "one":
            inner += self.div(self.button(a, "full", tall=tall, grow=""), "padding:4px 16px 16px")
        else:
            both = self.button(
                a, self.pick(("line", "grey", "text")), tall=tall, grow="flex:1;" if way == "plates" else "flex:none;"
            ) + self.button(
                b, "full" if way == "plates" else "text", tall=tall, grow="flex:1;" if way == "plates" else "flex:none;"
            )
            inner += self.row(
                both, 10, f"padding:4px 16px 16px;{'justify-content:flex-end;' if way == 'right' else ''}"
            )
        cross = (
            f'<div style="position:absolute;right:10px;top:10px">{self.icon("close", self.fs, self.sub)}</div>'
            if self.chance(0.2)
            else ""
        )
        wide = min(self.width * self.num(0.72, 0.9), self.num(300, 460))
        veil = self.pick((0.3, 0.45, 0.5, 0.6, 0.75, 0, 0))
        edge = (
            f"border:{self.pick((1, 2, 3))}px solid {self.pick((self.line, self.ink, self.acc))};box-shadow:0 8px 30px #0006;"
            if not veil or self.chance(0.15)
            else ""
        )
        below = (
            f'<div style="display:flex;justify-content:center;padding-top:22px">{self.icon("close", 22, "#fff", "border:1.5px solid #fff;border-radius:50%;", side=34)}</div>'
            if veil and self.chance(0.08)
            else ""
        )
        panel = f'<div data-region="dialog" style="position:relative;width:{wide:.0f}px;background:{self.card};border-radius:{self.pick((4, 8, 12, 14, 20, 0, 28))}px;overflow:hidden;{edge}">{inner}{cross}</div>'
        return f'<div style="position:absolute;inset:0;z-index:5;display:flex;flex-direction:column;align-items:center;justify-content:{self.pick(("center", "center", "center", "flex-end"))};padding-bottom:{self.pick((0, 0, 30))}px;background:rgba(0,0,0,{veil});{"" if veil else "pointer-events:none;"}"><div style="pointer-events:auto">{panel}{below}</div></div>'

    def sheet(self) -> str:
        """Return a sheet from below with blocks on it, with a veil or without."""
        grip = (
            f'<div style="display:flex;justify-content:center;padding:8px"><i style="width:40px;height:4px;border-radius:2px;background:{self.line}"></i></div>'
            if self.chance(0.5)
            else ""
        )
        bar = self.row(
            self.div(
                escape(self.words("title")),
                self.font(1.1, self.ink, self.bold) + f"flex:1;text-align:{self.pick(('left', 'center'))}",
            )
            + self.icon("close", self.fs * 1.1, self.sub),
            8,
            f"padding:10px {self.pad}px;",
        )
        body = "".join(
            getattr(
                self,
                self.pick(("list", "checks", "amounts", "tiles", "buttons", "chips", "facts", "form", "slider_row")),
            )()
            for _ in range(self.rng.randint(1, 3))
        )
        veil = self.pick((0.4, 0.5, 0.6, 0, 0, 0))
        corner = self.pick((0, 12, 16, 24))
        return f'<div style="position:absolute;inset:0;z-index:5;display:flex;align-items:flex-end;background:rgba(0,0,0,{veil});{"" if veil else "pointer-events:none;"}"><div data-region="sheet" style="pointer-events:auto;width:100%;max-height:{self.rng.randint(45, 85)}%;overflow:hidden;background:{self.card};border-radius:{corner}px {corner}px 0 0;box-shadow:0 -3px 20px #0003">{grip}{bar}{body}{self.buttons() if self.chance(0.5) else ""}</div></div>'

    def actions(self) -> str:
        """Return an action sheet: words below each other."""
        tall = self.fs * self.num(2.9, 3.8)
        one = lambda text, tone, edge: (
            f'<div{mark("button", text)} style="height:{tall:.0f}px;display:flex;align-items:center;justify-content:center;{self.font(1.12, tone)}{edge}">{escape(text)}</div>'
        )
        rows = "".join(
            one(text, self.pick((self.ink, self.acc, self.warn)), f"border-bottom:1px solid {self.line};")
            for text in self.some("button", self.rng.randint(2, 4))
        )
        gap = self.pick((0, 8))
        group = f"background:{self.card};border-radius:{14 if gap else 0}px;overflow:hidden;"
        return f'<div style="position:absolute;inset:0;z-index:5;display:flex;align-items:flex-end;background:#0007"><div data-region="sheet" style="width:100%;padding:{gap}px;box-sizing:border-box">{self.div(rows, group)}<div style="height:7px;background:{"none" if gap else self.fill}"></div>{self.div(one("Cancel" if self.english else "取消", self.ink, ""), group)}</div></div>'

    def menu(self) -> str:
        """Return a small menu below a sign."""
        rows = "".join(
            self.row(
                (self.sign("other", self.fs * 1.1, self.ink) if self.chance(0.6) else "")
                + self.span(text, self.font(1, self.ink)),
                9,
                f"height:{self.fs * 2.8:.0f}px;padding:0 16px;border-bottom:1px solid {self.line};white-space:nowrap;",
                mark(self.menu_role, text),
            )
            for text in self.some("button", self.rng.randint(2, 5))
        )
        return f'<div style="position:absolute;z-index:5;right:{self.rng.randint(6, 30)}px;top:{self.rng.randint(50, 130)}px;background:{self.card};border-radius:{min(self.r, 14)}px;box-shadow:0 4px 20px #0005;overflow:hidden">{rows}</div>'

    menu_role = "button"

    def toast(self) -> str:
        """Return a passing note in the middle or at the foot, sometimes with one button."""
        text = self.span(self.pick((self.words("error"), self.words("line")[:16])), self.font(0.95, "#fff"))
        end = (
            f'<span{mark("button", "撤销")} style="color:#8ab4f8;padding:8px;font-size:{self.fs * 0.95:.0f}px">撤销</span>'
            if self.chance(0.35)
            else ""
        )
        place = self.pick(("top:45%", "bottom:90px", "top:70px", "bottom:18px"))
        return f'<div data-region="toast" style="position:absolute;z-index:6;left:50%;transform:translateX(-50%);{place};max-width:84%;display:flex;gap:14px;align-items:center;background:#222e;color:#fff;padding:10px 18px;border-radius:{self.pick((4, 8, 99))}px">{text}{end}</div>'


def _columns(ui: Pages, blocks: list[str]) -> str:
    """Return the blocks of a wide page in one, two or three columns with a menu at the left or the top."""
    way = ui.pick(("one", "two", "side", "side", "top"))
    share = lambda part, grow: ui.div(
        "".join(part), f"flex:{grow};min-width:0;overflow:hidden;display:flex;flex-direction:column;gap:6px"
    )
    if way == "one":
        return ui.div("".join(blocks), f"max-width:{ui.rng.randint(560, 900)}px;margin:0 auto")
    if way == "two":
        cut = len(blocks) // 2
        return ui.row(
            share(blocks[:cut], 2) + share(blocks[cut:], ui.pick((1, 2))), 18, "align-items:flex-start;padding:10px 3%;"
        )
    if way == "top":
        items = "".join(
            f'<span{mark("tab", text, **({"selected": "true"} if not k else {}))} style="padding:{ui.fs * 0.7:.0f}px {ui.fs:.0f}px;{ui.font(1, ui.on_paint, ui.bold if not k else 400)}{"background:#0003" if not k else ""}">{escape(text)}</span>'
            for k, text in enumerate(ui.some("tab", 6))
        )
        return ui.row(items, 0, f"background:{ui.paint};padding:0 3%;") + ui.row(
            share(blocks[::2], 2) + share(blocks[1::2], 1), 18, "align-items:flex-start;padding:10px 3%;"
        )
    role = ui.pick(("tab", "tab", "row"))
    menu = "".join(
        ui.row(
            (ui.sign("other", ui.fs * 1.2, ui.sub) if ui.chance(0.7) else "")
            + ui.span(text, ui.font(1, ui.acc if not k else ui.ink)),
            9,
            f"height:{ui.fs * 2.9:.0f}px;padding:0 16px;{f'background:color-mix(in srgb,{ui.acc} 14%,{ui.card});' if not k else ''}",
            mark(role, text, **({"selected": "true"} if role == "tab" and not k else {})),
        )
        for k, text in enumerate(ui.some("tab", ui.rng.randint(4, 8)))
    )
    return ui.row(
        ui.div(
            menu,
            f"flex:none;width:{ui.rng.randint(150, 230)}px;background:{ui.card};border-right:1px solid {ui.line};align-self:stretch",
        )
        + share(blocks, 1),
        14,
        "align-items:flex-start;",
    )


def page(rng: random.Random, icons: Icons) -> Page:
    """Return a page."""
    kind = rng.choices(("phone", "tablet", "desk", "flat"), (72, 10, 13, 5))[0]
    width = {
        "phone": rng.randint(340, 430),
        "tablet": rng.randint(600, 900),
        "desk": rng.randint(900, 1366),
        "flat": rng.randint(640, 900),
    }[kind]
    height = {
        "phone": rng.randint(640, 932),
        "tablet": rng.randint(760, 1100),
        "desk": rng.randint(600, 900),
        "flat": rng.randint(340, 430),
    }[kind]
    ui = Pages(rng, icons, width, height)
    count = 14 if kind == "phone" else 18
    if ui.chance(0.5):  # a page about one thing: two or three kinds of blocks
        few = rng.choices(list(BLOCKS), list(BLOCKS.values()), k=rng.randint(2, 5))
        names = [rng.choice(few) for _ in range(count)]
    else:
        names = rng.choices(list(BLOCKS), list(BLOCKS.values()), k=count)
    gap = f'<div style="height:{ui.pick((0, 4, 8, 12)):.0f}px"></div>'
    blocks = [getattr(ui, name)() + gap for name in names]
    body = _columns(ui, blocks) if ui.wide else "".join(blocks)
    if not ui.wide and ui.chance(0.06):  # categories at the left, as shops of food have them
        items = "".join(
            f'<div{mark("tab", text, **({"selected": "true"} if k == 1 else {}))} style="padding:{ui.fs * 0.9:.0f}px 8px;text-align:center;{ui.font(0.95, ui.ink)}{f"background:{ui.card};border-left:3px solid {ui.acc};" if k == 1 else ""}">{escape(text[:4])}</div>'
            for k, text in enumerate(ui.some("tab", 8))
        )
        body = ui.row(
            ui.div(items, f"flex:none;width:84px;background:{ui.fill};align-self:stretch")
            + ui.div("".join(blocks), "flex:1;min-width:0"),
            0,
            "align-items:flex-start;",
        )
    low = ""
    if kind in ("phone", "flat") or ui.chance(0.3):
        low = ui.pick(
            (
                ui.bottom_tabs,
                ui.bottom_tabs,
                ui.keyboard,
                lambda: "",
                lambda: "",
                lambda: ui.div(ui.buttons(), f"flex:none;background:{ui.card}"),
            )
        )()
    over = getattr(ui, rng.choices(list(OVERS), list(OVERS.values()))[0])() if ui.chance(0.3) else ""
    paper = ui.bg if not ui.chance(0.05) else f"linear-gradient(160deg,{ui.bg},{ui.fill})"
    html = (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>*{{box-sizing:border-box}}html,body{{margin:0;width:{width}px;height:{height}px;overflow:hidden}}'
        f"body{{position:relative;display:flex;flex-direction:column;background:{paper};color:{ui.ink};font:{ui.fs:.1f}px/1.35 {ui.face},sans-serif}}</style></head>"
        f'<body>{ui.head()}<div style="flex:1;min-height:0;overflow:hidden;position:relative">{body}</div>{low}{over}</body></html>'
    )
    return Page(html=html, width=width, height=height, scale=rng.choice((1, 1.5, 2, 2, 2.5, 3)))
