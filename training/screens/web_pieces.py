"""Widgets that have words: buttons, links, fields, tabs, rows and keypads, each in many looks."""

import web_words as words
from web_icons import icon, sign
from web_parts import BLACK, WHITE, Maker, Rgb, css, dark, esc, mark, mix, readable, vivid
from web_switches import switch

BUTTONS = {
    "filled": 30,
    "outline": 16,
    "tonal": 12,
    "gradient": 9,
    "white": 8,
    "bevel": 6,
    "native": 7,
    "grey": 8,
    "ghost": 4,
}
WARM: Rgb = (236, 72, 60)


def _plate(maker: Maker, kind: str) -> tuple[str, Rgb]:
    rng, look = maker.rng, maker.style
    tone = look.accent if maker.chance(0.75) else maker.pick((WARM, vivid(rng), mix(look.ink, look.base, 0.1)))
    pale = mix(look.base, tone, rng.uniform(0.08, 0.22))
    grey = mix(look.base, look.ink, rng.uniform(0.05, 0.16))
    end = mix(tone, vivid(rng), rng.uniform(0.1, 0.7))
    edge = max(1, look.border)
    if kind == "outline":
        line = tone if maker.chance(0.6) else mix(look.base, look.ink, rng.uniform(0.2, 0.6))
        return (
            f"background:none;border:{edge:.1f}px {maker.pick(('solid', 'solid', 'solid', 'dashed'))} {css(line)};",
            look.base,
        )
    if kind == "bevel":
        grey = mix(grey, tone, maker.pick((0, 0, 0.5, 1)))
        return (
            f"background:linear-gradient({css(mix(grey, WHITE, 0.5))},{css(mix(grey, BLACK, 0.12))});"
            f"border:1px solid {css(mix(grey, BLACK, 0.35))};box-shadow:inset 0 1px 0 rgba(255,255,255,.5);"
        ), grey
    if kind == "white":
        back = mix(look.base, WHITE, 0.85 if not dark(look.base) else 0.15)
        return (
            f"background:{css(back)};border:0 solid;box-shadow:0 1px {rng.uniform(3, 10):.0f}px rgba(0,0,0,.25);",
            back,
        )
    if kind == "ghost":
        return f"background:{css(look.ink, 0.12)};border:1px solid {css(look.ink, 0.4)};", look.base
    fills = {
        "filled": (css(tone), tone),
        "tonal": (css(pale), pale),
        "grey": (css(grey), grey),
        "gradient": (f"linear-gradient({rng.randint(0, 360)}deg,{css(tone)},{css(end)})", mix(tone, end, 0.5)),
    }
    back, base = fills[kind]
    line = f"border:{edge:.1f}px solid {css(mix(base, BLACK, 0.15))};" if maker.chance(0.2) else "border:0 solid;"
    return f"background:{back};{line}box-shadow:{look.shadow};", base


def _inside(maker: Maker, label: str, size: float, tone: Rgb, *, signed: bool) -> str:
    text = f"<span>{esc(label)}</span>"
    if not signed:
        return text
    mark_ = sign(
        maker,
        "other" if maker.chance(0.5) else maker.pick(("add", "search", "play", "share", "camera")),
        size * 1.15,
        tone,
    )
    return mark_ + text if maker.chance(0.8) else text + mark_


def button(
    maker: Maker,
    label: str | None = None,
    *,
    wide: bool = False,
    kind: str | None = None,
    size: float | None = None,
    like: str | None = None,
) -> str:
    """Return a button with words on a plate; those that are ``like`` the same name look alike."""
    plan = maker.like(like)
    rng, look = plan.rng, plan.style
    label = label or maker.word("button")
    kind = kind or rng.choices(tuple(BUTTONS), tuple(BUTTONS.values()))[0]
    size = size or look.size * rng.uniform(0.85, 1.2)
    enabled = not maker.chance(0.06)
    at = mark("button", label, enabled=enabled)
    room = "width:100%;" if wide else "max-width:100%;"
    if kind == "native":
        tag = f"<button{at}" if maker.chance(0.6) else f'<input type="button" value="{esc(label)}"{at}'
        off = "" if enabled else " disabled"
        end = f">{esc(label)}</button>" if tag.startswith("<button") else ">"
        return f'{tag}{off} style="font-size:{rng.choice((13.3, 13.3, size)):.1f}px;{room}"{end}'
    back, base = _plate(plan, kind)
    tone = readable(base)
    if kind in {"outline", "tonal", "white"} and plan.chance(0.7):
        tone = maker.on(base).style.accent
    fade = "" if enabled else f"opacity:{rng.uniform(0.35, 0.55):.2f};"
    upper = "text-transform:uppercase;" if plan.chance(0.06) else ""
    high = rng.uniform(0.3, 0.9) * size
    signed = plan.chance(0.28)
    return (
        f'<div{at} style="display:inline-flex;align-items:center;justify-content:center;gap:{size * 0.35:.1f}px;'
        f"padding:{high:.1f}px {rng.uniform(0.7, 2.2) * size:.1f}px;font-size:{size:.1f}px;line-height:1.3;"
        "white-space:nowrap;"
        f"overflow:hidden;border-radius:{plan.radius():.1f}px;letter-spacing:{look.spacing:.1f}px;"
        f"font-weight:{look.weight};"
        f'vertical-align:middle;color:{css(tone)};{back}{room}{fade}{upper}">'
        f"{_inside(maker, label, size, tone, signed=signed)}</div>"
    )


