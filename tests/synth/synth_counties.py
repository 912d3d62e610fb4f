"""Small counties, each made once a session."""

from functools import cache

from lineholder.synth import County, Spec, generate
from lineholder.synth.firms import LOCAL
from lineholder.synth.habits.manner import PINS
from lineholder.synth.stepwise.manners import MANNERS

WORLDLY = ("agenda", "process", "habits")  # families of the shared world
STEPWISE = ("routine", "bursts", "rotas")  # by another author, in a world of their own
SIZES = {**dict.fromkeys(WORLDLY, (300, 28, 3)), **dict.fromkeys(STEPWISE, (200, 21, 3))}
FIRMS = {
    "agenda": {*LOCAL},
    "process": {*LOCAL},
    "habits": {*PINS},
    **{family: {*MANNERS} for family in STEPWISE},
}
NIGHT = {**dict.fromkeys((*WORLDLY, *STEPWISE), 0.05), "rotas": 0.08}  # its people rise at five
FEWEST_CUSTOMERS = {"agenda": 20, "process": 20, "habits": 8, **dict.fromkeys(STEPWISE, 8)}


@cache
def county(family: str, seed: int = 1, holding: str = "full") -> County:
    return generate(Spec(family, seed, *SIZES[family], holding=holding))
