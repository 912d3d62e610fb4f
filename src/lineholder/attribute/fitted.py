"""Fitted: what synthetic counties taught the rank and the evidence LRs, with the bounds they bear.

Made by `python -m bench.fit_attribution`; `validation` is the digest of the figures that
`validate attribution` prints, and travels with every LR.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lineholder.maths.bounds import Bounds
from lineholder.maths.calibration import Logistic
from lineholder.maths.sample import Floats
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
    """Rank: score = movement weights x Moved.ranking + strand weights x strands, its LR by `first`.

    `first.same` are questions whose carrier came first, `first.different` searches without the carrier.
    Evidence by alternative.
    """

    movement: tuple[float, ...]
    strands: Mapping[str, float]  # by model
    first: Calibrated
    prior_not_in_data: float
    evidence: Mapping[Alternative, Calibrated]
    figures: Mapping[str, Any]
    fitted_on: str
    validation: str
    digest: str

    def rank_log10_lr(self, score: ArrayLike) -> Floats:
        """The first's LR against the best of a search in vain, within its bounds; the others below it.

        They stand as far below the first as their scores do.
        """
        scores = np.asarray(score, dtype=np.float64)
        if scores.size == 0:
            return scores
        first = self.first.bounds.clip(self.first.logistic.log10_lr([[scores.max()]]))
        return np.asarray(first[0] + (scores - scores.max()), dtype=np.float64)

    def strand_weights(self, models: Sequence[str]) -> Floats:
        """The weights of these models, in their order; BadValue where the fit does not know one."""
        unknown = sorted(set(models) - set(self.strands))
        if unknown:
            raise BadValue(f"Attribution weights lack {', '.join(unknown)}. Run the fit anew.")
        return np.array([self.strands[name] for name in models])


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
        dict(rank["strands"]),
        _calibrated(rank["first"]),
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


def held_out() -> dict[str, dict[str, list[float]]]:
    """The log10 LRs that the figures and bounds rest on, by alternative: of `same` and `different`."""
    text = resources.files("lineholder.attribute").joinpath("held_out.json").read_text("utf-8")
    found: dict[str, dict[str, list[float]]] = json.loads(text)
    return found


def _calibrated(one: Mapping[str, Any]) -> Calibrated:
    return Calibrated(
        Logistic(one["intercept"], tuple(one["weights"])),
        Bounds(one["lower"], one["upper"]),
        one["same"],
        one["different"],
    )
