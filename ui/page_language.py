"""In which language a page is shown: what the link says, else what the device remembers, else the house language."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Scope

from elder_mode.language import languages
from gateway.settings import Settings

LANGUAGE_COOKIE = "lantern_language"
LANGUAGE_COOKIE_S = 400 * 24 * 3600
"""Browsers keep a cookie for at most 400 days."""


def asked(scope: Scope) -> str | None:
    """Return the language that the address asks for (``?lang=en``), if it is one that we have."""
    given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return given if given in languages() else None


def shown(scope: Scope, settings: Settings) -> str:
    """Return the language of the page that is asked for: one that has a file of words."""
    found = asked(scope) or _remembered(scope)
    if found is not None:
        return found
    return settings.language if settings.language in languages() else "zh-CN"


def remember(language: str, path: str, *, is_secure: bool) -> str:
    """Return the header ``Set-Cookie`` that makes the device remember ``language`` below ``path``."""
    cookie = f"{LANGUAGE_COOKIE}={language}; Max-Age={LANGUAGE_COOKIE_S}; Path={path}; HttpOnly; SameSite=Lax"
    return f"{cookie}; Secure" if is_secure else cookie


def _remembered(scope: Scope) -> str | None:
    try:
        cookie = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return None
    found = cookie[LANGUAGE_COOKIE].value if LANGUAGE_COOKIE in cookie else ""
    return found if found in languages() else None
