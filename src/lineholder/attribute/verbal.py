"""Verbal scale: a phrase for an LR, never stronger than the bounds that the validation bears.

Public codes differ in where their bands begin, so the scale has a version that every statement prints.

Source: ENFSI guideline for evaluative reporting in forensic science (2015), table of verbal equivalents.
Blind to: what a reader makes of the phrase; the LR is printed beside it.
"""

from lineholder.model.attribution import Evidence
from lineholder.model.sheet import Band, VerbalScale

ENFSI_2015 = VerbalScale(
    "ENFSI 2015, 1",
    "ENFSI guideline for evaluative reporting in forensic science, 2015",
    (
        Band(0.0, "no support for one proposition over the other"),
        Band(0.301, "weak support"),
        Band(1.0, "moderate support"),
        Band(2.0, "moderately strong support"),
        Band(3.0, "strong support"),
        Band(4.0, "very strong support"),
        Band(6.0, "extremely strong support"),
    ),
)


def phrase(evidence: Evidence, scale: VerbalScale = ENFSI_2015) -> str:
    """The phrase for the LR held within its bounds, with the proposition that it supports."""
    held = min(max(evidence.log10_lr, evidence.lower), evidence.upper)
    band = [b for b in scale.bands if b.least_log10 <= abs(held)][-1]
    if band is scale.bands[0]:
        return band.phrase
    return f"{band.phrase} for {'one person' if held > 0 else 'two persons'}"
