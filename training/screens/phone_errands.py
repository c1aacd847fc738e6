"""Whole phone screens: tickets, votes, carts, contacts, errors."""

from html import escape

import phone_words as words
from phone_daily import Daily
from phone_look import mark


class Errands(Daily):
    """Screens of errands, and small pages."""

    # ---------------------------------------------------------------- errands
    def coupons(self) -> str:
        """Return tickets: coupons, train rides, appointments."""
        s, body = self.s, ""
        for _ in range(6):
            if self.chance(0.5):
                left = (
                    f'<div style="width:{self.em(6)}px;flex:none;background:{self.pick([s.accent, s.gradient])};'
                    f"color:{s.on_accent};display:flex;flex-direction:column;align-items:center;"
                    f'justify-content:center;padding:8px 0">'
                    f"{self.text(f'¥{self.rng.randint(2, 200)}', 1.6, s.on_accent, s.bold)}"
                    f"{self.text('满99可用', 0.72, s.on_accent)}</div>"
                )
                word = self.pick(["去使用", "立即领取", "领取", "已领取", "使用"])
                right = (
                    f'<div style="flex:1;min-width:0;padding:{self.em(0.7)}px">'
                    f"{self.clip(self.word('SHOPS') + '通用券', 1, 1, '', s.bold)}"
                    f'{self.text("有效期至 2026-01-31", 0.75, s.muted)}</div><div style="padding-right:10px">'
                    f"{self.small(word, self.pick(['main', 'outlined']))}</div>"
                )
                body += self.card(
                    (
                        f'<div style="display:flex;align-items:center"><div style="display:flex;align-self:stretch">'
                        f"{left}</div>{right}</div>"
                    ),
                    0,
                    "overflow:hidden;",
                )
            else:
                a, b = self.some(words.CITIES, 2)
                ends = [
                    (
                        f'<div style="text-align:center">'
                        f"{self.text(words.clock(self.rng), 1.4, '', s.bold)}{self.text(each, 0.88, s.muted)}</div>"
                    )
                    for each in (a, b)
                ]
                way = (
                    f'<div style="flex:1;text-align:center;color:{s.muted};font-size:.8em"><div>'
                    f'G{self.rng.randint(1, 9999)}</div><div style="height:1px;background:{s.line};margin:3px '
                    f'6px"></div>{self.rng.randint(1, 9)}时{self.rng.randint(1, 59)}分</div>'
                )
                foot = self.line(
                    self.text(words.price(self.rng), 1.05, s.danger, s.bold, "flex:1;")
                    + self.small(self.pick(["预订", "改签", "退票", "选座", "抢票"]), self.pick(["main", ""])),
                    0.5,
                    "padding-top:8px",
                )
                body += self.card(self.line(ends[0] + way + ends[1]) + foot)
        tabs = (
            self.tabs(self.pick([["未使用", "已使用", "已过期"], ["出行日期", "耗时", "价格"]]))
            if self.chance(0.6)
            else ""
        )
        return self.frame(
            body,
            (f'<div style="flex:none">{self.nav(self.pick(["优惠券", "卡券包", "车次列表", "我的行程"]))}{tabs}</div>'),
            self.foot(["领券中心"]) if self.chance(0.2) else "",
        )

    def vote(self) -> str:
        """Return a vote or a list of questions."""
        s = self.s
        body = self.pad(
            self.text(
                self.pick(
                    ["您对本小区物业服务满意吗？", "最受欢迎的社区节目评选", "请选择您有的慢性病", "您每天走多少步？"]
                ),
                1.2,
                "",
                s.bold,
            ),
            0.8,
        )
        body += self.pad(
            self.line(
                self.tag(self.pick(["单选", "多选", "进行中"]))
                + self.text(f"已有{self.rng.randint(10, 9000)}人参与", 0.82, s.muted)
            )
        )
        radio, cards = self.chance(0.5), self.chance(0.4)
        for label in self.some(words.CHOICES + words.GOODS, 5, 9):
            box = self.check(label, radio=radio)
            bar = (
                (
                    f'<div style="height:6px;border-radius:3px;margin-top:4px;'
                    f'background:linear-gradient(90deg,{s.accent} {self.rng.randint(2, 98)}%,{s.line} 0)"></div>'
                )
                if cards and self.chance(0.5)
                else ""
            )
            words_ = f'<div style="flex:1;min-width:0">{escape(label)}{bar}</div>'
            inner = self.line(words_ + box if self.chance(0.2) else box + words_, 0.7)
            body += (
                self.card(inner)
                if cards
                else f'<div style="padding:{self.em(0.5)}px {max(s.gutter, 10)}px">{inner}</div>'
            )
        if self.chance(0.3):
            body += self.pad(self.area())
        word = self.pick(["提交投票", "投票", "提交", "下一题"])
        return self.frame(
            body if self.chance(0.5) else body + self.pad(self.wide(word), 0.8),
            self.nav(self.pick(["投票", "问卷调查", "健康问卷"])),
            self.foot([word]) if self.chance(0.4) else "",
        )

    def cart(self) -> str:
        """Return a shopping cart with boxes, counters, and the sum below."""
        s, body = self.s, ""
        for _ in range(7):
            name = self.word("GOODS")
            fit = "flex:1;min-width:0;white-space:nowrap;overflow:hidden;"
            sum_ = self.text(words.price(self.rng), 0.95, s.danger, s.bold, fit)
            facts = (
                f'<div style="flex:1;min-width:0">'
                f"{self.clip(name, 1)}{self.tag(self.word('CHOICES'))}{self.line(sum_ + self.counter(), 0.2)}"
                f"</div>"
            )
            side = self.em(4.2)
            inner = self.line(
                self.check(name, radio=True)
                + self.picture(f"width:{side}px;height:{side}px;border-radius:6px")
                + facts,
                0.6,
            )
            body += (
                self.card(inner)
                if s.rows in ("card", "gap")
                else (
                    f'<div style="padding:{self.em(0.5)}px {max(s.gutter, 8)}px;border-bottom:1px solid {s.line}">'
                    f"{inner}</div>"
                )
            )
        lead = (
            self.check("全选", radio=True)
            + '<span style="flex:none">全选</span>'
            + self.text(
                words.price(self.rng).strip("+-"),
                1,
                s.danger,
                s.bold,
                "flex:1;text-align:right;white-space:nowrap;overflow:hidden;",
            )
        )
        right = self.button("编辑", "text", 0.95, self.em(1.6)) if self.chance(0.5) else ""
        top = self.nav(self.pick(["购物车", f"购物车({self.rng.randint(1, 30)})"]), 0)
        return self.frame(
            body,
            top + f'<div style="flex:none;display:flex;justify-content:flex-end;padding:2px 12px">{right}</div>',
            self.foot([self.pick(["结算", "去结算(2)", "提交订单"])], lead),
        )

    def counter(self) -> str:
        """Return minus, number and plus."""
        s, side = self.s, self.em(self.rng.uniform(1.4, 1.9))
        way = self.pick(["circle", "square", "bare"])
        look = {
            "circle": f"border:1px solid {s.accent};border-radius:50%;",
            "square": f"background:{s.fill};",
            "bare": "",
        }[way]
        both = [
            (
                f'<span{mark("icon", icon=name)} style="display:inline-flex;width:{side}px;height:{side}px;'
                f'align-items:center;justify-content:center;line-height:1;{look}">{sign}</span>'
            )
            for name, sign in (("other", "−"), ("add", "+"))
        ]
        return (
            f'<span style="display:inline-flex;align-items:center;flex:none">{both[0]}<span '
            f'style="padding:0 {self.em(0.5)}px;font-size:.9em">{self.rng.randint(1, 9)}</span>{both[1]}'
            f"</span>"
        )

    def contacts(self) -> str:
        """Return people or conversations one below the other."""
        s, body = self.s, ""
        talk = self.chance(0.6)
        body += self.pad(self.search()) if self.chance(0.6) else ""
        saved, s.chevron = s.chevron, self.pick(["none", "none", s.chevron])
        for name in self.some(words.PEOPLE, 8, 12):
            right = (
                (
                    f'<div style="text-align:right;flex:none">'
                    f"{self.text(words.day(self.rng), 0.72, s.muted)}{self.dot() if self.chance(0.4) else ''}"
                    f"</div>"
                )
                if talk
                else self.pick(
                    ["", self.icon("other", self.em(1.3), s.accent), self.small(self.pick(["添加", "关注", "邀请"]))]
                )
            )
            below = self.pick(words.SENTENCES) if talk else self.pick(["", words.phone(self.rng)])
            body += (
                f'<div style="border-bottom:1px solid {s.line}">'
                f"{self.row(name, right, below, self.avatar(self.em(2.7), name))}"
                f"</div>"
            )
        s.chevron = saved
        over = self.float_() if self.chance(0.2) else ""
        return self.frame(
            body,
            self.nav(self.pick(["消息", "通讯录", "联系人", "邮件"]), back=self.chance(0.4)),
            self.tabbar() if self.chance(0.7) else "",
            over,
        )

    def hunt(self) -> str:
        """Return a search page: the bar, what was sought before, what others seek."""
        s = self.s
        body = ""
        for title in self.some(["历史搜索", "搜索发现", "热门搜索", "猜你想搜"], 2, 3):
            bin_ = self.icon(self.pick(["close", "other"]), self.em(1), s.muted) if title == "历史搜索" else ""
            body += self.pad(self.line(self.text(title, 1.05, "", s.bold, "flex:1;") + bin_), 0.6)
            if title == "热门搜索" and self.chance(0.6):
                rows = [
                    self.row(
                        each,
                        self.tag("热") * self.chance(0.3),
                        lead=self.text(str(k + 1), 1, s.danger, s.bold, "width:20px;flex:none;"),
                    )
                    for k, each in enumerate(self.some(words.HEADLINES, 5))
                ]
                body += "".join(f"<div>{row}</div>" for row in rows)
                continue
            kind = self.pick(["grey", "ghost", "tonal"])
            body += self.pad(
                f'<div style="display:flex;flex-wrap:wrap;gap:{self.em(0.5)}px">'
                f"{''.join(self.small(each, kind) for each in self.some(words.GOODS + words.TILES, 5, 10))}</d"
                f"iv>"
            )
        return self.frame(body, f'<div style="flex:none">{self.status()}{self.search_line()}</div>')

    # ------------------------------------------------------------ small pages
    def error(self) -> str:
        """Return an empty page or an error with its code."""
        s = self.s
        top = self.rng.uniform(0.04, 0.16) * self.height
        picture = self.pick(
            [
                self.figure,
                lambda size: (
                    f'<div style="display:flex;justify-content:center">{self.sign("other", size * 0.6, s.muted)}</div>'
                ),
            ]
        )(self.em(self.rng.uniform(5, 9)))
        body = (
            f'<div style="height:{top:.0f}px"></div>{picture}'
            if self.chance(0.85)
            else f'<div style="height:{top:.0f}px"></div>'
        )
        body += (
            f'<div{" data-title" if self.chance(0.3) else ""} style="text-align:center;'
            f'font-size:{self.em(1.2)}px;font-weight:{s.bold};padding:8px 20px">'
            f"{escape(self.word('ERRORS'))}</div>"
        )
        if self.chance(0.7):
            body += self.pad(self.text(self.pick(words.SENTENCES), 0.92, s.muted, "", "text-align:center;"))
        if self.chance(0.75):
            body += (
                f'<div style="text-align:center;color:{s.muted};'
                f'font-size:{self.em(self.rng.uniform(0.75, 1))}px"><span data-code>{words.code(self.rng)}'
                f"</span></div>"
            )
        labels = self.some(
            ["重试", "刷新", "重新加载", "返回首页", "检查网络设置", "联系客服", "去逛逛", "Retry"], 1, 2
        )
        if self.chance(0.4):
            body += "".join(self.pad(self.wide(each, ["main", "second"][k]), 0.8) for k, each in enumerate(labels))
        else:
            body += self.pad(
                self.line(
                    "".join(self.button(each, ["main", "second"][k]) for k, each in enumerate(labels)),
                    0.8,
                    "justify-content:center;flex-wrap:wrap",
                ),
                1,
            )
        if self.chance(0.25):
            body += (
                f'<div style="text-align:center;padding:10px">'
                f"{self.link(self.pick(['查看解决方案', '反馈问题', '联系客服', '网络诊断']))}</div>"
            )
        return self.frame(
            body, self.nav() if self.chance(0.85) else self.status(), self.tabbar() if self.chance(0.3) else ""
        )

    def welcome(self) -> str:
        """Return a first page that greets, or a splash with its button to skip."""
        s = self.s
        full = self.chance(0.3)
        skip = self.button(
            self.pick(["跳过", f"跳过 {self.rng.randint(1, 5)}", "Skip", "跳过广告"]),
            self.pick(["text", "grey", "ghost"]),
            0.9,
            self.em(1.9),
            f"border-radius:99px;{'background:#0006;color:#fff;border:0;padding:0 12px;' if full else ''}",
        )
        top = (
            (
                f'<div style="position:absolute;width:auto;right:14px;display:flex;'
                f'top:{self.pick([14, 40])}px">{skip}</div>'
            )
            if self.chance(0.75) or full
            else ""
        )
        if full:
            word = self.pick(["点击跳转详情页", "立即了解", "去看看 ›"])
            dark = "border-radius:99px;background:#000a;color:#fff;"
            low = (
                f'<div style="position:absolute;left:0;right:0;bottom:{self.em(3)}px;display:flex;'
                f'justify-content:center">'
                f"{self.button(word, 'filled', 1.05, self.em(2.8), dark)}"
                f"</div>"
            )
            return self.frame(self.picture("width:100%;height:100%", low + top), wrap=False)
        dots = "".join(
            (
                f'<i style="width:{18 if k == 1 else 6}px;height:6px;border-radius:3px;'
                f'background:{s.accent if k == 1 else s.line}"></i>'
            )
            for k in range(self.rng.randint(3, 5))
        )
        side = min(self.width * 0.7, self.height * 0.36)
        art = (
            self.figure(side)
            if self.chance(0.5)
            else (
                f'<div style="display:flex;justify-content:center">'
                f"{self.picture(f'width:{side:.0f}px;height:{side:.0f}px;border-radius:{self.pick([0, 20, 999])}px')}"
                f"</div>"
            )
        )
        said = self.text(
            self.pick(["看得清，用得惯", "一键问诊，在家看病", "大字大图，轻松上手", "Stay connected", "全新升级"]),
            1.6,
            "",
            s.bold,
            "text-align:center;",
        ) + self.text(self.pick(words.SENTENCES), 0.95, s.muted, "", "text-align:center;padding:8px 20px;")
        button = (
            f'<div style="padding:0 {max(24, s.gutter)}px">'
            f"{self.wide(self.pick(['立即体验', '开始使用', '下一步', 'Get started']))}</div>"
        )
        inner = (
            f'<div style="height:100%;display:flex;flex-direction:column;justify-content:space-evenly">'
            f'{art}<div>{said}</div><div style="display:flex;gap:6px;justify-content:center">{dots}</div>'
            f"{button}</div>{top}"
        )
        return self.frame(inner, self.status(), wrap=False)

    def filler(self) -> str:
        """Return small things that fill a page up to the fold."""
        out = ""
        for _ in range(self.rng.randint(0, 5)):
            out += self.pick(
                [
                    self.news,
                    lambda: f"<div>{self.row()}</div>",
                    self.banner,
                    lambda: self.section() + self.tiles(),
                    lambda: self.card(self.table(2, 3)),
                ]
            )()
        return out
