import errno
import hashlib
import os

import pytest

from lineholder.model.errors import Damaged, Refused
from lineholder.storage import durable


def test_a_file_gets_its_name_whole_and_after_its_bytes_are_durable(tmp_path, monkeypatch):
    steps = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda fd: steps.append("fsync") or fsync(fd))
    monkeypatch.setattr(os, "replace", lambda a, b: steps.append("replace") or replace(a, b))
    told = []
    sha256, size = durable.write([b"ab", b"", b"c"], tmp_path / "aside", told.append)
    assert (sha256, size, told) == (hashlib.sha256(b"abc").hexdigest(), 3, [2, 2, 3])
    durable.keep(tmp_path / "aside", tmp_path / "final")
    assert steps == ["fsync", "replace", "fsync"]
    assert (tmp_path / "final").read_bytes() == b"abc"
    assert not (tmp_path / "aside").exists()


def test_a_failed_fsync_is_damage_and_is_not_tried_again(tmp_path, monkeypatch):
    tries = []

    def fail(descriptor):
        tries.append(descriptor)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    (tmp_path / "aside").write_bytes(b"x")
    with pytest.raises(Damaged, match="Nothing was committed"):
        durable.keep(tmp_path / "aside", tmp_path / "final")
    assert len(tries) == 1
    assert not (tmp_path / "final").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_a_refusal(code):
    with pytest.raises(Refused, match=r"hold june\.csv"), durable.room("june.csv"):
        raise OSError(code, os.strerror(code))


def test_other_errors_go_on_as_they_are():
    with pytest.raises(PermissionError), durable.room("june.csv"):
        raise PermissionError(errno.EACCES, "no")


def test_hashing_reads_every_block(tmp_path):
    content = bytes(range(256)) * 8193  # two blocks and a piece
    (tmp_path / "x").write_bytes(content)
    told = []
    sha256, size = durable.hashed(tmp_path / "x", told.append)
    assert (sha256, size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert told == [1 << 20, 1 << 20, 256]
