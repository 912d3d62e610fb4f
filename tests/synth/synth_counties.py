"""Small counties, each made once a session."""

from functools import cache

from lineholder.synth import FAMILIES, County, Spec, generate
from lineholder.synth.author import Author
from lineholder.synth.crew import KINDS as CREW_KINDS
from lineholder.synth.dispatch.high_street import KINDS as STREET
from lineholder.synth.dispatch.residents import KINDS as LINE_KINDS
from lineholder.synth.firms import LOCAL
from lineholder.synth.habits.manner import PINS
from lineholder.synth.stepwise.manners import MANNERS

STEPWISE = ("routine", "bursts", "rotas")
DISPATCH = ("called", "texted", "polled")
SETTLED = tuple(f.name for f in FAMILIES if not isinstance(f, Author))  # of the shared world
SIZES = dict.fromkeys((*SETTLED, *DISPATCH), (300, 28, 3)) | dict.fromkeys(STEPWISE, (200, 21, 3))
FIRMS = {"agenda": {*LOCAL}, "process": {*LOCAL}, "habits": {*PINS}}
FIRMS |= {family: {*STREET} for family in DISPATCH} | {family: {*MANNERS} for family in STEPWISE}
KINDS = dict.fromkeys(SETTLED, CREW_KINDS) | dict.fromkeys(DISPATCH, LINE_KINDS)
LINES_THAT_MEET_ALL_KINDS = dict.fromkeys(SETTLED, 3) | dict.fromkeys(DISPATCH, 5)
NIGHT = {family.name: 0.05 for family in FAMILIES} | {"rotas": 0.08}  # its people rise at five
FEWEST_CUSTOMERS = {"agenda": 20, "process": 20, "habits": 8}
FEWEST_CUSTOMERS |= dict.fromkeys(DISPATCH, 20) | dict.fromkeys(STEPWISE, 8)


@cache
def county(family: str, seed: int = 1, holding: str = "full") -> County:
    return generate(Spec(family, seed, *SIZES[family], holding=holding))
