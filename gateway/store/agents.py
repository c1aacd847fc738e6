"""The people who answer: accounts, their keys, and who is here now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gateway.errors import NotFoundError
from gateway.store import clock, tables
from gateway.store.database import Database

ON_DUTY_S = 120.0
"""An agent who used the desk or the API within this time counts as on duty."""
NOTE_PRESENCE_S = 10.0
"""Presence is written at most this often."""
DESK_SESSION = timedelta(hours=12)
RESERVED = frozenset({"queue", "queued", "bot", "closed"})
"""Names that nobody may have: they say where a ticket is when no agent has it."""
_PASSWORDS = PasswordHasher()
_NOBODY = _PASSWORDS.hash("nobody")
"""Checked when the name is unknown, so that the answer takes as long."""


class AgentRole(StrEnum):
    """What an agent may do."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One of the people who answer."""

    name: str
    role: AgentRole
    is_disabled: bool
    created_at: datetime
    seen_at: datetime | None


class Agents:
    """The agents in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, role: AgentRole, password: str | None) -> bool:
        """Add an agent, or give a known one this role, this password and access again; return whether it was known.

        The keys of a known agent become worthless: whoever holds an old one signs in anew.
        """
        hashed = _PASSWORDS.hash(password) if password is not None else None
        table = tables.agents
        with self._database.writing() as connection:
            values: dict[str, object] = {"role": role.value, "is_disabled": False}
            if hashed is not None:
                values["password_hash"] = hashed
            if connection.execute(table.update().where(table.c.name == name).values(**values)).rowcount == 0:
                connection.execute(table.insert().values(name=name, created_at=clock.stamp(clock.now()), **values))
                return False
            connection.execute(tables.agent_keys.delete().where(tables.agent_keys.c.agent == name))
            return True

    def list(self) -> tuple[Agent, ...]:
        """Return all agents, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(tables.agents).order_by(tables.agents.c.name)).all()
        return tuple(_agent(row) for row in rows)

    def load(self, name: str) -> Agent:
        """Return the agent.

        Raises:
            NotFoundError: there is none of this name.
        """
        with self._database.reading() as connection:
            row = connection.execute(sa.select(tables.agents).where(tables.agents.c.name == name)).first()
        if row is None:
            raise NotFoundError(name)
        return _agent(row)

    def disable(self, name: str) -> None:
        """Lock the agent out, everywhere, at once.

        Raises:
            NotFoundError: there is none of this name.
        """
        with self._database.writing() as connection:
            changed = connection.execute(
                tables.agents.update().where(tables.agents.c.name == name).values(is_disabled=True)
            )
            connection.execute(tables.agent_keys.delete().where(tables.agent_keys.c.agent == name))
        if changed.rowcount == 0:
            raise NotFoundError(name)

    def sign_in(self, name: str, password: str) -> str | None:
        """Return a key for the desk's cookie, or None when name and password do not fit."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(tables.agents).where(tables.agents.c.name == name)).first()
        stored = row.password_hash if row is not None and row.password_hash else _NOBODY
        try:
            _PASSWORDS.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return None
        if row is None or row.is_disabled or not row.password_hash:
            return None
        return self._issue(name, "desk", clock.now() + DESK_SESSION)

    def new_token(self, name: str) -> str:
        """Return a bearer token for the API; it stays valid until the agent is disabled.

        Raises:
            NotFoundError: there is no such agent, or the agent is disabled.
        """
        if self.load(name).is_disabled:
            raise NotFoundError(name)
        return self._issue(name, "token", None)

    def of_key(self, key: str) -> Agent | None:
        """Return the agent whose valid key this is, and note that they are here."""
        keys, people = tables.agent_keys, tables.agents
        with self._database.reading() as connection:
            row = connection.execute(
                sa.select(people, keys.c.expires_at)
                .join(keys, keys.c.agent == people.c.name)
                .where(keys.c.key_hash == clock.hash_key(key), people.c.is_disabled.is_(False))
            ).first()
        if row is None or (row.expires_at is not None and clock.moment(row.expires_at) < clock.now()):
            return None
        agent = _agent(row)
        self._note_presence(agent)
        return agent

    def sign_out(self, key: str) -> None:
        """Make the key worthless, and take its agent off duty at once.

        ``seen_at`` goes back by the time that counts as on duty; another desk of the same agent soon notes presence.
        """
        keys, people = tables.agent_keys, tables.agents
        hashed = clock.hash_key(key)
        gone_at = clock.stamp(clock.now() - timedelta(seconds=ON_DUTY_S + 1))
        with self._database.writing() as connection:
            owner = connection.execute(sa.select(keys.c.agent).where(keys.c.key_hash == hashed)).scalar()
            connection.execute(keys.delete().where(keys.c.key_hash == hashed))
            connection.execute(
                people.update().where(people.c.name == owner, people.c.seen_at > gone_at).values(seen_at=gone_at)
            )

    def is_somebody_on_duty(self) -> bool:
        """Say whether an agent or a supervisor was here within the last two minutes."""
        since = clock.stamp(clock.now() - timedelta(seconds=ON_DUTY_S))
        with self._database.reading() as connection:
            found = connection.execute(
                sa.select(tables.agents.c.name)
                .where(
                    tables.agents.c.is_disabled.is_(False),
                    tables.agents.c.role.in_([AgentRole.AGENT.value, AgentRole.SUPERVISOR.value]),
                    tables.agents.c.seen_at >= since,
                )
                .limit(1)
            ).first()
        return found is not None

    def _issue(self, name: str, kind: str, expires_at: datetime | None) -> str:
        key = clock.new_key()
        with self._database.writing() as connection:
            connection.execute(
                tables.agent_keys.insert().values(
                    key_hash=clock.hash_key(key),
                    agent=name,
                    kind=kind,
                    created_at=clock.stamp(clock.now()),
                    expires_at=clock.stamp(expires_at) if expires_at else None,
                )
            )
        return key

    def _note_presence(self, agent: Agent) -> None:
        at = clock.now()
        if agent.seen_at is not None and (at - agent.seen_at).total_seconds() < NOTE_PRESENCE_S:
            return
        with self._database.writing() as connection:
            connection.execute(
                tables.agents.update().where(tables.agents.c.name == agent.name).values(seen_at=clock.stamp(at))
            )


def _agent(row: sa.Row) -> Agent:  # type: ignore[type-arg]  # a row of the agents table
    return Agent(
        name=row.name,
        role=AgentRole(row.role),
        is_disabled=row.is_disabled,
        created_at=clock.moment(row.created_at),
        seen_at=clock.moment(row.seen_at) if row.seen_at else None,
    )