def tile(maker: Maker, label: str | None = None, *, plate: bool | None = None, like: str | None = None) -> str:
    """Return a button that is an icon over words."""
    plan = maker.like(like)
    rng, look = plan.rng, plan.style
    label = label or maker.pick((*words.ROWS, *words.BUTTONS))
    size = look.size * rng.uniform(0.7, 1.1)
    plate = plan.chance(0.4) if plate is None else plate
    back, base = _plate(plan, rng.choice(("filled", "tonal", "white", "outline", "grey"))) if plate else ("", look.base)
    tone = readable(base) if plate else plan.pick((look.accent, look.ink, vivid(maker.rng)))
    figure = sign(maker, "other", size * rng.uniform(1.4, 2.3), tone)
    if not plate and plan.chance(0.55):
        disc = vivid(maker.rng) if plan.chance(0.6) else mix(look.base, look.accent, 0.15)
        figure = (
            f'<span style="display:flex;padding:{size * 0.55:.1f}px;border-radius:{rng.choice((50, 30, 16))}%;'
            f'background:{css(disc)}">'
            f"{sign(maker, 'other', size * rng.uniform(1.2, 1.8), readable(disc))}</span>"
        )
    return (
        f'<div{mark("button", label)} style="display:flex;flex-direction:column;align-items:center;'
        "justify-content:center;min-width:0;"
        f"gap:{rng.uniform(3, 9):.1f}px;padding:{rng.uniform(4, 16) if plate else 3:.1f}px 4px;"
        f"border-radius:{min(plan.radius(), 26):.1f}px;"
        f'{back}color:{css(readable(base))};font-size:{size:.1f}px;line-height:1.3">{figure}'
        f'<span style="max-width:100%;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">{esc(label)}</span>'
        "</div>"
    )


def link(maker: Maker, label: str | None = None, size: float | None = None) -> str:
    """Return linked words without a plate."""
    rng, look = maker.rng, maker.style
    label = label or maker.pick(words.LINKS)
    tone = look.accent if maker.chance(0.8) else maker.pick((look.muted, look.ink))
    line = "underline" if maker.chance(0.3) else "none"
    return (
        f'<span{mark("link", label)} style="display:inline-block;width:fit-content;max-width:100%;'
        f"font-size:{size or look.size * rng.uniform(0.8, 1.05):.1f}px;"
        f'color:{css(tone)};text-decoration:{line};line-height:1.35">{esc(label)}</span>'
    )


def _frame(maker: Maker, kind: str) -> tuple[str, Rgb]:
    rng, look = maker.rng, maker.style
    line = mix(look.base, look.ink, rng.uniform(0.12, 0.5)) if maker.chance(0.85) else look.accent
    thick = rng.choice((1, 1, 1, 1.5, 2))
    if kind == "underline":
        return f"border:0 solid;border-bottom:{thick}px solid {css(line)};", look.base
    if kind == "fill":
        base = mix(look.base, look.ink, rng.uniform(0.04, 0.12))
        return f"border:0 solid;background:{css(base)};border-radius:{min(maker.radius(), 60):.1f}px;", base
    base = mix(look.base, WHITE, rng.choice((0, 0.9))) if not dark(look.base) else mix(look.base, WHITE, 0.06)
    depth = f"box-shadow:{look.shadow};" if maker.chance(0.3) else ""
    return (
        (
            f"border:{thick}px solid {css(line)};background:{css(base)};"
            f"border-radius:{min(maker.radius(), 60):.1f}px;{depth}"
        ),
        base,
    )


