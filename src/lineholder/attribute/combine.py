"""Combine: strands that read different records, added up to one rank LR; and who is not in the data.

The prior: PRIOR_NOT_IN_DATA that whoever carries the subject is none of the numbers searched, the rest
spread evenly over them. The posterior is exact under it: P(c) is LR_c x (1 - prior) / N over the sum, and
somebody unseen has an LR of 1.

Source: Bayes; conditional logit with an outside option for the fit (McFadden 1974).
Blind to: dependence between strands that read different records of one habit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lineholder.attribute.carrying import expected_days
from lineholder.attribute.model import EvidenceModel, Reads
from lineholder.attribute.movement import Days
from lineholder.maths.sample import Floats, Ints
from lineholder.model.errors import BadValue

MIN_SWITCHES = 3  # fewer say nothing: movement is insufficient, its share 0


@dataclass(frozen=True, slots=True)
class Moved:
    """Movement of each candidate, summed over its days. `score` and `beyond` are per root day."""

    switches: Ints
    contradicting: Ints
    days: Ints
    score: Floats  # sum of the days' rank log10 / sqrt(days); 0 where insufficient
    beyond: Floats  # the same of the evidence log10
    tied: Floats  # the same of the association log10
    carried: Floats  # expected days carried, all candidates competing

    @property
    def enough(self) -> np.ndarray:
        """Where movement may speak."""
        return np.asarray(self.switches >= MIN_SWITCHES)

    def ranking(self) -> Floats:
        """What the rank LR reads: candidates x (score, log of 1 + days carried, tied)."""
        carried = np.where(self.enough, np.log1p(self.carried), 0.0)
        return np.column_stack([self.score, carried, self.tied])

    def features(self) -> Floats:
        """What the evidence LRs read: candidates x (beyond, tied)."""
        return np.column_stack([self.beyond, self.tied])


def moved(days: Days, candidates: int, chosen: np.ndarray | None = None) -> Moved:
    """Sum over the days, or the chosen ones."""
    use = np.ones(days.owner.size, dtype=bool) if chosen is None else chosen
    owner = days.owner[use]

    def total(values: Floats | Ints) -> Floats:
        summed = np.bincount(owner, values[use].astype(np.float64), minlength=candidates)
        return np.asarray(summed, dtype=np.float64)

    switches, count = total(days.switches), total(np.ones(days.owner.size))
    enough = switches >= MIN_SWITCHES
    root = np.sqrt(np.maximum(count, 1))
    return Moved(
        switches.astype(np.int64),
        total(days.contradicting).astype(np.int64),
        count.astype(np.int64),
        np.where(enough, total(days.rank) / root, 0.0),
        np.where(enough, total(days.evidence) / root, 0.0),
        np.where(enough, total(days.tied) / root, 0.0),
        expected_days(days, candidates),
    )


def refuse_double(models: Sequence[EvidenceModel]) -> None:
    """BadValue where two models, or a model and movement, read the same records."""
    seen = {Reads.PLACES: "movement"}
    for model in models:
        for kind in sorted(model.uses):
            if kind in seen:
                raise BadValue(
                    f"Strands to be added up must read different records; {model.name!r} and "
                    f"{seen[kind]!r} both read {kind.value}. Give a joint model for the two."
                )
            seen[kind] = model.name


def not_in_data(log10_lr: Floats, prior: float) -> tuple[float, Floats]:
    """P(none of them), and P of each candidate."""
    if log10_lr.size == 0:
        return 1.0, np.empty(0)
    log = log10_lr * np.log(10) + np.log((1 - prior) / log10_lr.size)
    most = max(float(log.max()), float(np.log(prior)))
    weight = np.exp(log - most)
    unseen = float(np.exp(np.log(prior) - most))
    total = float(weight.sum()) + unseen
    return unseen / total, np.asarray(weight / total, dtype=np.float64)
