"""Who is calling: the person by device cookie or session token, the agent by desk cookie or bearer token."""

from fastapi import Request, Response

from gateway.errors import NotFoundError
from gateway.store import clock
from gateway.store.agents import Agent
from ui.limits import SIGN_IN, SIGN_IN_ADDRESS, Rates
from ui.services import Services

DEVICE_COOKIE = "lantern_device"
DESK_COOKIE = "lantern_desk"
DEVICE_COOKIE_S = 400 * 24 * 3600
"""Browsers keep a cookie for at most 400 days."""
DESK_COOKIE_S = 12 * 3600
SIGNING_IN = "sign-in"
"""What is counted, for page and API together."""


def bearer(request: Request) -> str | None:
    """Return the token of the header ``Authorization: Bearer …``."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None


def keys_of(request: Request) -> tuple[str, ...]:
    """Return all secrets with which the caller could open a session."""
    found = (bearer(request), request.cookies.get(DEVICE_COOKIE))
    return tuple(key for key in found if key)


def opens(request: Request, services: Services, session_id: str) -> bool:
    """Say whether the caller is the person of this session."""
    return services.store.sessions.is_opened_by(session_id, keys_of(request))


def require_owner(request: Request, services: Services, session_id: str) -> None:
    """Do nothing for the person of this session.

    Raises:
        NotFoundError: the caller is somebody else, or there is no such session.
    """
    if not opens(request, services, session_id):
        raise NotFoundError(session_id)


def agent_of(request: Request, services: Services) -> Agent | None:
    """Return the agent who calls, and note that they are on duty; None when it is nobody."""
    key = bearer(request) or request.cookies.get(DESK_COOKIE)
    return services.store.agents.of_key(key) if key else None


def require_agent(request: Request, services: Services) -> Agent:
    """Return the agent who calls.

    Raises:
        NotFoundError: it is no agent; nobody learns what is here.
    """
    agent = agent_of(request, services)
    if agent is None:
        raise NotFoundError("agent")
    return agent


def device_session(request: Request, services: Services) -> str | None:
    """Return the newest session of the caller's device; None for a device that was never here."""
    key = request.cookies.get(DEVICE_COOKIE)
    return services.store.sessions.newest_of(key) if key else None


def bind_device(request: Request, response: Response, services: Services, session_id: str) -> None:
    """Let the caller's device open the session from now on, by a cookie that no script can read.

    A key that we never gave out is not taken over: whoever planted it in this browser would open the session too.
    """
    key = request.cookies.get(DEVICE_COOKIE)
    if not key or services.store.sessions.newest_of(key) is None:
        key = clock.new_key()
    services.store.sessions.add_key(session_id, key, "device")
    response.set_cookie(
        DEVICE_COOKIE,
        key,
        max_age=DEVICE_COOKIE_S,
        path=cookie_path(services),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def sign_in(  # what is needed to know who it is and how often they tried
    request: Request, response: Response, services: Services, rates: Rates, *, name: str, password: str
) -> bool:
    """Sign an agent in at the desk; False when name and password do not fit.

    Raises:
        TooManyError: there were too many wrong passwords for this name from this address; right ones do not count.
    """
    caller = request.client.host if request.client else "-"
    rates.check_left(SIGN_IN_ADDRESS, SIGNING_IN, caller)
    rates.check(SIGN_IN, SIGNING_IN, name, caller)  # counted before the answer, so that guesses side by side count too
    key = services.store.agents.sign_in(name, password)
    if key is None:
        rates.count(SIGN_IN_ADDRESS, SIGNING_IN, caller)
        return False
    rates.forget(SIGN_IN, SIGNING_IN, name, caller)
    response.set_cookie(
        DESK_COOKIE,
        key,
        max_age=DESK_COOKIE_S,
        path=cookie_path(services),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return True


def sign_out(request: Request, response: Response, services: Services) -> None:
    """Sign the agent out."""
    key = request.cookies.get(DESK_COOKIE)
    if key:
        services.store.agents.sign_out(key)
    response.delete_cookie(DESK_COOKIE, path=cookie_path(services))


def cookie_path(services: Services) -> str:
    """Return the path under which our cookies are sent."""
    return services.settings.root_path.rstrip("/") or "/"
