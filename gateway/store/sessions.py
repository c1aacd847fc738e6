"""Sessions: one person on one or more devices, known by keys of which only hashes are kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gateway.errors import NotFoundError
from gateway.store import clock, tables
from gateway.store.database import Database

_FACTS = PasswordHasher()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is kept of a session itself."""

    id: str
    language: str
    region: str
    channel: str
    """``page``, ``simple``, ``api`` or ``cli``."""
    needs: tuple[str, ...]
    """Access needs that were switched on, names of ``issue.AccessNeedName``."""
    is_always_human: bool
    call_back: str | None
    has_fact: bool
    """A second fact was chosen, so that the ticket's code opens the session elsewhere."""
    created_at: datetime
    seen_at: datetime


class Sessions:
    """The sessions in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, *, session_id: str, language: str, region: str, channel: str) -> None:
        """Make a session; one that is there already stays as it is."""
        at = clock.stamp(clock.now())
        with self._database.writing() as connection:
            known = sa.select(tables.sessions.c.id).where(tables.sessions.c.id == session_id)
            if connection.execute(known).first() is None:
                connection.execute(
                    tables.sessions.insert().values(
                        id=session_id, language=language, region=region, channel=channel, created_at=at, seen_at=at
                    )
                )

    def load(self, session_id: str) -> Session:
        """Return the session.

        Raises:
            NotFoundError: there is none.
        """
        with self._database.reading() as connection:
            row = connection.execute(sa.select(tables.sessions).where(tables.sessions.c.id == session_id)).first()
        if row is None:
            raise NotFoundError(session_id)
        return Session(
            id=row.id,
            language=row.language,
            region=row.region,
            channel=row.channel,
            needs=tuple(json.loads(row.needs)),
            is_always_human=row.is_always_human,
            call_back=row.call_back,
            has_fact=row.fact_hash is not None,
            created_at=clock.moment(row.created_at),
            seen_at=clock.moment(row.seen_at),
        )

    def issue_key(self, session_id: str, kind: str) -> str:
        """Return a new secret that opens the session; ``kind`` is ``token`` or ``device``."""
        key = clock.new_key()
        self.add_key(session_id, key, kind)
        return key

    def add_key(self, session_id: str, key: str, kind: str) -> None:
        """Let ``key`` open the session too; again does no harm."""
        table = tables.session_keys
        hashed = clock.hash_key(key)
        with self._database.writing() as connection:
            known = sa.select(table.c.key_hash).where(table.c.key_hash == hashed, table.c.session_id == session_id)
            if connection.execute(known).first() is None:
                connection.execute(
                    table.insert().values(
                        key_hash=hashed, session_id=session_id, kind=kind, created_at=clock.stamp(clock.now())
                    )
                )

    def is_opened_by(self, session_id: str, keys: Sequence[str]) -> bool:
        """Say whether one of ``keys`` opens the session."""
        if not keys:
            return False
        table = tables.session_keys
        hashes = [clock.hash_key(key) for key in keys]
        with self._database.reading() as connection:
            found = connection.execute(
                sa.select(table.c.session_id).where(table.c.session_id == session_id, table.c.key_hash.in_(hashes))
            ).first()
        return found is not None

    def newest_of(self, key: str) -> str | None:
        """Return the id of the newest session that ``key`` (a device's cookie) opens."""
        table = tables.session_keys
        with self._database.reading() as connection:
            return connection.execute(
                sa.select(table.c.session_id)
                .where(table.c.key_hash == clock.hash_key(key))
                .order_by(table.c.created_at.desc())
                .limit(1)
            ).scalar()

    def touch(self, session_id: str, *, language: str, needs: Sequence[str]) -> None:
        """Note that the person was here, and in which language and with which needs."""
        with self._database.writing() as connection:
            connection.execute(
                tables.sessions.update()
                .where(tables.sessions.c.id == session_id)
                .values(language=language, needs=json.dumps(list(needs)), seen_at=clock.stamp(clock.now()))
            )

    def set_call_back(self, session_id: str, number: str | None) -> None:
        """Keep the number that the person wants to be rung at; None forgets it."""
        self._set(session_id, call_back=number)

    def set_always_human(self, session_id: str, *, is_always_human: bool) -> None:
        """Keep whether this person always wants a human being."""
        self._set(session_id, is_always_human=is_always_human)

    def set_fact(self, session_id: str, fact: str) -> None:
        """Keep a hash of the second fact that the person chose."""
        self._set(session_id, fact_hash=_FACTS.hash(_plain(fact)))

    def has_fact(self, session_id: str, fact: str) -> bool:
        """Say whether ``fact`` is the one that the person chose; False when none was chosen."""
        with self._database.reading() as connection:
            stored = connection.execute(
                sa.select(tables.sessions.c.fact_hash).where(tables.sessions.c.id == session_id)
            ).scalar()
        if stored is None:
            return False
        try:
            return _FACTS.verify(stored, _plain(fact))
        except (VerificationError, InvalidHashError):
            return False

    def _set(self, session_id: str, **values: object) -> None:
        with self._database.writing() as connection:
            changed = connection.execute(
                tables.sessions.update().where(tables.sessions.c.id == session_id).values(**values)
            )
        if changed.rowcount == 0:
            raise NotFoundError(session_id)


def _plain(fact: str) -> str:
    """Return the fact as compared: without spaces and capitals, which nobody remembers."""
    return "".join(fact.split()).casefold()
