"""Workspaces: made, opened, and which records a scope sees now."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lineholder.model.entry import EntryKind
from lineholder.model.errors import NoData
from lineholder.model.people import Scope
from lineholder.pipeline.access import name_local_officer
from lineholder.storage import Store
from lineholder.storage.engines.duckdb import Engine
from lineholder.storage.register import entries, manifest

__all__ = [
    "Store",
    "beside",
    "create_store",
    "is_unmade",
    "ledger",
    "need_ledger",
    "open_store",
    "opened_seals",
    "records",
]

LOCAL_OFFICER = "local officer"


def create_store(path: Path, officer: str = LOCAL_OFFICER) -> Store:
    """An empty workspace with one local officer."""
    store = Store.create(path)
    name_local_officer(store, officer)
    return store


def open_store(path: Path) -> Store:
    """An existing workspace; Refused, with what to do, where there is none."""
    return Store.open(path)


def is_unmade(path: Path) -> bool:
    """Whether nothing is there yet, or an empty folder: the first ingest makes the workspace."""
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def opened_seals(store: Store) -> frozenset[str]:
    """Ingests whose sealed records a reasoned entry has opened."""
    said = entries.all_of(store.register, EntryKind.SEALED_OPENED)
    return frozenset(entry.subject for entry in said)


@contextmanager
def records(store: Store, scope: Scope) -> Iterator[Engine]:
    """The engine over what the scope allows; NoData where that is nothing."""
    held = store.holding(scope, opened_seals(store))
    if not held.of("observations"):
        raise NoData(_nothing(store))
    with store.engine(scope, opened_seals(store)) as engine:
        yield engine


@contextmanager
def ledger(store: Store, scope: Scope) -> Iterator[tuple[Engine, str]]:
    """The engine, and the digest of the ledger's entries that the scope allows; NoData without any."""
    held = need_ledger(store, scope)
    with store.engine(scope, opened_seals(store)) as engine:
        yield engine, held


@contextmanager
def beside(store: Store, scope: Scope, table: str, columns: str) -> Iterator[tuple[Engine, str]]:
    """The engine, and the digest of `series` or `incidents` that the scope allows; NoData without any."""
    held = store.holding(scope, opened_seals(store))
    if not held.of(table):
        raise NoData(
            f"Expected {table} that may be read; found none. Ingest some: lineholder ingest FILE --power "
            f"TEXT. Their columns are {columns}."
        )
    with store.engine(scope, opened_seals(store)) as engine:
        yield engine, held.snapshot_of(table)


def need_ledger(store: Store, scope: Scope) -> str:
    """The digest of the ledger's entries that the scope allows; NoData, with what to do, without any."""
    held = store.holding(scope, opened_seals(store))
    if held.of("ledger"):
        return held.ledger_snapshot
    every = [s for one in held.ingests for s in one.segments if s.table == "ledger"]
    if every:
        raise NoData(
            f"Expected entries of a ledger; found {sum(s.rows for s in every)} sealed ones. Ingest them "
            "with --power, or open them with a reason."
        )
    raise NoData(
        "Expected entries of a ledger; found none. Ingest one: lineholder ingest FILE --power TEXT. Its "
        "columns are time,entry,line,person,offence,count,detail,reference."
    )


def _nothing(store: Store) -> str:
    if manifest.all_ingests(store.register):
        return (
            "Expected records that may be analysed; found only cell tables or sealed records. Ingest "
            "call records with --power or --authority, or open the sealed ones with a reason."
        )
    return (
        "Expected call records; found an empty workspace. Ingest some first: "
        "lineholder ingest FILE… --power TEXT"
    )
