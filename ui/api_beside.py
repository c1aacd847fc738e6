"""The REST API beside messages: taking one back, taps of a trembling hand, "always a person". See docs/api.md."""

import re
from typing import Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from gateway.errors import NotFoundError
from gateway.store import clock
from gateway.store.withdrawing import Withdrawal
from gateway.submission import CameFrom, Taps
from gateway.understand import behaviour
from ui import auth, device_settings
from ui.form import Form
from ui.services import Services

CONTROL: Final = r"[a-z][a-z0-9_-]{0,39}"
"""What the name of a control looks like."""
MAX_TAPS: Final = 20
"""Bursts of one message that are looked at."""
_TAPS: Final = re.compile(rf"({CONTROL}):([0-9]{{1,3}})/([0-9]{{1,6}})")


class TapsBody(BaseModel):
    """Repeats of one control that the page has ignored."""

    control: str = Field(pattern=f"^{CONTROL}$")
    count: int = Field(ge=2, le=999)
    """All taps, the first included."""
    within_ms: int = Field(ge=0, le=999_999)


class Switch(BaseModel):
    """On or off."""

    is_on: bool


def router(services: Services) -> APIRouter:
    """Return the endpoints."""
    api = APIRouter(prefix="/api/v1")

    @api.post("/submissions/{submission_id}/withdraw")
    def withdraw(request: Request, submission_id: str) -> Withdrawal:
        """Take a message or a call back. It is kept, and marked; twice is as good as once; danger stays."""
        auth.require_owner(request, services, services.store.submissions.load(submission_id).session_id)
        return services.store.withdrawing.withdraw(submission_id)

    @api.put("/sessions/{session_id}/always-person", status_code=204)
    def always_person(request: Request, session_id: str, body: Switch) -> None:
        """Keep whether this person wants persons only; every message then goes to one."""
        auth.require_owner(request, services, session_id)
        services.store.sessions.set_always_human(session_id, is_always_human=body.is_on)

    @api.post("/sessions/{session_id}/taps", status_code=204)
    def taps(request: Request, session_id: str, body: TapsBody) -> None:
        """Note on the open ticket that a hand trembles; 404 without one: it then goes with the next message."""
        auth.require_owner(request, services, session_id)
        ticket = services.store.tickets.open_of(session_id)
        if ticket is None:
            raise NotFoundError(session_id)
        told = (Taps(control=body.control, count=body.count, within_ms=body.within_ms),)
        signal = behaviour.tremor(told, input_id=ticket.submission_ids[-1], at=clock.stamp(clock.now()))
        if signal is not None:
            services.store.withdrawing.add_signal(session_id, signal)

    return api


def taps_of(form: Form) -> tuple[Taps, ...]:
    """Return the repeats that a form tells of (``taps``), each as ``<control>:<count>/<milliseconds>``.

    Others are left out: a side note keeps no message away.
    """
    found = (_TAPS.fullmatch(value) for value in form.fields.get("taps", ()))
    told = (Taps(control=each[1], count=int(each[2]), within_ms=int(each[3])) for each in found if each)
    return tuple(each for each in told if each.count > 1)[:MAX_TAPS]


def came_from_of(form: Form) -> CameFrom | None:
    """Return the page on which the person was before (``context_title``, ``context_url``), when they tell it."""
    return behaviour.origin(form.first("context_title") or "", form.first("context_url") or "")


def always_person_of(form: Form, request: Request, services: Services, session_id: str | None) -> bool | None:
    """Return whether persons only are wanted from now on; None = as it was in this session.

    As the field ``always_person`` says (yes or no); a new session begins as ``begins_with_person`` says.
    """
    said = form.first("always_person")
    if said in {"yes", "no"}:
        return said == "yes"
    return True if session_id is None and begins_with_person(request, services) else None


def begins_with_person(request: Request, services: Services) -> bool:
    """Say whether a new session of this device begins with "always a person".

    As its last session is now: what was said there reaches no cookie. Without one, as the device's settings say.
    """
    last = auth.device_session(request, services)
    if last is not None:
        return services.store.sessions.load(last).is_always_human
    return device_settings.of(request.scope, services.settings).get("always_person") == "on"


def open_session(request: Request, services: Services, language: str | None) -> str:
    """Return the id of a new session of this device, which keeps the wish for persons only."""
    is_always_human = begins_with_person(request, services)
    session_id = services.intake.open_session(language=language or services.settings.language, channel="api")
    if is_always_human:
        services.store.sessions.set_always_human(session_id, is_always_human=True)
    return session_id
