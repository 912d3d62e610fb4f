"""A million phones, SYNTHETIC: who carries a second phone, found by place and time, against oracles.

`python -m bench million`: about a quarter of an hour and 3 GB of disk. A country of 40 million records
(`million_world`) is committed as one segment a day; then, in a process of its own, the placed days are
derived, the index is built on all days but the last, that day is appended, and 1,000 second phones of
40 records are asked about. Baseline: the prototype of the same task (recall of 10,000 numbers 1.00,
first place .867, 504 ms, index 19 s, 4.3 GB). Oracles (`million_oracle`) rank the first ASKED_ORACLE of
the same questions.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench import million_oracle, million_world
from bench.million_world import DAY_S, Spec
from lineholder.attribute import wide
from lineholder.attribute.nearby import Nearby, gather
from lineholder.attribute.postings import Fixes
from lineholder.attribute.postings import plane as to_plane
from lineholder.maths.geodesy import EARTH_RADIUS_KM
from lineholder.model.people import WORKSPACE
from lineholder.model.records import OBSERVATIONS
from lineholder.model.source import Account, Ingest, Power, PowerKind, Source
from lineholder.storage import Part, Store, lease, placed
from lineholder.storage.register import manifest

ASKED, EVENTS, ASKED_ORACLE = 1000, 40, 100
FIRST_DAY = 20_150  # 3 March 2025, a Monday
NORTH_KM, EAST_KM = 5850.0, 0.0  # where the country's corner lies
CHUNK = 100_000


def main() -> None:
    """Make the country, then measure in a fresh process."""
    spec = Spec(phones=int(os.environ.get("LINEHOLDER_BENCH_PHONES", str(Spec.phones))))
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        _country(Path(folder) / "workspace", spec)
        print(
            f"SYNTHETIC country, {spec}: made in {time.perf_counter() - began:.0f} s", flush=True
        )
        command = [sys.executable, "-m", "bench.million", folder, str(spec.phones)]
        subprocess.run(command, check=True)


def _country(path: Path, spec: Spec) -> None:
    """A workspace with one segment a day."""
    people = million_world.people(spec)
    parts = [
        million_world.records(spec, people, first, min(first + CHUNK, spec.phones))
        for first in range(0, spec.phones, CHUNK)
    ]
    phone, time_s, place = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("phone", "time_s", "place")
    )
    del parts
    names = pa.array([f"+447700{n:06d}" for n in range(spec.phones)])
    with closing(Store.create(path)) as store:
        for day in range(spec.days):
            at = np.flatnonzero(time_s // DAY_S == day)
            _commit(store, day, _table(names, phone[at], time_s[at], place[at]))


def _table(names: pa.Array, phone: np.ndarray, time_s: np.ndarray, place: np.ndarray) -> pa.Table:
    lat = np.degrees((place[:, 1] + NORTH_KM) / EARTH_RADIUS_KM)
    turned = np.radians(lat)
    lon = -2.0 + np.degrees((place[:, 0] + EAST_KM) / (EARTH_RADIUS_KM * np.cos(turned)))
    rows = phone.size
    given = {
        "subject": names.take(pa.array(phone)),
        "kind": pa.repeat("location", rows),
        "other_kind": pa.repeat("none", rows),
        "start_s": pa.array(time_s.astype(np.int64) + FIRST_DAY * DAY_S),
        "lat": pa.array(lat),
        "lon": pa.array(lon),
        "sheet": pa.repeat("", rows),
        "row": pa.array(np.arange(2, rows + 2)),
    }
    columns = [given.get(f.name, pa.nulls(rows, f.type)) for f in OBSERVATIONS]
    return pa.table(columns, schema=OBSERVATIONS)


def _commit(store: Store, day: int, table: pa.Table) -> None:
    ingest = f"{day:016d}"
    with lease.hold(store.path, lease.Work.WRITING):
        segment = store.segments.write(Part(ingest, "observations"), [table])
        source = Source(f"{day:064d}", f"synthetic day {day}", table.num_rows)
        account = Account(table.num_rows + 1, table.num_rows, 0, 1)
        power = Power(PowerKind.EXERCISE, "synthetic")
        made = Ingest(
            ingest,
            source,
            "synthetic",
            "0" * 64,
            {},
            power,
            account,
            (segment,) if segment else (),
            None,
            (),
            0,
        )
        manifest.commit(store.register, made, "bench", WORKSPACE)


def measured(workspace: Path, spec: Spec) -> None:
    """Build, append, ask; print each figure beside what is asked of it."""
    with closing(Store.open(workspace)) as store:
        began = time.perf_counter()
        days = _days(store)
        derived_s = time.perf_counter() - began
        reads = [(d.day, lambda d=d: d.read(store.path)) for d in days]
        began = time.perf_counter()
        nearby = gather(reads[:-1])
        built_s = time.perf_counter() - began
        began = time.perf_counter()
        nearby = nearby.extended(reads[-1][0], reads[-1][1]())
        appended_s = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"  records {nearby.index.records:,}, numbers {len(nearby.names):,}")
    print(f"  placed days derived from the segments once, {derived_s:.1f} s ({spec.days} days)")
    print(
        f"  index {built_s + appended_s:.1f} s (<= 20), a day appended {appended_s:.2f} s (<= 2)"
    )
    print(f"  peak {peak:.2f} GiB (<= 4), of which the engine's is a part", flush=True)
    _asked(nearby, spec)


def _days(store: Store) -> tuple[placed.PlacedDay, ...]:
    holding = store.holding(WORKSPACE)
    with store.engine(WORKSPACE) as engine:
        return placed.update(store.path, holding, engine)


def _asked(nearby: Nearby, spec: Spec) -> None:
    people = million_world.people(spec)
    rng = np.random.default_rng([spec.seed, 3])
    carriers = rng.choice(spec.phones, ASKED, replace=False)
    seen = million_world.second_phones(spec, people, carriers, EVENTS)
    whose = np.array([int(str(n)[7:]) for n in nearby.names.to_pylist()])
    code = np.empty(spec.phones, dtype=np.int64)
    code[whose] = np.arange(whose.size)
    place, took, in_block, touched, oracles = [], [], [], [], []
    for i, carrier in enumerate(carriers):
        subject = _subject(seen, i)
        began = time.perf_counter()
        found = wide.search(nearby.index, nearby.habits, subject)
        took.append(1000 * (time.perf_counter() - began))
        at = np.flatnonzero(found.numbers == code[carrier])
        place.append(int(at[0]) + 1 if at.size else 10**6)
        in_block.append(code[carrier] in found.block)
        touched.append(found.touched)
        if i < ASKED_ORACLE:
            oracles.append(_oracles(nearby, (spec, people, whose), subject, found, code[carrier]))
    places, known = np.array(place), np.array(oracles).mean(axis=0)
    p50, p95 = np.quantile(took, [0.5, 0.95])
    print(
        f"  {ASKED} questions of {EVENTS} records, {np.mean(touched):,.0f} records looked at in each"
    )
    print(
        f"  block of {wide.BLOCK:,}: recall {np.mean(in_block):.3f} (>= .99; prototype .93 of 2,000)"
    )
    print(
        f"  first {np.mean(places == 1):.3f}, among five {np.mean(places <= 5):.3f} (.867, .933)"
    )
    print(f"  p50 {p50:.0f} ms, p95 {p95:.0f} ms (<= 150; prototype 504)")
    print(
        f"  the first {ASKED_ORACLE} alone: first {np.mean(places[:ASKED_ORACLE] == 1):.3f}; oracle of "
        f"the parameters {known[1]:.3f}, told everybody's habits too {known[0]:.3f} (within .03)"
    )


def _subject(seen: million_world.Records, i: int) -> Fixes:
    one = seen.phone == i
    lat = np.degrees((seen.place[one, 1].astype(float) + NORTH_KM) / EARTH_RADIUS_KM)
    turn = EARTH_RADIUS_KM * np.cos(np.radians(lat))
    lon = -2.0 + np.degrees((seen.place[one, 0] + EAST_KM) / turn)
    at = seen.time_s[one].astype(np.int64) + FIRST_DAY * DAY_S
    return Fixes(np.zeros(at.size, dtype=np.int32), at, *to_plane(lat, lon))


def _oracles(
    nearby: Nearby,
    known: tuple[Spec, million_world.People, np.ndarray],
    subject: Fixes,
    found: wide.Shortlist,
    carrier: int,
) -> tuple[bool, bool]:
    """Whether each oracle puts the carrier first: of the block, and of the best ten of either."""
    spec, people, whose = known

    def told(oracle, codes: np.ndarray) -> np.ndarray:
        fixes = nearby.index.of(codes)
        of_subject = subject.time_s - FIRST_DAY * DAY_S, _xy(subject)
        seen = fixes.number, fixes.time_s - FIRST_DAY * DAY_S, _xy(fixes)
        return np.asarray(oracle(spec, people, of_subject, whose[codes], seen))

    block = np.union1d(found.block, [carrier])
    sure = told(million_oracle.habits_known, block)
    few = np.union1d(found.numbers[:8], [carrier, *block[np.argsort(-sure)[:2]]])
    learnt = told(million_oracle.habits_learnt, few)
    return bool(block[sure.argmax()] == carrier), bool(few[learnt.argmax()] == carrier)


def _xy(fixes: Fixes) -> np.ndarray:
    return np.column_stack([fixes.east - EAST_KM, fixes.north - NORTH_KM]).astype(float)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measured(Path(sys.argv[1]) / "workspace", Spec(phones=int(sys.argv[2])))
    else:
        main()
