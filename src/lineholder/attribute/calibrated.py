"""From co-movement scores to bounded log10 LRs, learnt on pairs of known people.

The model and the calibration are fitted on all training people. The bounds are not taken from the
pairs that they were fitted on: every pair is scored once by a model and a calibration fitted without
either of its two people, and the bounds are those of ELUB and IV on these LRs.

Blind to: people unlike the training people. Bounds grow with the number of pairs, yet pairs share
    people: with few people they are bolder than the number of people warrants.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.attribute.co_movement import Model, Scores, fit, score
from lineholder.attribute.merged import Fixes, Slices
from lineholder.maths.bounds import Bounds, tighter
from lineholder.maths.calibration import Logistic, fit_logistic, person_folds
from lineholder.maths.sample import Flags, Floats, Ints
from lineholder.model.errors import NoData


@dataclass(frozen=True, slots=True)
class Trained:
    """All that turns a slice's records into a bounded log10 LR, and how many pairs it learnt from."""

    model: Model
    logistic: Logistic
    bounds: Bounds
    same: int  # slices of one person that the bounds rest on
    different: int

    def log10_lr(self, scores: Scores) -> Floats:
        """One log10 LR within the bounds for each slice; 0 where the slice is insufficient."""
        bounded = self.bounds.clip(self.logistic.log10_lr(scores.features()))
        return np.where(scores.enough, bounded, 0.0)


def train(fixes: Fixes, slices: Slices, person: Ints, folds: int) -> Trained:
    """Learn from `slices` between phones of known people; `person[phone]` is who carries it.

    `folds` is the number of groups of people in the rounds that the bounds come from; as many folds
    as people leave two people out at a time.
    """
    one, two = person[slices.first], person[slices.second]
    same, held_out = one == two, np.full(one.size, np.nan)
    for held, rest in person_folds(one, two, folds):
        if not (same[rest].any() and (~same[rest]).any()):
            continue
        model, logistic = _fit(fixes, slices.where(rest), person)
        scores = score(fixes, slices.where(held), model)
        lrs = logistic.log10_lr(scores.features())
        held_out[held] = np.where(scores.enough, lrs, np.nan)
    h1, h2 = _known(held_out, same), _known(held_out, ~same)
    if not (h1.size and h2.size):
        raise NoData(
            f"co-movement: expected training people enough to score pairs of both kinds without "
            f"them, found {h1.size} slices of one person and {h2.size} of two; add volunteers."
        )
    model, logistic = _fit(fixes, slices, person)
    return Trained(model, logistic, tighter(h1, h2), h1.size, h2.size)


def _known(log10_lr: Floats, kind: Flags) -> Floats:
    chosen = log10_lr[kind]
    return chosen[np.isfinite(chosen)]


def _fit(fixes: Fixes, slices: Slices, person: Ints) -> tuple[Model, Logistic]:
    same = person[slices.first] == person[slices.second]
    phones = np.unique(np.concatenate([slices.first, slices.second]))
    model = fit(fixes, slices.where(same), phones)
    scores = score(fixes, slices, model)
    return model, fit_logistic(scores.features()[scores.enough], same[scores.enough])
