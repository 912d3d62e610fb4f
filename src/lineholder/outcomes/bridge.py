"""Bridge: opening + new + re-emerged + inherited - T1 - T2 - dormant - merged = closing, or what is missing.

Where lines were entered as events, opening and closing are counted by the state that each line is in at
either end, apart from the flows: that both agree is a check, not a definition. Where only totals were
published they stand as published. An opening that nobody stated is said to be missing and never filled in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.model.outcomes import Basis, Bridge, Doubt, Place
from lineholder.outcomes.kept import PLACE, PLACES, Kept, is_, numbers, said
from lineholder.outcomes.laid import places
from lineholder.outcomes.stock import INS, Term

TERMS = tuple(term.value for term in Term)
SHOWN = 5  # lines that a sentence names


@dataclass(frozen=True, slots=True)
class Published:
    """One total that somebody published."""

    name: str
    value: int
    place: Place

    def at(self) -> pa.Table:
        """Where it stands, as a table of one place."""
        return pa.Table.from_pylist([asdict(self.place)], schema=PLACES)


@dataclass(slots=True)
class Built:
    """The bridge, the places that each of its terms rests on, and where they come from."""

    bridge: Bridge
    places: Mapping[str, pa.Table]
    basis: Basis = Basis.EVENTS
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The stock as arrays: of flows when and by how many lines it changed, of moves from when to when."""

    kept: Kept
    at_s: Any
    change: Any
    unnamed: Any  # lines that no entry names: those without one, and orphans, which leave from among them
    begins_s: Any
    until_s: Any
    active: Any

    @classmethod
    def of(cls, kept: Kept) -> "_Sums":
        flows, moves = kept.tables["flows"], kept.tables["moves"]
        return cls(
            kept,
            numbers(flows, "at_s"),
            numbers(flows, "change"),
            pc.is_null(flows["line"]).to_numpy() | numbers(flows, "orphan"),
            numbers(moves, "at_s"),
            numbers(moves, "until_s"),
            numbers(moves, "active"),
        )

    def active_at(self, at_s: int) -> Any:
        """For each move whether it left its line in the stock just before a moment."""
        return self.active & (self.begins_s < at_s) & (self.until_s >= at_s)

    def unnamed_at(self, at_s: int) -> int:
        """Lines without a name in the stock before a moment."""
        return int(self.change[self.unnamed & (self.at_s < at_s)].sum())

    def stock_at(self, at_s: int, upto_s: int) -> int:
        """Lines in the stock just before a moment; of flows those before `upto_s` count."""
        return int(self.active_at(at_s).sum()) + self.unnamed_at(min(at_s, upto_s))


def build(kept: Kept, published: Sequence[Published]) -> Built:
    """The bridge of the period, from events where there are any, else from what was published."""
    sums, flows = _Sums.of(kept), kept.tables["flows"]
    before = sums.at_s < kept.to_s
    if not before.any():
        return _from_published(published)
    within = before & (sums.at_s >= kept.from_s)
    of_term = {term: within & is_(flows, "term", term.value) for term in Term}
    terms = {term: int(numbers(flows, "lines")[rows].sum()) for term, rows in of_term.items()}
    missing = _missing(sums, flows.filter(before))
    opening = sums.stock_at(kept.from_s, kept.to_s) + terms[Term.OPENING]
    counted: dict[str, int | None] = {term.value: n for term, n in terms.items()}
    counted["opening"] = None if missing else opening
    counted["closing"] = None if missing else sums.stock_at(kept.to_s, kept.to_s)
    places = {term.value: flows.filter(rows).select(PLACE) for term, rows in of_term.items()}
    places["opening"] = pa.concat_tables([places["opening"], _brought_in(sums, kept.from_s)])
    places["closing"] = _brought_in(sums, kept.to_s)
    built = Built(Bridge(**counted, missing=missing), places)
    built.doubts += _stated(sums)
    built.doubts += _disagree(built.bridge, published)
    return built


