"""On-screen keyboards and keypads."""

from phone_look import mark
from phone_sheets import Sheets

QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NINE = ("分词", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ")


class Keys(Sheets):
    """Screens that can have a keyboard below."""

    # -------------------------------------------------------------- keyboards
    def key(self, inner: str, label: str, look: str, grow: float = 1) -> str:
        """Return one key."""
        return (
            f'<div{mark("key", label)} style="flex:{grow} 1 0;min-width:0;display:flex;align-items:center;'
            f'justify-content:center;white-space:nowrap;{look}">{inner}</div>'
        )

    def key_look(self) -> tuple[str, str, str, float]:
        """Return the CSS of light keys and of grey keys, the keyboard's ground, and the gap between keys."""
        dark = self.s.dark or self.chance(0.1)
        ground, key, grey, ink = (
            ("#1c1c1e", "#4a4a4d", "#333336", "#fff")
            if dark
            else self.pick(
                [
                    ("#d3d6dc", "#fff", "#abb1bb", "#000"),
                    ("#eceff1", "#fff", "#d5dade", "#222"),
                    ("#f3f4f6", "#f3f4f6", "#e3e5e9", "#222"),
                ]
            )
        )
        gap = self.pick([0, 1, 4, 6, 7])
        corner = 0 if gap <= 1 else self.pick([4, 5, 8, 99])
        shade = "box-shadow:0 1px 0 #0005;" if gap > 1 and self.chance(0.5) else ""
        return (
            f"background:{key};color:{ink};border-radius:{corner}px;{shade}",
            f"background:{grey};color:{ink};border-radius:{corner}px;{shade}",
            ground,
            gap,
        )

    def qwerty(self) -> str:
        """Return a keyboard of letters."""
        light, grey, ground, gap = self.key_look()
        tall = self.rng.randint(36, 50)
        upper = self.chance(0.4)
        back = self.key(self.pick(["⌫", "←", "删除"]), "删除", grey, 1.4)
        shift = self.key(self.pick(["⇧", "↑", "大写"]), "切换大小写", grey, 1.4)
        lines = []
        for k, row in enumerate(QWERTY):
            keys = "".join(
                self.key(f'<span style="font-size:18px">{each}</span>', each, light)
                for each in (row.upper() if upper else row)
            )
            pad = f"padding:0 {self.width * 0.05:.0f}px" if k == 1 else ""
            lines.append((shift + keys + back if row is QWERTY[-1] else keys, pad))
        space = self.key(self.pick(["空格", "space", "", "拼音"]), "空格", light, 4)
        enter = self.key(
            self.pick(["换行", "发送", "搜索", "完成", "return", "↵"]),
            "换行",
            f"{grey}background:{self.s.accent};color:{self.s.on_accent};" if self.chance(0.4) else grey,
            1.8,
        )
        lines.append(
            (
                self.key(self.pick(["123", "?123", "符"]), "123", grey, 1.5)
                + self.key(self.pick(["中/英", "🌐", "☺"]), "切换", grey, 1)
                + space
                + self.key("。", "。", light, 1)
                + enter,
                "",
            )
        )
        rows = "".join(
            f'<div style="display:flex;gap:{gap}px;height:{tall}px;{pad}">{keys}</div>' for keys, pad in lines
        )
        return self.board(rows, ground, max(gap, 1) * 1.4)

    def board(self, rows: str, ground: str, gap: float) -> str:
        """Return the panel of a keyboard, sometimes with suggestions above the keys."""
        top = ""
        tone = "#fff" if ground == "#1c1c1e" else "#333"
        if self.chance(0.4):
            said = "".join(
                f"<span{mark('ignore')}>{each}</span>"
                for each in self.some(
                    ["我", "你好", "在", "是", "不", "今天", "好的", "一起", "吃饭", "谢谢", "可以", "明天"], 3, 5
                )
            )
            down = self.icon("arrow", 16, tone)
            top = (
                f'<div style="display:flex;gap:22px;align-items:center;justify-content:space-between;'
                f'padding:8px 12px;font-size:17px;white-space:nowrap;overflow:hidden">{said}{down}</div>'
            )
        elif self.chance(0.3):
            signs = "".join(self.icon("other", 18, tone) for _ in range(self.rng.randint(3, 6)))
            top = (
                f'<div style="display:flex;align-items:center;justify-content:space-between;padding:8px 16px">'
                f"{signs}</div>"
            )
        return (
            f'<div data-region="keyboard" style="flex:none;background:{ground};color:{tone};'
            f'font-size:15px;line-height:1">{top}<div style="display:flex;flex-direction:column;'
            f"gap:{gap}px;padding:{self.pick([0, 3, 6])}px {self.pick([0, 3, 5])}px "
            f'{self.pick([4, 10, 30])}px">{rows}</div></div>'
        )

    def nine(self) -> str:
        """Return the keyboard of nine keys for Chinese."""
        light, grey, ground, gap = self.key_look()
        tall = self.rng.randint(42, 54)
        side = "".join(self.key(each, each, grey) for each in "，。？！")
        right = "".join(self.key(each, each, grey) for each in ("⌫", "重输", "0"))
        rows = "".join(
            (
                f'<div style="display:flex;flex:1;gap:{gap}px">'
                f"{''.join(self.key(each, each, light) for each in NINE[k * 3 : k * 3 + 3])}</div>"
            )
            for k in range(3)
        )
        column = f"display:flex;flex-direction:column;gap:{gap}px;"
        upper = (
            f'<div style="display:flex;gap:{gap}px;height:{tall * 3}px"><div style="{column}flex:0.8">'
            f'{side}</div><div style="{column}flex:3.6">{rows}</div><div style="{column}flex:0.9">{right}'
            f"</div></div>"
        )
        low = (
            self.key("符号", "符号", grey, 0.8)
            + self.key("123", "123", grey, 0.9)
            + self.key("空格", "空格", light, 2)
            + self.key("中/英", "中/英", grey, 0.9)
            + self.key(self.pick(["换行", "发送", "确定"]), "换行", grey, 0.9)
        )
        return self.board(f'{upper}<div style="display:flex;gap:{gap}px;height:{tall}px">{low}</div>', ground, gap)

    def pad_keys(self, *, letters: bool | None = None) -> str:
        """Return a keypad of digits, plain or with a column for the main word."""
        light, grey, ground, gap = self.key_look()
        letters = self.chance(0.2) if letters is None else letters
        tall = self.rng.randint(44, 60) if not self.s.huge else self.rng.randint(56, 70)
        tall = min(tall, self.height // 8)
        small = ["", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"]

        def digit(number: int) -> str:
            below = (
                f'<span style="font-size:9px;margin-left:4px;opacity:.6">{small[number - 1]}</span>' if letters else ""
            )
            return self.key(f'<span style="font-size:22px">{number}</span>{below}', str(number), light)

        lines = ["".join(digit(number) for number in range(first, first + 3)) for first in (1, 4, 7)]
        back = self.key(
            self.sign("back", 18, "currentColor") if self.chance(0.3) else self.pick(["⌫", "删除", "←"]), "删除", grey
        )
        zero = self.key('<span style="font-size:22px">0</span>', "0", light)
        wide = self.chance(0.4)
        corner = self.pick([".", "X", "", "00"])
        first = (
            self.key(corner, corner, light if corner else grey) if corner else f'<div style="flex:1 1 0;{grey}"></div>'
        )
        lines.append(first + zero + (self.key("收起", "收起", grey) if wide else back))
        rows = "".join(f'<div style="display:flex;gap:{gap}px;height:{tall}px">{keys}</div>' for keys in lines)
        if not wide:
            return self.board(rows, ground, gap)
        word = self.pick(["付款", "转账", "确定", "完成", "下一步"])
        paint = f"{light}background:{self.s.accent};color:{self.s.on_accent};"
        column = f"display:flex;flex-direction:column;gap:{gap}px;"
        return self.board(
            (
                f'<div style="display:flex;gap:{gap}px"><div style="flex:3;{column}">{rows}</div><div '
                f'style="flex:1;{column}">{back}{self.key(word, word, paint, 3)}</div></div>'
            ),
            ground,
            gap,
        )
