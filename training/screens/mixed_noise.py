"""What looks like something to press and is not: text, tables, figures, charts, receipts, notices, pictures."""

# ruff: noqa: E731 - small pieces of a page are written where they are used

from html import escape

from mixed_lists import Lists
from mixed_look import mark, rgb


class Noise(Lists):
    """A page's look with everything on it that does nothing."""

    def said(self, most: int = 60) -> str:
        """Return some words of prose."""
        return escape(" ".join(self.words("line") for _ in range(self.rng.randint(1, 4)))[: self.rng.randint(10, most)])

    def prose(self) -> str:
        """Return paragraphs, now and then with a heading, a quotation mark or bold words in them."""
        size, tall = self.num(0.85, 1.2), self.num(1.4, 1.9)
        bold = (
            f' <b style="color:{self.pick((self.ink, self.acc, self.warn))}">{self.said(12)}</b> '
            if self.chance(0.3)
            else ""
        )
        head = (
            self.div(
                escape(self.words("head")),
                self.font(self.num(1.15, 1.7), self.ink, self.bold) + "line-height:1.35;margin-bottom:6px",
            )
            if self.chance(0.4)
            else ""
        )
        who = (
            self.div(
                f"{escape(self.words('person'))} · {self.time()} · 阅读 {self.rng.randint(9, 9999)}",
                self.font(0.78, self.sub) + "margin-bottom:6px",
            )
            if head and self.chance(0.5)
            else ""
        )
        text = "".join(self.div(self.said(160) + bold, "margin-bottom:6px") for _ in range(self.rng.randint(1, 3)))
        side = f"border-left:3px solid {self.acc};padding-left:10px;" if self.chance(0.12) else ""
        align = "text-align:center;" if self.chance(0.15) else ""
        return self.div(
            head
            + who
            + self.div(text, f"{self.font(size, self.pick((self.ink, self.sub)))}line-height:{tall};{side}{align}"),
            f"padding:8px {self.pad}px",
        )

    def facts(self) -> str:
        """Return names and values in lines: the details of an order or a bill. Nobody can press them."""
        tall = self.num(1.5, 2.1)
        edge = self.pick(("", "", f"border-bottom:1px dashed {self.line};", f"border-bottom:1px solid {self.line};"))
        between = self.pick(("flex:1;text-align:right;", "flex:1;text-align:right;", "margin-left:12px;"))
        lines = ""
        for text in self.some("caption", self.rng.randint(2, 7)):
            value = self.pick((self.words("typed"), self.money(), self.time(), self.words("value")))
            lines += self.row(
                self.span(text, self.font(0.9, self.sub) + "flex:none")
                + self.span(value, self.font(0.9, self.ink) + between),
                6,
                f"line-height:{tall};{edge}",
            )
        box = self.boxed() + "padding:10px 14px;" if self.chance(0.6) else ""
        head = (
            self.div(escape(self.words("title")), self.font(1, self.ink, self.bold) + "padding-bottom:4px")
            if self.chance(0.4)
            else ""
        )
        return self.div(self.div(head + lines, box), f"padding:7px {self.pad}px")

    def figures(self) -> str:
        """Return numbers with their names, beside each other."""
        cells = "".join(
            self.div(
                self.div(
                    self.pick((str(self.rng.randint(0, 999)), f"{self.rng.uniform(1, 99):.1f}", self.money())),
                    self.font(self.num(1.2, 1.9), self.pick((self.ink, self.acc)), self.bold),
                )
                + self.div(escape(text), self.font(0.78, self.sub)),
                "flex:1;text-align:center;line-height:1.4",
            )
            for text in self.some("caption", self.rng.randint(2, 4))
        )
        box = self.pick((self.boxed(), "", f"background:{self.paint};color:#fff;border-radius:{self.r}px;"))
        return self.div(self.row(cells, 0, f"padding:12px 4px;{box}"), f"padding:6px {self.pad}px")

    def balance(self) -> str:
        """Return one large number with its name, on a coloured card or on the page, with or without a button."""
        ink = self.pick((self.ink, self.ink, self.on_paint))
        box = (
            f"background:{self.paint};border-radius:{self.r}px;padding:{self.num(12, 22)}px;"
            if ink == self.on_paint
            else "padding:8px 0;"
        )
        name = self.div(escape(self.words("caption")) + "（元）", self.font(0.82, ink, "", "opacity:.75;"))
        number = self.div(
            f"{self.rng.uniform(10, 99999):,.2f}", self.font(self.num(1.8, 2.8), ink, self.bold) + "line-height:1.3"
        )
        low = self.div(self.said(22), self.font(0.78, ink, "", "opacity:.7;"))
        end = self.pick(
            (
                "",
                "",
                self.button("", self.pick(("white", "line")), tall=self.fs * 2, size=0.88),
                self.icon("other", self.fs * 1.2, ink),
            )
        )
        return self.div(
            self.row(
                self.div(name + number + low, f"flex:1;{'text-align:center;' if not end and self.chance(0.4) else ''}")
                + end,
                8,
                box,
            ),
            f"padding:6px {self.pad}px",
        )

    def table(self) -> str:
        """Return a table."""
        columns = self.rng.randint(3, 6 if self.wide else 4)
        line = self.pick((f"border:1px solid {self.line};", f"border-bottom:1px solid {self.line};", ""))
        cell = lambda text, tag, extra="": (
            f'<{tag} style="padding:{self.pad / 3:.0f}px 6px;{line}text-align:left;font-weight:400;{extra}">{escape(text)}</{tag}>'
        )
        head = (
            "<tr>"
            + "".join(
                cell(text[:6], "th", f"background:{self.fill};color:{self.sub};")
                for text in self.some("caption", columns)
            )
            + "</tr>"
        )
        body = ""
        for k in range(self.rng.randint(2, 6)):
            stripe = f"background:{self.fill};" if k % 2 and self.chance(0.4) else ""
            body += (
                "<tr>"
                + "".join(
                    cell(
                        self.pick((self.time(), self.money(), self.words("value"), self.words("person"))), "td", stripe
                    )
                    for _ in range(columns)
                )
                + "</tr>"
            )
        return self.div(
            f'<table style="width:100%;border-collapse:collapse;{self.font(0.85, self.ink)}">{head}{body}</table>',
            f"padding:8px {self.pad}px;overflow:hidden",
        )

    def chart(self) -> str:
        """Return bars, a line or a ring."""
        tall, way = self.rng.randint(70, 150), self.pick(("bars", "line", "ring", "progress"))
        hue = self.acc
        if way == "bars":
            inner = "".join(
                f'<div style="flex:1;display:flex;flex-direction:column;justify-content:flex-end;align-items:center;gap:3px;height:{tall}px"><i style="width:55%;height:{self.rng.randint(10, 85)}%;background:{hue};border-radius:3px 3px 0 0"></i><span style="font-size:10px;color:{self.sub}">{k + 1}</span></div>'
                for k in range(self.rng.randint(5, 12))
            )
            body = self.row(inner, 4)
        elif way == "line":
            points = " ".join(f"{k * 10},{self.rng.randint(5, 55)}" for k in range(11))
            body = f'<svg viewBox="0 0 100 60" preserveAspectRatio="none" style="width:100%;height:{tall}px"><polyline points="{points}" fill="none" stroke="{hue}" stroke-width="1.4"/><path d="M0 59h100M0 30h100" stroke="{self.line}" stroke-width=".5"/></svg>'
        elif way == "ring":
            body = f'<div style="display:flex;justify-content:center"><div style="width:{tall}px;height:{tall}px;border-radius:50%;background:conic-gradient({hue} {self.rng.randint(30, 330)}deg,{self.line} 0);display:flex;align-items:center;justify-content:center"><div style="width:74%;height:74%;border-radius:50%;background:{self.card};display:flex;align-items:center;justify-content:center;{self.font(1.5, self.ink, self.bold)}">{self.rng.randint(1, 12000)}</div></div></div>'
        else:
            body = "".join(
                f'<div style="margin:7px 0"><div style="{self.font(0.85, self.ink)}">{escape(text)}</div><div style="height:{self.pick((4, 6, 10))}px;border-radius:9px;background:{self.line};overflow:hidden"><i style="display:block;height:100%;width:{self.rng.randint(5, 98)}%;background:{hue}"></i></div></div>'
                for text in self.some("caption", 3)
            )
        return self.div(self.div(body, self.boxed() + "padding:12px;"), f"padding:6px {self.pad}px")

    def steps(self) -> str:
        """Return the stages of an order or of a form."""
        names, live = self.some("tag", self.rng.randint(3, 4)), self.rng.randrange(3)
        if self.chance(0.5):
            lines = "".join(
                f'<div style="display:flex;gap:10px;padding-bottom:12px"><i style="flex:none;width:9px;height:9px;border-radius:50%;margin-top:6px;background:{self.acc if not k else self.line}"></i><div>{self.div(self.said(34), self.font(0.9, self.ink if not k else self.sub))}{self.div(f"2025-05-1{k} 0{k + 6}:2{k}", self.font(0.75, self.sub))}</div></div>'
                for k in range(3)
            )
            return self.div(lines, f"padding:8px {self.pad}px")
        cells = "".join(
            f'<div style="flex:1;text-align:center"><span style="display:inline-block;width:22px;height:22px;border-radius:50%;font:12px/22px sans-serif;background:{self.acc if k <= live else self.line};color:{self.on_acc if k <= live else self.sub}">{k + 1 if k >= live else "✓"}</span><div style="{self.font(0.8, self.acc if k == live else self.sub)}">{escape(text)}</div></div>'
            for k, text in enumerate(names)
        )
        return self.row(cells, 0, f"padding:8px {self.pad}px;")

    def notice(self) -> str:
        """Return a notice on a coloured plate; it looks like a button and is none. Some can be closed or hold a link."""
        tone = self.pick((self.acc, self.warn, "#e8a200", self.second))
        strong = self.chance(0.25)
        look = (
            f"background:{tone};color:#fff;"
            if strong
            else f"background:color-mix(in srgb,{tone} 13%,{self.card});color:{self.pick((tone, self.ink))};"
        )
        sign = self.sign("other", self.fs * 1.1, "currentColor") if self.chance(0.6) else ""
        end = self.pick(
            (
                "",
                "",
                "",
                self.icon("close", self.fs * 0.95, "#fff" if strong else tone),
                self.link("", 0.88, "under"),
                self.button("", "line", tall=self.fs * 1.7, size=0.82),
            )
        )
        text = self.div(
            self.said(44),
            f"flex:1;min-width:0;font-size:{self.fs * 0.88:.1f}px;line-height:1.45;{'white-space:nowrap;overflow:hidden;' if self.chance(0.4) else ''}{'text-align:center;' if self.chance(0.15) else ''}",
        )
        inner = self.row(
            sign + text + end,
            8,
            f"padding:{self.num(6, 12)}px {self.num(10, 16)}px;border-radius:{self.pick((0, self.r))}px;{look}",
        )
        return self.div(inner, f"padding:5px {self.pick((0, self.pad))}px")

    def banner(self) -> str:
        """Return a picture with words on it, an advert, a map or a film with its sign of play."""
        tall, way = self.rng.randint(80, 220), self.pick(("advert", "picture", "film", "map", "code"))
        if way == "advert":
            end = (
                self.button("", self.pick(("white", "full")), tall=self.fs * 1.9, size=0.85) if self.chance(0.4) else ""
            )
            words_ = self.div(escape(self.words("head")[:12]), self.font(1.4, "#fff", self.bold)) + self.div(
                self.said(18), self.font(0.85, "#fff") + "margin:3px 0 7px"
            )
            return self.div(
                self.div(
                    words_ + self.row(end),
                    f"height:{tall}px;padding:16px;border-radius:{self.r}px;background:linear-gradient({self.rng.randint(0, 360)}deg,{rgb(self.rng.random(), 0.7, 0.5)},{rgb(self.rng.random(), 0.7, 0.4)});overflow:hidden",
                    mark("ignore") if not end else "",
                ),
                f"padding:6px {self.pad}px",
            )
        if way == "film":
            play = f'<div style="position:absolute;left:50%;top:50%;transform:translate(-50%,-50%)">{self.icon("play", self.fs * 1.6, "#fff", "border-radius:50%;background:#0008;", side=self.fs * self.num(2.6, 4))}</div>'
            return self.div(
                self.div(self.picture("100%", tall, self.r) + play, "position:relative"), f"padding:6px {self.pad}px"
            )
        if way == "map":
            roads = "".join(
                f'<path d="M{self.rng.randint(-10, 100)} {self.rng.randint(-10, 110)}L{self.rng.randint(0, 110)} {self.rng.randint(0, 110)}" stroke="{self.pick(("#fff", "#fff", "#f6d776"))}" stroke-width="{self.rng.randint(1, 5)}"/>'
                for _ in range(9)
            )
            names = "".join(
                f'<span style="position:absolute;left:{self.rng.randint(5, 75)}%;top:{self.rng.randint(5, 85)}%;font-size:11px;color:#556">{escape(text)}</span>'
                for text in self.some("tile", 5)
            )
            pin = f'<span style="position:absolute;left:{self.rng.randint(20, 80)}%;top:{self.rng.randint(20, 70)}%">{self.sign("other", 22, self.warn)}</span>'
            return self.div(
                f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" style="display:block;width:100%;height:{tall * 1.3:.0f}px;background:#e6ece2">{roads}</svg>{names}{pin}',
                "position:relative;margin:6px 0;overflow:hidden",
            )
        if way == "code":
            squares = "".join(
                f'<rect x="{k % 21}" y="{k // 21}" width="1" height="1"/>' for k in range(441) if self.chance(0.5)
            )
            return self.div(
                f'<svg viewBox="0 0 21 21" width="{tall}" height="{tall}" style="background:#fff;padding:8px">{squares}</svg>',
                "display:flex;justify-content:center;padding:10px",
            )
        return self.div(self.picture("100%", tall, self.r), f"padding:6px {self.pick((0, self.pad))}px")

    def photos(self) -> str:
        """Return pictures in a grid; some with words below."""
        columns = self.pick((2, 3, 3, 4)) * (2 if self.wide else 1)
        words_ = self.chance(0.4)
        cells = "".join(
            self.div(
                self.picture("100%", self.rng.randint(60, 110))
                + (
                    self.div(
                        escape(self.words("shop")[:8]), self.font(0.82, self.ink) + "white-space:nowrap;overflow:hidden"
                    )
                    if words_
                    else ""
                ),
                "min-width:0",
                mark("ignore"),
            )
            for _ in range(columns * self.rng.randint(1, 2))
        )
        return self.div(
            cells,
            f"display:grid;grid-template-columns:repeat({columns},1fr);gap:{self.pick((2, 6, 10))}px;padding:6px {self.pad}px",
        )

    def bubbles(self) -> str:
        """Return a conversation."""
        out = ""
        for _ in range(self.rng.randint(2, 5)):
            mine = self.chance(0.5)
            tone = self.pick(("#95ec69", self.acc)) if mine else self.card
            linked = " " + self.link("www.example.cn/a", 0.95, "both") if self.chance(0.07) else ""
            text = self.div(
                self.said(40) + linked,
                f"max-width:66%;padding:9px 12px;border-radius:{self.pick((4, 8, 16))}px;background:{tone};line-height:1.45;{self.font(1, '#111' if tone == '#95ec69' else self.on_acc if mine else self.ink)}box-shadow:0 0 1px #0004",
            )
            face = self.picture(f"{self.fs * 2.5:.0f}px", self.fs * 2.5)
            out += self.row(
                text + face if mine else face + text,
                9,
                f"justify-content:flex-{'end' if mine else 'start'};padding:6px {self.pad}px;align-items:flex-start;",
            )
            if self.chance(0.2):
                out += self.div(self.time(), self.font(0.75, self.sub) + "text-align:center")
        return out

    def result(self) -> str:
        """Return a large sign with a sentence: done, failed, empty, no network."""
        failed = self.chance(0.6)
        size = self.fs * self.num(3, 5)
        sign = self.div(
            self.sign(self.pick(("other", "close", "other")), size, self.warn if failed else self.acc),
            "display:flex;justify-content:center;padding:14px 0 8px",
        )
        text = (
            self.words("error")
            if failed
            else self.pick(("支付成功", "提交成功", "暂无数据", "预约成功", "Done", "暂时没有内容"))
        )
        code = (
            f'<div data-code style="{self.font(0.8, self.sub)}">错误码：{self.pick(("E", "NET-", "ERR_"))}{self.rng.randint(100, 9999)}</div>'
            if failed and self.chance(0.4)
            else ""
        )
        return self.div(
            sign
            + self.div(escape(text), self.font(1.25, self.ink, self.bold))
            + self.div(self.said(40), self.font(0.9, self.sub) + "padding:4px 24px")
            + code,
            "text-align:center;padding-bottom:10px",
        )

    def foot(self) -> str:
        """Return what stands at the end of a page."""
        text = self.pick(
            (
                "— 没有更多了 —",
                "© 2025 All rights reserved",
                "客服热线 400-800-1234",
                "v3.2.1 (20251)",
                "最近更新：今天 08:30",
                "本服务由市民中心提供",
            )
        )
        return self.div(escape(text), self.font(0.78, self.sub) + "text-align:center;padding:10px")
