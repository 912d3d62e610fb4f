"""Killed, or refused by the disk, at the system calls of one ingest: nothing or all, never a half.

Here: every fsync, fdatasync, rename, unlink, ftruncate and pwrite64 (SQLite's), every failure of fsync
and fdatasync, and a sample of the many small writes of Parquet and of full disks. Everything at every
call: bench/crash_sweep.py.
"""

import shutil
import sys

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("strace") is None,
    reason="needs strace (Debian: apt-get install strace) to kill a process at a chosen system call",
)
RARE = ("fsync", "fdatasync", "rename", "unlink", "ftruncate")


@pytest.fixture(scope="module")
def nursery():
    import crashing

    with crashing.nursery() as opened:
        yield opened


@pytest.fixture(scope="module", params=["ingest", "derive"])
def prepared(request, tmp_path_factory, nursery):
    """The work, a workspace to crash copies of, and how often each call is made in it."""
    import crashing

    made = crashing.prepare(tmp_path_factory.mktemp("crash") / "made", request.param)
    return request.param, made, crashing.counts(nursery, request.param, made, made.with_name("w"))


def sweep(nursery, prepared, plan):
    """Crash at each (call, n) of the plan; every one must come about."""
    import crashing

    work, made, _ = prepared
    for call, n, how in plan:
        at = crashing.Crash(call, n, how)
        assert crashing.crash(nursery, work, made, made.with_name("w"), at), at


def test_killed_at_every_fsync_rename_unlink_and_truncation(nursery, prepared):
    counts = prepared[2]
    assert counts["fsync"] >= 3
    assert counts["rename"] >= 2
    plan = [(c, n, "signal=KILL") for c in RARE for n in range(1, counts.get(c, 0) + 1)]
    sweep(nursery, prepared, plan)


def test_killed_at_writes_of_the_database_and_of_parquet(nursery, prepared):
    counts = prepared[2]
    of_sqlite = range(1, counts.get("pwrite64", 0) + 1)
    of_parquet = sorted({1, 2, *range(3, counts["write"] + 1, 23), counts["write"]})
    plan = [("pwrite64", n, "signal=KILL") for n in of_sqlite]
    sweep(nursery, prepared, plan + [("write", n, "signal=KILL") for n in of_parquet])


def test_the_disk_fails_an_fsync(nursery, prepared):
    counts = prepared[2]
    sweep(
        nursery,
        prepared,
        [
            (call, n, "error=EIO")
            for call in ("fsync", "fdatasync")
            for n in range(1, counts.get(call, 0) + 1)
        ],
    )


def test_the_disk_is_full(nursery, prepared):
    counts = prepared[2]
    sweep(
        nursery,
        prepared,
        [
            (call, n, "error=ENOSPC")
            for call in ("write", "pwrite64")
            for n in sorted({1, counts.get(call, 0) // 2, counts.get(call, 0)} - {0})
            if counts.get(call)
        ],
    )
