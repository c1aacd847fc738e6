"""Buttons, switches, sliders, tabs, links and keys of the third grammar."""

# ruff: noqa: E731, FBT001 - small pieces of a page are written where they are used

from html import escape

from mixed_look import Look, mark


class Parts(Look):
    """A page's look with the controls that people press, turn and pull."""

    # ----------------------------------------------------------------- buttons
    def button(
        self,
        text: str = "",
        way: str = "",
        *,
        tall: float = 0,
        grow: str = "flex:none;",
        size: float = 1,
        role: str = "button",
    ) -> str:
        """Return a button with words."""
        text = text or self.words("button")
        way = way or self.pick(
            ("full", "full", "full", "line", "line", "tone", "grey", "text", "white", "deep", "under")
        )
        tall = tall or self.fs * self.num(1.9, 3.1)
        off = way in ("full", "grey", "line") and self.chance(0.08)
        looks = {
            "full": f"background:{self.paint};color:{self.on_paint};",
            "deep": f"background:{self.paint};color:{self.on_paint};box-shadow:{self.pick((self.shade, 'inset 0 -3px 0 #0004', '0 4px 0 #0006', 'inset 0 1px 0 #fff8,0 1px 2px #0006'))};",
            "line": f"border:{self.pick((1, 1, 1.5, 2, 3))}px solid {self.pick((self.acc, self.ink, self.line))};color:{self.pick((self.acc, self.ink))};",
            "tone": f"background:color-mix(in srgb,{self.acc} {self.rng.randint(8, 26)}%,{self.card});color:{self.acc};",
            "grey": f"background:{self.fill};color:{self.ink};",
            "white": f"background:{self.card};color:{self.ink};box-shadow:{self.shade};",
            "text": f"color:{self.acc};",
            "under": f"color:{self.ink};font-weight:{self.bold};",
        }
        look = looks[way]
        if off:
            look = self.pick(
                (
                    f"background:{self.line};color:{self.sub};",
                    look + "opacity:.38;",
                    f"background:{self.fill};color:{self.line};",
                )
            )
        side = self.fs * (self.num(0.2, 0.7) if way in ("text", "under") else self.num(0.7, 1.6))
        lead = (
            self.sign(self.some_sign(), self.fs * 1.1, "currentColor") + '<i style="width:5px"></i>'
            if self.chance(0.14)
            else ""
        )
        tail = (
            f'<i style="width:4px"></i>{self.sign("arrow", self.fs * 0.9, "currentColor")}' if self.chance(0.05) else ""
        )
        tags = mark(role, text, **({"enabled": "false"} if off else {}))
        return (
            f'<div{tags} style="{grow}display:flex;align-items:center;justify-content:center;height:{tall:.0f}px;padding:0 {side:.0f}px;box-sizing:border-box;'
            f'border-radius:{self.rb}px;white-space:nowrap;overflow:hidden;{self.font(size, self.ink, self.pick((400, 500, self.bold)))}{look}">{lead}{escape(text)}{tail}</div>'
        )

    def buttons(self) -> str:
        """Return one wide button, two beside each other, or a stack."""
        tall, way = (
            self.fs * self.num(2.3, 3.6),
            self.pick(("one", "one", "two", "two", "stack", "middle", "right", "end")),
        )
        one = lambda look, grow: self.button(way=look, tall=tall, grow=grow, size=self.num(1, 1.15))
        gap = self.num(6, 16)
        inner = {
            "one": lambda: one(self.pick(("full", "deep", "line", "grey")), ""),
            "two": lambda: self.row(
                one(self.pick(("line", "grey", "tone", "text")), "flex:1;")
                + one(self.pick(("full", "deep")), f"flex:{self.pick((1, 1, 2))};"),
                gap,
            ),
            "stack": lambda: "".join(
                self.div(one(k, ""), f"margin-bottom:{gap}px") for k in ("full", self.pick(("line", "text", "grey")))
            ),
            "middle": lambda: self.row(
                one("", f"flex:none;min-width:{self.rng.randint(90, 200)}px;"), gap, "justify-content:center;"
            ),
            "right": lambda: self.row(
                "".join(one(k, "flex:none;") for k in ("line", "full")), gap, "justify-content:flex-end;"
            ),
            "end": lambda: self.row(
                self.div(
                    self.span(self.money(), self.font(1.3, self.warn, self.bold))
                    + self.span("合计", self.font(0.8, self.sub)),
                    "flex:1",
                )
                + one("full", "flex:none;"),
                gap,
            ),
        }[way]()
        return self.div(inner, f"padding:{self.num(6, 14)}px {self.pad}px")

    def chips(self) -> str:
        """Return a line or a heap of pills to choose from."""
        tall, live = self.fs * self.num(1.6, 2.4), self.rng.randrange(4)
        inner = "".join(
            self.button(
                text, "full" if k == live else self.pick(("grey", "line")), tall=tall, size=self.num(0.82, 0.95)
            )
            for k, text in enumerate(self.some(self.pick(("tab", "tag", "button", "shop")), self.rng.randint(3, 9)))
        )
        wrap = self.pick(("flex-wrap:wrap;", "overflow:hidden;"))
        return self.row(inner, self.num(5, 12), f"padding:{self.num(5, 12)}px {self.pad}px;{wrap}")

    def amounts(self) -> str:
        """Return a grid of plates with an amount and often a price below it."""
        columns, live = self.pick((2, 3, 3, 4)), self.rng.randrange(6)
        second = self.chance(0.5)
        cells = ""
        for k in range(columns * self.rng.randint(1, 3)):
            main, low = (
                self.pick((f"{10 * (k + 1)}元", f"{k + 1}个月", f"{(k + 1) * 50}", f"{k + 1}G", f"{9 + k}:30")),
                f"售价{9 + k}.90",
            )
            look = (
                f"border:1.5px solid {self.acc};color:{self.acc};"
                if k == live
                else f"border:1px solid {self.line};color:{self.ink};"
            )
            words_ = f'<b style="font-size:{self.fs * 1.2:.0f}px">{main}</b>' + (
                f'<span style="font-size:{self.fs * 0.75:.0f}px;opacity:.8">{low}</span>' if second else ""
            )
            tags = mark("button", main + (" " + low if second else ""))
            cells += f'<div{tags} style="display:flex;flex-direction:column;align-items:center;justify-content:center;padding:{self.fs * 0.7:.0f}px 2px;border-radius:{min(self.r, 12)}px;background:{self.card};{look}">{words_}</div>'
        return self.div(
            cells,
            f"display:grid;grid-template-columns:repeat({columns},1fr);gap:{self.num(5, 14)}px;padding:8px {self.pad}px",
        )

    def tiles(self) -> str:
        """Return a grid of signs with words below or beside them, with or without plates; now and then huge ones."""
        huge = self.elder and self.chance(0.6)
        columns = self.pick((1, 2, 2, 3)) if huge else self.pick((3, 4, 4, 5)) * (2 if self.wide else 1)
        plate = (
            self.pick(("none", "none", "sign", "sign", "whole", "line", "colour"))
            if not huge
            else self.pick(("whole", "colour", "colour"))
        )
        beside = (huge and columns == 1) or self.chance(0.1)
        size = self.fs * (self.num(1.8, 2.8) if huge else self.num(1.5, 2.1))
        second = huge and self.chance(0.5)
        cells = ""
        for text in self.some("tile" if not self.english else "tab", columns * self.rng.randint(1, 3)):
            hue = self.pick(
                (self.acc, self.second, self.warn, self.pick(("#2f9e44", "#1971c2", "#e67700", "#862e9c", "#c2255c")))
            )
            tone = "#fff" if plate in ("sign", "colour") else self.pick((hue, self.ink))
            drawn = self.sign(self.some_sign(), size, tone)
            if plate == "sign":
                drawn = f'<span style="display:flex;width:{size * 1.7:.0f}px;height:{size * 1.7:.0f}px;align-items:center;justify-content:center;border-radius:{self.pick((50, 30, 12, 22))}%;background:{hue}">{drawn}</span>'
            look = {
                "whole": self.boxed(),
                "line": f"border:1px solid {self.line};",
                "colour": f"background:{hue};border-radius:{self.r}px;",
            }.get(plate, "")
            ink = "#fff" if plate == "colour" else self.ink
            low = self.span(self.words("value"), self.font(0.75, ink, "", "opacity:.75;")) if second else ""
            way = "row" if beside else "column"
            cells += (
                f'<div{mark("button", text)} style="display:flex;flex-direction:{way};align-items:center;justify-content:center;gap:{self.num(3, 9)}px;min-width:0;'
                f'padding:{self.fs * self.num(0.5, 1):.0f}px 2px;{look}">{drawn}<span style="{self.font(1.2 if huge else 0.85, ink, self.pick((400, 500, self.bold)))}white-space:nowrap">{escape(text)}</span>{low}</div>'
            )
        box = self.boxed() if plate in ("none", "sign", "line") and self.chance(0.5) else ""
        gap = 0 if plate in ("none", "line") and self.chance(0.5) else self.num(4, 14)
        return self.div(
            self.div(cells, f"display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:{gap}px;{box}"),
            f"padding:6px {self.pad}px",
        )

    def float_button(self) -> str:
        """Return a round button that floats over the page's lower corner."""
        size = self.rng.randint(46, 64)
        place = f"position:absolute;right:{self.rng.randint(10, 24)}px;bottom:{self.rng.randint(60, 130)}px;box-shadow:{self.shade};z-index:2;"
        if self.chance(0.3):
            return f'<div style="{place}border-radius:99px;overflow:hidden">{self.button(way="full", tall=size * 0.9)}</div>'
        return self.icon(
            self.pick(("add", "add", "other", "microphone", "camera")),
            size * 0.45,
            self.on_acc,
            f"border-radius:{self.pick((50, 50, 30))}%;background:{self.acc};",
            place,
            side=size,
        )

    # ------------------------------------------------------- switches, sliders
    def toggle(self, label: str, on: bool | None = None) -> str:
        """Return one switch, drawn one of many ways."""
        on = self.chance(0.55) if on is None else on
        like = self.toggles = getattr(self, "toggles", None) or self.pick(
            ("ios", "ios", "ios", "thin", "line", "square", "words", "inside", "two")
        )
        tall = self.fs * self.num(1.35, 1.9)
        wide = tall * self.num(1.65, 2.1)
        paint = self.pick((self.acc, self.acc, "#34c759")) if on else self.pick((self.line, "#8886", self.fill))
        off = self.chance(0.06)
        tags = mark("switch", label, on=str(on).lower(), **({"enabled": "false"} if off else {}))
        fade = "opacity:.4;" if off else ""
        base = f"flex:none;position:relative;width:{wide:.0f}px;height:{tall:.0f}px;box-sizing:border-box;{fade}"
        gap = 2 if like != "thin" else -2
        corner = "2px" if like == "square" else "99px"
        knob = f"position:absolute;top:{gap}px;{'right' if on else 'left'}:{gap}px;width:{tall - 2 * gap:.0f}px;height:{tall - 2 * gap:.0f}px;border-radius:{corner};background:#fff;box-shadow:0 1px 3px #0006"
        if like == "words":
            one = lambda text, live: (
                f'<i style="flex:1;text-align:center;font-style:normal;line-height:{tall - 2:.0f}px;background:{self.acc if live else "transparent"};color:{self.on_acc if live else self.sub}">{text}</i>'
            )
            return f'<div{tags} style="{base}width:{wide * 1.3:.0f}px;display:flex;border:1px solid {self.acc};border-radius:{min(self.rb, 8)}px;overflow:hidden;font-size:{self.fs * 0.75:.0f}px">{one("开", on)}{one("关", not on)}</div>'
        if like == "line":
            dot = f"position:absolute;top:50%;{'right' if on else 'left'}:4px;width:{tall * 0.5:.0f}px;height:{tall * 0.5:.0f}px;border-radius:50%;transform:translateY(-50%);background:{self.acc if on else self.sub}"
            return f'<div{tags} style="{base}border:2px solid {self.acc if on else self.sub};border-radius:99px"><i style="{dot}"></i></div>'
        inner = ""
        if like == "inside":
            inner = f'<i style="position:absolute;{"left" if on else "right"}:8px;top:0;line-height:{tall:.0f}px;font:normal {self.fs * 0.7:.0f}px/{tall:.0f}px sans-serif;color:#fff">{"开" if on else "关"}</i>'
        low = f"height:{tall * 0.6:.0f}px;" if like == "thin" else ""
        if like == "thin":
            knob = f"position:absolute;top:50%;transform:translateY(-50%);{'right' if on else 'left'}:0;width:{tall * 0.85:.0f}px;height:{tall * 0.85:.0f}px;border-radius:50%;background:{self.acc if on else '#fafafa'};box-shadow:0 1px 3px #0006"
        return f'<div{tags} style="{base}border-radius:{corner};{low}background:{paint}">{inner}<i style="{knob}"></i></div>'

    def check(self, label: str, on: bool, *, round_: bool) -> str:
        """Return a checkbox or a radio button."""
        side = self.fs * self.num(1, 1.55)
        tags = mark("switch", label, on=str(on).lower())
        corner = "50%" if round_ else f"{self.pick((0, 2, 3, 5))}px"
        tick = f'<svg viewBox="0 0 16 16" width="{side * 0.75:.0f}" fill="none" stroke="#fff" stroke-width="2.4"><path d="M3 8l3.5 4L13 4"/></svg>'
        dot = f'<i style="width:{side * 0.5:.0f}px;height:{side * 0.5:.0f}px;border-radius:50%;background:{self.acc}"></i>'
        ring = f"border:{self.pick((1, 1.5, 2))}px solid {self.acc if on else self.sub};"
        full = on and (not round_ or self.chance(0.5))
        inner = tick if full else dot if on else ""
        paint = f"background:{self.acc};" if full else ""
        return f'<div{tags} style="flex:none;width:{side:.0f}px;height:{side:.0f}px;box-sizing:border-box;border-radius:{corner};display:flex;align-items:center;justify-content:center;{ring}{paint}">{inner}</div>'

    def slider(self, label: str = "音量") -> str:
        """Return a slider: the track's whole length, as tall as its knob."""
        part, knob = self.rng.uniform(0.05, 0.95), self.fs * self.num(0.9, 2)
        thick = self.pick((2, 3, 4, 4, 6, 8, knob * 0.8))
        box = max(knob, thick) + self.pick((0, 0, 4, 12))
        shape = self.pick(("50%", "50%", "4px", "99px"))
        narrow = 0.55 if shape == "99px" else 1
        bare = self.pick((self.line, self.fill, f"color-mix(in srgb,{self.acc} 25%,{self.card})"))
        track = f"position:absolute;left:0;right:0;top:50%;height:{thick:.0f}px;transform:translateY(-50%);border-radius:{self.pick((0, 99))}px"
        thumb = f"position:absolute;top:50%;left:{part * 100:.0f}%;width:{knob * narrow:.0f}px;height:{knob:.0f}px;transform:translate(-50%,-50%);border-radius:{shape};background:{self.pick(('#fff', '#fff', self.acc, self.card))};{self.pick(('box-shadow:0 1px 4px #0006', f'border:2px solid {self.acc}', f'box-shadow:{self.shade}'))};box-sizing:border-box"
        ticks = (
            "".join(
                f'<i style="position:absolute;left:{k * 20}%;top:30%;width:1px;height:40%;background:{self.sub}"></i>'
                for k in range(6)
            )
            if self.chance(0.15)
            else ""
        )
        return (
            f'<div{mark("slider", label)} style="position:relative;flex:1;min-width:80px;height:{box:.0f}px">{ticks}<i style="{track};background:{bare}"></i>'
            f'<i style="{track};right:auto;width:{part * 100:.0f}%;background:{self.paint}"></i><i style="{thumb}"></i></div>'
        )

    def slider_row(self) -> str:
        """Return a slider between signs, words or below its caption."""
        label = self.pick(("音量", "亮度", "字体大小", "温度", "风速", "播放进度", "Volume", "Brightness", "语速"))
        bar = self.slider(label)
        way = self.pick(("signs", "words", "caption", "times", "letters"))
        word = lambda text, size=0.85: self.span(text, self.font(size, self.sub, "", "white-space:nowrap;"))
        ends = {
            "signs": (self.sign("other", self.fs * 1.1, self.sub), self.sign("other", self.fs * 1.4, self.sub)),
            "words": (word(label, 1), word(f"{self.rng.randint(1, 100)}%")),
            "times": (word("02:14"), word("04:41")),
            "letters": (word("A", 0.8), word("A", 1.4)),
            "caption": ("", ""),
        }[way]
        head = (
            self.row(self.span(label, self.font(1, self.ink, "", "flex:1;")) + word(f"{self.rng.randint(1, 100)}%"), 8)
            if way == "caption" or self.chance(0.3)
            else ""
        )
        line = self.row(ends[0] + bar + ends[1], self.num(8, 14), f"min-height:{self.fs * 2:.0f}px;")
        box = self.boxed() + "padding:10px 14px;" if self.chance(0.4) else ""
        return self.div(self.div(head + line, box), f"padding:8px {self.pad}px")

    # -------------------------------------------------------------------- tabs
    def tabs(self) -> str:
        """Return tabs at the top: equal or as wide as their words, with a line, a pill, a plate or a larger word."""
        way = self.pick(("line", "line", "plain", "pill", "big", "plate", "folder"))
        equal = self.chance(0.55)
        labels = self.some("tab", self.rng.randint(2, 4 if equal or self.elder else 8))
        live, tall = self.rng.randrange(len(labels)), self.fs * self.num(2.2, 3.4)
        gap = 0 if equal else self.pick((0, 6, 14, 22))
        cells = ""
        for k, text in enumerate(labels):
            here = k == live
            under = (
                f'<i style="position:absolute;bottom:{self.pick((0, 0, 4))}px;left:50%;transform:translateX(-50%);width:{self.pick(("70%", "100%", "24px"))};height:3px;background:{self.acc}"></i>'
                if here and way == "line"
                else ""
            )
            look = (
                {
                    "pill": f"background:{self.acc};border-radius:99px;",
                    "plate": f"background:{self.card};border-radius:8px 8px 0 0;",
                    "folder": f"border:1px solid {self.line};border-bottom:none;",
                }.get(way, "")
                if here
                else ""
            )
            tone = (
                self.on_acc
                if here and way == "pill"
                else self.acc
                if here and way in ("line", "plain")
                else self.ink
                if here
                else self.sub
            )
            count = self.span(f" {self.rng.randint(1, 99)}", "font-size:.8em;opacity:.8") if self.chance(0.08) else ""
            side = (
                "flex:1 1 0;min-width:0;"
                if equal
                else f"flex:none;padding:0 {self.pick((0, 2, 8, 12, 14)) if gap else 12}px;"
            )
            cells += (
                f'<div{mark("tab", text, **({"selected": "true"} if here else {}))} style="position:relative;{side}height:{tall if way != "pill" else tall * 0.75:.0f}px;display:flex;align-items:center;justify-content:center;'
                f'white-space:nowrap;{self.font(1.3 if here and way == "big" else 1, tone, self.bold if here else 400)}{look}">{escape(text)}{count}{under}</div>'
            )
        paint = self.pick(
            (
                f"background:{self.card};",
                f"background:{self.card};border-bottom:1px solid {self.line};",
                "",
                f"background:{self.fill};",
            )
        )
        return self.row(
            cells, gap, f"padding:0 {0 if equal and self.chance(0.5) else self.pad}px;overflow:hidden;{paint}"
        )

    def segments(self) -> str:
        """Return a segmented control."""
        labels = self.some("tab", self.rng.randint(2, 4))
        live, tall, way = (
            self.rng.randrange(len(labels)),
            self.fs * self.num(1.9, 2.9),
            self.pick(("float", "float", "line", "full", "split")),
        )
        corner, cells = min(self.rb, 14), ""
        for k, text in enumerate(labels):
            here = k == live
            look = {
                "float": f"background:{self.card};border-radius:{max(0, corner - 2)}px;box-shadow:0 1px 3px #0003;"
                if here
                else "",
                "line": f"background:{self.acc if here else 'transparent'};color:{self.on_acc if here else self.acc};"
                + (f"border-left:1px solid {self.acc};" if k else ""),
                "full": f"background:{self.paint if here else self.fill};color:{self.on_paint if here else self.ink};",
                "split": f"border:1.5px solid {self.acc if here else self.line};border-radius:{corner}px;margin:0 3px;",
            }[way]
            cells += f'<div{mark("tab", text, **({"selected": "true"} if here else {}))} style="flex:1 1 0;min-width:0;display:flex;align-items:center;justify-content:center;white-space:nowrap;{self.font(0.95, self.ink, self.bold if here else 400)}{look}">{escape(text)}</div>'
        frame = {
            "float": f"background:{self.fill};padding:{self.pick((2, 3, 4))}px;",
            "line": f"border:1px solid {self.acc};",
        }.get(way, "")
        return self.div(
            self.div(cells, f"display:flex;height:{tall:.0f}px;border-radius:{corner}px;overflow:hidden;{frame}"),
            f"padding:8px {self.pad}px",
        )

    def days(self) -> str:
        """Return the days of a week as tabs of two or three lines."""
        live, cells, plate = self.rng.randrange(5), "", self.chance(0.5)
        three = self.chance(0.4)
        for k in range(self.pick((5, 6, 7))):
            here, parts = (
                k == live,
                [f"周{'一二三四五六日'[k % 7]}", str(self.rng.randint(1, 9) + k)]
                + ([self.pick(("有号", "约满", "休"))] if three else []),
            )
            look = (
                f"background:{self.acc};color:{self.on_acc};" if here else (f"background:{self.fill};" if plate else "")
            )
            cells += (
                f'<div{mark("tab", " ".join(parts), **({"selected": "true"} if here else {}))} style="flex:1;text-align:center;padding:6px 0;line-height:1.35;border-radius:{min(self.r, 12)}px;color:{self.ink};{look}">'
                + "<br>".join(
                    f'<span style="font-size:{self.fs * (1.2 if n == 1 else 0.8):.0f}px">{part}</span>'
                    for n, part in enumerate(parts)
                )
                + "</div>"
            )
        return self.row(cells, self.pick((0, 4, 8)), f"padding:6px {self.pad}px;background:{self.card};")

    def bottom_tabs(self) -> str:
        """Return the bar of tabs at the foot of a page."""
        labels = self.some("tab", self.pick((3, 4, 4, 5)))
        live, cells, way = (
            self.rng.randrange(len(labels)),
            "",
            self.pick(("both", "both", "both", "words", "pill", "raised", "beside", "blocks")),
        )
        size, tall = self.fs * self.num(1.25, 1.7), self.fs * self.num(3, 4)
        for k, text in enumerate(labels):
            here = k == live
            if way == "raised" and k == len(labels) // 2 and len(labels) % 2:
                cells += f'<div style="flex:1;display:flex;justify-content:center">{self.icon("add", size, self.on_acc, f"border-radius:50%;background:{self.acc};margin-top:-16px;", side=size * 2.1)}</div>'
                continue
            tone = self.acc if here else self.sub
            drawn = "" if way == "words" else self.sign(self.some_sign(), size, tone)
            if way == "pill" and here:
                drawn = f'<span style="padding:3px {size * 0.7:.0f}px;border-radius:99px;background:color-mix(in srgb,{self.acc} 22%,{self.card})">{drawn}</span>'
            look = f"background:{self.acc if here else 'transparent'};" if way == "blocks" else ""
            tone = self.on_acc if way == "blocks" and here else tone
            line = "row" if way == "beside" else "column"
            dot = f'<i style="position:absolute;top:3px;left:58%">{self.badge()}</i>' if self.chance(0.12) else ""
            cells += f'<div{mark("tab", text, **({"selected": "true"} if here else {}))} style="position:relative;flex:1;min-width:0;height:{tall:.0f}px;display:flex;flex-direction:{line};align-items:center;justify-content:center;gap:3px;{look}">{drawn}<span style="{self.font(0.95 if way in ("words", "beside") else 0.72, tone, self.bold if here else 400)}white-space:nowrap;line-height:1.25">{escape(text)}</span>{dot}</div>'
        edge = self.pick((f"border-top:1px solid {self.line};", "box-shadow:0 -2px 10px #0002;", ""))
        foot = (
            '<div style="height:20px;display:flex;justify-content:center;align-items:center"><i style="width:130px;height:5px;border-radius:3px;background:#8889"></i></div>'
            if self.chance(0.3)
            else ""
        )
        return (
            f'<div style="flex:none;background:{self.card};{edge}"><div style="display:flex">{cells}</div>{foot}</div>'
        )

    # ------------------------------------------------------------------- links
    def link(self, text: str = "", size: float = 1, way: str = "") -> str:
        """Return linked words."""
        text = text or self.words("link")
        way = way or self.pick(("tone", "tone", "tone", "under", "both", "blue"))
        look = {
            "tone": f"color:{self.acc};",
            "under": "text-decoration:underline;",
            "both": f"color:{self.acc};text-decoration:underline;",
            "blue": "color:#1677ff;" if not self.dark else "color:#69b1ff;",
        }[way]
        return f'<span{mark("link", text)} style="font-size:{self.fs * size:.1f}px;white-space:nowrap;{look}">{escape(text)}</span>'

    def sentence(self) -> str:
        """Return a sentence with linked words in it, or a note that ends in a link."""
        size = self.num(0.78, 1)
        way = self.pick(("agree", "note", "steps", "note"))
        said = lambda: escape(self.words("line"))
        if way == "agree":
            label = "I agree to" if self.english else self.pick(("我已阅读并同意", "登录即代表同意", "阅读并接受"))
            tick = self.check(label, self.chance(0.5), round_=self.chance(0.5)) + " " if self.chance(0.7) else ""
            text = f"{label}{self.link(size=size)}{self.pick(('和', ' and ', '、', '及'))}{self.link(size=size)}"
            return self.div(
                f'<div style="display:flex;gap:6px;align-items:center">{tick}<span style="line-height:1.6">{text}</span></div>',
                f"padding:8px {self.pad}px;{self.font(size, self.sub)}",
            )
        if way == "steps":
            items = "".join(
                f'<div style="margin:3px 0">{k + 1}. {said()[:14]}{self.link(size=size) if self.chance(0.6) else said()[:8]}</div>'
                for k in range(3)
            )
            return self.div(items, f"padding:8px {self.pad}px;line-height:1.7;{self.font(size, self.ink)}")
        return self.div(
            f"{said()}{self.link(size=size)}{said() if self.chance(0.4) else ''}",
            f"padding:8px {self.pad}px;line-height:{self.num(1.4, 1.8)};{self.font(size, self.pick((self.sub, self.ink)))}",
        )

    def links(self) -> str:
        """Return links in a line: below a form, at a page's foot, in a heading."""
        texts = self.some("link", self.rng.randint(1, 4))
        between = self.pick(
            ("", "", f'<i style="width:1px;height:12px;background:{self.line}"></i>', '<i style="opacity:.5">·</i>')
        )
        place = self.pick(("center", "space-between", "flex-start", "flex-end", "space-around"))
        look = self.pick(("", "tone", "under"))
        plain = self.chance(0.3)
        inner = between.join(
            self.link(text, 0.88, look)
            if not plain
            else f'<span{mark("link", text)} style="{self.font(0.85, self.sub)}white-space:nowrap">{escape(text)}</span>'
            for text in texts
        )
        return self.row(inner, self.num(8, 20), f"justify-content:{place};padding:{self.num(6, 14)}px {self.pad}px;")
