"""Random phone screens with their truth: ``page`` draws one of thirty-four kinds in a look of its own."""

import random

from kit import Icons, Page
from phone_errands import Errands

SCENES = {
    "settings": 7,
    "levels": 3,
    "profile": 4,
    "form": 6,
    "login": 4,
    "result": 4,
    "chat": 4,
    "shop_grid": 4,
    "orders": 4,
    "detail": 3,
    "feed": 5,
    "article": 3,
    "comments": 1,
    "music": 3,
    "playlist": 3,
    "video": 3,
    "camera": 2,
    "map_": 3,
    "call": 3,
    "month": 3,
    "transfer": 3,
    "bills": 2,
    "cashier": 3,
    "secret": 2,
    "dialer": 2,
    "health": 4,
    "home": 6,
    "coupons": 3,
    "vote": 4,
    "cart": 3,
    "contacts": 4,
    "hunt": 2,
    "error": 4,
    "welcome": 2,
}
"""The kinds of screens, and how often each is drawn."""
OVERS = {"dialog": 9, "permission": 2, "advert": 2, "sheet": 3, "panel": 3, "share_sheet": 2, "toast": 3, "menu": 2}
"""What may lie over a screen, and how often."""
WITH_KEYBOARD = ("form", "login", "chat", "comments", "hunt", "article", "contacts")
SMALL = 520


def size(rng: random.Random) -> tuple[int, int]:
    """Return the width and height of a phone, sometimes lying on its side, or of a tablet."""
    kind = rng.choices(["phone", "flat", "tablet"], [84, 8, 8])[0]
    if kind == "tablet":
        return rng.randint(600, 900), rng.randint(800, 1100)
    width, height = rng.randint(320, 430), rng.randint(560, 940)
    return (height, width) if kind == "flat" else (width, height)


def page(rng: random.Random, icons: Icons, name: str = "", over: str = "") -> Page:
    """Return one random screen; ``name`` and ``over`` force its kind and what lies over it."""
    width, height = size(rng)
    ui = Errands(rng, icons, width, height)
    name = name or rng.choices(list(SCENES), list(SCENES.values()))[0]
    if over or ui.chance(0.24):
        over = over or rng.choices(list(OVERS), list(OVERS.values()))[0]
        ui.over = getattr(ui, over)()
    elif name in WITH_KEYBOARD and height > SMALL and ui.chance(0.35):
        ui.keyboard = rng.choice([ui.qwerty, ui.nine, ui.pad_keys])()
    return Page(html=getattr(ui, name)(), width=width, height=height, scale=rng.choice([1, 1, 1.5, 2, 2, 2.625, 3]))
