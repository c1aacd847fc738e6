"""Errors as other programs and people get them: RFC 9457, with a ``code`` and a plain sentence."""

import logging
from types import MappingProxyType

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from elder_mode import language as languages
from gateway.errors import LanternError, NotYoursError, OutboundBlockedError, WrongOffsetError
from gateway.settings import Settings

_LOGGER = logging.getLogger(__name__)
RETRY_AFTER_S = 3
STATUS = MappingProxyType(
    {
        "internal": 500,
        "wrong_setting": 500,
        "store_unavailable": 503,
        "not_found": 404,
        "not_yours": 409,
        "outbound_blocked": 422,
        "article": 422,
        "empty_message": 422,
        "too_large": 413,
        "too_many": 429,
        "key_reused": 409,
        "other_ticket_open": 409,
        "ticket_closed": 409,
        "wrong_offset": 409,
        "wrong_request": 422,
        "sign_in": 401,
        "cross_origin": 403,
    }
)
"""HTTP status of each error code."""


class WrongRequestError(LanternError):
    """A request that nothing can be made of; the text says why, for programmers."""

    code = "wrong_request"


class SignInError(LanternError):
    """Name and password do not fit."""

    code = "sign_in"


class TooManyError(LanternError):
    """Too often in too short a time; the text is the number of seconds to wait."""

    code = "too_many"


class CrossOriginError(LanternError):
    """Another web site tries to act for the person."""

    code = "cross_origin"


def sentence(code: str, language: str) -> str:
    """Return the plain sentence for an error, in the language of the person."""
    words = languages.load(language)
    key = f"error.{code}"
    return words.words(key if words.has(key) else "error.internal")


def language_of(accepts: str, settings: Settings) -> str:
    """Return the language that a caller prefers (the header Accept-Language), else the house language."""
    first = accepts.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip().lower()
    if first.startswith("en"):
        return "en"
    if first.startswith(("yue", "zh-hk")):
        return "yue"
    return "zh-CN" if first.startswith("zh") else settings.language


def problem(code: str, *, language: str, status: int | None = None, **extra: str) -> Response:
    """Return the answer for an error. ``extra`` members go beside code, title and detail."""
    number = status or STATUS.get(code, 500)
    words = sentence(code, language)
    headers = {"Retry-After": extra.get("retry_after", str(RETRY_AFTER_S))} if number in {429, 503} else None
    body = {"type": "about:blank", "title": words, "status": number, "detail": words, "code": code, **extra}
    return JSONResponse(body, status_code=number, headers=headers, media_type="application/problem+json")


def answer(error: LanternError, language: str) -> Response:
    """Return the answer for one of our errors."""
    if isinstance(error, NotYoursError):
        return problem(error.code, language=language, owner=str(error))
    if isinstance(error, OutboundBlockedError):
        return problem(error.code, language=language, rules=str(error))
    if isinstance(error, TooManyError):
        return problem(error.code, language=language, retry_after=str(error))
    if isinstance(error, WrongOffsetError):
        return problem(error.code, language=language, offset=str(error.offset))
    if isinstance(error, WrongRequestError):
        return problem(error.code, language=language, reason=str(error))
    return problem(error.code, language=language)


def install(app: FastAPI, settings: Settings) -> None:
    """Make every error of ``app`` a problem detail."""

    def of(request: Request) -> str:
        return language_of(request.headers.get("accept-language", ""), settings)

    def on_ours(request: Request, error: Exception) -> Response:
        if not isinstance(error, LanternError):
            raise error
        if error.retryable:
            _LOGGER.warning("answered %s: %s", STATUS.get(error.code, 500), error.code)
        return answer(error, of(request))

    def on_http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        code = {
            404: "not_found",
            405: "wrong_request",
            413: "too_large",
            429: "too_many",
            503: "store_unavailable",
        }.get(status, "wrong_request" if status < STATUS["internal"] else "internal")
        return problem(code, language=of(request), status=status)

    def on_shape(request: Request, error: Exception) -> Response:
        where = ""
        if isinstance(error, RequestValidationError):
            # Only where it is wrong: the value may hold words of the person.
            where = "; ".join(".".join(str(part) for part in each["loc"]) for each in error.errors())
        return problem("wrong_request", language=of(request), reason=where)

    app.add_exception_handler(LanternError, on_ours)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_shape)
