"""Rows, cards, fields and ornaments of a phone screen."""

from html import escape

import phone_words as words
from phone_look import mark, rgb
from phone_parts import Parts


class Rows(Parts):
    """A page under construction with rows and fields."""

    # ------------------------------------------------------------------- rows
    def lead(self) -> str:
        """Return the decorative sign at the left of a row."""
        s, way = self.s, self.s.row_icon
        if way == "none":
            return ""
        tone = self.pick([s.accent, s.ink, s.second, rgb(self.rng.random(), 0.7, 0.5)])
        size = self.em(1.35)
        if way == "plain":
            return self.slot(self.sign(self.any_icon(), size, tone), size)
        if way == "emoji":
            return self.slot(
                (
                    f'<span style="font-size:{size}px;line-height:1">'
                    f"{self.pick('📱🔔🔒💳🎁📦🏥🚌📷🎵🛠🌙📍👪💊📖🧧🏠🌤🚕')}</span>"
                ),
                size,
            )
        paint = tone if way != "tint" else f"color-mix(in srgb,{tone} 16%,{s.paper})"
        corner = 99 if way == "circle" else min(s.corner_plate, 10)
        drawn = self.sign(self.any_icon(), size * 0.85, tone if way == "tint" else "#fff")
        return (
            f'<span style="display:inline-flex;align-items:center;justify-content:center;flex:none;'
            f"width:{size * 1.5:.0f}px;"
            f'height:{size * 1.5:.0f}px;border-radius:{corner:.0f}px;background:{paint}">{drawn}</span>'
        )

    def slot(self, sign: str, size: float) -> str:
        """Return a decorative sign in the middle of a place of fixed width."""
        return (
            f'<span style="display:inline-flex;justify-content:center;flex:none;width:{size * 1.15:.0f}px;'
            f'line-height:1">{sign}</span>'
        )

    def chevron(self) -> str:
        """Return the arrow at the right end of a row, or nothing."""
        way, tone = self.s.chevron, self.s.muted
        if way == "none":
            return ""
        if way == "glyph":
            return f'<span style="color:{tone};line-height:1">{self.pick("›>〉")}</span>'
        if way == "svg":
            return self.files.draw(self.rng, "arrow", self.em(1), tone) if self.chance(0.3) else self.pathed(tone)
        turn = "border-width:2px 2px 0 0;transform:rotate(45deg)"
        return (
            f'<i style="width:{self.em(0.5)}px;height:{self.em(0.5)}px;border:solid {tone};{turn}"></i>'
            if way == "css"
            else self.pathed(tone)
        )

    def pathed(self, tone: str) -> str:
        """Return a thin arrow."""
        return (
            f'<svg viewBox="0 0 8 14" width="{self.em(0.5)}" height="{self.em(0.85)}" fill="none" '
            f'stroke="{tone}" stroke-width="1.6" '
            'style="flex:none"><path d="M1 1l6 6-6 6"/></svg>'
        )

    def row(
        self,
        label: str = "",
        right: str = "",
        sub: str = "",
        lead: str | None = None,
        *,
        tap: bool = True,
        extra: str = "",
    ) -> str:
        """Return one list row; with ``tap`` false it is only the place of what stands in it."""
        s = self.s
        label = label or self.word("ROWS")
        lead = self.lead() if lead is None else lead
        below = (
            (
                f'<div style="font-size:{self.em(0.82)}px;color:{s.muted};white-space:nowrap;overflow:hidden;'
                f'text-overflow:ellipsis">{escape(sub)}</div>'
            )
            if sub
            else ""
        )
        end = self.chevron() if tap else ""
        tags = mark("row", label) if tap else ""
        tall = self.em(2.6 + 0.8 * s.dense + (1 if sub else 0))
        return (
            f'<div{tags} style="display:flex;align-items:center;gap:{self.em(0.7)}px;min-height:{tall}px;'
            f"padding:{self.em(0.25)}px "
            f'{max(6, s.gutter)}px;{extra}">{lead}<div style="flex:1;min-width:0"><div '
            f'style="white-space:nowrap;overflow:hidden;'
            f'text-overflow:ellipsis">{escape(label)}</div>{below}</div>{right}{end}</div>'
        )

    def value(self, value: str = "") -> str:
        """Return what stands at the right of a row."""
        tone = self.pick([self.s.muted, self.s.muted, self.s.accent])
        size = self.em(self.rng.uniform(0.8, 1))
        return (
            f'<span style="color:{tone};font-size:{size}px;white-space:nowrap;flex:none">'
            f"{escape(value or self.word('VALUES'))}</span>"
        )

    def any_row(self) -> str:
        """Return one row of a settings list."""
        way = self.pick(["go", "go", "go", "value", "value", "switch", "switch", "sub", "badge", "button"])
        sub = self.pick(words.SENTENCES)[:16] if way == "sub" or self.chance(0.08) else ""
        if way == "switch":
            label = self.word("SWITCHES")
            return self.row(label, self.switch(label), sub, tap=False)
        if way == "button":
            return self.row(right=self.small(), tap=False, sub=sub)
        right = {"value": self.value, "badge": self.pick([self.tag, self.dot])}.get(way, lambda: "")()
        return self.row(right=right, sub=sub)

    def rows(self, rows: list[str]) -> str:
        """Return rows as one group in the page's manner; each a block of its own, where a page may end."""
        return "".join(self._placed(row, first=k == 0, last=k == len(rows) - 1) for k, row in enumerate(rows))

    def _placed(self, row: str, *, first: bool, last: bool) -> str:
        """Return one row of a group with the paper, the line and the corners that its place asks for."""
        s, way = self.s, self.s.rows
        if way == "gap":
            return (
                f'<div style="padding:0 {max(s.gutter, 8)}px {self.em(0.5)}px"><div '
                f'style="{self.boxed()}overflow:hidden">{row}</div></div>'
            )
        inset = self.em(2.6) if way == "inset" else 0
        bare = last or way == "plain"
        line = "" if bare else f'<div style="height:1px;background:{s.line};margin-left:{inset}px"></div>'
        if way not in ("card", "border"):
            return f'<div style="background:{s.paper}">{row}{line}</div>'
        corner = min(s.corner_card, 20)
        top, low = (corner if first else 0), (corner if last else 0)
        edge = f"border:solid {s.line};border-width:{int(first)}px 1px {int(last)}px 1px;" if way == "border" else ""
        round_ = f"border-radius:{top:.0f}px {top:.0f}px {low:.0f}px {low:.0f}px;{edge}"
        return (
            f'<div style="margin:0 {max(s.gutter, 8)}px;width:auto;background:{s.paper};overflow:hidden;'
            f'{round_}">{row}{line}</div>'
        )

    def boxed(self) -> str:
        """Return the CSS of a card: paper, corner, and frame of the page's kind."""
        s = self.s
        edge = {
            "border": f"border:1px solid {s.line};",
            "shadow": "box-shadow:0 2px 10px #0000001f;",
            "thick": f"border:2px solid {s.ink};",
        }
        both = edge["border"] + edge["shadow"]
        return (
            f"background:{s.paper};border-radius:{min(s.corner_card, 24):.0f}px;"
            f"{both if s.frame == 'both' else edge.get(s.frame, '')}"
        )

    def card(self, inner: str, pad: float = 0.8, extra: str = "") -> str:
        """Return a card around something."""
        return (
            f'<div style="padding:{self.em(0.35)}px {max(self.s.gutter, 6)}px"><div '
            f'style="{self.boxed()}padding:{self.em(pad)}px;{extra}">{inner}</div></div>'
        )

    def pad(self, inner: str, above: float = 0.4) -> str:
        """Return something between the page's gutters."""
        return f'<div style="padding:{self.em(above)}px {max(self.s.gutter, 6)}px">{inner}</div>'

    def section(self, title: str = "", *, more: bool | None = None) -> str:
        """Return the heading of a part, sometimes with a link at its right."""
        s = self.s
        title = title or self.pick(words.TITLES)
        strong = self.chance(0.6)
        tone, size = (s.ink, self.rng.uniform(1, 1.25)) if strong else (s.muted, self.rng.uniform(0.8, 0.92))
        with_link = self.chance(0.4) if more is None else more
        right = (
            self.link(self.pick(["查看全部", "更多", "更多 ›", "全部 >", "换一换", "查看更多"]), 0.85)
            if with_link
            else ""
        )
        pill = (
            (
                f'<i style="width:4px;height:{self.em(1)}px;border-radius:2px;background:{s.accent};'
                f'margin-right:6px"></i>'
            )
            if self.chance(0.2)
            else ""
        )
        return (
            f'<div style="display:flex;align-items:center;padding:{self.em(0.7 * s.dense)}px '
            f'{max(s.gutter, 8)}px {self.em(0.35)}px">{pill}'
            f"{self.text(title, size, tone, s.bold if strong else '', 'flex:1;')}{right}</div>"
        )

    # ----------------------------------------------------------------- fields
    def field(self, caption: str = "", way: str = "", hint: str = "") -> str:
        """Return one field in the page's manner, with its caption where that manner has one."""
        s = self.s
        way = way or s.field
        caption = caption or self.word("CAPTIONS")
        hint = hint or self.pick([f"请输入{caption}", self.word("FIELDS"), f"请选择{caption}", f"填写{caption}"])
        full = self.chance(0.35)
        shown = self.pick(words.VALUES_TYPED) if full else hint
        tone = s.ink if full else self.pick([s.muted, "#a8a8a8", s.muted])
        tall = self.em(s.side_field)
        end = self._field_end()
        inner = (
            f'<span style="flex:1;min-width:0;color:{tone};white-space:nowrap;overflow:hidden">'
            f"{escape(shown)}</span>{end}"
        )
        frame = f"display:flex;align-items:center;gap:{self.em(0.5)}px;min-height:{tall}px;"
        name = caption if self.chance(0.2) and full else shown
        sign = self.sign("other", self.em(1.1), s.muted) if self.chance(0.3) else ""
        head = (
            (
                f'<div style="font-size:{self.em(0.88)}px;margin-bottom:4px;'
                f'color:{self.pick([s.ink, s.muted])}">{escape(caption)}</div>'
            )
            if self.chance(0.35) or way == "above"
            else ""
        )
        if way == "inline":
            label = (
                f'<span style="flex:none;width:{self.em(4.6)}px;white-space:nowrap;overflow:hidden">'
                f"{escape(caption)}</span>"
            )
            return (
                f'<div{mark("field", name)} style="{frame}padding:0 {self.em(0.6)}px;border-bottom:1px solid '
                f'{s.line};background:{s.paper}">{label}{inner}</div>'
            )
        side = f"padding:0 {self.em(0.8)}px;"
        looks = {
            "outlined": (
                f"border:{self.pick([1, 1, 2])}px solid {self.pick([s.line, s.muted, s.accent])};"
                f"border-radius:{min(s.corner_field, 26):.0f}px;{side}"
            ),
            "underline": f"border-bottom:{self.pick([1, 1, 2])}px solid {self.pick([s.line, s.muted, s.accent])};",
            "filled": f"background:{s.fill};border-radius:{min(s.corner_field, 26):.0f}px;{side}",
            "pill": f"background:{s.fill};border-radius:99px;{side}",
            "bare": f"{side}background:{s.paper};",
            "above": (
                f"background:{s.paper};border:1px solid {s.line};border-radius:{min(s.corner_field, 16):.0f}px;{side}"
            ),
            "floating": (
                f"position:relative;border:1px solid {s.muted};border-radius:{min(s.corner_field, 10):.0f}px;{side}"
            ),
        }
        if way == "floating":
            inner = (
                f'<span style="position:absolute;left:10px;top:-0.7em;font-size:{self.em(0.75)}px;'
                f'background:{s.back};padding:0 4px;color:{s.accent}">{escape(caption)}</span>{inner}'
            )
            head = '<div style="height:6px"></div>'
        return f'<div>{head}<div{mark("field", name)} style="{frame}{looks[way]}">{sign}{inner}</div></div>'

    def _field_end(self) -> str:
        """Return what a field carries at its right end."""
        s, way = self.s, self.pick(["", "", "", "", "code", "eye", "clear", "down", "unit"])
        if way == "code":
            word = self.pick(["获取验证码", "发送验证码", "重新发送", f"{self.rng.randint(3, 59)}s后重发"])
            return self.small(word, self.pick(["text", "text", "tonal", "outlined"]))
        if way in ("eye", "clear"):
            return self.icon(
                "close" if way == "clear" else "other", self.em(1.1), s.muted, s.fill if self.chance(0.2) else ""
            )
        if way == "down":
            return self.pick([self.chevron(), f'<span style="color:{s.muted};font-size:.7em">▼</span>'])
        return f'<span style="color:{s.muted}">{self.pick(["元", "岁", "cm", "+86"])}</span>' if way == "unit" else ""

    def search(self, hint: str = "", paint: str = "", tone: str = "") -> str:
        """Return a search bar."""
        s = self.s
        hint = hint or self.pick([each for each in words.FIELDS if "搜" in each] + words.GOODS + ["Search"])
        tone = tone or s.muted
        sign = (
            f'<span style="display:inline-flex;flex:none">{self.sign("search", self.em(1.1), tone)}</span>'
            if self.chance(0.85)
            else ""
        )
        ends = self.pick(["", "", "icon", "button"])
        end = ""
        if ends == "icon":
            end = self.icon(self.pick(["camera", "microphone", "other", "close"]), self.em(1.2), tone)
        elif ends == "button":
            end = self.button("搜索", "filled", 0.85, self.em(1.7), f"border-radius:{self.pick([99, 4])}px;")
        tall = self.em(self.rng.uniform(2, 2.8))
        corner = self.pick([99, 99, 99, s.corner_field])
        edge = self.pick(["", "", f"border:{self.pick([1, 2])}px solid {self.pick([s.accent, s.line])};"])
        place = "justify-content:center;" if self.chance(0.2) and not end else ""
        grow = "" if place else "flex:1;"
        tags = mark("field", hint)
        return (
            f'<div{tags} style="display:flex;align-items:center;gap:{self.em(0.4)}px;height:{tall}px;'
            f"flex:1;min-width:0;border-radius:{corner}px;{place}"
            f"background:{paint or self.pick([s.fill, s.fill, s.paper])};padding:0 "
            f'{self.em(0.3) if ends == "button" else self.em(0.8)}px 0 {self.em(0.8)}px;{edge}">{sign}'
            f"<span "
            f'style="{grow}min-width:0;color:{tone};white-space:nowrap;overflow:hidden">{escape(hint)}'
            f"</span>{end}</div>"
        )

    def search_line(self, paint: str = "", colour: str = "") -> str:
        """Return a search bar with what stands beside it."""
        colour = colour or self.s.ink
        city = ""
        if self.chance(0.25):
            name = self.pick(words.CITIES)
            city = f'<span{mark("button", name)} style="white-space:nowrap;color:{colour}">{name} ▾</span>'
        elif self.chance(0.2):
            city = self.icon("back", self.em(1.4), colour)
        end = self.pick(["", "", "icon", "text"])
        right = self.icon(self.any_icon(), self.em(1.5), colour) if end == "icon" else ""
        if end == "text":
            right = self.button(
                self.pick(["取消", "搜索"]), "text", 1, self.em(1.6), colour=self.pick([colour, self.s.accent])
            )
        return (
            f'<div style="display:flex;align-items:center;gap:{self.em(0.6)}px;padding:{self.em(0.4)}px '
            f'{max(self.s.gutter, 8)}px;flex:none;background:{paint}">{city}{self.search()}{right}</div>'
        )

    # --------------------------------------------------------------- ornament
    def banner(self) -> str:
        """Return an advertisement that one could tap only by guess."""
        s = self.s
        tall = self.rng.uniform(0.2, 0.42) * min(self.width, 430)
        words_ = self.text(self.pick(words.HEADLINES), 1.2, "#fff", s.bold) + self.text(
            self.pick(words.SENTENCES)[:14], 0.8, "#fffc"
        )
        dots = "".join(
            (f'<i style="width:6px;height:6px;border-radius:3px;background:{"#fff" if k == 1 else "#fff8"}"></i>')
            for k in range(4)
        )
        inner = (
            f'<div style="position:absolute;left:14px;right:14px;top:14%;text-shadow:0 1px 2px #0006">{words_}</div>'
        )
        inner += (
            f'<div style="position:absolute;bottom:6px;left:0;right:0;display:flex;gap:5px;'
            f'justify-content:center">{dots}</div>'
        )
        corner = min(s.corner_card, 18)
        return self.pad(
            f"<div{mark('ignore')}>"
            + self.picture(f"height:{tall:.0f}px;border-radius:{corner:.0f}px", inner)
            + "</div>"
        )

    def notice(self) -> str:
        """Return a coloured strip that tells something."""
        s = self.s
        tone = self.pick(["#e08600", s.accent, s.danger])
        paint = f"color-mix(in srgb,{tone} 14%,{s.paper})"
        end = self.pick(["", self.icon("close", self.em(0.95), tone), self.link("查看", 0.88, tone)])
        sign = self.sign("other", self.em(1), tone)
        return (
            f'<div style="display:flex;align-items:center;gap:6px;padding:{self.em(0.4)}px '
            f"{max(self.s.gutter, 8)}px;background:{paint};color:{tone};"
            f'font-size:{self.em(0.88)}px"><span style="flex:none">{sign}</span><span style="flex:1;'
            f'min-width:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">'
            f"{escape(self.pick(words.SENTENCES))}</span>{end}</div>"
        )

    def figure(self, size: float) -> str:
        """Return an illustration in the middle: blobs and a sign."""
        s = self.s
        blobs = "".join(
            self._blob(self.pick([s.accent, s.line, s.fill, s.second])) for _ in range(self.rng.randint(2, 6))
        )
        sign = self.sign("other", size * 0.4, self.pick([s.muted, s.accent]))
        return (
            f'<div style="position:relative;width:{size:.0f}px;height:{size:.0f}px;margin:0 auto;'
            f'flex:none"><svg viewBox="0 0 100 100" '
            f'width="{size:.0f}" height="{size:.0f}" style="position:absolute;opacity:.5;'
            f'border-radius:{self.pick([0, 50])}%">{blobs}</svg>'
            f'<div style="position:absolute;inset:0;display:flex;align-items:center;'
            f'justify-content:center">{sign}</div></div>'
        )

    def chart(self, wide: float, tall: float) -> str:
        """Return a diagram: bars, a line, or a ring."""
        s, rng = self.s, self.rng
        way, count = self.pick(["bars", "line", "ring"]), rng.randint(5, 12)
        if way == "ring":
            part = rng.uniform(20, 230)
            ring = f'<circle cx="50" cy="50" r="40" fill="none" stroke-width="{rng.randint(6, 16)}"'
            inner = (
                f'{ring} stroke="{s.line}"/>{ring} stroke="{s.accent}" stroke-dasharray="{part:.0f} 999" '
                f'transform="rotate(-90 50 50)"/>'
            )
            inner += (
                f'<text x="50" y="57" text-anchor="middle" font-size="20" fill="{s.ink}">{rng.randint(1, 100)}</text>'
            )
            return (
                f'<svg viewBox="0 0 100 100" width="{wide:.0f}" height="{tall:.0f}" style="display:block">{inner}</svg>'
            )
        values = [rng.uniform(8, 92) for _ in range(count)]
        step = 100 / count
        if way == "bars":
            tone = [self.pick([s.accent, s.accent, s.second]) for _ in values]
            inner = "".join(
                (
                    f'<rect x="{k * step + step * 0.2:.1f}" y="{100 - v:.0f}" width="{step * 0.6:.1f}" '
                    f'height="{v:.0f}" rx="1" fill="{tone[k]}"/>'
                )
                for k, v in enumerate(values)
            )
        else:
            points = " ".join(f"{k * step + step / 2:.1f},{100 - v:.0f}" for k, v in enumerate(values))
            inner = (
                f'<polyline points="{points}" fill="none" stroke="{s.accent}" stroke-width="2" '
                f'vector-effect="non-scaling-stroke"/>'
            )
        grid = "".join(
            f'<path d="M0 {y}H100" stroke="{s.line}" stroke-width="1" vector-effect="non-scaling-stroke"/>'
            for y in (20, 50, 80)
        )
        return (
            f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="{wide:.0f}" '
            f'height="{tall:.0f}" style="display:block">{grid}{inner}</svg>'
        )
