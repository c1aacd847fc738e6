"""What a person has chosen for this device: size, colours, pace, sound, language. Kept in one signed cookie.

The cookie holds names of settings and nothing else. Its signature keeps a planted or broken one from deciding what a
page shows; scripts cannot read it, they find the settings in the page. Pages without scripts know them, too.
"""

import base64
import hashlib
import hmac
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from elder_mode import theme
from elder_mode.language import languages
from gateway.settings import Settings
from gateway.store import clock

COOKIE: Final = "lantern_settings"
COOKIE_S: Final = 365 * 24 * 3600
"""A year; every choice begins it anew."""
KEY_FILE: Final = "settings.key"
SIZES: Final = ("normal", "large", "largest")
ON_OFF: Final = ("on", "off")
AUTO: Final = "auto"
"""Colours as the device has them."""
CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "size": SIZES,
        "theme": (AUTO, *(each.name for each in theme.THEMES)),
        "rate": (),
        "speech": ON_OFF,
        "captions": ON_OFF,
        "reader": ON_OFF,
        "sounds": ON_OFF,
        "language": languages(),
        "always_person": ON_OFF,
    }
)
"""Setting → its values. ``rate`` is a number: 0.6 to 2.0 times the voice's own pace."""
RATES: Final = (0.6, 2.0)
_RATE: Final = re.compile(r"\d(?:\.\d{1,2})?")
_LONGEST: Final = 600


def allowed(name: str, value: str) -> bool:
    """Say whether ``name`` is a setting and ``value`` one of its values."""
    if name == "rate":
        return _RATE.fullmatch(value) is not None and RATES[0] <= float(value) <= RATES[1]
    return value in CHOICES.get(name, ())


def of(scope: Scope, settings: Settings) -> dict[str, str]:
    """Return what the device that asks has chosen; empty for one that has chosen nothing."""
    # Starlette's parser passes over cookies of others that are not as they should be; the standard one stops there.
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    return opened(cookies[COOKIE], settings) if COOKIE in cookies else {}


def opened(value: str, settings: Settings) -> dict[str, str]:
    """Return the settings of a cookie's value; empty when we did not sign it."""
    content, _, signature = value.partition(".")
    if len(value) > _LONGEST or not hmac.compare_digest(_signature(content, settings).encode(), signature.encode()):
        return {}
    # Signed by us: it is what ``signed`` wrote, unless another release knew other settings.
    found: dict[str, str] = json.loads(base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)))
    return {name: each for name, each in found.items() if allowed(name, each)}


def signed(chosen: Mapping[str, str], settings: Settings) -> str:
    """Return the value of the cookie that keeps ``chosen``."""
    plain = json.dumps(dict(sorted(chosen.items())), separators=(",", ":")).encode()
    content = base64.urlsafe_b64encode(plain).decode().rstrip("=")
    return f"{content}.{_signature(content, settings)}"


def header(chosen: Mapping[str, str], settings: Settings, *, is_secure: bool) -> str:
    """Return the header ``Set-Cookie`` that makes the device remember ``chosen``."""
    path = settings.root_path.rstrip("/") or "/"
    cookie = f"{COOKIE}={signed(chosen, settings)}; Max-Age={COOKIE_S}; Path={path}; HttpOnly; SameSite=Lax"
    return f"{cookie}; Secure" if is_secure else cookie


def attributes(chosen: Mapping[str, str]) -> str:
    """Return attributes of ``<html>`` that style sheets look at: ``data-size``, ``data-theme``; each with a blank."""
    size, colours = chosen.get("size", SIZES[0]), chosen.get("theme", AUTO)
    parts = [f' data-size="{size}"'] if size != SIZES[0] else []
    parts += [f' data-theme="{colours}"'] if colours != AUTO else []
    return "".join(parts)


def _signature(content: str, settings: Settings) -> str:
    key = settings.cookie_key or _key(settings.data_dir)
    return hmac.new(key.encode(), f"{COOKIE}:{content}".encode(), hashlib.sha256).hexdigest()[:32]


@cache
def _key(data_dir: Path) -> str:
    """Return the key of this installation: made once, readable by nobody else."""
    path = data_dir / KEY_FILE
    if not (known := _read(path)):
        data_dir.mkdir(parents=True, exist_ok=True)
        part = data_dir / f"{KEY_FILE}.{os.getpid()}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(clock.new_key())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its key is everybody's
            os.link(part, path)
        part.unlink()
        known = _read(path)
    return known


def _read(path: Path) -> str:
    """Return the key that is kept; an empty file, which nothing of ours leaves, is put away."""
    try:
        known = path.read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    if not known:
        path.unlink(missing_ok=True)
    return known
