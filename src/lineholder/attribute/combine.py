"""Combine: strands that read different records, added up to one rank score; and who is not in the data.

The prior, printed with every answer, is that whoever carries the subject is none of the numbers searched.
The best of many scores is high even where all are wrong: its LR is calibrated against the best score among
candidates from whom the carrier was taken out (`Fitted.first`), which is what a search in vain brings.

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
    together: Floats  # log10 LR of occasions together beyond a shared home; 0 where insufficient

    @property
    def enough(self) -> np.ndarray:
        """Where movement may speak."""
        return np.asarray(self.switches >= MIN_SWITCHES)

    def ranking(self) -> Floats:
        """What the rank reads: candidates x (score, log of 1 + days carried, tied, together)."""
        carried = np.where(self.enough, np.log1p(self.carried), 0.0)
        return np.column_stack([self.score, carried, self.tied, self.together])

    def features(self) -> Floats:
        """What the evidence LRs read: candidates x (beyond, tied, together)."""
        return np.column_stack([self.beyond, self.tied, self.together])


def moved(days: Days, candidates: int, together: Floats | None = None) -> Moved:
    """Sum over the days; `together` is one log10 LR a candidate (default: nothing said)."""

    def total(values: Floats | Ints) -> Floats:
        summed = np.bincount(days.owner, values.astype(np.float64), minlength=candidates)
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
        np.zeros(candidates) if together is None else np.where(enough, together, 0.0),
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
    """P(none of them), and P of each candidate, from rank LRs (`Fitted.rank_log10_lr`).

    The first's is an LR against the best of as many searched in vain: the number searched is counted
    there, and not again in the prior. What the first leaves is shared out by the others' distance.
    """
    if log10_lr.size == 0:
        return 1.0, np.empty(0)
    first = float(log10_lr.max())
    unseen = 1 / (1 + (1 - prior) / prior * 10**first)
    weight = 10 ** (log10_lr - first)
    return unseen, np.asarray((1 - unseen) * weight / weight.sum(), dtype=np.float64)
