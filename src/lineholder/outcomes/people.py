"""People: the role and the side of 18 of those charged, as the entries state them.

A person is counted once. What a charge states goes before what other entries of the person state, and the
later before the earlier. Whoever no entry says it of stands in no row and is counted as unknown: age and
role are never worked out from anything else.
"""

from collections import Counter

import pyarrow as pa

from lineholder.model.outcomes import Basis, Breakdown, Figure
from lineholder.model.question import Question
from lineholder.outcomes.kept import Kept, said
from lineholder.outcomes.made import Made
from lineholder.outcomes.spread import share

STATED = """
    charged AS (
        SELECT person FROM events
        WHERE kind = 'charge' AND person IS NOT NULL AND time_s >= $from_s AND time_s < $to_s
        GROUP BY person
    ),
    counted AS (
        SELECT * FROM (
            SELECT c.person, e.{column} AS said, e.ingest, e.sheet, e.row, row_number() OVER (
                PARTITION BY c.person
                ORDER BY CASE WHEN e.kind = 'charge' THEN 0 ELSE 1 END, e.time_s DESC, e.{column},
                    e.ingest, e.sheet, e.row) AS nth
            FROM charged AS c JOIN events AS e ON e.person = c.person WHERE e.{column} IS NOT NULL
        ) AS told WHERE nth = 1
    )
"""
OF_PERSON = """
    SELECT person, {column} AS said FROM (
        SELECT person, {column}, row_number() OVER (
            PARTITION BY person
            ORDER BY CASE WHEN kind = 'charge' THEN 0 ELSE 1 END, time_s DESC, {column}, ingest, sheet, row
        ) AS nth
        FROM events WHERE {column} IS NOT NULL AND person IS NOT NULL
    ) AS told WHERE nth = 1
"""
KEEP = Question(
    "people charged",
    f"""
    SELECT c.time_s, c.person, r.said AS role, a.said AS age
    FROM (SELECT DISTINCT time_s, person FROM events WHERE kind = 'charge' AND person IS NOT NULL) AS c
    LEFT JOIN ({OF_PERSON.format(column="role")}) AS r ON c.person = r.person
    LEFT JOIN ({OF_PERSON.format(column="age")}) AS a ON c.person = a.person
    ORDER BY c.time_s, c.person
    """,  # noqa: S608
)
ADULT = 18


def add(made: Made, kept: Kept) -> None:
    """Roles of the people charged, and the share of them that is under 18."""
    people = int(made.value("people_charged") or 0)
    charged = kept.within(KEEP)
    roles = _said(charged, "role")
    breakdown = Breakdown(
        "roles_charged",
        "people",
        "People charged in the period by the role that their entries state.",
        (),
        people - sum(roles.values()),
    )
    rows = [(str(role), n, {"said": str(role)}) for role, n in roles.items()]
    made.break_down(breakdown, rows, "said = $said", STATED.format(column="role"))
    ages = _said(charged, "age")
    known = sum(ages.values())
    value = share(sum(n for age, n in ages.items() if int(str(age)) < ADULT), known)
    figure = Figure(
        "under_18_charged",
        value,
        "share",
        "Of the people charged in the period whose age an entry states, the share that is under 18.",
        Basis.UNKNOWN if value is None else Basis.EVENTS,
        of=known,
    )
    made.add(figure, f"said < {ADULT}", STATED.format(column="age"))


def _said(charged: pa.Table, column: str) -> dict[str | int, int]:
    """How many different people each thing is said of, the most first."""
    once = (
        charged.select(["person", column]).drop_null().group_by(["person", column]).aggregate([])
    )
    found = Counter(said(once, column))
    return dict(sorted(found.items(), key=lambda told: (-told[1], told[0])))
