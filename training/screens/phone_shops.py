"""Whole phone screens: payment, chat, shops."""

from html import escape

import phone_words as words
from phone_look import mark
from phone_scenes import Scenes


class Shops(Scenes):
    """The screens where something is bought or said."""

    # ---------------------------------------------------------------- payment
    def result(self) -> str:
        """Return how something ended: a big sign, a sum, a table and buttons."""
        s = self.s
        good = self.chance(0.6)
        tone = self.pick([s.accent, "#07c160", "#1677ff"]) if good else self.pick([s.danger, "#fa9d3b"])
        side = self.em(self.rng.uniform(3, 5))
        sign = self.pick(["✓", "✔"]) if good else self.pick(["!", "×", "✕"])
        mark_ = (
            f'<div style="width:{side}px;height:{side}px;line-height:{side}px;text-align:center;'
            f"margin:{self.em(1)}px auto {self.em(0.6)}px;border-radius:50%;background:{tone};color:#fff;"
            f'font-size:{side * 0.6:.0f}px">{sign}</div>'
        )
        if self.chance(0.2):
            mark_ = self.figure(side * 1.6)
        word = self.pick(
            ["支付成功", "提交成功", "预约成功", "转账成功", "报名成功"]
            if good
            else ["支付失败", "提交失败", "余额不足", "交易关闭", "充值失败"]
        )
        body = mark_ + self.text(word, 1.3, "", s.bold, "text-align:center;")
        if self.chance(0.7):
            body += self.text(words.price(self.rng), self.rng.uniform(1.5, 2.4), "", s.bold, "text-align:center;")
        if self.chance(0.5):
            body += self.pad(self.text(self.pick(words.SENTENCES), 0.85, s.muted, "", "text-align:center;"))
        if not good:
            body += (
                f'<div data-code style="text-align:center;color:{s.muted};font-size:{self.em(0.85)}px">'
                f"{words.code(self.rng)}</div>"
            )
        if self.chance(0.6):
            body += self.card(self.table())
        labels = self.some(
            [each for each in words.BUTTONS if each[:2] in ("完成", "返回", "查看", "再来", "重试", "知道", "重新")],
            1,
            3,
        )
        stacked = self.chance(0.6)
        kinds = ["main", "second", "text"]
        made = [
            (self.wide if stacked else self.button)(each, kinds[k])
            for k, each in enumerate(labels[: 3 if stacked else 2])
        ]
        if stacked:
            body += "".join(self.pad(each, 0.6) for each in made)
        else:
            body += self.pad(self.line("".join(made), 1, "justify-content:center"), 1)
        if self.chance(0.3):
            body += self.section("猜你喜欢") + self.banner()
        return self.frame(body, self.nav(self.pick([word, "支付结果", "交易详情"])))

    def table(self, low: int = 3, high: int = 6) -> str:
        """Return a table of facts."""
        s, out = self.s, ""
        facts = {
            "收款方": self.word("SHOPS"),
            "交易时间": words.day(self.rng),
            "付款方式": self.word("CHOICES"),
            "订单号": words.order(self.rng),
            "商品": self.word("GOODS"),
            "配送费": words.price(self.rng),
            "联系电话": words.phone(self.rng),
            "优惠": words.price(self.rng),
            "预约时间": words.day(self.rng),
            "就诊人": self.word("PEOPLE"),
            "实付": words.price(self.rng),
            "状态": self.word("TAGS"),
        }
        copy = self.chance(0.3)
        for name in self.some(list(facts), low, high):
            end = self.link("复制", 0.85) if name == "订单号" and copy else ""
            out += self.line(
                self.text(name, 0.9, s.muted, extra="flex:none;") + self.clip(facts[name], 1, 0.9, "", "") + end,
                0.6,
                f"justify-content:space-between;padding:{self.em(0.25)}px 0",
            )
        return out

    # ------------------------------------------------------------------- chat
    def chat(self) -> str:
        """Return a conversation with the line to write in."""
        s, body = self.s, ""
        for _ in range(self.rng.randint(6, 12)):
            body += self.bubble()
        return self.frame(
            body,
            self.nav(self.word("PEOPLE")),
            self.writer() + (self.tray() if self.chance(0.15) else ""),
            back=self.pick([s.back, s.fill]),
        )

    def bubble(self) -> str:
        """Return one thing said, at the left or the right."""
        s, mine = self.s, self.chance(0.45)
        way = self.pick(["words"] * 6 + ["time", "picture", "voice", "card", "quick"])
        if way == "time":
            return self.text(words.day(self.rng), 0.75, s.muted, "", "text-align:center;padding:6px;")
        said = self.pick(words.SENTENCES)
        paint = self.pick([s.accent, "#95ec69"]) if mine else s.paper
        tone = s.on_accent if mine and paint == s.accent else ("#111" if mine else s.ink)
        if way == "picture":
            inner = self.picture(f"width:{self.em(7)}px;height:{self.em(self.rng.uniform(4, 8))}px;border-radius:8px")
        elif way == "card":
            foot = self.line(self.small() + self.small(), 0.4) if self.chance(0.6) else ""
            inner = (
                f'<div style="{self.boxed()}padding:{self.em(0.6)}px;width:{self.em(11)}px;max-width:100%;'
                f'overflow:hidden">'
                f"{self.clip(self.word('GOODS'), 1, 1, '', s.bold)}{self.text(words.price(self.rng), 0.9, s.danger)}"
                f"{foot}</div>"
            )
        elif way == "quick":
            inner = (
                f'<div style="display:flex;flex-wrap:wrap;gap:6px">'
                f"{''.join(self.small(kind='outlined') for _ in range(2))}</div>"
            )
        else:
            if way == "voice":
                said = f"◖))  {self.rng.randint(2, 59)}″"
            inner = (
                f'<div style="background:{paint};color:{tone};padding:{self.em(0.5)}px {self.em(0.7)}px;'
                f'border-radius:{min(s.corner_card, 18):.0f}px">{escape(said)}</div>'
            )
        face = self.avatar(self.em(2.3), self.word("PEOPLE"))
        box = f'<div style="max-width:70%;min-width:0">{inner}</div>'
        return self.line(
            box + face if mine else face + box,
            0.5,
            (
                f"align-items:flex-start;padding:{self.em(0.4)}px 12px;"
                f"justify-content:{'flex-end' if mine else 'flex-start'}"
            ),
        )

    def writer(self) -> str:
        """Return the line at the bottom of a chat or a comment list."""
        s, hint = self.s, self.pick(["输入消息", "说点什么…", "写评论…", "请输入您的问题", "发消息", "Message", " "])
        tall = self.em(self.rng.uniform(2, 2.6))
        paint = self.pick([s.fill, s.back, s.paper])
        edge = f"border:1px solid {s.line};" if paint == s.paper or self.chance(0.3) else ""
        box = (
            f'<div{mark("field", hint.strip())} style="flex:1;min-width:0;display:flex;align-items:center;'
            f"height:{tall}px;padding:0 {self.em(0.7)}px;white-space:nowrap;overflow:hidden;"
            f'border-radius:{min(s.corner_field, 99)}px;background:{paint};{edge}color:{s.muted}">{hint}</div>'
        )
        size = self.em(1.6)
        left = self.icon(self.pick(["microphone", "other", "add"]), size) if self.chance(0.6) else ""
        right = "".join(
            self.icon(self.pick(["add", "other", "camera", "more"]), size) for _ in range(self.rng.randint(0, 2))
        )
        if self.chance(0.5):
            right += self.small(self.pick(["发送", "Send"]), "main")
        line = f"border-top:1px solid {s.line};" if self.chance(0.5) else ""
        return (
            f'<div style="flex:none;background:{s.paper};padding:8px 10px {self.pick([8, 8, 24])}px;'
            f'{line}">{self.line(left + box + right)}</div>'
        )

    def tray(self) -> str:
        """Return the signs and words that open below the line to write in."""
        return (
            f'<div data-region="keyboard" style="flex:none;background:{self.s.fill};padding:10px 0">'
            f"{self.tiles(8, 4)}</div>"
        )

    # ------------------------------------------------------------------ shops
    def shop_grid(self) -> str:
        """Return a shop's front page or a list of finds."""
        s = self.s
        body = self.banner() if self.chance(0.4) else ""
        if self.chance(0.4):
            body += self.tiles()
        if self.chance(0.4):
            body += self.section()
        columns = self.pick([2, 2, 3] if not s.large else [1, 2])
        side = (self.width - 2 * max(s.gutter, 6) - (columns - 1) * 8) / columns
        for _ in range(self.rng.randint(3, 6)):
            cells = "".join(self.good(side) for _ in range(columns))
            body += (
                f'<div style="display:flex;gap:8px;align-items:flex-start;padding:4px {max(s.gutter, 6)}px">'
                f"{cells}</div>"
            )
        top = self.status() + self.search_line() if self.chance(0.6) else self.nav(self.word("SHOPS"))
        top += self.tabs() if self.chance(0.5) else ""
        return self.frame(body, f'<div style="flex:none">{top}</div>', self.tabbar() if self.chance(0.6) else "")

    def good(self, side: float) -> str:
        """Return one thing for sale as a card."""
        s = self.s
        tag = self.tag() if self.chance(0.5) else ""
        buy = self.pick(
            [
                "",
                self.icon("add", self.em(1), s.on_accent, s.accent),
                self.small(self.pick(["抢", "购买", "加购"]), "main"),
            ]
        )
        if side < 8 * s.base:
            buy = self.pick(["", self.icon("add", self.em(0.9), s.on_accent, s.accent)])
        sold = self.text(f"已售{self.rng.randint(1, 9999)}", 0.72, s.muted) if self.chance(0.5) else ""
        foot = self.line(
            self.text(
                words.price(self.rng), 1.05, s.danger, s.bold, "flex:1;min-width:0;white-space:nowrap;overflow:hidden;"
            )
            + buy,
            0.2,
        )
        corner = self.tag(self.pick(["新品", "热卖", "-20%"])) if self.chance(0.2) else ""
        picture = self.picture(f"height:{side * self.rng.uniform(0.7, 1.15):.0f}px", corner)
        return (
            f'<div{mark("ignore")} style="width:{side:.0f}px;overflow:hidden;{self.boxed()}">{picture}'
            f'<div style="padding:6px 8px">{self.clip(self.word("GOODS"), 2, 0.92)}{tag}{sold}{foot}</div>'
            f"</div>"
        )

    def orders(self) -> str:
        """Return a list of orders or tickets, each with its own buttons."""
        s, body = self.s, ""
        for _ in range(self.rng.randint(2, 7)):
            shop = self.line(
                self.clip(self.word("SHOPS") + " ›", 1, 1, "", s.bold)
                + '<i style="flex:1"></i>'
                + self.text(self.word("TAGS"), 0.88, self.pick([s.accent, s.muted, s.danger]), extra="flex:none;")
            )
            facts = (
                f'<div style="flex:1;min-width:0">'
                f"{self.clip(self.word('GOODS'), 1)}{self.text(words.day(self.rng), 0.8, s.muted)}"
                f"{self.text(words.price(self.rng), 1, '', s.bold, 'white-space:nowrap;')}</div>"
            )
            thing = self.line(
                self.picture(f"width:{self.em(4)}px;height:{self.em(4)}px;border-radius:6px") + facts,
                0.7,
                "padding:8px 0",
            )
            made = "".join(
                self.small(self.pick([each for each in words.BUTTONS if each >= "一" and len(each) in (3, 4)]), kind)
                for kind in self.pick([["ghost", "main"], ["", ""], ["main"], ["ghost", "outlined"]])
            )
            body += self.card(shop + thing + self.line(made, 0.5, "justify-content:flex-end"))
        tabs = (
            self.tabs(["全部", *self.some(["待付款", "待发货", "待收货", "待评价", "售后", "已完成"], 2, 3)])
            if self.chance(0.8)
            else ""
        )
        return self.frame(
            body,
            f'<div style="flex:none">{self.nav(self.pick(["我的订单", "车票", "预约记录"]))}{tabs}</div>',
            self.tabbar() if self.chance(0.15) else "",
        )

    def detail(self) -> str:
        """Return one thing for sale with the bar that buys it."""
        s = self.s
        tall = min(self.width * self.rng.uniform(0.5, 1), self.height * 0.5)
        float_ = "".join(
            self.icon(each, self.em(1.2), "#fff", "#0006") for each in ("back", self.pick(["share", "more"]))
        )
        inner = (
            (
                f'<div style="position:absolute;left:12px;right:12px;top:{self.pick([8, 12, 36])}px;'
                f'display:flex;justify-content:space-between">{float_}</div>'
            )
            if self.chance(0.7)
            else ""
        )
        body = self.picture(f"height:{tall:.0f}px", inner)
        price = self.line(
            self.text(words.price(self.rng), 1.6, s.danger, s.bold)
            + self.tag()
            + '<i style="flex:1"></i>'
            + self.icon(self.pick(["share", "other"]), self.em(1.3), s.muted)
        )
        body += self.pad(price + self.clip(self.word("GOODS") + "，" + self.pick(words.SENTENCES), 2, 1.1, "", s.bold))
        body += self.rows(
            [
                self.row(each, self.value(self.word("CHOICES")), lead="")
                for each in self.some(["已选", "配送", "服务", "优惠", "参数", "发货地"], 2, 3)
            ]
        )
        body += self.section(f"评价（{self.rng.randint(3, 9999)}）", more=True) + "".join(
            self.pad(self.comment()) for _ in range(self.rng.randint(1, 6))
        )
        signs = ""
        for label in self.some(["店铺", "客服", "收藏", "购物车", "首页"], 1, 3 if not s.large else 1):
            signs += (
                f'<div{mark("button", label)} style="display:flex;flex-direction:column;align-items:center;'
                f'flex:none;padding:2px 4px;font-size:{self.em(0.7)}px">'
                f"{self.sign('other', self.em(1.3), s.ink)}{label}</div>"
            )
        labels = self.pick(
            [["加入购物车", "立即购买"], ["立即预订"], ["单独购买", "发起拼团"], ["加购物车", "立即支付"]]
        )
        if s.huge:
            labels = labels[-1:]
        top = "" if inner else self.nav(self.pick(["商品详情", "详情"]))
        return self.frame(body, top, self.foot(labels, signs))

    def comment(self) -> str:
        """Return what somebody wrote below something."""
        s, name = self.s, self.word("PEOPLE")
        like = self.line(
            self.icon("other", self.em(1), s.muted) + self.text(str(self.rng.randint(0, 999)), 0.75, s.muted),
            0.2,
            "flex:none",
        )
        who = (
            f'<div style="flex:1;min-width:0">'
            f"{self.text(name, 0.85, s.muted)}{self.text(self.pick(words.SENTENCES), 0.95)}"
            f"{self.text(words.day(self.rng), 0.72, s.muted)}</div>"
        )
        return self.line(
            self.avatar(self.em(2.1), name) + who + (like if self.chance(0.7) else ""),
            0.6,
            f"align-items:flex-start;padding:{self.em(0.4)}px 0",
        )
