"""Jobs in words: how far, how fast, how long still; nothing is said before it can be known."""

from lineholder.model.entry import Run, RunState
from lineholder.web import work

FILES = {"sources": [{"name": f"{n}.csv", "sha256": "0"} for n in "abcd"]}


def run(state: RunState, step: str = "ingest", n: int = 0, of: int = 0, **more) -> Run:
    return Run("7", step, FILES if step == "ingest" else {}, "Ana", state, n, of, 1000, **more)


def test_a_waiting_job_claims_nothing() -> None:
    shown = work.job(run(RunState.WAITING), 1010)
    assert (shown.percent, shown.done, shown.pace) == (0, "waiting for its turn", "")
    assert shown.active
    assert shown.what == "Reading files: a.csv, b.csv and 2 more"


def test_a_running_intake_tells_rate_and_time_left_from_its_own_start() -> None:
    shown = work.job(run(RunState.RUNNING, n=20_000_000, of=80_000_000, started_at=1010), 1020)
    assert shown.percent == 25
    assert shown.done == "20.0 MB of 80.0 MB"
    assert shown.pace == "2.0 MB/s, about 30 s left"
    assert work.job(run(RunState.RUNNING, n=0, of=9, started_at=1010), 1020).pace == ""


def test_what_came_of_a_job() -> None:
    totals = {"rows_in_file": 9, "recorded": 7, "quarantined": 1, "structural": 1}
    result = {"totals": totals, "not_read": [{"name": "odd.csv", "why": "fits no profile."}]}
    shown = work.job(run(RunState.DONE, result=result), 1020)
    assert shown.came == "9 rows: 7 recorded, 1 quarantined, 1 structural"
    assert shown.not_read == (("odd.csv", "fits no profile."),)
    assert not shown.active
    found = run(RunState.DONE, "find_lines", result={"lines": 1, "considered": 917})
    assert work.job(found, 1020).came == "1 candidate from 917 numbers"


def test_the_latest_of_a_step_is_the_first_of_the_list() -> None:
    newest = run(RunState.FAILED, "find_lines", error="why")
    shown = work.latest((run(RunState.RUNNING), newest), "find_lines", 1020)
    assert shown is not None
    assert shown.error == "why"
    assert work.latest((), "find_lines", 1020) is None
