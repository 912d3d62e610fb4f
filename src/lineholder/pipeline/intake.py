"""Intake: files in, records and quarantine out, and the account of every row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from lineholder import ingest as reading
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NoData, NotFound, Refused
from lineholder.model.findings import CoverageDay, QuarantinedRow
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.progress import Progress, silent
from lineholder.model.question import Question
from lineholder.model.source import Ingest, NotRead, Source
from lineholder.pipeline import lasting, outcomes, returned
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.loading import Options, load
from lineholder.pipeline.workspace import opened_seals
from lineholder.storage import Store, communications, lease
from lineholder.storage.register import entries, manifest

COVERAGE = """
    SELECT subject AS number, start_s // 86400 AS day,
           CAST(SUM(CASE WHEN kind = 'call' THEN 1 ELSE 0 END) AS BIGINT) AS calls,
           CAST(SUM(CASE WHEN kind = 'text' THEN 1 ELSE 0 END) AS BIGINT) AS texts,
           CAST(SUM(CASE WHEN kind = 'data' THEN 1 ELSE 0 END) AS BIGINT) AS data
    FROM observations GROUP BY subject, start_s // 86400 ORDER BY subject, start_s // 86400
"""


@dataclass(frozen=True, slots=True)
class Received:
    """The ingests of one command, how both ends of contacts met, and the files not read, with why."""

    ingests: tuple[Ingest, ...]
    pairing: communications.PairingReport
    not_read: tuple[NotRead, ...]


def ingest(
    store: Store,
    actor: Actor,
    scope: Scope,
    paths: Sequence[Path],
    options: Options,
    progress: Progress = silent,
) -> Received:
    """Every file's account. A refused file is listed with why; the others are ingested all the same."""
    names = [shown(path.name) for path in paths]
    require(store, actor, Permission.INGEST, scope, "ingest", {"files": names})
    files = _files(paths, store.path)
    sizes = [path.stat().st_size for path, _ in files]
    done, not_read = list[Ingest](), list[NotRead]()
    with store.workbench() as bench:
        for i, (path, named) in enumerate(files):
            within = _within(progress, sum(sizes[:i]), sizes[i], sum(sizes))
            try:
                done.append(load(store, bench, actor, _admitted(store, path), options, within))
            except Refused as error:
                not_read.append(NotRead(shown(path.name), str(error), named))
    return _received(store, scope, done, not_read)


def ingest_sources(
    store: Store,
    actor: Actor,
    scope: Scope,
    sources: Sequence[Source],
    options: Options,
    progress: Progress = silent,
) -> Received:
    """The account of sources that already lie in the vault: what a page's upload turns into."""
    digests = [source.sha256 for source in sources]
    require(store, actor, Permission.INGEST, scope, "ingest", {"sources": digests})
    sizes = [source.size for source in sources]
    done, not_read = list[Ingest](), list[NotRead]()
    with store.workbench() as bench:
        for i, source in enumerate(sources):
            within = _within(progress, sum(sizes[:i]), sizes[i], sum(sizes))
            try:
                done.append(load(store, bench, actor, source, options, within))
            except Refused as error:
                not_read.append(NotRead(source.name, str(error), named=True))
    return _received(store, scope, done, not_read)


def receive(store: Store, actor: Actor, scope: Scope, stream: BinaryIO, name: str) -> Source:
    """An uploaded file in the vault, not ingested yet."""
    require(store, actor, Permission.INGEST, scope, "receive a file", {"name": name})
    with lease.hold(store.path, lease.Work.WRITING):
        return store.vault.admit(stream, name)


def ingests(store: Store, actor: Actor, scope: Scope) -> tuple[Ingest, ...]:
    """Every ingest of the permitted sources, in the order of commit."""
    require(store, actor, Permission.READ, scope, "list ingests")
    return _permitted(store, scope)


def need_ingests(store: Store, actor: Actor, scope: Scope) -> None:
    """Nothing, where something was ingested; NoData, with what to do, where nothing was."""
    require(store, actor, Permission.READ, scope, "see whether there are ingests")
    if not _permitted(store, scope):
        raise NoData(
            "Expected ingested files; found an empty workspace. Ingest some first: "
            "lineholder ingest FILE… --power TEXT"
        )


def quarantine(
    store: Store, actor: Actor, scope: Scope, source: str | None = None
) -> tuple[QuarantinedRow, ...]:
    """Every row held back, of one source (the first digits of its sha256) or of all."""
    require(store, actor, Permission.READ_ROWS, scope, "read quarantine", {"source": source})
    chosen = [i for i in _permitted(store, scope) if i.source.sha256.startswith(source or "")]
    if source and not chosen:
        raise NotFound(f"Expected the sha256 of a source; found none that begins with {source!r}.")
    return tuple(row for one in chosen if one.quarantine for row in _quarantined(store, one))


