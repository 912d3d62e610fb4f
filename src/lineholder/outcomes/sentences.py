"""Sentences: immediate terms before and after a date, like with like, as distributions and not as a cause.

One term for each person and day: the longest of those that run beside each other, and on top those entered
as consecutive. A role or plea stage that the sentence does not state is taken from the person's other
entries. Two groups are like only where role and plea stage are the same and both are known.
Source: drug supply guideline in force from 1 April 2021 (role), reduction for a guilty plea (stage).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from lineholder.model.outcomes import Basis, Figure, Group, SentenceComparison
from lineholder.model.question import Asker, Question
from lineholder.outcomes.events import WITHIN
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
    ),
    terms AS (
        SELECT person, time_s // 86400 AS day, MIN(time_s) AS time_s, MAX(stage) AS stage,
            MAX(CASE WHEN coalesce(run, '') <> 'consecutive' THEN months ELSE 0 END)
                + SUM(CASE WHEN run = 'consecutive' THEN months ELSE 0 END) AS months
        FROM events
        WHERE kind = 'sentence' AND what = 'immediate' AND months IS NOT NULL AND person IS NOT NULL
            AND time_s >= $from_s AND time_s < $to_s
        GROUP BY person, time_s // 86400
    )
    SELECT t.time_s, t.months, r.role AS role, coalesce(t.stage, p.stage) AS stage
    FROM terms AS t LEFT JOIN roles AS r ON t.person = r.person LEFT JOIN pleas AS p ON t.person = p.person
    ORDER BY t.time_s, t.months, role, stage
"""
IMMEDIATE = f"""
    kind = 'sentence' AND what = 'immediate' AND months IS NOT NULL AND person IS NOT NULL AND {WITHIN}
"""


def add(made: Made, asker: Asker, split_s: int | None) -> SentenceComparison | None:
    """Median and total of immediate terms, and the comparison; None where a side has no term."""
    rows = asker.answer(Question("terms", TERMS, made.values)).table.to_pylist()
    terms = sorted(float(row["months"]) for row in rows)
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
    return _compare(rows, GUIDELINE_S if split_s is None else split_s)


def _compare(rows: Sequence[Mapping[str, object]], split_s: int) -> SentenceComparison | None:
    groups: dict[tuple[str, str, bool], list[float]] = defaultdict(list)
    for row in rows:
        after = int(str(row["time_s"])) >= split_s
        key = (str(row["role"] or NOT_STATED), str(row["stage"] or NOT_STATED), after)
        groups[key].append(float(str(row["months"])))
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
