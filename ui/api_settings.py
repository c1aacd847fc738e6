"""What a person has chosen for this device, over REST: read and kept as a whole. See docs/api.md."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.settings import Settings
from ui import device_settings
from ui.problems import WrongRequestError
from ui.services import Services

Value = Annotated[str, Field(max_length=40)]


class Chosen(BaseModel):
    """All settings of the device; what is left out is as it was at first."""

    model_config = ConfigDict(extra="forbid")

    size: Value | None = None
    theme: Value | None = None
    rate: Value | None = None
    speech: Value | None = None
    captions: Value | None = None
    reader: Value | None = None
    sounds: Value | None = None
    language: Value | None = None
    always_person: Value | None = None


def router(services: Services) -> APIRouter:
    """Return the endpoints."""
    api = APIRouter(prefix="/api/v1")

    @api.get("/settings")
    def chosen(request: Request) -> dict[str, str]:
        """Answer what this device has chosen; empty when nothing was."""
        return device_settings.of(request.scope, services.settings)

    @api.put("/settings")
    def choose(request: Request, response: Response, body: Chosen) -> dict[str, str]:
        """Keep these settings in the device's signed cookie, in the place of all before."""
        return keep(body.model_dump(exclude_none=True), request, response, services.settings)

    return api


def keep(given: dict[str, str], request: Request, response: Response, settings: Settings) -> dict[str, str]:
    """Keep ``given`` on the device, and return it.

    Raises:
        WrongRequestError: a value that the setting does not have.
    """
    for name, value in given.items():
        if not device_settings.allowed(name, value):
            raise WrongRequestError(f"{name} cannot be {value}")
    is_secure = request.url.scheme == "https"
    response.headers.append("set-cookie", device_settings.header(given, settings, is_secure=is_secure))
    return given
