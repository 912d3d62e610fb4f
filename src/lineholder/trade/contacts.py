"""Contacts: every communication of a line with others, as columns; and who the line called back.

Needs a table `workers` (other) besides the records: numbers that orders are passed on to. The customer
list is every number that one of the line's bulk texts went to: as many texts within minutes as a
broadcast has.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lineholder.maths import localtime
from lineholder.model.question import Question

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

BULK_S = 300  # seconds; a burst that lasts as long lies whole in one window of two
BULK_LEAST = 5  # numbers
UNKNOWN_S = -1

CONTACTS = """
    WITH texts AS (
        SELECT to_number, start_s // $bulk_s AS slot FROM communications
        WHERE from_number IN ({numbers}) AND kind = 'text' AND to_number NOT IN ({numbers})
    ), windows AS (
        SELECT to_number, slot FROM texts
        UNION ALL
        SELECT to_number, slot - 1 AS slot FROM texts
    ), bursts AS (
        SELECT slot FROM windows GROUP BY slot HAVING COUNT(DISTINCT to_number) >= $bulk_least
    ), listed AS (
        SELECT DISTINCT t.to_number AS other FROM texts t
        JOIN bursts b ON b.slot = t.slot OR b.slot = t.slot - 1
    ), contacts AS (
        SELECT CASE WHEN to_number IN ({numbers}) THEN from_number ELSE to_number END AS other,
               CASE WHEN to_number IN ({numbers}) THEN 1 ELSE 0 END AS inbound,
               CASE WHEN kind = 'call' THEN 1 ELSE 0 END AS is_call,
               start_s, COALESCE(duration_s, $unknown_s) AS duration_s
        FROM communications
        WHERE (from_number IN ({numbers}) OR to_number IN ({numbers}))
          AND NOT (from_number IN ({numbers}) AND to_number IN ({numbers}))
    )
    SELECT c.other, c.inbound, c.is_call, c.start_s, c.duration_s,
           CASE WHEN l.other IS NULL THEN 0 ELSE 1 END AS listed,
           CASE WHEN w.other IS NULL THEN 0 ELSE 1 END AS worker
    FROM contacts c
    LEFT JOIN listed l ON l.other = c.other
    LEFT JOIN workers w ON w.other = c.other
    ORDER BY c.start_s, c.other, c.inbound, c.is_call, c.duration_s
"""
BACK = """
    WITH callers AS (
        SELECT DISTINCT from_number AS other FROM communications
        WHERE to_number IN ({numbers}) AND from_number NOT IN ({numbers})
    )
    SELECT m.to_number AS other, m.start_s
    FROM communications m JOIN callers c ON c.other = m.to_number
    WHERE m.kind = 'call'
      AND (m.from_number IN ({numbers}) OR m.from_number IN (SELECT other FROM workers))
    ORDER BY m.start_s, m.to_number
"""
CITED = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind IN ('call', 'text')
      AND ((subject IN ({numbers}) AND other_party NOT IN ({numbers}))
           OR (subject NOT IN ({numbers}) AND other_party IN ({numbers})))
"""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Columns of one length, in order of time. `other` numbers the others from 0, `day` is the London day.

    `duration_s` is `UNKNOWN_S` where no record gives it. `back` and `back_s` are the calls that the line
    or a worker made to those others.
    """

    other: Whole
    is_inbound: Flags
    is_call: Flags
    start_s: Whole
    duration_s: Whole
    is_listed: Flags
    is_worker: Flags
    day: Whole
    back: Whole
    back_s: Whole


def ask(numbers: Sequence[str]) -> Question:
    """Ask for all communications of these numbers with others, in order of time. Needs `workers`."""
    names, values = _among(numbers)
    bound = {"bulk_s": BULK_S, "bulk_least": BULK_LEAST, "unknown_s": UNKNOWN_S}
    return Question("trade contacts", CONTACTS.format(numbers=names), {**values, **bound})


def ask_back(numbers: Sequence[str]) -> Question:
    """Ask for the calls by these numbers or by `workers` to those who contacted these numbers."""
    names, values = _among(numbers)
    return Question("calls back", BACK.format(numbers=names), values)


def cite(numbers: Sequence[str]) -> Question:
    """Ask for the rows of all communications of these numbers with others."""
    names, values = _among(numbers)
    return Question("contacts that quantity rests on", CITED.format(numbers=names), values)


def read(contacts: pa.Table, back: pa.Table) -> Contacts:
    """The answers to `ask` and `ask_back` as columns."""
    both = [*contacts["other"].to_pylist(), *back["other"].to_pylist()]
    _, ids = np.unique(np.array(both, dtype=np.str_), return_inverse=True)
    numbered = ids.astype(np.int64)
    start_s = _whole(contacts, "start_s")
    return Contacts(
        other=numbered[: contacts.num_rows],
        is_inbound=_whole(contacts, "inbound") == 1,
        is_call=_whole(contacts, "is_call") == 1,
        start_s=start_s,
        duration_s=_whole(contacts, "duration_s"),
        is_listed=_whole(contacts, "listed") == 1,
        is_worker=_whole(contacts, "worker") == 1,
        day=localtime.london(start_s) // localtime.DAY_S,
        back=numbered[contacts.num_rows :],
        back_s=_whole(back, "start_s"),
    )


def pairs(one: Whole, two: Whole) -> int:
    """How many different pairs there are."""
    return len(np.unique(np.stack([one, two], axis=1), axis=0)) if len(one) else 0


def _among(numbers: Sequence[str]) -> tuple[str, dict[str, str]]:
    values = {f"n{i}": number for i, number in enumerate(numbers)}
    return ", ".join(f"${key}" for key in values), values


def _whole(answer: pa.Table, name: str) -> Whole:
    return np.asarray(answer[name].cast(pa.int64()).to_numpy(), dtype=np.int64)
