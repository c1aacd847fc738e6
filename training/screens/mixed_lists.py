"""Lists of the third grammar: rows with and without arrows, lines, signs, second lines and things at their end."""

# ruff: noqa: E731 - small pieces of a page are written where they are used

from html import escape

from mixed_forms import Forms
from mixed_look import mark, rgb


class Lists(Forms):
    """A page's look with its lists."""

    def lead(self, way: str) -> str:
        """Return what stands at the left end of a row and does nothing by itself."""
        size, tone = self.fs * 1.4, self.pick((self.acc, self.ink, self.sub, self.second))
        hue = rgb(self.rng.random(), self.rng.uniform(0.4, 0.9), 0.5)
        side = self.lead_side
        return {
            "none": lambda: "",
            "sign": lambda: self.sign(self.some_sign(), size, tone),
            "plate": lambda: self.div(
                self.sign("other", side * 0.55, "#fff"),
                f"flex:none;width:{side:.0f}px;height:{side:.0f}px;display:flex;align-items:center;justify-content:center;border-radius:{self.pick((6, 8, 10))}px;background:{hue}",
            ),
            "letter": lambda: self.div(
                escape(self.words("person")[:1]),
                f"flex:none;width:{side:.0f}px;height:{side:.0f}px;border-radius:50%;display:flex;align-items:center;justify-content:center;background:{hue};color:#fff;{self.font(1, '#fff')}",
            ),
            "face": lambda: self.picture(f"{side:.0f}px", side, self.pick((99, 99, 6))),
            "thumb": lambda: self.picture(f"{side * self.pick((1.4, 1.8)):.0f}px", side * 1.2),
            "number": lambda: self.span(
                str(self.rng.randint(1, 20)), self.font(1.1, self.sub, self.bold) + "width:22px;text-align:center"
            ),
            "bar": lambda: self.div("", f"flex:none;width:4px;height:{self.fs * 1.6:.0f}px;background:{hue}"),
            "time": lambda: self.span(
                f"{self.rng.randint(6, 21)}:{self.rng.randint(10, 59)}", self.font(1.3, self.ink, self.bold)
            ),
        }[way]()

    def tail(self, way: str, label: str) -> str:
        """Return what stands at the right end of a row."""
        arrow = (
            self.span(self.pick(("›", ">", "〉")), self.font(1.2, self.sub, "", "line-height:1;"))
            if self.chance(0.5)
            else self.files.draw(self.rng, "arrow", self.fs * 0.95, self.sub)
            if self.chance(0.5)
            else f'<svg viewBox="0 0 8 14" width="8" height="13" fill="none" stroke="{self.sub}" stroke-width="1.7" style="flex:none"><path d="M1 1l6 6-6 6"/></svg>'
        )
        value = self.span(
            self.words("value"),
            self.font(self.num(0.82, 1), self.pick((self.sub, self.sub, self.acc))) + "white-space:nowrap;flex:none",
        )
        return {
            "none": lambda: "",
            "arrow": lambda: arrow,
            "value": lambda: value,
            "both": lambda: value + arrow,
            "badge": lambda: self.badge() + arrow,
            "tag": self.tag,
            "time": lambda: self.div(
                self.span(self.time(), self.font(0.76, self.sub)) + (self.badge() if self.chance(0.4) else ""),
                "flex:none;display:flex;flex-direction:column;align-items:flex-end;gap:5px;align-self:flex-start",
            ),
            "money": lambda: self.span(
                self.money(),
                self.font(1.05, self.pick((self.ink, self.warn)), self.bold) + "white-space:nowrap;flex:none",
            ),
            "switch": lambda: self.toggle(label),
            "check": lambda: self.check(label, self.chance(0.3), round_=self.round_check),
            "button": lambda: self.button(
                "", self.pick(("line", "full", "tone", "grey")), tall=self.fs * 1.9, size=0.85
            ),
            "link": lambda: self.link("", 0.9, "tone"),
            "icon": lambda: self.icon("", self.fs * 1.3, self.pick((self.sub, self.acc))),
            "round": lambda: self.icon(
                "", self.fs * 1.2, "#fff", f"border-radius:50%;background:{self.acc};", side=self.fs * 2.5
            ),
            "steps": self.stepper,
        }[way]()

    def stepper(self) -> str:
        """Return minus, a number and plus."""
        side, way = self.fs * self.num(1.5, 2.1), self.pick(("ring", "plate", "frame", "bare"))
        look = {
            "ring": f"border:1px solid {self.acc};border-radius:50%;",
            "plate": f"background:{self.fill};border-radius:6px;",
            "frame": f"border:1px solid {self.line};",
            "bare": "",
        }[way]
        one = lambda name, text: (
            f'<span{mark("icon", icon=name)} style="flex:none;width:{side:.0f}px;height:{side:.0f}px;display:flex;align-items:center;justify-content:center;box-sizing:border-box;{self.font(1.15, self.acc)}{look}">{text}</span>'
        )
        return self.row(
            one("other", "−")
            + self.span(str(self.rng.randint(1, 9)), self.font(1, self.ink) + "min-width:18px;text-align:center")
            + one("add", "+"),
            4,
            "flex:none;",
        )

    def list(self) -> str:
        """Return a list; all its rows are alike, as lists are."""
        count = self.rng.randint(2, 9)
        lead = self.pick(
            (
                "none",
                "none",
                "none",
                "sign",
                "sign",
                "plate",
                "plate",
                "letter",
                "face",
                "thumb",
                "number",
                "bar",
                "time",
            )
        )
        self.lead_side = self.fs * self.num(1.7, 3.2)
        self.round_check = self.chance(0.5)
        tail = self.pick(
            (
                "arrow",
                "arrow",
                "arrow",
                "none",
                "none",
                "value",
                "both",
                "both",
                "time",
                "money",
                "tag",
                "switch",
                "switch",
                "check",
                "check",
                "icon",
                "button",
                "mixed",
                "mixed",
                "badge",
                "link",
                "round",
                "steps",
            )
        )
        lines = self.pick((1, 1, 1, 2, 2, 3)) if lead != "bar" else 2
        split = self.pick(("line", "line", "inset", "none", "none", "gap", "dots", "stripes", "both", "frames"))
        inside = self.pick(("full", "full", "card", "card", "bare"))
        tall = self.fs * (self.num(2.5, 4) + 1.2 * (lines - 1)) * min(1.15, self.air)
        side = (
            0
            if inside == "bare" and split not in ("stripes", "gap", "frames") and self.chance(0.4)
            else self.num(10, 18)
        )
        rows = []
        for k in range(count):
            kind = self.pick(("arrow", "both", "switch", "value", "badge", "none")) if tail == "mixed" else tail
            rows.append(self._row(lead, kind, lines, tall, side, split, k))
        between = {
            "line": f"border-top:1px solid {self.line};",
            "inset": f"border-top:1px solid {self.line};margin-left:{self.lead_side + side if lead != 'none' else side:.0f}px;",
            "dots": f"border-top:1px dashed {self.sub};",
            "both": f"border-top:2px solid {self.line};",
        }.get(split)
        joint = f'<div style="{between}"></div>' if between else ""
        gap = self.num(5, 12) if split in ("gap", "frames") else 0
        if split in ("gap", "frames"):
            body = "".join(
                self.div(
                    row,
                    f"margin-bottom:{gap:.0f}px;overflow:hidden;{self.boxed() if split == 'gap' else f'border:1px solid {self.line};border-radius:{min(self.r, 12)}px;'}",
                )
                for row in rows
            )
            return self.heading(0.4) + self.div(body, f"padding:5px {self.pad}px")
        body = joint.join(rows)
        if inside == "card":
            return self.heading(0.4) + self.div(
                self.div(body, self.boxed() + "overflow:hidden;"), f"padding:6px {self.pad}px"
            )
        if inside == "bare":
            return self.heading(0.4) + self.div(body, f"padding:4px {self.pad}px")
        return self.heading(0.5) + self.div(body, f"background:{self.card};margin-bottom:{self.pick((0, 8, 12))}px;")

    def _row(self, lead: str, tail: str, lines: int, tall: float, side: float, split: str, place: int) -> str:
        """Return one row, marked when the whole of it can be pressed."""
        kind = {"letter": "person", "face": "person", "thumb": "head", "time": "switch"}.get(lead, "row")
        label = self.words("switch" if tail == "switch" else kind)
        label = label[:18] if self.elder else label[:24]
        end = self.tail(tail, label)
        one = "white-space:nowrap;overflow:hidden;text-overflow:ellipsis;"
        subs = "".join(
            self.div(
                escape(self.words("line")[: self.rng.randint(6, 22)]), self.font(self.num(0.78, 0.86), self.sub) + one
            )
            for _ in range(lines - 1)
        )
        beside = (
            self.span(self.words("value"), self.font(1, self.ink) + "margin-left:14px")
            if lines == 1 and tail == "arrow" and self.chance(0.12)
            else ""
        )
        title = self.div(
            escape(label) + beside + (f" {self.tag()}" if self.chance(0.05) else ""),
            self.font(1.02, self.ink, self.pick((400, 400, self.bold)) if lines > 1 else 400) + one,
        )
        inner = self.lead(lead) + self.div(title + subs, "flex:1;min-width:0;line-height:1.4") + end
        if tail == "check" and lead == "none" and self.chance(0.5):
            inner = end + self.div(title + subs, "flex:1;min-width:0;line-height:1.4")
        paint = f"background:{self.fill if place % 2 else self.card};" if split == "stripes" else ""
        usable = tail not in ("switch", "check", "button", "steps")
        tags = mark("row", label) if usable else ""
        return self.row(
            inner,
            self.num(8, 14),
            f"min-height:{tall:.0f}px;padding:{self.num(2, 6)}px {side:.0f}px;box-sizing:border-box;{paint}",
            tags,
        )

    def heading(self, share: float = 1) -> str:
        """Return a heading that is nothing to press, with or without a link at its end; sometimes nothing at all."""
        if not self.chance(share):
            return ""
        strong = self.chance(0.6)
        text = self.div(
            escape(self.words("title")),
            "flex:1;"
            + self.font(
                self.num(1, 1.35) if strong else self.num(0.78, 0.92),
                self.ink if strong else self.sub,
                self.bold if strong else "",
            ),
        )
        end = (
            self.link(
                self.pick(("更多", "更多 ›", "查看全部", "全部 >", "编辑", "换一换"))
                if not self.english
                else self.pick(("See all", "More", "Edit")),
                0.85,
                "",
            )
            if self.chance(0.35)
            else ""
        )
        bar = (
            f'<i style="width:4px;height:{self.fs:.0f}px;background:{self.acc};border-radius:2px"></i>'
            if self.chance(0.15)
            else ""
        )
        return self.row(
            bar + text + end, 7, f"padding:{self.num(8, 16) * self.air:.0f}px {self.pad}px {self.num(3, 8)}px;"
        )

    def checks(self) -> str:
        """Return words with boxes or circles, below each other, beside each other or in a grid."""
        round_, way = self.chance(0.5), self.pick(("down", "across", "grid"))
        live = self.rng.randrange(4)
        items = "".join(
            self.row(
                self.check(text, k == live or (not round_ and self.chance(0.3)), round_=round_)
                + self.span(text, self.font(0.98, self.ink) + "white-space:nowrap"),
                7,
            )
            for k, text in enumerate(self.some("tab", self.rng.randint(2, 6)))
        )
        look = {
            "down": "flex-direction:column;gap:12px;align-items:flex-start",
            "across": "gap:8px 18px;flex-wrap:wrap",
            "grid": "display:grid;grid-template-columns:1fr 1fr;gap:10px",
        }[way]
        return self.div(self.div(items, f"display:flex;{look}"), f"padding:8px {self.pad}px")

    def single(self) -> str:
        """Return one switch or checkbox with its words, alone."""
        label = self.words("switch")
        word = self.span(label, self.font(1, self.ink) + "flex:1;white-space:nowrap;overflow:hidden")
        if self.chance(0.4):
            return self.row(self.check(label, self.chance(0.5), round_=False) + word, 8, f"padding:8px {self.pad}px;")
        return self.row(
            word + self.toggle(label),
            8,
            f"padding:{self.num(8, 14)}px {self.pad}px;background:{self.pick((self.card, 'transparent'))};",
        )

    def offers(self) -> str:
        """Return cards of goods, people or tasks: the card is nobody's button, what stands on it is."""
        out = ""
        for _ in range(self.rng.randint(1, 4)):
            side = self.fs * self.num(3, 5.5)
            head = self.row(
                self.span(
                    self.words(self.pick(("shop", "person"))),
                    self.font(1.08, self.ink, self.bold) + "white-space:nowrap",
                )
                + (self.tag() if self.chance(0.6) else ""),
                6,
            )
            text = self.div(
                escape(self.words("line")[:30]), self.font(0.82, self.sub) + "margin:4px 0;line-height:1.45"
            )
            end = self.pick(
                (
                    lambda: self.button("", "full", tall=self.fs * 1.9, size=0.85),
                    lambda: self.button("", "line", tall=self.fs * 1.9, size=0.85),
                    self.stepper,
                    lambda: self.icon(
                        "add",
                        self.fs * 1.1,
                        self.on_acc,
                        f"border-radius:50%;background:{self.acc};",
                        side=self.fs * 1.7,
                    ),
                    lambda: "",
                )
            )()
            foot = self.row(
                self.span(self.money(), self.font(1.2, self.warn, self.bold))
                + self.span(f"月售{self.rng.randint(9, 999)}", self.font(0.75, self.sub) + "flex:1")
                + end,
                8,
            )
            drawn = self.picture(f"{side:.0f}px", side) if self.chance(0.7) else ""
            body = self.row(drawn + self.div(head + text + foot, "flex:1;min-width:0"), 10, "align-items:flex-start;")
            tags = mark("ignore") if self.chance(0.5) else ""
            out += self.div(body, f"{self.boxed()}padding:{self.num(8, 14)}px;margin-bottom:{self.num(5, 12)}px;", tags)
        return self.div(out, f"padding:5px {self.pad}px")
