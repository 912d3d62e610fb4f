"""Small counties, each made once a session."""

from functools import cache

from lineholder.synth import County, Spec, generate


@cache
def county(family: str, seed: int = 1, holding: str = "full") -> County:
    return generate(Spec(family, seed, people=300, days=28, lines=3, holding=holding))
