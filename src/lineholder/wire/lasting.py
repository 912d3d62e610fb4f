"""How long closures hold, as outside programs read it beside the outcomes."""

from collections.abc import Iterable
from typing import Any

from lineholder.model.alike import Alike, Side
from lineholder.model.lasting import Bounds, ClosureGroup, Displacement, Held, Lasting, Survival
from lineholder.wire.times import iso


def lasting_json(
    found: Lasting, bounds: Iterable[Bounds], compared: Iterable[Alike]
) -> dict[str, Any]:
    """The keys that `outcomes` has beside its figures. A median of null was not reached; it is never 0."""
    every = next((s for s in found.survival if s.group is ClosureGroup.ALL), None)
    return {
        "median_days_to_re_emergence": None if every is None else every.median_days,
        "survival": [_survival(one) for one in found.survival],
        "survival_until": iso(found.until_s),
        "displacement": [_displacement(one) for one in found.displacement],
        "lines_without_market": found.no_market,
        "intervals": [{"figure": b.figure, "lower": b.lower, "upper": b.upper} for b in bounds],
        "alike": [_alike(one) for one in compared],
    }


def _survival(one: Survival) -> dict[str, Any]:
    return {
        "group": one.group.value,
        "closures": one.closures,
        "came_back": one.came_back,
        "failed": one.failed,
        "median_days": one.median_days,
        "median_lower": one.median_lower,
        "median_upper": one.median_upper,
        "returned_days": one.returned_days,
        "held": [_held(held) for held in one.held],
        "steps": [
            {
                "day": step.day,
                "share": step.share,
                "lower": step.lower,
                "upper": step.upper,
                "at_risk": step.at_risk,
                "came_back": step.came_back,
                "lost": step.lost,
            }
            for step in one.steps
        ],
        "empty_at": one.empty_at,
        "sentence": one.sentence,
    }


def _held(held: Held) -> dict[str, Any]:
    return {
        "days": held.days,
        "share": held.share,
        "lower": held.lower,
        "upper": held.upper,
        "at_risk": held.at_risk,
    }


def _displacement(one: Displacement) -> dict[str, Any]:
    return {
        "closed_in": one.closed_in,
        "into": one.into,
        "closures": one.closures,
        "arrived_after": one.arrived_after,
        "days_after": one.days_after,
        "arrived_else": one.arrived_else,
        "days_else": one.days_else,
        "ratio": one.ratio,
        "lower": one.lower,
        "upper": one.upper,
        "sentence": one.sentence,
    }


def _alike(one: Alike) -> dict[str, Any]:
    return {
        "label": one.label,
        "before": _side(one.before),
        "after": _side(one.after),
        "sentence": one.sentence,
    }


def _side(side: Side) -> dict[str, Any]:
    return {"n": side.n, "median": side.median, "lower": side.lower, "upper": side.upper}
