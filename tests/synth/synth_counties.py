"""Small counties, each made once a session."""

from functools import cache

from lineholder.synth import FAMILIES, County, Spec, generate
from lineholder.synth.author import Author
from lineholder.synth.crew import KINDS as CREW_KINDS
from lineholder.synth.dispatch.high_street import KINDS as STREET
from lineholder.synth.dispatch.residents import KINDS as LINE_KINDS
from lineholder.synth.firms import LOCAL
from lineholder.synth.habits.manner import PINS

DISPATCH = tuple(family.name for family in FAMILIES if isinstance(family, Author))
SETTLED = tuple(family.name for family in FAMILIES if family.name not in DISPATCH)
FIRMS = {"agenda": {*LOCAL}, "process": {*LOCAL}, "habits": {*PINS}}
FIRMS |= {family: {*STREET} for family in DISPATCH}
KINDS = dict.fromkeys(SETTLED, CREW_KINDS) | dict.fromkeys(DISPATCH, LINE_KINDS)
LINES_THAT_MEET_ALL_KINDS = dict.fromkeys(SETTLED, 3) | dict.fromkeys(DISPATCH, 5)
FEWEST_CUSTOMERS = {"agenda": 20, "process": 20, "habits": 8} | dict.fromkeys(DISPATCH, 20)


@cache
def county(family: str, seed: int = 1, holding: str = "full") -> County:
    return generate(Spec(family, seed, people=300, days=28, lines=3, holding=holding))
