"""Work: how long a line took from one step to the next, from referral to charge.

A step of a line is its first entry of that kind. Counted are lines whose first charge lies in the period;
a step that was not entered, or comes after the next, has no time. Days, as both times may be days alone.
"""

from itertools import pairwise

from lineholder.model.outcomes import Basis, Figure
from lineholder.model.question import Asker, Question
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
FIRST = f"WITH {FIRSTS} SELECT step, line, time_s FROM counted WHERE {CHARGED}"  # noqa: S608
DAY_S = 86400


def add(made: Made, asker: Asker) -> None:
    """Median days of each step, and of the whole way from referral to charge."""
    answer = asker.answer(Question("steps of lines", FIRST, made.values)).table
    at: dict[str, dict[str, int]] = {step: {} for step in STEPS}
    for row in answer.to_pylist():
        at[row["step"]][row["line"]] = row["time_s"]
    ways = [*pairwise(STEPS), (STEPS[0], STEPS[-1])]
    for start, end in ways:
        days = sorted(
            (at[end][line] - at[start][line]) / DAY_S
            for line in at[start].keys() & at[end].keys()
            if at[end][line] >= at[start][line]
        )
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
