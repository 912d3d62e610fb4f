"""What every measure checks first: log10 LRs whose truth is known, as two arrays."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lineholder.model.errors import BadValue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def log10_lrs(name: str, values: ArrayLike) -> Floats:
    """The values as a flat float64 array: at least one, none of them NaN; infinities may stand."""
    found: NDArray[Any] = np.asarray(values, dtype=np.float64)
    if found.ndim != 1 or found.size == 0:
        raise BadValue(
            f"{name}: expected a flat array with at least one log10 LR, found shape {found.shape}; "
            "a measure needs pairs of both kinds."
        )
    if np.isnan(found).any():
        raise BadValue(
            f"{name}: expected log10 LRs, found {int(np.isnan(found).sum())} that are not numbers; "
            "score the pairs anew and leave out those that gave no answer."
        )
    return found
