"""The register: one database that holds what cannot be derived, opened, migrated and locked here.

SQLite (a file of the workspace) by default, PostgreSQL for a team. On both, one writer at a time: a
write takes the lock first, so numbers run without gaps in commit order and a hash chain cannot fork.
A commit is on disk before `writing` returns (SQLite: WAL with synchronous=FULL, which loses no
acknowledged commit when the power fails; PostgreSQL: synchronous_commit=on).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from lineholder.model.errors import Damaged, Refused
from lineholder.storage.register import migrations

BUSY_S = 30.0  # how long a write waits for another process's write
WRITES = "lineholder_writes"
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE deletes without firing the delete trigger
    "trusted_schema = OFF",
)
POSTGRES_WRITE_LOCK = "SELECT pg_advisory_xact_lock(7700900123)"  # any number that only we use


@dataclass(frozen=True, slots=True)
class Register:
    """An opened register. `where` is its path, or its URL without the password."""

    engine: Engine
    where: str

    @classmethod
    def open(cls, where: Path | str) -> "Register":
        """Open, or make, the register at a file's path or a `postgresql://` URL, in today's schema.

        Refused where the database cannot be reached or a newer Lineholder wrote it; Damaged where
        the file is not a database.
        """
        url = _url(where)
        shown = url.database if url.drivername == "sqlite" else url.render_as_string()
        register = cls(_engine(url), str(shown))
        with ExitStack() as on_failure:
            on_failure.callback(register.close)
            with _opening(register.where):
                migrations.bring_up_to_date(register.reading, register.writing)
            on_failure.pop_all()
        return register

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the SQLite file of one workspace."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on one consistent state; never waits for a writer (SQLite WAL)."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one write transaction: committed and on disk on leaving, or undone.

        Refused when another process has been writing for longer than BUSY_S.
        """
        with self.engine.connect() as connection:
            connection = connection.execution_options(**{WRITES: True})
            try:
                transaction = connection.begin()
            except OperationalError as error:
                raise Refused(
                    f"Expected to write to the register {self.where} within {BUSY_S:g} s; found: "
                    f"{error.orig}. Wait for the other job to end, then try again."
                ) from error
            try:
                with transaction:
                    yield connection
            except OperationalError as error:
                raise Damaged(
                    f"The register {self.where} must confirm what is written; it answered: "
                    f"{error.orig}. Nothing of it was kept: free some space, or check the disk, and "
                    "try again."
                ) from error

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def _opening(where: str) -> Iterator[None]:
    """Turn the driver's errors at the first touch into sentences."""
    try:
        yield
    except OperationalError as error:
        raise Refused(
            f"Expected to open the register {where}; found: {error.orig}. Check that the folder "
            "can be written, or that the database server runs."
        ) from error
    except DatabaseError as error:
        raise Damaged(
            f"Expected a Lineholder register at {where}; found: {error.orig}. Restore it from a "
            "backup."
        ) from error


def _url(where: Path | str) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:  # it lets a wrong port through
        raise Refused(
            "Expected a register's path or a postgresql:// URL; found a URL that cannot be read. "
            "Write it as postgresql://user@host/database."
        ) from error
    if url.get_backend_name() != "postgresql":
        raise Refused(
            f"Expected a register's path or a postgresql:// URL; found {url.drivername}://. "
            "SQLite (a path) and PostgreSQL are supported."
        )
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        _private_file(Path(str(url.database)))
        engine = create_engine(url)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_postgres)
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _private_file(path: Path) -> None:
    """Make a missing file readable by its owner alone; SQLite's -wal and -shm take the same mode."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise Refused(
            f"Expected to open the register {path}; found: {error.strerror}. Check that the folder "
            "exists and can be written."
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver starts no transaction; `_begin_sqlite` does
    busy = f"busy_timeout = {int(BUSY_S * 1000)}"  # first: turning WAL on needs the lock
    for pragma in (busy, *PRAGMAS):
        connection.execute(f"PRAGMA {pragma}").close()


def _prepare_postgres(connection: Any, _record: Any) -> None:
    connection.execute("SET synchronous_commit = on")
    connection.execute(f"SET lock_timeout = {int(BUSY_S * 1000)}")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(POSTGRES_WRITE_LOCK)
