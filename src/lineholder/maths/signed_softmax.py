"""One class against each of several others: log-odds whose weights keep a given sign.

A weight that may only speak for (or against) cannot be turned by an accident of the training data, and
what tells the class from one kind of other need not tell it from the next. Source: penalised maximum
likelihood of a softmax with the class at 0 and each other at minus its own log-odds; L-BFGS-B with bounds
(Byrd, Lu, Nocedal, Zhu 1995).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
THE_CLASS = -1  # the kind of an example that is of the class


@dataclass(frozen=True, slots=True)
class Fitted:
    """Natural log-odds against each other kind; a row a kind, a column a figure (`intercepts` a kind).

    log-odds = intercept + sum of weight * (figure - centre); an unknown figure adds nothing.
    """

    intercepts: Floats
    weights: Floats
    centres: Floats


def fit(figures: Floats, kinds: Whole, signs: Sequence[int], l2: float) -> Fitted:
    """Fit to figures (a row an example, NaN unknown) and kinds (THE_CLASS, or 0, 1, … the other kinds).

    `l2` is the penalty on weights squared / 2. A centre is half-way between the class's mean and the
    kind's: there the figure says nothing. A figure that one side never shows is centred on the other's
    mean, one that neither shows on 0.
    """
    others, width = int(kinds.max()) + 1, figures.shape[1]
    own = kinds == THE_CLASS
    centres = np.array([_centres(figures[own], figures[kinds == k]) for k in range(others)])
    away = np.stack([np.nan_to_num(figures - centre) for centre in centres], axis=1)
    truth = np.zeros((len(kinds), others + 1))
    truth[np.arange(len(kinds)), kinds + 1] = 1.0

    def loss(flat: Floats) -> tuple[float, Floats]:
        parameters = flat.reshape(others, width + 1)
        weights = parameters[:, :width]
        odds = np.einsum("nkd,kd->nk", away, weights) + parameters[:, width]
        logits = np.column_stack([np.zeros(len(kinds)), -odds])
        highest = logits.max(axis=1, keepdims=True)
        logits = logits - highest - np.log(np.exp(logits - highest).sum(axis=1, keepdims=True))
        slope = (truth - np.exp(logits))[:, 1:]
        gradient = np.column_stack(
            [np.einsum("nk,nkd->kd", slope, away) + l2 * weights, slope.sum(axis=0)]
        )
        total = -(truth * logits).sum() + l2 / 2 * (weights**2).sum()
        return float(total), gradient.ravel()

    bounds = [(0.0, None) if s > 0 else (None, 0.0) if s < 0 else (None, None) for s in signs]
    start = np.zeros((others, width + 1))
    start[:, width] = [
        np.log((own.sum() + 0.5) / ((kinds == k).sum() + 0.5)) for k in range(others)
    ]
    found = minimize(
        loss, start.ravel(), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)] * others
    )
    best = found.x.reshape(others, width + 1)
    return Fitted(best[:, width], best[:, :width], centres)


def _centres(one: Floats, other: Floats) -> Floats:
    means = np.array([_means(one), _means(other)])
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
