"""Work: how long a line took from one step to the next, from referral to charge.

A step of a line is its first entry of that kind. Counted are lines whose first charge lies in the period;
a step that was not entered, or comes after the next, has no time. Days, as both times may be days alone.
"""

from itertools import pairwise

import pyarrow as pa

from lineholder.model.outcomes import Basis, Figure
from lineholder.model.question import Question
from lineholder.outcomes.kept import Kept
from lineholder.outcomes.made import Made
from lineholder.outcomes.spread import quantile

STEPS = ("referral", "profile", "attribution", "advice", "arrest", "charge")
FIRSTS = """
    counted AS (
        SELECT step, line, time_s, ingest, sheet, row, MAX(CASE WHEN step = 'charge' THEN time_s END)
                OVER (PARTITION BY line) AS charged_s
        FROM (
            SELECT line, time_s, ingest, sheet, row,
                CASE WHEN kind = 'milestone' THEN what ELSE kind END AS step,
                row_number() OVER (
                    PARTITION BY line, CASE WHEN kind = 'milestone' THEN what ELSE kind END
                    ORDER BY time_s, ingest, sheet, row) AS nth
            FROM events WHERE line IS NOT NULL AND kind IN ('milestone', 'arrest', 'charge')
        ) AS steps WHERE nth = 1
    )
"""
CHARGED = "charged_s >= $from_s AND charged_s < $to_s"
KEEP = Question(
    "steps of lines",
    f"""
    WITH {FIRSTS} SELECT charged_s AS time_s,
        {", ".join(f"MAX(CASE WHEN step = '{s}' THEN counted.time_s END) AS {s}" for s in STEPS)}
    FROM counted WHERE charged_s IS NOT NULL GROUP BY line, charged_s ORDER BY charged_s, line
    """,  # noqa: S608
)
DAY_S = 86400


def add(made: Made, kept: Kept) -> None:
    """Median days of each step, and of the whole way from referral to charge."""
    charged = kept.within(KEEP)
    at = {step: charged[step].cast(pa.float64()).to_numpy() for step in STEPS}
    ways = [*pairwise(STEPS), (STEPS[0], STEPS[-1])]
    for start, end in ways:
        days = (at[end] - at[start]) / DAY_S  # not a number where a step was not entered
        days = days[days >= 0]
        value = quantile(days, 0.5)
        figure = Figure(
            f"days_{start}_to_{end}_median",
            value,
            "days",
            f"Median days from a line's first {start} to its first {end}, of lines first charged in the "
            "period for which both were entered in this order.",
            Basis.UNKNOWN if value is None else Basis.EVENTS,
            of=len(days),
        )
        made.add(figure, f"step IN ('{start}', '{end}') AND {CHARGED}", FIRSTS)
