import subprocess
import sys

import pytest

from lineholder.storage import lease
from lineholder.storage.lease import Work

HOLDER = """
import sys
from pathlib import Path
from lineholder.storage import lease
with lease.hold(Path(sys.argv[1]), lease.Work(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def another(workspace):
    """Another process that holds a lease until it is told to let go or killed."""
    started = []

    def start(work: Work):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, workspace, work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        assert process.stdout.readline() == b"held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def free(workspace):
    with lease.alone(workspace) as works:
        return works


def test_a_lease_is_seen_here_and_gone_afterwards(workspace):
    assert free(workspace) == {Work.WRITING, Work.READING}
    with lease.hold(workspace, Work.WRITING):
        assert free(workspace) == {Work.READING}
        with lease.hold(workspace, Work.WRITING), lease.hold(workspace, Work.READING):
            assert free(workspace) == set()
        assert free(workspace) == {Work.READING}
    assert free(workspace) == {Work.WRITING, Work.READING}
    assert [p.name for p in (workspace / lease.FOLDER).iterdir()] == [lease.GATE]


def test_the_lease_of_another_process_is_seen_until_it_is_killed(workspace, another):
    process = another(Work.READING)
    assert free(workspace) == {Work.WRITING}
    process.kill()
    process.wait()
    assert free(workspace) == {Work.WRITING, Work.READING}
    assert [p.name for p in (workspace / lease.FOLDER).iterdir()] == [lease.GATE]


def test_nobody_is_alone_twice(workspace):
    with lease.alone(workspace) as outer:
        assert outer == {Work.WRITING, Work.READING}
        assert free(workspace) == set()


def test_turns_do_not_count_as_work(workspace):
    with lease.turn(workspace, "communications"):
        assert free(workspace) == {Work.WRITING, Work.READING}
