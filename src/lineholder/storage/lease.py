"""Who is at work in a workspace: so that nobody's unfinished files are swept away under them.

The web server, the worker and the command line may work at once, each in its own process. Whoever
writes, or reads derived files, holds a lease: a file of its own in `leases/`, locked by the operating
system, which lets go by itself when the process dies. The sweep takes the gate, so that no new lease
can begin, and then looks whether any lease is still locked.
Blind to: network file systems without working locks.
"""

import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], wait: bool) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes], wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


FOLDER = "leases"
GATE = "gate"
TURN = "turn."  # what only one process does at a time waits in a file of this beginning


class Work(StrEnum):
    """What a lease protects from the sweep."""

    WRITING = "writing"  # files in tmp/ and segments that no manifest row names yet
    READING = "reading"  # derived files and spill space of an open engine


def _free(path: Path) -> bool:
    """Whether nobody living holds this lease; the file of a dead holder is removed."""
    try:
        with path.open("r+b") as file:
            _lock(file, wait=False)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    path.unlink(missing_ok=True)
    return True


@contextmanager
def hold(workspace: Path, work: Work) -> Iterator[None]:
    """Hold a lease for the length of the block."""
    file = take(workspace, work)
    try:
        yield
    finally:
        give_back(file)


def take(workspace: Path, work: Work) -> IO[bytes]:
    """Take a lease that lasts until `give_back`, or until the process ends, however it ends."""
    folder = workspace / FOLDER
    with (folder / GATE).open("ab") as gate:
        _lock(gate, wait=True)
        path = folder / f"{work}-{uuid.uuid4().hex}"
        file = path.open("xb")
        _lock(file, wait=False)
    return file


def give_back(file: IO[bytes]) -> None:
    """End a lease."""
    file.close()
    Path(file.name).unlink(missing_ok=True)


@contextmanager
def turn(workspace: Path, work: str) -> Iterator[None]:
    """Wait until no other process is in the same block, and keep the others waiting meanwhile."""
    with (workspace / FOLDER / f"{TURN}{work}").open("ab") as file:
        _lock(file, wait=True)
        yield


@contextmanager
def alone(workspace: Path) -> Iterator[frozenset[Work]]:
    """Shut the gate for the length of the block; give the works that nobody is at.

    Where another process has the gate, nothing is free: it is sweeping, or just beginning to work.
    """
    folder = workspace / FOLDER
    with (folder / GATE).open("ab") as gate:
        try:
            _lock(gate, wait=False)
        except OSError:
            yield frozenset()
            return
        taken = set()
        for path in sorted(folder.iterdir()):
            if path.name.startswith(tuple(Work)) and not _free(path):
                taken.add(Work(path.name.split("-")[0]))
        yield frozenset(Work) - taken
