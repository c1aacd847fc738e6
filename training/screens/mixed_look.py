"""The look of one page of the third grammar, and the small pieces that everything there is made of.

A look is a set of choices, each drawn by itself; the pieces are words, signs and plates without any meaning for the truth.
"""

import colorsys
import random
from collections.abc import Sequence
from html import escape
from typing import TypeVar

import phone_words
import web_words
from kit import Icons

T = TypeVar("T")

CJK = (
    ("Noto Sans CJK SC",) * 6
    + ("WenQuanYi Micro Hei",) * 3
    + ("WenQuanYi Zen Hei", "Noto Serif CJK SC", "AR PL UKai CN")
)
LATIN = ("", "", "Roboto", "Lato", "Open Sans", "Inter", "DejaVu Sans", "DejaVu Serif", "Liberation Sans")
ENGLISH = 0.16
"""The share of pages in English."""
EMOJI = "📱🔔🔒💳🎁📦🏥🚌📷🎵🛠🌙📍👪💊📖🧧🏠🌤🚕🍜🥬🐟🍎🧓👵🐈🌹🎬📺🔥⭐"
COMMON = (
    "back",
    "close",
    "search",
    "settings",
    "more",
    "add",
    "share",
    "camera",
    "microphone",
    "play",
    "home",
    "arrow",
)

SHORT_EN = [
    "Pay",
    "Save",
    "Done",
    "Edit",
    "Send",
    "Open",
    "Book",
    "Start",
    "Cancel",
    "Share",
    "Call",
    "Retry",
    "Skip",
    "Next",
    "Allow",
    "Add",
    "Copy",
    "Buy",
]
ROWS_EN = [
    "Account & security",
    "Notifications",
    "Display",
    "Sounds",
    "My orders",
    "Payment methods",
    "Addresses",
    "Language",
    "About",
    "Help center",
    "Privacy",
    "Storage",
    "Battery",
    "Family members",
    "Bluetooth devices",
    "Software update",
    "Medical records",
    "Bus card",
    "Saved articles",
    "Sign-in devices",
]
TABS_EN = [
    "Home",
    "Explore",
    "Cart",
    "Me",
    "Orders",
    "Today",
    "Week",
    "Month",
    "News",
    "Videos",
    "Music",
    "All",
    "Open",
    "Closed",
    "Books",
    "Films",
    "Nearby",
]
LINES_EN = [
    "The service will be back in about ten minutes.",
    "Your parcel has left the sorting centre.",
    "Take one tablet after breakfast.",
    "Bring your card to the front desk.",
    "We never ask for your password on the phone.",
    "Delivered by Thursday, 14 May.",
    "Two people are ahead of you.",
    "Prices include tax.",
    "Sunny, light wind from the east.",
    "Last synced 3 minutes ago",
]
TITLES_EN = [
    "Settings",
    "Orders",
    "Pay a bill",
    "Appointments",
    "My wallet",
    "Messages",
    "Library",
    "Weather",
    "Family album",
    "Trip details",
]
FIELDS_EN = [
    "Enter your name",
    "Phone number",
    "Search",
    "Search books and films",
    "Email",
    "Password",
    "Street and number",
    "Notes (optional)",
]


def rgb(hue: float, sat: float, light: float) -> str:
    """Return a colour from hue, saturation and lightness, 0 to 1 each."""
    red, green, blue = colorsys.hls_to_rgb(hue % 1, min(1, max(0, light)), min(1, max(0, sat)))
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def mark(role: str, label: str | None = None, **data: str) -> str:
    """Return the attributes that say what an element is (``truth.md``)."""
    out = f' data-role="{role}"' + (f' data-label="{escape(label)}"' if label else "")
    return out + "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())


