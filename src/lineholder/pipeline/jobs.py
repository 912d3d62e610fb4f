"""Jobs: work of over a second, queued by anybody who may, done by one worker process at a time.

A page or command submits a job and polls it; the worker takes jobs first in, first out. Each step is a
pipeline function of its own: it asks the gate again, as the person who submitted it, with the roles
that this person has when the job runs.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

from lineholder.model.entry import Run, RunState
from lineholder.model.errors import Cancelled, LineholderError, NotFound, Refused
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.progress import Progress
from lineholder.pipeline.access import acting, now_s, require
from lineholder.storage import Store
from lineholder.storage.register import Register, runs
from lineholder.storage.register.json_column import plain
from lineholder.storage.register.only_one import only_one

NEEDS: Mapping[str, Permission] = {  # the steps there are, and the right that each takes
    "ingest": Permission.INGEST,
    "find_lines": Permission.ANALYSE,
    "attribute": Permission.ANALYSE,
}
LOCK = "worker.lock"
REPORT_EVERY_S = 0.2
LOOK_EVERY_S = 0.3


# What a job runs: plain parameters in, a plain result out (kept as JSON); Cancelled goes through it.
Step = Callable[[Store, Actor, Scope, Mapping[str, Any], Progress], Mapping[str, Any]]


def submit(store: Store, actor: Actor, scope: Scope, step: str, params: Mapping[str, Any]) -> Run:
    """The job, waiting. Refused when there is no such step."""
    needs = NEEDS.get(step, Permission.ANALYSE)
    require(store, actor, needs, scope, "submit a job", {"step": step, "params": params})
    if step not in NEEDS:
        raise Refused(f"Expected one of the steps {', '.join(NEEDS)}; found {step!r}.")
    return runs.submit(store.register, step, params, actor.name, scope, now_s())


def job(store: Store, actor: Actor, scope: Scope, run_id: str) -> Run:
    """How far a job of this operation is; NotFound for another operation's as for none."""
    require(store, actor, Permission.READ, scope, "look at a job", {"job": run_id})
    return _found(store, scope, run_id)


def jobs(store: Store, actor: Actor, scope: Scope) -> tuple[Run, ...]:
    """The operation's last 200 jobs, newest first."""
    require(store, actor, Permission.READ, scope, "list jobs")
    return runs.all_of(store.register, scope.operation)


def cancel(store: Store, actor: Actor, scope: Scope, run_id: str) -> Run:
    """The job after the request: a running one stops at its next report, an ended one stays as it is.

    It takes the right that the job's step takes.
    """
    known = runs.find(store.register, run_id)
    step = "" if known is None else known.run.step
    needs = NEEDS.get(step, Permission.ANALYSE)
    require(store, actor, needs, scope, "cancel a job", {"job": run_id})
    _found(store, scope, run_id)
    return runs.ask_cancel(store.register, run_id, now_s())


def work(
    store_path: Path,
    steps: Mapping[str, Step],
    until_idle: bool = False,
    register: str | None = None,
) -> int:
    """Do the jobs of a workspace one at a time; return how many were done.

    With `until_idle` it ends when nothing waits, and at once when another worker is at it: start one
    so after each submit, and no job is left behind. Without, it runs until SIGTERM or SIGINT (the
    running job is then cancelled), and is refused when another worker is at it. An error in the
    program fails its job and ends the worker. `register` is a team's PostgreSQL URL.
    """
    done = 0
    with closing(Store.open(store_path, register)) as store, _stop_signals() as stop:
        while True:
            with only_one(store.path / LOCK) as mine:
                if mine:
                    runs.fail_stale(store.register, now_s())
                    done += _shift(store, steps, stop, until_idle)
            if not mine and not until_idle:
                raise Refused(
                    f"Expected to be the one worker of {store.path}; found another at work. It "
                    "will do the jobs: there is nothing to start."
                )
            if not mine or stop.is_set() or not runs.waiting(store.register):
                return done


def _shift(
    store: Store, steps: Mapping[str, Step], stop: threading.Event, until_idle: bool
) -> int:
    done = 0
    while not stop.is_set():
        claimed = runs.claim(store.register, now_s()) if runs.waiting(store.register) else None
        if claimed is not None:
            _run(store, claimed, steps, stop)
            done += 1
        elif until_idle:
            break
        else:
            stop.wait(LOOK_EVERY_S)
    return done


def _run(
    store: Store, claimed: runs.Job, steps: Mapping[str, Step], stop: threading.Event
) -> None:
    """Run one job and write down how it ended, whatever happens short of the process's death."""
    run, reporter = claimed.run, Reporter(store.register, claimed.run.id, stop)
    try:
        step = _step(steps, run.step)
        actor = acting(store, run.actor)
        result = plain(step(store, actor, claimed.scope, run.params, reporter))
        ended = replace(run, state=RunState.DONE, result=result)
    except Cancelled as error:
        ended = replace(run, state=RunState.CANCELLED, error=str(error))
    except LineholderError as error:
        ended = replace(run, state=RunState.FAILED, error=str(error))
    except BaseException as error:
        said = (
            f"A fault in the program ended this job ({type(error).__name__}). Nothing was kept "
            "half done. Please report it with the worker's log."
        )
        _end(store, replace(run, state=RunState.FAILED, error=said), reporter)
        raise
    _end(store, ended, reporter)


def _end(store: Store, run: Run, reporter: "Reporter") -> None:
    runs.end(store.register, replace(run, n=reporter.n, of=reporter.of), now_s())


def _step(steps: Mapping[str, Step], name: str) -> Step:
    if name not in steps:
        raise Refused(
            f"Expected a worker that knows the step {name!r}; found one that knows "
            f"{', '.join(steps) or 'none'}. Restart it with the version that submitted the job."
        )
    return steps[name]


def _found(store: Store, scope: Scope, run_id: str) -> Run:
    known = runs.find(store.register, run_id)
    if known is None or known.scope.operation != scope.operation:
        raise NotFound(f"Expected a job of this operation; found none with the id {run_id!r}.")
    return known.run


@dataclass(slots=True)
class Reporter:
    """The Progress of one job: writes n/of a few times a second, and hears when to stop."""

    register: Register
    run_id: str
    stop: threading.Event
    n: int = 0
    of: int = 0
    next_write: float = 0.0

    def __call__(self, n: int, of: int) -> None:
        """Report; Cancelled when a person asked for it, or when the worker is being stopped."""
        self.n, self.of = n, of
        if self.stop.is_set():
            raise Cancelled("The worker was stopped while the job ran: submit the job again.")
        if time.monotonic() < self.next_write:
            return
        self.next_write = time.monotonic() + REPORT_EVERY_S
        if runs.report(self.register, self.run_id, n, of):
            raise Cancelled("The job was cancelled; nothing was kept half done.")


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """An event that the first SIGTERM or SIGINT sets; a second one ends the process as usual.

    Only the main thread may listen to signals; in another thread the event is never set.
    """
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {which: signal.getsignal(which) for which in (signal.SIGTERM, signal.SIGINT)}

    def restore() -> None:
        for which, handler in before.items():
            signal.signal(which, handler)

    def hear(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        restore()

    for which in before:
        signal.signal(which, hear)
    try:
        yield stop
    finally:
        restore()
