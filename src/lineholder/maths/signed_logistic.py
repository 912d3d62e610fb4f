"""Logistic regression whose weights keep a given sign.

A weight that may only speak for (or against) cannot be turned by an accident of the training data.
Source: penalised maximum likelihood; L-BFGS-B with bounds (Byrd, Lu, Nocedal, Zhu 1995).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Natural log-odds = intercept + sum of weight * (figure - centre); an unknown figure adds nothing."""

    intercept: float
    weights: Floats
    centres: Floats


def fit(figures: Floats, labels: NDArray[np.bool_], signs: Sequence[int], l2: float) -> Fitted:
    """Fit to figures (a row an example, NaN unknown) and labels; `l2` is the penalty on weights squared / 2.

    A centre is half-way between the two classes' means: there the figure says nothing. A figure that
    one class never shows is centred on the other's mean, one that no example shows on 0.
    """
    centres = _centres(figures, labels)
    away = np.nan_to_num(figures - centres)
    target = np.where(labels, 1.0, -1.0)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights, intercept = parameters[:-1], parameters[-1]
        margin = target * (away @ weights + intercept)
        slope = -target / (1.0 + np.exp(np.clip(margin, -500, 500)))
        gradient = np.append(away.T @ slope + l2 * weights, slope.sum())
        return float(np.logaddexp(0, -margin).sum() + l2 / 2 * (weights @ weights)), gradient

    free = (None, None)
    bounds = [(0.0, None) if s > 0 else (None, 0.0) if s < 0 else free for s in signs]
    odds = (labels.sum() + 0.5) / ((~labels).sum() + 0.5)
    start = np.append(np.zeros(figures.shape[1]), np.log(odds))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, free])
    return Fitted(float(found.x[-1]), found.x[:-1], centres)


def _centres(figures: Floats, labels: NDArray[np.bool_]) -> Floats:
    means = np.array([_means(figures[labels]), _means(figures[~labels])])
    known = ~np.isnan(means)
    total = np.where(known, means, 0.0).sum(axis=0)
    return np.asarray(total / np.maximum(known.sum(axis=0), 1), dtype=np.float64)


def _means(rows: Floats) -> Floats:
    known = ~np.isnan(rows)
    count = known.sum(axis=0)
    total = np.where(known, rows, 0.0).sum(axis=0)
    means: Floats = np.full(rows.shape[1], np.nan)
    np.divide(total, count, out=means, where=count > 0)
    return means
