"""Whether what stands on the disk is what was committed: the storage's part of `lineholder verify`."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lineholder.model.errors import Damaged, NotFound
from lineholder.model.findings import Fault
from lineholder.model.progress import Progress, silent
from lineholder.model.source import Ingest
from lineholder.storage import derived, durable, lease, sweep
from lineholder.storage.register import manifest
from lineholder.storage.workspace import Store


def check(store: Store, progress: Progress = silent) -> tuple[Fault, ...]:
    """Read every byte that is kept, and return what does not hold, in order; () where all holds.

    Originals against their digests, segments against the manifest's digests and row counts, each
    ingest's segments and quarantine against its account, derived files against their list, and segments
    that no ingest names. A derived file that a newer list has superseded is no fault: the next start
    sweeps it away. Others may ingest meanwhile. `progress` counts files. The register checks itself
    (`register.check`).
    """
    with lease.hold(
        store.path, lease.Work.READING
    ):  # so that no listed file is swept away meanwhile
        faults = _kept_as_committed(store, progress)
    return (*faults, *_leftovers(store))


def _kept_as_committed(store: Store, progress: Progress) -> list[Fault]:
    made = derived.load(store.path)
    parts = (
        *(() if made is None else derived.files(made)),
        *derived.sorted_files(store.path),
        *derived.ledger_files(store.path),
    )
    ingests = manifest.all_ingests(store.register)
    sources = sorted({i.source.sha256 for i in ingests} | set(store.vault.all()))
    of = len(sources) + len(ingests) + 1
    faults: list[Fault] = []
    for n, sha256 in enumerate(sources):
        progress(n, of)
        faults += _source(store, sha256)
    for n, ingest in enumerate(ingests, len(sources)):
        progress(n, of)
        faults += _ingest(store, ingest)
    for part in parts:
        faults += _file(store.path / part.path, part.sha256, part.rows, "derived file")
    progress(of, of)
    return faults


def unused(store: Store) -> tuple[str, ...]:
    """Return the originals that no ingest names: kept after a refusal or a kill, and no fault."""
    named = {i.source.sha256 for i in manifest.all_ingests(store.register)}
    return tuple(sha256 for sha256 in store.vault.all() if sha256 not in named)


def _source(store: Store, sha256: str) -> Iterator[Fault]:
    try:
        store.vault.check(sha256)
    except (Damaged, NotFound) as error:
        yield Fault("source", f"vault/{sha256[:2]}/{sha256}", sha256, str(error))


def _ingest(store: Store, ingest: Ingest) -> Iterator[Fault]:
    for segment in ingest.segments:
        yield from _file(store.path / segment.path, segment.sha256, segment.rows, "segment")
    yield from _conserved(ingest)
    if ingest.quarantine is not None:
        yield from _quarantine(store.path / ingest.quarantine, ingest.account.quarantined)


def _file(path: Path, sha256: str, rows: int, what: str) -> Iterator[Fault]:
    where = path.name
    if not path.is_file():
        yield Fault(what, where, f"a file of {rows} rows", "nothing there")
        return
    found, _ = durable.hashed(path)
    if found != sha256:
        yield Fault(what, where, f"digest {sha256}", f"digest {found}")
    try:
        kept = pq.read_metadata(path).num_rows
    except (OSError, pa.ArrowException) as error:
        yield Fault(what, where, f"{rows} rows", f"a file that cannot be read: {error}")
        return
    if kept != rows:
        yield Fault(what, where, f"{rows} rows", f"{kept} rows")


def _conserved(ingest: Ingest) -> Iterator[Fault]:
    """A row yields one or more records, so there are never fewer records than recorded rows."""
    account = ingest.account
    for what, rows, least in (
        ("records", sum(s.rows for s in ingest.segments), account.recorded),
        ("sealed records", sum(s.rows for s in ingest.segments if s.seal), account.sealed),
    ):
        if rows < least:
            yield Fault(what, ingest.id, f"at least {least}", str(rows))


def _quarantine(path: Path, quarantined: int) -> Iterator[Fault]:
    """The quarantine's name carries the first 16 digits of its digest."""
    named = path.stem.rpartition("-")[2]
    if not path.is_file():
        yield Fault("quarantine", path.name, f"{quarantined} rows", "nothing there")
        return
    found, _ = durable.hashed(path)
    if not found.startswith(named):
        yield Fault("quarantine", path.name, f"digest {named}…", f"digest {found}")
        return
    places = pq.read_table(path, columns=["sheet", "row"])
    rows = places.group_by(["sheet", "row"]).aggregate([]).num_rows
    if rows != quarantined:
        yield Fault("quarantine", path.name, f"{quarantined} rows", f"{rows} rows")


def _leftovers(store: Store) -> list[Fault]:
    """Nothing where somebody is at work: their files are named by nothing yet.

    The manifest is asked again, now that nobody can begin to write.
    """
    with lease.alone(store.path) as free:
        if lease.Work.WRITING not in free:
            return []
        found = sweep.orphans(store.path, manifest.all_ingests(store.register))
    return [
        Fault(
            "leftover",
            path.relative_to(store.path).as_posix(),
            "only files that the manifest names",
            "a file of an unfinished ingest; the next start sweeps it away",
        )
        for path in found
    ]
