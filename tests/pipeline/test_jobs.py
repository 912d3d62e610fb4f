import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from lineholder.model.entry import RunState
from lineholder.model.errors import Cancelled, Denied, NotFound, Refused
from lineholder.model.people import Permission, Role
from lineholder.pipeline import jobs, people
from lineholder.pipeline.access import require
from lineholder.storage.register import runs
from lineholder.storage.register.only_one import only_one


@pytest.fixture
def work(store, register_at):
    """The worker on this workspace, until nothing waits."""
    url = register_at if isinstance(register_at, str) else None

    def run(**steps):
        return jobs.work(store.path, steps, until_idle=True, register=url)

    return run


@pytest.fixture
def submit(store, officer, scope):
    return lambda step="find_lines", **params: jobs.submit(store, officer, scope, step, params)


def test_a_job_is_submitted_done_and_shown(store, officer, scope, submit, work):
    def count(store, actor, scope, params, progress):
        for n in range(params["upto"]):
            progress(n + 1, params["upto"])
        return {"counted": params["upto"], "as": actor.name, "for": scope.purpose}

    run = submit(upto=5)
    assert jobs.job(store, officer, scope, run.id).state is RunState.WAITING
    assert work(find_lines=count) == 1
    done = jobs.job(store, officer, scope, run.id)
    assert done.state is RunState.DONE
    assert done.result == {"counted": 5, "as": "local officer", "for": "analysis"}
    assert (done.n, done.of) == (5, 5)
    assert done.created_at <= done.started_at <= done.ended_at
    assert jobs.jobs(store, officer, scope) == (done,)


def test_jobs_are_done_in_the_order_they_came(submit, work):
    for name in "abc":
        submit(name=name)
    seen = []

    def note(store, actor, scope, params, progress):
        seen.append(params["name"])
        return {}

    assert work(find_lines=note) == 3
    assert seen == ["a", "b", "c"]


def test_a_job_that_is_submitted_while_another_runs_is_done_too(submit, work):
    def again(store, actor, scope, params, progress):
        if params["left"]:
            submit(left=params["left"] - 1)
        return {}

    submit(left=2)
    assert work(find_lines=again) == 3


def test_an_unknown_step_is_refused(submit):
    with pytest.raises(
        Refused, match="Expected one of the steps ingest, find_lines, attribute; found 'other'"
    ):
        submit("other")


def test_a_step_that_the_worker_does_not_know_fails_with_a_sentence(
    store, officer, scope, submit, work
):
    run = submit("ingest")
    work(find_lines=lambda *_: {})
    failed = jobs.job(store, officer, scope, run.id)
    assert failed.state is RunState.FAILED
    assert "knows the step 'ingest'" in failed.error


def test_a_refused_step_fails_with_its_own_sentence_and_the_next_job_runs(
    store, officer, scope, submit, work
):
    def refuse(store, actor, scope, params, progress):
        if params["bad"]:
            raise Refused("Expected records; found none.")
        return {}

    bad, good = submit(bad=True), submit(bad=False)
    assert work(find_lines=refuse) == 2
    assert jobs.job(store, officer, scope, bad.id).error == "Expected records; found none."
    assert jobs.job(store, officer, scope, good.id).state is RunState.DONE


def test_a_fault_of_the_program_fails_the_job_and_is_not_hidden(
    store, officer, scope, submit, work
):
    run = submit()
    with pytest.raises(ZeroDivisionError):
        work(find_lines=lambda *_: 1 / 0)
    failed = jobs.job(store, officer, scope, run.id)
    assert failed.state is RunState.FAILED
    assert "ZeroDivisionError" in failed.error


def test_a_result_that_is_no_json_fails_the_job(store, officer, scope, submit, work):
    run = submit()
    with pytest.raises(TypeError):
        work(find_lines=lambda *_: {"x": object()})
    assert jobs.job(store, officer, scope, run.id).state is RunState.FAILED


def test_a_running_job_is_cancelled_at_its_next_report(store, officer, scope, submit, work):
    def endless(store, actor, scope, params, progress):
        jobs.cancel(store, actor, scope, run.id)
        for n in range(1_000_000):
            progress(n, 1_000_000)
        return {}

    run = submit()
    work(find_lines=endless)
    cancelled = jobs.job(store, officer, scope, run.id)
    assert cancelled.state is RunState.CANCELLED
    assert cancelled.error == "The job was cancelled; nothing was kept half done."
    assert cancelled.result is None


def test_a_waiting_job_is_cancelled_before_it_begins(store, officer, scope, submit, work):
    run = submit()
    assert jobs.cancel(store, officer, scope, run.id).state is RunState.CANCELLED
    assert work(find_lines=lambda *_: {}) == 0


