import hashlib
import io
import shutil
import stat
from collections import namedtuple

import pytest

from lineholder.model.errors import Damaged, NotFound, Refused
from lineholder.storage.vault import Vault

BYTES = b"subject,start\n+447700900001,2026-01-01T00:00:00Z\n"
SHA = hashlib.sha256(BYTES).hexdigest()


class Endless(io.RawIOBase):
    """A stream that cannot seek, as an upload is."""

    def __init__(self, content: bytes) -> None:
        self._inner = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        return self._inner.readinto(buffer)


@pytest.fixture
def vault(workspace) -> Vault:
    return Vault(workspace)


def test_admitted_bytes_come_back_the_same_and_cannot_be_written(vault):
    source = vault.admit(io.BytesIO(BYTES), "june.csv")
    assert (source.sha256, source.name, source.size) == (SHA, "june.csv", len(BYTES))
    with vault.open(SHA) as stream:
        stream.seek(8)
        assert stream.read() == BYTES[8:]
    assert stat.S_IMODE(vault.path(SHA).stat().st_mode) == 0o444
    vault.check(SHA)
    assert vault.all() == (SHA,)
    assert list((vault.workspace / "tmp").iterdir()) == []


def test_the_same_bytes_are_kept_once_under_whatever_name(vault):
    first = vault.path(vault.admit(io.BytesIO(BYTES), "a.csv").sha256).stat()
    again = vault.admit(io.BytesIO(BYTES), "b.csv")
    assert again.name == "b.csv"
    assert vault.path(SHA).stat().st_ino == first.st_ino
    assert vault.all() == (SHA,)


def test_a_stream_that_cannot_seek_and_an_empty_one(vault):
    assert vault.admit(Endless(BYTES), "upload").sha256 == SHA
    assert vault.admit(io.BytesIO(b""), "empty.csv").size == 0


def test_progress_counts_bytes_and_may_stop(vault):
    told = []
    vault.admit(io.BytesIO(b"x" * 3_000_000), "x", lambda n, of: told.append((n, of)))
    assert told == [(1 << 20, 3_000_000), (2 << 20, 3_000_000), (3_000_000, 3_000_000)]

    def stop(n, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vault.admit(io.BytesIO(BYTES), "y", stop)
    assert list((vault.workspace / "tmp").iterdir()) == []
    assert SHA not in vault.all()


@pytest.mark.parametrize(("free", "kept"), [(2 * len(BYTES), True), (2 * len(BYTES) - 1, False)])
def test_twice_the_size_must_be_free(vault, monkeypatch, free, kept):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 0, free))
    if kept:
        assert vault.admit(io.BytesIO(BYTES), "a").size == len(BYTES)
        return
    with pytest.raises(Refused, match="twice as much must be free"):
        vault.admit(io.BytesIO(BYTES), "a")
    assert vault.all() == ()


def test_a_changed_bit_is_found(vault):
    vault.admit(io.BytesIO(BYTES), "a")
    vault.path(SHA).chmod(0o644)
    vault.path(SHA).write_bytes(bytes([BYTES[0] ^ 1]) + BYTES[1:])
    with pytest.raises(Damaged, match=SHA):
        vault.check(SHA)


def test_a_cut_file_is_found_when_the_same_bytes_come_again(vault):
    vault.admit(io.BytesIO(BYTES), "a")
    vault.path(SHA).chmod(0o644)
    vault.path(SHA).write_bytes(BYTES[:-1])
    with pytest.raises(Damaged, match="lineholder verify"):
        vault.admit(io.BytesIO(BYTES), "a")


def test_what_is_not_there_is_not_found(vault):
    with pytest.raises(NotFound, match="Restore"):
        vault.open("0" * 64)
    with pytest.raises(NotFound):
        vault.check("0" * 64)
