"""Ties: who is in contact with whom, and how often."""

from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Ties


def tie(ties: Ties, one: Person, other: Person, rate: float) -> None:
    """Add contacts a day to what two persons have; nobody has any with themselves."""
    if one is not other:
        pair = (min(one.index, other.index), max(one.index, other.index))
        ties[pair] = ties.get(pair, 0) + rate


def by_town(persons: list[Person]) -> dict[int, list[Person]]:
    """Return persons by their towns, both in order of appearance."""
    towns: dict[int, list[Person]] = {}
    for person in persons:
        towns.setdefault(person.town, []).append(person)
    return towns
