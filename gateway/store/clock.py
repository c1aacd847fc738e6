"""Times and random names, as the store writes them."""

import hashlib
import secrets
from datetime import UTC, datetime

CODE_ALPHABET = "346789ACDEFGHJKMNPQRTUVWXY"
"""Digits and capitals that are not mistaken for one another when read aloud or written down (no 0O 1IL 2Z 5S B)."""
CODE_LENGTH = 6


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def stamp(at: datetime) -> str:
    """Return ``at`` as text that sorts in time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """Return the time that ``stamp`` wrote."""
    return datetime.fromisoformat(text)


def new_key() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_key(key: str) -> str:
    """Return what is stored of a secret. A plain hash is enough, because ``new_key`` has 256 bits of chance."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_code() -> str:
    """Return a short code that a person can say on the telephone."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
