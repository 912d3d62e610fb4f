"""Communications, derived from the observations of both ends and kept beside the segments.

Only the pairs that a new segment touches are derived again: they make a new layer, which replaces
those pairs' communications in the layers below. Many layers become two, the lowest and the rest; a
layer that would hold half the records becomes a whole new derivation. Deriving everything from the
same segments gives the same bytes.
"""

import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from lineholder.model.people import WORKSPACE
from lineholder.model.progress import Progress, silent
from lineholder.model.question import Question
from lineholder.model.records import COMMUNICATIONS, OBSERVATIONS
from lineholder.storage import derived, durable, lease, pairing, parquet
from lineholder.storage.counted import Counted
from lineholder.storage.derived import Derived, Layer, Made
from lineholder.storage.engines import duckdb
from lineholder.storage.engines.views import Generations
from lineholder.storage.holding import Holding
from lineholder.storage.workspace import Store

LAYERS_MAX = 8
PAIRS = pa.schema([("from_number", pa.string()), ("to_number", pa.string())])

TOUCHED = Question(
    "touched",
    f"SELECT DISTINCT {pairing.FROM} AS from_number, {pairing.TO} AS to_number "  # noqa: S608
    f"FROM fresh WHERE {pairing.ENDS}",
)
SUPERSEDED = Question(
    "superseded pairs",
    """
    SELECT from_number, to_number FROM touched AS t WHERE EXISTS (
        SELECT 1 FROM communications AS c
        WHERE c.from_number = t.from_number AND c.to_number = t.to_number
    ) ORDER BY from_number, to_number
    """,
)
TOUCHED_ENDS = Question(
    "touched_ends",
    """
    SELECT from_number AS subject, to_number AS other_party, 'out' AS direction FROM touched
    UNION ALL SELECT to_number, from_number, 'in' FROM touched
    """,
)
OF_TOUCHED = Question(
    "observations",
    f"""
    SELECT subject, direction, other_party, other_kind, kind, start_s, start_slack_s, end_s, cell,
        ingest
    FROM every_observation AS o WHERE {pairing.ENDS} AND EXISTS (
        SELECT 1 FROM touched_ends AS t WHERE t.subject = o.subject
            AND t.other_party = o.other_party AND t.direction = o.direction
    )
    """,  # noqa: S608
)
# one-ended although the other number's own records, in one ingest, reach around that moment
COUNTS = Question(
    "paired and unmatched",
    """
    WITH reach AS (
        SELECT subject, MIN(start_s) AS since_s, MAX(start_s) AS until_s
        FROM observations GROUP BY subject, ingest
    ), single AS (
        SELECT from_number, to_number, start_s, to_ingest IS NULL AS from_only
        FROM communications WHERE from_ingest IS NULL OR to_ingest IS NULL
    )
    SELECT
        (SELECT COUNT(*) FROM communications) - (SELECT COUNT(*) FROM single) AS paired,
        (SELECT COUNT(*) FROM single WHERE from_only AND EXISTS (
            SELECT 1 FROM reach WHERE subject = to_number
                AND start_s >= since_s AND start_s <= until_s
        )) AS from_only,
        (SELECT COUNT(*) FROM single WHERE NOT from_only AND EXISTS (
            SELECT 1 FROM reach WHERE subject = from_number
                AND start_s >= since_s AND start_s <= until_s
        )) AS to_only
    """,
)

PAIRS_SORTED = """
    SELECT COUNT(*) AS pairs FROM (
        SELECT thread // 2 AS pair, lag(thread // 2) OVER () AS before FROM pairing_sorted
    ) AS s WHERE before IS NULL OR before <> pair
"""


@dataclass(frozen=True, slots=True)
class PairingReport:
    """How the two ends met, over all records that are not sealed.

    `paired` communications were recorded by both ends. `from_only` and `to_only` were recorded by
    one end although the other is a subject of the holding in that period: they should have met.
    """

    paired: int
    from_only: int
    to_only: int
    seconds: float
    pairs_touched: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """The layers that stay, and the segments that the next layer adds."""

    kept: tuple[Layer, ...]
    fresh: tuple[Counted, ...]


def current(store: Store, opened: frozenset[str] = frozenset()) -> bool:
    """Whether the derived communications rest on all records that are not sealed now."""
    basis = store.holding(WORKSPACE, opened).basis()
    return derived.made_from(store.path, pairing.RULES, basis) is not None


def update(
    store: Store, opened: frozenset[str] = frozenset(), progress: Progress = silent
) -> PairingReport:
    """Bring the communications up to date and return the count of all; nothing new costs nothing.

    A kill, or Cancelled from `progress`, leaves those of before. `opened` are the ingests whose seal
    an entry has opened. Other processes that want the same wait.
    """
    began = time.perf_counter()
    with lease.hold(store.path, lease.Work.WRITING), lease.turn(store.path, "communications"):
        holding = store.holding(WORKSPACE, opened)
        old = derived.load(store.path)
        touched = 0
        if old is None or not current(store, opened):
            progress(0, 3)
            plan = _plan(store.path, old, holding)
            layers, touched = _layers(store, plan, holding, progress)
            counts = _count(store, holding, layers)
            progress(3, 3)
            old = Derived(pairing.RULES, holding.basis(), layers, counts)
            derived.save(store.path, old)
        return PairingReport(
            old.counts["paired"],
            old.counts["from_only"],
            old.counts["to_only"],
            time.perf_counter() - began,
            touched,
        )


