"""Spread: the middle and the long end of some values, as numbers that a report may print."""

from collections.abc import Sequence

import numpy as np


def quantile(values: Sequence[float], q: float) -> float | None:
    """The value below which a share `q` lies, between the two nearest in proportion; None of none.

    Source: Hyndman and Fan 1996, type 7. Rounded to a hundredth.
    """
    return round(float(np.quantile(values, q)), 2) if len(values) else None


def share(part: float, whole: float) -> float | None:
    """Part of whole to four decimals, None where there is no whole."""
    return round(part / whole, 4) if whole else None
