"""Estimate: a formula weighed under its assumptions, with its account and the categories it implies."""

from collections.abc import Sequence

from lineholder.model.trade import Assumption, Estimate
from lineholder.trade.account import Account
from lineholder.trade.guideline import category
from lineholder.trade.weigh import Formula, weigh


def estimate(
    name: str,
    count: int,
    grams: tuple[Formula, Sequence[Assumption]],
    account: Account,
    readings: Sequence[str],
) -> Estimate:
    """The formula's answer; `count` is what its grams were multiplied by at the central figures."""
    weighed = weigh(*grams)
    return Estimate(
        formula=name,
        count=count,
        grams=weighed.grams,
        lower=weighed.lower,
        upper=weighed.upper,
        by_drug=weighed.by_drug,
        category=category(weighed.grams),
        category_lower=category(weighed.lower),
        category_upper=category(weighed.upper),
        tornado=weighed.tornado,
        counted=account.counted,
        dropped=tuple(account.dropped),
        readings=tuple(readings),
    )
