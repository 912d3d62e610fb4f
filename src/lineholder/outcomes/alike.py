"""Alike: sentences before and after a date, like with like, as medians with intervals and nothing of why.

Only groups of one role and one plea stage, both known, are set side by side; the whole is told as well, as
people quote it, with its mix beside it (`SentenceComparison.confounders`).

Source: median by order statistics (maths/proportions), without a shape of distribution.
Blind to: quantity, harm, previous convictions, totality, and the guideline that applied; co-defendants, who
    are sentenced together and alike.
"""

from collections.abc import Sequence

from lineholder.maths.proportions import median_of
from lineholder.model.alike import Alike, Side
from lineholder.model.outcomes import Group, SentenceComparison

NOT_STATED = "not stated"


def alike(compared: SentenceComparison) -> tuple[Alike, ...]:
    """First the whole, then each pair of groups that are alike, in text order."""
    groups = compared.groups
    keys = sorted(
        {(g.role, g.plea_stage) for g in groups if NOT_STATED not in (g.role, g.plea_stage)}
    )
    made = [_pair("all", groups)]
    for role, stage in keys:
        own = [g for g in groups if (g.role, g.plea_stage) == (role, stage)]
        if {g.after for g in own} == {False, True}:
            made.append(_pair(f"{role}, {stage}", own))
    return tuple(made)


def _pair(label: str, groups: Sequence[Group]) -> Alike:
    before, after = (
        _side([m for g in groups if g.after is after for m in g.months]) for after in (False, True)
    )
    return Alike(label, before, after, _sentence(label, before, after))


def _side(months: Sequence[float]) -> Side:
    found = median_of(months)
    return Side(len(months), found.value, found.lower, found.upper)


def _sentence(label: str, before: Side, after: Side) -> str:
    said = f"{label}: median {_told(before)} before, {_told(after)} from the date on"
    apart = _apart(before, after) or _apart(after, before)
    if apart:
        return f"{said}; the intervals stand apart, which says nothing of why."
    return f"{said}; the intervals do not tell the two apart."


def _told(side: Side) -> str:
    if side.median is None:
        return "of none"
    if side.lower is None:
        return f"{side.median:g} months of {side.n}, too few for an interval,"
    return f"{side.median:g} months of {side.n} ({side.lower:g} to {side.upper:g})"


def _apart(low: Side, high: Side) -> bool:
    return low.upper is not None and high.lower is not None and low.upper < high.lower
