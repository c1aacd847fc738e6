"""Fields, forms and keyboards of the third grammar."""

from html import escape

from mixed_look import mark
from mixed_parts import Parts


class Forms(Parts):
    """A page's look with what people fill in."""

    def field(self, way: str = "", grow: str = "") -> str:
        """Return one field without its caption; its box is the frame, the line's row or the pill."""
        way = way or self.pick(("line", "line", "under", "fill", "pill", "thick", "white"))
        full = self.chance(0.35)
        shown = self.words("typed") if full else self.words("hint")
        tall, corner = self.fs * self.num(2.3, 3.5), min(self.rb, 16)
        hint = self.pick((self.sub, self.sub, "#a9a9a9"))
        edge = self.pick((self.line, self.sub, self.acc, self.ink))
        look = {
            "line": f"border:{self.pick((1, 1, 1.5))}px solid {edge};border-radius:{corner}px;padding:0 {self.num(8, 16)}px;background:{self.pick((self.card, 'transparent'))};",
            "thick": f"border:{self.pick((2, 3))}px solid {self.ink};border-radius:{corner}px;padding:0 12px;background:{self.card};",
            "under": f"border-bottom:{self.pick((1, 1, 2))}px solid {edge};padding:0 {self.pick((0, 2, 6))}px;",
            "fill": f"background:{self.fill};border-radius:{corner}px;padding:0 {self.num(10, 16)}px;",
            "pill": f"background:{self.pick((self.fill, self.card))};border-radius:99px;padding:0 {self.num(12, 18)}px;{self.pick(('', f'border:1px solid {self.line};', f'box-shadow:{self.shade};'))}",
            "white": f"background:{self.card};border-radius:{corner}px;box-shadow:{self.shade};padding:0 14px;",
        }[way]
        lead = ""
        if self.chance(0.25):
            lead = self.pick(
                (
                    self.span("+86", self.font(1, self.ink) + f"padding-right:8px;border-right:1px solid {self.line}"),
                    self.sign("other", self.fs * 1.15, self.sub),
                    self.span("¥", self.font(1.3, self.ink, self.bold)),
                    self.sign("search", self.fs * 1.1, self.sub),
                )
            )
        end = self._field_end() if self.chance(0.45) else ""
        caret = f'<i style="width:2px;height:1.2em;background:{self.acc}"></i>' if full and self.chance(0.2) else ""
        return (
            f'<div{mark("field", shown)} style="{grow}display:flex;align-items:center;gap:8px;height:{tall:.0f}px;box-sizing:border-box;min-width:0;{look}">{lead}'
            f'<span style="flex:1;min-width:0;overflow:hidden;white-space:nowrap;{self.font(self.num(0.9, 1.15), self.ink if full else hint)}">{escape(shown)}{caret}</span>{end}</div>'
        )

    def _field_end(self) -> str:
        """Return what stands inside a field at its right end."""
        size = self.fs * self.num(1, 1.3)
        way = self.pick(("eye", "clear", "code", "mic", "down", "unit", "link"))
        if way == "code":
            return self.pick(
                (
                    self.button("获取验证码", "text", tall=self.fs * 2, size=0.88),
                    self.button("获取验证码", "full", tall=self.fs * 1.9, size=0.82),
                    self.link("获取验证码", 0.9, "tone"),
                )
            )
        if way == "link":
            return self.link(self.pick(("全部提现", "忘记密码", "修改", "更换")), 0.88, "tone")
        if way == "down":
            return f'<i style="font-style:normal;color:{self.sub}">{self.pick(("▾", "▼", "⌄", "›"))}</i>'
        if way == "unit":
            return self.span(self.pick(("元", "kg", "cm", "°C", "%")), self.font(0.95, self.sub))
        return self.icon({"eye": "other", "clear": "close", "mic": "microphone"}[way], size, self.sub)

    def captioned(self) -> str:
        """Return a field with its caption above, beside, floating on its frame or inside its row."""
        caption = self.words("caption")
        way = self.form_way = getattr(self, "form_way", "") or self.pick(
            ("above", "above", "beside", "row", "row", "floating", "none", "inside")
        )
        look = self.field_way = getattr(self, "field_way", "") or self.pick(
            ("line", "line", "under", "fill", "thick", "white", "pill")
        )
        star = f'<i style="color:{self.warn};font-style:normal">*</i>' if self.chance(0.2) else ""
        word = f'<span style="{self.font(0.92, self.pick((self.ink, self.sub)), self.pick((400, 400, self.bold)))}white-space:nowrap">{star}{escape(caption)}</span>'
        note = (
            self.div(
                escape(self.words("line")[:18]), self.font(0.78, self.pick((self.sub, self.warn))) + "padding-top:4px"
            )
            if self.chance(0.12)
            else ""
        )
        if way == "above":
            return self.div(word, f"padding-bottom:{self.num(3, 8)}px") + self.field(look) + note
        if way == "beside":
            return (
                self.row(
                    self.div(word, f"flex:none;width:{self.fs * 5:.0f}px;text-align:{self.pick(('left', 'right'))}")
                    + self.field(look if look != "under" else "line", "flex:1;"),
                    10,
                )
                + note
            )
        if way in ("row", "inside"):
            full = self.chance(0.4)
            shown = self.words("typed") if full else self.words("hint")
            side = self.pick(("left", "left", "right"))
            inner = f'<span style="flex:1;min-width:0;overflow:hidden;white-space:nowrap;text-align:{side};{self.font(1, self.ink if full else self.sub)}">{escape(shown)}</span>'
            end = f'<i style="font-style:normal;color:{self.sub}">›</i>' if self.chance(0.3) else ""
            tall = self.fs * self.num(2.8, 3.8)
            if way == "row":  # the whole line is the field
                return self.row(
                    self.div(word, f"flex:none;width:{self.fs * 5:.0f}px") + inner + end,
                    8,
                    f"height:{tall:.0f}px;border-bottom:1px solid {self.line};",
                    mark("field", shown),
                )
            low = f'<div style="display:flex">{inner}</div>'
            return self.div(
                self.div(word, "font-size:.85em") + low,
                f"border:1px solid {self.line};border-radius:{min(self.r, 12)}px;padding:6px 12px;background:{self.card};",
                mark("field", shown),
            )
        if way == "floating":
            text = self.words("typed")
            return f'<div{mark("field", text)} style="position:relative;height:{self.fs * 3.2:.0f}px;border:1.5px solid {self.pick((self.sub, self.acc))};border-radius:{min(self.r, 8)}px;padding:0 14px;display:flex;align-items:center;margin-top:6px"><span style="position:absolute;left:10px;top:-.65em;padding:0 4px;background:{self.bg};{self.font(0.78, self.acc)}">{escape(caption)}</span>{escape(text)}</div>'
        return self.field(look)

    def form(self) -> str:
        """Return some fields below each other, now and then with two beside each other and a text area."""
        gap = self.num(6, 16) * self.air
        parts = [self.captioned() for _ in range(self.rng.randint(1, 5))]
        if self.chance(0.25):
            way = self.pick(("line", "fill"))
            parts.append(self.row(self.field(way, "flex:1;") + self.field(way, "flex:1;"), 10))
        if self.chance(0.15):
            hint = self.words("hint")
            look = self.pick((f"border:1px solid {self.line};", f"background:{self.fill};"))
            parts.append(
                self.div(
                    self.span(hint, self.font(0.95, self.sub)),
                    f"height:{self.fs * self.num(4, 7):.0f}px;padding:10px 12px;border-radius:{min(self.r, 12)}px;{look}",
                    mark("field", hint),
                )
            )
        if self.chance(0.15):
            count = self.pick((4, 6, 6))
            look = self.pick(
                (f"border-bottom:2px solid {self.sub};", f"border:1px solid {self.sub};border-radius:6px;")
            )
            cells = "".join(
                self.div(
                    "●" if self.chance(0.4) else "",
                    f"flex:1;height:{self.fs * 2.8:.0f}px;display:flex;align-items:center;justify-content:center;{look}",
                )
                for _ in range(count)
            )
            joined = self.pick((0, 8))
            parts.append(self.row(cells, joined, "", mark("field", self.pick(("验证码", "支付密码", "请输入密码")))))
        box = self.boxed() + f"padding:{self.num(8, 16)}px;" if self.chance(0.4) else ""
        return self.div(
            self.div("".join(self.div(part, f"margin-bottom:{gap:.0f}px") for part in parts), box),
            f"padding:8px {self.pad}px",
        )

    def search(self) -> str:
        """Return a search bar with its sign, and often a word or a sign beside or inside it."""
        way = self.pick(("pill", "pill", "fill", "line", "white", "thick"))
        tall, corner = self.fs * self.num(2, 3.1), 99 if way == "pill" else min(self.rb, 14)
        look = {
            "pill": f"background:{self.fill};",
            "fill": f"background:{self.fill};",
            "line": f"border:1px solid {self.line};background:{self.card};",
            "white": f"background:{self.card};box-shadow:{self.shade};",
            "thick": f"border:2px solid {self.acc};",
        }[way]
        hint = (
            self.words("hint")
            if self.english
            else self.pick(
                (
                    "搜索",
                    "搜索商品",
                    "请输入关键词",
                    "搜一搜",
                    "搜索医院、科室",
                    "想吃点什么",
                    "搜地点、公交",
                    self.words("hint"),
                )
            )
        )
        middle = "justify-content:center;" if self.chance(0.15) else ""
        ends = self.pick(("", "", "mic", "camera", "button", "clear"))
        tail = {
            "": "",
            "mic": lambda: self.icon("microphone", self.fs * 1.2, self.sub),
            "camera": lambda: self.icon("camera", self.fs * 1.2, self.sub),
            "clear": lambda: self.icon("close", self.fs, self.sub),
            "button": lambda: self.button("Search" if self.english else "搜索", "full", tall=tall * 0.8, size=0.9),
        }[ends]
        field = f'<div{mark("field", hint)} style="flex:1;min-width:0;display:flex;align-items:center;gap:7px;{middle}height:{tall:.0f}px;padding:0 {3 if ends == "button" else 12}px 0 12px;border-radius:{corner}px;box-sizing:border-box;overflow:hidden;{look}">{self.sign("search", self.fs * 1.1, self.sub)}<span style="{"" if middle else "flex:1;"}white-space:nowrap;overflow:hidden;{self.font(0.95, self.sub)}">{escape(hint)}</span>{tail() if callable(tail) else tail}</div>'
        beside = self.pick(
            (
                "",
                "",
                self.button("Cancel" if self.english else self.pick(("取消", "搜索")), "text", tall=tall),
                self.icon("", self.fs * 1.4),
            )
        )
        return self.row(field + beside, 10, f"padding:{self.num(5, 10)}px {self.pad}px;")

    # --------------------------------------------------------------- keyboards
    def keyboard(self) -> str:
        """Return a keyboard at the foot of a page: numbers, letters, pinyin's nine keys, or an amount."""
        return self.pick((self._pad, self._pad, self._pad, self._letters, self._nine))()

    def _key(self, label: str, tall: float, look: str, low: str = "", size: float = 1.4) -> str:
        under = (
            f'<span style="font-size:{self.fs * 0.62:.0f}px;letter-spacing:1px;line-height:1.1">{low}</span>'
            if low
            else ""
        )
        sign = mark("key", label) if label else ""
        text = escape(label)
        if label in ("删除", "delete", "⌫"):
            text = self.pick(("⌫", "删除", self.sign("close", self.fs * 1.3, self.ink), "×"))
        return f'<div{sign} style="height:{tall:.0f}px;display:flex;flex-direction:column;align-items:center;justify-content:center;min-width:0;{self.font(size, self.ink)}line-height:1.15;{look}">{text}{under}</div>'

    def _pad(self) -> str:
        """Return a number pad: keys that touch, plates with gaps, or circles."""
        way = self.pick(("flush", "flush", "plates", "plates", "bare", "circles"))
        letters = ("", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ") if self.chance(0.5) else ("",) * 9
        tall = self.fs * self.num(2.7, 4)
        look = {
            "flush": f"background:{self.card};border-right:1px solid {self.line};border-bottom:1px solid {self.line};",
            "plates": f"background:{self.card};border-radius:{self.pick((4, 6, 10))}px;box-shadow:0 1px 0 #0005;",
            "bare": "",
            "circles": f"border-radius:50%;width:{tall:.0f}px;margin:0 auto;background:{self.fill};",
        }[way]
        side = f"background:{self.line};" if way in ("flush", "plates") and self.chance(0.5) else ""
        ends = self.pick(
            (
                ("", "0", "删除"),
                ("*", "0", "#"),
                (".", "0", "删除"),
                ("X", "0", "删除"),
                ("＋*#", "0", "删除"),
                ("00", "0", "."),
            )
        )
        cells = [self._key(str(k + 1), tall, look, letters[k]) for k in range(9)]
        cells += [
            self._key(end, tall, look + (side if end != "0" else ""), size=1.4 if len(end) == 1 else 1) for end in ends
        ]
        gap = {"flush": 0, "plates": self.num(4, 9), "bare": 0, "circles": self.num(6, 14)}[way]
        grid = self.div("".join(cells), f"flex:1;display:grid;grid-template-columns:repeat(3,1fr);gap:{gap}px")
        tower = ""
        if way in ("flush", "plates") and self.chance(0.3):
            word = self.pick(("付款", "确定", "转账", "完成"))
            tower = f'<div style="width:25%;display:flex;flex-direction:column;gap:{gap}px">{self._key("删除", tall, look)}<div{mark("key", word)} style="flex:1;display:flex;align-items:center;justify-content:center;background:{self.acc};color:{self.on_acc};border-radius:{6 if way == "plates" else 0}px">{word}</div></div>'
        paint = self.pick((self.fill, self.bg, self.line)) if way == "plates" else self.card
        head = (
            self.div(
                self.span(self.pick(("安全键盘", "请输入密码", "安全输入")), self.font(0.8, self.sub)),
                "text-align:center;padding:6px",
            )
            if self.chance(0.25)
            else ""
        )
        return self.div(
            head + self.row(grid + tower, gap, "align-items:stretch;"),
            f"flex:none;background:{paint};padding:{gap}px;border-top:1px solid {self.line};",
            ' data-region="keyboard"',
        )

    def _letters(self) -> str:
        """Return a keyboard of letters."""
        tall, gap = self.fs * self.num(2.3, 3.1), self.num(3, 6)
        up = self.chance(0.4)
        look = self.pick(
            (
                f"background:{self.card};border-radius:5px;box-shadow:0 1px 0 #0006;",
                f"background:{self.card};border-radius:{self.pick((3, 8))}px;",
                f"border:1px solid {self.line};border-radius:4px;",
                "",
            )
        )
        other = look + self.pick((f"background:{self.line};", ""))
        if not look:
            gap = 0
        rows = []
        for n, letters in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm")):
            keys = "".join(
                f'<div style="flex:1">{self._key(one.upper() if up else one, tall, look, size=1.25)}</div>'
                for one in letters
            )
            if n == 2:
                keys = f'<div style="flex:1.4">{self._key("⇧", tall, other)}</div>{keys}<div style="flex:1.4">{self._key("⌫", tall, other)}</div>'
            rows.append(self.row(keys, gap, f"padding:0 {'5%' if n == 1 else gap};"))
        last = (
            ("123", 1.5),
            ("，", 1),
            (self.pick(("空格", "space", "拼音")), 4),
            ("。", 1),
            (self.pick(("换行", "搜索", "发送", "return", "Go", "完成")), 1.9),
        )
        rows.append(
            self.row(
                "".join(
                    f'<div style="flex:{wide}">{self._key(text, tall, other if wide != 4 else look, size=0.95)}</div>'
                    for text, wide in last
                ),
                gap,
            )
        )
        bar = (
            self.div(
                "".join(self.span(one, "padding:0 10px") for one in ["我", "你好", "在", "谢谢", "好的"]),
                f"padding:8px;{self.font(1.05, self.ink)}white-space:nowrap;overflow:hidden",
            )
            if self.chance(0.3)
            else ""
        )
        return self.div(
            bar + self.div("".join(rows), f"display:flex;flex-direction:column;gap:{gap + 3}px"),
            f"flex:none;background:{self.pick((self.fill, self.line, self.bg))};padding:6px {gap}px 8px;",
            ' data-region="keyboard"',
        )

    def _nine(self) -> str:
        """Return the nine keys of pinyin with keys at both sides."""
        tall, gap = self.fs * self.num(2.6, 3.4), self.pick((0, 4, 6))
        look = f"background:{self.card};border-radius:{5 if gap else 0}px;" + (
            "" if gap else f"border:.5px solid {self.line};"
        )
        cells = [
            self._key(text, tall, look, size=1.05)
            for text in (
                "，",
                "ABC",
                "DEF",
                "⌫",
                "GHI",
                "JKL",
                "MNO",
                "重输",
                "PQRS",
                "TUV",
                "WXYZ",
                "0",
                "符",
                "123",
                "空格",
                "换行",
            )
        ]
        return self.div(
            self.div("".join(cells), f"display:grid;grid-template-columns:repeat(4,1fr);gap:{gap}px"),
            f"flex:none;background:{self.fill};padding:{gap}px",
            ' data-region="keyboard"',
        )
