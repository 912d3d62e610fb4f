"""Fairness: age, sex and, where lawfully held, ethnicity at each stage, for monitoring alone.

Each group is set against itself at the stage before. Small cells are left out with what would give them
away. A difference is a reason to look, never a finding about people, and nothing reads it but a page.

Source: share by Wilson; small cells by maths/suppression; Equality Act 2010 s.149 asks a force to look.
Blind to: who never entered the work; records that state no group; a stage before that nobody recorded.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from lineholder.maths.proportions import Interval, wilson
from lineholder.maths.suppression import LEAST, suppress_list
from lineholder.model.errors import Refused
from lineholder.model.fairness import (
    Characteristic,
    LawfulBasis,
    Monitored,
    Monitoring,
    Review,
    ReviewsDue,
    StageGroup,
    WorkStage,
)

NOT_STATED = "not stated"
SOON_DAYS = 28
_People = Mapping[WorkStage, Mapping[str, frozenset[str]]]


def monitor(
    rows: Iterable[Monitored], day: str, basis: LawfulBasis | None = None
) -> tuple[Monitoring, ...]:
    """Each characteristic that a row states, through the stages that have people.

    Refused where ethnicity is given without a lawful basis, or with one whose review day is past.
    """
    told = tuple(rows)
    kinds = [c for c in Characteristic if any(r.characteristic is c for r in told)]
    if Characteristic.ETHNICITY in kinds:
        _need(basis, day)
    return tuple(_monitoring(c, [r for r in told if r.characteristic is c]) for c in kinds)


def reviews_due(reviews: Iterable[Review], day: str, within: int = SOON_DAYS) -> ReviewsDue:
    """Reviews not done by the day, earliest first; a review due on the day itself is due, not overdue."""
    last = (dt.date.fromisoformat(day) + dt.timedelta(days=within)).isoformat()
    left = sorted((r for r in reviews if r.done_day is None), key=lambda r: (r.due_day, r.subject))
    return ReviewsDue(
        tuple(r for r in left if r.due_day < day),
        tuple(r for r in left if day <= r.due_day <= last),
    )


def _need(basis: LawfulBasis | None, day: str) -> None:
    if basis is None or basis.review_day < day:
        found = "none" if basis is None else f"one that was due for review on {basis.review_day}"
        raise Refused(
            f"Expected a lawful basis for holding ethnicity; found {found}. Enter the condition, who "
            "decided and a day of review, or leave ethnicity out."
        )


def _monitoring(characteristic: Characteristic, rows: Sequence[Monitored]) -> Monitoring:
    people: dict[WorkStage, dict[str, frozenset[str]]] = {}
    for stage in WorkStage:
        at: dict[str, set[str]] = {}
        for row in rows:
            if row.stage is stage:
                at.setdefault(row.group or NOT_STATED, set()).add(row.person)
        if at:
            people[stage] = {group: frozenset(own) for group, own in at.items()}
    groups = sorted({group for at in people.values() for group in at})
    shown = {
        stage: suppress_list([len(at.get(group, ())) for group in groups])
        for stage, at in people.items()
    }
    made = [_row(people, shown, stage, groups, group) for stage in people for group in groups]
    hidden = sum(row.people is None for row in made)
    said = (
        f"{characteristic.value.capitalize()} at {len(people)} stages; {hidden} cells left out as "
        "small or to cover a small one. For monitoring alone: no score reads it, and a difference is "
        "a reason to look."
    )
    totals = tuple((stage, shown[stage][1]) for stage in people)
    return Monitoring(characteristic, tuple(made), totals, said)


def _row(
    people: _People,
    shown: Mapping[WorkStage, tuple[tuple[int | None, ...], int | None]],
    stage: WorkStage,
    groups: Sequence[str],
    group: str,
) -> StageGroup:
    at = groups.index(group)
    stages = list(people)
    rate = Interval(None, None, None)
    before = stages[stages.index(stage) - 1] if stage is not stages[0] else None
    if before is not None and shown[stage][0][at] is not None and shown[before][0][at] is not None:
        was = people[before].get(group, frozenset())
        on = len(was & people[stage].get(group, frozenset()))
        small = (
            0 < on < LEAST or 0 < len(was) - on < LEAST
        )  # the share would tell who went on, or not
        rate = rate if small else wilson(on, len(was))
    return StageGroup(stage, group, shown[stage][0][at], rate.value, rate.lower, rate.upper)
