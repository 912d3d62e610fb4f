"""Synthetic lines whose sales are known: what customers do, what of it the records show, what was sold.

Each line has its own figures, drawn from the assumptions' ranges; customers and days differ around them.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.maths import localtime
from lineholder.trade.contacts import Contacts
from lineholder.trade.customer_days import ASSUMPTIONS as CONSUMED
from lineholder.trade.customer_days import SPREADS
from lineholder.trade.transactions import ASSUMPTIONS as SOLD
from lineholder.trade.transactions import WITHIN

CUSTOMERS, DAYS = 30, 28
MONDAY = 20_151  # 2025-03-03


@dataclass
class Line:
    """What the records show, and the grams that each formula is after."""

    contacts: Contacts
    consumed: float
    sold: float


def lines(number: int) -> list[Line]:
    """Lines of 30 customers and four weeks, each with figures of its own."""
    random = np.random.default_rng(7)
    return [
        _line(
            random,
            {
                a.name: random.triangular(a.low, a.central, a.high)
                for a in (*CONSUMED, *SOLD, WITHIN)
            },
        )
        for _ in range(number)
    ]


def _line(random: np.random.Generator, figures: dict[str, float]) -> Line:
    often = random.beta(2, 2, CUSTOMERS)[:, None]
    customer, day = np.nonzero(random.random((CUSTOMERS, DAYS)) < often)
    day = day + MONDAY
    at_s = day * localtime.DAY_S + random.integers(9, 20, len(day)) * 3600
    wait_s = random.exponential(figures["time to ring back"] * 60 / 3, len(day))
    back = wait_s <= figures["time to ring back"] * 60
    consumed = sum(
        (figures[f"{drug} a day"] * random.lognormal(-(s**2) / 2, s, CUSTOMERS))[customer].sum()
        for drug, s in SPREADS.items()
    )
    sales = random.poisson(figures["sales a transaction"], int(back.sum()))
    sold = sum(
        random.poisson(figures[f"{drug} wraps"] * sales).sum() * figures[f"{drug} a wrap"]
        for drug in ("heroin", "crack")
    )
    yes = np.ones(len(day), dtype=np.bool_)
    seen = Contacts(
        other=customer.astype(np.int64),
        is_inbound=yes,
        is_call=yes,
        start_s=at_s.astype(np.int64),
        duration_s=random.integers(7, 60, len(day)),
        is_listed=yes,
        is_worker=~yes,
        day=day.astype(np.int64),
        back=customer[back].astype(np.int64),
        back_s=(at_s + 1 + wait_s)[back].astype(np.int64),
    )
    return Line(seen, float(consumed * figures["share bought here"]), float(sold))
