"""Laid: the folded stock as tables, so that a period's bridge is sums over columns; and back again.

A move carries when the line's next one is (`until_s`), so that the state of every line at a moment is one
comparison of two columns, apart from the flows.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pyarrow as pa

from lineholder.model.line_states import IN_STOCK, LineState
from lineholder.model.outcomes import FailedClosure, LineHistory, Move, Place, RefusedMove
from lineholder.outcomes.events import END_S
from lineholder.outcomes.kept import PLACE, PLACES, said
from lineholder.outcomes.stock import INS, Stock

_PLACES = [(field.name, field.type) for field in PLACES]


def _schema(columns: list[tuple[str, Any]]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns])


FLOWS = _schema(
    [
        ("term", pa.string()), ("at_s", pa.int64()), ("lines", pa.int64()), ("change", pa.int64()),
        ("line", pa.string()), ("orphan", pa.bool_()), ("confirmed", pa.bool_()), *_PLACES,
    ]
)  # fmt: skip
MOVES = _schema(
    [
        ("line", pa.string()), ("at_s", pa.int64()), ("until_s", pa.int64()), ("active", pa.bool_()),
        ("old", pa.string()), ("new", pa.string()), *_PLACES,
    ]
)  # fmt: skip
REFUSED = _schema(
    [
        ("line", pa.string()), ("at_s", pa.int64()), ("old", pa.string()), ("word", pa.string()),
        ("rule", pa.string()), ("sentence", pa.string()), *_PLACES,
    ]
)  # fmt: skip
STATED = _schema([("at_s", pa.int64()), ("lines", pa.int64()), *_PLACES])
FAILED = _schema(
    [
        ("line", pa.string()), ("at_s", pa.int64()), ("failed_s", pa.int64()), ("type", pa.int64()),
        *_PLACES,
    ]
)  # fmt: skip
REOPENED = _schema([("line", pa.string()), *_PLACES])
LINES = _schema([("line", pa.string())])


def lay(stock: Stock) -> dict[str, pa.Table]:
    """The tables of a stock by name; `unlay` gives its histories back."""
    return {
        "flows": _table(FLOWS, (_flow(f) for f in stock.flows)),
        "moves": _table(MOVES, (row for h in stock.histories for row in _moves(h.moves))),
        "refused": _table(
            REFUSED,
            ((r.line, r.at_s, r.old, r.word, r.rule, r.sentence, *_at(r.place)) for r in stock.refused),
        ),
        "stated": _table(STATED, ((at_s, n, *_at(place)) for at_s, n, place in stock.stated)),
        "failed": _table(FAILED, (_failed(f) for h in stock.histories for f in h.failed)),
        "reopened": _table(REOPENED, ((line, *_at(place)) for line, place in stock.reopened)),
        "lines": _table(LINES, ((h.line,) for h in stock.histories)),
    }  # fmt: skip


def histories(tables: Mapping[str, pa.Table]) -> tuple[LineHistory, ...]:
    """Every line's moves in time order, and the closures that its check-backs undid, in order of line."""
    columns = _lists(tables["moves"], ("line", "at_s", "old", "new", *PLACE))
    states = {state.value: state for state in LineState}
    moves = {
        line: tuple(
            Move(line, at_s, states[old] if old else None, states[new], Place(*place))
            for _, at_s, old, new, *place in rows
        )
        for line, rows in groupby(columns, key=lambda row: row[0])
    }
    failed: dict[str, list[FailedClosure]] = {}
    for line, at_s, failed_s, kind, *place in _lists(tables["failed"], FAILED.names):
        one = FailedClosure(line, at_s, failed_s, kind == 1, Place(*place))
        failed.setdefault(line, []).append(one)
    return tuple(
        LineHistory(line, moves.get(line, ()), tuple(failed.get(line, ())))
        for line in said(tables["lines"], "line")
    )


def refused(table: pa.Table) -> tuple[RefusedMove, ...]:
    """The moves that were refused, as they stand in some rows of their table."""
    return tuple(
        RefusedMove(line, at_s, LineState(old) if old else None, word, rule, sentence, Place(*place))
        for line, at_s, old, word, rule, sentence, *place in _lists(table, REFUSED.names)
    )  # fmt: skip


def places(table: pa.Table) -> tuple[Place, ...]:
    """Where the rows of a table stand."""
    return tuple(Place(*row) for row in _lists(table, PLACE))


def _failed(failed: FailedClosure) -> tuple[Any, ...]:
    kind = 1 if failed.type1 else 2
    return (failed.line, failed.at_s, failed.failed_s, kind, *_at(failed.place))


def _flow(flow: Any) -> tuple[Any, ...]:
    change = flow.lines if flow.term in INS else -flow.lines
    told = (flow.term.value, flow.at_s, flow.lines, change, flow.line, flow.orphan, flow.confirmed)
    return (*told, *_at(flow.place))


def _moves(moves: Sequence[Move]) -> Iterable[tuple[Any, ...]]:
    ends = [*(m.at_s for m in moves[1:]), END_S]
    for move, until_s in zip(moves, ends, strict=False):
        told = (move.line, move.at_s, until_s, move.new in IN_STOCK, move.old, move.new)
        yield (*told, *_at(move.place))


def _at(place: Place) -> tuple[str, str, int]:
    return (place.ingest, place.sheet, place.row)


def _table(schema: pa.Schema, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [() for _ in schema]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _lists(table: pa.Table, names: Iterable[str]) -> Iterable[tuple[Any, ...]]:
    return zip(*(said(table, name) for name in names), strict=True)
