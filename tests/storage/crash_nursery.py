"""A process that has imported everything and forks a child for each crash, so that a crash costs little.

Reads lines `work <tab> workspace <tab> file`. The child stops itself, so that a tracer can take hold of
it, then does the work and appends what became of it to the file. Writes out the child's pid, and how it
ended (as os.waitpid gives it).
"""

import contextlib
import os
import signal
import sys
from pathlib import Path

from observing import A, B, commit, seen
from sqlalchemy.exc import SQLAlchemyError

from lineholder.model.errors import LineholderError
from lineholder.storage import Store, communications

ROWS = [seen(A, "out", B, 10 * n) for n in range(20)]


def ingest(workspace: Path, said: int) -> None:
    """One whole ingest: the original, two segments, the manifest row."""
    store = Store.open(workspace)
    commit(store, "new", ROWS, sealed=ROWS[:3])
    os.write(said, b"done\n")
    store.close()


def derive(workspace: Path, said: int) -> None:
    """The communications of an ingest that is committed already."""
    store = Store.open(workspace)
    communications.update(store)
    os.write(said, b"done\n")
    store.close()


WORKS = {"ingest": ingest, "derive": derive}


def child(work: str, workspace: str, file: str) -> None:
    said = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        WORKS[work](Path(workspace), said)
    except (LineholderError, OSError, SQLAlchemyError) as error:
        with contextlib.suppress(OSError):  # the call that fails may be this one
            os.write(said, f"refused: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def main() -> None:
    for line in sys.stdin:
        work, workspace, file = line.rstrip("\n").split("\t")
        pid = os.fork()
        if pid == 0:
            child(work, workspace, file)
        os.waitpid(pid, os.WUNTRACED)
        os.write(1, f"{pid}\n".encode())
        os.write(1, f"{os.waitpid(pid, 0)[1]}\n".encode())


if __name__ == "__main__":
    main()
