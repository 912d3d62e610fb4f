"""Weights: what a feature's distance from its centre is worth against each look-alike, in natural log-odds.

Two sets: `own` for candidates whose own return is held, `seen` for those seen only in the returns of
others, since different records can say different things. Made by `make fit` on synthetic counties.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from lineholder.model.digest import digest
from lineholder.model.errors import BadValue
from lineholder.model.lines import Lookalike


@dataclass(frozen=True, slots=True)
class Weight:
    """Log-odds a unit of the feature, and the value at which it says nothing."""

    weight: float
    centre: float


@dataclass(frozen=True, slots=True)
class Against:
    """One look-alike: the prior log-odds against it and one weight a feature ("signal: feature")."""

    prior: float
    features: Mapping[str, Weight]


Context = Mapping[Lookalike, Against]


@dataclass(frozen=True, slots=True)
class Weights:
    """Both contexts, the digest that every finding carries, and what they were fitted on."""

    own: Context
    seen: Context
    digest: str
    fitted_on: str


def from_json(data: Mapping[str, Any]) -> Weights:
    """Weights from the JSON that `make fit` writes; a missing or unknown key is refused."""
    _expect("Detection weights have", data, ("fitted_on", "own", "seen"))
    own, seen = (_context(key, data[key]) for key in ("own", "seen"))
    return Weights(own, seen, digest(data), data["fitted_on"])


def _context(key: str, data: Mapping[str, Any]) -> Context:
    _expect(f"Detection weights, {key}, have", data, tuple(kind.value for kind in Lookalike))
    return {kind: _against(f"{key}, {kind}", data[kind]) for kind in Lookalike}


def _against(key: str, data: Mapping[str, Any]) -> Against:
    _expect(f"Detection weights, {key}, have", data, ("features", "prior"))
    for name, weight in data["features"].items():
        _expect(f"Detection weights, {key}, {name}, have", weight, ("centre", "weight"))
    found = {name: Weight(w["weight"], w["centre"]) for name, w in data["features"].items()}
    return Against(data["prior"], found)


def _expect(what: str, data: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    if set(data) != set(keys):
        raise BadValue(f"{what} keys {', '.join(keys)}; found {sorted(data)}.")


def shipped() -> Weights:
    """The weights of this package."""
    text = resources.files("lineholder.detect").joinpath("weights.json").read_text("utf-8")
    return from_json(json.loads(text))