def _tail(maker: Maker, size: float, kind: str) -> str:
    if kind == "select":
        return f'<span style="flex:none">{sign(maker, "arrow", size * 0.9, maker.style.muted)}</span>'
    if kind == "date":
        return f'<span style="flex:none">{sign(maker, "other", size, maker.style.muted)}</span>'
    roll = maker.rng.choices(("none", "icon", "code", "unit"), (60, 20, 10, 10))[0]
    if roll == "icon":
        return icon(maker, maker.pick(("other", "close", "microphone", "camera", "search")), size * 1.1, "none")
    if roll == "code":
        label = maker.pick(("获取验证码", "发送验证码", "重新获取", "搜索", "取得驗證碼", "Send"))
        small = size * 0.9
        return (
            f'<span{mark("button", label)} style="flex:none;font-size:{small:.1f}px;color:{css(maker.style.accent)};'
            f'white-space:nowrap">{label}</span>'
        )
    return (
        (
            f'<span style="flex:none;color:{css(maker.style.muted)}">'
            f"{maker.pick(('元', '岁', 'kg', '@qq.com', '/'))}</span>"
        )
        if roll == "unit"
        else ""
    )


def field(
    maker: Maker, label: str | None = None, wide: str = "100%", kind: str | None = None, like: str | None = None
) -> str:
    """Return something to type in or to choose from."""
    plan = maker.like(like)
    rng, look = plan.rng, plan.style
    label = label or maker.word("field")
    kind = kind or maker.rng.choices(("text", "search", "select", "date", "area", "native"), (46, 14, 16, 6, 8, 10))[0]
    size = look.size * rng.uniform(0.85, 1.1)
    enabled = not maker.chance(0.04)
    at = mark("field", label, enabled=enabled)
    if kind == "native":
        return _native(maker, at, label, wide)
    frame, base = _frame(plan, rng.choices(("box", "underline", "fill"), (60, 12, 28))[0])
    inner = maker.on(base)
    typed = maker.chance(0.25)
    tone = inner.style.ink if typed else mix(inner.style.ink, base, rng.uniform(0.4, 0.62))
    high = size * (rng.uniform(3.5, 6) if kind == "area" else rng.uniform(1.9, 3.2))
    head = ""
    if kind == "search" or maker.chance(0.12):
        name = "search" if kind == "search" else "other"
        head = f'<span style="flex:none">{sign(inner, name, size * 1.05, inner.style.muted)}</span>'
    middle = "justify-content:center;" if kind == "search" and maker.chance(0.15) else ""
    grow = "" if middle else "flex:1;"
    side = 2 if frame.startswith("border:0 solid;border-bottom") else rng.uniform(0.5, 1.1) * size
    caret = (
        f'<i style="flex:none;width:1.5px;height:{size * 1.2:.1f}px;background:{css(look.accent)}"></i>'
        if maker.chance(0.06)
        else ""
    )
    align = "flex-start" if kind == "area" else "center"
    tail = "" if middle or kind == "area" else _tail(inner, size, kind)
    fade = "" if enabled else "opacity:.5;"
    return (
        f'<div{at} style="display:flex;align-items:{align};gap:6px;width:{wide};min-width:0;max-width:100%;'
        f"height:{high:.1f}px;"
        f"padding:{size * 0.5 if kind == 'area' else 0:.1f}px {side:.1f}px;font-size:{size:.1f}px;line-height:1.3;"
        f'{middle}{frame}{fade}">'
        f'{head}{caret}<span style="{grow}min-width:0;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;'
        f'color:{css(tone)}">'
        f"{esc(label)}</span>{tail}</div>"
    )


def _native(maker: Maker, at: str, label: str, wide: str) -> str:
    size = maker.rng.choice((13.3, 13.3, maker.style.size))
    look = f'style="font-size:{size:.1f}px;width:{wide};max-width:100%;display:block"'
    kind = maker.rng.choices(("input", "select", "textarea", "date"), (50, 30, 12, 8))[0]
    if kind == "select":
        return f"<select{at} {look}><option>{esc(label)}</option></select>"
    if kind == "textarea":
        return f'<textarea{at} rows="{maker.rng.randint(2, 4)}" placeholder="{esc(label)}" {look}></textarea>'
    if kind == "date":
        return f'<input type="date" value="2026-0{maker.rng.randint(1, 9)}-1{maker.rng.randint(0, 9)}"{at} {look}>'
    attribute = "placeholder" if maker.chance(0.7) else "value"
    return f'<input{at} {attribute}="{esc(label)}" {look}>'


