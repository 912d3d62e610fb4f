"""Sentences: immediate terms before and after a date, like with like, as distributions and not as a cause.

One term for each person and day: the longest of those that run beside each other, and on top those entered
as consecutive. A role or plea stage that the sentence does not state is taken from the person's other
entries. Two groups are like only where role and plea stage are the same and both are known.
Source: drug supply guideline in force from 1 April 2021 (role), reduction for a guilty plea (stage).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.outcomes import Basis, Figure, Group, SentenceComparison
from lineholder.model.question import Question
from lineholder.outcomes.events import WITHIN
from lineholder.outcomes.kept import Kept
from lineholder.outcomes.made import Made
from lineholder.outcomes.spread import quantile

GUIDELINE_S = (
    1617231600  # 2021-04-01 in London: where it divides the ledger unless a date is asked for
)
NOT_STATED = "not stated"
TERMS = """
    WITH roles AS (
        SELECT person, role FROM (
            SELECT person, role, row_number() OVER (
                PARTITION BY person
                ORDER BY CASE WHEN kind = 'sentence' THEN 0 WHEN kind = 'charge' THEN 1 ELSE 2 END,
                    time_s DESC, role) AS nth
            FROM events WHERE role IS NOT NULL AND person IS NOT NULL
        ) AS told WHERE nth = 1
    ),
    pleas AS (
        SELECT person, stage FROM (
            SELECT person,
                CASE WHEN what = 'not_guilty' AND stage IS NULL THEN 'trial' ELSE stage END AS stage,
                row_number() OVER (PARTITION BY person ORDER BY time_s DESC, what, stage) AS nth
            FROM events WHERE kind = 'plea' AND person IS NOT NULL
        ) AS told WHERE nth = 1
    )
    SELECT e.time_s, e.person, e.months, e.run, e.stage, r.role AS role, p.stage AS plea_stage
    FROM events AS e LEFT JOIN roles AS r ON e.person = r.person LEFT JOIN pleas AS p ON e.person = p.person
    WHERE e.kind = 'sentence' AND e.what = 'immediate' AND e.months IS NOT NULL AND e.person IS NOT NULL
    ORDER BY e.time_s, e.person, e.months, e.run, e.stage, e.ingest, e.sheet, e.row
"""
KEEP = Question("terms", TERMS)
IMMEDIATE = f"""
    kind = 'sentence' AND what = 'immediate' AND months IS NOT NULL AND person IS NOT NULL AND {WITHIN}
"""

DAY_S = 86400
_ROW = ("time_s", "person", "months", "run", "stage", "role", "plea_stage")


@dataclass(slots=True)
class _Passed:
    """What one person was sentenced to on one day."""

    at_s: int
    role: str | None
    plea_stage: str | None
    own_stage: str | None = None
    longest: float = 0.0
    on_top: float = 0.0

    @property
    def months(self) -> float:
        """The term in months."""
        return self.longest + self.on_top

    @property
    def stage(self) -> str | None:
        """Of the plea, as the sentence states it, else as the person's last plea does."""
        return self.own_stage or self.plea_stage


def add(made: Made, kept: Kept, split_s: int | None) -> SentenceComparison | None:
    """Median and total of immediate terms, and the comparison; None where a side has no term."""
    passed = _passed(kept.within(KEEP))
    terms = sorted(one.months for one in passed)
    told = "of immediate custody, one for each person and day (the longest, and consecutive ones added)"
    for name, value, unit, what in (
        ("custody_months_median", quantile(terms, 0.5), "months", f"Median term {told}."),
        (
            "custody_years_total",
            round(sum(terms) / 12, 2) if terms else None,
            "years",
            f"Sum of the terms {told}: years passed, not years served, and no average.",
        ),
    ):
        basis = Basis.UNKNOWN if value is None else Basis.EVENTS
        made.add(Figure(name, value, unit, what, basis, of=len(terms)), IMMEDIATE)
    return _compare(passed, GUIDELINE_S if split_s is None else split_s)


def _passed(entries: pa.Table) -> list[_Passed]:
    """The term of each person and day: the longest, and on top those that run one after another."""
    days: dict[tuple[str, int], _Passed] = {}
    columns = [entries[name].to_pylist() for name in _ROW]
    for time_s, person, months, run, stage, role, plea_stage in zip(*columns, strict=True):
        one = days.setdefault((person, time_s // DAY_S), _Passed(time_s, role, plea_stage))
        if run == "consecutive":
            one.on_top += months
        else:
            one.longest = max(one.longest, months)
        if stage is not None:
            one.own_stage = max(one.own_stage or stage, stage)
    return list(days.values())


def _compare(passed: Sequence[_Passed], split_s: int) -> SentenceComparison | None:
    groups: dict[tuple[str, str, bool], list[float]] = defaultdict(list)
    for one in passed:
        key = (one.role or NOT_STATED, one.stage or NOT_STATED, one.at_s >= split_s)
        groups[key].append(one.months)
    sides = {after for _, _, after in groups}
    if sides != {False, True}:
        return None
    made = tuple(Group(*key, tuple(sorted(months))) for key, months in sorted(groups.items()))
    return SentenceComparison(split_s, made, _confounders(made, split_s))


def _confounders(groups: Sequence[Group], split_s: int) -> tuple[str, ...]:
    """What else differs between the two sides, so that a difference has no single cause."""
    said = [
        f"Mix of {what}: before {_mix(groups, what, after=False)}; after {_mix(groups, what, after=True)}."
        for what in ("role", "plea_stage")
    ]
    if split_s != GUIDELINE_S:
        said.append(
            "The drug supply guideline of 1 April 2021 changed how role and quantity weigh; the date asked "
            "for is another, so both sides may hold sentences under either guideline."
        )
    else:
        said.append(
            "The date is that of the drug supply guideline itself: practice and guideline change at once."
        )
    alike = {(g.role, g.plea_stage) for g in groups if not g.after} & {
        (g.role, g.plea_stage) for g in groups if g.after
    }
    known = sum(1 for pair in alike if NOT_STATED not in pair)
    said.append(
        f"{known} groups of known role and plea stage stand on both sides; only these compare like with "
        "like. Quantity, harm and previous convictions are not in the ledger."
    )
    return tuple(said)


def _mix(groups: Sequence[Group], what: str, *, after: bool) -> str:
    counted = Counter[str]()
    for group in groups:
        if group.after is after:
            counted[getattr(group, what)] += len(group.months)
    return ", ".join(f"{n} {name}" for name, n in sorted(counted.items()))