def _plan(workspace: Path, old: Derived | None, holding: Holding) -> _Plan:
    every = holding.of("observations")
    whole = _Plan((), every)
    if old is None or old.rules != pairing.RULES or not old.layers:
        return whole
    if not all((workspace / made.path).exists() for made in derived.files(old)):
        return whole
    kept = old.layers if len(old.layers) < LAYERS_MAX else old.layers[:1]
    covered = {name for layer in kept for name in layer.segments}
    fresh = tuple(c for c in every if c.name not in covered)
    gone = covered - {c.name for c in every}  # sealed again, ingested again, or rebuilt
    if gone or 2 * _rows(fresh) >= _rows(every):
        return whole
    return _Plan(kept, fresh)


def _rows(counted: Iterable[Counted]) -> int:
    return sum(c.segment.rows for c in counted)


def _layers(
    store: Store, plan: _Plan, holding: Holding, progress: Progress
) -> tuple[tuple[Layer, ...], int]:
    """Return the layers as they will be, and how many pairs were derived (again)."""
    if not plan.fresh:
        return plan.kept, 0
    every = holding.files(store.path, "observations")
    fresh = [c.read(store.path) for c in plan.fresh]
    views = {"every_observation": (OBSERVATIONS, every), "fresh": (OBSERVATIONS, fresh)}
    if not plan.kept:
        views["observations"] = (OBSERVATIONS, every)
    records = duckdb.Records(views, _generations(store.path, plan.kept))
    superseded = None
    with duckdb.connect(records, "", store.spill()) as engine:
        if plan.kept:
            engine.hold(TOUCHED)
            superseded = _write(store.path, "superseded", PAIRS, engine.stream(SUPERSEDED))
            engine.hold(TOUCHED_ENDS)
            engine.hold(OF_TOUCHED)
        progress(1, 3)
        made = _write(store.path, "communications", COMMUNICATIONS, _paired(engine))
        progress(2, 3)
        touched = engine.answer(_pairs_of(plan)).table["pairs"][0].as_py()
    names = tuple(c.name for c in plan.fresh)
    return (*plan.kept, Layer(names, made, superseded)), touched


def _pairs_of(plan: _Plan) -> Question:
    if plan.kept:
        return Question("pairs", "SELECT COUNT(*) AS pairs FROM touched")
    return Question("pairs", PAIRS_SORTED)


def _paired(engine: duckdb.Engine) -> Iterator[pa.Table]:
    """Give the communications of the engine's observations, in order, with their texts."""
    for step in pairing.STEPS:
        engine.hold(step)
    numbers, cells, ingests = (
        engine.answer(_texts(table, column)).table["text"].combine_chunks()
        for table, column in (("numbers", "number"), ("cells", "cell"), ("ingests", "ingest"))
    )
    texts = {
        "from_number": numbers,
        "to_number": numbers,
        "kind": pa.array(["call", "text"]),
        "from_cell": cells,
        "to_cell": cells,
        "from_ingest": ingests,
        "to_ingest": ingests,
    }
    for coded in engine.stream(pairing.IN_CODE):
        yield pa.table(
            {name: _column(coded[name], texts.get(name)) for name in COMMUNICATIONS.names}
        )


def _texts(table: str, column: str) -> Question:
    return Question(
        "pairing texts",
        f"SELECT {column} AS text FROM pairing_{table} ORDER BY id",  # noqa: S608
    )


def _column(coded: "pa.ChunkedArray[Any]", texts: "pa.Array[Any] | None") -> "pa.Array[Any]":
    whole = coded.combine_chunks()
    return whole if texts is None else pa.DictionaryArray.from_arrays(whole, texts)


def _write(
    workspace: Path, name: str, schema: pa.Schema, tables: Iterable[pa.Table]
) -> Made | None:
    """Return the durable file of these rows, None where there are none."""
    aside = workspace / "tmp" / f"{name}-{uuid.uuid4().hex}.parquet"
    with parquet.Behind(aside, schema) as file:
        for table in tables:
            file.add(table)
        if not file.rows:
            return None
        file.close()
        sha256, _ = durable.hashed(aside)
        path = f"{derived.FOLDER}/{name}-{sha256[:16]}.parquet"
        durable.keep(aside, workspace / path)
    return Made(path, file.rows, sha256)


def _count(store: Store, holding: Holding, layers: tuple[Layer, ...]) -> dict[str, int]:
    views = {"observations": (OBSERVATIONS, holding.files(store.path, "observations"))}
    records = duckdb.Records(views, _generations(store.path, layers))
    with duckdb.connect(records, "", store.spill()) as engine:
        counts = engine.answer(COUNTS).table.to_pylist()[0]
    return {name: int(counts[name]) for name in ("paired", "from_only", "to_only")}


def _generations(workspace: Path, layers: tuple[Layer, ...]) -> Generations:
    return Derived("", "", layers, {}).generations(workspace)
