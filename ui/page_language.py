"""In which language a page is shown: what the link says, else what the device remembers, else the house language."""

from urllib.parse import parse_qs

from starlette.types import Scope

from elder_mode.language import languages
from gateway.settings import Settings
from ui import device_settings

NAMES = (("zh-CN", "中文", "zh-CN"), ("yue", "廣東話", "zh-HK"), ("en", "English", "en"))
"""Each language as we call it, as its speakers do, and as ``lang`` attributes do."""


def asked(scope: Scope) -> str | None:
    """Return the language that the address asks for (``?lang=en``), if it is one that we have."""
    given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return given if given in languages() else None


def shown(scope: Scope, settings: Settings) -> str:
    """Return the language of the page that is asked for: one that has a file of words."""
    found = asked(scope) or device_settings.of(scope, settings).get("language")
    if found is not None:
        return found
    return settings.language if settings.language in languages() else "zh-CN"


def remembered(scope: Scope, settings: Settings) -> str | None:
    """Return the header ``Set-Cookie`` by which the device remembers the language of the address; None without one."""
    language = asked(scope)
    chosen = device_settings.of(scope, settings)
    if language is None or chosen.get("language") == language:
        return None
    return device_settings.header({**chosen, "language": language}, settings, is_secure=scope["scheme"] == "https")
