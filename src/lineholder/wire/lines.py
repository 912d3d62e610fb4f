"""Lines, one line and an explanation as outside programs read them."""

from collections.abc import Iterable
from typing import Any

from lineholder.model.lines import Day, Explanation, LineCandidate, LineDetail, LinesFound, Reason
from lineholder.model.trade import Quantity
from lineholder.wire.times import iso
from lineholder.wire.trade import quantity_json


def lines_json(found: LinesFound) -> dict[str, Any]:
    """`lines`: best first; only candidates for which the evidence outweighs that against."""
    return {
        "lines": [line_json(line) for line in found.lines],
        "considered": found.considered,
        "insufficient": found.insufficient,
        "snapshot": found.snapshot,
        "version": found.version,
    }


def line_json(line: LineCandidate) -> dict[str, Any]:
    """One candidate."""
    return {
        "line": line.line,
        "rank": line.rank,
        "score": line.score,
        "numbers": [
            {"number": use.number, "from": iso(use.from_s), "to": iso(use.to_s)}
            for use in line.numbers
        ],
        "market": line.market,
        "hub": line.hub,
        "type": line.type.value,
        "unplaced": line.unplaced,
        "customers": line.customers,
        "nearest": line.nearest.value,
        "reasons": _reasons(line.reasons),
    }


def detail_json(detail: LineDetail, quantity: Quantity) -> dict[str, Any]:
    """`line LINE`: the candidate with its activity per London day, customers masked, and what it sold."""
    return {
        **line_json(detail.candidate),
        "activity": [day_json(day) for day in detail.activity],
        "heat": [list(row) for row in detail.heat],
        "customers_seen": [
            {
                "mask": c.mask,
                "contacts": c.contacts,
                "days": c.days,
                "first": iso(c.first_s),
                "last": iso(c.last_s),
                "ref": c.ref,
            }
            for c in detail.customers
        ],
        "workers": [
            {
                "number": w.number,
                "dispatches": w.dispatches,
                "expected": w.expected,
                "first": iso(w.first_s),
                "last": iso(w.last_s),
                "ref": w.ref,
            }
            for w in detail.workers
        ],
        "quantity": quantity_json(quantity),
    }


def explanation_json(
    explanation: Explanation, activity: Iterable[Day], quantity: Quantity | None
) -> dict[str, Any]:
    """`explain NUMBER`: the verdict, why, the activity per London day; what its line sold, if of one."""
    return {
        "number": explanation.number,
        "verdict": explanation.verdict.value,
        "score": explanation.score,
        "sentence": explanation.sentence,
        "nearest": explanation.nearest.value if explanation.nearest else None,
        "reasons": _reasons(explanation.reasons),
        "line": explanation.line,
        "rank": explanation.rank,
        "activity": [day_json(day) for day in activity],
        "quantity": quantity_json(quantity) if quantity else None,
    }


def day_json(day: Day) -> dict[str, Any]:
    """One London day: communications by kind and way."""
    return {
        "day": day.day,
        "calls_in": day.calls_in,
        "calls_out": day.calls_out,
        "texts_in": day.texts_in,
        "texts_out": day.texts_out,
        "total": day.total,
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [
        {
            "signal": r.signal,
            "value": r.value,
            "supports": r.supports,
            "log_odds": r.log_odds,
            "sentence": r.sentence,
            "ref": r.ref,
        }
        for r in reasons
    ]
