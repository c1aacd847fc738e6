"""Whole phone screens, first part: lists, forms, payment, chat, shops."""

from html import escape

import phone_words as words
from phone_look import mark
from phone_rows import Rows


class Scenes(Rows):
    """The screens of everyday apps; each method returns a document."""

    def line(self, cells: str, gap: float = 0.6, extra: str = "") -> str:
        """Return things side by side."""
        return f'<div style="display:flex;align-items:center;gap:{self.em(gap)}px;{extra}">{cells}</div>'

    def clip(self, words_: str, lines: int = 1, size: float = 1, colour: str = "", weight: int | str = "") -> str:
        """Return words over at most so many lines."""
        fold = f"display:-webkit-box;-webkit-line-clamp:{lines};-webkit-box-orient:vertical;overflow:hidden;"
        return self.text(words_, size, colour, weight, fold)

    def gap(self) -> str:
        """Return empty space between groups."""
        return f'<div style="height:{self.em(self.rng.uniform(0.3, 1) * self.s.dense)}px"></div>'

    def tiles(self, count: int = 0, columns: int = 0) -> str:
        """Return a grid of tiles, each a sign and a word."""
        s = self.s
        columns = columns or self.pick([3, 4, 4, 5] if not s.large else [2, 3])
        count = count or columns * self.pick([1, 2, 2, 3])
        boxed, side = self.chance(0.35), self.em(self.rng.uniform(1.6, 2.3))
        plate = self.pick(["none", "tint", "full", "full"])
        cells = ""
        for label in self.some(words.TILES, count):
            tone = self.pick([s.accent, s.second, s.danger, "#2f80ed", "#27ae60", "#f2994a", "#9b51e0"])
            sign = self.sign(
                self.any_icon(), side * (0.6 if plate != "none" else 1), "#fff" if plate == "full" else tone
            )
            if plate != "none":
                paint = tone if plate == "full" else f"color-mix(in srgb,{tone} 16%,{s.paper})"
                sign = (
                    f'<span style="display:flex;align-items:center;justify-content:center;'
                    f"width:{side * 1.2:.0f}px;height:{side * 1.2:.0f}px;"
                    f'border-radius:{min(s.corner_plate, 60):.0f}px;background:{paint}">{sign}</span>'
                )
            look = self.boxed() if boxed else ""
            cells += (
                f'<div{mark("button", label)} style="display:flex;flex-direction:column;align-items:center;'
                f"justify-content:center;gap:{self.em(0.35)}px;"
                f'padding:{self.em(0.4)}px 2px;min-width:0;overflow:hidden;{look}">{sign}<span '
                f'style="font-size:{self.em(0.82)}px;white-space:nowrap">{escape(label)}</span></div>'
            )
        gap = self.em(0.5) if boxed else self.em(0.15)
        grid = (
            f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:{gap}px">{cells}</div>'
        )
        return self.card(grid, 0.5) if self.chance(0.4) and not boxed else self.pad(grid)

    # ------------------------------------------------------------------ lists
    def settings(self) -> str:
        """Return a list of settings."""
        body = self.pad(self.search()) if self.chance(0.2) else ""
        if self.chance(0.15):
            body += self.notice()
        for _ in range(self.rng.choice([1, 2, 3, 4, 4, 5])):
            title = self.pick(["", self.section(more=False)])
            body += title + self.rows([self.any_row() for _ in range(self.rng.randint(1, 7))]) + self.gap()
        if self.chance(0.4):
            word = self.pick(["退出登录", "退出当前账号", "注销账号", "恢复默认设置"])
            body += self.pad(
                self.wide(word, self.pick(["main", "second", "white", "grey"]), colour=self.pick([self.s.danger, ""])),
                1,
            )
        return self.frame(
            body, self.nav(self.pick(["设置", self.word("TITLES")])), self.tabbar() if self.chance(0.2) else ""
        )

    def levels(self) -> str:
        """Return settings of amount: sliders, choices and switches."""
        s, body = self.s, ""
        for label in self.some(
            ["亮度", "媒体音量", "铃声音量", "字体大小", "语速", "音调", "屏幕色温", "温度", "风速", "Volume"], 2, 5
        ):
            ends = self.chance(0.4)
            left = (
                self.pick(
                    [self.sign("other", self.em(1.1), s.muted), f'<span style="font-size:{self.em(0.8)}px">A</span>']
                )
                if ends
                else ""
            )
            right = (
                self.text(f"{self.rng.randint(1, 100)}{self.pick(['%', '', '℃'])}", 0.9, s.muted, extra="flex:none;")
                if self.chance(0.5)
                else ""
            )
            inner = self.text(label, 1, extra="flex:none;margin-bottom:6px;") + self.line(left + self.slider() + right)
            body += self.card(inner) if self.chance(0.7) else self.pad(inner, 0.8)
        if self.chance(0.6):
            body += self.section(more=False) + self.tabs(
                self.some(words.CHOICES, 2, 3), self.pick(["segment", "boxed", "pill"])
            )
        choices = self.some(words.CHOICES, 3, 6)
        body += self.section(more=False) + self.rows(
            [self.row(each, self.check(each, on=k == 0, radio=True), tap=False) for k, each in enumerate(choices)]
        )
        return self.frame(body, self.nav(), self.foot([self.word("BUTTONS")]) if self.chance(0.3) else "")

    def profile(self) -> str:
        """Return a person's own page."""
        s = self.s
        paint = self.pick([s.gradient, s.accent, s.paper, "transparent"])
        tone = "#fff" if paint in (s.gradient, s.accent) else s.ink
        name = self.word("PEOPLE")
        tag = self.tag(self.pick(["VIP 3", "黄金会员", "已实名", "Lv.6"])) if self.chance(0.5) else ""
        sub = self.text(
            self.pick([words.phone(self.rng), "这个人很懒，什么都没写", "查看并编辑个人资料"]),
            0.82,
            tone,
            extra="opacity:.75;",
        )
        who = (
            f'<div style="flex:1;min-width:0">{self.line(self.clip(name, 1, 1.25, tone, s.bold) + tag, 0.4)}{sub}</div>'
        )
        right = self.pick(
            [
                self.icon(self.any_icon(), 0, tone),
                self.small(self.pick(["编辑资料", "签到", "会员码"]), self.pick(["white", "outlined", "filled"])),
                "",
            ]
        )
        head = self.line(self.avatar(self.em(self.rng.uniform(3, 4.5)), name) + who + right, 0.8)
        stats = "".join(
            (
                f'<div style="flex:1;text-align:center">'
                f"{self.text(str(self.rng.randint(0, 2000)), 1.2, tone, s.bold)}{self.text(each, 0.8, tone)}"
                f"</div>"
            )
            for each in self.some(words.METRICS, 3, 4)
        )
        top = (
            f'<div style="padding:{self.em(0.8)}px {max(12, s.gutter)}px;background:{paint}">'
            f"{head}{self.line(stats, 0, f'margin-top:{self.em(0.8)}px') if self.chance(0.7) else ''}"
            f"</div>"
        )
        body = top + self.gap()
        if self.chance(0.7):
            body += self.section(self.pick(["我的订单", "常用功能", "我的服务"])) + self.tiles()
        if self.chance(0.3):
            body += self.banner()
        body += self.gap() + self.rows([self.any_row() for _ in range(self.rng.randint(4, 10))])
        return self.frame(
            body,
            self.nav(self.pick(["我的", "个人中心"]), paint=paint, colour=tone),
            self.tabbar() if self.chance(0.7) else "",
        )

    # ------------------------------------------------------------------ forms
    def foot(self, labels: list[str], lead: str = "") -> str:
        """Return the bar at the bottom that holds the main buttons."""
        s = self.s
        kinds = ["main"] if len(labels) == 1 else self.pick([["second", "main"], ["main", "second"], ["tonal", "main"]])
        cells = ""
        for k, label in enumerate(labels):
            cells += self.button(
                label,
                kinds[min(k, len(kinds) - 1)],
                1,
                self.em(self.rng.uniform(2.3, 3)),
                "flex:1;min-width:0;padding:0 4px;",
            )
        edge = self.pick([f"border-top:1px solid {s.line}", "box-shadow:0 -2px 8px #0001", ""])
        side = max(8, s.gutter)
        return (
            f'<div style="flex:none;background:{s.paper};padding:8px {side}px '
            f'{self.pick([8, 12, 24, 34])}px;{edge}">{self.line(lead + cells)}</div>'
        )

    def form(self) -> str:
        """Return a form to fill in."""
        s, body = self.s, ""
        if self.chance(0.25):
            body += self.notice()
        if self.chance(0.2):
            body += self.steps()
        fields = [self.field() for _ in range(self.rng.randint(2, 7))]
        if s.field in ("inline", "bare") and self.chance(0.7):
            body += (
                "".join(fields)
                if self.chance(0.5)
                else "".join(self.card(each, 0, "overflow:hidden;") for each in fields)
            )
        else:
            body += "".join(self.pad(each, 0.5) for each in fields)
        if self.chance(0.4):
            body += self.pad(self.text(self.word("CAPTIONS"), 0.95, extra="margin-bottom:6px;") + self.choices(), 0.6)
        if self.chance(0.35):
            body += self.pad(self.area(), 0.6)
        if self.chance(0.3):
            body += self.pad(self.uploads(), 0.6)
        if self.chance(0.5):
            label = self.word("SWITCHES")
            body += self.row(label, self.switch(label), tap=False, lead="")
        if self.chance(0.5):
            body += self.pad(self.agree(), 0.8)
        word = self.pick(["提交", "保存", "下一步", "确认", self.word("BUTTONS")])
        if self.chance(0.5):
            return self.frame(body, self.nav(), self.foot([word] if self.chance(0.7) else ["取消", word]))
        return self.frame(body + self.pad(self.wide(word), 1), self.nav())

    def steps(self) -> str:
        """Return the steps of a process; nobody taps them."""
        s, count, here = self.s, self.rng.randint(3, 4), self.rng.randint(0, 2)
        cells = ""
        for k, label in enumerate(
            self.some(["填写信息", "验证身份", "上传资料", "确认", "支付", "完成", "审核"], count)
        ):
            paint = s.accent if k <= here else s.line
            side = self.em(1.5)
            cells += (
                f'<div style="flex:1;text-align:center;font-size:{self.em(0.75)}px;'
                f'color:{s.ink if k <= here else s.muted}"><i style="display:block;width:{side}px;'
                f"height:{side}px;line-height:{side}px;margin:0 auto 4px;border-radius:50%;background:{paint};"
                f'color:#fff">{"✓" if k < here else k + 1}</i>{label}</div>'
            )
        return f'<div style="display:flex;padding:{self.em(0.7)}px 8px">{cells}</div>'

    def choices(self) -> str:
        """Return choices as chips or as radio buttons with words."""
        s, labels = self.s, self.some(words.CHOICES, 2, 6)
        if self.chance(0.5):
            here, kind = self.rng.randrange(len(labels)), self.pick(["grey", "ghost", "tonal"])
            chips = "".join(
                self.small(each, self.pick(["main", "outlined"]) if k == here else kind)
                for k, each in enumerate(labels)
            )
        else:
            radio = self.chance(0.6)
            chips = "".join(
                self.line(self.check(each, radio=radio) + f"<span>{escape(each)}</span>", 0.35) for each in labels
            )
        return (
            f'<div style="display:flex;flex-wrap:wrap;gap:{self.em(0.6)}px {self.em(0.8)}px;'
            f'color:{s.ink}">{chips}</div>'
        )

    def area(self) -> str:
        """Return a text area."""
        s, hint = (
            self.s,
            self.pick(
                [
                    "请输入您的意见或建议，我们会尽快处理",
                    "选填：请备注您的需求",
                    "请描述您的症状",
                    "说说这次的感受吧，可以帮助更多人",
                ]
            ),
        )
        look = self.pick(
            [f"border:1px solid {s.line}", f"background:{s.fill}", f"background:{s.paper};border:1px solid {s.muted}"]
        )
        count = (
            (
                f'<span style="position:absolute;right:8px;bottom:6px;font-size:.75em;color:{s.muted}">'
                f"0/{self.pick([100, 200, 500])}</span>"
            )
            if self.chance(0.6)
            else ""
        )
        return (
            f'<div{mark("field", hint)} style="position:relative;'
            f"min-height:{self.em(self.rng.uniform(4, 8))}px;padding:{self.em(0.6)}px;color:{s.muted};"
            f'border-radius:{min(s.corner_field, 16):.0f}px;{look}">{hint}{count}</div>'
        )

    def uploads(self) -> str:
        """Return pictures added to a form, each with a cross, and the plate that adds one."""
        s, side = self.s, self.em(self.rng.uniform(4, 5))
        cells = ""
        for _ in range(self.rng.randint(0, 2)):
            cross = self.icon("close", self.em(0.8), "#fff", "#0009", "position:absolute;right:2px;top:2px;")
            cells += self.picture(f"width:{side}px;height:{side}px;border-radius:6px", cross)
        word = self.pick(["添加图片", "上传照片", ""])
        name = self.pick(["add", "camera"])
        sign = self.sign(name, self.em(1.5), s.muted)
        tags = mark("button", word) if word else mark("icon", icon=name)
        cells += (
            f'<div{tags} style="width:{side}px;height:{side}px;border:1px '
            f"{self.pick(['dashed', 'solid'])} {s.muted};border-radius:6px;display:flex;"
            f"flex-direction:column;"
            f"align-items:center;justify-content:center;gap:4px;flex:none;color:{s.muted};"
            f'font-size:{self.em(0.75)}px">{sign}{word}</div>'
        )
        return self.line(cells)

    def agree(self) -> str:
        """Return the box beside which one agrees to the terms."""
        first, second = self.pick(
            [("《用户协议》", "《隐私政策》"), ("《服务条款》", "《隐私保护指引》"), ("用户协议", "隐私政策")]
        )
        said = self.pick(["我已阅读并同意", "登录即代表同意", "已阅读并同意", "勾选即同意"])
        box = self.check(said) if self.chance(0.8) else ""
        size = self.rng.uniform(0.72, 0.88)
        inner = f"{escape(said)}{self.link(first)}{self.pick(['和', '、', '与'])}{self.link(second)}"
        return self.line(box + f'<div style="font-size:{self.em(size)}px;color:{self.s.muted}">{inner}</div>', 0.4)

    def login(self) -> str:
        """Return a login or sign-up page."""
        s = self.s
        body = f'<div style="height:{self.rng.randint(10, max(12, self.height // 12))}px"></div>'
        if self.chance(0.6):
            side = self.em(self.rng.uniform(3.5, 5.5))
            body += (
                f'<div style="display:flex;justify-content:center;padding:8px">'
                f"{self.picture(f'width:{side}px;height:{side}px;border-radius:{self.pick([12, 20, 99])}px')}<"
                f"/div>"
            )
        place = self.pick(["center", "left"])
        body += self.pad(
            self.text(
                self.pick(["欢迎回来", "手机号登录", "您好，请登录", "密码登录", "Welcome", "欢迎使用清风生活"]),
                1.6,
                "",
                s.bold,
                f"text-align:{place};",
            )
        )
        if self.chance(0.3):
            body += self.tabs(["短信登录", "密码登录"])
        if self.chance(0.25):
            body += self.pad(self.text(words.phone(self.rng), 1.7, "", s.bold, "text-align:center;"), 1)
            body += self.pad(self.wide(self.pick(["本机号码一键登录", "一键登录"])), 1) + self.pad(
                self.wide("其他手机号登录", "second"), 0.5
            )
        else:
            names = self.pick(
                [
                    ["手机号", "密码"],
                    ["手机号", "验证码"],
                    ["账号", "密码"],
                    ["邮箱", "密码", "确认密码"],
                    ["Email", "Password"],
                ]
            )
            body += "".join(self.pad(self.field(each, hint=f"请输入{each}"), 0.7) for each in names)
            ends = self.link(self.pick(["忘记密码？", "找回密码"])) if self.chance(0.6) else "<i></i>"
            left = (
                self.link(self.pick(["注册新账号", "短信登录", "验证码登录", "立即注册"]))
                if self.chance(0.6)
                else "<i></i>"
            )
            links = self.pad(
                self.line(left + ends, 1, f"justify-content:space-between;font-size:{self.em(0.88)}px"), 0.6
            )
            button = self.pad(self.wide(self.pick(["登录", "登 录", "立即登录", "下一步", "Sign in"])), 1)
            body += self.pick([links + button, button + links])
        agree = self.pad(self.agree(), 0.7) if self.chance(0.7) else ""
        body += agree + self.others()
        top = self.nav(self.pick(["登录", "注册", " "])) if self.chance(0.7) else self.status()
        return self.frame(body, top)

    def others(self) -> str:
        """Return other ways to sign in: round signs below a line."""
        if self.chance(0.4):
            return ""
        s = self.s
        rule = f'<i style="height:1px;flex:1;background:{s.line}"></i>'
        head = self.line(rule + self.text(self.pick(["其他登录方式", "或", "第三方登录"]), 0.8, s.muted) + rule)
        plate = self.pick(["", s.fill, "tone"])
        signs = "".join(
            self.icon(
                "other",
                self.em(1.6),
                "#fff" if plate == "tone" else self.pick(["#07c160", "#1677ff", s.ink]),
                self.pick(["#07c160", "#1677ff", "#e6162d"]) if plate == "tone" else plate,
            )
            for _ in range(self.rng.randint(2, 4))
        )
        return self.pad(head + self.line(signs, 1.6, f"justify-content:center;padding:{self.em(0.8)}px"), 1.2)
