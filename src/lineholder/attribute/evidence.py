"""Evidence: how strongly the two phones move as one, against each named alternative; never who it is.

Movement beyond the candidate's own habits (`Moved.features`), calibrated and bounded for each alternative.
An LR of 1 where there are fewer than MIN_SWITCHES switches: insufficient.
"""

from lineholder.attribute.combine import Moved
from lineholder.attribute.fitted import Fitted
from lineholder.model.attribution import Evidence


def weigh(fitted: Fitted, moved: Moved, candidate: int) -> tuple[Evidence, ...]:
    """One evidence LR an alternative, in the order of the fit."""
    said = []
    for alternative, one in fitted.evidence.items():
        log10_lr = 0.0
        if moved.enough[candidate]:
            features = moved.features()[candidate : candidate + 1]
            log10_lr = float(one.bounds.clip(one.logistic.log10_lr(features))[0])
        lower, upper = one.bounds.lower, one.bounds.upper
        said.append(Evidence(alternative, log10_lr, lower, upper, fitted.validation))
    return tuple(said)
