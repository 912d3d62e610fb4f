"""Rankings and targets of bare networks as outside programs read them."""

from collections.abc import Iterable
from typing import Any

from lineholder.model.network import Targets


def ranking_json(ranking: Iterable[tuple[str, float]]) -> dict[str, Any]:
    """`network rank`: every node once, most likely in command first."""
    return {"ranking": [{"node": node, "score": score} for node, score in ranking]}


def targets_json(found: Targets) -> dict[str, Any]:
    """`network targets`: F = 1 - sum s(s-1)/(n(n-1)) over what is left (Borgatti's KPP-Neg)."""
    return {
        "targets": list(found.targets),
        "fragmentation": found.fragmentation,
        "optimal": found.optimal,
        "ties": found.ties,
        "bound": found.bound,
        "gap": found.gap,
    }