class Look:
    """One page's look and its small pieces."""

    def __init__(self, rng: random.Random, icons: Icons, width: int, height: int) -> None:
        self.rng, self.files, self.width, self.height = rng, icons, width, height
        self.wide = width > 560
        self.english = self.chance(ENGLISH)
        self.elder = not self.wide and self.chance(0.16)
        self.fs = rng.uniform(18, 24) if self.elder else rng.triangular(12.5, 17.5, 15)
        hue = rng.random()
        self.hue, self.dark = hue, self.chance(0.24)
        tint = rng.choice((0, 0, 0, rng.uniform(0.05, 0.6)))
        if self.dark:
            deep = rng.choice((0, 0.05, 0.09, 0.13))
            self.bg, self.card = rgb(hue, tint * 0.5, deep), rgb(hue, tint * 0.5, deep + rng.choice((0, 0.05, 0.09)))
            self.ink, self.sub = rgb(hue, tint, rng.uniform(0.88, 1)), rgb(hue, tint * 0.3, rng.uniform(0.5, 0.7))
            self.line, self.fill = rgb(hue, tint * 0.3, deep + 0.17), rgb(hue, tint * 0.4, deep + 0.14)
            self.acc = rgb(hue, rng.uniform(0.5, 1), rng.uniform(0.48, 0.66))
        else:
            self.bg = rgb(hue, tint, rng.choice((1, 1, 0.975, 0.96, 0.94)))
            self.card = rng.choice(("#fff", "#fff", "#fff", self.bg))
            self.ink, self.sub = rgb(hue, tint, rng.uniform(0, 0.24)), rgb(hue, tint * 0.4, rng.uniform(0.4, 0.62))
            self.line, self.fill = (
                rgb(hue, tint * 0.4, rng.uniform(0.83, 0.93)),
                rgb(hue, tint * 0.6, rng.uniform(0.9, 0.965)),
            )
            self.acc = rgb(hue, rng.uniform(0.45, 1), rng.uniform(0.32, 0.54))
        self.on_acc = "#fff"
        if self.chance(0.08):
            self.stark()
        self.second = rgb(hue + rng.uniform(0.08, 0.6), rng.uniform(0.4, 1), rng.uniform(0.42, 0.6))
        self.warn = rng.choice(("#f5222d", "#e5484d", "#fa5151", "#d93026", "#c62828", "#e8590c"))
        self.r = rng.choice((0, 2, 4, 6, 8, 10, 12, 16, 20))
        self.rb = rng.choice((0, 4, 6, 8, 12, 99, 99, self.r))
        self.pad = rng.choice((10, 12, 14, 16, 16, 20, 24))
        self.bold = rng.choice((500, 600, 700, 800))
        self.air = rng.triangular(0.6, 1.5, 1)
        self.edge = rng.choice(("none", "none", "line", "shadow", "shadow", "thick", "both"))
        self.shade = rng.choice(
            ("0 1px 3px #0003", "0 2px 10px #0002", "0 4px 18px #0003", "3px 3px 0 #0008", "0 6px 24px #0004")
        )
        self.signs = rng.choice(("svg", "svg", "svg", "svg", "glyph", "emoji"))
        self.face = ",".join(f"'{one}'" for one in (rng.choice(LATIN), rng.choice(CJK), "Noto Color Emoji") if one)
        end = rgb(hue + rng.uniform(-0.12, 0.14), 0.8, 0.52)
        self.gradient = f"linear-gradient({rng.choice((90, 135, 180, 60))}deg,{self.acc},{end})"
        self.paint = rng.choice((self.acc,) * 6 + (self.gradient,) * 2 + (self.ink,))
        self.on_paint = self.bg if self.paint == self.ink else self.on_acc

    def stark(self) -> None:
        """Take the colours of a page of high contrast."""
        ink, bg = self.pick(
            (("#ff0", "#000"), ("#fff", "#000"), ("#000", "#fff"), ("#000", "#ffd600"), ("#0f0", "#000"))
        )
        self.bg = self.card = bg
        self.ink = self.sub = self.line = ink
        self.acc, self.on_acc, self.fill = (*self.pick(((ink, bg), ("#0af", "#000"), (ink, bg))), bg)
        self.dark = bg == "#000"

    # ------------------------------------------------------------------ chance
    def chance(self, share: float) -> bool:
        """Return True for ``share`` of the calls."""
        return self.rng.random() < share

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return self.rng.choice(options)

    def num(self, least: float, most: float) -> float:
        """Return a number between, with one decimal."""
        return round(self.rng.uniform(least, most), 1)

    # ------------------------------------------------------------------- words
    def words(self, kind: str) -> str:
        """Return a label of a kind, in the page's language."""
        if self.english:
            lists = {
                "button": SHORT_EN,
                "row": ROWS_EN,
                "tab": TABS_EN,
                "line": LINES_EN,
                "title": TITLES_EN,
                "hint": FIELDS_EN,
            }
            if kind in lists:
                return self.pick(lists[kind])
            if kind == "link":
                return self.pick(
                    [
                        "Forgot password?",
                        "Terms of use",
                        "Learn more",
                        "View all",
                        "Privacy",
                        "Change",
                        "See details",
                        "Contact us",
                    ]
                )
        lists = {
            "button": (phone_words.BUTTONS, phone_words.SHORT, web_words.BUTTONS),
            "row": (phone_words.ROWS, phone_words.ROWS, web_words.ROWS),
            "tab": (phone_words.TABS, phone_words.TABS, web_words.TABS),
            "line": (phone_words.SENTENCES, phone_words.SENTENCES, list(web_words.SENTENCES)),
            "title": (phone_words.TITLES, phone_words.TITLES, web_words.TITLES),
            "hint": (phone_words.FIELDS, phone_words.FIELDS, web_words.FIELDS),
            "link": (phone_words.LINKS, web_words.LINKS),
            "tile": (phone_words.TILES,),
            "value": (phone_words.VALUES, web_words.VALUES),
            "caption": (phone_words.CAPTIONS, web_words.CAPTIONS),
            "typed": (phone_words.VALUES_TYPED,),
            "person": (phone_words.PEOPLE,),
            "shop": (phone_words.SHOPS, phone_words.GOODS),
            "head": (phone_words.HEADLINES, phone_words.SENTENCES),
            "switch": (phone_words.SWITCHES, web_words.SWITCHES),
            "tag": (phone_words.TAGS, web_words.BADGES),
            "error": (phone_words.ERRORS,),
            "song": (phone_words.SONGS,),
        }
        return self.pick(self.pick(lists[kind]))

    def some(self, kind: str, count: int) -> list[str]:
        """Return different labels of a kind."""
        found: list[str] = []
        for _ in range(count * 6):
            word = self.words(kind)
            if word not in found:
                found.append(word)
        return found[:count]

    def time(self) -> str:
        """Return a time or a date as lists show it."""
        hour, minute, day = self.rng.randint(0, 23), self.rng.randint(0, 59), self.rng.randint(1, 28)
        return self.pick(
            (
                f"{hour:02}:{minute:02}",
                f"{hour}:{minute:02}",
                "昨天",
                "周三",
                f"{hour % 12 + 1}月{day}日",
                f"2025-0{hour % 9 + 1}-{day:02}",
            )
        )

    def money(self) -> str:
        """Return an amount."""
        return self.pick(("¥", "￥", "", "+", "-")) + self.pick(
            (f"{self.rng.uniform(1, 900):.2f}", f"{self.rng.randint(1, 99999):,}", f"{self.rng.randint(5, 300)}元")
        )

    # ------------------------------------------------------------------ pieces
    def span(self, text: str, style: str = "", tags: str = "") -> str:
        """Return words in a span."""
        return f'<span{tags} style="{style}">{escape(text)}</span>'

    def div(self, inner: str, style: str = "", tags: str = "") -> str:
        """Return a block."""
        return f'<div{tags} style="{style}">{inner}</div>'

    def font(self, size: float, tone: str, weight: object = "", extra: str = "") -> str:
        """Return CSS of words, ``size`` in times of the page's size."""
        heavy = f"font-weight:{weight};" if weight else ""
        return f"font-size:{self.fs * size:.1f}px;color:{tone};{heavy}{extra}"

    def row(self, inner: str, gap: float = 8, extra: str = "", tags: str = "") -> str:
        """Return things side by side."""
        return f'<div{tags} style="display:flex;align-items:center;gap:{gap:.0f}px;{extra}">{inner}</div>'

    def sign(self, name: str, size: float, tone: str) -> str:
        """Return a drawn sign; what it means is up to who holds it."""
        if name == "other" and self.signs == "emoji":
            return f'<span style="font-size:{size * 0.9:.0f}px;line-height:1">{self.pick(list(EMOJI))}</span>'
        if self.signs == "glyph" and name in GLYPHS and self.chance(0.8):
            return f'<span style="font-size:{size * 1.1:.0f}px;line-height:1;color:{tone}">{self.pick(list(GLYPHS[name]))}</span>'
        return self.files.draw(self.rng, name, round(size, 1), tone)

    def some_sign(self) -> str:
        """Return the name of any sign."""
        return self.pick(COMMON) if self.chance(0.35) else "other"

    def icon(
        self, name: str = "", size: float = 0, tone: str = "", plate: str = "", extra: str = "", side: float = 0
    ) -> str:
        """Return a sign that can be used by itself: bare, or on a plate that is then its box."""
        name = name or self.some_sign()
        size = size or self.num(18, 26) * (1.15 if self.elder else 1)
        tags = mark("icon", icon=name)
        drawn = self.sign(name, size, tone or self.ink)
        base = f"display:inline-flex;flex:none;align-items:center;justify-content:center;line-height:1;{extra}"
        if not plate:
            return f'<span{tags} style="{base}">{drawn}</span>'
        side = side or size * self.num(1.5, 2.1)
        return f'<span{tags} style="{base}width:{side:.0f}px;height:{side:.0f}px;{plate}">{drawn}</span>'

    def plate(self) -> str:
        """Return CSS of a plate below a sign."""
        corner = self.pick(("50%", "50%", f"{min(self.r, 12)}px"))
        paint = self.pick(
            (
                f"background:{self.fill}",
                f"background:{self.card};box-shadow:{self.shade}",
                f"border:1px solid {self.line}",
            )
        )
        return f"border-radius:{corner};{paint};"

    def boxed(self) -> str:
        """Return CSS of the page's cards."""
        edge = {
            "line": f"border:1px solid {self.line};",
            "shadow": f"box-shadow:{self.shade};",
            "thick": f"border:2px solid {self.ink};",
        }
        both = edge["line"] + edge["shadow"]
        return f"background:{self.card};border-radius:{self.r}px;{both if self.edge == 'both' else edge.get(self.edge, '')}"

    def picture(self, width: str, height: float, corner: float | None = None) -> str:
        """Return something that looks like a picture: hills, shapes and colours."""
        hue, corner = self.rng.random(), self.pick((0, 4, 8, min(self.r, 16))) if corner is None else corner
        shapes = "".join(
            f'<ellipse cx="{self.rng.randint(0, 100)}" cy="{self.rng.randint(20, 100)}" rx="{self.rng.randint(6, 50)}" ry="{self.rng.randint(6, 40)}" '
            f'fill="{rgb(hue + self.rng.uniform(-0.2, 0.2), self.rng.random(), self.rng.uniform(0.2, 0.9))}"/>'
            for _ in range(self.rng.randint(1, 7))
        )
        sky = (
            f"background:linear-gradient({self.rng.randint(0, 360)}deg,{rgb(hue, 0.6, 0.8)},{rgb(hue + 0.2, 0.6, 0.5)})"
        )
        return (
            f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" style="display:block;flex:none;width:{width};height:{height:.0f}px;'
            f'border-radius:{corner}px;{sky}">{shapes}</svg>'
        )

    def badge(self) -> str:
        """Return a count or a word that says how many or how new."""
        if self.chance(0.4):
            return f'<i style="flex:none;width:8px;height:8px;border-radius:50%;background:{self.warn}"></i>'
        text = self.pick((str(self.rng.randint(1, 99)), "99+", "新", "New", str(self.rng.randint(1, 9))))
        return f'<i style="flex:none;min-width:17px;height:17px;padding:0 5px;border-radius:9px;background:{self.warn};color:#fff;font:11px/17px sans-serif;text-align:center">{text}</i>'

    def tag(self) -> str:
        """Return a tag: a word with an edge or a pale plate that does nothing."""
        tone = self.pick((self.acc, self.warn, self.second, self.sub))
        look = self.pick(
            (
                f"border:1px solid {tone};color:{tone}",
                f"background:color-mix(in srgb,{tone} 15%,{self.card});color:{tone}",
                f"background:{tone};color:#fff",
            )
        )
        return self.span(
            self.words("tag"),
            f"font-size:{self.fs * 0.72:.1f}px;line-height:1.5;padding:0 5px;border-radius:{self.pick((2, 3, 4, 9))}px;white-space:nowrap;flex:none;{look}",
        )


GLYPHS = {
    "back": "‹←<〈", "close": "×✕✖", "search": "🔍⌕", "settings": "⚙", "more": "⋯…⋮", "add": "＋+", "share": "↗⤴",
    "camera": "📷", "microphone": "🎤", "play": "▶", "home": "⌂🏠", "arrow": "›>→▾", "other": "♡★☆♥☰✎✓♪☏✉⚑↻⇄☺▤ⓘ?!",
}  # fmt: skip
