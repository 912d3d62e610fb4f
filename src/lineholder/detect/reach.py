"""Reach: where customers are against where the line is used. It describes; it never scores.

Source: travelling, local-worker and internal lines (docs/terms.md); scoring reach would miss lines
    that start and end in one town.
Blind to: customers and workers without cells in the holdings, and cells whose site no table names: they
    have no say; a cell is an area, never a spot.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from lineholder.detect.relays import IS_WORKER
from lineholder.model.lines import LineType
from lineholder.model.question import Question

REACH = f"""
    WITH workers AS (
        SELECT line, other FROM relays
        WHERE {IS_WORKER}
    ), used AS (
        SELECT k.line, 'customer' AS whose, m.from_number AS who, m.from_cell AS cell
        FROM communications m JOIN candidates k ON m.to_number = k.number
             LEFT JOIN workers w ON w.line = k.line AND w.other = m.from_number
        WHERE m.from_cell IS NOT NULL AND w.other IS NULL
        UNION ALL
        SELECT k.line, 'line' AS whose, k.number AS who, m.to_cell AS cell
        FROM communications m JOIN candidates k ON m.to_number = k.number
        WHERE m.to_cell IS NOT NULL
        UNION ALL
        SELECT k.line, 'line' AS whose, k.number AS who, m.from_cell AS cell
        FROM communications m JOIN candidates k ON m.from_number = k.number
        WHERE m.from_cell IS NOT NULL
        UNION ALL
        SELECT w.line, 'worker' AS whose, w.other AS who, o.cell
        FROM observations o JOIN workers w ON o.subject = w.other
        WHERE o.cell IS NOT NULL
    ), sites AS (
        SELECT cell, MIN(site_name) AS site_name FROM cells GROUP BY cell
    )
    SELECT u.line, u.whose, u.who, s.site_name AS site, COUNT(*) AS n
    FROM used u LEFT JOIN sites s ON s.cell = u.cell
    GROUP BY u.line, u.whose, u.who, s.site_name
"""  # noqa: S608 - names of ours
NO_CELL = "No record shows a cell of {whom}."
NO_SITE = "Records show cells of {whom}, and no cell table names their sites: ingest the operators' tables."


@dataclass(frozen=True, slots=True)
class Params:
    """Who counts as a worker, and from which share of use a place counts."""

    min_relays: int = 5
    min_share: float = 0.1


@dataclass(frozen=True, slots=True)
class Reach:
    """Market, hub and type of one line; None and UNKNOWN where no site is known.

    `unplaced` is then the reason, in a sentence.
    """

    market: str | None
    hub: str | None
    type: LineType
    unplaced: str | None


NOWHERE = Reach(
    None,
    None,
    LineType.UNKNOWN,
    NO_CELL.format(whom="its customers, its workers or its own phone"),
)


def ask(params: Params) -> Question:
    """Ask, for candidates, on which sites customers, the line's own phone and its workers were served."""
    return Question("reach", REACH, {"min_relays": params.min_relays})


def judge(answer: pa.Table, params: Params) -> dict[str, Reach]:
    """Market, hub and type a line id; a line of which no cell is known is NOWHERE, and not in the answer.

    The market is the place where most customers (one vote each) are served when they make contact;
    without customers' cells, where the workers are. The hub is the place, other than the market, where
    the line's own phone is used most, if at least `min_share` of its use is there; else the market.
    """
    by_line: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in answer.to_pylist():
        by_line[row["line"]].append(row)
    return {line: _reach(rows, params) for line, rows in sorted(by_line.items())}


def _reach(every: list[dict[str, Any]], params: Params) -> Reach:
    """Of one line's rows alone: what other lines are listed changes nothing."""
    named = [{**row, "site": place(row["site"])} for row in every if row["site"] is not None]
    town = towns(row["site"] for row in named)
    rows = [{**row, "site": town[row["site"]]} for row in named]
    used = {
        whose: _votes(r for r in rows if r["whose"] == whose) for whose in ("customer", "worker")
    }
    line = _total(r for r in rows if r["whose"] == "line")
    market = _first(used["customer"]) or _first(used["worker"]) or _first(line)
    away = Counter({p: n for p, n in line.items() if p != market})
    hub = _first(away)
    if hub is None or away[hub] < params.min_share * sum(line.values()):
        hub = market if line else None
    kind = _type(market, hub, rows, params)
    return Reach(market, hub, kind, _unplaced(market, hub, kind, every))


def _unplaced(
    market: str | None, hub: str | None, kind: LineType, every: list[dict[str, Any]]
) -> str | None:
    if kind is not LineType.UNKNOWN:
        return None
    if market is None:
        return NO_SITE.format(whom="it")
    whose, whom = ("worker", "its workers") if hub else ("line", "its own phone")
    seen = any(row["whose"] == whose for row in every)
    return (NO_SITE if seen else NO_CELL).format(whom=whom)


def _type(
    market: str | None, hub: str | None, rows: list[dict[str, Any]], params: Params
) -> LineType:
    if market is None or hub is None:
        return LineType.UNKNOWN
    if market == hub:
        return LineType.INTERNAL
    workers = _total(r for r in rows if r["whose"] == "worker")
    if not workers:
        return LineType.UNKNOWN
    away = workers[hub] / sum(workers.values())
    return LineType.TRAVELLING if away >= params.min_share / 2 else LineType.LOCAL_WORKER


def place(site: str) -> str:
    """The place that a site's name begins with: 'Witham 3' and 'Witham High Street 12B' lose the tail."""
    return re.sub(r"[\s,_-]+\d+\w?$", "", site).strip() or site


def towns(places: Iterable[str]) -> dict[str, str]:
    """Each place's town: the shortest place whose words it begins with (Witham for Witham High Street)."""
    known = sorted(set(places), key=lambda p: (len(p), p))
    return {p: next(t for t in known if p == t or p.startswith(t + " ")) for p in known}


def _total(rows: Iterable[Mapping[str, Any]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total[row["site"]] += row["n"]
    return total


def _votes(rows: Iterable[Mapping[str, Any]]) -> Counter[str]:
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        people[row["who"]][row["site"]] += row["n"]
    return Counter(_first(places) or "" for places in people.values())


def _first(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda p: (-counts[p], p)) if counts else None
