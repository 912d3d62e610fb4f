"""A workspace: one directory with the register, the vault, the segments and what is derived."""

import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lineholder.model.errors import Refused
from lineholder.model.ledger import LEDGER
from lineholder.model.outside import INCIDENTS, SERIES
from lineholder.model.people import WORKSPACE, Scope
from lineholder.model.records import CELLS, OBSERVATIONS
from lineholder.storage import derived, durable, lease, pairing, sorted_copy, sweep
from lineholder.storage.engines import duckdb
from lineholder.storage.holding import Holding, permitted
from lineholder.storage.register import Register, manifest
from lineholder.storage.segments import Segments
from lineholder.storage.vault import Vault

REGISTER = "register.sqlite"
FOLDERS = ("vault", "segments", "derived", "tmp", "leases")


@dataclass(frozen=True, slots=True)
class Store:
    """An open workspace. Everything that lasts is reached through its four parts."""

    path: Path
    register: Register

    @property
    def vault(self) -> Vault:
        """The original bytes."""
        return Vault(self.path)

    @property
    def segments(self) -> Segments:
        """The records as Parquet files."""
        return Segments(self.path)

    @classmethod
    def create(cls, path: Path, register: str | None = None) -> "Store":
        """Make an empty workspace. A directory that holds anything else is refused.

        An unfinished earlier attempt is finished. `register` is a `postgresql://` URL; without it the
        register is a file of the workspace.
        """
        path = path.absolute()
        _refuse_other_things(path)
        for folder in FOLDERS:
            (path / folder).mkdir(parents=True, exist_ok=True)
        store = cls(path, Register.open(register or path / REGISTER))
        durable.sync_folder(path)
        durable.sync_folder(path.parent)
        return store

    @classmethod
    def open(cls, path: Path, register: str | None = None) -> "Store":
        """Open a workspace, and sweep away what no manifest row names unless somebody is at work."""
        path = path.absolute()
        if not path.is_dir() or missing(path, register):
            raise Refused(
                f"{path} must be a Lineholder workspace; found "
                f"{_found(path, register)}. Make one with `lineholder init`, or name another with "
                "--workspace."
            )
        store = cls(path, Register.open(register or path / REGISTER))
        sweep.sweep(path, partial(manifest.all_ingests, store.register))
        return store

    def holding(self, scope: Scope, opened: frozenset[str] = frozenset()) -> Holding:
        """Which records the scope allows now; `opened` are ingests whose seal an entry has opened."""
        return permitted(manifest.all_ingests(self.register), scope, opened)

    def engine(
        self, scope: Scope, opened: frozenset[str] = frozenset(), memory: str = duckdb.MEMORY
    ) -> duckdb.Engine:
        """Open DuckDB on what the scope allows. Use it as a context, or close it."""
        with ExitStack() as held:
            held.enter_context(lease.hold(self.path, lease.Work.READING))
            allowed = self.holding(scope, opened)
            engine = duckdb.connect(self.records(allowed), allowed.snapshot, self.spill(), memory)
            engine.at_close.push(held.pop_all())
        return engine

    def records(self, allowed: Holding) -> duckdb.Records:
        """What an engine sees of a holding: derived communications where they are made from it."""
        made = derived.made_from(self.path, pairing.RULES, allowed.basis())
        return duckdb.Records(
            {
                "observations": (
                    OBSERVATIONS,
                    sorted_copy.instead_of(self.path, allowed.of("observations")),
                ),
                "cells": (CELLS, allowed.files(self.path, "cells")),
                "ledger": (LEDGER, allowed.files(self.path, "ledger")),
                "series": (SERIES, allowed.files(self.path, "series")),
                "incidents": (INCIDENTS, allowed.files(self.path, "incidents")),
            },
            made,
            (*pairing.STEPS, pairing.IN_FULL) if made is None else (),
            {"ingests": allowed.names()},
        )

    def sort_small(self, opened: frozenset[str] = frozenset()) -> bool:
        """Keep a sorted copy of many small segments; say whether one was made."""
        counted = self.holding(WORKSPACE, opened).of("observations")
        whole = [c.segment for c in counted if not c.before]
        return sorted_copy.update(self.path, whole, self.spill())

    def spill(self) -> Path:
        """A directory of an engine's own for what does not stand in memory; made when it is needed."""
        folder = self.path / "tmp" / sweep.SPILL
        folder.mkdir(exist_ok=True)
        return folder / uuid.uuid4().hex

    def workbench(self) -> duckdb.Engine:
        """Open DuckDB on no records at all, for normalisation. Use it as a context, or close it."""
        with ExitStack() as held:
            held.enter_context(lease.hold(self.path, lease.Work.READING))
            engine = duckdb.workbench(self.spill())
            engine.at_close.push(held.pop_all())
        return engine

    def close(self) -> None:
        """Give back the register's connections."""
        self.register.close()


def missing(path: Path, register: str | None = None) -> tuple[str, ...]:
    """Return the parts of a workspace that a directory lacks."""
    parts = (*FOLDERS, *(() if register else (REGISTER,)))
    return tuple(part for part in parts if not (path / part).exists())


def _found(path: Path, register: str | None) -> str:
    if not path.exists():
        return "nothing there"
    if not path.is_dir():
        return "a file"
    return "a directory without " + ", ".join(missing(path, register))


def _refuse_other_things(path: Path) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        raise Refused(f"{path} must be a directory, or not exist yet; found a file. Name another.")
    if not missing(path):
        raise Refused(
            f"{path} must be empty; found a workspace. Use it as it is, or name another."
        )
    ours = {*FOLDERS, REGISTER, f"{REGISTER}-wal", f"{REGISTER}-shm"}
    others = sorted({p.name for p in path.iterdir()} - ours)
    if others:
        raise Refused(
            f"{path} must be empty, or not exist yet; found {', '.join(others[:3])}. Name another "
            "directory with --workspace."
        )
