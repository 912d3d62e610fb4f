"""Carry: whose own number goes where a phone of the line goes, by attribution.

Attribution weighs one phone at a time. Here the numbers of one person add up: those of a line, those of a
worker, and those of a candidate who changed his own.

Source: the rank LR of attribution (docs/methods/attribution.md), bounded by MOST_LR as its validation is.
Blind to: what attribution is blind to; a partner who shares the holder's home and trips.
"""

from collections.abc import Iterable, Mapping

from lineholder.chain.people import People
from lineholder.model.chain import Carrier

MOST_LR, LEAST_LR = 6.0, -1.0  # log10: beyond, a sum of LRs says no more


def together(
    carriers: Iterable[Carrier], phones: Iterable[str], people: People
) -> dict[str, float]:
    """log10 LR that a person carries these phones, by name, from everything compared with them."""
    wanted, summed = frozenset(phones), dict[str, float]()
    for one in carriers:
        if one.phone in wanted:
            name = people.name(one.number)
            summed[name] = summed.get(name, 0.0) + one.log10_lr
    return {name: min(max(lr, LEAST_LR), MOST_LR) for name, lr in summed.items()}


def searched(carriers: Iterable[Carrier], phones: Iterable[str]) -> int:
    """How many numbers were compared with these phones; 0 where attribution compared none."""
    wanted = frozenset(phones)
    return max((one.searched for one in carriers if one.phone in wanted), default=0)


def chances(log10_lrs: Mapping[str, float], searched_: int) -> dict[str, float]:
    """How likely each of them carries it, when anybody searched, or somebody unseen, may as likely."""
    odds = {name: 10.0**lr for name, lr in log10_lrs.items()}
    whole = sum(odds.values()) + max(searched_, 1)
    return {name: value / whole for name, value in odds.items()}


def own(
    carriers: Iterable[Carrier], workers: Mapping[str, tuple[str, ...]], people: People
) -> dict[str, float]:
    """Numbers that are likely a worker's own, with how likely: who carries the phone that he works with."""
    listed = tuple(carriers)
    found: dict[str, float] = {}
    for numbers in workers.values():
        lrs = together(listed, numbers, people)
        for name, chance in chances(lrs, searched(listed, numbers)).items():
            found[name] = max(found.get(name, 0.0), chance)
    return found