def test_progress_is_written_a_few_times_a_second(
    store, officer, scope, submit, work, monkeypatch
):
    written = []
    report = runs.report
    monkeypatch.setattr(runs, "report", lambda *a: written.append(a[2:]) or report(*a))

    def busy(store, actor, scope, params, progress):
        until = time.monotonic() + 0.5
        n = 0
        while time.monotonic() < until:
            n += 1
            progress(n, 10**9)
        return {"n": n}

    run = submit()
    work(find_lines=busy)
    assert 2 <= len(written) <= 4
    assert written[0] == (1, 10**9)
    done = jobs.job(store, officer, scope, run.id)
    assert done.n == done.result["n"]


def test_a_job_runs_with_the_rights_that_its_person_has_by_then(
    store, officer, scope, submit, work
):
    people.add_person(
        store, officer, scope, "DC Smith", [Role.ANALYST], "three words or four", "joins"
    )
    smith = replace(officer, name="DC Smith", roles=frozenset({Role.ANALYST}))
    run = jobs.submit(store, smith, scope, "find_lines", {})
    people.close_person(store, officer, scope, "DC Smith", "left")

    def gated(store, actor, scope, params, progress):
        require(store, actor, Permission.ANALYSE, scope, "find lines")
        return {}

    work(find_lines=gated)
    failed = jobs.job(store, officer, scope, run.id)
    assert failed.state is RunState.FAILED
    assert "DC Smith, which is closed" in failed.error


def test_each_step_takes_its_own_right(store, officer, scope):
    people.add_person(
        store, officer, scope, "DC Smith", [Role.HEAD], "three words or four", "joins"
    )
    head = replace(officer, name="DC Smith", roles=frozenset({Role.HEAD}))
    run = jobs.submit(store, head, scope, "find_lines", {})
    with pytest.raises(Denied, match="ingest"):
        jobs.submit(store, head, scope, "ingest", {})
    other = jobs.submit(store, officer, scope, "ingest", {})
    with pytest.raises(Denied, match="ingest"):
        jobs.cancel(store, head, scope, other.id)
    assert jobs.cancel(store, head, scope, run.id).state is RunState.CANCELLED


def test_another_operations_job_is_not_found(store, officer, scope, submit):
    run = submit()
    elsewhere = replace(scope, operation="op other")
    for look in (jobs.job, jobs.cancel):
        with pytest.raises(NotFound, match=f"none with the id '{run.id}'"):
            look(store, officer, elsewhere, run.id)
    assert jobs.jobs(store, officer, elsewhere) == ()
    with pytest.raises(NotFound):
        jobs.job(store, officer, scope, "99")


def test_one_worker_at_a_time(store, submit, work, register_at):
    submit()
    with only_one(store.path / jobs.LOCK):
        assert work(find_lines=lambda *_: {}) == 0
        with pytest.raises(Refused, match="found another at work"):
            url = register_at if isinstance(register_at, str) else None
            jobs.work(store.path, {}, register=url)
    assert work(find_lines=lambda *_: {}) == 1


def test_a_dead_workers_job_is_failed_when_the_next_one_starts(
    store, officer, scope, submit, work
):
    run = submit()
    runs.claim(store.register, 5)
    work()
    assert "stopped before the job ended" in jobs.job(store, officer, scope, run.id).error


def test_a_worker_in_a_thread_runs_jobs_too(store, submit, work):
    submit()
    done = []
    thread = threading.Thread(target=lambda: done.append(work(find_lines=lambda *_: {})))
    thread.start()
    thread.join()
    assert done == [1]


def test_signals_are_given_back(work):
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    work()
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


WORKER = """
import sys, time
from pathlib import Path
from lineholder.pipeline import jobs

def endless(store, actor, scope, params, progress):
    while True:
        progress(1, 2)
        print("running", flush=True)
        time.sleep(0.05)

jobs.work(Path(sys.argv[1]), {"find_lines": endless}, register=sys.argv[2] or None)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without telling it")
@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_cancels_the_job_and_ends_the_worker_cleanly(
    store, officer, scope, submit, register_at, which
):
    run = submit()
    url = register_at if isinstance(register_at, str) else ""
    command = [sys.executable, "-c", WORKER, store.path, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout.readline() == b"running\n"
        worker.send_signal(which)
        worker.stdout.read()
        assert worker.wait() == 0
    stopped = jobs.job(store, officer, scope, run.id)
    assert stopped.state is RunState.CANCELLED
    assert "worker was stopped" in stopped.error


def test_cancelled_goes_through_a_step_that_raises_it_itself(store, officer, scope, submit, work):
    def give_up(*_):
        raise Cancelled("Stopped by the reader.")

    run = submit()
    work(find_lines=give_up)
    assert jobs.job(store, officer, scope, run.id).error == "Stopped by the reader."
