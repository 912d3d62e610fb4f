"""Cite: the rows behind a member's role, and what a figure says in words."""

from collections.abc import Sequence
from math import exp

from lineholder.model.question import Question

BETWEEN = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind IN ('call', 'text')
      AND ((subject IN ({one}) AND other_party IN ({two}))
           OR (other_party IN ({one}) AND subject IN ({two})))
"""
ALL = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind IN ('call', 'text') AND (subject IN ({one}) OR other_party IN ({one}))
"""
WORDS = {
    "contacts a day": "contacts with the line on a day of contact",
    "turned to": "the share of them that the line made",
    "serves": "contacts with the line's customers",
    "little else": "the share of customers among its contacts",
    "orders": "the share of the line's contacts to it that followed an order",
    "wide circle": "how many others it is in contact with",
    "with whoever runs it": "days of contact with whoever runs the workers",
    "with whoever carries it": "days of contact with whoever likely carries the line's phone",
    "several workers": "workers that it was in contact with",
    "workers' own phones": "contact with phones that are likely workers' own",
    "no orders": "whether an order to a worker follows upon its contacts to the line",
    "customers": "the line's customers among its contacts",
    "own life": "how many others it is in contact with",
    "carried the line": "the attribution of the line's phone to it",
}


def between(numbers: Sequence[str], others: Sequence[str]) -> Question:
    """Ask for the rows between any of these numbers and any of the others."""
    one = {f"a{i}": number for i, number in enumerate(numbers)}
    two = {f"b{i}": number for i, number in enumerate(others)}
    named = [", ".join(f"${key}" for key in keys) or "NULL" for keys in (one, two)]
    return Question("rows between", BETWEEN.format(one=named[0], two=named[1]), {**one, **two})


def all_of(numbers: Sequence[str]) -> Question:
    """Ask for every contact of these numbers."""
    one = {f"a{i}": number for i, number in enumerate(numbers)}
    named = ", ".join(f"${key}" for key in one) or "NULL"
    return Question("rows of", ALL.format(one=named), one)


def sentence(what: str, figure: str, log_odds: float) -> str:
    """What the figure says for or against the role."""
    role = "a runner's phone" if what == "runner" else "the head's phone"
    if figure == "prior":
        one_in = 1 + exp(-log_odds)
        return f"Before any record is weighed, one of about {one_in:.0f} numbers in question is {role}."
    subject = WORDS[figure]
    way = "speaks for" if log_odds > 0 else "speaks against" if log_odds < 0 else "says nothing of"
    return f"{subject[0].upper()}{subject[1:]}: {way} {role}."
