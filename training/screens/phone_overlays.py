"""What lies over a phone screen: dialogs, sheets, menus, toasts, and keyboards below it."""

from html import escape

import phone_words as words
from phone_look import mark
from phone_shops import Shops


class Overlays(Shops):
    """Screens that can carry something over them."""

    def dim(self, inner: str, place: str = "center") -> str:
        """Return the layer that darkens a page, with a panel on it."""
        shade = self.rng.uniform(0.3, 0.8)
        blur = "backdrop-filter:blur(3px);" if self.chance(0.1) else ""
        return (
            f'<div style="position:absolute;inset:0;background:rgba(0,0,0,{shade:.2f});display:flex;'
            f"flex-direction:column;"
            f'align-items:center;justify-content:{place};z-index:9;{blur}">{inner}</div>'
        )

    # ---------------------------------------------------------------- dialogs
    def dialog(self) -> str:
        """Return a dialog over the page, in one of very many manners."""
        s = self.s
        wide = min(self.width - self.pick([32, 48, 64, 90]), self.em(self.rng.uniform(16, 23)), 460)
        corner = self.pick([2, 4, 8, 12, 14, 16, 20, 28])
        foot = self.pick(
            ["ios", "ios", "ios", "stack", "right", "right", "pills", "pills", "side", "side", "one", "one"]
        )
        place = self.pick(["center", "center", "left"]) if foot != "right" else "left"
        pad = self.em(self.rng.uniform(0.9, 1.6))
        inner = self._dialog_head(place, pad)
        field = self.chance(0.15)
        if field:
            inner += (
                f'<div style="padding:{self.em(0.3)}px 0">'
                f"{self.field(way=self.pick(['outlined', 'filled', 'underline']))}</div>"
            )
        if self.chance(0.12):
            label = self.pick(["不再提示", "下次不再提醒", "同时删除聊天记录", "记住我的选择"])
            inner += self.line(
                self.check(label) + f'<span style="font-size:.9em;color:{s.muted}">{label}</span>',
                0.4,
                f"justify-content:{place};padding:6px 0",
            )
        if self.chance(0.1):
            inner += (
                f'<div style="text-align:{place};font-size:.88em;color:{s.muted}">查看{self.link("《隐私政策》")}</div>'
            )
        close = (
            self.pick(["", "", "", "in", "below", "above"]) if foot != "ios" else self.pick(["", "", "", "", "below"])
        )
        if close == "in":
            inner += self.icon(
                "close", self.em(1.1), s.muted, extra=f"position:absolute;right:{self.em(0.7)}px;top:{self.em(0.7)}px;"
            )
        top = (
            self.picture(f"height:{wide * self.rng.uniform(0.25, 0.5):.0f}px;")
            if self.chance(0.12) and self.high
            else ""
        )
        paper = s.paper if not s.dark else self.pick([s.fill, s.paper])
        edge = f"border:1px solid {s.line};" if s.dark else ""
        panel = (
            f'<div data-region="dialog" style="position:relative;width:{wide:.0f}px;background:{paper};'
            f"border-radius:{corner}px;overflow:hidden;"
            f'color:{s.ink};{edge}box-shadow:0 8px 40px #0004">{top}<div style="padding:{pad:.0f}px">'
            f"{inner}</div>{self._dialog_foot(foot, pad)}</div>"
        )
        cross = (
            self.icon("close", self.em(1.3), "#fff", extra="border:1.5px solid #fff;border-radius:50%;padding:6px;")
            if self.chance(0.5)
            else self.icon("close", self.em(1.5), "#fff", self.pick(["#0006", "#fff3"]))
        )
        if close == "below":
            panel += f'<div style="height:{self.em(1.2)}px"></div>{cross}'
        if close == "above":
            panel = (
                f'<div style="width:{wide:.0f}px;display:flex;justify-content:flex-end;padding-bottom:10px">'
                f"{cross}</div>{panel}"
            )
        return self.dim(panel, self.pick(["center", "center", "center", "center", "flex-end;padding-bottom:24px"]))

    def _dialog_head(self, place: str, pad: float) -> str:
        """Return sign, title, words and code of a dialog."""
        s = self.s
        head = ""
        if self.chance(0.2):
            side = self.em(2.6)
            head += (
                f'<div style="display:flex;justify-content:{place};padding-bottom:8px">'
                f"{self.sign('other', side, self.pick([s.accent, s.danger, '#fa9d3b']))}</div>"
            )
        said = self.pick(words.SENTENCES) + (self.pick(words.SENTENCES) if self.chance(0.3) else "")
        if self.chance(0.85):
            head += (
                f'<div data-title style="font-size:{self.em(self.rng.uniform(1.05, 1.3))}px;'
                f"font-weight:{s.bold};text-align:{place};margin:0 {pad if place == 'center' else 0:.0f}px "
                f'{self.em(0.5)}px 0">{escape(self.word("DIALOG_TITLES"))}</div>'
            )
        if self.chance(0.9) or not head:
            head += self.text(
                said, self.rng.uniform(0.9, 1.02), self.pick([s.ink, s.muted]), "", f"text-align:{place};"
            )
        if self.chance(0.25):
            head += (
                f'<div data-code style="font-size:.85em;color:{s.muted};text-align:{place};margin-top:4px">'
                f"{words.code(self.rng)}</div>"
            )
        return head

    def pair(self) -> tuple[str, str]:
        """Return the words of two buttons: to leave, to go on."""
        left = self.pick(
            [
                "取消",
                "暂不",
                "以后再说",
                "不同意",
                "拒绝",
                "稍后",
                "返回",
                "关闭",
                "再想想",
                "不用了",
                "否",
                "残忍拒绝",
                "Cancel",
                "Later",
            ]
        )
        right = self.pick(
            [
                "确定",
                "同意",
                "去设置",
                "立即更新",
                "删除",
                "继续",
                "确认",
                "好的",
                "去开启",
                "退出",
                "重试",
                "是",
                "允许",
                "立即领取",
                "OK",
                "Delete",
            ]
        )
        return left, right

    def _dialog_foot(self, way: str, pad: float) -> str:
        """Return the buttons of a dialog."""
        s = self.s
        left, right = self.pair()
        strong = self.pick([s.accent, s.accent, s.danger, "#576b95", "#007aff"])
        side = f"padding:0 {pad:.0f}px {pad:.0f}px"
        if way in ("ios", "stack", "one") and (way != "one" or self.chance(0.4)):
            tall = self.em(self.rng.uniform(2.6, 3.4))
            labels = {
                "ios": [left, right],
                "stack": [right, self.word("BUTTONS"), left][self.pick([0, 1]) :],
                "one": [self.pick(["知道了", "我知道了", "好", "确定", "OK"])],
            }[way]
            cells = ""
            for k, label in enumerate(labels):
                last = k == len(labels) - 1
                tone = strong if last or way == "stack" else self.pick([s.ink, s.muted, strong])
                edge = (
                    f"border-left:1px solid {s.line};"
                    if k and way == "ios"
                    else (f"border-top:1px solid {s.line};" if k else "")
                )
                cells += (
                    f'<div{mark("button", label)} style="flex:1 0 auto;'
                    f"{'width:50%;' if way == 'ios' else ''}height:{tall}px;display:flex;align-items:center;"
                    f"justify-content:center;color:{tone};font-weight:{s.bold if last else 400};"
                    f'font-size:{self.em(1.05)}px;{edge}">{escape(label)}</div>'
                )
            return (
                f'<div style="display:flex;flex-direction:{"row" if way == "ios" else "column"};'
                f'border-top:1px solid {s.line}">{cells}</div>'
            )
        if way == "right":
            made = "".join(
                self.button(each, "text", 1, self.em(1.9), colour=strong)
                for each in ([left, right] if self.chance(0.8) else [right])
            )
            return f'<div style="display:flex;justify-content:flex-end;gap:{self.em(1.4)}px;{side}">{made}</div>'
        if way == "side":
            made = self.button(
                left, self.pick(["second", "ghost", "grey"]), 1, self.em(2.5), "flex:1;min-width:0;padding:0 2px;"
            ) + self.button(right, "main", 1, self.em(2.5), "flex:1;min-width:0;padding:0 2px;")
            return f'<div style="display:flex;gap:{self.em(0.8)}px;{side}">{made}</div>'
        last = ""
        if way == "pills":
            quiet = (
                self.link(left, 0.95, s.muted)
                if self.chance(0.4)
                else self.wide(left, self.pick(["second", "text", "grey"]))
            )
            last = f'<div style="height:{self.em(0.6)}px"></div><div style="text-align:center">{quiet}</div>'
        return f'<div style="{side}">{self.wide(right)}{last}</div>'

    def permission(self) -> str:
        """Return the system's question whether an app may do something."""
        s = self.s
        paper, ink = self.pick([("#fff", "#111"), ("#f2f2f7", "#000"), ("#2b2b2e", "#fff"), ("#eef1f6", "#1b1c1f")])
        what = self.pick(["位置信息", "相机", "麦克风", "通讯录", "照片和视频", "通知", "蓝牙", "日历"])
        said = self.pick(
            [
                f"要允许“清风生活”访问此设备的{what}吗？",
                f"“{self.word('SHOPS')}”想访问您的{what}",
                f"是否允许应用获取{what}？",
            ]
        )
        labels = self.pick(
            [
                ["仅在使用中允许", "本次使用允许", "拒绝"],
                ["允许", "不允许"],
                ["使用App时允许", "允许一次", "不允许"],
                ["始终允许", "仅使用期间允许", "禁止"],
            ]
        )
        tone = self.pick([s.accent, "#0a84ff", "#1a73e8"])
        wide = min(self.width - 40, self.em(20))
        way = self.pick(["plates", "words", "lines"])
        cells = ""
        for label in labels:
            look = {
                "plates": f"background:#8882;border-radius:{self.pick([99, 16, 8])}px;margin-top:6px;",
                "words": "",
                "lines": "border-top:1px solid #8884;",
            }[way]
            cells += (
                f'<div{mark("button", label)} style="height:{self.em(2.7)}px;display:flex;align-items:center;'
                f'justify-content:center;color:{tone};font-weight:{s.press};{look}">{label}</div>'
            )
        sign = (
            (
                f'<div style="display:flex;justify-content:center;padding-bottom:10px">'
                f"{self.sign('other', self.em(1.8), tone)}</div>"
            )
            if self.chance(0.6)
            else ""
        )
        sub = (
            self.text(self.pick(words.SENTENCES), 0.85, ink, "", "text-align:center;opacity:.7;margin-top:6px;")
            if self.chance(0.5)
            else ""
        )
        pad = 16 if way == "plates" else 0
        panel = (
            f'<div data-region="dialog" style="width:{wide:.0f}px;background:{paper};color:{ink};'
            f'border-radius:{self.pick([12, 14, 24, 28])}px;overflow:hidden"><div style="padding:20px '
            f'18px 14px">{sign}'
            f'{self.text(said, 1.05, ink, s.bold, "text-align:center;")}{sub}</div><div style="padding:0 '
            f'{pad}px {pad}px">{cells}</div></div>'
        )
        return self.dim(panel, self.pick(["center", "flex-end;padding-bottom:20px"]))

    def advert(self) -> str:
        """Return a popped-up advertisement with one button and a cross."""
        s = self.s
        wide = min(self.width - 60, self.em(19), self.height * 0.5)
        cross = self.icon("close", self.em(1.3), "#fff", self.pick(["#0007", "#fff4"]))
        title = self.text(
            self.pick(["新人专享红包", "限时特惠", "会员日福利", "签到七天领好礼", "周年庆"]),
            1.5,
            "#fff",
            s.bold,
            "text-align:center;",
        )
        inner = (
            f'<div style="position:absolute;inset:0;display:flex;flex-direction:column;align-items:center;'
            f'justify-content:space-evenly;padding:10px">'
            f"{title}{self.text(words.price(self.rng).strip('+-'), 2.2, '#fff5d0', s.bold)}"
            f"{self.button(self.pick(['立即领取', '开心收下', '去看看', '马上抢']), 'main')}"
            f"</div>"
        )
        art = self.picture(
            (
                f"width:{wide:.0f}px;height:{wide * self.rng.uniform(1, 1.3):.0f}px;"
                f"border-radius:{self.pick([8, 16, 24])}px"
            ),
            inner,
        )
        box = f'<div data-region="dialog">{art}</div>'
        if self.chance(0.6):
            return self.dim(f'{box}<div style="height:{self.em(1)}px"></div>{cross}')
        return self.dim(
            f'<div style="width:{wide:.0f}px;display:flex;justify-content:flex-end;padding-bottom:8px">'
            f"{cross}</div>{box}"
        )
