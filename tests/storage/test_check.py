import random

import pyarrow as pa
import pytest
from observing import A, B, commit, seen, table

from lineholder.model.records import QUARANTINE
from lineholder.model.source import Account, Ingest, Source
from lineholder.storage import Part, Store, check, communications, lease
from lineholder.storage.register import manifest


@pytest.fixture
def held(store):
    """A store with two ingests, one sealed, one with a quarantine, and communications."""
    commit(store, "a", [seen(A, "out", B, 1)], sealed=[seen(A, "out", B, 5)])
    part = Part("b" * 16, "observations")
    bad = [{"sheet": "", "row": 3, "reason": "BAD_TIME", "text": "x"}]
    with lease.hold(store.path, lease.Work.WRITING):
        records = store.segments.write(part, [table([seen(B, "in", A, 2)])])
        quarantine = store.segments.write(
            Part("b" * 16, "quarantine"), [pa.Table.from_pylist(bad, QUARANTINE)]
        )
        source = commit(store, "c", []).source
        account = Account(3, 1, 1, 1, 0, {"BAD_TIME": 1})
        ingest = Ingest(
            "b" * 16,
            Source(source.sha256, "b.csv", source.size),
            "plain",
            "p",
            {},
            None,
            account,
            (records,),
            quarantine.path,
            (),
            1,
        )
        manifest.commit(store.register, ingest, "tester")
    communications.update(store)
    return store


def test_all_holds(held):
    told = []
    assert check.check(held, lambda n, of: told.append((n, of))) == ()
    assert told[-1] == (5 + 1, 5 + 1)


def test_every_flipped_bit_is_found(held):
    chance = random.Random(1)
    kept = [
        p
        for f in ("vault", "segments", "derived")
        for p in (held.path / f).rglob("*")
        if p.is_file()
    ]
    kept = [p for p in kept if p.suffix != ".json"]
    assert len(kept) >= 6
    for path in kept:
        before = path.read_bytes()
        place = chance.randrange(len(before))
        path.chmod(0o644)
        path.write_bytes(
            before[:place]
            + bytes([before[place] ^ 1 << chance.randrange(8)])
            + before[place + 1 :]
        )
        faults = check.check(held)
        assert any(path.name in f.where for f in faults), path
        path.write_bytes(before)
    assert check.check(held) == ()


def test_every_missing_file_is_found(held):
    kept = [
        p
        for f in ("vault", "segments", "derived")
        for p in (held.path / f).rglob("*")
        if p.is_file()
    ]
    for path in (p for p in kept if p.suffix != ".json"):
        aside = path.rename(held.path / "aside")
        assert any(path.name in f.where for f in check.check(held)), path
        aside.rename(path)


def test_leftovers_are_named_unless_somebody_is_at_work(held):
    (held.path / "segments" / "x-observations-0.parquet").write_bytes(b"half")
    assert [f.where for f in check.check(held)] == ["segments/x-observations-0.parquet"]
    with lease.hold(held.path, lease.Work.WRITING):
        assert check.check(held) == ()


def test_an_original_that_no_ingest_names_is_no_fault(held):
    import io

    source = held.vault.admit(io.BytesIO(b"refused"), "refused.csv")
    assert check.unused(held) == (source.sha256,)
    assert check.check(held) == ()


def test_fewer_records_than_recorded_rows_is_a_fault(store):
    with lease.hold(store.path, lease.Work.WRITING):
        source = commit(store, "a", []).source
        account = Account(2, 2, 0, 0)
        part = Part("b" * 16, "observations")
        segment = store.segments.write(part, [table([seen(A, "out", B, 1)])])
        made = Ingest("b" * 16, source, "x", "p", {}, None, account, (segment,), None, (), 1)
        manifest.commit(store.register, made, "tester")
    (fault,) = check.check(store)
    assert (fault.what, fault.expected, fault.found) == ("records", "at least 2", "1")


def test_another_process_that_ingests_meanwhile_leaves_no_fault(held, monkeypatch):
    """A store held open (the pages') is verified while the command line ingests and ends."""
    begun = manifest.all_ingests

    def asked(register):
        found = begun(register)
        if not done:
            done.append(commit(held, "d", [seen(A, "out", B, n) for n in range(9)]))
            communications.update(held)  # whole: the earlier files are superseded
        return found

    done = []
    monkeypatch.setattr(manifest, "all_ingests", asked)
    assert check.check(held) == ()
    assert done


def test_files_that_are_verified_are_not_swept_away_meanwhile(held):
    """Another process that begins sweeps what a new list no longer names."""
    other, seen_files = Store.open(held.path), []

    def progress(n, of):
        if not seen_files:
            seen_files.append(commit(other, "d", [seen(A, "out", B, n) for n in range(9)]))
            communications.update(other)
            Store.open(held.path).close()

    assert check.check(held, progress) == ()
    other.close()
