"""A line as the published cases describe it is listed, whichever of its habits is turned; a business is not.

Not fitted on. Told while the weights were being fitted: what was missed then led to a look at the counties.
"""

from dataclasses import replace

import pytest
import textbook
from telling import LINE, customer
from textbook import SECOND, Habits, worker

from lineholder.detect import weights
from lineholder.detect.find import find

TEN = frozenset(customer(i) for i in range(10))
TEXTBOOK = Habits()
TURNED = {
    "as in the books": {},
    "never advertises": {"adverts": None},
    "advertises once a week": {"adverts": 7},
    "rings twice a visit": {"rings": 2},
    "rings twice and never advertises": {"rings": 2, "adverts": None},
    "talks for a minute": {"talk_s": 60},
    "orders by text": {"by_text": True},
    "is called back": {"calls_back": True},
    "changes its worker every week": {"worker_days": 7},
    "comes every third day": {"every": 3},
    "has as many who come now and then": {"occasional": 30},
    "is small": {"regulars": 20},
    "passes every second order on": {"passed_on": 0.5},
    "deals himself": {"passed_on": 0.0},
    "advertises from a second number": {"adverts_from": SECOND},
    "is seen through ten customers": {"held": TEN},
    "is seen through ten customers and a worker": {"held": TEN | {worker(0)}},
}


def listed(told) -> set[str]:
    """The numbers of all lines that are listed."""
    found = find(told.asker(), weights.shipped()).lines.lines
    return {use.number for candidate in found for use in candidate.numbers}


@pytest.mark.parametrize("turned", TURNED.values(), ids=TURNED)
def test_a_textbook_line_is_listed_whichever_habit_is_turned(turned):
    assert LINE in listed(textbook.line(replace(TEXTBOOK, **turned)))


@pytest.mark.parametrize("turned", TURNED.values(), ids=TURNED)
def test_no_worker_and_no_customer_is_listed_beside_it(turned):
    assert listed(textbook.line(replace(TEXTBOOK, **turned))) <= {LINE, SECOND}


@pytest.mark.parametrize(
    "told",
    [
        textbook.minicab,
        textbook.takeaway,
        textbook.clinic,
        textbook.club,
        textbook.rota,
        textbook.friends,
    ],
)
def test_what_looks_like_one_is_not_listed(told):
    assert listed(told()) == set()
