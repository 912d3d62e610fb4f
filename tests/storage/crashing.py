"""Crashes at a chosen system call, and the judgement of what is left.

strace takes hold of a child that has not begun, counts one system call, and at the N-th kills it or
makes the call fail. Counted per thread: the second thread, which writes the Parquet files, makes
`write` calls only, so of these the main thread's few are met where their count is reached first.
Not covered: a power cut, which also loses what was written and not fsynced (SQLite with WAL and
synchronous=FULL is known to survive it; our own files follow the same order: fsync, rename, fsync).
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from observing import A, B, commit, seen

from lineholder.model.errors import Refused
from lineholder.storage import Store, check, communications
from lineholder.storage.register import check as check_register
from lineholder.storage.register import manifest

HERE = Path(__file__).parent
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate")


@dataclass(frozen=True)
class Crash:
    """At the `n`-th `call`: killed (`how` = signal=KILL), or the call fails (error=EIO, error=ENOSPC)."""

    call: str
    n: int
    how: str


@dataclass
class Nursery:
    """The process that forks the children; see crash_nursery.py."""

    process: "subprocess.Popen[str]"

    def run(self, work: str, workspace: Path, crash: Crash | None) -> tuple[str, str, int]:
        """Do the work under the tracer. Give what it said, the calls that were traced, how it ended."""
        said, trace = workspace.with_suffix(".said"), workspace.with_suffix(".trace")
        for file in (said, trace):
            file.unlink(missing_ok=True)
        self.process.stdin.write(f"{work}\t{workspace}\t{said}\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        inject = [f"-einject={crash.call}:{crash.how}:when={crash.n}"] if crash else []
        watched = f"-etrace={','.join(CALLS) if crash is None else crash.call}"
        command = ["strace", "-f", "-o", trace, watched, *inject, "-p", str(pid)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
            attached = tracer.stderr.readline()
            os.kill(pid, signal.SIGCONT)
            assert "attached" in attached, attached
            status = int(self.process.stdout.readline())
            tracer.communicate()
        return said.read_text(), trace.read_text(), status


@contextmanager
def nursery() -> Iterator[Nursery]:
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    with subprocess.Popen(
        [sys.executable, HERE / "crash_nursery.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        yield Nursery(process)
        process.stdin.close()


def prepare(workspace: Path, work: str) -> Path:
    """A workspace with one ingest; for `derive`, a second one whose communications are not derived."""
    store = Store.create(workspace)
    commit(store, "old", [seen(B, "in", A, 10 * n) for n in range(40)])
    communications.update(store)
    if work == "derive":
        commit(store, "new", [seen(A, "out", B, 10 * n) for n in range(10)], sealed=[])
    store.close()
    return workspace


def counts(nursery: Nursery, work: str, made: Path, aside: Path) -> dict[str, int]:
    """How often each call is made, in the thread that makes it most often, when nothing goes wrong."""
    workspace = Path(shutil.copytree(made, aside))
    said, trace, status = nursery.run(work, workspace, None)
    assert (said, status) == ("done\n", 0)
    judge(work, workspace, said)
    shutil.rmtree(workspace)
    threads: dict[tuple[str, str], int] = {}
    for line in trace.splitlines():
        pid, _, rest = line.partition(" ")
        call = rest.strip().partition("(")[0]
        if call in CALLS:
            threads[call, pid] = threads.get((call, pid), 0) + 1
    return {call: max(n for (c, _), n in threads.items() if c == call) for call, _ in threads}


def crash(nursery: Nursery, work: str, made: Path, aside: Path, at: Crash) -> bool:
    """Crash a copy of a prepared workspace, judge what is left; say whether the crash came about."""
    workspace = Path(shutil.copytree(made, aside))
    said, trace, status = nursery.run(work, workspace, at)
    if at.how == "signal=KILL":
        assert "done" not in said or status in (0, signal.SIGKILL), said
    judge(work, workspace, said)
    shutil.rmtree(workspace)
    return "INJECTED" in trace or status == signal.SIGKILL


def judge(work: str, workspace: Path, said: str) -> None:
    """Nothing or all, nothing lost, and once more gives exactly one: else AssertionError."""
    store = Store.open(workspace)
    try:
        assert check.check(store) == ()
        assert check_register(store.register) == ()
        assert list((workspace / "tmp").glob("*")) in ([], [workspace / "tmp" / "spill"])
        (_judge_ingest if work == "ingest" else _judge_derived)(store, said)
        assert check.check(store) == ()
    finally:
        store.close()


def _judge_ingest(store: Store, said: str) -> None:
    rows = [seen(A, "out", B, 10 * n) for n in range(20)]
    names = [i.id.rstrip("0") for i in manifest.all_ingests(store.register)]
    assert names in (["old"], ["old", "new"]), names
    if "done" in said:
        assert names == ["old", "new"], "it said done, and it is not there"
    if names == ["old"]:
        commit(store, "new", rows, sealed=rows[:3])
    else:
        try:
            commit(store, "new", rows, sealed=rows[:3])
        except Refused as refused:
            assert "already" in str(refused)
        else:
            raise AssertionError("the same ingest was taken twice")
    ingests = manifest.all_ingests(store.register)
    assert [i.id.rstrip("0") for i in ingests] == ["old", "new"]
    assert [s.rows for s in ingests[1].segments] == [20, 3]


def _judge_derived(store: Store, said: str) -> None:
    if "done" in said:
        assert communications.current(store)
    report = communications.update(store)
    assert (report.paired, report.from_only, report.to_only) == (10, 0, 0)
    assert communications.current(store)
