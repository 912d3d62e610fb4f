"""Loading: one source from the vault to committed records. Reading, normalising and writing overlap.

Nothing counts before the manifest row; whatever stops it earlier leaves files that the next sweep takes.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc

from lineholder import ingest as reading
from lineholder.model.errors import Refused
from lineholder.model.people import Actor
from lineholder.model.profile import Profile
from lineholder.model.progress import Progress
from lineholder.model.question import Asker
from lineholder.model.source import Account, Ingest, Power, Segment, Source, ingest_id
from lineholder.pipeline.access import now_s
from lineholder.storage import Store, lease
from lineholder.storage.register import manifest
from lineholder.storage.segments import Part, Writer

HEAD = 65536
NO_POWER, EXCESS = "no_power", "excess"


@dataclass(frozen=True, slots=True)
class Options:
    """What the officer says of the files: the power they were obtained under, profile and zone."""

    power: Power | None = None
    profile: Profile | None = None
    zone: str | None = None

    def as_json(self) -> dict[str, object]:
        """What names an ingest besides the source and the profile's digest."""
        return {"zone": self.zone, "power": self.power.as_json() if self.power else None}


def load(
    store: Store, bench: Asker, actor: Actor, source: Source, options: Options, progress: Progress
) -> Ingest:
    """The committed ingest; the one of before where the same was ingested already.

    `bench` is the store's workbench: opening one takes longer than normalising a small file on it.
    """
    known = (options.profile,) if options.profile else reading.shipped()
    with store.vault.open(source.sha256) as stream:
        found = reading.recognise(stream.read(HEAD), source.name, known)
    named = ingest_id(source.sha256, found.profile.digest(), options.as_json())
    before = manifest.find(store.register, named)
    if before:
        progress(1, 1)
        return replace(before, already_ingested=True)
    with lease.hold(store.path, lease.Work.WRITING):
        sink = _Sink(store, named, found.profile, options.power)
        with store.vault.open(source.sha256) as stream:
            read = reading.read(stream, found, source.name, zone=options.zone, progress=progress)
            kept = _kept(bench, read, sink)
        ingest = Ingest(
            id=named,
            source=source,
            format=found.profile.name,
            profile_digest=found.profile.digest(),
            options=options.as_json(),
            power=options.power,
            account=kept.account,
            segments=kept.segments,
            quarantine=kept.quarantine,
            notes=(*found.why, *read.notes, *_doubts(kept)),
            at=now_s(),
        )
        return _committed(store, ingest, actor)


def _committed(store: Store, ingest: Ingest, actor: Actor) -> Ingest:
    """The ingest once it counts; another's where the same was committed while this one was read."""
    try:
        manifest.commit(store.register, ingest, actor.name)
    except Refused:
        before = manifest.find(store.register, ingest.id)
        if before is None:
            raise
        return replace(before, already_ingested=True)
    return ingest


def _doubts(kept: "_Done") -> tuple[str, ...]:
    account = kept.account
    excess = sum(segment.rows for segment in kept.segments if segment.seal == EXCESS)
    return reading.doubts(account.rows_in_file, account.recorded, excess, account.reasons)


@dataclass(frozen=True, slots=True)
class _Done:
    account: Account
    segments: tuple[Segment, ...]
    quarantine: str | None


def _kept(bench: Asker, read: reading.Reading, sink: "_Sink") -> _Done:
    with sink, ThreadPoolExecutor(1) as ahead:
        batches = iter(read)
        waiting = ahead.submit(next, batches, None)
        while (batch := waiting.result()) is not None:
            waiting = ahead.submit(next, batches, None)
            made = reading.normalise_batch(bench, batch, sink.profile, sink.named)
            sink.add(made.records, made.quarantine, batch.rows, batch.structural)
        return sink.finish()


@dataclass(slots=True)
class _Sink:
    """Where one ingest's batches go: open and sealed segments, quarantine, and the count of rows."""

    store: Store
    named: str
    profile: Profile
    power: Power | None
    rows: int = 0
    structural: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    writers: dict[Part, Writer] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)

    def add(self, records: pa.Table, held_back: pa.Table, rows: int, structural: int) -> None:
        """Take one batch's records, quarantine and counts."""
        self.rows += rows
        self.structural += structural
        if self.power is None:
            self._write(records, NO_POWER)
        else:
            outside = reading.excess(records, self.power)
            if outside.true_count:
                self._write(records.filter(outside), EXCESS)
                records = records.filter(pc.invert(outside))
            self._write(records, None)
        if held_back.num_rows:
            self.reasons.update(str(code) for code in held_back["reason"].to_pylist())
            self._to(Part(self.named, "quarantine")).add(held_back)

    def finish(self) -> _Done:
        """Everything durable, and the account of every row."""
        segments = [s for s in (w.finish() for w in self.writers.values()) if s]
        records = sorted((s for s in segments if s.table != "quarantine"), key=lambda s: s.path)
        held_back = [s for s in segments if s.table == "quarantine"]
        account = Account(
            rows_in_file=self.rows,
            recorded=sum(s.rows for s in records),
            quarantined=sum(s.rows for s in held_back),
            structural=self.structural,
            sealed=sum(s.rows for s in records if s.seal),
            reasons=dict(sorted(self.reasons.items())),
        )
        return _Done(account, tuple(records), held_back[0].path if held_back else None)

    def _write(self, records: pa.Table, seal: str | None) -> None:
        if records.num_rows:
            self._to(Part(self.named, self.profile.records, seal)).add(records)

    def _to(self, part: Part) -> Writer:
        if part not in self.writers:
            self.writers[part] = self.stack.enter_context(self.store.segments.writer(part))
        return self.writers[part]

    def __enter__(self) -> "_Sink":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stack.__exit__(kind, error, trace)
