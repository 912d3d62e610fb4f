"""Outside series as JSON: what is held, and one set around a day."""

from collections.abc import Iterable
from typing import Any

from lineholder.model.effect import Beside, Measure


def measures_json(held: Iterable[Measure]) -> dict[str, Any]:
    """What the series hold."""
    return {
        "series": [
            {
                "measure": m.measure,
                "area": m.area,
                "first": m.first,
                "last": m.last,
                "values": m.values,
            }
            for m in held
        ]
    }


def beside_json(found: Beside) -> dict[str, Any]:
    """One series around a day; `difference` and its bounds are null without a comparison."""
    told = found.told
    return {
        "measure": told.name,
        "day": told.day,
        "area": told.area,
        "beside": told.comparison,
        "means": [
            {"area": m.area, "after": m.after, "periods": m.n, "mean": m.mean, "ref": ref}
            for m, ref in zip(told.means, found.opens, strict=True)
        ],
        "change": told.change,
        "difference": told.difference,
        "lower": told.lower,
        "upper": told.upper,
        "drift": told.drift,
        "lag": told.lag,
        "sentence": told.sentence,
        "warnings": list(told.warnings),
        "left_out": [{"area": area, "day": day} for area, day in found.left_out],
    }
