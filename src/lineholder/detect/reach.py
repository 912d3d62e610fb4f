"""Reach: where customers are against where the line is used. It describes; it never scores.

Source: travelling, local-worker and internal lines (docs/terms.md); scoring reach would miss lines
    that start and end in one town.
Blind to: customers and workers without cells in the holdings; a cell is an area, never a spot.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from lineholder.model.lines import LineType
from lineholder.model.question import Question

REACH = """
    WITH workers AS (
        SELECT line, other FROM relays
        WHERE relays >= $min_relays AND relays >= 2 * mirrors AND days >= 2
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
    SELECT u.line, u.whose, u.who, COALESCE(s.site_name, u.cell) AS site, COUNT(*) AS n
    FROM used u LEFT JOIN sites s ON s.cell = u.cell
    GROUP BY u.line, u.whose, u.who, COALESCE(s.site_name, u.cell)
"""


@dataclass(frozen=True, slots=True)
class Params:
    """Who counts as a worker, and from which share of use a place counts."""

    min_relays: int = 5
    min_share: float = 0.1


@dataclass(frozen=True, slots=True)
class Reach:
    """Market, hub and type of one line; None and UNKNOWN where the records show no cells."""

    market: str | None
    hub: str | None
    type: LineType


def ask(params: Params) -> Question:
    """Ask, for candidates, on which sites customers, the line's own phone and its workers were served."""
    return Question("reach", REACH, {"min_relays": params.min_relays})


def judge(answer: pa.Table, params: Params) -> dict[str, Reach]:
    """Market, hub and type a line id.

    The market is the place where most customers (one vote each) are served when they make contact;
    without customers' cells, where the workers are. The hub is the place, other than the market, where
    the line's own phone is used most, if at least `min_share` of its use is there; else the market.
    """
    rows = answer.to_pylist()
    town = towns(place(row["site"]) for row in rows)
    by_line: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_line[row["line"]].append({**row, "site": town[place(row["site"])]})
    return {line: _reach(rows, params) for line, rows in sorted(by_line.items())}


def _reach(rows: list[dict[str, Any]], params: Params) -> Reach:
    used = {
        whose: _votes(r for r in rows if r["whose"] == whose) for whose in ("customer", "worker")
    }
    line = _total(r for r in rows if r["whose"] == "line")
    market = _first(used["customer"]) or _first(used["worker"]) or _first(line)
    away = Counter({p: n for p, n in line.items() if p != market})
    hub = _first(away)
    if hub is None or away[hub] < params.min_share * sum(line.values()):
        hub = market if line else None
    return Reach(market, hub, _type(market, hub, rows, params))


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
