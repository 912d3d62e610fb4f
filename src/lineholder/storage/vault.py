"""The vault: original bytes under their SHA-256, read-only, never changed."""

import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lineholder.model.errors import Damaged, NotFound, Refused
from lineholder.model.progress import Progress, silent
from lineholder.model.source import Source
from lineholder.storage import durable

FOLDER = "vault"
READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Vault:
    """The vault of one workspace. `vault/aa/<sha256>`, `aa` being the digest's first two digits."""

    workspace: Path

    def admit(self, stream: BinaryIO, name: str, progress: Progress = silent) -> Source:
        """Return the source once its bytes are durable; bytes that are already here are kept once.

        Reads `stream` to its end. `progress` counts bytes; `of` is 0 where the stream has no end to
        seek to. Refuses, before anything is written, where the disk has less free than twice the size
        of the file. The caller holds a lease for writing.
        """
        size = _size(stream)
        self._refuse_a_full_disk(name, size)
        aside = self.workspace / "tmp" / f"{uuid.uuid4().hex}.source"
        try:
            sha256, written = durable.write(
                _blocks(stream), aside, lambda n: progress(n, max(size, n) if size else 0)
            )
            self._keep(aside, sha256, written)
        finally:
            aside.unlink(missing_ok=True)
        return Source(sha256, name, written)

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes of a source for reading; the stream can seek. They are not hashed again."""
        path = self.path(sha256)
        if not path.is_file():
            raise NotFound(
                f"The vault should hold source {sha256[:16]}…, and has no such file. Restore "
                f"{path} from a backup, or ingest the file again."
            )
        return path.open("rb")

    def check(self, sha256: str) -> None:
        """Read a source's bytes again; raise Damaged unless they still have the digest that names them."""
        with self.open(sha256):
            pass
        found, size = durable.hashed(self.path(sha256))
        if found != sha256:
            raise Damaged(
                f"Source {sha256} must have the bytes that its name is the digest of; found {size} "
                f"bytes with digest {found}. Restore it from a backup before relying on its records."
            )

    def all(self) -> tuple[str, ...]:
        """Return the digests of the sources held, in order."""
        folder = self.workspace / FOLDER
        return tuple(sorted(p.name for p in folder.glob("??/*") if len(p.name) == 64))

    def path(self, sha256: str) -> Path:
        """Where a source's bytes stand, whether they are here or not."""
        return self.workspace / FOLDER / sha256[:2] / sha256

    def _keep(self, aside: Path, sha256: str, size: int) -> None:
        final = self.path(sha256)
        if final.exists():
            if final.stat().st_size != size:
                raise Damaged(
                    f"The vault already holds {sha256} with {final.stat().st_size} bytes, and the "
                    f"same digest was read now from {size} bytes. Run `lineholder verify`."
                )
            durable.sync_folder(final.parent)
            return
        final.parent.mkdir(exist_ok=True)
        aside.chmod(READ_ONLY) if os.name != "nt" else None
        durable.keep(aside, final)
        durable.sync_folder(final.parent.parent)

    def _refuse_a_full_disk(self, name: str, size: int) -> None:
        free = shutil.disk_usage(self.workspace).free
        if free < 2 * size:
            raise Refused(
                f"{name} has {size:,} bytes, and twice as much must be free on the workspace's disk; "
                f"found {free:,} bytes free. Nothing was kept: free some space and try again."
            )


def _size(stream: BinaryIO) -> int:
    """Bytes from here to the end, 0 where the stream cannot tell."""
    if not stream.seekable():
        return 0
    here = stream.tell()
    end = stream.seek(0, os.SEEK_END)
    stream.seek(here)
    return end - here


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(durable.BLOCK):
        yield block