def coverage(store: Store, actor: Actor, scope: Scope) -> tuple[CoverageDay, ...]:
    """Records per subject number and UTC day, of what may be analysed."""
    require(store, actor, Permission.READ, scope, "read coverage")
    with store.engine(scope, opened_seals(store)) as engine:
        rows = engine.answer(Question("coverage", COVERAGE)).table.to_pylist()
    days = pa.array([row["day"] for row in rows], pa.int32()).cast(pa.date32())
    return tuple(
        CoverageDay(r["number"], str(day), r["calls"], r["texts"], r["data"])
        for r, day in zip(rows, days.to_pylist(), strict=True)
    )


def open_sealed(store: Store, actor: Actor, scope: Scope, ingest_id: str, reason: str) -> Entry:
    """The entry that opens an ingest's sealed records: from now on they are analysed."""
    require(
        store, actor, Permission.OPEN_SEALED, scope, "open sealed records", {"ingest": ingest_id}
    )
    found = next((i for i in _permitted(store, scope) if i.id == ingest_id), None)
    if found is None or not found.account.sealed:
        raise NotFound(
            f"Expected an ingest with sealed records; found none with the id {ingest_id!r}."
        )
    if not reason.strip():
        raise Refused("Expected the reason why these records may be opened; found none. Give one.")
    payload = {"sealed": found.account.sealed, "source": found.source.sha256}
    said = Entry(
        0, EntryKind.SEALED_OPENED, ingest_id, payload, actor.name, now_s(), reason.strip()
    )
    with store.register.writing() as connection:
        entry = entries.append(connection, said, scope)
    communications.update(store, opened_seals(store))
    return entry


def profiles(store: Store, actor: Actor, scope: Scope) -> tuple[str, ...]:
    """Names of the layouts that come with the product."""
    require(store, actor, Permission.READ, scope, "list profiles")
    return tuple(profile.name for profile in reading.shipped())


def shown(name: str) -> str:
    r"""A file's name as text: what is not valid Unicode in it stands as an escape (`caf\udce9.csv`)."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _files(paths: Sequence[Path], workspace: Path) -> list[tuple[Path, bool]]:
    """Each file with whether it was named itself; folders give theirs in order of name.

    A folder that holds the workspace gives all but that: its register and vault are no sources.
    """
    own = workspace.resolve()
    files: list[tuple[Path, bool]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.is_file() and not p.name.startswith(".") and own not in p.resolve().parents
            )
            files += [(p, False) for p in inside]
        elif path.is_file():
            files.append((path, True))
        else:
            raise NotFound(
                f"Expected a file or folder at {shown(str(path))}; found nothing there."
            )
    return files


def _admitted(store: Store, path: Path) -> Source:
    """The file in the vault. Refused where it cannot be read: a stick that is pulled out, say."""
    try:
        with lease.hold(store.path, lease.Work.WRITING), path.open("rb") as stream:
            return store.vault.admit(stream, shown(path.name))
    except OSError as error:
        found = shown(str(error))
        raise Refused(f"Expected a file that can be read and kept; found {found}.") from error


def _within(progress: Progress, before: int, size: int, all_of: int) -> Progress:
    def part(n: int, of: int) -> None:
        progress(before + (size * n // of if of else size), all_of)

    return part


def _received(store: Store, scope: Scope, done: list[Ingest], not_read: list[NotRead]) -> Received:
    pairing = communications.update(store, opened_seals(store))
    store.sort_small(opened_seals(store))
    if any(s.table == "ledger" and s.seal is None for one in done for s in one.segments):
        outcomes.prepare(store, scope)
        lasting.prepare(store, scope)
    returned.found(store, scope)
    return Received(tuple(done), pairing, tuple(not_read))


def _permitted(store: Store, scope: Scope) -> tuple[Ingest, ...]:
    every = manifest.all_ingests(store.register)
    return tuple(i for i in every if scope.sources is None or i.source.sha256 in scope.sources)


def _quarantined(store: Store, ingest: Ingest) -> Iterator[QuarantinedRow]:
    source = ingest.source
    for row in store.segments.read(ingest.quarantine or "").to_pylist():
        yield QuarantinedRow(
            source.sha256,
            source.name,
            row["sheet"],
            row["row"],
            row["column"],
            row["reason"],
            row["text"],
        )
