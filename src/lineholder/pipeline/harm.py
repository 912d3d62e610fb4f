"""Harm: the lines that were found, in an order by what they do to people, every component open."""

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.errors import NoData, Refused
from lineholder.model.harm import HarmPlace, Part
from lineholder.model.harm_said import InUse, LineSaid
from lineholder.model.lines import LineCandidate
from lineholder.model.people import Actor, Permission, Scope
from lineholder.outcomes import harm as assessing
from lineholder.outcomes import harm_known, harm_said, harm_tables
from lineholder.pipeline import incidents, lines, outcomes
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.workspace import ledger
from lineholder.storage import Store
from lineholder.storage.register import entries, manifest


@dataclass(frozen=True, slots=True)
class Ordered:
    """Lines by harm, most first, and the tables that the order was made by."""

    places: tuple[HarmPlace, ...]
    tables: InUse


def harm(
    store: Store, actor: Actor, scope: Scope, day: str | None = None, part: Part | None = None
) -> Ordered:
    """The lines of the list that was found last; none where no list was found.

    `day` (YYYY-MM-DD) says which versions of the unit's tables are read; where None the day after the last
    use of any line, or today where there is none. `part` orders by that component alone.
    """
    require(store, actor, Permission.READ, scope, "order lines by harm", {"day": day})
    found = lines.lines_found(store, actor, scope)
    listed = found.lines if found else ()
    activity = lines.sparklines(store, actor, scope, listed) if listed else {}
    now, before = _entries(store, scope)
    said = _said(store, actor, scope, listed)
    known = harm_known.inputs(listed, activity, now, before, said)
    tables = harm_tables.in_use(
        harm_tables.versions(entries.all_of(store.register, harm_tables.KIND)),
        _day(day) or (known[0].day if known else _today()),
    )
    places = assessing.order(
        [assessing.assess(one, tables.index, tables.index_day) for one in known], tables.weights
    )
    return Ordered(assessing.by_part(places, part) if part else places, tables)


def _today() -> str:
    return dt.datetime.fromtimestamp(now_s(), dt.UTC).date().isoformat()


def _day(day: str | None) -> str | None:
    try:
        return None if not day else dt.date.fromisoformat(day).isoformat()
    except ValueError:
        raise Refused(f"Expected a day as YYYY-MM-DD; found {day!r}.") from None


def _said(
    store: Store, actor: Actor, scope: Scope, listed: tuple[LineCandidate, ...]
) -> dict[str, LineSaid]:
    """What people said of each line, by its id."""
    log = entries.all_of(store.register, *harm_said.KINDS)
    decided, reported = harm_said.links(log), harm_said.reports(log)
    seen = incidents.seen(store, actor, scope) if decided else ()
    return {one.line: harm_said.of_line(one, decided, reported, seen) for one in listed}


def _entries(store: Store, scope: Scope) -> tuple[pa.Table | None, tuple[pa.Table, ...]]:
    """The entries that bear on harm as they stand, and as they stood; None without a ledger."""
    order = [one.id for one in manifest.all_ingests(store.register)]
    try:
        with ledger(store, scope) as (asker, _):
            held = {"events": outcomes.kept(store, scope)["events"]}
            now = asker.answer(harm_known.ask(), held).table
            undone = asker.answer(harm_known.ask_undone()).table["ingest"].to_pylist()
            before = []
            for one in undone:
                for question in harm_known.stood(order[: order.index(str(one))]):
                    asker.hold(question)
                before.append(asker.answer(harm_known.ask()).table)
    except NoData:
        return None, ()
    return now, tuple(before)
