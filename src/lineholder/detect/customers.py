"""Customers: many who contact the number again and again, briefly, and mostly on their own initiative.

Source: Metropolitan Police Commissioner, 2020: "hundreds of calls and text messages per day … a unique
    way of using phones"; the customer-day rule of the published drug-line algorithm (docs/methods).
Blind to: orders made in an app; customers seen only once; customers that were not in the holdings.
Also fires on: minicab offices and takeaways with regulars; their regulars come less often.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from lineholder.detect.signal import (
    Facts,
    Feature,
    Floats,
    Signal,
    among,
    column,
    saturating,
    share,
)
from lineholder.model.question import Question

CUSTOMERS = """
    WITH regular AS (
        SELECT line, other, days_in, n_in, calls_in, calls_out, texts_out, answers, talk_in_s,
               CASE WHEN days_in >= $regular_days THEN 1 ELSE 0 END AS again,
               CASE WHEN long_calls * 4 <= calls_in + calls_out AND (calls_out - answers) * 2 <= n_in
                    THEN 1 ELSE 0 END AS brief,
               CASE WHEN last_s - first_s < $week_s THEN $week_s ELSE last_s - first_s END AS known_s
        FROM relays WHERE n_in > 0
    ), kinds AS (
        SELECT line, other, days_in, n_in, calls_in, calls_out, answers, talk_in_s, again, known_s,
               CASE WHEN again = 1 AND brief = 1 AND days_in * $week_s >= 2 * known_s
                    THEN 1 ELSE 0 END AS steady
        FROM regular
    )
    SELECT line, COUNT(*) AS callers, SUM(again) AS regulars,
           SUM(CASE WHEN days_in >= 2 THEN 1 ELSE 0 END) AS customers,
           SUM(CASE WHEN days_in = 1 THEN 1 ELSE 0 END) AS once,
           SUM(CASE WHEN again = 1 THEN days_in ELSE 0 END) AS visit_days,
           SUM(CASE WHEN again = 1 THEN known_s ELSE 0 END) AS known_s,
           SUM(steady) AS steady, SUM(CASE WHEN steady = 1 THEN n_in ELSE 0 END) AS steady_in,
           SUM(n_in) AS n_in, SUM(calls_in) AS calls_in, SUM(talk_in_s) AS talk_in_s,
           SUM(CASE WHEN again = 1 THEN n_in ELSE 0 END) AS regular_in,
           SUM(CASE WHEN again = 1 THEN calls_in ELSE 0 END) AS regular_calls_in,
           SUM(CASE WHEN again = 1 THEN calls_out ELSE 0 END) AS regular_calls_out,
           SUM(CASE WHEN again = 1 THEN answers ELSE 0 END) AS regular_answers
    FROM kinds GROUP BY line ORDER BY line
"""
CALLS = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind IN ('call', 'text')
      AND ((other_party IN ({numbers}) AND subject NOT IN ({numbers}) AND direction = 'out')
           OR (subject IN ({numbers}) AND other_party NOT IN ({numbers}) AND direction = 'in'))
"""
WEEK_S = 604800
REGULAR_DAYS = 3  # contact on so many days makes a regular


def ask() -> Question:
    """Ask, for each candidate, for its callers, its regulars and how they make contact."""
    return Question("customers", CUSTOMERS, {"regular_days": REGULAR_DAYS, "week_s": WEEK_S})


def judge(answer: pa.Table) -> tuple[Floats, ...]:
    """The features of SIGNAL.

    visits a week: contact days a week of the mean regular, 7 is 1; contacts a visit: how often it makes
    contact on such a day, 1 is 0; customer starts: share of calls with regulars that the regular began
    (a call back within ten minutes counts as the customer's); short talk: 1/2 at a mean of a minute;
    steady: those who make contact on two days a week or more, are called at most half as often as they make
    contact, and talk for three minutes or more in a quarter of the calls at most; their share of those who
    make contact, and of the contacts.
    """
    regulars, calls_in = column(answer, "regulars"), column(answer, "regular_calls_in")
    began_here = column(answer, "regular_calls_out") - column(answer, "regular_answers")
    visits = column(answer, "visit_days")
    a_visit = share(column(answer, "regular_in"), visits)
    talk_s = share(column(answer, "talk_in_s"), column(answer, "calls_in"))
    return (
        saturating(regulars, 12.0),
        share(regulars, column(answer, "callers")),
        np.minimum(share(visits, column(answer, "known_s") / WEEK_S), 7) / 7,
        (a_visit - 1) / a_visit,
        share(calls_in, calls_in + np.maximum(began_here, 0)),
        60 / (60 + talk_s),
        saturating(column(answer, "steady"), 8.0),
        share(column(answer, "steady"), column(answer, "callers")),
        share(column(answer, "steady_in"), column(answer, "n_in")),
    )


def sentence(facts: Facts) -> str:
    """The finding in words that a jury understands."""
    callers, regulars = facts["callers"], facts["regulars"]
    if not regulars:
        if callers == 1:
            return "One number makes contact with it, not on three days or more."
        return f"{callers} numbers make contact with it, none of them on three days or more."
    a_week = facts["visit_days"] / (facts["known_s"] / WEEK_S)
    often = f"so on three days or more, on {a_week:.1f} days a week"
    if callers == 1:
        return f"The one number that makes contact with it does {often}."
    return (
        f"{regulars} of the {callers} numbers that make contact with it "
        f"{'does' if regulars == 1 else 'do'} {often}{'' if regulars == 1 else ' each'}."
    )


def cite(numbers: Sequence[str], _facts: Facts) -> Question:
    """Ask for the rows of all contacts that others made with these numbers, from either end's return.

    A caller who hides the number is not counted, and so not cited.
    """
    names, values = among("n", numbers)
    return Question("contacts made", CALLS.format(numbers=names), values)


SIGNAL = Signal(
    name="customers",
    features=(
        Feature("regulars", 1),
        Feature("regular share", 1),
        Feature("visits a week", 1),
        Feature("contacts a visit", 1),
        Feature("customer starts", 1),
        Feature("short talk", 1),
        Feature("steady", 1),
        Feature("steady share", 1),
        Feature("steady contacts", 1),
    ),
    own_return=False,
    ask=ask,
    judge=judge,
    value="regulars",
    sentence=sentence,
    absent="Nobody makes contact with it.",
    cite=cite,
)
