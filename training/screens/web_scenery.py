"""What is not a control, though some of it looks like one: badges, charts, pictures, banners, tables, progress."""

import web_words as words
from web_icons import sign
from web_parts import Maker, Rgb, css, dark, esc, mix, paragraph, readable, vivid


def badge(maker: Maker) -> str:
    """Return a small label: a tag, a chip of status or a number in a disc."""
    rng, look = maker.rng, maker.style
    text = maker.pick(words.BADGES)
    tone = vivid(rng) if maker.chance(0.6) else look.accent
    kind = rng.choice(("filled", "tonal", "outline", "dot"))
    size = min(look.size, 20) * rng.uniform(0.65, 0.85)
    back = {
        "filled": f"background:{css(tone)};",
        "tonal": f"background:{css(mix(look.base, tone, 0.15))};",
        "outline": f"border:1px solid {css(tone)};",
        "dot": "",
    }[kind]
    ink = (
        readable(tone)
        if kind == "filled"
        else maker.on(look.base).style.ink
        if kind == "dot"
        else mix(tone, look.ink, 0.25)
    )
    head = (
        (
            f'<i style="display:inline-block;width:6px;height:6px;border-radius:50%;background:{css(tone)};'
            'margin-right:4px"></i>'
        )
        if kind == "dot"
        else ""
    )
    return (
        f'<span style="display:inline-block;flex:none;width:fit-content;font-size:{size:.1f}px;line-height:1.3;'
        f"padding:{rng.uniform(0, 2.5):.1f}px "
        f'{rng.uniform(3, 8):.1f}px;border-radius:{rng.choice((0, 2, 4, 99))}px;color:{css(ink)};{back}">'
        f"{head}{esc(text)}</span>"
    )


def chip(maker: Maker) -> str:
    """Return a chip that might be a button and might not."""
    look = maker.style
    return (
        f'<span data-role="ignore" style="display:inline-block;font-size:{look.size * 0.85:.1f}px;padding:4px 10px;'
        f'border-radius:{maker.pick((4, 99))}px;background:{css(mix(look.base, look.ink, 0.08))}">'
        f"{esc(maker.word('heading'))}</span>"
    )


def picture(maker: Maker, wide: str = "100%", high: float = 100) -> str:
    """Return an illustration or something like a photograph."""
    rng = maker.rng
    first, second = vivid(rng), vivid(rng)
    shapes = []
    for _ in range(rng.randint(2, 9)):
        tone = css(mix(first, vivid(rng), rng.random()), rng.uniform(0.3, 1))
        kind = rng.choice(("circle", "rect", "path"))
        if kind == "circle":
            shapes.append(
                f'<circle cx="{rng.randint(0, 200)}" cy="{rng.randint(0, 100)}" r="{rng.randint(3, 50)}" fill="'
                f'{tone}"/>'
            )
        elif kind == "rect":
            shapes.append(
                f'<rect x="{rng.randint(0, 180)}" y="{rng.randint(0, 90)}" width="{rng.randint(5, 90)}" height="'
                f'{rng.randint(5, 60)}" fill="{tone}"/>'
            )
        else:
            points = " ".join(f"{rng.randint(0, 200)},{rng.randint(20, 110)}" for _ in range(rng.randint(3, 7)))
            shapes.append(f'<polygon points="{points}" fill="{tone}"/>')
    corner = rng.choice((0, 4, 12))
    return (
        f'<svg viewBox="0 0 200 100" preserveAspectRatio="xMidYMid slice" style="display:block;width:{wide};'
        f"max-width:100%;height:{high:.0f}px;"
        f'border-radius:{corner}px;background:linear-gradient({rng.randint(0, 180)}deg,{css(first)},{css(second)})">'
        f"{''.join(shapes)}</svg>"
    )


