"""Screens of machines: televisions, ATMs, kiosks, cars, smart homes, players, maps; phones or wide."""

# ruff: noqa: ARG001 — every page is called alike, whether it needs its size or not

import web_words as words
from web_blocks import BAR, bottombar, box, card, flex, grid, stack, surface, topbar, words_
from web_icons import icon, sign
from web_parts import Maker, css, esc, mark, mix, paragraph, readable, vivid
from web_pieces import button, field, keypad, link, tabs, tile
from web_scenery import picture
from web_scenes import map_picture
from web_switches import slider, switch

NARROW = 600
"""Screens below this width are laid out as a phone's."""


def television(maker: Maker, width: int, height: int) -> str:
    """Return the tiles of a television's or of a tablet's first page."""
    rng = maker.rng
    columns = max(2, min(6, width // rng.randint(150, 240)))
    gap = rng.choice((4, 8, 14, 20))
    high = rng.uniform(90, 150)
    plan = maker.like("metro")
    corner = plan.pick((0, 0, 8, 20))
    cells = []
    for i, name in enumerate(rng.sample((*words.TABS, *words.ROWS, *words.SLIDERS), columns * rng.randint(2, 3))):
        tone = vivid(rng) if plan.chance(0.6) else mix(maker.style.base, maker.style.accent, rng.uniform(0.15, 0.9))
        ink = css(readable(tone))
        span = "grid-column:span 2;" if maker.chance(0.12) else ""
        focus = "box-shadow:0 0 0 4px #fff,0 4px 14px rgba(0,0,0,.4);" if i == 1 and maker.chance(0.5) else ""
        where = plan.pick(
            ("align-items:center;justify-content:center;", "align-items:flex-start;justify-content:space-between;")
        )
        cells.append(
            f'<div{mark("button", name)} style="{span}{focus}display:flex;flex-direction:column;gap:8px;padding:12px;'
            f"{where}height:{high:.0f}px;background:{css(tone)};border-radius:{corner}px;color:{ink};"
            f'font-size:{maker.style.size * 1.1:.0f}px">{sign(maker, "other", high * 0.35, readable(tone))}<span '
            f'style="white-space:nowrap">{esc(name)}</span></div>'
        )
    top = flex(
        [
            words_(maker, maker.word("title"), 1.5, None, "flex:1;").replace("<div", "<div data-title", 1),
            *[icon(maker, name, 24, like="tv") for name in ("search", "settings")],
            box("19:45"),
        ],
        gap=18,
    )
    bar = tabs(maker, rng.randint(4, 5), icons=False) if maker.chance(0.5) else ""
    films = (
        ""
        if maker.chance(0.5)
        else flex(
            [
                f'<div data-role="ignore" style="flex:1;min-width:0">{picture(maker, "100%", 110)}</div>'
                for _ in range(columns)
            ],
            gap=gap,
        )
    )
    return box(
        stack([top, bar, grid(cells, columns, gap, "grid-auto-flow:dense;"), films], gap=18),
        f"padding:{rng.randint(10, 50)}px;",
    )


def kiosk(maker: Maker, width: int, height: int) -> str:
    """Return the screen of an ATM or of a machine in a hospital's hall."""
    rng = maker.rng
    names = rng.sample(
        (
            "取款",
            "存款",
            "转账",
            "查询余额",
            "修改密码",
            "退卡",
            "缴费",
            "打印凭条",
            "挂号",
            "取号",
            "报告打印",
            "医保缴费",
            "自助建档",
            "退出",
            "English",
            "返回",
            "無卡提款",
            "其他服務",
            "确认",
            "更正",
        ),
        8,
    )
    plan = maker.like("kiosk")
    size = maker.style.size * plan.rng.uniform(1.1, 1.7)
    head = words_(
        maker,
        maker.pick(
            ("欢迎使用自助服务终端", "请选择您需要的服务", "请选择交易", "自助挂号缴费一体机", "歡迎使用自動櫃員機")
        ),
        1.6,
        None,
        "text-align:center;font-weight:700;",
    ).replace("<div", "<div data-title", 1)
    kind = plan.pick(("sides", "grid", "pad"))
    if kind == "sides":
        rows_ = [
            flex(
                [button(maker, a, like="atm", size=size), box("", "flex:1;"), button(maker, b, like="atm", size=size)],
                "justify-content:space-between;",
            )
            for a, b in zip(names[:4], names[4:], strict=True)
        ]
        body = stack(rows_, gap=height * 0.05)
    elif kind == "grid":
        columns = 2 if width < NARROW else rng.choice((2, 3, 4))
        body = grid(
            [tile(maker, name, like="kiosk", plate=True) for name in names[: columns * 2]], columns, rng.uniform(10, 30)
        )
    else:
        pad = box(keypad(maker, rng.uniform(40, 60)), "flex:1;")
        lay = stack if width < NARROW else flex
        body = lay(
            [
                box(
                    stack(
                        [
                            paragraph(maker, maker.pick(("请输入密码", "请输入金额", "请输入身份证号码"))),
                            field(maker, like="f", kind="text"),
                            flex([button(maker, name, like="atm") for name in ("确认", "更正")]),
                        ],
                        gap=14,
                    ),
                    "flex:1;",
                ),
                pad,
            ],
            gap=30,
        )
    foot = flex(
        [
            button(maker, maker.pick(("返回", "退出", "首页")), like="foot", size=size * 0.9),
            box("", "flex:1;"),
            box(f"剩余 {rng.randint(5, 99)} 秒"),
        ]
    )
    return box(
        stack(
            [head, paragraph(maker, maker.text(1, 1), None, maker.style.muted, "text-align:center"), body, foot], gap=24
        ),
        f"padding:{rng.randint(14, 50)}px;",
    )


def home(maker: Maker, width: int, height: int) -> str:
    """Return the panel of a smart home."""
    rng = maker.rng
    inner, look = surface(maker)
    columns = 2 if width < NARROW else rng.randint(3, 5)
    cells = []
    for name in rng.sample(words.DEVICES, columns * rng.randint(2, 3)):
        state = words_(inner, maker.word("value"), 0.8, inner.style.muted)
        figure = f"<span>{sign(inner, 'other', 26, inner.style.accent)}</span>"
        kind = rng.choice(("switch", "switch", "power", "slide"))
        turn = (
            switch(inner, name, like="home", size=24)
            if kind != "power"
            else icon(inner, "other", 18, "filled", like="power")
        )
        extra = slider(inner, maker.pick(words.SLIDERS)) if kind == "slide" else ""
        cells.append(
            card(
                maker,
                stack(
                    [flex([figure, turn], "justify-content:space-between;"), words_(inner, name), state, extra], gap=6
                ),
                look,
                12,
            )
        )
    scenes = flex(
        [
            button(maker, name, like="scene", size=maker.style.size * 0.9)
            for name in rng.sample(("回家模式", "离家模式", "睡眠模式", "观影", "起床", "会客"), 3)
        ],
        "flex-wrap:wrap;",
    )
    parts = [
        tabs(maker, rng.randint(3, 5), icons=False) if maker.chance(0.6) else "",
        scenes if maker.chance(0.6) else "",
        grid(cells, columns, 12),
    ]
    if maker.chance(0.5):
        parts.insert(1, thermostat(inner, look))
    return (
        topbar(maker, maker.pick(("智能家居", "我的家", "客厅", "设备")), back=maker.chance(0.5))
        + box(stack(parts, gap=12), "padding:12px;")
        + (bottombar(maker) if width < NARROW and maker.chance(0.6) else "")
    )


def thermostat(maker: Maker, look: str) -> str:
    """Return the controls of an air conditioner."""
    rng = maker.rng
    plus = icon(maker, "add", 24, maker.like("temp").pick(("filled", "outlined", "raised")), like="temp")
    minus = icon(maker, "other", 24, maker.like("temp").pick(("filled", "outlined", "raised")), like="temp")
    ring = (
        '<div style="width:120px;height:120px;border-radius:50%;'
        f"border:8px solid {css(mix(maker.style.base, maker.style.accent, 0.6))};display:flex;align-items:center;"
        f'justify-content:center;font-size:32px">{rng.randint(16, 30)}℃</div>'
    )
    modes = flex(
        [tile(maker, name, like="mode") for name in ("制冷", "制热", "除湿", "送风")], "justify-content:space-around;"
    )
    return card(
        maker,
        stack([flex([minus, ring, plus], "justify-content:center;", 24), modes, slider(maker, "风速")], gap=14),
        look,
    )


def player(maker: Maker, width: int, height: int) -> str:
    """Return a player of music or films."""
    rng = maker.rng
    size = rng.uniform(22, 34)
    name = words_(maker, maker.pick(words.SENTENCES)[:9], 1.35, None, "font-weight:600;")
    side = min(width * 0.66, height * 0.38)
    cover = f'<div style="display:flex;justify-content:center">{picture(maker, f"{side:.0f}px", side)}</div>'
    line = flex(
        ["01:24", box(slider(maker, "进度"), "flex:1;"), "04:08"], f"color:{css(maker.style.muted)};font-size:12px;", 10
    )
    play = icon(maker, maker.pick(("play", "other")), size * 1.4, maker.like("p").pick((None, "filled")))
    keys = flex(
        [
            icon(maker, "other", size, "none"),
            icon(maker, "other", size, "none"),
            play,
            icon(maker, "other", size, "none"),
            icon(maker, maker.pick(("more", "other")), size, "none"),
        ],
        "justify-content:space-between;",
        10,
    )
    acts = flex(
        [icon(maker, maker.pick(("share", "other", "add", "more")), 22, like="act") for _ in range(rng.randint(2, 5))],
        "justify-content:space-around;",
    )
    loud = (
        flex(
            [icon(maker, "other", 18, "none"), box(slider(maker, "音量"), "flex:1;"), icon(maker, "other", 18, "none")],
            gap=10,
        )
        if maker.chance(0.6)
        else ""
    )
    if width < NARROW:
        return topbar(maker, maker.pick(("正在播放", "", "电台"))) + box(
            stack([cover, name, acts, line, keys, loud], gap=22), "padding:22px;"
        )
    shade = "background:linear-gradient(transparent,rgba(0,0,0,.7));"
    over = Maker(rng, maker.icons, maker.style.over((30, 30, 30)), maker.seed)
    bar = flex(
        [
            icon(over, "play", 24, "none"),
            icon(over, "other", 20, "none"),
            box("01:24 / 48:10", "flex:none;"),
            box(slider(over, "进度"), "flex:1;"),
            link(over, "倍速", 14),
            link(over, "高清", 14),
            icon(over, "other", 20, "none"),
            icon(over, "settings", 20, "none"),
        ],
        f"position:absolute;left:0;right:0;bottom:0;padding:14px;color:#fff;{shade}",
        14,
    )
    middle = (
        (
            '<div style="position:absolute;left:0;right:0;top:40%;display:flex;justify-content:center">'
            f"{icon(over, 'play', 46)}</div>"
        )
        if maker.chance(0.5)
        else ""
    )
    film = (
        f'<div style="position:relative;flex:2;min-width:0">{picture(maker, "100%", height * 0.56)}{middle}{bar}</div>'
    )
    shelf = stack(
        [
            (
                '<div data-role="ignore" style="display:flex;gap:10px">'
                f"{picture(maker, '120px', 68)}{box(paragraph(maker, maker.text(1, 1), 14), 'flex:1;')}</div>"
            )
            for _ in range(5)
        ],
        "flex:1;overflow:hidden;",
        10,
    )
    below = flex([name, box("", "flex:1;"), *[button(maker, like="vid", size=15) for _ in range(2)], acts], gap=14)
    return topbar(maker, "播放", mini=False) + box(
        stack([flex([film, shelf], "align-items:flex-start;", 18), below, paragraph(maker, maker.text())], gap=14),
        "padding:16px;",
    )


def car(maker: Maker, width: int, height: int) -> str:
    """Return the screen of a car."""
    rng = maker.rng
    maker = maker.on(mix((10, 12, 18), maker.style.accent, rng.uniform(0, 0.2))) if maker.chance(0.7) else maker
    base = maker.style.base
    inner, look = surface(maker)
    dock = [
        icon(maker, maker.pick(("home", "other", "other", "settings", "play")), rng.uniform(24, 36), like="dock")
        for _ in range(rng.randint(4, 7))
    ]
    heat = flex(
        [
            icon(maker, "back", 20, "none"),
            box(f"{rng.randint(17, 27)}°", "font-size:26px;"),
            icon(maker, "arrow", 20, "none"),
        ],
        gap=16,
    )
    upright = width > NARROW and maker.chance(0.4)
    bar = (
        stack(dock, "align-items:center;padding:20px 14px;justify-content:space-around;", 10)
        if upright
        else flex([*dock, heat], "justify-content:space-around;padding:12px;flex-wrap:wrap;")
    )
    song = card(
        maker,
        stack(
            [
                flex(
                    [
                        picture(inner, "70px", 70),
                        box(
                            words_(inner, maker.word("row"))
                            + words_(inner, maker.word("name"), 0.85, inner.style.muted)
                        ),
                    ],
                    gap=12,
                ),
                slider(inner, "进度"),
                flex(
                    [icon(inner, name, 26, "none") for name in ("other", "play", "other")],
                    "justify-content:space-around;",
                ),
            ],
            gap=12,
        ),
        look,
    )
    drive = card(
        maker,
        stack(
            [
                words_(inner, "车辆", 1.1),
                *[
                    flex([words_(inner, name, 1, None, "flex:1;"), switch(inner, name, like="car")])
                    for name in rng.sample(("座椅加热", "后视镜折叠", "自动大灯", "儿童锁", "哨兵模式"), 3)
                ],
            ],
            gap=12,
        ),
        look,
    )
    apps = card(
        maker,
        grid(
            [
                tile(inner, name, like="app")
                for name in rng.sample(("导航", "音乐", "电话", "空调", "收音机", "设置", "相机", "天气", "车辆"), 6)
            ],
            3,
            14,
        ),
        look,
    )
    roads = map_picture(maker, int(width * 0.5), 300)
    cells = [song, drive, apps, f'<div style="overflow:hidden;height:300px">{roads}</div>']
    rng.shuffle(cells)
    columns = 1 if width < NARROW else 2
    main = box(grid(cells[: columns * 2], columns, 16), "flex:1;padding:16px;")
    body = (
        flex([bar, main], "align-items:stretch;", 0)
        if upright
        else main
        + (
            f'{BAR}<div style="background:{css(mix(base, maker.style.ink, 0.08))};color:{css(maker.style.ink)}">'
            f"{bar}</div>"
        )
    )
    return f'<div style="position:absolute;inset:0;z-index:-1;background:{css(base)}"></div>{body}</div>'


PAGES = (television, kiosk, home, home, player, car)
