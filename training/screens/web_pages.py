"""Pages of mini programs, of the web on phones and on desks, and of machines with a screen."""

import random
from dataclasses import replace

import web_devices
import web_large
import web_reading
import web_scenes
import web_sites
import web_small
from kit import Icons, Page
from web_blocks import screen
from web_overlays import overlay
from web_parts import Maker, chance, document, style
from web_scenery import backdrop

PHONES = 0.55
"""The share of pages as wide as a phone."""
DEVICES = 0.3
"""The share of pages that are a machine's rather than a site's."""


def page(rng: random.Random, icons: Icons) -> Page:
    """Return a page of the web."""
    phone = chance(rng, PHONES)
    width = rng.randint(320, 480) if phone else rng.randint(768, 1440)
    height = rng.randint(560, 980) if phone else rng.randint(540, 1000)
    scale = round(rng.uniform(1, 3) if phone else rng.uniform(1, 2), 2)
    maker = Maker(rng, icons, style(rng), rng.random())
    maker.style = replace(maker.style, size=min(maker.style.size, 24 if phone else 19))
    back, under = None, ""
    if chance(rng, 0.15):
        back, under, base = backdrop(maker, width, height)
        maker = maker.on(base)
    if chance(rng, DEVICES):
        body = rng.choice((*web_devices.PAGES, *web_scenes.PAGES))(maker, width, height)
    elif phone:
        body = rng.choice((*web_small.PAGES, *web_reading.PAGES))(maker, width)
    else:
        body = rng.choice((*web_large.PAGES, *web_sites.PAGES))(maker, width, height)
    body = under + screen(body) + overlay(maker, width, height)
    return Page(html=document(maker, body, width, height, back), width=width, height=height, scale=scale)
