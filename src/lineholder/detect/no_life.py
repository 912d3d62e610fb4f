"""No life: no close contacts that talk at length both ways, no data, no rest.

Source: "no family/work contacts, no data apps, no night rest pattern" (docs/methods/no_life.md).
Blind to: a holder who uses the line for his own life; data and rest where its own return is missing.
Also fires on: office phones.
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

LIFE = """
    WITH close AS (
        SELECT line,
               SUM(CASE WHEN long_calls >= 2 AND n_in >= 2 AND calls_out + texts_out >= 2
                        THEN 1 ELSE 0 END) AS close,
               SUM(CASE WHEN days >= 3 THEN 1 ELSE 0 END) AS known,
               SUM(long_calls) AS long_calls, SUM(calls_in + calls_out) AS calls
        FROM relays GROUP BY line
    ), seen AS (
        SELECT k.line, COUNT(*) AS records,
               SUM(CASE WHEN o.kind = 'data' THEN 1 ELSE 0 END) AS data,
               COUNT(DISTINCT o.start_s // 86400) AS days
        FROM observations o JOIN candidates k ON o.subject = k.number
             LEFT JOIN candidates own ON own.number = o.other_party AND own.line = k.line
        WHERE own.line IS NULL GROUP BY k.line
    ), times AS (
        SELECT k.line, m.start_s % 86400 // 3600 AS hour, (m.start_s // 86400 + 3) % 7 AS weekday,
               m.start_s // 86400 AS day
        FROM communications m JOIN candidates k ON m.to_number = k.number
             LEFT JOIN candidates own ON own.number = m.from_number AND own.line = k.line
        WHERE own.line IS NULL
    ), hours AS (
        SELECT line, COUNT(*) AS n_in, SUM(CASE WHEN hour BETWEEN 1 AND 5 THEN 1 ELSE 0 END) AS night,
               SUM(CASE WHEN weekday >= 5 THEN 1 ELSE 0 END) AS weekend,
               COUNT(DISTINCT day) AS days
        FROM times GROUP BY line
    )
    SELECT c.line, c.close, c.known, c.long_calls, c.calls, s.records, s.data, s.days,
           h.n_in, h.weekend, h.night, h.days AS days_in
    FROM close c LEFT JOIN seen s ON s.line = c.line LEFT JOIN hours h ON h.line = c.line
    ORDER BY c.line
"""

CONTACTS = """
    SELECT ingest, sheet, row FROM observations
    WHERE (subject IN ({numbers}) AND (other_party IS NULL OR other_party NOT IN ({numbers})))
       OR (other_party IN ({numbers}) AND subject NOT IN ({numbers}))
"""
NIGHT_SHARE = 5 / 24  # of a day: what the five hours from 01:00 would get without any rest


def ask() -> Question:
    """Ask for each candidate's close contacts, long calls, data sessions, nights and weekends.

    What two numbers of one line have with each other is nobody's life and does not count.
    """
    return Question("no life", LIFE)


def judge(answer: pa.Table) -> tuple[Floats, ...]:
    """The features of SIGNAL: they count life, so most speak against a line.

    data: sessions a day of its own return, NaN where there is none; weekdays only: 1 where nobody makes
    contact at weekends, 0 where they do as often as on other days; no rest: contacts made from 01:00 to
    05:59 UTC as a share of what a phone without any rest would get.
    """
    n_in = column(answer, "n_in")
    return (
        saturating(column(answer, "close"), 2.0),
        np.sqrt(share(column(answer, "long_calls"), column(answer, "calls"))),
        saturating(share(column(answer, "data"), column(answer, "days")), 2.0),
        np.maximum(1 - share(column(answer, "weekend"), n_in) * 7 / 2, 0),
        np.minimum(share(column(answer, "night"), n_in) / NIGHT_SHARE, 1),
    )


def sentence(facts: Facts) -> str:
    """The finding in words that a jury understands."""
    close = facts["close"]
    return (
        f"{close or 'No'} number{'' if close == 1 else 's'} that it talks with at length in both "
        f"directions; {facts['long_calls']} of {facts['calls']} calls last three minutes or more."
    )


def cite(numbers: Sequence[str], _facts: Facts) -> Question:
    """Ask for every row of these numbers but those between two of them."""
    names, values = among("n", numbers)
    return Question("all rows", CONTACTS.format(numbers=names), values)


SIGNAL = Signal(
    name="no life",
    features=(
        Feature("close contacts", -1),
        Feature("long calls", -1),
        Feature("data", -1),
        Feature("weekdays only", -1),
        Feature("no rest", 1),
    ),
    own_return=False,
    ask=ask,
    judge=judge,
    value="close",
    sentence=sentence,
    absent="It is in contact with nobody.",
    cite=cite,
)
