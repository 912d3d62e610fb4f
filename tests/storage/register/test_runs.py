import threading
from dataclasses import replace

import pytest

from lineholder.model.entry import RunState
from lineholder.model.people import Scope
from lineholder.storage.register import runs

MAX = Scope("op max", "charging", frozenset({"b", "a"}))


@pytest.fixture
def submit(register):
    def one(step="find_lines", operation="op max"):
        return runs.submit(
            register, step, {"k": 1}, "DC Smith", replace(MAX, operation=operation), 10
        )

    return one


def test_a_job_waits_runs_and_ends(register, submit):
    run = submit()
    assert (run.state, run.step, run.params, run.actor) == (
        RunState.WAITING,
        "find_lines",
        {"k": 1},
        "DC Smith",
    )
    claimed = runs.claim(register, 20)
    assert claimed.scope == MAX
    assert (claimed.run.id, claimed.run.state, claimed.run.started_at) == (
        run.id,
        RunState.RUNNING,
        20,
    )
    assert runs.report(register, run.id, 3, 9) is False
    assert (runs.find(register, run.id).run.n, runs.find(register, run.id).run.of) == (3, 9)
    runs.end(
        register, replace(claimed.run, state=RunState.DONE, n=9, of=9, result={"lines": 2}), 30
    )
    ended = runs.find(register, run.id).run
    assert (ended.state, ended.result, ended.n, ended.of) == (RunState.DONE, {"lines": 2}, 9, 9)
    assert (ended.created_at, ended.started_at, ended.ended_at) == (10, 20, 30)


def test_jobs_are_taken_in_the_order_they_came_one_at_a_time(register, submit):
    first, second = submit(), submit()
    assert runs.claim(register, 20).run.id == first.id
    assert runs.claim(register, 20) is None
    runs.end(register, replace(first, state=RunState.FAILED, error="no"), 30)
    assert runs.claim(register, 40).run.id == second.id


def test_no_two_workers_get_the_same_job(register, submit):
    submit()
    got = []
    workers = [
        threading.Thread(target=lambda: got.append(runs.claim(register, 20))) for _ in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(job is not None for job in got) == 1


def test_nothing_waits_in_an_empty_queue(register, submit):
    assert not runs.waiting(register)
    assert runs.claim(register, 1) is None
    run = submit()
    assert runs.waiting(register)
    runs.ask_cancel(register, run.id, 5)
    assert not runs.waiting(register)


def test_a_waiting_job_is_cancelled_at_once(register, submit):
    run = runs.ask_cancel(register, submit().id, 15)
    assert (run.state, run.ended_at) == (RunState.CANCELLED, 15)
    assert runs.claim(register, 20) is None


def test_a_running_job_hears_of_it_at_its_next_report(register, submit):
    run = submit()
    runs.claim(register, 20)
    assert runs.ask_cancel(register, run.id, 25).state is RunState.RUNNING
    assert runs.report(register, run.id, 1, 2) is True


def test_an_ended_job_stays_as_it_is(register, submit):
    run = submit()
    runs.claim(register, 20)
    runs.end(register, replace(run, state=RunState.DONE, result={}), 30)
    assert runs.ask_cancel(register, run.id, 40).state is RunState.DONE


def test_a_dead_workers_job_is_failed_with_a_sentence(register, submit):
    run, waiting = submit(), submit()
    runs.claim(register, 20)
    assert runs.fail_stale(register, 99) == 1
    failed = runs.find(register, run.id).run
    assert (failed.state, failed.ended_at) == (RunState.FAILED, 99)
    assert "submit the job again" in failed.error
    assert runs.find(register, waiting.id).run.state is RunState.WAITING
    assert runs.fail_stale(register, 100) == 0


def test_an_operation_sees_its_own_jobs_newest_first(register, submit):
    ids = [submit().id, submit().id]
    submit(operation="other")
    assert [run.id for run in runs.all_of(register, "op max")] == ids[::-1]
    assert [run.id for run in runs.all_of(register, "op max", limit=1)] == [ids[1]]


@pytest.mark.parametrize("run_id", ["", "0", "2", "-1", "x", "1 OR 1=1", "9" * 40, "\u0661"])
def test_any_other_id_is_none(register, submit, run_id):
    submit()
    assert runs.find(register, run_id) is None
