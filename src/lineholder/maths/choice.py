"""Choice: which of several, or none of them, by a weighted sum: conditional logit with an outside option.

Each case offers some rows; the utility of a row is offset + features @ weights + intercept - ln(rows),
that of "none of them" is 0. Dividing by the number of rows spreads a prior of one half evenly over them:
the other half is "none".

Source: McFadden (1974), conditional logit; L2 penalty on the weights, none on the intercept.
Blind to: rows that resemble each other (independence of irrelevant alternatives).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from lineholder.maths.sample import Flags, Floats
from lineholder.model.errors import BadValue

Within = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Case:
    """What was offered, and which rows were right; none right means "none of them"."""

    features: Floats  # rows x features
    offset: Floats  # natural log, one a row
    right: Flags


@dataclass(frozen=True, slots=True)
class Choice:
    """Natural log odds per unit of each feature, and the intercept."""

    weights: tuple[float, ...]
    intercept: float

    def log_odds(self, case: Case) -> Floats:
        """Each row's natural log LR against "none of them", without the prior."""
        total = case.features @ np.asarray(self.weights) + case.offset + self.intercept
        return np.asarray(total, dtype=np.float64)


def fit_choice(
    cases: Sequence[Case], l2: float = 1.0, within: Sequence[Within] | None = None
) -> Choice:
    """The penalised maximum-likelihood fit; several right rows count as one right answer together.

    `within` holds the least and the most that each feature may weigh (default: anything).
    """
    if not cases or len({case.features.shape[1] for case in cases}) != 1:
        raise BadValue("choice: expected cases with the same features; found none or a mixture.")
    width = cases[0].features.shape[1]
    bounds = [*(within or [(None, None)] * width), (None, None)]

    def loss(x: Floats) -> tuple[float, Floats]:
        choice = Choice(tuple(x[:-1].tolist()), float(x[-1]))
        total, slope = l2 / 2 * float(x[:-1] @ x[:-1]), np.append(l2 * x[:-1], 0.0)
        for case in cases:
            total -= log_likelihood(choice, case)
            slope -= _slope(choice, case)
        return total, slope

    found = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return Choice(tuple(map(float, found.x[:-1])), float(found.x[-1]))


def log_likelihood(choice: Choice, case: Case) -> float:
    """Natural log probability of the right answer."""
    utility, right = _utility(choice, case)
    return float(logsumexp(utility[right]) - logsumexp(utility))


def _utility(choice: Choice, case: Case) -> tuple[Floats, Flags]:
    """Of each row and, last, of "none of them"; and which are right."""
    utility = np.append(choice.log_odds(case) - np.log(max(1, case.right.size)), 0.0)
    return utility, np.append(case.right, not case.right.any())


def _slope(choice: Choice, case: Case) -> Floats:
    """Of the log likelihood, by weight and, last, by intercept."""
    utility, right = _utility(choice, case)
    share = np.exp(utility - logsumexp(utility))
    wanted = np.where(right, np.exp(utility - logsumexp(utility[right])), 0.0)
    away = (wanted - share)[:-1]
    return np.append(case.features.T @ away, away.sum())
