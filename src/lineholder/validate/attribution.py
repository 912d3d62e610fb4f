"""Attribution against known truth: what the evidence LRs are worth, and whom the rank names first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lineholder.maths import likelihood
from lineholder.maths.bounds import Bounds, tighter, unless_misled
from lineholder.maths.isotonic import pav_log10_lrs

PRIORS = (-2.0, -1.0, 0.0, 1.0, 2.0)  # log10 prior odds at which the ECE is told
GRID = tuple(x / 4 for x in range(-12, 13))  # log10, of the plots
MISLED_EVIDENCE = (1.0, 0.01)  # log10 LR, and the share of pairs of two that may lie beyond it
MISLED_FIRST = (2.0, 0.02)  # the same of first places found in vain
STRONG = 2.0  # log10 LR beyond which a first place without the carrier in the data is counted
AT = (0.0, 1.0, 2.0)  # log10 LRs beyond which misleading evidence is counted


def said_bounds(
    h1: ArrayLike, h2: ArrayLike, may_mislead: tuple[float, float] = MISLED_EVIDENCE
) -> Bounds:
    """The tighter of ELUB and IV, and of the LR beyond which too many of h2 mislead."""
    return unless_misled(tighter(h1, h2), h2, *may_mislead)


def evidence_figures(
    h1: ArrayLike, h2: ArrayLike, may_mislead: tuple[float, float] = MISLED_EVIDENCE
) -> dict[str, Any]:
    """One alternative's figures from held-out log10 LRs, before bounds; and Cllr within the bounds.

    `h1` are pairs of one person, `h2` pairs of two. All log10; ECE in bits at PRIORS.
    """
    bounds = said_bounds(h1, h2, may_mislead)
    ones, twos = bounds.clip(h1), bounds.clip(h2)
    misled = likelihood.misleading(h1, h2, AT)
    return {
        "same": int(np.size(h1)),
        "different": int(np.size(h2)),
        "cllr": _round(likelihood.cllr(h1, h2)),
        "cllr_min": _round(likelihood.cllr_min(h1, h2)),
        "cllr_cal": _round(likelihood.cllr_cal(h1, h2)),
        "cllr_bounded": _round(likelihood.cllr(ones, twos)),
        "cllr_floor": _round(bounds.floor()),
        "lower": _round(bounds.lower),
        "upper": _round(bounds.upper),
        "ece": [_round(float(x)) for x in likelihood.ece(ones, twos, PRIORS)],
        "ece_prior_log10_odds": list(PRIORS),
        "misleading": [
            {"beyond_log10": m.beyond, "for_h1": _round(m.for_h1), "for_h2": _round(m.for_h2)}
            for m in misled
        ],
        "turing_excess_log10": _round(likelihood.turing_excess(h1, h2)),
    }


def curves(h1: ArrayLike, h2: ArrayLike) -> dict[str, Any]:
    """The points of one alternative's plots: Tippett at GRID, ECE beside its two references, PAV.

    PAV's steps are (log10 LR, log10 LR after PAV); an end that PAV takes to infinity is left out.
    """
    pav_h1, pav_h2 = pav_log10_lrs(h1, h2)
    lr = np.concatenate([np.asarray(h1, dtype=np.float64), np.asarray(h2, dtype=np.float64)])
    pav = np.concatenate([pav_h1, pav_h2])
    order = np.argsort(lr, kind="stable")
    steps = np.unique(np.column_stack([lr[order], pav[order]]), axis=0)
    steps = steps[np.isfinite(steps[:, 1])]
    return {
        "tippett": {
            "at": list(GRID),
            "h1": _rounded(likelihood.at_least(h1, GRID)),
            "h2": _rounded(likelihood.at_least(h2, GRID)),
        },
        "ece_curve": {
            "prior_log10_odds": list(GRID),
            "said": _rounded(likelihood.ece(h1, h2, GRID)),
            "best": _rounded(likelihood.ece(pav_h1, pav_h2, GRID)),
            "nothing": _rounded(likelihood.ece_reference(GRID)),
        },
        "pav": {"said": _rounded(steps[:, 0]), "pav": _rounded(steps[:, 1])},
    }


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one question brought: the carrier's place (None: no number of his was searched), and P."""

    place: int | None
    partner_first: bool
    not_in_data: float
    log10_lr: float  # of the first

    @property
    def right(self) -> bool:
        """A number of the carrier first; or, where none is in the data, "not in data" at 1/2 or more."""
        return self.place == 1 if self.place is not None else self.not_in_data >= 1 / 2


def rank_figures(done: Iterable[Ranked]) -> dict[str, Any]:
    """Shares over questions; counts beside them, so that nobody reads a share of few as one of many."""
    every = tuple(done)
    seen = [r for r in every if r.place is not None]
    unseen = [r for r in every if r.place is None]
    return {
        "questions": len(every),
        "right": sum(r.right for r in every),
        "carrier_seen": len(seen),
        "carrier_first": sum(r.place == 1 for r in seen),
        "carrier_first_three": sum(r.place is not None and r.place <= 3 for r in seen),
        "partner_first": sum(r.partner_first for r in every),
        "carrier_unseen": len(unseen),
        "said_not_in_data": sum(r.right for r in unseen),
        "false_above_100": sum(r.log10_lr > STRONG for r in unseen),
    }


def _rounded(values: ArrayLike) -> list[float]:
    return [_round(float(v)) for v in np.asarray(values)]


def _round(value: float) -> float:
    return round(value, 4)
