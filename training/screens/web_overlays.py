"""What lies on top of a page: dialogs, sheets, drawers, passing messages, the question about cookies."""

from dataclasses import replace

import web_words as words
from web_blocks import box, flex, stack, surface, words_
from web_icons import icon, sign
from web_parts import WHITE, Maker, Rgb, css, mark, mix, paragraph
from web_pieces import button, choice, field, link, row


def dialog(maker: Maker, width: int, height: int) -> str:
    """Return a dialog over a dimmed page."""
    rng = maker.rng
    inner, look = surface(maker.on(WHITE) if maker.chance(0.75) else maker)
    room = min(width * rng.uniform(0.7, 0.9), rng.uniform(300, 520))
    title = words_(inner, maker.word("title"), 1.15, None, "font-weight:600;").replace("<div", "<div data-title", 1)
    kind = rng.choice(("text", "text", "form", "choices"))
    body = {
        "text": lambda: paragraph(inner, maker.text(1, 2)),
        "form": lambda: stack([field(inner, like="f") for _ in range(rng.randint(1, 3))]),
        "choices": lambda: stack([choice(inner, like="c") for _ in range(rng.randint(2, 4))]),
    }[kind]()
    close = (
        f'<div style="position:absolute;right:14px;top:14px">{icon(inner, "close", rng.uniform(14, 20), "none")}</div>'
        if maker.chance(0.4)
        else ""
    )
    foot = maker.pick((_flat_buttons, _plated_buttons))(inner)
    top = rng.uniform(0.12, 0.4) * height
    return (
        f'<div style="position:absolute;inset:0;z-index:20;background:rgba(0,0,0,{rng.uniform(0.3, 0.7):.2f})"></div>'
        '<div data-region="dialog" '
        f'style="position:absolute;z-index:21;left:{(width - room) / 2:.0f}px;top:{top:.0f}px;width:{room:.0f}px;'
        f'{look}">'
        f'<div style="padding:20px 20px 14px;text-align:{"left" if close else rng.choice(("left", "center"))}">'
        f'{title}{close}<div style="height:10px"></div>{body}</div>{foot}</div>'
    )


def _flat_buttons(maker: Maker) -> str:
    look = maker.style
    names = maker.rng.sample(
        ("取消", "确定", "知道了", "去设置", "允许", "不允许", "稍后再说", "删除", "OK", "Cancel", "確定"),
        maker.rng.randint(1, 2),
    )
    cells = "".join(
        f'<div{mark("button", name)} style="flex:1;padding:12px 4px;text-align:center;white-space:nowrap;'
        f"color:{css(look.accent if i else look.ink)};"
        f'border-left:{i and 1}px solid {css(look.line)}">{name}</div>'
        for i, name in enumerate(names)
    )
    return f'<div style="display:flex;border-top:1px solid {css(look.line)}">{cells}</div>'


def _plated_buttons(maker: Maker) -> str:
    rng = maker.rng
    names = rng.sample(words.BUTTONS, rng.randint(1, 3))
    side = rng.choice(("flex-end", "center"))
    upright = maker.chance(0.2)
    parts = [
        button(maker, name, wide=upright, like=f"dialog{i}", size=min(16, maker.style.size))
        for i, name in enumerate(names)
    ]
    return box((stack if upright else flex)(parts, f"justify-content:{side};flex-wrap:wrap;"), "padding:0 20px 18px;")


def sheet(maker: Maker, width: int) -> str:
    """Return a sheet at the bottom: things to choose from, or a form."""
    rng = maker.rng
    inner, look = surface(maker.on(WHITE) if maker.chance(0.75) else maker)
    room = min(width, 640)
    corner = rng.uniform(0, 22)
    kind = rng.choice(("actions", "rows", "form"))
    if kind == "actions":
        cells = [
            (
                f'<div{mark("button", text)} style="padding:13px;text-align:center;'
                f'border-top:{6 if text == "取消" else 1}px solid {css(inner.style.line)}">{text}</div>'
            )
            for text in (*rng.sample(words.BUTTONS, rng.randint(2, 4)), "取消")
        ]
        body = "".join(cells)
    elif kind == "rows":
        body = "".join(row(inner, like="row") for _ in range(rng.randint(2, 5)))
    else:
        body = box(
            stack([field(inner, like="f") for _ in range(2)] + [button(inner, wide=True, like="main")], gap=12),
            "padding:14px;",
        )
    head = (
        flex(
            [
                words_(inner, maker.word("title"), 1.1, None, "flex:1;"),
                icon(inner, "close", 18, maker.pick(("none", None))),
            ],
            "padding:12px 14px;",
        )
        if kind != "actions"
        else ""
    )
    return (
        f'<div style="position:absolute;inset:0;z-index:20;background:rgba(0,0,0,{rng.uniform(0.3, 0.7):.2f})"></div>'
        '<div data-region="sheet" '
        f'style="position:absolute;z-index:21;left:{(width - room) / 2:.0f}px;bottom:0;width:{room:.0f}px;'
        f'{look}border-radius:{corner:.0f}px {corner:.0f}px 0 0">{head}{body}</div>'
    )


