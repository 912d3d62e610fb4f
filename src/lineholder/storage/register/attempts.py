"""Sign-in attempts: how fast passwords may be tried.

Five wrong tries in five minutes close one name until the oldest of them is five minutes old; a hundred
over all names close the door to everybody who is not signed in yet (somebody tries one password on
many names). A try counts from before its hash is made, so trying in parallel gains nothing. Nobody is
locked out for longer, and live sessions go on. A name that is nobody's is throttled like any other, or
the difference would tell which names exist; it is kept as a digest, since it may be a password typed
into the wrong field.
"""

import hashlib

from sqlalchemy import Connection, delete, func, select

from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import attempts

WINDOW_S = 5 * 60
A_NAME = 5
EVERYBODY = 100


def begin(register: Register, key: str, at: int) -> int:
    """0 when the try may go on (it now counts as wrong until `clear`), else the seconds to wait."""
    with register.writing() as connection:
        connection.execute(delete(attempts).where(attempts.c.at <= at - WINDOW_S))
        rows = connection.execute(select(attempts.c.key, attempts.c.at)).all()
        mine = sorted(row.at for row in rows if row.key == _hash(key))
        everybody = sorted(row.at for row in rows)
        wait = max(_wait_s(mine, A_NAME, at), _wait_s(everybody, EVERYBODY, at))
        if wait == 0:
            last = connection.execute(select(func.coalesce(func.max(attempts.c.number), 0)))
            number = last.scalar_one() + 1
            connection.execute(attempts.insert().values(number=number, key=_hash(key), at=at))
    return wait


def clear(connection: Connection, key: str) -> None:
    """Forget the tries of a name: its right password was given."""
    connection.execute(delete(attempts).where(attempts.c.key == _hash(key)))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def _wait_s(tries: list[int], allowed: int, at: int) -> int:
    """Seconds until fewer than `allowed` of these times (oldest first) are in the window."""
    if len(tries) < allowed:
        return 0
    return max(1, tries[len(tries) - allowed] + WINDOW_S - at)
