"""The job queue: one row a job, first in first out, one worker.

A row goes waiting → running → done | failed | cancelled, or waiting → cancelled. Only `claim` makes a
job running, and never two at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from lineholder.model.entry import Run, RunState
from lineholder.model.people import Scope
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import runs

OPEN = (RunState.WAITING, RunState.RUNNING)
DIED = (
    "The worker that ran this job stopped before the job ended (a crash, a kill or a power cut). "
    "Nothing was kept half done: submit the job again."
)


@dataclass(frozen=True, slots=True)
class Job:
    """A run with the scope that it was submitted under."""

    run: Run
    scope: Scope


def submit(
    register: Register, step: str, params: Mapping[str, Any], actor: str, scope: Scope, at: int
) -> Run:
    """The new job, waiting."""
    with register.writing() as connection:
        last = connection.execute(select(func.coalesce(func.max(runs.c.number), 0))).scalar_one()
        values = {
            "number": last + 1,
            "step": step,
            "params": params,
            "actor": actor,
            "operation": scope.operation,
            "purpose": scope.purpose,
            "sources": None if scope.sources is None else sorted(scope.sources),
            "state": RunState.WAITING.value,
            "n": 0,
            "of": 0,
            "created_at": at,
            "cancel_asked": False,
        }
        connection.execute(runs.insert().values(values))
        return _job(connection, last + 1).run


def find(register: Register, run_id: str) -> Job | None:
    """The job of this id."""
    with register.reading() as connection:
        row = connection.execute(select(runs).where(runs.c.number == _number(run_id))).first()
    return None if row is None else _from(row)


def all_of(register: Register, operation: str, limit: int = 200) -> tuple[Run, ...]:
    """The operation's last jobs, newest first."""
    query = select(runs).where(runs.c.operation == operation)
    with register.reading() as connection:
        rows = connection.execute(query.order_by(runs.c.number.desc()).limit(limit)).all()
    return tuple(_from(row).run for row in rows)


def waiting(register: Register) -> bool:
    """Whether any job waits for the worker."""
    query = select(runs.c.number).where(runs.c.state == RunState.WAITING).limit(1)
    with register.reading() as connection:
        return connection.execute(query).first() is not None


def claim(register: Register, at: int) -> Job | None:
    """The job that has waited longest, now running; None when nothing waits or one is running."""
    with register.writing() as connection:
        first = connection.execute(
            select(runs.c.number, runs.c.state)
            .where(runs.c.state.in_(OPEN))
            .order_by(runs.c.state, runs.c.number)  # "running" sorts before "waiting"
            .limit(1)
        ).first()
        if first is None or first.state == RunState.RUNNING:
            return None
        _set(connection, first.number, state=RunState.RUNNING.value, started_at=at)
        return _job(connection, first.number)


def report(register: Register, run_id: str, n: int, of: int) -> bool:
    """Write the progress of a running job; whether a person asked to cancel it."""
    with register.writing() as connection:
        _set(connection, _number(run_id), n=n, of=of)
        query = select(runs.c.cancel_asked).where(runs.c.number == _number(run_id))
        return bool(connection.execute(query).scalar_one())


def ask_cancel(register: Register, run_id: str, at: int) -> Run:
    """The job after the request: a waiting one is cancelled, a running one is told, an ended one stays."""
    number = _number(run_id)
    with register.writing() as connection:
        job = _job(connection, number)
        if job.run.state is RunState.WAITING:
            _set(connection, number, state=RunState.CANCELLED.value, ended_at=at)
        elif job.run.state is RunState.RUNNING:
            _set(connection, number, cancel_asked=True)
        return _job(connection, number).run


def end(register: Register, run: Run, at: int) -> None:
    """Close a running job as `run` says: done with its result, or failed or cancelled with its sentence."""
    with register.writing() as connection:
        _set(
            connection,
            _number(run.id),
            state=run.state.value,
            n=run.n,
            of=run.of,
            result=run.result,
            error=run.error,
            ended_at=at,
        )


def fail_stale(register: Register, at: int) -> int:
    """Fail every running job: only a worker that has just become the only one may say so. How many."""
    with register.writing() as connection:
        return connection.execute(
            update(runs)
            .where(runs.c.state == RunState.RUNNING)
            .values(state=RunState.FAILED.value, error=DIED, ended_at=at)
        ).rowcount


def _number(run_id: str) -> int:
    """The row of an id, 0 (no row) for a text that is none."""
    return int(run_id) if run_id.isascii() and run_id.isdigit() and len(run_id) < 16 else 0


def _set(connection: Connection, number: int, **values: Any) -> None:
    connection.execute(update(runs).where(runs.c.number == number).values(**values))


def _job(connection: Connection, number: int) -> Job:
    return _from(connection.execute(select(runs).where(runs.c.number == number)).one())


def _from(row: Row[Any]) -> Job:
    sources = None if row.sources is None else frozenset(row.sources)
    run = Run(
        str(row.number),
        row.step,
        row.params,
        row.actor,
        RunState(row.state),
        row.n,
        row.of,
        row.created_at,
        row.result,
        row.error,
        row.started_at,
        row.ended_at,
    )
    return Job(run, Scope(row.operation, row.purpose, sources))
