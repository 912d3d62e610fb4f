"""Normalise: one batch of strings to typed records and quarantined rows, nothing between the two."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.ingest import cells, incidents, observations, series, zones
from lineholder.ingest.format import StringBatch
from lineholder.ingest.ledger import rows as ledger
from lineholder.ingest.settle import NUMBERED, odd_numbers, settle_numbers
from lineholder.model.errors import Damaged
from lineholder.model.ledger import LEDGER
from lineholder.model.outside import INCIDENTS, SERIES
from lineholder.model.profile import Profile
from lineholder.model.question import Asker
from lineholder.model.records import CELLS, OBSERVATIONS, QUARANTINE

STRETCHES = 4096  # more of them than this are sorted row by row


@dataclass(frozen=True, slots=True)
class Normalised:
    """`records` under the schema of the profile's kind, `quarantine` as QUARANTINE: every row."""

    records: pa.Table
    quarantine: pa.Table


def normalise_batch(
    asker: Asker, batch: StringBatch, profile: Profile, ingest_id: str
) -> Normalised:
    """The batch's rows, typed or held back with place, text and reason; in the order of the file.

    `asker` needs no records: it sees only the tables handed to it.
    """
    have = batch.table.column_names
    tables = {"batch": batch.table}
    if profile.records == "cells":
        schema, question = CELLS, cells.normalise(profile, batch.facts, ingest_id, have)
    elif profile.records == "ledger":
        schema, question = LEDGER, ledger.normalise(profile, batch.facts, ingest_id, have)
        said = asker.answer(ledger.pairs(have), tables).table
        tables |= {"words": ledger.settle(said), "clock": zones.table(batch.facts.zone)}
    elif profile.records == "series":
        schema, question = SERIES, series.normalise(batch.facts, ingest_id, have)
    elif profile.records == "incidents":
        schema = INCIDENTS
        question = incidents.normalise(profile, batch.facts, ingest_id, have)
        tables |= {"clock": zones.table(batch.facts.zone)}
    else:
        schema = OBSERVATIONS
        question = observations.normalise(profile, batch.facts, ingest_id, have)
        tables |= {
            "numbers": _settled(asker, batch, profile),
            "clock": zones.table(batch.facts.zone),
        }
    typed = _in_order(asker.answer(question, tables).table)
    records, faulty = _split(typed)
    if records.num_rows + faulty.num_rows != batch.table.num_rows:
        raise Damaged(
            f"{batch.table.num_rows} rows were to be typed, {records.num_rows} + {faulty.num_rows} "
            f"came back. Nothing was kept; please report this file's layout."
        )
    quarantine = pa.concat_tables(
        [_held_back(faulty, batch, ingest_id), _placed(batch.rejected, batch, ingest_id)]
    ).sort_by("row")
    return Normalised(records.select(schema.names).cast(schema), quarantine)


def _settled(asker: Asker, batch: StringBatch, profile: Profile) -> pa.Table:
    facts = batch.facts
    fixed = [value for name, value in profile.fixed if name in NUMBERED]
    fixed += [facts.subject] if facts.subject is not None else []
    question = odd_numbers(batch.table.column_names, fixed, profile, opaque=facts.opaque)
    odd = asker.answer(question, {"batch": batch.table}).table
    return settle_numbers(odd, profile, opaque=facts.opaque)


def _in_order(typed: pa.Table) -> pa.Table:
    """By row. Engines are free in the order of an answer, but give stretches of the file as they stand.

    Putting a few stretches in order is far cheaper than sorting.
    """
    rows = typed["row"].to_numpy()
    starts = np.concatenate([[0], np.flatnonzero(np.diff(rows) != 1) + 1])
    if typed.num_rows == 0 or bool(np.all(np.diff(rows) > 0)):
        return typed
    if len(starts) > STRETCHES:
        return typed.sort_by("row")
    sizes = np.diff(np.append(starts, len(rows)))
    order = np.argsort(rows[starts])
    return pa.concat_tables([typed.slice(int(starts[i]), int(sizes[i])) for i in order])


def _split(typed: pa.Table) -> tuple[pa.Table, pa.Table]:
    is_good = pc.is_null(typed["fault"])
    if pc.all(is_good).as_py() is not False:
        return typed, typed.slice(0, 0)
    return typed.filter(is_good), typed.filter(pc.invert(is_good))


def _held_back(faulty: pa.Table, batch: StringBatch, ingest_id: str) -> pa.Table:
    faults = [str(fault).split(" ") for fault in faulty["fault"].to_pylist()]
    rows = [int(row) for row in faulty["row"].to_numpy()]
    columns = [batch.facts.own_name(fault[1]) for fault in faults]
    held = pa.table(
        {
            "row": pa.array(rows, pa.int64()),
            "column": pa.array(columns, pa.string()),
            "reason": pa.array([fault[0] for fault in faults], pa.string()),
            "text": pa.array(batch.text(rows), pa.string()),
        }
    )
    return _placed(held, batch, ingest_id)


def _placed(held: pa.Table, batch: StringBatch, ingest_id: str) -> pa.Table:
    """The rows under QUARANTINE: with the ingest and the sheet that they stand in."""
    n = held.num_rows
    whole = held.append_column("ingest", pa.repeat(ingest_id, n))
    return whole.append_column("sheet", pa.repeat(batch.facts.sheet, n)).select(QUARANTINE.names)
