from observing import A, B, commit, seen

from lineholder.model.people import WORKSPACE
from lineholder.storage import Store, communications, lease
from lineholder.storage.register import manifest
from lineholder.storage.sweep import sweep


def litter(workspace):
    """What a killed process leaves: unfinished and unnamed files in every folder."""
    made = [
        workspace / "tmp" / "half.parquet",
        workspace / "tmp" / "spill" / "x" / "block",
        workspace / "segments" / "ffff-observations-0000.parquet",
        workspace / "derived" / "communications-0000.parquet",
    ]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    return made


def test_start_sweeps_leftovers_and_keeps_what_counts(store):
    made = commit(store, "a", [seen(A, "out", B, 1)])
    communications.update(store)
    left = litter(store.path)
    Store.open(store.path).close()
    assert [p for p in left if p.exists()] == []
    assert all((store.path / s.path).exists() for s in made.segments)
    assert store.vault.all() == (made.source.sha256,)
    assert communications.current(store)


def test_nothing_is_swept_under_somebody_who_writes(store):
    left = litter(store.path)
    with lease.hold(store.path, lease.Work.WRITING):
        Store.open(store.path).close()
        assert all(p.exists() for p in left)


def test_an_open_engine_keeps_derived_files_and_spill_space(store):
    left = litter(store.path)
    with store.engine(WORKSPACE):
        Store.open(store.path).close()
        assert [p.exists() for p in left] == [False, True, False, True]
    Store.open(store.path).close()
    assert not any(p.exists() for p in left)


def test_the_manifest_is_asked_after_the_gate_is_shut(store):
    """An ingest that commits while the sweep begins must not lose its segments."""

    def asked():
        with lease.alone(store.path) as free:
            assert free == frozenset()  # shut
        return manifest.all_ingests(store.register)

    assert sweep(store.path, asked) == ()


def test_what_was_swept_is_named(store):
    litter(store.path)
    assert sweep(store.path, lambda: ()) == (
        "derived/communications-0000.parquet",
        "segments/ffff-observations-0000.parquet",
        "tmp/half.parquet",
        "tmp/spill/x",
    )
