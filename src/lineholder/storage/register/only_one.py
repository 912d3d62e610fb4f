"""One process at a time: a lock on a file that the system lets go of when its holder dies.

Blind to: network file systems without working locks.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_one(path: Path) -> Iterator[bool]:
    """Whether this is the one holder, for the length of the block; it never waits."""
    with path.open("ab") as file:
        try:
            _lock(file)
        except OSError:
            yield False
            return
        yield True
