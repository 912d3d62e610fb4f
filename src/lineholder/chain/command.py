"""Command: who runs those who serve, and who is above without serving or being served.

Who runs the workers is in contact with most of them on most days. Who is above is in contact with that
person day by day, with the workers seldom but with several of them, and has a life of his own. Call
direction is not looked at: lieutenants receive more than they send.

Source: prior of 0.2 that the head is not in the records, after Calderoni and Superchi 2019 (one leader in
    five was absent from wiretaps); logistic weights from synthetic counties.
Blind to: a head who meets his people or uses an app; friends of the crew who ring several of its work
    numbers; who commands where nobody's records but the line's are held.
"""

from dataclasses import dataclass
from math import log1p

import pyarrow as pa

from lineholder.chain.odds import Weight, parts
from lineholder.model.question import Question

NOT_VISIBLE = 0.2  # prior
HEAD_PRIOR = -5.6  # log-odds of one candidate being the head, at the centres below
WEIGHTS = {
    "with whoever runs it": Weight(0.5, 2.0),  # log of 1 + days of contact with that person
    "several workers": Weight(0.9, 1.0),  # workers in contact with, at most MOST_WORKERS
    "workers seldom": Weight(-2.3, -0.5),  # log of days with workers over days with that person
    "own life": Weight(1.3, 0.0),  # log of 1 + contacts outside the line
    "beside the line": Weight(0.7, 0.0),  # share of hours in the line phone's area
    "orders": Weight(-1.8, 0.0),  # log of 1 + its contacts to the line: a customer's trait
    "carried the line": Weight(3.0, 0.0),  # by attribution: share of time, times its posterior
}
# where nobody is seen to run the workers: a holder keeps the line by him
CARRIER_IS_HEAD = 0.95
SEEN_RUNNING = (
    10  # contacts with workers at which somebody is as likely as not the one who runs them
)
SELDOM = -1.5  # seldomer says no more: a stray call is no command
MOST_WORKERS = 4
MOST_ORDERS = 3  # who contacts the line so often is one of those served

ABOVE = """
    WITH sides AS (
        SELECT c.person, m.to_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN crew c ON c.number = m.from_number
        UNION ALL
        SELECT c.person, m.from_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN crew c ON c.number = m.to_number
    ), named AS (
        SELECT s.person, COALESCE(a.name, s.other) AS name, s.day
        FROM sides s LEFT JOIN alias a ON a.number = s.other
             LEFT JOIN crew c ON c.number = s.other LEFT JOIN candidates k ON k.number = s.other
        WHERE c.number IS NULL AND k.number IS NULL
    ), orders AS (
        SELECT COALESCE(a.name, r.other) AS name, SUM(r.n_in) AS n_in
        FROM relays r LEFT JOIN alias a ON a.number = r.other GROUP BY COALESCE(a.name, r.other)
    )
    SELECT n.name, COUNT(DISTINCT n.person) AS persons, COUNT(*) AS contacts,
           COUNT(DISTINCT n.day) AS days, COALESCE(MAX(o.n_in), 0) AS n_in
    FROM named n LEFT JOIN orders o ON o.name = n.name
    GROUP BY n.name
"""
AMONG = """
    WITH numbers AS (
        SELECT u.name, COALESCE(a.number, u.name) AS number
        FROM above u LEFT JOIN alias a ON a.name = u.name
    ), sides AS (
        SELECT n.name, m.to_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN numbers n ON n.number = m.from_number
        UNION ALL
        SELECT n.name, m.from_number AS other, m.start_s // 86400 AS day
        FROM communications m JOIN numbers n ON n.number = m.to_number
    )
    SELECT s.name, COALESCE(a.name, s.other) AS other, COUNT(DISTINCT s.day) AS days,
           MAX(CASE WHEN c.number IS NULL AND k.number IS NULL THEN 0 ELSE 1 END) AS inside
    FROM sides s LEFT JOIN alias a ON a.number = s.other
         LEFT JOIN crew c ON c.number = s.other LEFT JOIN candidates k ON k.number = s.other
    WHERE COALESCE(a.name, s.other) <> s.name
    GROUP BY s.name, COALESCE(a.name, s.other)
"""


@dataclass(frozen=True, slots=True)
class Above:
    """Somebody in contact with those who serve: `persons` of them, on `days`, in `contacts`."""

    name: str
    persons: int
    contacts: int
    days: int
    n_in: int

    @property
    def weight(self) -> float:
        """How much of the crew this person has to do with: workers times the log of contacts."""
        return self.persons * log1p(self.contacts)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the head, and what each figure says of it in natural log-odds."""

    above: Above
    with_chief: int
    outside: int
    says: dict[str, float]

    @property
    def log_odds(self) -> float:
        """The prior and all figures together."""
        return HEAD_PRIOR + sum(self.says.values())


def above() -> Question:
    """Ask who is in contact with the crew; needs `crew`, `candidates`, `alias`; held as `above`."""
    return Question("above", ABOVE)


def among() -> Question:
    """Ask with whom those above are in contact, and on how many days."""
    return Question("contacts of those above", AMONG)


def not_served(answer: pa.Table) -> tuple[Above, ...]:
    """Those above who do not order from the line, by name."""
    found = [Above(**row) for row in answer.to_pylist() if row["n_in"] < MOST_ORDERS]
    return tuple(sorted(found, key=lambda one: one.name))


def chief(found: tuple[Above, ...]) -> Above | None:
    """Who runs those who serve: with most of them, most often; None where nobody is with any twice."""
    best = max(found, key=lambda one: (one.weight, one.name), default=None)
    return best if best and best.contacts >= 2 else None


def runs(one: Above | None) -> float:
    """Probability that somebody is seen to run the workers: half at SEEN_RUNNING contacts with two."""
    if one is None or one.persons < 2:
        return 0.0
    return one.contacts**2 / (one.contacts**2 + SEEN_RUNNING**2)


def candidates(
    found: tuple[Above, ...],
    runs_it: Above,
    ties: pa.Table,
    beside: dict[str, float],
    carried: dict[str, float],
) -> tuple[Candidate, ...]:
    """Everybody but the chief as a head. `beside` and `carried` are shares of time, by name."""
    days: dict[tuple[str, str], int] = {}
    outside: dict[str, int] = {}
    for row in ties.to_pylist():
        days[row["name"], row["other"]] = row["days"]
        outside[row["name"]] = outside.get(row["name"], 0) + (1 - row["inside"])
    result = []
    for one in found:
        if one.name == runs_it.name:
            continue
        together = days.get((one.name, runs_it.name), 0)
        own = max(outside.get(one.name, 0) - (1 if together else 0), 0)
        figures = {
            "with whoever runs it": log1p(together),
            "several workers": min(one.persons, MOST_WORKERS),
            "workers seldom": max(log1p(one.days) - log1p(together), SELDOM),
            "own life": log1p(own),
            "beside the line": beside.get(one.name, 0.0),
            "orders": log1p(one.n_in),
            "carried the line": carried.get(one.name, 0.0),
        }
        result.append(Candidate(one, together, own, parts(figures, WEIGHTS)))
    return tuple(result)
