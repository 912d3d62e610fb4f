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
WORDS = {
    "contacts a day": "contacts with the line on a day of contact",
    "turned to": "the share of them that the line made",
    "serves": "contacts with the line's customers",
    "little else": "the share of customers among its contacts",
    "orders": "the share of the line's contacts to it that followed an order",
    "wide circle": "how many others it is in contact with",
    "with whoever runs it": "days of contact with whoever runs the workers",
    "several workers": "workers that it was in contact with",
    "workers seldom": "how seldom it deals with workers beside whoever runs them",
    "own life": "contacts outside the line",
    "beside the line": "time spent where the line's phone was",
    "carried the line": "time in which the line's phone is attributed to it",
}


def between(numbers: Sequence[str], others: Sequence[str]) -> Question:
    """Ask for the rows between any of these numbers and any of the others."""
    one = {f"a{i}": number for i, number in enumerate(numbers)}
    two = {f"b{i}": number for i, number in enumerate(others)}
    named = [", ".join(f"${key}" for key in keys) or "NULL" for keys in (one, two)]
    return Question("rows between", BETWEEN.format(one=named[0], two=named[1]), {**one, **two})


def sentence(what: str, figure: str, log_odds: float) -> str:
    """What the figure says for or against the role."""
    role = "a runner's phone" if what == "runner" else "the head's phone"
    if figure == "prior":
        one_in = 1 + exp(-log_odds)
        return f"Before any record is weighed, one of about {one_in:.0f} numbers in question is {role}."
    if figure == "orders" and what == "head":
        subject = "contacts to the line as a customer makes them"
    else:
        subject = WORDS[figure]
    way = "speaks for" if log_odds > 0 else "speaks against" if log_odds < 0 else "says nothing of"
    return f"{subject[0].upper()}{subject[1:]}: {way} {role}."
