"""Alike: sentences of one role and plea stage on both sides of a date."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """The terms of one side: how many, their median in months and its bounds. None: too few to say."""

    n: int
    median: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Alike:
    """One role and plea stage on both sides of the date. `label` "all" mixes every group."""

    label: str
    before: Side
    after: Side
    sentence: str
