"""Whole phone screens, second part: feeds, articles, players, camera, maps, calls, calendars."""

from html import escape

import phone_words as words
from phone_keys import Keys
from phone_look import mark


class Media(Keys):
    """Screens to look at and to listen to."""

    # ------------------------------------------------------------------- feed
    def feed(self) -> str:
        """Return a stream of posts or of news."""
        body = self.banner() if self.chance(0.2) else ""
        news = self.chance(0.5)
        for _ in range(self.rng.randint(5, 9)):
            body += self.news() if news else self.post()
        top = (
            self.status() + self.search_line()
            if self.chance(0.4)
            else self.nav(self.pick(["首页", "推荐", "社区", self.word("TITLES")]))
        )
        top += self.tabs() if self.chance(0.7) else ""
        over = self.float_() if self.chance(0.25) else ""
        return self.frame(body, f'<div style="flex:none">{top}</div>', self.tabbar() if self.chance(0.7) else "", over)

    def float_(self) -> str:
        """Return the round button that floats over a page."""
        s = self.s
        low = self.em(self.rng.uniform(4.8, 6.5))
        made = self.icon(
            self.pick(["add", "add", "other", "camera", "share"]),
            self.em(1.6),
            s.on_accent,
            s.accent,
            "box-shadow:0 4px 12px #0005;",
        )
        if self.chance(0.3):
            made = self.button(
                self.pick(["发布", "写日记", "新建", "客服", "AI助手"]),
                "filled",
                1,
                self.em(2.9),
                "box-shadow:0 4px 12px #0005;",
                icon="add",
            )
        return (
            f'<div style="position:absolute;right:{self.rng.randint(10, 22)}px;bottom:{low}px;'
            f'display:flex">{made}</div>'
        )

    def news(self) -> str:
        """Return one piece of news: words and a picture; one can only guess that it can be tapped."""
        s = self.s
        cross = self.icon("close", self.em(0.75), s.muted) if self.chance(0.3) else ""
        source = self.line(
            self.tag("置顶") * self.chance(0.2)
            + self.text(
                f"{self.word('SHOPS')}  {self.rng.randint(2, 900)}评论  {words.day(self.rng)}",
                0.75,
                s.muted,
                "",
                "flex:1;min-width:0;white-space:nowrap;overflow:hidden;",
            )
            + cross,
            0.4,
        )
        title = self.clip(self.pick(words.HEADLINES), 2, 1.08, "", self.pick([400, 500, s.bold]))
        way = self.pick(["right", "right", "three", "wide", "none", "left"])
        corner = min(s.corner_card, 12)
        small = f"width:{self.em(6.5)}px;height:{self.em(4.4)}px;border-radius:{corner:.0f}px"
        stack = f'<div style="flex:1;min-width:0">{title}{source}</div>'
        if way in ("right", "left"):
            cells = [stack, self.picture(small)]
            inner = self.line("".join(cells if way == "right" else cells[::-1]), 0.7)
        elif way == "none":
            inner = title + source
        else:
            wide = f"border-radius:{corner:.0f}px;"
            pictures = (
                self.line("".join(self.picture(f"flex:1;height:{self.em(4.2)}px;{wide}") for _ in range(3)), 0.3)
                if way == "three"
                else self.picture(f"height:{min(self.width, 420) * 0.42:.0f}px;{wide}", self.play_sign())
            )
            inner = f'{title}<div style="padding:6px 0">{pictures}</div>{source}'
        line = f"border-bottom:1px solid {s.line};" if self.chance(0.6) else ""
        return (
            f'<div style="padding:0 {max(s.gutter, 8)}px"><div{mark("ignore")} '
            f'style="padding:{self.em(0.6)}px 0;{line}">{inner}</div></div>'
        )

    def play_sign(self) -> str:
        """Return a sign to play in the middle of a picture, or nothing."""
        if self.chance(0.4):
            return ""
        sign = self.icon("play", self.em(1.6), "#fff", self.pick(["#0007", "#0007", ""]))
        return (
            f'<div style="position:absolute;inset:0;display:flex;align-items:center;'
            f'justify-content:center">{sign}</div>'
        )

    def post(self) -> str:
        """Return what somebody posted, with signs below."""
        s, name = self.s, self.word("PEOPLE")
        end = self.pick(
            [
                self.small("关注", "main"),
                self.small(self.pick(["＋关注", "已关注"]), "outlined"),
                self.icon("more", self.em(1.2), s.muted),
                "",
            ]
        )
        who = (
            f'<div style="flex:1;min-width:0">'
            f"{self.clip(name, 1, 0.98, '', s.bold)}{self.text(words.day(self.rng), 0.75, s.muted)}</div>"
        )
        text = self.text(self.pick(words.SENTENCES) + self.pick(words.SENTENCES), 1, "", "", "padding:6px 0;")
        if self.chance(0.3):
            word = self.pick(["#阳台种菜#", "#今日打卡#", "全文", "@女儿", "网页链接"])
            text = f'<div style="padding:6px 0">{escape(self.pick(words.SENTENCES))}{self.link(word)}</div>'
        count = self.pick([0, 1, 1, 2, 3, 3, 6])
        side = (min(self.width, 430) - 2 * max(s.gutter, 8) - 24) / 3
        pictures = "".join(
            self.picture(f"width:{side:.0f}px;height:{side:.0f}px;border-radius:{min(s.corner_card, 8):.0f}px")
            for _ in range(count)
        )
        if count == 1:
            pictures = self.picture(
                (f"width:{self.pick([60, 100])}%;height:{self.em(9)}px;border-radius:{min(s.corner_card, 12):.0f}px"),
                self.play_sign(),
            )
        grid = f'<div style="display:flex;flex-wrap:wrap;gap:5px">{pictures}</div>' if count else ""
        inner = self.line(self.avatar(self.em(2.5), name) + who + end, 0.6) + text + grid + self.acts()
        if self.chance(0.5):
            return self.card(inner)
        return (
            f'<div style="padding:{self.em(0.6)}px {max(s.gutter, 8)}px;'
            f'border-bottom:{self.pick([1, 8])}px solid {s.line}">{inner}</div>'
        )

    def acts(self) -> str:
        """Return the signs below a post, with numbers beside them."""
        s, cells = self.s, ""
        spread = self.pick(["space-between", "space-around", "flex-start", "flex-end"])
        counted = self.chance(0.7)
        for name in self.some(["share", "other", "more", "other"], 2, 4):
            number = (
                self.text(self.pick([str(self.rng.randint(1, 9999)), "1.2万", "赞", "评论", "转发"]), 0.82, s.muted)
                if counted
                else ""
            )
            cells += self.line(self.icon(name, self.em(1.2), s.muted) + number, 0.3)
        return self.line(cells, 1.4, f"justify-content:{spread};padding-top:{self.em(0.6)}px")

    def article(self) -> str:
        """Return an article with links in its sentences."""
        s = self.s
        title = self.pick(words.HEADLINES)
        body = self.pad(self.text(title, 1.5, "", s.bold), 0.8)
        who = self.text(
            f"{self.word('SHOPS')}  {words.day(self.rng)}",
            0.82,
            s.muted,
            "",
            "flex:1;min-width:0;white-space:nowrap;overflow:hidden;",
        )
        right = self.pick(
            [
                self.small("关注", "main"),
                self.link("听文章", 0.85),
                self.button("语音播报", "tonal", 0.85, self.em(1.8), icon="play"),
                "",
            ]
        )
        body += self.pad(self.line(who + right))
        for k in range(self.rng.randint(4, 10)):
            if k and self.chance(0.3):
                body += self.pad(
                    self.picture(
                        f"height:{min(self.width, 430) * 0.5:.0f}px;border-radius:{min(s.corner_card, 10):.0f}px"
                    )
                    + (
                        self.text("图：" + self.word("CITIES"), 0.75, s.muted, "", "text-align:center;")
                        if self.chance(0.4)
                        else ""
                    )
                )
                continue
            said = "".join(escape(each) for each in self.some(words.SENTENCES, 1, 4))
            if self.chance(0.35):
                said += self.link(
                    self.pick(["点击查看详情", "《实施细则》", "相关阅读", "官方网站", "了解更多"])
                ) + escape(self.pick(words.SENTENCES))
            elif self.chance(0.2):
                said += f'<b style="color:{self.pick([s.danger, s.second])}">{escape(self.pick(words.SENTENCES))}</b>'
            body += self.pad(f'<p style="line-height:1.7">{said}</p>', 0.5)
        foot = self.writer() if self.chance(0.4) else ""
        if self.chance(0.3):
            foot = (
                f'<div style="flex:none;background:{s.paper};padding:10px 14px;border-top:1px solid {s.line}">'
                f"{self.acts()}</div>"
            )
        return self.frame(body, self.nav(self.pick(["正文", " ", "资讯", "健康科普", "公告"])), foot)

    def comments(self) -> str:
        """Return a list of comments with the line to write one."""
        body = self.section(f"评论 {self.rng.randint(2, 9999)}") + "".join(self.pad(self.comment()) for _ in range(9))
        return self.frame(
            body, self.nav("评论") + (self.tabs(["最热", "最新"]) if self.chance(0.4) else ""), self.writer()
        )

    # ------------------------------------------------------------------ media
    def controls(self, colour: str, big: float = 0) -> str:
        """Return the signs that drive a player."""
        size = self.em(1.7)
        plate = self.pick(["", "", self.s.accent, "#fff3"])
        ends = [self.icon("other", size, colour) for _ in range(4)]
        middle = self.icon("play", big or self.em(2.4), colour, plate)
        cells = self.pick([[*ends[:1], middle, *ends[1:2]], [*ends[:2], middle, *ends[2:]]])
        return (
            f'<div style="display:flex;align-items:center;'
            f'justify-content:{self.pick(["space-between", "space-evenly"])};width:100%">{"".join(cells)}'
            f"</div>"
        )

    def music(self) -> str:
        """Return a page that plays music."""
        s = self.s
        tone = self.pick(["#fff", s.ink])
        back = self.pick([s.gradient, "linear-gradient(180deg,#444,#151515)"]) if tone == "#fff" else s.back
        side = min(self.width * self.rng.uniform(0.5, 0.85), self.height * 0.42)
        art = self.picture(
            f"width:{side:.0f}px;height:{side:.0f}px;border-radius:{self.pick([8, 16, 999])}px;"
            f"box-shadow:0 8px 30px #0005"
        )
        name = self.line(
            (
                f'<div style="flex:1;min-width:0">'
                f"{self.clip(self.word('SONGS'), 1, 1.35, tone, s.bold)}"
                f"{self.text(self.word('PEOPLE'), 0.9, tone, '', 'opacity:.7;')}"
                f"</div>"
            )
            + self.icon("other", self.em(1.5), tone)
        )
        times = self.line(
            *[(f'<span>{words.clock(self.rng)}</span><i style="flex:1"></i><span>{words.clock(self.rng)}</span>')],
            extra=f"font-size:{self.em(0.75)}px;color:{tone};opacity:.7",
        )
        slide = self.slider(self.pick([tone, s.accent]), "#8886")
        parts = [
            f'<div style="display:flex;justify-content:center">{art}</div>',
            name,
            f"<div>{slide}{times}</div>",
            self.controls(tone),
        ]
        if self.chance(0.5):
            parts.append(
                self.line(
                    "".join(self.icon(self.pick(["other", "share", "more"]), self.em(1.3), tone) for _ in range(4)),
                    extra="justify-content:space-between",
                )
            )
        if self.chance(0.3):
            parts.insert(
                2, self.text("\u3000".join(self.some(words.SONGS, 2)), 0.9, tone, "", "text-align:center;opacity:.8;")
            )
        body = (
            f'<div style="height:100%;display:flex;flex-direction:column;justify-content:space-evenly;'
            f'padding:0 {self.rng.randint(18, 34)}px">{"".join(parts)}</div>'
        )
        return self.frame(
            body, self.nav(self.pick(["正在播放", self.word("SONGS")]), colour=tone, paint="transparent"), back=back
        )

    def playlist(self) -> str:
        """Return songs, files or mails one below the other, with a small player."""
        s, rows = self.s, []
        way = self.pick(["play", "number", "cover", "file"])
        for k, name in enumerate(self.some(words.SONGS + words.HEADLINES, 7, 14)):
            lead = {
                "play": self.sign("play", self.em(1.1), s.accent),
                "number": self.text(str(k + 1), 0.95, s.muted, extra="flex:none;width:20px;"),
            }.get(way, self.picture(f"width:{self.em(2.8)}px;height:{self.em(2.8)}px;border-radius:6px"))
            end = (
                self.icon(self.pick(["more", "more", "play", "other"]), self.em(1.2), s.muted)
                if way != "file"
                else self.check(name)
            )
            rows.append(
                self.row(name.replace("_", " "), end, self.pick([self.word("PEOPLE"), words.day(self.rng), ""]), lead)
            )
        head = (
            self.pad(
                self.line(
                    self.button("播放全部", self.pick(["main", "text"]), 1, self.em(2.2), icon="play")
                    + '<i style="flex:1"></i>'
                    + self.icon("other")
                    + self.icon("more"),
                    1,
                )
            )
            if self.chance(0.7)
            else ""
        )
        mini = self.line(
            self.picture(f"width:{self.em(2.4)}px;height:{self.em(2.4)}px;border-radius:50%")
            + self.clip(self.word("SONGS"), 1, 0.95)
            + '<i style="flex:1"></i>'
            + self.icon("play")
            + self.icon("other"),
            0.8,
            f"padding:8px 14px;background:{s.paper};border-top:1px solid {s.line};flex:none",
        )
        saved, s.chevron = s.chevron, "none"
        body = head + "".join(f"<div>{row}</div>" for row in rows)
        s.chevron = saved
        return self.frame(
            body, self.nav(self.pick(["歌单", "我的下载", "最近播放", "听书"])), mini if self.chance(0.6) else ""
        )

    def video(self) -> str:
        """Return a short film over the whole screen, or a player with words below."""
        s = self.s
        shade = "text-shadow:0 1px 3px #000a"
        if self.chance(0.55):
            column = ""
            for k in range(self.rng.randint(3, 5)):
                sign = (
                    self.avatar(self.em(2.8))
                    if not k and self.chance(0.5)
                    else self.icon(self.pick(["other", "share", "more"]), self.em(2), "#fff")
                )
                column += (
                    f'<div style="display:flex;flex-direction:column;align-items:center;gap:4px;'
                    f'font-size:{self.em(0.75)}px">'
                    f"{sign}{self.pick([str(self.rng.randint(2, 999)), '1.3万', '分享', ''])}</div>"
                )
            right = (
                f'<div style="position:absolute;right:10px;bottom:{self.rng.randint(40, 120)}px;display:flex;'
                f'flex-direction:column;gap:{self.em(1)}px;color:#fff">{column}</div>'
            )
            name = self.line(
                self.clip("@" + self.word("PEOPLE"), 1, 1.1, "#fff", s.bold)
                + self.small("关注", self.pick(["filled", "white"])),
                0.5,
            )
            left = (
                f'<div style="position:absolute;left:14px;right:{self.em(5)}px;bottom:24px;color:#fff;'
                f'{shade}">{name}{self.clip(self.pick(words.SENTENCES), 2, 0.95, "#fff")}</div>'
            )
            top = self.line(
                self.icon("back", 0, "#fff")
                + (
                    f'<div style="flex:1;min-width:0">'
                    f"{self.tabs(self.some(['关注', '推荐', '同城'], 2, 3), 'big')}</div>"
                )
                + self.icon("search", 0, "#fff"),
                0.5,
                "position:absolute;left:12px;right:12px;top:14px",
            )
            play = self.icon("play", self.em(3.5), "#fffc") if self.chance(0.4) else ""
            middle = f'<div style="position:absolute;left:45%;top:42%">{play}</div>'
            ink, muted = s.ink, s.muted
            body = self.picture("width:100%;height:100%", top + right + left + middle)
            s.ink, s.muted = ink, muted
            return self.frame(
                body, "", self.tabbar(colour="#fff", paint="#000") if self.chance(0.6) else "", back="#000", wrap=False
            )
        tall = min(self.width * 0.56, self.height * 0.6)
        bar = self.line(
            self.icon("play", self.em(1.3), "#fff")
            + f'<span style="font-size:11px">{words.clock(self.rng)}</span>'
            + self.slider(back="#fff6")
            + self.icon("other", self.em(1.2), "#fff"),
            0.5,
            "position:absolute;left:10px;right:10px;bottom:8px;color:#fff",
        )
        top = f'<div style="position:absolute;left:10px;top:10px">{self.icon("back", 0, "#fff")}</div>'
        body = self.picture(f"height:{tall:.0f}px", top + bar) + (
            self.tabs(["简介", "评论", "选集"][: self.rng.randint(2, 3)]) if self.chance(0.7) else ""
        )
        body += self.pad(self.clip(self.pick(words.HEADLINES), 2, 1.15, "", s.bold)) + self.pad(self.acts())
        body += "".join(self.pick([self.news, lambda: self.pad(self.comment())])() for _ in range(5))
        return self.frame(body, self.status("#fff", "#000"))