def tabs(maker: Maker, count: int | None = None, kind: str | None = None, *, icons: bool | None = None) -> str:
    """Return a bar of tabs: underlined, pills, segments, cards, or with icons over the words."""
    rng, look = maker.rng, maker.style
    count = count or rng.randint(2, 5)
    kind = kind or rng.choice(("line", "pill", "segment", "card", "plain", "boxed"))
    icons = maker.chance(0.3) if icons is None else icons
    size = look.size * rng.uniform(0.8, 1.05) * (0.8 if icons else 1)
    chosen = rng.randrange(count)
    names = rng.sample(words.TABS, count)
    corner = min(maker.radius(), 40)
    high = rng.uniform(0.35, 0.8) * size
    cells = [
        _tab(maker, name, kind, size, high, corner, icons=icons, chosen=index == chosen)
        for index, name in enumerate(names)
    ]
    line = css(look.line)
    frames = {
        "line": f"border-bottom:1px solid {line};" if maker.chance(0.6) else "",
        "segment": (
            f"border:{max(1, look.border):.1f}px solid {css(look.accent)};border-radius:{corner:.1f}px;overflow:hidden;"
        ),
        "pill": f"background:{css(mix(look.base, look.ink, 0.08))};border-radius:{corner + 3:.1f}px;padding:3px;",
        "card": f"border-bottom:1px solid {line};gap:3px;",
        "plain": f"border-top:1px solid {line};",
        "boxed": f"gap:{rng.uniform(3, 10):.0f}px;",
    }
    return f'<div style="display:flex;width:100%;{frames[kind]}">{"".join(cells)}</div>'


def _tab(
    maker: Maker, name: str, kind: str, size: float, high: float, corner: float, *, icons: bool, chosen: bool
) -> str:
    look = maker.style
    base = look.base
    back = ""
    tone = look.accent if chosen else mix(look.ink, look.base, 0.3)
    if kind == "segment" and chosen:
        base, back = look.accent, f"background:{css(look.accent)};"
    elif kind == "pill" and chosen:
        base = mix(look.base, WHITE, 0.95 if not dark(look.base) else 0.25)
        back = f"background:{css(base)};border-radius:{corner:.1f}px;box-shadow:0 1px 3px rgba(0,0,0,.15);"
    elif kind == "card":
        edge = "bottom:0 none;" if chosen else "bottom-color:transparent;"
        back = (
            f"border:1px solid {css(look.line)};border-{edge}border-radius:{min(corner, 8):.1f}px "
            f"{min(corner, 8):.1f}px 0 0;"
        )
    elif kind == "boxed":
        base = look.accent if chosen else mix(look.base, look.ink, 0.07)
        back = f"background:{css(base)};border-radius:{corner:.1f}px;"
    elif kind == "line" and chosen:
        back = f"box-shadow:inset 0 -{maker.rng.choice((2, 3))}px 0 {css(look.accent)};"
    if base is look.accent:
        tone = readable(base)
    weight = 700 if chosen and maker.chance(0.6) else 400
    figure = sign(maker, "other" if maker.chance(0.8) else "home", size * 1.8, tone) if icons else ""
    return (
        f'<div{mark("tab", name, selected=chosen)} style="flex:1;min-width:0;display:flex;flex-direction:column;'
        "align-items:center;"
        f"justify-content:center;gap:3px;padding:{high:.1f}px 2px;font-size:{size:.1f}px;line-height:1.3;"
        f"font-weight:{weight};"
        f'color:{css(tone)};{back}">{figure}<span style="max-width:100%;overflow:hidden;white-space:nowrap">'
        f"{esc(name)}</span></div>"
    )


