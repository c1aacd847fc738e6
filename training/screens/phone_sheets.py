"""What comes from below or floats over a phone screen: sheets, menus, toasts."""

from html import escape

import phone_words as words
from phone_look import mark
from phone_overlays import Overlays


class Sheets(Overlays):
    """Screens that can carry a sheet over them."""

    # ----------------------------------------------------------------- sheets
    def sheet(self) -> str:
        """Return a sheet of actions from below."""
        s, tall = self.s, self.em(self.rng.uniform(2.8, 3.8))
        labels = self.some(words.SHEETS, 2, max(2, min(6, int(self.height / tall) - 3)))
        way = self.pick(["middle", "middle", "left", "ios"])
        cells = ""
        for k, label in enumerate(each.replace("_", " ") for each in labels):
            line = f"border-top:1px solid {s.line};" if k else ""
            tone = (
                s.danger
                if label in ("删除", "举报", "拉黑", "Delete")
                else self.pick([s.ink, s.ink, "#007aff"])
                if way == "ios"
                else s.ink
            )
            sign = self.sign("other", self.em(1.3), tone) if way == "left" else ""
            role = "row" if way == "left" else "button"
            place = "flex-start" if way == "left" else "center"
            cells += (
                f'<div{mark(role, label)} style="height:{tall}px;display:flex;gap:14px;align-items:center;'
                f'justify-content:{place};padding:0 20px;color:{tone};{line}">{sign}{escape(label)}</div>'
            )
        head = (
            self.text(self.pick(words.SENTENCES)[:18], 0.82, s.muted, "", "text-align:center;padding:12px;")
            if self.chance(0.3)
            else ""
        )
        cancel = (
            f'<div{mark("button", "取消")} style="height:{tall}px;display:flex;align-items:center;'
            f"justify-content:center;font-weight:{s.bold};background:{s.paper};"
        )
        if way == "ios":
            return self.dim(
                f'<div data-region="sheet" style="width:calc(100% - 20px);max-width:560px;margin-bottom:10px">'
                f'<div style="background:{s.paper};border-radius:14px;overflow:hidden">{head}{cells}</div>'
                f'{cancel}border-radius:14px;margin-top:8px">取消</div></div>',
                "flex-end",
            )
        corner = self.pick([0, 8, 12, 16, 24])
        grip = (
            (
                f'<div style="display:flex;justify-content:center;padding:8px"><i style="width:36px;'
                f'height:4px;border-radius:2px;background:{s.line}"></i></div>'
            )
            if self.chance(0.3)
            else ""
        )
        end = (
            f'<div style="height:{self.pick([1, 6, 8])}px;background:{s.fill}"></div>{cancel}">取消</div>'
            if self.chance(0.75)
            else ""
        )
        return self.dim(
            (
                f'<div data-region="sheet" style="width:100%;background:{s.paper};border-radius:{corner}px '
                f'{corner}px 0 0;overflow:hidden;padding-bottom:{self.pick([0, 0, 20])}px">'
                f"{grip}{head}{cells}{end}</div>"
            ),
            "flex-end",
        )

    def panel(self) -> str:
        """Return a sheet with a title, a cross and choices: ways to pay, sizes, filters."""
        s = self.s
        title = self.pick(
            [
                "选择支付方式",
                "选择规格",
                "筛选",
                "选择时间",
                "领取优惠券",
                "选择地址",
                "确认付款",
                "隐私保护提示",
                "评论 128",
            ]
        )
        cross = self.icon("close", self.em(1.3), s.muted)
        back = f'<div style="flex:1 0 0;display:flex">{self.pick([cross, "<i></i>"])}</div>'
        end = (
            f'<div style="flex:1 0 0;display:flex;justify-content:flex-end">'
            f"{cross if 'data-role' not in back else self.button('完成', 'text', 1, self.em(1.6))}</div>"
        )
        head = self.line(
            back + self.text(title, 1.1, "", s.bold, "white-space:nowrap;") + end, 0.5, "padding:14px 16px"
        )
        way = self.pick(["pay", "pick", "words"]) if self.high else "pick"
        if way == "pay":
            labels = self.some(
                ["微信支付", "支付宝", "银行卡（尾号3306）", "余额", "云闪付", "找朋友帮付", "花呗"], 2, 4
            )
            body = self.text(words.price(self.rng), 2, "", s.bold, "text-align:center;padding:8px;")
            body += "".join(
                self.row(each, self.check(each, on=k == 0, radio=True), tap=False) for k, each in enumerate(labels)
            )
        elif way == "pick":
            body = self.pad(self.choices())
        else:
            body = self.pad(self.text("".join(self.some(words.SENTENCES, 3)), 0.95) + self.link("查看完整版隐私政策"))
        labels = self.pick(
            [["确认"], ["重置", "确定"], ["立即支付"], ["不同意", "同意并继续"], ["加入购物车", "立即购买"]]
        )
        corner = self.pick([0, 12, 16, 20])
        return self.dim(
            (
                f'<div data-region="sheet" style="width:100%;background:{s.paper};border-radius:{corner}px '
                f'{corner}px 0 0;overflow:hidden">{head}{body}{self.gap()}{self.foot(labels)}</div>'
            ),
            "flex-end",
        )

    def share_sheet(self) -> str:
        """Return a sheet of places to share with: round signs with words."""
        s, columns = self.s, 4 if self.s.large else self.pick([4, 5])
        side, cells = self.em(self.rng.uniform(2.6, 3.2)), ""
        corner = self.pick([99, 99, 12, 16])
        for label in self.some(words.SHARE, columns, columns * 2):
            tone = self.pick(["#07c160", "#1677ff", "#e6162d", "#ffb300", s.accent, "#fff"])
            sign = self.sign("other", side * 0.55, "#444" if tone == "#fff" else "#fff")
            cells += (
                f'<div{mark("button", label)} style="display:flex;flex-direction:column;align-items:center;'
                f"gap:6px;padding:6px 0;font-size:{self.em(0.75)}px;color:{s.muted};white-space:nowrap;"
                f'overflow:hidden">'
                f'<span style="display:flex;align-items:center;justify-content:center;width:{side}px;'
                f'height:{side}px;border-radius:{corner}px;background:{tone}">{sign}</span>{label}</div>'
            )
        grid = (
            f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:6px;'
            f'padding:10px">{cells}</div>'
        )
        title = self.text(
            self.pick(["分享到", "分享至", "选择要分享的方式", "Share"]),
            0.95,
            s.muted,
            "",
            "text-align:center;padding:12px 0 0;",
        )
        cancel = (
            (
                f'<div{mark("button", "取消")} style="height:{self.em(3)}px;display:flex;align-items:center;'
                f'justify-content:center;border-top:{self.pick([1, 6])}px solid {s.fill}">取消</div>'
            )
            if self.chance(0.8)
            else self.gap()
        )
        corner = self.pick([0, 12, 20])
        return self.dim(
            (
                f'<div data-region="sheet" style="width:100%;background:{s.paper};border-radius:{corner}px '
                f'{corner}px 0 0;overflow:hidden">{title}{grid}{cancel}</div>'
            ),
            "flex-end",
        )

    def toast(self) -> str:
        """Return a word that shows for a moment."""
        s = self.s
        word = self.pick(
            [
                "已复制",
                "保存成功",
                "网络异常，请稍后重试",
                "加载中…",
                "已加入购物车",
                "操作太频繁",
                "验证码已发送",
                "收藏成功",
                "Saved",
                "密码错误，请重新输入",
            ]
        )
        sign = self.sign("other", self.em(2), "#fff") if self.chance(0.35) else ""
        way = "column" if sign else "row"
        act = (
            self.button(self.pick(["撤销", "查看", "Undo"]), "text", 0.95, self.em(1.4), colour=s.accent)
            if self.chance(0.2) and not sign
            else ""
        )
        place = self.pick(["center", "flex-end;padding-bottom:90px", "flex-start;padding-top:90px"])
        paint = self.pick(["rgba(0,0,0,.75)", "#323232", "rgba(0,0,0,.6)"])
        return (
            f'<div style="position:absolute;inset:0;display:flex;flex-direction:column;align-items:center;'
            f'justify-content:{place};pointer-events:none;z-index:9"><div data-region="toast" '
            f'style="display:flex;'
            f"flex-direction:{way};align-items:center;gap:10px;pointer-events:auto;max-width:80%;"
            f"padding:{self.em(0.8)}px {self.em(1.1)}px;"
            f"border-radius:{self.pick([4, 8, 12, 99 if not sign else 12])}px;"
            f'background:{paint};color:#fff">{sign}{word}{act}</div></div>'
        )

    def menu(self) -> str:
        """Return the small menu that opens from a sign at the top right."""
        s = self.s
        paper, ink = self.pick([(s.paper, s.ink), ("#4c4c4c", "#fff")])
        signs = self.chance(0.6)
        cells = ""
        for k, label in enumerate(
            self.some(
                [
                    "发起群聊",
                    "添加朋友",
                    "扫一扫",
                    "收付款",
                    "编辑",
                    "删除",
                    "分享",
                    "设置",
                    "按时间排序",
                    "全部已读",
                    "帮助",
                    "刷新",
                ],
                3,
                5,
            )
        ):
            sign = self.sign("other", self.em(1.2), ink) if signs else ""
            cells += (
                f'<div{mark("row", label)} style="display:flex;gap:12px;align-items:center;'
                f"padding:{self.em(0.7)}px 16px;white-space:nowrap;"
                f'{"border-top:1px solid #8883;" if k else ""}">{sign}{label}</div>'
            )
        shade = self.pick(["transparent", "rgba(0,0,0,.3)"])
        through = "pointer-events:none;" if shade == "transparent" else ""
        return (
            f'<div style="position:absolute;inset:0;background:{shade};z-index:9;{through}"><div '
            f'style="pointer-events:auto;position:absolute;right:10px;top:{self.em(4.6)}px;background:{paper};color:{ink};'
            f'border-radius:{self.pick([4, 8, 12])}px;box-shadow:0 4px 20px #0005;overflow:hidden">{cells}</div></div>'
        )
