"""Small counties, each made once a session."""

from functools import cache

from lineholder.synth import County, Spec, generate
from lineholder.synth.firms import LOCAL
from lineholder.synth.habits.manner import PINS

FIRMS = {"agenda": {*LOCAL}, "process": {*LOCAL}, "habits": {*PINS}}
FEWEST_CUSTOMERS = {"agenda": 20, "process": 20, "habits": 8}


@cache
def county(family: str, seed: int = 1, holding: str = "full") -> County:
    return generate(Spec(family, seed, people=300, days=28, lines=3, holding=holding))
