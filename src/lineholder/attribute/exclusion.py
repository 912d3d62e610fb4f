"""Exclusion: switches that no journey explains, told beside co-movement and never added to it.

Two records of different phones exclude one hand where their cells stand further apart than a journey at
FASTEST_KMH covers in the delay, REACH_KM allowed for how far each cell serves. Co-movement already weighs
the same records (its kernel finds them improbable), so this strand's share of the rank LR is 0.

Source: "non-co-location" that the defence asks for (docs/methods/attribution.md).
Blind to: clocks that differ; a phone handed over; a cell table of another date.
"""

import numpy as np

from lineholder.attribute.coverage import Kernel
from lineholder.attribute.movement import Switches
from lineholder.maths.sample import Flags

NAME = "exclusion"
FASTEST_KMH = 160.0
REACH_KM = 10.0


def impossible(found: Switches, kernel: Kernel) -> Flags:
    """Which switches no journey explains."""
    km = kernel.apart_km[found.x, found.y]
    return np.asarray(km > REACH_KM + FASTEST_KMH * found.delay_s / 3600)