def avatar(maker: Maker, side: float | None = None) -> str:
    """Return a face or the first character of a name in a disc."""
    rng = maker.rng
    side = side or rng.uniform(28, 64)
    tone = vivid(rng)
    corner = rng.choice(("50%", "50%", "8px", "0"))
    inside = esc(maker.pick(words.NAMES)[0])
    if maker.chance(0.5):
        skin = css(mix(tone, (255, 255, 255), 0.6))
        inside = (
            f'<svg viewBox="0 0 40 40" width="100%" height="100%"><circle cx="20" cy="16" r="8" fill="{skin}"/>'
            f'<ellipse cx="20" cy="38" rx="14" ry="12" fill="{skin}"/></svg>'
        )
    return (
        '<span style="display:inline-flex;flex:none;align-items:center;justify-content:center;overflow:hidden;'
        f"width:{side:.0f}px;height:{side:.0f}px;"
        f"border-radius:{corner};background:{css(tone)};color:{css(readable(tone))};font-size:{side * 0.45:.0f}px;"
        f'line-height:1">{inside}</span>'
    )


def chart(maker: Maker, high: float = 120) -> str:
    """Return a chart: bars, a line, a ring."""
    rng, look = maker.rng, maker.style
    kind = rng.choice(("bars", "line", "ring"))
    tone = css(look.accent)
    if kind == "ring":
        share = rng.uniform(20, 230)
        body = (
            f'<circle cx="100" cy="50" r="38" fill="none" stroke="{css(look.line)}" stroke-width="10"/>'
            '<circle cx="100" cy="50" r="38" fill="none" '
            f'stroke="{tone}" stroke-width="10" stroke-dasharray="{share:.0f} 400"/>'
            '<text x="100" y="56" text-anchor="middle" font-size="16" '
            f'fill="{css(look.ink)}">{rng.randint(1, 99)}%</text>'
        )
    elif kind == "bars":
        count = rng.randint(4, 14)
        body = "".join(
            (
                f'<rect x="{200 / count * i + 2:.0f}" y="{(top := rng.randint(5, 85))}" width="'
                f'{200 / count * 0.6:.0f}" height="{98 - top}" fill="{tone}"/>'
            )
            for i in range(count)
        )
    else:
        points = " ".join(f"{i * 20},{rng.randint(10, 90)}" for i in range(11))
        grid = "".join(f'<path d="M0 {y}H200" stroke="{css(look.line)}"/>' for y in range(10, 100, 20))
        body = f'{grid}<polyline points="{points}" fill="none" stroke="{tone}" stroke-width="2"/>'
    return f'<svg viewBox="0 0 200 100" style="display:block;width:100%;height:{high:.0f}px">{body}</svg>'


def progress(maker: Maker) -> str:
    """Return a progress bar; it has no thumb."""
    rng, look = maker.rng, maker.style
    high = rng.uniform(3, 14)
    share = rng.uniform(5, 95)
    tone = css(look.accent)
    text = (
        f'<span style="font-size:{look.size * 0.8:.0f}px;color:{css(look.muted)}">{share:.0f}%</span>'
        if maker.chance(0.6)
        else ""
    )
    stripes = (
        f"repeating-linear-gradient(45deg,{tone} 0 8px,{css(look.accent, 0.7)} 8px 16px)" if maker.chance(0.2) else tone
    )
    return (
        f'<div style="display:flex;align-items:center;gap:8px;width:100%"><div style="flex:1;height:{high:.1f}px;'
        f"border-radius:{rng.choice((0, 99))}px;"
        f'overflow:hidden;background:{css(mix(look.base, look.ink, 0.12))}"><div style="width:{share:.0f}%;'
        f'height:100%;background:{stripes}"></div></div>{text}</div>'
    )


def price(maker: Maker) -> str:
    """Return a price or another large number."""
    rng, look = maker.rng, maker.style
    tone = maker.pick(((230, 60, 40), look.accent, look.ink))
    whole = rng.randint(1, 9999)
    return (
        f'<span style="color:{css(tone)};font-weight:700;font-size:{min(26, look.size * rng.uniform(1, 2.2)):.0f}px;'
        'white-space:nowrap"><small>'
        f"{maker.pick(('¥', '￥', 'NT$', '$', ''))}</small>{whole}<small>.{rng.randint(0, 99):02d}</small></span>"
    )


