"""Crew: numbers that serve a line's customers: the line turns to them again and again, and so do customers.

A runner's phone hears from the line many times on a day of work, after orders, and knows hardly anybody
but the line's customers. Who is called more is never a figure here for who commands.

Source: dispatch relays (docs/methods/dispatch.md); logistic weights from synthetic counties.
Blind to: runners who stand beside the line's phone or are reached by an app; a dealer who buys from the
    line by the ounce and serves its customers himself.
"""

from dataclasses import dataclass
from math import log, log1p

import pyarrow as pa

from lineholder.chain.odds import Weight, parts
from lineholder.model.question import Asker, Question

LEAST_CONTACTS = 3
RUNNER_PRIOR = -5.2  # log-odds of one contact of a line being a runner, at the centres below
WEIGHTS = {
    "contacts a day": Weight(5.0, 1.1),  # log of contacts with the line a day of contact
    "turned to": Weight(3.1, 0.55),  # share of them that the line made
    "serves": Weight(2.4, 1.4),  # log of 1 + the line's customers that it was in contact with
    "little else": Weight(2.2, 0.3),  # their share of all its contacts
    "orders": Weight(7.3, 0.15),  # share of what the line made that followed an order
    "wide circle": Weight(-3.1, 2.4),  # log of 1 + all its contacts
}
CUSTOMERS = """
    SELECT other AS number FROM relays
    WHERE n_in >= 2 AND days_in >= 2 AND relays < $most_orders GROUP BY other
"""
MOST_ORDERS = 3
CONTACTS = """
    WITH seen AS (
        SELECT DISTINCT other AS number FROM relays
    ), sides AS (
        SELECT m.from_number AS number, m.to_number AS other
        FROM communications m JOIN seen s ON s.number = m.from_number
        UNION
        SELECT m.to_number AS number, m.from_number AS other
        FROM communications m JOIN seen s ON s.number = m.to_number
    ), circles AS (
        SELECT s.number, COUNT(*) AS circle,
               SUM(CASE WHEN c.number IS NULL THEN 0 ELSE 1 END) AS served
        FROM sides s LEFT JOIN customers c ON c.number = s.other
        WHERE s.other <> s.number GROUP BY s.number
    )
    SELECT r.other AS number, r.days, r.days_in, r.n_in, r.calls_out + r.texts_out AS n_out,
           r.relays, r.mirrors, r.first_s, r.last_s, k.circle, k.served
    FROM relays r JOIN circles k ON k.number = r.other
    WHERE r.n_in + r.calls_out + r.texts_out >= $least
    ORDER BY r.other
"""


@dataclass(frozen=True, slots=True)
class Runner:
    """A number with what each figure says of it as a runner's, in natural log-odds."""

    number: str
    served: int
    relays: int
    says: dict[str, float]

    @property
    def log_odds(self) -> float:
        """The prior and all figures together."""
        return RUNNER_PRIOR + sum(self.says.values())


def customers() -> Question:
    """Ask who orders from the line; needs `relays` of its numbers; held as `customers`."""
    return Question("customers", CUSTOMERS, {"most_orders": MOST_ORDERS})


def contacts() -> Question:
    """Ask how each contact of the line deals with it, with its customers and with others."""
    return Question("contacts of the line", CONTACTS, {"least": LEAST_CONTACTS})


def judge(answer: pa.Table) -> tuple[Runner, ...]:
    """Every contact of the line with what speaks for its being a runner's."""
    return tuple(_runner(row) for row in answer.to_pylist())


def _runner(row: dict[str, int]) -> Runner:
    contacts_ = row["n_in"] + row["n_out"]
    figures = {
        "contacts a day": log(contacts_ / row["days"]),
        "turned to": row["n_out"] / contacts_,
        "serves": log1p(row["served"]),
        "little else": row["served"] / (row["circle"] + 1),
        "orders": row["relays"] / max(row["n_out"], 1),
        "wide circle": log1p(row["circle"]),
    }
    return Runner(str(row["number"]), row["served"], row["relays"], parts(figures, WEIGHTS))


def find(asker: Asker) -> tuple[Runner, ...]:
    """Every contact of the line, weighed; `relays` and `customers` must be held."""
    return judge(asker.answer(contacts()).table)