def _missing(sums: _Sums, flows: pa.Table) -> tuple[str, ...]:
    """What keeps the opening from being known; empty where it is. `flows` are those before the end."""
    over = sums.unnamed_at(sums.kept.to_s)
    if over < 0:
        orphans = sorted(set(said(flows.filter(flows["orphan"]), "line")))
        named = (
            f" ({', '.join(orphans[:SHOWN])}{', …' if len(orphans) > SHOWN else ''})"
            if orphans
            else ""
        )
        return (
            f"opening: {-over} lines leave the stock that never came in{named}; enter each as opening, "
            "new or inherited, or state the opening as a count",
        )
    came_in = pa.array([term.value for term in INS if term is not Term.RE_EMERGED])
    if not pc.any(pc.is_in(flows["term"], value_set=came_in)).as_py():
        return (
            "opening: no entry says how many lines were in play at the start; enter them as opening, or "
            "an opening without a line and with a count (0 where there was none)",
        )
    return ()


def _brought_in(sums: _Sums, at_s: int) -> pa.Table:
    """The entries that last brought the lines in which are in the stock just before a moment."""
    flows, moves = sums.kept.tables["flows"], sums.kept.tables["moves"]
    ins = pa.array([term.value for term in INS])
    into = pc.is_in(flows["term"], value_set=ins).to_numpy()
    came = flows.filter(pa.array(into & (sums.at_s < at_s)))
    unnamed = came.filter(pc.is_null(came["line"])).select(PLACE)
    active = moves.filter(pa.array(sums.active_at(at_s)))["line"]
    named = came.filter(pc.is_in(came["line"], value_set=active, skip_nulls=True))
    lines = named["line"].combine_chunks().dictionary_encode().indices.to_numpy()
    last = np.diff(lines, append=-1) != 0  # the flows of a line stand together, in order of time
    return pa.concat_tables([named.filter(pa.array(last)).select(PLACE), unnamed])


def _stated(sums: _Sums) -> list[Doubt]:
    """Stocks that somebody counted at some moment, where they are others than the entries give."""
    kept, doubts = sums.kept, []
    table = kept.tables["stated"]
    for at_s in sorted(set(said(table, "at_s"))):
        if not kept.from_s <= at_s <= kept.to_s:
            continue
        these = table.filter(pa.array(numbers(table, "at_s") == at_s))
        stated, found = sum(said(these, "lines")), sums.stock_at(at_s, kept.to_s)
        if stated != found:
            sentence = (
                f"A stock of {stated} lines was stated; the entries up to then give {found}. The bridge "
                "shows what the entries give."
            )
            doubts.append(Doubt("STOCK_DIFFERS", sentence, places(these)))
    return doubts


def _disagree(bridge: Bridge, published: Iterable[Published]) -> list[Doubt]:
    found = []
    for one in published:
        counted = getattr(bridge, one.name, None) if one.name in (*TERMS, "closing") else None
        if counted is not None and counted != one.value:
            found.append(differs(one, counted))
    return found


def differs(one: Published, counted: float) -> Doubt:
    """That a published total is another than its entries give."""
    sentence = (
        f"{one.name} was published as {one.value}; its entries give {counted:g}. The figure shows what the "
        "entries give."
    )
    return Doubt("PUBLISHED_DIFFERS", sentence, (one.place,))


def _from_published(published: Sequence[Published]) -> Built:
    """What was published of the bridge, and what was not. Nothing is worked out from the rest."""
    totals: Mapping[str, Published] = {p.name: p for p in published}
    values = {name: totals[name].value if name in totals else None for name in (*TERMS, "closing")}
    missing = tuple(
        f"{name}: {'published by nobody' if published else 'no entry says it'}"
        for name, value in values.items()
        if value is None
    )
    bridge = Bridge(**values, missing=missing)
    at = {n: totals[n].at() if n in totals else PLACES.empty_table() for n in values}
    built = Built(bridge, at, Basis.PUBLISHED)
    if bridge.balances is False:
        sentence = "The published totals do not add up: opening and flows give another closing."
        built.doubts.append(Doubt("DOES_NOT_ADD_UP", sentence, tuple(p.place for p in published)))
    return built
