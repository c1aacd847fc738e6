"""The REST API for agents: tickets and what is done with them; signing in at the desk."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from gateway.store.agents import Agent
from gateway.store.tickets import QueueLine
from gateway.ticket import Ticket, TicketState
from ui import auth
from ui.limits import Rates
from ui.problems import SignInError, WrongRequestError
from ui.services import Services


class SignIn(BaseModel):
    """Name and password of a local account."""

    name: str = Field(max_length=64)
    password: str = Field(max_length=1000)


class Words(BaseModel):
    """An agent's words."""

    text: str = Field(max_length=20_000)


class Target(BaseModel):
    """Who gets the ticket: an agent's name, or ``queue``."""

    to: str = Field(max_length=64)


class Cause(BaseModel):
    """Why it happened."""

    cause: str = Field(default="unknown", max_length=2000)


def router(services: Services, rates: Rates) -> APIRouter:
    """Return the endpoints for agents."""
    api = APIRouter(prefix="/api/v1")
    work = services.deskwork

    def agent_here(request: Request) -> Agent:
        return auth.require_agent(request, services)

    here = Annotated[Agent, Depends(agent_here)]

    @api.get("/tickets")
    def tickets(agent: here, state: str = "open") -> list[QueueLine]:  # noqa: ARG001  # the agent only has to be one
        """Answer the tickets: open (queued and claimed), queued, claimed, closed or all."""
        states = {
            "open": (TicketState.QUEUED, TicketState.CLAIMED),
            "all": tuple(TicketState),
            **{each.value: (each,) for each in TicketState},
        }
        if state not in states:
            raise WrongRequestError("state is open, queued, claimed, closed or all")
        return list(services.store.tickets.list(states[state]))

    @api.get("/tickets/{ticket_id}")
    def ticket(agent: here, ticket_id: str) -> Ticket:  # noqa: ARG001  # the agent only has to be one
        """Answer the whole ticket."""
        return services.store.tickets.load(ticket_id)

    @api.post("/tickets/{ticket_id}/claim")
    def claim(agent: here, ticket_id: str) -> Ticket:
        """Make the caller the owner."""
        return work.claim(ticket_id, agent.name)

    @api.post("/tickets/{ticket_id}/reply")
    def reply(agent: here, ticket_id: str, body: Words) -> dict[str, str]:
        """Send words to the person, as large text and speech."""
        return {"message_id": work.reply(ticket_id, agent.name, body.text)}

    @api.post("/tickets/{ticket_id}/note")
    def note(agent: here, ticket_id: str, body: Words) -> Ticket:
        """Add a note that only agents see."""
        return work.note(ticket_id, agent.name, body.text)

    @api.post("/tickets/{ticket_id}/transfer")
    def transfer(agent: here, ticket_id: str, body: Target) -> Ticket:
        """Give the ticket to another agent, or back to the queue."""
        return work.transfer(ticket_id, agent.name, body.to)

    @api.post("/tickets/{ticket_id}/close")
    def close(agent: here, ticket_id: str, body: Cause | None = None) -> Ticket:
        """Close the ticket."""
        return work.close(ticket_id, agent.name, body.cause if body else "unknown")

    @api.post("/tickets/{ticket_id}/reopen")
    def reopen(agent: here, ticket_id: str) -> Ticket:
        """Put a closed ticket back into the queue."""
        return work.reopen(ticket_id, agent.name)

    @api.post("/tickets/{ticket_id}/defect")
    def defect(agent: here, ticket_id: str, body: Cause) -> Ticket:
        """File a defect of the product that stopped this person."""
        return work.defect(ticket_id, agent.name, body.cause)

    _add_sign_in(api, services, rates)
    return api


def _add_sign_in(api: APIRouter, services: Services, rates: Rates) -> None:
    @api.post("/desk/sign-in", status_code=204)
    def sign_in(request: Request, response: Response, body: SignIn) -> None:
        """Sign an agent in; the cookie that comes back opens the desk."""
        if not auth.sign_in(request, response, services, rates, name=body.name, password=body.password):
            raise SignInError("Name and password do not fit.")

    @api.post("/desk/sign-out", status_code=204)
    def sign_out(request: Request, response: Response) -> None:
        """Sign the agent out."""
        auth.sign_out(request, response, services)

    @api.post("/desk/presence", status_code=204)
    def presence(request: Request) -> None:
        """Keep the agent on duty while the desk is open."""
        auth.require_agent(request, services)
