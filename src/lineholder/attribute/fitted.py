"""Fitted: what synthetic counties taught the rank and the evidence LRs, with the bounds they bear.

Made by `python -m bench.fit_attribution`; `validation` is the digest of the figures that
`validate attribution` prints, and travels with every LR.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from lineholder.maths.bounds import Bounds
from lineholder.maths.calibration import Logistic
from lineholder.model.attribution import Alternative
from lineholder.model.digest import digest
from lineholder.model.errors import BadValue


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One alternative: features to log10 LR, the bounds, and the pairs that they rest on."""

    logistic: Logistic
    bounds: Bounds
    same: int
    different: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """Rank: log10 LR = intercept + movement weights x Moved.ranking + strands. Evidence by alternative."""

    movement: tuple[float, ...]
    intercept: float
    prior_not_in_data: float
    evidence: Mapping[Alternative, Calibrated]
    figures: Mapping[str, Any]
    fitted_on: str
    validation: str
    digest: str


def from_json(data: Mapping[str, Any]) -> Fitted:
    """From the JSON that the fit writes; a missing or unknown key is refused."""
    if set(data) != {"fitted_on", "rank", "evidence", "figures"}:
        raise BadValue(
            "Attribution weights have keys fitted_on, rank, evidence, figures; "
            f"found {sorted(data)}. Run the fit anew."
        )
    evidence = {Alternative(name): _calibrated(one) for name, one in data["evidence"].items()}
    rank = data["rank"]
    return Fitted(
        tuple(rank["movement"]),
        rank["intercept"],
        rank["prior_not_in_data"],
        evidence,
        data["figures"],
        data["fitted_on"],
        digest(data["figures"])[:12],
        digest(data),
    )


def shipped() -> Fitted:
    """What this package ships."""
    text = resources.files("lineholder.attribute").joinpath("fitted.json").read_text("utf-8")
    return from_json(json.loads(text))


def _calibrated(one: Mapping[str, Any]) -> Calibrated:
    return Calibrated(
        Logistic(one["intercept"], tuple(one["weights"])),
        Bounds(one["lower"], one["upper"]),
        one["same"],
        one["different"],
    )
