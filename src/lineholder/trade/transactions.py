"""Transactions: how often, times how many wraps, times how much in each.

A potential transaction is a number and a London day on which it contacted the line, by call or text.
It is confirmed where the line or a worker rang that number within a time after one of those contacts,
on the same day.

Source: Atha, "County Lines Quantum: a flawed algorithm", Expert Witness Journal, August 2025.
Blind to: several sales to one number on one day, but for the assumption that says so; orders in an app;
    answers by text, which adverts cannot be told from; workers who stand beside the phone.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from lineholder.maths import localtime
from lineholder.model.trade import Assumption, Estimate
from lineholder.trade.account import Account
from lineholder.trade.contacts import Contacts, Flags, Whole, pairs
from lineholder.trade.estimate import estimate
from lineholder.trade.weigh import Floats

POTENTIAL = "potential_transactions"
CONFIRMED = "confirmed_transactions"
MINUTE_S = 60
APART_S = 1 << 36  # seconds: more than lie between any two records, so that numbers do not mix

_WRAPS = "not published: assumed; put in what the case's own messages say"
_WEIGHT = (
    "0.1 g for £5 and 0.2 g for £10 (IDMU price survey); 0.1 g a £10 wrap (ERSOU); low assumed"
)
ASSUMPTIONS = (
    Assumption("heroin wraps", 0.0, 1.0, 3.0, "a sale", _WRAPS),
    Assumption("crack wraps", 0.0, 1.0, 3.0, "a sale", _WRAPS),
    Assumption("heroin a wrap", 0.05, 0.1, 0.2, "g", _WEIGHT),
    Assumption("crack a wrap", 0.05, 0.1, 0.2, "g", "as heroin, assumed"),
    Assumption(
        "sales a transaction",
        0.5,
        1.0,
        1.5,
        "sales",
        "central: the published formula; not every contact is a sale, some days have two: assumed",
    ),
)
WITHIN = Assumption(
    "time to ring back",
    30.0,
    60.0,
    120.0,
    "minutes",
    "published as a limited time that day, without a figure: assumed",
)
READINGS = (
    "A transaction is one number on one London calendar day, however often it made contact.",
    "Calls count whatever their length, and texts count: none of the other formula's rules is applied.",
    "A number that orders are passed on to is dropped: it carries, and buys nothing.",
)
RANG = (
    "Contacted back means a call by the line or by a number that it passes orders on to, of any length, "
    "after the contact and before midnight; a text does not confirm.",
)


def potential(contacts: Contacts, assumptions: Sequence[Assumption] = ASSUMPTIONS) -> Estimate:
    """The estimate by potential transactions; assumptions need the names of ASSUMPTIONS."""
    account = _incoming(contacts)
    count = pairs(contacts.other[account.kept], contacts.day[account.kept])

    def grams(figures: Mapping[str, Floats]) -> dict[str, Floats]:
        return _by_drug(np.asarray(float(count)), figures)

    return estimate(POTENTIAL, count, (grams, assumptions), account, READINGS)


def confirmed(
    contacts: Contacts,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
    within: Assumption = WITHIN,
) -> Estimate:
    """The estimate by confirmed transactions. Between the range's three times the count is interpolated."""
    account = _incoming(contacts)
    gap_s = _until_back(contacts)
    minutes = (within.low, within.central, within.high)
    answered = [_confirmed(contacts, account.kept, gap_s <= m * MINUTE_S) for m in minutes]
    counts = [pairs(contacts.other[yes], contacts.day[yes]) for yes in answered]
    sentence = f"Nobody rang that number back within {within.central:g} minutes that day."
    account.drop("not_answered", ~answered[1], sentence)

    def grams(figures: Mapping[str, Floats]) -> dict[str, Floats]:
        return _by_drug(np.interp(figures[within.name], minutes, counts), figures)

    given = (grams, (*assumptions, within))
    return estimate(CONFIRMED, counts[1], given, account, (*READINGS, *RANG))


def _incoming(contacts: Contacts) -> Account:
    account = Account(len(contacts.other))
    account.drop("outgoing", ~contacts.is_inbound, "The line made the contact, not the customer.")
    account.drop("worker", contacts.is_worker, "From a number that the line passes orders on to.")
    return account


def _by_drug(often: Floats, figures: Mapping[str, Floats]) -> dict[str, Floats]:
    sales = often * figures["sales a transaction"]
    return {
        drug: sales * figures[f"{drug} wraps"] * figures[f"{drug} a wrap"]
        for drug in ("heroin", "crack")
    }


def _until_back(contacts: Contacts) -> Floats:
    """Seconds from each communication to the next call back to that number on its day; else infinity."""
    found: Floats = np.full(len(contacts.other), np.inf)
    if not len(contacts.back) or not len(found):
        return found
    back = np.sort(_keys(contacts.back, contacts.back_s))
    key = _keys(contacts.other, contacts.start_s)
    at = np.searchsorted(back, key, side="right")
    following = back[np.minimum(at, len(back) - 1)]
    gap_s = following - key
    day = localtime.london(contacts.start_s + gap_s.clip(0, localtime.DAY_S)) // localtime.DAY_S
    is_back = (at < len(back)) & (gap_s <= localtime.DAY_S) & (day == contacts.day)
    found[is_back] = gap_s[is_back]
    return found


def _keys(other: Whole, start_s: Whole) -> Whole:
    return other * APART_S + start_s


def _confirmed(contacts: Contacts, kept: Flags, is_answered: Flags) -> Flags:
    """Which of the kept are of a number and day of which one contact was answered."""
    _, of = np.unique(
        np.stack([contacts.other, contacts.day], axis=1), axis=0, return_inverse=True
    )
    of = of.reshape(-1)
    yes = np.zeros(int(of.max(initial=-1)) + 1, dtype=np.bool_)
    yes[of[kept & is_answered]] = True
    found: Flags = kept & yes[of]
    return found
