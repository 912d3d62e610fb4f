"""Sessions: who is signed in, known to the server alone and ended by it at once.

The token (256 bits from the system's generator) is given to the browser and only its SHA-256 is kept.
A session ends 15 minutes after it was last seen, 10 hours after it began, or when it is ended. `seen`
is written at most once a minute, so the idle limit may come up to a minute early, never late.
"""

import hashlib
import secrets

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.sql.elements import ColumnElement

from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import sessions

IDLE_S = 15 * 60
LONGEST_S = 10 * 3600
SEEN_EVERY_S = 60
KEPT_S = 24 * 3600  # rows of ended sessions; the audit keeps the history


def start(connection: Connection, key: str, at: int) -> str:
    """A new token for the account; it is valid once the caller's transaction is committed."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(sessions).where(sessions.c.started_at < at - KEPT_S))
    connection.execute(
        sessions.insert().values(token_hash=_hash(token), key=key, started_at=at, seen_at=at)
    )
    return token


def key_of(register: Register, token: str, at: int) -> str | None:
    """The account of a live session, which is hereby seen; None for any other text."""
    mine = sessions.c.token_hash == _hash(token)
    with register.reading() as connection:
        row = connection.execute(select(sessions).where(mine)).first()
    if row is None or row.ended_at is not None:
        return None
    if at - row.seen_at >= IDLE_S or at - row.started_at >= LONGEST_S:
        return None
    if at - row.seen_at >= SEEN_EVERY_S:
        with register.writing() as connection:
            connection.execute(update(sessions).where(mine).values(seen_at=at))
    key: str = row.key
    return key


def end(connection: Connection, token: str, at: int) -> None:
    """End one session; a text that is no token ends nothing."""
    _end(connection, sessions.c.token_hash == _hash(token), at)


def end_all(connection: Connection, key: str, at: int) -> None:
    """End every session of the account."""
    _end(connection, sessions.c.key == key, at)


def _end(connection: Connection, which: ColumnElement[bool], at: int) -> None:
    live = which & sessions.c.ended_at.is_(None)
    connection.execute(update(sessions).where(live).values(ended_at=at))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
