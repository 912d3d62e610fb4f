"""Customer-days: days on which a customer rang the line, times what a user consumes on a day.

The rules are those of the police algorithm, as published. Workers are dropped last, so that what the
published rules alone would count is what is counted here and what that rule dropped.

Source: rules as quoted from a Court of Appeal case in bsbsolicitors.co.uk, "Drug supply: the role of
    algorithms"; medians and shares below the mean from Atha, "County Lines Quantum", Expert Witness
    Journal, August 2025.
Blind to: orders by text or app, borrowed phones, purchases for several; customers who buy elsewhere too,
    but for the assumption that says so.
"""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from lineholder.model.trade import Assumption, Estimate
from lineholder.trade.account import Account
from lineholder.trade.contacts import UNKNOWN_S, Contacts, Flags, Whole
from lineholder.trade.estimate import estimate
from lineholder.trade.weigh import Floats, chance

NAME = "customer_days"
OFF_S = 4  # a call of so many seconds or fewer: the line was off
SUCCESS_S = 6  # a successful call is longer
HEROIN_SPREAD = 1.349  # standard deviation of the log of consumption, between users
CRACK_SPREAD = 1.756
SPREADS: Mapping[str, float] = MappingProxyType({"heroin": HEROIN_SPREAD, "crack": CRACK_SPREAD})

_SKEWED = (
    "the mean that a log-normal has with the published median and share of users below the mean"
)
ASSUMPTIONS = (
    Assumption(
        "heroin a day",
        0.102,
        0.253,
        0.466,
        "g",
        f"low: median user (Atha 2025); central: {_SKEWED} (75 %); high: users with free access (Perneger)",
    ),
    Assumption(
        "crack a day",
        0.064,
        0.299,
        0.598,
        "g",
        f"low: median user (Atha 2025); central: {_SKEWED} (81 %); high: twice that, assumed",
    ),
    Assumption(
        "share bought here",
        0.5,
        1.0,
        1.0,
        "of the day's use",
        "central: the published formula; low: users carry adverts of several lines (Atha 2025), assumed half",
    ),
)
READINGS = (
    "A day is a London calendar day; a week runs from Monday to Sunday, London time.",
    "Who made contact on one day only in a week is left out of that week, not of the others.",
    "Only calls count: texts, automated replies among them, are all dropped.",
    "A call whose length no record gives is dropped: it is not shown to have been successful.",
    "A number that orders are passed on to is dropped, listed or not: no published rule says so.",
)
LISTED = (
    "The customer list is every number that one of the line's bulk texts in the records went to."
)
UNLISTED = (
    "No bulk text of the line is in the records: everybody who rang counts as on the customer list, "
    "which the published rule does not say."
)


def customer_days(
    contacts: Contacts,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
    spreads: Mapping[str, float] = SPREADS,
) -> Estimate:
    """The estimate by customer-days times mean consumption; assumptions need the names of ASSUMPTIONS.

    `spreads` say how much users differ, by drug: few customers may use far more or less than the mean.
    """
    has_list = bool(contacts.is_listed.any())
    account = counted(contacts, has_list)
    days = np.unique(
        np.stack([contacts.other[account.kept], contacts.day[account.kept]], axis=1), axis=0
    )
    differ = [_differ(drug, spread, days[:, 0]) for drug, spread in spreads.items()]

    def grams(figures: Mapping[str, Floats]) -> dict[str, Floats]:
        bought = len(days) * figures["share bought here"]
        return {d: bought * figures[f"{d} a day"] * figures[f"{d}: customers"] for d in spreads}

    readings = (LISTED if has_list else UNLISTED, *READINGS)
    return estimate(NAME, len(days), (grams, (*assumptions, *differ)), account, readings)


def _differ(drug: str, spread: float, customer: Whole) -> Assumption:
    """How far the mean of just these customers, weighed by days, may lie from the mean of users."""
    _, days = np.unique(customer, return_counts=True)
    alike = (
        float((days**2).sum()) / max(int(days.sum()), 1) ** 2
    )  # one over the number, if all are alike
    source = (
        f"users differ: log-normal of spread {spread:g}, of the published share below the mean"
    )
    return chance(f"{drug}: customers", math.expm1(spread**2) * alike, source)


def counted(contacts: Contacts, has_list: bool) -> Account:
    """The rules over all communications; what is kept makes customer-days."""
    account = Account(len(contacts.other))
    length = contacts.duration_s
    account.drop("outgoing", ~contacts.is_inbound, "The line made the contact, not the customer.")
    unlisted = ~contacts.is_listed & has_list
    account.drop("not_listed", unlisted, "No bulk text of the line went to that number.")
    account.drop("text", ~contacts.is_call, "A text, no call.")
    account.drop("no_duration", length == UNKNOWN_S, "A call whose length no record gives.")
    account.drop(
        "line_off", length <= OFF_S, f"A call of {OFF_S} seconds or fewer: the line was off."
    )
    short = length <= SUCCESS_S
    account.drop("short", short, f"A call of more than {OFF_S} and up to {SUCCESS_S} seconds.")
    lone = _lone_days(contacts, account.kept)
    account.drop("one_day_in_week", lone, "The only day in that week on which that number rang.")
    account.drop("worker", contacts.is_worker, "From a number that the line passes orders on to.")
    return account


def _lone_days(contacts: Contacts, kept: Flags) -> Flags:
    """Which of the kept are of a number and week with one day only."""
    found = np.zeros(len(kept), dtype=np.bool_)
    if not kept.any():
        return found
    week = (contacts.day[kept] + 3) // 7  # day 0 of the epoch was a Thursday
    days = np.unique(np.stack([contacts.other[kept], week, contacts.day[kept]], axis=1), axis=0)
    weeks, number_of_days = np.unique(days[:, :2], axis=0, return_counts=True)
    keys, of = np.unique(
        np.concatenate([weeks, np.stack([contacts.other[kept], week], axis=1)]),
        axis=0,
        return_inverse=True,
    )
    of = of.reshape(-1)
    counts = np.zeros(len(keys), dtype=np.int64)
    counts[of[: len(weeks)]] = number_of_days
    found[kept] = counts[of[len(weeks) :]] == 1
    return found
