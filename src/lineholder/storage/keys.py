"""Secret keys of a workspace: 32 random bytes a purpose, made once, readable by its owner alone.

They make masks that cannot be turned back by trying every number; they are part of a backup.
"""

import contextlib
import os
import secrets
from pathlib import Path

from lineholder.storage import durable


def key(workspace: Path, purpose: str) -> bytes:
    """The workspace's key for this purpose, made at its first use. Two makers at once get the same."""
    path = workspace / f"{purpose}.key"
    if not path.exists():
        aside = workspace / "tmp" / f"{purpose}-{secrets.token_hex(8)}.key"
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another made it first: theirs counts
            os.link(aside, path)
        aside.unlink()
        durable.sync_folder(workspace)
    return path.read_bytes()
