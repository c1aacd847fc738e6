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
_GROUPS = (
    ("page.settings_size", tuple((f"size={each}", f"page.size_{each}") for each in SIZES)),
    (
        "page.settings_theme",
        tuple((f"theme={each}", f"page.theme_{each.replace('-', '_')}") for each in device_settings.CHOICES["theme"]),
    ),
    ("page.settings_sound", (("captions", "page.captions_label"),)),
    ("page.person", (("always_person", "page.always_label"),)),
)
"""What makes sense without a script: heading, and for each button the setting and its words."""
_FIRST = {"size": SIZES[0], "theme": AUTO, "captions": "off", "always_person": "off"}

Words = Callable[..., str]
"""A key → the words as they may stand in HTML."""


def changed(given: str, request: Request, settings: Settings) -> tuple[dict[str, str], str, str] | None:
    """Return all settings with ``given`` (``name=value``) among them, that change, and the one it replaces.

    None for what is no setting of this page.
    """
    name, _, value = given.partition("=")
    if name not in _FIRST or not device_settings.allowed(name, value):
        return None
    chosen = device_settings.of(request.scope, settings)
    before = chosen.get(name, _FIRST[name])
    return {**chosen, name: value}, given, f"{name}={before}"


def said(change: str, before: str, w: Words, address: str) -> str:
    """Return the words that say what was changed, with the button that takes it back; empty for a forged address."""
    name, _, value = change.partition("=")
    old = before.partition("=")[2]
    is_ours = name in _FIRST and before.startswith(f"{name}=")
    if not is_ours or not (device_settings.allowed(name, value) and device_settings.allowed(name, old)):
        return ""
    if name == "size":
        key = "setting.size_smaller" if SIZES.index(value) < SIZES.index(old) else "setting.size_larger"
    else:
        key = f"setting.{name}_{value.replace('-', '_')}"
    back = (
        f'<form method="post" action="{address}">'
        f'<p><button name="{FIELD}" value="{escape(before)}">{w("page.change_back")}</button></p></form>'
    )
    return f'<div class="status" id="kept" role="status"><p>{w(key)}</p>{back}</div>'


def panel(chosen: Mapping[str, str], language: str, w: Words, address: str) -> str:
    """Return the settings and the languages, each a large button."""
    groups = []
    for title, buttons in _GROUPS:
        shown = "".join(_button(setting, w(key), chosen) for setting, key in buttons)
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
        f'<form method="post" action="{address}">{"".join(groups)}</form>'
        f'<nav aria-label="{title}"><h3>{title}</h3>{languages}</nav></section>'
    )


def _button(setting: str, words: str, chosen: Mapping[str, str]) -> str:
    name, _, value = setting.partition("=")
    now = chosen.get(name, _FIRST[name])
    is_on = now == (value or "on")
    wanted = setting if value else f"{name}={ON_OFF[int(is_on)]}"
    pressed = "true" if is_on else "false"
    return f'<p><button name="{FIELD}" value="{wanted}" aria-pressed="{pressed}">{words}</button></p>'
