"""From scores to log10 LRs: logistic regression in which both hypotheses weigh the same.

With each class weighing one half in all, the fitted log odds are log LRs: the prior has cancelled.
The L2 penalty keeps the slope finite where the training pairs separate completely.

Source: Morrison, Australian Journal of Forensic Sciences 45 (2013) 173; Brümmer and du Preez (2006).
Blind to: any effect that is not monotone in a feature; features outside the range it was fitted on
    are extrapolated, which is why every result is bounded afterwards (`bounds`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from lineholder.maths.sample import Flags, Floats, Ints
from lineholder.model.errors import BadValue

LN10 = float(np.log(10.0))
MAX_STEPS = 100
ENOUGH = 1e-10  # of the gradient per observation


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights per unit of each feature: log10 LR = intercept + features @ weights."""

    intercept: float
    weights: tuple[float, ...]

    def log10_lr(self, features: ArrayLike) -> Floats:
        """One log10 LR for each row of `features` (rows x features)."""
        rows = np.asarray(features, dtype=np.float64)
        return np.asarray(self.intercept + rows @ np.asarray(self.weights), dtype=np.float64)


def fit_logistic(
    features: ArrayLike, is_h1: ArrayLike, l2: float = 1.0, weight: ArrayLike | None = None
) -> Logistic:
    """The penalised maximum-likelihood fit, by Newton's method on standardised features.

    `weight` is the weight of each row within its class (default: all equal); classes are then
    balanced. `l2` is the penalty on the squared standardised slopes beside a likelihood that weighs
    as much as all rows together; the intercept bears none. A feature that never varies gets weight 0.
    """
    rows, truth = np.asarray(features, dtype=np.float64), np.asarray(is_h1, dtype=np.bool_)
    given = np.ones(truth.size) if weight is None else np.asarray(weight, dtype=np.float64)
    _check(rows, truth, given, l2)
    balanced = _balance(given, truth)
    share = balanced / balanced.sum()
    centre = share @ rows
    spread = np.sqrt(share @ np.square(rows - centre))
    scale = np.where(spread > 1e-12 * (1 + np.abs(centre)), spread, np.inf)
    design = np.column_stack([np.ones(truth.size), (rows - centre) / scale])
    slopes = _newton(design, truth.astype(np.float64), balanced, l2) / LN10
    weights = slopes[1:] / scale
    return Logistic(float(slopes[0] - centre @ weights), tuple(map(float, weights)))


def _check(rows: Floats, truth: Flags, given: Floats, l2: float) -> None:
    if rows.ndim != 2 or truth.shape != rows.shape[:1] or given.shape != truth.shape:
        raise BadValue(
            f"calibration: expected rows x features, one truth and one weight a row, found shapes "
            f"{rows.shape}, {truth.shape} and {given.shape}; pass one row for each pair."
        )
    if not np.isfinite(rows).all() or not (np.isfinite(given).all() and (given >= 0).all()):
        raise BadValue(
            "calibration: expected finite features and weights of 0 or more, found others; leave "
            "out the pairs that gave no score."
        )
    if not (given[truth].sum() > 0 and given[~truth].sum() > 0):
        raise BadValue(
            f"calibration: expected pairs of both kinds, found {int(truth.sum())} of one person and "
            f"{int((~truth).sum())} of two; add training pairs of the missing kind."
        )
    if not l2 > 0:
        raise BadValue(f"calibration: expected a penalty above 0, found {l2}; 1 is the default.")


def _balance(given: Floats, truth: Flags) -> Floats:
    """The weights scaled so that each class has half of the number of rows."""
    half = truth.size / 2
    scale = np.where(truth, half / given[truth].sum(), half / given[~truth].sum())
    return np.asarray(given * scale, dtype=np.float64)


def _newton(design: Floats, truth: Floats, weight: Floats, l2: float) -> Floats:
    penalty = np.full(design.shape[1], l2)
    penalty[0] = 0.0
    beta: Floats = np.zeros(design.shape[1])
    for _ in range(MAX_STEPS):
        p: Floats = expit(design @ beta)
        slope = design.T @ (weight * (truth - p)) - penalty * beta
        if np.abs(slope).max() <= ENOUGH * truth.size:
            return beta
        bend = (design * (weight * p * (1 - p))[:, np.newaxis]).T @ design + np.diag(penalty)
        beta = _uphill(
            beta, np.asarray(np.linalg.solve(bend, slope)), (design, truth, weight, penalty)
        )
    raise BadValue(
        f"calibration: expected Newton's method to settle within {MAX_STEPS} steps, found it moving "
        "still; look for a feature with wild values or raise the penalty."
    )


def _uphill(beta: Floats, step: Floats, given: tuple[Floats, Floats, Floats, Floats]) -> Floats:
    """Beta after the step, halved until the penalised likelihood does not fall."""
    before = _likelihood(beta, given)
    for _ in range(60):
        if _likelihood(beta + step, given) >= before - 1e-12 * abs(before):
            break
        step = step / 2
    return beta + step


def _likelihood(beta: Floats, given: tuple[Floats, Floats, Floats, Floats]) -> float:
    design, truth, weight, penalty = given
    logit = design @ beta
    fit = weight @ (truth * logit - np.logaddexp(0.0, logit))
    return float(fit - (penalty * beta) @ beta / 2)


def person_folds(person_a: Ints, person_b: Ints, folds: int) -> Iterator[tuple[Flags, Flags]]:
    """Rounds (held out, trained on) in which no person stands on both sides; each pair once held out.

    People are dealt into `folds` folds in the order of their codes. A round holds out the pairs
    between two folds, or within one, and trains on the pairs that touch neither. Rounds that would
    hold nothing out are left out. `folds` >= the number of people leaves two people out at a time.
    """
    people, codes = np.unique(np.concatenate([person_a, person_b]), return_inverse=True)
    dealt = codes % min(folds, people.size)
    fold_a, fold_b = dealt[: person_a.size], dealt[person_a.size :]
    low, high = np.minimum(fold_a, fold_b), np.maximum(fold_a, fold_b)
    for f, g in np.unique(np.column_stack([low, high]), axis=0):
        held = (low == f) & (high == g)
        touched = (low == f) | (high == f) | (low == g) | (high == g)
        yield held, ~touched
