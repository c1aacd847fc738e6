"""Whole phone screens: camera, map, calls, calendar."""

import calendar
from html import escape

import phone_words as words
from phone_look import mark
from phone_media import Media


class Views(Media):
    """Screens to look through."""

    def camera(self) -> str:
        """Return a camera or a scanner."""
        top = self.line(
            "".join(
                self.icon(each, 0, "#fff", self.pick(["", "", "#0006"])) for each in ("close", "other", "settings")
            ),
            1,
            "justify-content:space-between;padding:14px 16px;position:absolute;left:0;right:0;top:0",
        )
        ring = self.em(self.rng.uniform(3.6, 4.8))
        shutter = (
            f'<span{mark("icon", icon="camera")} style="flex:none;width:{ring}px;height:{ring}px;'
            f'border-radius:50%;border:{self.pick([3, 4, 5])}px solid #fff;padding:4px"><i '
            f'style="display:block;width:100%;height:100%;border-radius:50%;'
            f'background:{self.pick(["#fff", "#fff", "#f33"])}"></i></span>'
        )
        left = self.pick(
            [
                self.picture("width:44px;height:44px;border-radius:8px"),
                self.icon("other", self.em(1.8), "#fff", "#fff3"),
                self.word_sign("相册"),
            ]
        )
        low = f'<div style="flex:none;background:{self.pick(["#000", "#111c"])};padding:12px 0 24px">'
        if self.chance(0.6):
            names = self.some(["照片", "视频", "人像", "夜景", "扫码", "翻译", "全景", "专业"], 3, 4)
            low += self.tabs_dark(names)
        low += (
            self.line(
                left + shutter + self.pick([self.icon("other", self.em(1.8), "#fff", "#fff3"), self.word_sign("翻转")]),
                1,
                "justify-content:space-evenly;padding-top:10px",
            )
            + "</div>"
        )
        frame = ""
        if self.chance(0.5):
            side = min(self.width, self.height) * 0.58
            frame = (
                f'<div style="position:absolute;left:50%;top:45%;width:{side:.0f}px;height:{side:.0f}px;'
                f"transform:translate(-50%,-50%);border:2px solid {self.s.accent};"
                f'border-radius:{self.pick([0, 12])}px"></div><div style="position:absolute;left:0;right:0;'
                f'top:{45 + side / self.height * 60:.0f}%;text-align:center;color:#fff">将二维码放入框内，'
                f"即可自动扫描</div>"
            )
        return self.frame(self.picture("width:100%;height:100%", frame + top), "", low, back="#000", wrap=False)

    def tabs_dark(self, names: list[str]) -> str:
        """Return tabs on a dark ground."""
        here = self.rng.randrange(len(names))
        cells = "".join(
            (
                f'<span{mark("tab", name, **({"selected": "true"} if k == here else {}))} style="padding:3px '
                f'8px;color:{self.s.accent if k == here else "#fff"}">{name}</span>'
            )
            for k, name in enumerate(names)
        )
        return f'<div style="display:flex;justify-content:center;gap:10px;font-size:{self.em(0.9)}px">{cells}</div>'

    def word_sign(self, label: str, tone: str = "#fff", plate: str = "", size: float = 1.5) -> str:
        """Return a button made of a sign with a word below."""
        side = self.em(size)
        sign = self.sign("other", side, tone)
        if plate:
            sign = (
                f'<span style="display:flex;align-items:center;justify-content:center;'
                f'width:{side * 2.1:.0f}px;height:{side * 2.1:.0f}px;border-radius:50%;background:{plate}">'
                f"{sign}</span>"
            )
        return (
            f'<span{mark("button", label)} style="display:inline-flex;flex-direction:column;'
            f'align-items:center;gap:4px;color:{tone};font-size:{self.em(0.78)}px;white-space:nowrap">'
            f"{sign}{label}</span>"
        )

    # -------------------------------------------------------------------- map
    def map_(self) -> str:
        """Return a map with floating signs, a search bar and a panel."""
        s, rng = self.s, self.rng
        land, road = self.pick([("#f2efe9", "#fff"), ("#e8ecef", "#fff"), ("#20262e", "#3a4350")])
        roads = "".join(
            (
                f'<path d="M{rng.randint(-20, 420)} -10Q{rng.randint(0, 400)} {rng.randint(100, 500)} '
                f'{rng.randint(-20, 420)} 900" stroke="{road}" stroke-width="{rng.randint(3, 16)}" '
                f'fill="none"/>'
            )
            for _ in range(7)
        )
        roads += "".join(
            (
                f'<path d="M-10 {rng.randint(0, 900)}L900 {rng.randint(0, 900)}" stroke="{road}" '
                f'stroke-width="{rng.randint(2, 12)}"/>'
            )
            for _ in range(7)
        )
        parks = "".join(
            (
                f'<rect x="{rng.randint(0, 380)}" y="{rng.randint(0, 800)}" width="{rng.randint(30, 150)}" '
                f'height="{rng.randint(30, 120)}" rx="8" '
                f'fill="{self.pick(["#cfe8c9", "#bfdcf2", "#e6dccb"])}" opacity=".7"/>'
            )
            for _ in range(8)
        )
        names = "".join(
            (
                f'<text x="{rng.randint(10, 330)}" y="{rng.randint(30, 850)}" font-size="11" fill="#888">'
                f"{escape(self.word('SHOPS'))}</text>"
            )
            for _ in range(10)
        )
        art = (
            f'<svg viewBox="0 0 400 900" preserveAspectRatio="xMidYMid slice" style="position:absolute;'
            f'width:100%;height:100%;background:{land}">{parks}{roads}<path d="M60 700Q120 500 220 '
            f'470T330 160" stroke="{s.accent}" stroke-width="6" fill="none"/>{names}</svg>'
        )
        signs = "".join(
            self.icon("other", self.em(1.3), s.ink, s.paper, "box-shadow:0 1px 5px #0004;")
            for _ in range(rng.randint(1, 3))
        )
        side = (
            f'<div style="position:absolute;right:12px;bottom:14px;display:flex;flex-direction:column;'
            f'gap:10px">{signs}</div>'
        )
        if self.chance(0.25):
            plus = "".join(
                (
                    f'<span{mark("icon", icon=each)} style="display:flex;align-items:center;'
                    f'justify-content:center;width:36px;height:36px;{"border-top:1px solid #ccc" if k else ""}">'
                    f"{drawn}</span>"
                )
                for k, (each, drawn) in enumerate(
                    [
                        ("add", self.css_sign("add", 14, "#333")),
                        ("other", '<i style="width:14px;height:2px;background:#333"></i>'),
                    ]
                )
            )
            side += (
                f'<div style="position:absolute;left:12px;bottom:14px;background:#fff;border-radius:6px;'
                f'box-shadow:0 1px 4px #0004">{plus}</div>'
            )
        search = (
            f'<div style="position:absolute;left:10px;right:10px;top:{self.pick([10, 34])}px;display:flex;'
            f'gap:10px;align-items:center">'
            f"{self.icon('back', self.em(1.3), s.ink, s.paper) if self.chance(0.4) else ''}"
            f"{self.search(self.pick(['搜索地点', '您要去哪儿', '查找地点、公交、地铁']), s.paper)}</div>"
        )
        way = self.pick(["place", "taxi", "steps"])
        if way == "place":
            low = (
                self.clip(self.word("SHOPS"), 1, 1.2, "", s.bold)
                + self.text(f"距您{rng.uniform(0.1, 9):.1f}公里 · {rng.randint(3, 60)}分钟", 0.85, s.muted)
                + self.line(
                    self.button(self.pick(["路线", "电话"]), "second", 1, self.em(2.3), "flex:1;padding:0;")
                    + self.button(self.pick(["导航", "到这去"]), "main", 1, self.em(2.3), "flex:1;padding:0;"),
                    0.7,
                    "margin-top:10px",
                )
            )
        elif way == "taxi":
            low = (
                self.tabs(self.some(["打车", "公交", "骑行", "步行", "驾车"], 3))
                + self.field("出发地", "filled")
                + '<div style="height:8px"></div>'
                + self.field("目的地", "filled", "您要去哪儿")
                + '<div style="height:10px"></div>'
                + self.wide(self.pick(["立即叫车", "开始导航", "查询路线"]))
            )
        else:
            low = "".join(
                self.row(self.word("SHOPS"), self.icon("other", self.em(1.3), s.accent), f"{rng.randint(50, 5000)}米")
                for _ in range(3)
            )
        low = low if self.high else self.clip(self.word("SHOPS"), 1, 1.1)
        panel = (
            f'<div style="flex:none;background:{s.paper};padding:14px {14 if way != "steps" else 0}px '
            f"20px;border-radius:{self.pick([0, 12, 20])}px;"
            f'{"margin:0 10px 10px;" if self.chance(0.3) else ""}">{low}</div>'
        )
        return self.frame(
            f'<div style="position:relative;height:100%">{art}{search}{side}</div>', "", panel, back=land, wrap=False
        )

    # ------------------------------------------------------------------ calls
    def call(self) -> str:
        """Return a call that comes in or goes on."""
        s = self.s
        film = self.chance(0.4)
        back = self.pick(
            [
                "linear-gradient(180deg,#39424e,#10151c)",
                s.gradient,
                "#1c1c1e",
                "linear-gradient(160deg,#2b5876,#4e4376)",
            ]
        )
        name = self.word("PEOPLE")
        said = self.pick(
            [
                "邀请你视频通话…",
                "邀请你语音通话",
                "正在呼叫…",
                words.clock(self.rng),
                "对方正在等待",
                "手机  浙江杭州",
                "响铃中",
            ]
        )
        who = (
            f'<div style="display:flex;flex-direction:column;align-items:center;gap:10px">'
            f"{self.avatar(self.em(6), name)}{self.text(name, 1.7, '#fff', s.bold)}"
            f"{self.text(said, 0.95, '#fffb')}</div>"
        )
        labels = self.some(["静音", "免提", "键盘", "添加通话", "摄像头", "切换摄像头", "录音", "转语音", "更多"], 3, 3)
        if self.chance(0.4):
            labels += self.some(["保持", "联系人", "视频通话"], 3)
        plate = self.pick(["#fff3", "#fff", "#0005"])
        upper = "".join(
            f'<div style="display:flex;justify-content:center">{self.call_sign(each, plate)}</div>' for each in labels
        )
        grid = (
            (f'<div style="display:grid;grid-template-columns:repeat(3,1fr);gap:{self.em(1.2)}px 0">{upper}</div>')
            if self.chance(0.7) and self.high
            else ""
        )
        ends = (
            [("挂断", "#f33b30")]
            if self.chance(0.5)
            else [(self.pick(["拒绝", "挂断"]), "#f33b30"), ("接听", "#34c759")]
        )
        low = (
            f'<div style="display:flex;justify-content:space-evenly">'
            f"{''.join(self.call_sign(*each) for each in ends)}</div>"
        )
        inner = (
            f'<div style="height:100%;display:flex;flex-direction:column;justify-content:space-around;'
            f'padding:20px 10px">{who}<div>{grid}<div style="height:{self.em(1.6)}px"></div>{low}</div>'
            f"</div>"
        )
        body = (
            self.picture(
                "width:100%;height:100%", f'<div style="position:absolute;inset:0;background:#0006">{inner}</div>'
            )
            if film
            else inner
        )
        return self.frame(body, self.status("#fff"), back=back)

    def call_sign(self, label: str, plate: str) -> str:
        """Return one round button of a call; without words where the page has none."""
        tone = "#222" if plate == "#fff" else "#fff"
        if plate in ("#f33b30", "#34c759") and self.chance(0.5):
            return self.icon("other", self.em(1.9), tone, plate)
        sign = self.word_sign(label, tone, plate, 1.5)
        return sign.replace(f"color:{tone};font", "color:#fff;font") if plate == "#fff" else sign

    # --------------------------------------------------------------- calendar
    def month(self) -> str:
        """Return a calendar with its days, or a picker of a date."""
        s, rng = self.s, self.rng
        year, number = rng.randint(2023, 2027), rng.randint(1, 12)
        title = self.pick([f"{year}年{number}月", f"{year}.{number:02d}", f"{number}月"])
        arrows = [self.icon("back", self.em(1.1)), self.icon("arrow", self.em(1.1))]
        head = self.line(
            arrows[0] + self.text(title, 1.1, "", s.bold, "flex:1;text-align:center;") + arrows[1],
            1,
            f"padding:8px {max(s.gutter, 14)}px",
        )
        names = "".join(
            f'<div style="text-align:center;font-size:{self.em(0.8)}px;color:{s.muted}">{each}</div>'
            for each in self.pick(["日一二三四五六", "一二三四五六日", "SMTWTFS"])
        )
        here, role = rng.randint(1, 28), self.pick(["button", "button", "ignore"])
        side, lunar = self.em(2.2), self.chance(0.3)
        cells = ""
        for week in calendar.monthcalendar(year, number):
            for day in week:
                cells += self.day_cell(day, side, role if day else "", here=day == here, lunar=lunar)
        body = head + (
            f'<div style="display:grid;grid-template-columns:repeat(7,1fr);gap:{rng.randint(2, 8)}px 0;'
            f'padding:4px {max(s.gutter, 6)}px">{names}{cells}</div>'
        )
        body += self.section(more=False)
        for _ in range(5):
            body += self.card(
                self.line(
                    (
                        f'<i style="width:4px;height:{self.em(2)}px;border-radius:2px;'
                        f'background:{self.pick([s.accent, s.second])}"></i><div style="flex:1;min-width:0">'
                        f"{self.clip(self.pick(words.HEADLINES), 1)}{self.text(words.clock(rng), 0.8, s.muted)}</div>"
                    )
                    + self.pick([self.check("完成"), "", self.tag()]),
                    0.6,
                )
            )
        over = self.float_() if self.chance(0.4) else ""
        foot = (
            self.tabbar()
            if self.chance(0.3)
            else self.foot([self.pick(["确定", "下一步", "预约"])])
            if self.chance(0.5)
            else ""
        )
        return self.frame(body, self.nav(self.pick(["日历", "选择日期", "预约时间", "打卡日历"])), foot, over)

    def day_cell(self, day: int, side: float, role: str, *, here: bool, lunar: bool) -> str:
        """Return one day of a calendar."""
        s = self.s
        if not day:
            return "<div></div>"
        paint = (
            f"background:{s.accent};color:{s.on_accent};" if here else (f"color:{s.muted};" if self.chance(0.1) else "")
        )
        below = self.pick(["初二", "十五", "廿三", "立夏", "满", "余8"]) if lunar else ""
        low = f'<span style="font-size:9px;opacity:.7">{below}</span>' if lunar else ""
        return (
            f'<div style="display:flex;justify-content:center"><div{mark(role, str(day))} '
            f'style="width:{side}px;height:{side * (1.15 if lunar else 1):.0f}px;'
            f"border-radius:{min(s.corner_plate, 99):.0f}px;display:flex;flex-direction:column;"
            f'align-items:center;justify-content:center;line-height:1.1;{paint}">{day}{low}</div></div>'
        )
