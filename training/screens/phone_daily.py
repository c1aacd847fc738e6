"""Whole phone screens, third part: money, health, home, tickets, votes, errors."""

from html import escape

import phone_words as words
from phone_look import mark
from phone_views import Views

THREE = 3


class Daily(Views):
    """Screens of daily errands."""

    # ------------------------------------------------------------------ money
    def transfer(self) -> str:
        """Return a transfer of money, with the sum as a field and perhaps a keypad."""
        s, name = self.s, self.word("PEOPLE")
        who = self.line(
            self.avatar(self.em(2.8), name)
            + (
                f'<div style="flex:1;min-width:0">'
                f"{self.text('转账给 ' + name, 1, '', s.bold)}{self.text(words.phone(self.rng), 0.82, s.muted)}"
                f"</div>"
            )
            + (self.link("修改") if self.chance(0.3) else "")
        )
        shown = self.pick(["0.00", f"{self.rng.uniform(1, 5000):.2f}", "请输入金额"])
        caret = f'<i style="width:2px;height:{self.em(2)}px;background:{s.accent}"></i>' if self.chance(0.5) else ""
        sum_ = (
            f'<div{mark("field", shown)} style="display:flex;align-items:center;gap:8px;border-bottom:1px '
            f'solid {s.line};padding:6px 0;font-size:{self.em(1.9)}px;font-weight:{s.bold}"><span '
            f'style="font-size:.7em">¥</span>{caret}<span '
            f'style="color:{s.ink if shown[0].isdigit() else s.muted}">{shown}</span></div>'
        )
        inner = self.text(self.pick(["转账金额", "金额", "充值金额", "提现金额"]), 0.9, s.muted) + sum_
        if self.chance(0.5):
            inner += self.line(
                self.text(f"可用余额 {words.price(self.rng)}", 0.82, s.muted)
                + self.link(self.pick(["全部转出", "全部提现"]), 0.85),
                0.5,
                "padding-top:6px",
            )
        body = self.card(who) + self.card(inner)
        if self.chance(0.5):
            body += self.sums()
        if self.chance(0.6):
            body += self.rows(
                [
                    self.row(each, self.value(), lead="")
                    for each in self.some(["付款方式", "转账备注", "到账时间", "收款银行"], 1, 2)
                ]
            )
        nav = self.nav(self.pick(["转账", "充值", "提现", "红包"]))
        if self.chance(0.5) and self.high:
            return self.frame(body, nav, self.pad_keys())
        return self.frame(
            body + self.pad(self.wide(self.pick(["确认转账", "下一步", "立即充值", "塞钱进红包"])), 1), nav
        )

    def sums(self) -> str:
        """Return a grid of sums to choose from."""
        s, cells = self.s, ""
        columns = self.pick([2, 3])
        here = self.rng.randrange(6)
        for k, value in enumerate(self.some([10, 20, 30, 50, 100, 200, 300, 500, 1000], 6)):
            live = k == here
            look = f"border:2px solid {s.accent};color:{s.accent};" if live else f"border:1px solid {s.line};"
            below = (
                f'<div style="font-size:.7em;color:{s.muted}">售价{value * 0.98:.2f}元</div>'
                if columns and self.chance(0.6)
                else ""
            )
            cells += (
                f'<div{mark("button", f"{value}元")} style="text-align:center;padding:{self.em(0.5)}px 2px;'
                f'border-radius:{min(s.corner_button, 16):.0f}px;background:{s.paper};{look}">'
                f"{value}元{below}</div>"
            )
        return self.pad(
            f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));'
            f'gap:{self.em(0.6)}px">{cells}</div>'
        )

    def bills(self) -> str:
        """Return a list of payments or of letters, grouped by month."""
        s, body = self.s, ""
        if self.chance(0.5):
            body += self.card(
                self.text("本月支出", 0.85, "#fffc")
                + self.text(words.price(self.rng), 1.9, "#fff", s.bold)
                + self.text(f"收入 {words.price(self.rng)}", 0.85, "#fffc"),
                1,
                f"background:{s.gradient};",
            )
        chips = "".join(
            self.small(each + " ▾", self.pick(["grey", "text"]))
            for each in self.some(["全部交易", "2025年6月", "筛选", "分类"], 2)
        )
        body += self.pad(self.line(chips, 0.8)) if self.chance(0.5) else ""
        for _ in range(9):
            amount = self.text(
                f"{self.pick('+-')}{self.rng.uniform(1, 900):.2f}",
                1.05,
                self.pick([s.ink, s.accent, s.danger]),
                600,
                "flex:none;",
            )
            name = self.pick([self.word("SHOPS"), self.word("PEOPLE")])
            body += f"<div>{self.row(name, amount, words.day(self.rng), self.avatar(self.em(2.3), name))}</div>"
        return self.frame(
            body, self.nav(self.pick(["账单", "交易明细", "余额明细"])), self.tabbar() if self.chance(0.4) else ""
        )

    def cashier(self) -> str:
        """Return a page where one chooses how to pay."""
        s = self.s
        body = self.text(
            words.price(self.rng),
            self.rng.uniform(1.9, 2.8),
            self.pick([s.ink, s.danger]),
            s.bold,
            f"text-align:center;padding-top:{self.em(1.4)}px;",
        )
        body += self.text(
            self.pick([f"支付剩余时间 00:{self.rng.randint(10, 59)}:21", self.word("SHOPS"), "订单金额"]),
            0.88,
            s.muted,
            "",
            "text-align:center;padding-bottom:14px;",
        )
        labels = self.some(["微信支付", "支付宝", "银行卡支付", "余额支付", "云闪付", "货到付款", "数字人民币"], 3, 5)
        rows = [
            self.row(
                each,
                self.check(each, on=k == 0, radio=self.chance(0.7)),
                self.pick(["", "推荐使用", "随机立减"]),
                tap=False,
            )
            for k, each in enumerate(labels)
        ]
        body += self.rows(rows)
        word = self.pick([f"确认支付 {words.price(self.rng).strip('+-')}", "立即支付", "确认付款"])
        if self.chance(0.4):
            return self.frame(body, self.nav("收银台"), self.foot([word]))
        return self.frame(body + self.pad(self.wide(word), 1.4), self.nav("收银台"))

    def secret(self) -> str:
        """Return the boxes of a code, with the keypad below."""
        s = self.s
        count, typed = self.pick([4, 6, 6]), self.rng.randint(0, 4)
        side = min(self.em(2.6), (self.width - 60) / count - 8)
        way, digits = self.pick(["boxes", "lines", "joined", "dots"]), self.chance(0.5)
        cells = ""
        for k in range(count):
            inner = "" if k >= typed else (str(self.rng.randrange(10)) if digits else "●")
            look = {
                "boxes": (
                    f"border:1px solid {s.accent if k == typed else s.line};"
                    f"border-radius:{min(s.corner_field, 10):.0f}px;"
                ),
                "lines": f"border-bottom:2px solid {s.accent if k <= typed else s.line};",
                "joined": f"border:1px solid {s.line};margin-left:-1px;",
                "dots": f"background:{s.ink if k < typed else s.line};border-radius:50%;",
            }[way]
            cell = side * 0.4 if way == "dots" else side
            cells += (
                f'<i style="width:{cell:.0f}px;height:{cell:.0f}px;display:flex;align-items:center;'
                f'justify-content:center;{look}">{"" if way == "dots" else inner}</i>'
            )
        gap = {"joined": 0, "dots": 18}.get(way, 8)
        boxes = (
            f'<div{mark("field", self.pick(["验证码", "支付密码"]))} style="display:inline-flex;'
            f'gap:{gap}px">{cells}</div>'
        )
        title = self.pick(["请输入验证码", "请输入支付密码", "输入6位数字密码", "安全验证"])
        body = self.pad(self.text(title, 1.5, "", s.bold, "text-align:center;"), 1.6)
        body += self.pad(self.text(f"已发送至 {words.phone(self.rng)}", 0.9, s.muted, "", "text-align:center;"))
        body += f'<div style="text-align:center;padding:{self.em(1)}px 0">{boxes}</div>'
        body += (
            f'<div style="text-align:center">'
            f"{self.link(self.pick(['重新获取', '忘记密码？', '收不到验证码？', '语音验证码']))}</div>"
        )
        return self.frame(
            body, self.nav(self.pick([" ", "验证", "支付密码"])), self.pad_keys() if self.chance(0.8) else ""
        )

    def dialer(self) -> str:
        """Return a keypad to dial with, or a lock."""
        s = self.s
        side = min(self.em(4), (self.width - 70) / 3, self.height / 8)
        round_ = self.chance(0.7)
        small = ["", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ", "", "+", ""]
        plate = self.pick([s.fill, s.fill, "transparent", s.paper])
        cells = ""
        for k, each in enumerate("123456789*0#"):
            below = f'<span style="font-size:9px;letter-spacing:1px;color:{s.muted}">{small[k]}</span>'
            size = (
                f"width:{side:.0f}px;height:{side:.0f}px;border-radius:50%;"
                if round_
                else f"width:100%;height:{side * 0.8:.0f}px;border-radius:{min(s.corner_plate, 16):.0f}px;"
            )
            cells += (
                f'<div style="display:flex;justify-content:center"><div{mark("key", each)} '
                f'style="{size}background:{plate};display:flex;flex-direction:column;align-items:center;'
                f'justify-content:center;line-height:1.1"><span style="font-size:{side * 0.38:.0f}px">{each}'
                f"</span>{below}</div></div>"
            )
        grid = (
            f'<div style="display:grid;grid-template-columns:repeat(3,1fr);'
            f'gap:{self.rng.randint(6, 14)}px;padding:0 {self.rng.randint(14, 40)}px">{cells}</div>'
        )
        number = self.text(
            self.pick([f"138 {self.rng.randint(1000, 9999)} 66", "", "120", "0571-8"]),
            2,
            "",
            400,
            "text-align:center;flex:1;display:flex;align-items:center;justify-content:center;",
        )
        ends = self.line(
            self.icon("other", self.em(1.5), s.muted)
            + self.icon("other", self.em(1.8), "#fff", "#34c759")
            + self.icon(self.pick(["close", "back"]), self.em(1.5), s.muted),
            1,
            "justify-content:space-around;padding:14px 30px",
        )
        if self.chance(0.3):
            ends = self.pad(self.wide(self.pick(["呼叫", "拨打", "拨号"]), "filled", colour="#2aa84a"), 0.8)
        body = (
            f'<div style="height:100%;display:flex;flex-direction:column;padding-bottom:8px">{number}{grid}{ends}</div>'
        )
        return self.frame(body, self.status(), self.tabbar() if self.chance(0.7) and self.high else "", wrap=False)

    # ----------------------------------------------------------------- health
    def health(self) -> str:
        """Return a board of figures, rings and diagrams."""
        s, rng = self.s, self.rng
        body = self.tabs(["日", "周", "月", "年"][: rng.randint(3, 4)]) if self.chance(0.5) else ""
        side = self.em(rng.uniform(7, 9.5))
        if self.chance(0.6):
            body += self.card(
                self.line(
                    self.chart(side, side) + (f'<div style="flex:1">{self.facts(3)}</div>'),
                    1,
                )
            )
        for _ in range(rng.randint(2, 5)):
            cells = "".join(self.metric() for _ in range(2))
            body += f'<div style="display:flex;gap:10px;padding:5px {max(s.gutter, 8)}px">{cells}</div>'
            if self.chance(0.25):
                body += self.section() + self.card(
                    self.chart(self.width - 2 * max(s.gutter, 8) - 2 * self.em(0.8) - 6, self.em(7))
                )
        body += (
            self.pad(self.wide(self.pick(["开始测量", "记录一次", "同步数据", "开始运动"]))) if self.chance(0.4) else ""
        )
        return self.frame(
            body + self.filler(),
            self.nav(self.pick(["健康", "运动", "设备", "概览"])),
            self.tabbar() if self.chance(0.6) else "",
        )

    def facts(self, count: int) -> str:
        """Return some figures, one below the other."""
        names = self.some(words.METRICS, count)
        return "".join(self.text(f"{each} {self.rng.randint(1, 9999)}", 0.9, self.s.muted) for each in names)

    def metric(self) -> str:
        """Return one figure on a card, which one can only guess to be tappable; or a device with its switch."""
        s, name = self.s, self.word("METRICS")
        tone = self.pick([s.accent, s.second, s.danger])
        if self.chance(0.3):
            label = self.pick(["客厅灯", "卧室空调", "空气净化器", "窗帘", "热水器", "扫地机器人", "摄像头", "门锁"])
            head = self.line(
                self.sign("other", self.em(1.6), tone) + '<i style="flex:1"></i>' + self.switch(label), 0.3
            )
            return (
                f'<div style="flex:1;min-width:0;{self.boxed()}padding:{self.em(0.7)}px;overflow:hidden">'
                f"{head}{self.clip(label, 1, 1)}"
                f"{self.text(self.pick(['已开启', '离线', '26℃', '电量80%']), 0.8, s.muted)}</div>"
            )
        unit = f'<span style="font-size:{self.em(0.75)}px;color:{s.muted}"> {words.UNITS.get(name, "")}</span>'
        value = (
            f'<div style="font-size:{self.em(1.5)}px;font-weight:{s.bold};white-space:nowrap">'
            f"{self.pick([str(self.rng.randint(1, 12000)), f'{self.rng.uniform(1, 99):.1f}', '118/76'])}"
            f"{unit}</div>"
        )
        bar = (
            (
                f'<div style="height:6px;border-radius:3px;margin-top:6px;'
                f'background:linear-gradient(90deg,{tone} {self.rng.randint(5, 95)}%,{s.line} 0)"></div>'
            )
            if self.chance(0.5)
            else ""
        )
        head = self.line(self.sign("other", self.em(1.1), tone) + self.text(name, 0.88, s.muted), 0.3)
        return (
            f'<div{mark("ignore")} style="flex:1;min-width:0;{self.boxed()}padding:{self.em(0.7)}px;'
            f'overflow:hidden">{head}{value}{bar}</div>'
        )

    def home(self) -> str:
        """Return a front page of tiles: what older people use, or an app of many services."""
        s = self.s
        body = ""
        if self.chance(0.5):
            date = f"{self.rng.randint(1, 12)}月{self.rng.randint(1, 28)}日 星期{self.pick('一二三四五六日')}"
            body += self.card(
                self.line(
                    f'<div style="flex:1">'
                    f"{self.text(words.clock(self.rng), 2.4, '', s.bold)}{self.text(date, 0.95, s.muted)}</div>"
                    f"{self.sign('other', self.em(2.6), s.second)}{self.text(f'{self.rng.randint(-5, 38)}℃', 1.6)}"
                ),
                0.8,
            )
        body += self.big_tiles() if self.chance(0.65) else self.tiles() + self.banner() + self.tiles()
        if self.chance(0.4):
            body += self.pad(
                self.wide(
                    self.pick(["紧急求助", "一键呼叫家人", "SOS 求助", "语音说出您的需求"]),
                    self.pick(["filled", "main"]),
                    icon=self.pick(["microphone", "other"]),
                    colour=self.pick([s.danger, s.accent]),
                ),
                0.7,
            )
        top = (
            self.status() + self.search_line()
            if self.chance(0.3)
            else self.nav(self.pick(["首页", "长辈版", "生活服务", "你好"]), back=False)
        )
        return self.frame(
            body + self.filler(), f'<div style="flex:none">{top}</div>', self.tabbar() if self.chance(0.6) else ""
        )

    def big_tiles(self) -> str:
        """Return a few large tiles, each a button."""
        s, cells = self.s, ""
        columns = self.pick([2, 2, 2, 3, 1])
        lying = columns == 1 or self.chance(0.3)
        paint_all = self.pick(["tones", "paper", "accent", "tint"])
        tall = self.em(self.rng.uniform(4.2, 6.5)) * (0.6 if lying else 1)
        for label in self.some(words.TILES, self.pick([4, 6, 6, 8]) if columns < THREE else 9):
            tone = self.pick([s.accent, s.second, "#2f80ed", "#27ae60", "#f2994a", "#9b51e0", "#eb5757", "#00838f"])
            paint = {
                "tones": tone,
                "paper": s.paper,
                "accent": s.accent,
                "tint": f"color-mix(in srgb,{tone} 18%,{s.paper})",
            }[paint_all]
            ink = {"tones": "#fff", "accent": s.on_accent}.get(paint_all, s.ink)
            sign = self.sign(self.any_icon(), self.em(1.8), ink if paint_all in ("tones", "accent") else tone)
            way = "row" if lying else "column"
            cells += (
                f'<div{mark("button", label)} style="{self.boxed()}background:{paint};color:{ink};'
                f"height:{tall:.0f}px;display:flex;flex-direction:{way};gap:{self.em(0.4)}px;"
                f"align-items:center;justify-content:center;overflow:hidden;white-space:nowrap;"
                f'font-size:{self.em(1.1 if columns < THREE else 0.95)}px;font-weight:{s.press}">'
                f"{sign}{escape(label)}</div>"
            )
        return self.pad(
            f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));'
            f'gap:{self.em(0.6)}px">{cells}</div>'
        )