def table(maker: Maker, columns: int | None = None) -> str:
    """Return a table of words and numbers."""
    rng, look = maker.rng, maker.style
    columns = columns or rng.randint(2, 4)
    heads = "".join(f"<th>{esc(each)}</th>" for each in rng.sample(words.CAPTIONS, columns))
    lines = []
    for _ in range(rng.randint(2, 5)):
        cells = [
            maker.pick((maker.word("value"), str(rng.randint(1, 9999)), maker.word("name"))) for _ in range(columns)
        ]
        lines.append("<tr>" + "".join(f"<td>{esc(cell)}</td>" for cell in cells) + "</tr>")
    edge = f"border:1px solid {css(look.line)};" if maker.chance(0.6) else f"border-bottom:1px solid {css(look.line)};"
    body = f"<tr>{heads}</tr>{''.join(lines)}"
    for tag in ("th", "td"):
        body = body.replace(
            f"<{tag}>", f'<{tag} style="{edge}padding:5px;text-align:left;overflow:hidden;white-space:nowrap">'
        )
    return (
        '<table style="border-collapse:collapse;table-layout:fixed;width:100%;'
        f'font-size:{min(18, look.size * 0.85):.0f}px">{body}</table>'
    )


def heading(maker: Maker) -> str:
    """Return a section's heading, at times with a bar, a plate or an icon."""
    rng, look = maker.rng, maker.style
    text = esc(maker.word("heading"))
    size = look.size * rng.uniform(1, 1.4)
    kind = rng.choice(("plain", "bar", "plate", "icon", "line"))
    tone = look.accent if maker.chance(0.4) else look.ink
    if kind == "plate":
        back = mix(look.base, look.accent, rng.choice((0.1, 0.9)))
        return (
            f'<div style="background:{css(back)};color:{css(readable(back))};padding:5px 10px;'
            f'font-size:{size:.0f}px">{text}</div>'
        )
    head = {
        "bar": f'<i style="width:4px;height:{size:.0f}px;background:{css(look.accent)}"></i>',
        "icon": sign(maker, "other", size, tone),
    }.get(kind, "")
    line = f"border-bottom:2px solid {css(tone)};" if kind == "line" else ""
    return (
        f'<div style="display:flex;align-items:center;gap:6px;font-weight:{rng.choice((400, 600, 700))};'
        f"font-size:{size:.0f}px;color:{css(tone)};"
        f'{line}">{head}{text}</div>'
    )


def banner(maker: Maker) -> str:
    """Return a coloured notice or an advertisement."""
    rng = maker.rng
    back, base = maker.fill()
    inner = maker.on(base)
    head = sign(inner, "other", inner.style.size * 1.3, inner.style.ink) if maker.chance(0.5) else ""
    role = ' data-role="ignore"' if maker.chance(0.5) else ""
    return (
        f'<div{role} style="display:flex;align-items:center;gap:8px;width:100%;'
        f"padding:{rng.uniform(6, 22):.0f}px 12px;border-radius:{min(maker.radius(), 20):.0f}px;"
        f'background:{back};color:{css(inner.style.ink)}">'
        f"{head}{paragraph(inner, maker.text(1, 1), None, inner.style.ink, 'flex:1;min-width:0')}</div>"
    )


def decoration(maker: Maker) -> str:
    """Return what people take for an icon and is none: a mark of success, a rating, a bullet list."""
    rng, look = maker.rng, maker.style
    kind = rng.choice(("stars", "result", "bullets", "dots"))
    if kind == "stars":
        full = rng.randint(1, 5)
        return (
            f'<span data-role="ignore" style="color:#f5a623;font-size:{look.size:.0f}px">'
            f"{'★' * full}{'☆' * (5 - full)}</span>"
        )
    if kind == "dots":
        return (
            '<span style="display:inline-flex;gap:5px">'
            + "".join(
                (
                    '<i style="width:6px;height:6px;border-radius:50%;'
                    f'background:{css(look.accent if i == 1 else look.line)}"></i>'
                )
                for i in range(4)
            )
            + "</span>"
        )
    if kind == "bullets":
        return (
            "<div>"
            + "".join(
                paragraph(maker, f"{maker.pick('•·※')} {maker.text(1, 1)}", look.size * 0.85, look.muted)
                for _ in range(3)
            )
            + "</div>"
        )
    side = rng.uniform(50, 110)
    picture_ = maker.icons.draw(rng, "other", round(side), css(mix(look.base, look.accent, rng.uniform(0.3, 1))))
    return f'<div data-role="ignore" style="display:inline-block">{picture_}</div>'


