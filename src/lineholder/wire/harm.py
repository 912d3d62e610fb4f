"""Harm as JSON: the lines in order, every component with what it counted, and the tables read."""

from collections.abc import Sequence
from typing import Any

from lineholder.model.harm import HarmPlace
from lineholder.model.harm_said import InUse


def harm_json(places: Sequence[HarmPlace], tables: InUse) -> dict[str, Any]:
    """The document of `harm`."""
    return {
        "places": [_place(one) for one in places],
        "weights": tables.weights.name,
        "on": tables.day,
        "tables": list(tables.told),
    }


def _place(one: HarmPlace) -> dict[str, Any]:
    parts = zip(one.harm.components, one.points, strict=True)
    return {
        "line": one.line,
        "place": one.place,
        "lower": one.lower,
        "upper": one.upper,
        "known": one.harm.confidence.known,
        "of": one.harm.confidence.of,
        "components": [
            {
                "part": c.part.value,
                "value": c.value,
                "unit": c.unit,
                "band": p.band,
                "bands": p.bands,
                "counted": list(c.counted),
                "left_out": list(c.left_out),
                "sentence": c.sentence,
            }
            for c, p in parts
        ],
    }