def row(maker: Maker, *, kind: str | None = None, label: str | None = None, like: str | None = None) -> str:
    """Return a list row: to be tapped as a whole, or with a switch at its end."""
    plan = maker.like(like)
    rng, look = plan.rng, plan.style
    kind = kind or maker.rng.choices(("tap", "switch"), (75, 25))[0]
    label = label or (maker.word("row") if kind == "tap" else maker.pick((*words.SWITCHES, *words.ROWS)))
    size = look.size * rng.uniform(0.95, 1.1)
    head = ""
    if plan.chance(0.5):
        disc = vivid(maker.rng)
        head = sign(maker, "other", size * 1.4, look.accent if plan.chance(0.5) else look.ink)
        if plan.chance(0.4):
            head = (
                f'<span style="flex:none;padding:{size * 0.3:.1f}px;border-radius:{rng.choice((4, 8, 99))}px;'
                f'background:{css(disc)}">'
                f"{sign(maker, 'other', size * 1.2, readable(disc))}</span>"
            )
    note = (
        f'<div style="font-size:{size * 0.8:.1f}px;color:{css(look.muted)};overflow:hidden;white-space:nowrap;'
        'text-overflow:ellipsis">'
    )
    note = f"{note}{esc(maker.text(1, 1))}</div>" if plan.chance(0.3) else ""
    tail = switch(maker, label, size=min(30, size * rng.uniform(1.2, 1.8)), like=like) if kind == "switch" else ""
    if kind == "tap":
        value = (
            f'<span style="color:{css(look.muted)};font-size:{size * 0.9:.1f}px;white-space:nowrap">'
            f"{esc(maker.word('value'))}</span>"
        )
        tail = value if maker.chance(0.45) else ""
        tail += sign(plan, "arrow", size, look.muted) if plan.chance(0.75) else ""
    at = mark("row", label) if kind == "tap" else ""
    ahead = tail if kind == "switch" and plan.chance(0.15) else ""
    return (
        f'<div{at} style="display:flex;align-items:center;gap:{rng.uniform(6, 12):.1f}px;width:100%;min-width:0;'
        f"padding:{rng.uniform(0.5, 1) * size:.1f}px {look.pad:.1f}px;font-size:{size:.1f}px;line-height:1.35;"
        f'color:{css(look.ink)}">{ahead}{head}'
        '<div style="flex:1;min-width:0"><div style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis">'
        f"{esc(label)}</div>{note}</div>"
        f"{'' if ahead else tail}</div>"
    )


def choice(
    maker: Maker, label: str | None = None, kind: str | None = None, *, like: str | None = None, on: bool | None = None
) -> str:
    """Return a switch with its words beside it, in the flow."""
    label = label or maker.pick(words.SWITCHES)
    size = maker.style.size
    text = (
        f'<span style="font-size:{size * 0.95:.1f}px;min-width:0;overflow:hidden;white-space:nowrap;'
        f'text-overflow:ellipsis">{esc(label)}</span>'
    )
    plan = maker.like(like)
    drawn = switch(maker, label, kind, on=on, size=size * plan.rng.uniform(1.2, 1.7), like=like)
    parts = (drawn, text) if plan.chance(0.75) else (text, drawn)
    return (
        f'<span style="display:inline-flex;align-items:center;gap:{size * 0.4:.1f}px;vertical-align:middle;'
        f'max-width:100%">{"".join(parts)}</span>'
    )


LAYOUTS = (
    ("123", "456", "789", "*0#"),
    ("123", "456", "789", "X0⌫"),
    ("123", "456", "789", ".0⌫"),
    ("qwertyuiop", "asdfghjkl", "⇧zxcvbnm⌫"),
    ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM⌫"),
    ("789÷", "456×", "123−", "0.=+"),
    ("京沪粤浙苏鲁", "川渝冀豫鄂湘", "皖闽赣辽黑⌫"),
    ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"),
)


def keypad(maker: Maker, high: float | None = None) -> str:
    """Return an on-screen keypad or keyboard."""
    rng, look = maker.rng, maker.style
    lines = rng.choice(LAYOUTS)
    gap = rng.choice((0, 1, 4, 6, 10))
    high = high or rng.uniform(34, 62)
    kind = rng.choice(("plain", "white", "grey", "outline", "round"))
    base = mix(look.base, WHITE, 0.9) if kind == "white" and not dark(look.base) else mix(look.base, look.ink, 0.1)
    corner = 99 if kind == "round" else min(look.radius, 14)
    looks = {
        "plain": f"border:1px solid {css(look.line)};",
        "outline": f"border:1px solid {css(look.muted)};border-radius:{corner:.0f}px;",
    }
    back = looks.get(
        kind,
        f"background:{css(base)};border-radius:{corner:.0f}px;"
        + ("box-shadow:0 1px 1px rgba(0,0,0,.3);" if kind == "white" else ""),
    )
    size = min(high * 0.5, rng.uniform(16, 28))
    rows = "".join(
        f'<div style="display:flex;gap:{gap}px;justify-content:center">'
        + "".join(
            f'<span{mark("key", each)} style="flex:1;min-width:0;height:{high:.1f}px;display:flex;align-items:center;'
            "justify-content:center;"
            f'font-size:{size:.1f}px;{back}">{each}</span>'
            for each in line
        )
        + "</div>"
        for line in lines
    )
    return (
        f'<div style="display:flex;flex-direction:column;gap:{gap}px;width:100%;padding:{gap}px;'
        f'color:{css(readable(base))}">{rows}</div>'
    )
