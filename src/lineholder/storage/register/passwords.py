"""Passwords: argon2id, checked with the same work whether or not the name exists.

At most two hashes run at once in a process, so that a flood of sign-ins cannot take the machine's
memory (46 MiB each). Parameters: OWASP's password storage cheat sheet, argon2id m=46 MiB, t=1, p=1
(about 40 ms on the reference machine).
"""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Connection, delete, select

from lineholder.model.errors import Refused
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import passwords

SHORTEST = 15  # characters
LONGEST_BYTES = 1024
AT_ONCE = 2

HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_places = BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """The hash to keep. Refused when the password is too short, or too long to be typed."""
    text = _normal(password)
    if len(text) < SHORTEST or len(text.encode()) > LONGEST_BYTES:
        raise Refused(
            f"Expected a password of at least {SHORTEST} characters and at most {LONGEST_BYTES} "
            f"bytes; found {len(text)} characters. Three or four unrelated words do well."
        )
    with _places:
        return HASHER.hash(text)


def keep(connection: Connection, key: str, password_hash: str, at: int) -> None:
    """Set, or replace, the password of an account."""
    connection.execute(delete(passwords).where(passwords.c.key == key))
    connection.execute(passwords.insert().values(key=key, hash=password_hash, at=at))


def matches(register: Register, key: str, password: str) -> bool:
    """Whether it is the account's password; an unknown name takes as long as a known one.

    A password of over LONGEST_BYTES is nobody's, and is not hashed.
    """
    text = _normal(password)
    if len(text.encode()) > LONGEST_BYTES:
        return False
    with register.reading() as connection:
        kept = connection.execute(select(passwords.c.hash).where(passwords.c.key == key)).scalar()
    with _places:
        if kept is None:
            HASHER.hash(text)
            return False
        try:
            return HASHER.verify(kept, text)
        except VerifyMismatchError:
            return False


def _normal(password: str) -> str:
    """NFKC, so that the same keys give the same password on every keyboard and system."""
    try:
        return unicodedata.normalize("NFKC", password).encode().decode()
    except UnicodeEncodeError as error:
        raise Refused("Expected Unicode text as password; found half a character.") from error
