"""Around: who is in contact with a line and its workers, how, and with whom else; the chain's questions.

A customer's contact with the line is followed by an order to a worker; a contact of command is not. What
follows within FOLLOWED_S counts; repeated contacts within that time are one.

Source: dispatch relays (docs/methods/dispatch.md), asked of each contact instead of each worker.
Blind to: what is said in an app or face to face.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import pyarrow as pa

from lineholder.model.question import Asker, Question

FOLLOWED_S = 600
IDLE = 0.15  # share of other contacts that an order happens to follow
MOST_ORDER, LEAST_ORDER = 4.0, -6.0  # natural log of the LR: beyond, no more is said

WITH_CREW = """
    WITH sides AS (
        SELECT c.person, m.to_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN crew c ON c.number = m.from_number
        UNION ALL
        SELECT c.person, m.from_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN crew c ON c.number = m.to_number
    )
    SELECT COALESCE(a.name, s.other) AS name, COUNT(DISTINCT s.person) AS persons,
           COUNT(*) AS contacts, COUNT(DISTINCT s.day) AS days
    FROM sides s LEFT JOIN alias a ON a.number = s.other
         LEFT JOIN crew c ON c.number = s.other LEFT JOIN barred b ON b.number = s.other
    WHERE c.number IS NULL AND b.number IS NULL
    GROUP BY COALESCE(a.name, s.other)
"""
WITH_LINE = """
    WITH events AS (
        SELECT m.from_number AS other, 1 AS inbound, m.start_s
        FROM communications m JOIN candidates k ON k.number = m.to_number
        UNION ALL
        SELECT m.to_number AS other, 0 AS inbound, m.start_s
        FROM communications m JOIN candidates k ON k.number = m.from_number
    ), named AS (
        SELECT COALESCE(a.name, e.other) AS name, e.inbound, e.start_s,
               CASE WHEN c.number IS NULL THEN 0 ELSE 1 END AS worker,
               CASE WHEN b.number IS NULL THEN 0 ELSE 1 END AS barred
        FROM events e LEFT JOIN alias a ON a.number = e.other
             LEFT JOIN crew c ON c.number = e.other LEFT JOIN barred b ON b.number = e.other
    ), timed AS (
        SELECT name, inbound, start_s, worker, barred,
               MIN(CASE WHEN worker = 1 AND inbound = 0 THEN start_s END) OVER (
                   ORDER BY start_s, inbound, name
                   ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_s,
               LAG(start_s) OVER (PARTITION BY name, inbound ORDER BY start_s) AS before_s
        FROM named
    ), visits AS (
        SELECT name,
               CASE WHEN inbound = 1 AND (before_s IS NULL OR start_s - before_s > $within_s)
                    THEN 1 ELSE 0 END AS visit,
               CASE WHEN next_s - start_s <= $within_s THEN 1 ELSE 0 END AS followed
        FROM timed WHERE worker = 0 AND barred = 0
    )
    SELECT name, COUNT(*) AS contacts, SUM(visit) AS visits, SUM(visit * followed) AS followed
    FROM visits GROUP BY name
"""
TIES = """
    WITH numbers AS (
        SELECT s.name, COALESCE(a.number, s.name) AS number
        FROM asked s LEFT JOIN alias a ON a.name = s.name
    ), sides AS (
        SELECT n.name, m.to_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN numbers n ON n.number = m.from_number
        UNION ALL
        SELECT n.name, m.from_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN numbers n ON n.number = m.to_number
    )
    SELECT s.name, COALESCE(a.name, s.other) AS other, COUNT(DISTINCT s.day) AS days,
           MAX(CASE WHEN c.number IS NULL THEN 0 ELSE 1 END) AS served
    FROM sides s LEFT JOIN alias a ON a.number = s.other
         LEFT JOIN customers c ON c.number = s.other
    WHERE COALESCE(a.name, s.other) <> s.name
    GROUP BY s.name, COALESCE(a.name, s.other)
"""


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody around a line: contacts with workers (`persons` of them, on `days`) and with the line.

    `visits` are contacts to the line, of which an order `followed`; `days_with` everybody else in contact,
    of whom `served` are the line's customers.
    """

    name: str
    persons: int
    contacts: int
    days: int
    visits: int
    followed: int
    days_with: dict[str, int]
    served: int

    @property
    def sells(self) -> bool:
        """Whether it is in contact with so many customers that it is a line's phone or a dealer's."""
        return self.served >= 5 and self.served >= 0.4 * len(self.days_with)

    def no_order(self, usual: float) -> float:
        """Natural log of the LR that its contacts to the line are no orders; `usual` share is followed."""
        share = min(max(usual, 0.05), 0.97)
        if share <= IDLE:
            return 0.0
        said = self.followed * log(IDLE / share)
        said += (self.visits - self.followed) * log((1 - IDLE) / (1 - share))
        return min(max(said, LEAST_ORDER), MOST_ORDER)


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody around a line, by name; `usual` is the share of contacts to it that an order follows."""

    people: dict[str, Around]
    usual: float

    def tie(self, one: str, other: str) -> int:
        """Days on which these two were in contact."""
        return self.people[one].days_with.get(other, 0) if one in self.people else 0


def find(asker: Asker, named: frozenset[str], tables: Mapping[str, pa.Table]) -> Circle:
    """Who is around the line, `named` included; `candidates` and `customers` are held.

    `tables` are `crew` (number, person), `alias` (number, name) and `barred` (number): who is no candidate.
    """
    with_crew = _by_name(asker, Question("contacts of workers", WITH_CREW), tables)
    asked = Question("contacts of the line", WITH_LINE, {"within_s": FOLLOWED_S})
    with_line = _by_name(asker, asked, tables)
    names = sorted({*with_crew, *with_line, *named})
    given = {**tables, "asked": pa.table({"name": pa.array(names, pa.string())})}
    days_with: dict[str, dict[str, int]] = {name: {} for name in names}
    served = dict.fromkeys(names, 0)
    for row in asker.answer(Question("contacts of those around", TIES), given).table.to_pylist():
        days_with[row["name"]][row["other"]] = row["days"]
        served[row["name"]] += row["served"]
    none = {"persons": 0, "contacts": 0, "days": 0, "visits": 0, "followed": 0}
    people = {}
    for name in names:
        row = {**none, **with_line.get(name, {}), "contacts": 0, **with_crew.get(name, {})}
        figures = {key: row[key] for key in none}
        people[name] = Around(name, **figures, days_with=days_with[name], served=served[name])
    visits = sum(one.visits for one in people.values())
    return Circle(people, sum(one.followed for one in people.values()) / max(visits, 1))


def _by_name(
    asker: Asker, question: Question, tables: Mapping[str, pa.Table]
) -> dict[str, dict[str, int]]:
    return {row["name"]: row for row in asker.answer(question, tables).table.to_pylist()}
