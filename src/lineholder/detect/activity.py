"""Activity: when a line's numbers are used, and with whom, as its page shows it. Nothing is scored.

Blind to: app traffic; the end of a contact whose return is not held counts as seen from the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lineholder.detect.relays import IS_CUSTOMER, IS_WORKER, MIN_RELAYS
from lineholder.detect.signal import among, strings
from lineholder.maths import localtime
from lineholder.model.lines import Day
from lineholder.model.question import Question

HOURS = """
    SELECT kind, CASE WHEN to_number IN ({numbers}) THEN 1 ELSE 0 END AS inbound,
           start_s // 3600 AS hour, COUNT(*) AS n
    FROM communications
    WHERE (from_number IN ({numbers}) OR to_number IN ({numbers}))
      AND NOT (from_number IN ({numbers}) AND to_number IN ({numbers}))
    GROUP BY kind, CASE WHEN to_number IN ({numbers}) THEN 1 ELSE 0 END, start_s // 3600
"""
OTHERS = f"""
    SELECT other, n_in + calls_out + texts_out AS contacts, days, relays, mirrors, first_s, last_s,
           CASE WHEN {IS_WORKER} THEN 1 ELSE 0 END AS worker,
           CASE WHEN {IS_CUSTOMER} THEN 1 ELSE 0 END AS customer
    FROM relays ORDER BY n_in + calls_out + texts_out DESC, other
"""  # noqa: S608 - names of ours
CUSTOMERS = f"SELECT line, COUNT(*) AS customers FROM relays WHERE {IS_CUSTOMER} GROUP BY line"  # noqa: S608
BETWEEN = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind IN ('call', 'text') AND start_s >= $since_s AND start_s < $until_s
      AND ((subject IN ({numbers}) AND other_party NOT IN ({numbers}))
           OR (subject NOT IN ({numbers}) AND other_party IN ({numbers})))
"""
IN_HOURS = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind IN ('call', 'text') AND start_s // 3600 IN ({hours})
      AND ((subject IN ({numbers}) AND other_party NOT IN ({numbers}))
           OR (subject NOT IN ({numbers}) AND other_party IN ({numbers})))
"""
WITH_OTHER = """
    SELECT ingest, sheet, row FROM observations
    WHERE (subject IN ({numbers}) AND other_party = $other)
       OR (subject = $other AND other_party IN ({numbers}))
"""


def ask_hours(numbers: Sequence[str]) -> Question:
    """Ask for communications of these numbers with others by hour, kind and way."""
    names, values = among("n", numbers)
    return Question("contacts by hour", HOURS.format(numbers=names), values)


def ask_others() -> Question:
    """Ask for everybody a line is in contact with, most first. Needs `relays` of this one line."""
    return Question("others", OTHERS, {"min_relays": MIN_RELAYS})


def ask_customers() -> Question:
    """Ask how many of `others` are customers, a line of `relays`: who has any."""
    return Question("customers of each line", CUSTOMERS, {"min_relays": MIN_RELAYS})


def rows_between(numbers: Sequence[str], since_s: int, until_s: int) -> Question:
    """Ask for the rows of contacts with others in [since_s, until_s), UTC epoch seconds."""
    names, values = among("n", numbers)
    span = {"since_s": since_s, "until_s": until_s}
    return Question("rows between two moments", BETWEEN.format(numbers=names), {**values, **span})


def rows_with(numbers: Sequence[str], other: str) -> Question:
    """Ask for the rows between these numbers and one other."""
    names, values = among("n", numbers)
    return Question(
        "rows with one other", WITH_OTHER.format(numbers=names), {**values, "other": other}
    )


def rows_in_hours(numbers: Sequence[str], hours: Sequence[int]) -> Question:
    """Ask for the rows of contacts with others that began in one of the hours since the epoch (UTC)."""
    names, values = among("n", numbers)
    sql = IN_HOURS.format(
        numbers=names, hours=", ".join(str(int(hour)) for hour in hours) or "NULL"
    )
    return Question("rows in some hours", sql, values)


def hours_at(answer: pa.Table, weekday: int, hour: int) -> list[int]:
    """The hours since the epoch that fall on this London weekday (0 Monday) and hour, of an answer."""
    local = localtime.london(_start_s(answer))
    at = (localtime.weekday(local) == weekday) & (localtime.hour(local) == hour)
    return sorted(set(_whole(answer, "hour")[at].tolist()))


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody that a line is in contact with.

    `is_worker`: orders are passed on to it, twice as often as chance gives, on two days or more.
    `is_customer`: it makes contact on two days or more, and is no worker.
    """

    number: str
    contacts: int
    days: int
    relays: int
    mirrors: int
    first_s: int
    last_s: int
    is_worker: bool
    is_customer: bool


def others(answer: pa.Table) -> tuple[Other, ...]:
    """Everybody that a line is in contact with, most first."""
    names = ("contacts", "days", "relays", "mirrors", "first_s", "last_s")
    is_one = (_whole(answer, "worker") == 1, _whole(answer, "customer") == 1)
    figures = (*(_whole(answer, name) for name in names), *is_one)
    rows = zip(strings(answer, "other"), *(figure.tolist() for figure in figures), strict=True)
    return tuple(Other(*row) for row in rows)


def days(answer: pa.Table) -> tuple[Day, ...]:
    """Every London day from first to last use, also those without any contact."""
    if answer.num_rows == 0:
        return ()
    local = localtime.london(_start_s(answer)) // localtime.DAY_S
    first, last = int(local.min()), int(local.max())
    counts = np.zeros((last - first + 1, 4), dtype=np.int64)
    way = np.where(np.array(strings(answer, "kind")) == "call", 0, 2) + (
        1 - _whole(answer, "inbound")
    )
    np.add.at(counts, (local - first, way), _whole(answer, "n"))
    names = localtime.day_names((first + np.arange(len(counts))) * localtime.DAY_S)
    return tuple(
        Day(name, calls_in=c[0], calls_out=c[1], texts_in=c[2], texts_out=c[3])
        for name, c in zip(names, counts.tolist(), strict=True)
    )


def heat(answer: pa.Table) -> tuple[tuple[int, ...], ...]:
    """7 rows (Monday first) of 24 London hours: how many communications began in each."""
    counts = np.zeros((7, 24), dtype=np.int64)
    if answer.num_rows:
        local = localtime.london(_start_s(answer))
        np.add.at(counts, (localtime.weekday(local), localtime.hour(local)), _whole(answer, "n"))
    return tuple(tuple(row) for row in counts.tolist())


def _start_s(answer: pa.Table) -> localtime.Seconds:
    return _whole(answer, "hour") * 3600


def _whole(answer: pa.Table, name: str) -> localtime.Seconds:
    return np.asarray(answer[name].cast(pa.int64()).to_numpy(), dtype=np.int64)
