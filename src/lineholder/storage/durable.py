"""Bytes that are still there after a kill or a power cut: write aside, fsync, rename, fsync the folder.

A failed fsync is fatal and never tried again: after it, nobody knows what the disk holds (the kernel
may already have dropped the pages). A full disk is a refusal: nothing was kept, and it may be retried.
"""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lineholder.model.errors import Damaged, Refused

BLOCK = 1 << 20
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def room(what: str) -> Iterator[None]:
    """Turn "the disk is full" into a sentence; every other error of the system goes on as it is."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Refused(
            f"The disk must hold {what}, and it is full. Nothing was kept: free some space and "
            "run the same command again."
        ) from error


def _fsync(descriptor: int, path: Path) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise Damaged(
            f"The disk must confirm that {path} is written, and it answered {error.strerror!r}. "
            "Nothing was committed. Check the disk before anything is run again."
        ) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call; its renames write through."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _fsync(descriptor, folder)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of a finished file durable."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        _fsync(descriptor, path)
    finally:
        os.close(descriptor)


def keep(aside: Path, final: Path) -> None:
    """Give a written file its final name, so that either the whole file is there or none of it."""
    sync_file(aside)
    aside.replace(final)
    sync_folder(final.parent)


def write(
    blocks: Iterable[bytes], aside: Path, grown: Callable[[int], None] = lambda _: None
) -> tuple[str, int]:
    """Write blocks to a file, and return their SHA-256 and size. `grown` is told the size so far."""
    seen, size = hashlib.sha256(), 0
    with room(aside.name), aside.open("wb", buffering=0) as file:
        for block in blocks:
            seen.update(block)
            view = memoryview(block)
            while view:
                view = view[file.write(view) :]
            size += len(block)
            grown(size)
    return seen.hexdigest(), size


def hashed(path: Path, grown: Callable[[int], None] = lambda _: None) -> tuple[str, int]:
    """Return the SHA-256 and size of a file, read in blocks. `grown` is told each block's length."""
    seen, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            seen.update(block)
            size += len(block)
            grown(len(block))
    return seen.hexdigest(), size
