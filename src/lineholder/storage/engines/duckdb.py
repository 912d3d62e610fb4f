"""DuckDB over the permitted segments: the engine of a laptop.

Runs on DuckDB 1.5 and 2.0. External access is off and the settings are locked before the first
question: the connection can read the listed Parquet files, and nothing else.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from lineholder.model.errors import Cancelled, Damaged, LineholderError, Refused
from lineholder.model.question import Answer, Question
from lineholder.model.records import COMMUNICATIONS
from lineholder.storage.engines import guard, views

MEMORY = "2500MB"
VERSION_2 = int(duckdb.__version__.split(".")[0]) >= 2
SERIALISE = "SELECT json_serialize_sql($sql) AS parsed"
POLL_S = 0.1
BATCH = 250_000


@dataclass(slots=True)
class Engine:
    """An open connection; implements `model.question.Asker`. Used as a context, by one thread."""

    snapshot: str
    connection: duckdb.DuckDBPyConnection
    pairing: tuple[Question, ...] = ()  # asked, in turn, the first time communications are named
    spill: Path | None = None
    at_close: ExitStack = field(default_factory=ExitStack)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _passed: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)

    def answer(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> Answer:
        """Return the rows that the question asks for; `tables` are named in its text besides the records.

        Only the values that the text uses are bound. Row order is the text's ORDER BY, else that of
        the segments. Cancelled where `stop` was called or the keyboard interrupted.
        """
        with said(question.name), self._lent(tables or {}):
            values = self._check(question)
            return Answer(_table(self.connection, question.sql, values), self.snapshot)

    def hold(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> None:
        """Keep the answer as a table named `question.name`, in place of an earlier one of that name."""
        with said(question.name), self._lent(tables or {}):
            values = self._check(question)
            name = views.quoted(question.name)
            self.connection.execute(
                f"CREATE OR REPLACE TEMP TABLE {name} AS {question.sql}", values
            ).fetchall()

    def stream(self, question: Question) -> Iterator[pa.Table]:
        """Give the answer in pieces of BATCH rows, for what is too large to stand in memory.

        No other question may be asked before the last piece is taken.
        """
        with said(question.name):
            values = self._check(question)
            for batch in _asked(self.connection, question.sql, values).to_arrow_reader(BATCH):
                yield pa.Table.from_batches([batch])

    def stop(self) -> None:
        """End the question that runs now, from another thread; it and all later ones are Cancelled."""
        self._stopped.set()
        self.connection.interrupt()

    @contextmanager
    def stoppable(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Ask `wanted`, ten times a second and in a thread of its own, whether to stop."""
        over = threading.Event()

        def watch() -> None:
            while not over.wait(POLL_S):
                if wanted():
                    self.stop()
                    return

        watcher = threading.Thread(target=watch, name="stoppable", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def close(self) -> None:
        """Let go of the segments and of the spill space."""
        self.connection.close()
        if self.spill is not None:
            shutil.rmtree(self.spill, ignore_errors=True)
        self.at_close.close()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _check(self, question: Question) -> dict[str, Any]:
        """Return the values that the text uses; make the communications where it is first to name them."""
        if self._stopped.is_set():
            raise Cancelled("Stopped, as asked; nothing was kept half done.")
        if question.sql not in self._passed:
            parsed = _table(self.connection, SERIALISE, {"sql": question.sql})
            tables = guard.tables_of(question, parsed["parsed"][0].as_py())
            used = self.connection.extract_statements(question.sql)[0].named_parameters
            self._passed[question.sql] = tables, frozenset(used)
        named, wanted = self._passed[question.sql]
        if "communications" in named and self.pairing:
            steps, self.pairing = self.pairing, ()
            for step in steps:
                self.hold(step)
        missing = sorted(wanted - set(question.values))
        if missing:
            raise Refused(
                f"Question {question.name!r} must bring a value for every $name in its text; found "
                f"none for {', '.join(missing)}. Add them to its values."
            )
        return {name: question.values[name] for name in wanted}

    @contextmanager
    def _lent(self, tables: Mapping[str, pa.Table]) -> Iterator[None]:
        for name, table in tables.items():
            self.connection.register(name, table)
        try:
            yield
        finally:
            for name in tables:
                self.connection.unregister(name)


@dataclass(frozen=True, slots=True)
class Records:
    """What an engine sees: Parquet files behind named views, and tables handed over whole.

    Where `generations` is None the questions of `pairing` make the communications when they are first
    named: so they rest on the observations of this engine alone.
    """

    named: Mapping[str, tuple[pa.Schema, Sequence[views.Read]]]
    generations: views.Generations | None = None
    pairing: tuple[Question, ...] = ()
    tables: Mapping[str, pa.Table] = field(default_factory=dict)

    def files(self) -> list[Path]:
        """Every file that the engine may read."""
        listed = [path for _, reads in self.named.values() for path in views.read_files(reads)]
        return listed + (self.generations.files() if self.generations else [])


def connect(records: Records, snapshot: str, spill: Path, memory: str = MEMORY) -> Engine:
    """Open an engine over the listed files and nothing else. `spill` is made when it is needed."""
    with said("open the records"):
        connection = _connection(memory)
    try:
        with said("open the records"):
            _run(connection, f"SET temp_directory = {views.text(spill.as_posix())}")
            _run(connection, "SET parquet_metadata_cache = true")  # segments never change
            _run(connection, f"SET allowed_paths = {views.allowed(records.files())}")
            for name, (schema, reads) in records.named.items():
                _run(connection, views.over(name, schema, reads))
            if records.generations is not None:
                _run(connection, views.communications(COMMUNICATIONS, records.generations))
            for name, table in records.tables.items():
                connection.register("handed", table)
                _run(connection, views.copy(name, "handed"))
                connection.unregister("handed")
            _lock(connection)
    except LineholderError:
        connection.close()
        raise
    return Engine(snapshot, connection, records.pairing, spill)


def workbench(spill: Path | None = None, memory: str = MEMORY) -> Engine:
    """Open an engine without records, for normalisation: it sees only the tables handed in."""
    with said("open an engine"):
        connection = _connection(memory)
        _run(connection, f"SET temp_directory = {views.text(spill.as_posix() if spill else '')}")
        _lock(connection)
    return Engine("", connection, spill=spill)


def _connection(memory: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            "threads": os.cpu_count() or 1,
            "python_enable_replacements": False,  # else a question could name a Python variable
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    _run(connection, "SET TimeZone = 'UTC'")
    _run(
        connection, "SET enable_progress_bar = false"
    )  # it would stand in the JSON on standard output
    _run(connection, "SET enable_external_access = false")
    _run(connection, "SET lock_configuration = true")


def _run(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    connection.execute(sql).fetchall()


def _asked(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any]) -> Any:
    """Ask by the way that is fast on this version: 2.0 copies on one, 1.5 on the other."""
    return connection.sql(sql, params=values) if VERSION_2 else connection.execute(sql, values)


def _table(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any]) -> pa.Table:
    return _whole(_asked(connection, sql, values).to_arrow_table())


def _whole(table: pa.Table) -> pa.Table:
    """Sums of whole numbers as int64, as other engines give them, instead of DuckDB's 128 bits."""
    fields = [
        pa.field(f.name, pa.int64()) if pa.types.is_decimal(f.type) and f.type.scale == 0 else f
        for f in table.schema
    ]
    return table.cast(pa.schema(fields))


@contextmanager
def said(name: str) -> Iterator[None]:
    """Turn DuckDB's errors into ours, with the question's name."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise Cancelled(f"Stopped at {name!r}, as asked; nothing was kept half done.") from error
    except duckdb.OutOfMemoryException as error:
        raise Refused(
            f"Question {name!r} needs more memory than it may have ({_first(error)}). Close other "
            "programs, narrow the scope, or give the engine more."
        ) from error
    except duckdb.IOException as error:
        raise Damaged(
            f"Question {name!r} must find the segments as they were committed; found: "
            f"{_first(error)}. Run `lineholder verify`."
        ) from error
    except duckdb.Error as error:
        if "KeyboardInterrupt" in str(error):  # Ctrl-C while it looked at a table of ours
            raise Cancelled(f"Stopped at {name!r} from the keyboard; nothing was kept.") from error
        raise LineholderError(
            f"Question {name!r} must run on DuckDB {duckdb.__version__}; found: {error}. This is a "
            "mistake in its text or values: report it."
        ) from error
    except RuntimeError as error:
        if "interrupted" not in str(error):
            raise
        raise Cancelled(f"Stopped at {name!r} from the keyboard; nothing was kept.") from error


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
