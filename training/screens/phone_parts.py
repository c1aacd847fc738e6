"""The larger parts of a phone screen: bars, rows, fields, cards, keyboards, and the frame around them."""

from html import escape

import phone_words as words
from phone_look import mark
from phone_style import Ui

CAPSULE = 5
"""How many signs a bar cannot hold; the two of a mini program stand there instead."""


class Parts(Ui):
    """A page under construction with the parts that most screens share."""

    # ------------------------------------------------------------------ frame
    def frame(
        self, body: str, top: str = "", bottom: str = "", over: str = "", back: str = "", *, wrap: bool = True
    ) -> str:
        """Return the document: bars above and below, the body between them, and what lies over all of it."""
        s = self.s
        back = back or (s.wash if self.chance(0.12) else s.back)
        over += self.over
        if self.keyboard:
            bottom = (bottom if 'data-role="field"' in bottom else "") + self.keyboard
        flow = (
            "display:flex;flex-direction:column;flex-wrap:wrap;align-content:flex-start"
            if bottom and wrap and self.high and self.chance(0.35)
            else ""
        )
        return (
            "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><style>"
            "*{box-sizing:border-box;margin:0;padding:0}"
            f"body{{font-family:{s.families};font-size:{s.base:.1f}px;color:{s.ink};"
            f"line-height:{self.rng.uniform(1.25, 1.6):.2f};"
            f"width:{self.width}px;height:{self.height}px;overflow:hidden}}i,b{{font-style:normal;flex:none}}"
            ".w>*{width:100%;flex:none}</style></head><body>"
            f'<div style="position:relative;display:flex;flex-direction:column;width:{self.width}px;'
            f"height:{self.height}px;"
            f'overflow:hidden;background:{back}">{top}<div class="w" style="flex:1;min-height:0;overflow:hidden;'
            f'position:relative;{flow}">{body}</div>{bottom}{over}</div></body></html>'
        )

    def status(self, colour: str = "", back: str = "") -> str:
        """Return the status bar of the system, or nothing."""
        if self.chance(0.35):
            return ""
        colour = colour or self.s.ink
        tall = self.pick([20, 24, 24, 28, 32, 44])
        size = self.pick([11, 12, 13, 14, 15])
        bars = "".join(f'<i style="width:3px;height:{k}px;background:{colour}"></i>' for k in (4, 6, 8, 10))
        left = self.rng.randint(10, 100)
        battery = (
            f'<i style="width:23px;height:11px;border:1px solid {colour};border-radius:3px;padding:1px;display:flex">'
            f'<i style="width:{left}%;background:{colour};border-radius:1px"></i></i>'
        )
        net = self.pick(["5G", "4G", "中国移动", "HD", "", "WiFi"])
        right = f'<span style="display:flex;gap:4px;align-items:center;font-size:{size - 2}px">{net}'
        right += (
            f'<span style="display:flex;gap:1px;align-items:flex-end">{bars}</span>'
            f"{battery}{left if self.chance(0.4) else ''}</span>"
        )
        time = f"<span data-clock>{words.clock(self.rng)}</span>"
        pad = self.rng.randint(8, 26)
        return (
            f'<div style="display:flex;flex:none;justify-content:space-between;align-items:center;'
            f"height:{tall}px;padding:0 {pad}px;"
            f'font-size:{size}px;color:{colour};background:{back or "transparent"};line-height:1">{time}{right}</div>'
        )

    def capsule(self, colour: str) -> str:
        """Return the two signs that a mini program has at its top right."""
        tone = "#0003" if colour != "#fff" else "#fff5"
        tall = self.rng.randint(28, 34)
        circle = (
            f'<span{mark("icon", icon="close")} style="display:inline-flex;width:17px;height:17px;'
            f"border:2px solid {colour};"
            f'border-radius:50%;align-items:center;justify-content:center"><i style="width:6px;height:6px;'
            f"border-radius:50%;"
            f'background:{colour}"></i></span>'
        )
        dots = "".join(
            f'<i style="width:{k}px;height:{k}px;border-radius:50%;background:{colour}"></i>' for k in (4, 6, 4)
        )
        return (
            f'<span style="display:inline-flex;flex:none;height:{tall}px;width:86px;border:1px solid '
            f"{tone};border-radius:99px;"
            f'align-items:center;justify-content:space-evenly;background:#8881">'
            f'<span{mark("icon", icon="more")} style="display:'
            f'inline-flex;gap:3px;align-items:center;padding:4px 0">{dots}</span><i style="width:1px;'
            f'height:18px;background:{tone}">'
            f"</i>{circle}</span>"
        )

    def nav(
        self, title: str = "", actions: int = -1, *, back: bool | None = None, colour: str = "", paint: str = ""
    ) -> str:
        """Return status bar and navigation bar; ``colour`` and ``paint`` overrule the page's style."""
        s = self.s
        title = title or self.word("TITLES")
        way = s.head
        if not paint:
            paint = {"accent": s.accent, "gradient": s.gradient}.get(way, self.pick(["transparent", s.paper]))
            colour = {"accent": s.on_accent, "gradient": "#fff"}.get(way, s.ink)
        way = way if way in ("center", "left", "large") else self.pick(["center", "left"])
        size = self.em(self.rng.uniform(1.3, 1.7))
        left = ""
        if self.chance(0.78) if back is None else back:
            sign = self.pick(["back"] * 6 + ["close", "other"])
            plate = self.nav_plate(colour)
            left = self.icon(sign, size, colour, plate)
            if self.chance(0.08):
                left = (
                    f'<span{mark("button", "返回")} style="display:inline-flex;align-items:center;gap:3px;'
                    f'color:{colour}">{self.sign("back", size * 0.8, colour)}返回</span>'
                )
        right = self.actions(colour, size, actions)
        heading = (
            f'<div{" data-title" if title.strip() else ""} style="font-size:{self.em(self.rng.uniform(1.05, 1.3))}px;'
            f"font-weight:{s.bold};color:{colour};"
            "white-space:nowrap;overflow:hidden;text-overflow:ellipsis;"
        )
        line = f"border-bottom:1px solid {s.line};" if self.chance(0.3) else ""
        tall = self.em(self.rng.uniform(2.7, 3.7))
        pad = self.pick([8, 12, 14, 16, 20])
        rest = f'">{escape(title)}</div>'
        big = ""
        if way == "center":
            middle = f"{heading}flex:0 1 auto;text-align:center{rest}"
            cells = (
                f'<div style="flex:1 0 0;display:flex">{left}</div>{middle}<div style="flex:1 0 0;'
                f'display:flex;justify-content:flex-end">{right}</div>'
            )
        elif way == "left":
            cells = f"{left}{heading}flex:1{rest}{right}"
        else:
            cells = f'{left}<div style="flex:1"></div>{right}'
            big = (
                f'<div data-title style="padding:0 {pad}px {self.em(0.4)}px;'
                f'font-size:{self.em(self.rng.uniform(1.6, 2.2))}px;font-weight:{s.bold};color:{colour}">'
                f"{escape(title)}</div>"
            )
        return (
            f'<div style="flex:none;background:{paint};{line}">{self.status(colour)}<div '
            f'style="display:flex;align-items:center;'
            f'gap:{self.em(0.7)}px;min-height:{tall}px;padding:0 {pad}px">{cells}</div>{big}</div>'
        )

    def nav_plate(self, colour: str) -> str:
        """Return the plate below the signs of a navigation bar, one on which they can be seen."""
        plate = self.s.nav_plate
        return "#fff3" if plate.startswith("#") and colour != self.s.ink else plate

    def actions(self, colour: str, size: float, count: int = -1) -> str:
        """Return what stands at the right end of a navigation bar."""
        if count < 0:
            count = self.pick([0, 0, 1, 1, 2, 3, 4, 5])
        if count in (0, 1):
            return self.icon(self.any_icon(), size, colour, self.nav_plate(colour)) if count else ""
        if count in (2, 3):
            gap = self.em(self.rng.uniform(0.7, 1.3))
            signs = "".join(self.icon(self.any_icon(), size, colour, self.nav_plate(colour)) for _ in range(count))
            return f'<span style="display:flex;align-items:center;gap:{gap}px">{signs}</span>'
        if count < CAPSULE:
            return self.button(self.word("SHORT"), "text", self.rng.uniform(0.9, 1.05), self.em(1.6), colour=colour)
        return self.capsule(colour)

    # ------------------------------------------------------------------- tabs
    def tabbar(self, count: int = 0, colour: str = "", paint: str = "") -> str:
        """Return the bar of tabs at the bottom."""
        s = self.s
        count = count or self.pick([2, 3, 4, 4, 5, 5])
        if s.huge:
            count = min(count, 4)
        here = self.rng.randrange(count)
        idle, live = colour or s.muted, colour or s.accent
        size, tiny = self.em(self.rng.uniform(1.3, 1.8)), self.em(self.rng.uniform(0.66, 0.95))
        tall = self.em(self.rng.uniform(3.2, 4.2))
        cells = ""
        middle = count // 2 if s.bar == "raised" and count % 2 else -1
        for k, label in enumerate(self.some(words.TABS, count)):
            tone = live if k == here else idle
            if k == middle:
                plus = self.icon(
                    self.pick(["add", "camera", "search"]),
                    size,
                    s.on_accent,
                    s.accent,
                    f"margin-top:-{self.em(0.8)}px;",
                )
                cells += f'<div style="flex:1;display:flex;align-items:center;justify-content:center">{plus}</div>'
                continue
            cells += self._tab(label[:4] if s.huge else label, tone, size, tiny, here=k == here)
        edge = self.pick([f"border-top:1px solid {s.line}", "box-shadow:0 -2px 10px #0001", ""])
        base = f"padding-bottom:{self.pick([0, 0, 0, 20, 34])}px;"
        paint = paint or s.paper
        if s.bar == "dock":
            return (
                f'<div style="flex:none;padding:4px 14px 14px"><div style="display:flex;height:{tall}px;'
                f"border-radius:{self.pick([16, 24, 99])}px;"
                f'background:{paint};box-shadow:0 4px 18px #0003;overflow:hidden">{cells}</div></div>'
            )
        return (
            f'<div style="flex:none;background:{paint};{base}{edge}"><div style="display:flex;'
            f'height:{tall}px">{cells}</div></div>'
        )

    def _tab(self, label: str, tone: str, size: float, tiny: float, *, here: bool) -> str:
        """Return one tab of the bottom bar."""
        s = self.s
        data = {"selected": "true"} if here else {}
        words_ = f'<span style="font-size:{tiny}px;line-height:1.2;white-space:nowrap">{escape(label)}</span>'
        dot = ""
        if self.chance(0.12):
            dot = self.dot("position:absolute;top:2px;left:56%;")
        sign = self.sign(
            self.pick(["home", "search", "settings", "play", "camera"]) if self.chance(0.3) else "other", size, tone
        )
        paint = ""
        if s.bar == "words":
            sign, words_ = (
                "",
                (
                    f'<span style="font-size:{self.em(0.95)}px;font-weight:{s.bold if here else 400};'
                    f'white-space:nowrap">{escape(label)}</span>'
                ),
            )
        if s.bar == "plates" and here:
            sign = (
                f'<span style="background:color-mix(in srgb,{s.accent} 20%,transparent);border-radius:99px;'
                f'padding:3px {size * 0.7:.0f}px">{sign}</span>'
            )
        elif s.bar == "plates" and self.chance(0.3):
            paint = f"border-left:1px solid {s.line};"
        return (
            f'<div{mark("tab", label, **data)} style="position:relative;flex:1;min-width:0;display:flex;'
            f"flex-direction:column;"
            f'align-items:center;justify-content:center;gap:2px;color:{tone};line-height:1;{paint}">'
            f"{sign}{words_}{dot}</div>"
        )

    def dot(self, extra: str = "") -> str:
        """Return a red mark for what is unread."""
        if self.chance(0.35):
            return f'<i style="width:8px;height:8px;border-radius:50%;background:{self.s.danger};{extra}"></i>'
        count = self.pick([str(self.rng.randint(1, 99)), str(self.rng.randint(1, 9)), "99+", "新"])
        return (
            f'<i style="display:inline-block;min-width:16px;height:16px;padding:0 4px;border-radius:99px;'
            f"background:{self.s.danger};"
            f'color:#fff;font-size:10px;line-height:16px;text-align:center;{extra}">{count}</i>'
        )

    def tabs(self, labels: list[str] | None = None, way: str = "") -> str:
        """Return a row of tabs, or a segmented control."""
        s = self.s
        way = way or s.tabs
        fit = max(2, int((self.width - 2 * s.gutter) / self.em(3.4)))
        labels = labels or self.some(words.TABS, 2, min(fit, 6))
        here = self.rng.randrange(len(labels))
        spread = way in ("segment", "boxed") or self.chance(0.6)
        tall = self.em(self.rng.uniform(1.9, 2.8))
        corner = s.corner_button
        cells = ""
        for k, label in enumerate(labels):
            look, under, live = "", "", k == here
            tone = s.accent if live else self.pick([s.ink, s.muted])
            if way in ("underline", "short") and live:
                width_ = "60%" if way == "underline" else "20px"
                under = (
                    f'<i style="position:absolute;bottom:0;left:50%;transform:translateX(-50%);width:{width_};'
                    f'height:3px;border-radius:2px;background:{s.accent}"></i>'
                )
            elif way == "pill":
                look = f"border-radius:99px;background:{s.accent if live else s.fill};"
                tone = s.on_accent if live else s.ink
            elif way == "segment" and live:
                look, tone = (
                    f"border-radius:{max(0, corner - 2):.0f}px;background:{s.paper};box-shadow:0 1px 3px #0003;",
                    s.ink,
                )
            elif way == "boxed":
                look = f"background:{s.accent if live else 'transparent'};" + (
                    "" if k == 0 else f"border-left:1px solid {s.accent};"
                )
                tone = s.on_accent if live else s.accent
            elif way == "big" and live:
                look = f"font-size:{self.em(1.35)}px;font-weight:{s.bold};"
                tone = s.ink
            data = {"selected": "true"} if live else {}
            cells += (
                f'<div{mark("tab", label, **data)} style="position:relative;'
                f"{'flex:1 1 0;' if spread else 'flex:none;'}display:flex;"
                f"align-items:center;justify-content:center;height:{tall}px;padding:0 "
                f"{self.em(0.45) if spread else self.em(0.75)}px;color:{tone};"
                f'white-space:nowrap;font-weight:{s.bold if live else 400};{look}">{escape(label)}{under}</div>'
            )
        gap = self.em(0.5) if way == "pill" else 0
        paint = {"segment": f"background:{s.fill};padding:2px;", "boxed": f"border:1px solid {s.accent};"}.get(way, "")
        box = f"border-radius:{corner:.0f}px;overflow:hidden;" if paint else ""
        line = f"border-bottom:1px solid {s.line};" if way in ("underline", "plain") and self.chance(0.5) else ""
        margin = f"{self.em(0.3)}px {s.gutter}px"
        return (
            f'<div style="padding:{margin};overflow:hidden;{line}"><div style="display:flex;gap:{gap}px;'
            f'{paint}{box}">{cells}</div></div>'
        )
