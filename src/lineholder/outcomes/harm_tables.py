"""Harm tables: the unit's weights, index and MoRiLE bands as versions, and what an order reads on a day.

A version is an entry: who, when, why. A later entry may supersede one, which is then read for no day. Of
those that are left the one in force on the day is read; a day before the first of them reads the first, and
that is said. The shipped tables stand where the unit has entered none.

Source: entries of the register; the shipped tables of `harm_weights` and `harm_index`.
Blind to: whether a version is right: it is a decision of whoever entered it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import Refused
from lineholder.model.harm import IndexRow, MorileBand, Weights
from lineholder.model.harm_said import HarmTable, InUse, TableVersion
from lineholder.outcomes import harm_index, harm_weights

KIND = EntryKind.HARM_TABLE_SET
_Row = TypeVar("_Row", IndexRow, MorileBand)


def versions(entries: Iterable[Entry]) -> tuple[TableVersion, ...]:
    """Every version in the order entered, with what superseded it."""
    said = [e for e in entries if e.kind is KIND]
    replaced = {e.supersedes: e.number for e in said if e.supersedes is not None}
    counts: dict[HarmTable, int] = {}
    made = []
    for one in said:
        table = HarmTable(one.subject)
        counts[table] = counts.get(table, 0) + 1
        name, text = one.payload["name"], one.payload["text"]
        made.append(
            TableVersion(
                one.number,
                table,
                counts[table],
                name,
                text,
                one.actor,
                one.at,
                one.reason,
                replaced.get(one.number),
            )
        )
    return tuple(made)


def check(known: Iterable[TableVersion], table: HarmTable, name: str, text: str) -> None:
    """Return where the text is a table of this kind; Refused with the line, or where it is known."""
    if not name.strip():
        raise Refused(
            "Expected a name for the version; found none. Name it as the unit speaks of it."
        )
    rows = _read(table, name, text)
    if not rows:
        raise Refused("Expected a table with rows; found a header alone.")
    for one in known:
        if (one.table, one.text, one.replaced_by) == (table, text, None):
            raise Refused(f"Expected another table than version {one.number}; found the same one.")


def superseded(known: Iterable[TableVersion], table: HarmTable, number: int | None) -> int | None:
    """The entry of the version of this number, which a new one replaces; None where none is named."""
    if number is None:
        return None
    for one in known:
        if one.table is table and one.number == number and one.replaced_by is None:
            return one.entry
    raise Refused(f"Expected a version of the {table.value} that stands; found {number}.")


def in_use(known: Sequence[TableVersion], day: str) -> InUse:
    """The tables that an order on this day (YYYY-MM-DD) reads."""
    standing = [v for v in known if v.replaced_by is None]
    weights, told = _weights([v for v in standing if v.table is HarmTable.WEIGHTS], day)
    index = _rows([v for v in standing if v.table is HarmTable.INDEX], harm_index.load)
    morile = _rows([v for v in standing if v.table is HarmTable.MORILE], harm_weights.load_morile)
    rows, of_day, index_told = _index(index, day)
    bands = tuple(b for _, own in morile for b in own if b.in_force.on(day))
    said = (
        f"MoRiLE bands: {len(bands)} of {_named([v for v, _ in morile])}."
        if morile
        else "MoRiLE bands: none entered, and none ship."
    )
    return InUse(day, weights, rows, of_day, bands, (told, index_told, said))


def _read(
    table: HarmTable, name: str, text: str
) -> Weights | tuple[IndexRow, ...] | tuple[MorileBand, ...]:
    if table is HarmTable.WEIGHTS:
        return harm_weights.load(name, text)
    if table is HarmTable.INDEX:
        return harm_index.load(text)
    return harm_weights.load_morile(text)


def _weights(standing: Sequence[TableVersion], day: str) -> tuple[Weights, str]:
    by: Mapping[int, tuple[TableVersion, Weights]] = {
        v.number: (v, harm_weights.load(v.name, v.text)) for v in standing
    }
    held = [w for _, w in by.values()]
    if not held:
        own = harm_weights.SHIPPED
        return own, f"Weights: {own.name}, shipped; {own.in_force.source}."
    found = harm_weights.in_force(reversed(held), day)
    late = ""
    if not any(w.in_force.on(day) for w in held):
        found = min(held, key=lambda w: w.in_force.from_day)
        late = f"; none was in force on {day}"
    version = next(v for v, w in reversed(list(by.values())) if w is found)
    return found, (
        f"Weights: {found.name}, version {version.number} by {version.by}, in force from "
        f"{found.in_force.from_day}{late}. {version.reason}"
    )


def _rows(
    standing: Sequence[TableVersion], load: Callable[[str], tuple[_Row, ...]]
) -> list[tuple[TableVersion, tuple[_Row, ...]]]:
    return [(v, load(v.text)) for v in standing]


def _index(
    own: Sequence[tuple[TableVersion, tuple[IndexRow, ...]]], day: str
) -> tuple[tuple[IndexRow, ...], str, str]:
    rows = tuple(r for _, loaded in own for r in loaded) or tuple(harm_index.SHIPPED)
    named = _named([v for v, _ in own]) if own else "shipped"
    good = sum(r.in_force.verified for r in rows)
    told = f"Index: {named}; {good} of {len(rows)} rows compared with the published source."
    if any(r.in_force.on(day) for r in rows):
        return tuple(r for r in rows if r.in_force.on(day)), day, told
    first = min(r.in_force.from_day for r in rows)
    chosen = tuple(r for r in rows if r.in_force.on(first))
    return chosen, first, f"{told} None was in force on {day}: those from {first} are read."


def _named(found: Sequence[TableVersion]) -> str:
    return ", ".join(f"{v.name}, version {v.number} by {v.by}" for v in found)
