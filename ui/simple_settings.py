"""The settings on the plain form: one button each, no script; what was changed is said, and undone by one more."""

from collections.abc import Callable, Mapping
from html import escape

from starlette.requests import Request

from gateway.settings import Settings
from ui import device_settings
from ui.device_settings import AUTO, ON_OFF, SIZES
from ui.page_language import NAMES

FIELD = "set"
"""Form field: ``name=value``."""
PACE = "pace"
"""Form field and parameter: the rate at which the person heard us when they pressed a button."""
_GROUPS = (
    ("page.settings_size", tuple((f"size={each}", f"page.size_{each}") for each in SIZES)),
    (
        "page.settings_theme",
        tuple((f"theme={each}", f"page.theme_{each.replace('-', '_')}") for each in device_settings.CHOICES["theme"]),
    ),
    (
        "page.settings_rate",
        (("rate=slower", "page.rate_slower"), ("rate=normal", "page.rate_normal"), ("rate=faster", "page.rate_faster")),
    ),
    ("page.settings_sound", (("captions", "page.captions_label"),)),
    ("page.person", (("always_person", "page.always_label"),)),
)
"""What makes sense without a script: heading, and for each button the setting and its words."""
STEP = 1.25
"""One press of "slower" takes a fifth off, as on the other page (``static/elder/player.js``)."""
NORMAL = "normal"
"""Rate of who has chosen none: the voice's own."""
_FIRST = {"size": SIZES[0], "theme": AUTO, "rate": NORMAL, "captions": "off", "always_person": "off"}

Words = Callable[..., str]
"""A key → the words as they may stand in HTML."""


def changed(given: str, request: Request, settings: Settings) -> tuple[dict[str, str], str, str] | None:
    """Return all settings with ``given`` (``name=value``) among them, that change, and the one it replaces.

    None for what is no setting of this page.
    """
    name, _, value = given.partition("=")
    if not _is_ours(name, value):
        return None
    chosen = device_settings.of(request.scope, settings)
    before = chosen.pop(name, _FIRST[name])
    news = {} if given == f"rate={NORMAL}" else {name: value}
    return {**chosen, **news}, given, f"{name}={before}"


def stepped(rate: float, *, is_slower: bool) -> str:
    """Return the rate one step slower or faster than ``rate``, within bounds, as the setting keeps it."""
    slowest, fastest = device_settings.RATES
    return f"{min(fastest, max(slowest, rate / STEP if is_slower else rate * STEP)):.2f}"


def pace_field(rate: float) -> str:
    """Return the hidden field that tells at which rate the person hears us where a button stands."""
    return f'<input type="hidden" name="{PACE}" value="{rate:.2f}">'


def said(change: str, before: str, w: Words, address: str, *, pace: str = "", heard: float = 1.0) -> str:
    """Return the words that say what was changed, with the button that takes it back; empty for a forged address.

    ``pace``: the rate before, for who had chosen none; ``heard``: the rate now.
    """
    name, _, value = change.partition("=")
    old = before.partition("=")[2]
    if not (before.startswith(f"{name}=") and _is_ours(name, value) and _is_ours(name, old)):
        return ""
    if name == "rate":
        key = _of_rate(value, pace if old == NORMAL and device_settings.allowed("rate", pace) else old)
    elif name == "size":
        key = "setting.size_smaller" if SIZES.index(value) < SIZES.index(old) else "setting.size_larger"
    else:
        key = f"setting.{name}_{value.replace('-', '_')}"
    back = (
        f'<form method="post" action="{address}">{pace_field(heard)}'
        f'<p><button name="{FIELD}" value="{escape(before)}">{w("page.change_back")}</button></p></form>'
    )
    return f'<div class="status" id="kept" role="status"><p>{w(key)}</p>{back}</div>'


def panel(chosen: Mapping[str, str], language: str, w: Words, address: str, *, voice: float = 1.0) -> str:
    """Return the settings and the languages, each a large button; ``voice``: its rate by itself."""
    groups = []
    for title, buttons in _GROUPS:
        shown = "".join(_button(setting, w(key), chosen, voice) for setting, key in buttons)
        groups.append(f'<div role="group" aria-label="{w(title)}"><h3>{w(title)}</h3>{shown}</div>')
    here = ' aria-current="true"'
    languages = "".join(
        f'<p><a class="button" lang="{tag}" href="{address}?lang={code}"'
        f"{here if code == language else ''}>{name}</a></p>"
        for code, name, tag in NAMES
    )
    title = w("page.settings_language")
    return (
        f'<section id="settings"><h2>{w("page.settings")}</h2>'
        f'<form method="post" action="{address}">{pace_field(heard(chosen, voice))}{"".join(groups)}</form>'
        f'<nav aria-label="{title}"><h3>{title}</h3>{languages}</nav></section>'
    )


def heard(chosen: Mapping[str, str], voice: float) -> float:
    """Return the rate at which a device hears a voice: the chosen one, else that of the voice by itself."""
    return float(chosen.get("rate", voice))


def _is_ours(name: str, value: str) -> bool:
    is_rate = (name, value) == ("rate", NORMAL)
    return is_rate or (name in _FIRST and device_settings.allowed(name, value))


def _of_rate(value: str, old: str) -> str:
    """Return the key of the words for a change of the rate that was ``old`` before."""
    if value == NORMAL:
        return "setting.rate_normal"
    now, was = float(value), 1.0 if old == NORMAL else float(old)
    if now == was and now in device_settings.RATES:
        return "page.slower_no_more" if now < 1 else "page.faster_no_more"
    return "setting.rate_slower" if now < was else "setting.rate_faster"


def _button(setting: str, words: str, chosen: Mapping[str, str], voice: float) -> str:
    name, _, value = setting.partition("=")
    now = chosen.get(name, _FIRST[name])
    is_on = now == (value or "on")
    wanted = setting if value else f"{name}={ON_OFF[int(is_on)]}"
    if name == "rate" and value != NORMAL:
        rate = heard(chosen, voice)
        is_on = rate < voice if value == "slower" else rate > voice
        wanted = f"rate={stepped(rate, is_slower=value == 'slower')}"
    pressed = "true" if is_on else "false"
    return f'<p><button name="{FIELD}" value="{wanted}" aria-pressed="{pressed}">{words}</button></p>'
