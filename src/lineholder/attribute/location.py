"""Location alone: whether anything beside where the phones were supports a candidate.

Co-movement and exclusion read the same cells; cell-site in all its forms is one strand, and courts have
thrown out attributions built on it. A strand beside it counts from an LR of 2 on, below which the verbal
scale says "no support"; several that say less each do not add up to one that says something.

Source: R v Calland [2017] EWCA Crim 2308; the ruling reported as R v Ramage (docs/methods/attribution.md).
Blind to: what an officer knows and no record here shows.
"""

from lineholder.attribute import exclusion
from lineholder.model.attribution import Candidate, Strand

LOCATION = frozenset({"co-movement", exclusion.NAME})
BESIDE = 0.3  # log10: the least that a strand beside location must say


def beside(candidate: Candidate) -> tuple[Strand, ...]:
    """The strands that support the candidate and do not read where the phones were."""
    return tuple(
        strand
        for strand in candidate.strands
        if strand.model not in LOCATION and strand.log10_lr >= BESIDE
    )


def alone(candidate: Candidate) -> bool:
    """Whether the candidate rests on location only."""
    return not beside(candidate)