def negative(maker: Maker) -> str:
    """Return something of any of these kinds."""
    kinds = (
        "words",
        "badges",
        "picture",
        "avatar",
        "chart",
        "progress",
        "price",
        "table",
        "heading",
        "banner",
        "decoration",
        "code",
    )
    kind = maker.rng.choices(kinds, (20, 12, 10, 6, 5, 7, 6, 6, 10, 8, 8, 2))[0]
    simple = {
        "avatar": avatar,
        "chart": chart,
        "progress": progress,
        "price": price,
        "table": table,
        "heading": heading,
        "banner": banner,
        "decoration": decoration,
    }
    if kind in simple:
        return simple[kind](maker)
    if kind == "badges":
        return (
            '<div style="display:flex;flex-wrap:wrap;gap:6px">'
            + "".join(badge(maker) for _ in range(maker.rng.randint(1, 6)))
            + "</div>"
        )
    if kind == "picture":
        return picture(maker, "100%", maker.rng.uniform(50, 180))
    if kind == "code":
        return f'<div data-code style="color:{css(maker.style.muted)}">{esc(maker.pick(words.ERRORS))}</div>'
    tone = maker.pick((maker.style.ink, maker.style.muted, maker.style.accent))
    return paragraph(maker, maker.text(), maker.style.size * maker.rng.uniform(0.75, 1.15), tone)


def backdrop(maker: Maker, width: int, height: int) -> tuple[str, str, Rgb]:
    """Return a page's background, what lies on it, and the colour to read against."""
    rng = maker.rng
    base = maker.style.base
    kind = rng.choices(("flat", "gradient", "blobs", "noise", "stripes"), (45, 20, 15, 10, 10))[0]
    if kind == "flat":
        return css(base), "", base
    near = mix(base, vivid(rng), rng.uniform(0.05, 0.35))
    if kind == "gradient":
        return f"linear-gradient({rng.randint(0, 360)}deg,{css(base)},{css(near)})", "", mix(base, near, 0.5)
    if kind == "stripes":
        step = rng.randint(2, 30)
        thin = mix(base, near, 0.35)
        return (
            (
                f"repeating-linear-gradient({rng.randint(0, 180)}deg,{css(base)} 0 {step}px,{css(thin)} {step}px "
                f"{step * 2}px)"
            ),
            "",
            base,
        )
    place = f'<svg width="{width}" height="{height}" style="position:absolute;left:0;top:0;z-index:-1">'
    if kind == "noise":
        veil = css(base, rng.uniform(0.55, 0.9))
        return (
            css(base),
            (
                f'{place}<filter id="n"><feTurbulence type="{rng.choice(("turbulence", "fractalNoise"))}" '
                f'baseFrequency="{rng.uniform(0.003, 0.2):.4f}" '
                f'numOctaves="{rng.randint(1, 4)}" seed="{rng.randint(0, 999)}"/></filter>'
                '<rect width="100%" height="100%" filter="url(#n)"/>'
                f'<rect width="100%" height="100%" fill="{veil}"/></svg>'
            ),
            base,
        )
    blobs = "".join(
        f'<ellipse cx="{rng.randint(0, width)}" cy="{rng.randint(0, height)}" rx="{rng.randint(20, width)}" ry="'
        f'{rng.randint(20, 300)}" '
        f'fill="{css(mix(base, vivid(rng), rng.uniform(0.1, 0.5 if dark(base) else 0.35)))}" opacity="'
        f'{rng.uniform(0.3, 0.9):.2f}"/>'
        for _ in range(rng.randint(3, 16))
    )
    return css(base), f"{place}{blobs}</svg>", base