def drawer(maker: Maker, width: int) -> str:
    """Return a panel from the side over a dimmed page."""
    rng = maker.rng
    inner, look = surface(maker.on(WHITE))
    room = min(width * 0.8, rng.uniform(260, 420))
    head = flex(
        [words_(inner, maker.word("title"), 1.15, None, "flex:1;font-weight:600;"), icon(inner, "close", 18, "none")],
        "padding:14px;",
    )
    body = (
        "".join(row(inner, like="row") for _ in range(rng.randint(4, 9)))
        if maker.chance(0.6)
        else box(
            stack([paragraph(inner, maker.word("caption")) + field(inner, like="f") for _ in range(rng.randint(2, 5))]),
            "padding:14px;",
        )
    )
    foot = flex(
        [button(inner, text, like=text) for text in ("重置", "确定")],
        (
            "position:absolute;bottom:0;left:0;right:0;padding:12px;justify-content:flex-end;"
            f"background:{css(inner.style.base)};"
        ),
    )
    side = maker.pick(("left", "right"))
    return (
        f'<div style="position:absolute;inset:0;z-index:20;background:rgba(0,0,0,.5)"></div><div data-region="dialog" '
        f'style="position:absolute;z-index:21;{side}:0;top:0;bottom:0;width:{room:.0f}px;{look}border-radius:0">'
        f'{head}<div style="position:absolute;top:60px;bottom:64px;left:0;right:0;overflow:hidden">{body}</div>'
        f"{foot}</div>"
    )


def toast(maker: Maker, width: int) -> str:
    """Return a passing message: dark in the middle, or an alert at the top."""
    rng = maker.rng
    text = maker.pick(
        (
            "提交成功",
            "网络不太好，请稍后重试",
            "已复制",
            "验证码已发送",
            "加载中…",
            "保存成功",
            "系統忙碌中，請稍後再試",
            "Saved",
        )
    )
    dark = maker.chance(0.6)
    base: Rgb = (40, 40, 44) if dark else mix(WHITE, maker.style.accent, 0.12)
    inner = maker.on(base)
    head = sign(inner, "other", 22, inner.style.ink) if maker.chance(0.6) else ""
    close = icon(inner, "close", 12, "none") if not dark and maker.chance(0.5) else ""
    top = rng.uniform(25, 65) if dark else rng.uniform(1, 8)
    return (
        f'<div style="position:absolute;z-index:22;left:0;width:{width}px;top:{top:.0f}%;display:flex;'
        'justify-content:center">'
        '<div data-region="toast" style="display:flex;'
        f"flex-direction:{rng.choice(('row', 'column')) if dark else 'row'};align-items:center;gap:8px;"
        "padding:10px 18px;"
        f"border-radius:{rng.uniform(0, 14):.0f}px;background:{css(base, 0.94 if dark else 1)};"
        f'color:{css(inner.style.ink)};box-shadow:0 2px 8px rgba(0,0,0,.2)">{head}{text}{close}</div></div>'
    )


def cookies(maker: Maker, width: int) -> str:
    """Return the banner that asks about cookies."""
    base = maker.pick((WHITE, (30, 32, 38), mix(WHITE, maker.style.accent, 0.1)))
    inner = maker.on(base)
    names = maker.pick(
        (
            ("全部接受", "仅必要"),
            ("Accept all", "Reject all", "Manage"),
            ("同意", "设置"),
            ("我知道了",),
            ("接受所有", "拒絕"),
        )
    )
    buttons = [button(inner, name, like=f"cookie{i}", size=14) for i, name in enumerate(names)]
    wide = 700
    lay = flex if width > wide else stack
    text = paragraph(inner, "我们使用必要的缓存数据改进服务，继续浏览即表示您同意。", 13, None, "flex:1;")
    more = link(inner, "了解更多", 13)
    return (
        f'<div style="position:absolute;z-index:19;left:0;right:0;bottom:0;padding:14px;background:{css(base)};'
        f'color:{css(inner.style.ink)};box-shadow:0 -2px 10px rgba(0,0,0,.25)">'
        f"{lay([text, more, flex(buttons, 'flex-wrap:wrap;')], gap=10)}</div>"
    )


def overlay(maker: Maker, width: int, height: int) -> str:
    """Return something that lies on a page, or most of the time nothing."""
    kind = maker.rng.choices(("none", "dialog", "sheet", "drawer", "toast", "cookies"), (68, 11, 6, 3, 7, 5))[0]
    maker.style = replace(maker.style, size=min(maker.style.size, 20))
    drawn = {
        "none": lambda: "",
        "dialog": lambda: dialog(maker, width, height),
        "sheet": lambda: sheet(maker, width),
        "drawer": lambda: drawer(maker, width),
        "toast": lambda: toast(maker, width),
        "cookies": lambda: cookies(maker, width),
    }
    return drawn[kind]()
