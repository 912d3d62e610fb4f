"""Days of people who work by the week: offices, shifts of four on and four off, rounds, errands."""

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Shire, Stop


def working_days(shire: Shire, person: Person) -> list[Stop]:
    """Return where somebody means to be, day by day; evenings out on one day in five."""
    chance, stops = shire.chance, list[Stop]()
    for day in range(shire.spec.days):
        midnight = float(day * DAY)
        stops += _daytime(shire, person, day, midnight)
        if chance.happens(0.2):
            out = midnight + HOUR * (19 + chance.rng.random())
            stops.append((out, chance.one_of(person.haunts)))
            stops.append((midnight + HOUR * (21 + 1.5 * chance.rng.random()), person.home))
    return stops


def _daytime(shire: Shire, person: Person, day: int, midnight: float) -> list[Stop]:
    chance, weekend = shire.chance, shire.weekday(day) >= 5
    job = person.occupation
    if job in ("local", "commuter") and not weekend and chance.rng.random() > 0.06:
        there = midnight + HOUR * (8.6 + 0.4 * chance.normal())
        return [
            (there, person.work),
            (midnight + HOUR * (17.5 + 0.6 * chance.normal()), person.home),
        ]
    if job == "shift":
        return _shift(shire, person, day, midnight)
    if job == "mobile" and not weekend:
        return rounds(shire, person, midnight, 17, 17.8, (0.7, 2.2))
    if chance.happens(0.6):
        hour = 10 + 5 * chance.rng.random()
        errand = (midnight + HOUR * hour, chance.one_of(person.haunts))
        return [errand, (midnight + HOUR * (hour + 0.5 + 2 * chance.rng.random()), person.home)]
    return []


def _shift(shire: Shire, person: Person, day: int, midnight: float) -> list[Stop]:
    turn = (day + person.rota) % 8
    if turn >= 4:
        return []
    hour = 6 if turn < 2 else 14
    there = midnight + HOUR * (hour + 0.15 * shire.chance.normal())
    return [(there, person.work), (midnight + HOUR * (hour + 8.4), person.home)]


def rounds(
    shire: Shire, person: Person, midnight: float, last_h: float, home_h: float,
    stay_h: tuple[float, float],
) -> list[Stop]:  # fmt: skip
    """Return a day from place to place of the town; a stay is `stay_h` (least, spread) long."""
    stops, hour = list[Stop](), 8 + shire.chance.rng.random()
    while hour < last_h:
        stops.append((midnight + HOUR * hour, shire.spot(person.town)))
        hour += stay_h[0] + stay_h[1] * shire.chance.rng.random()
    return [*stops, (midnight + HOUR * home_h, person.home)]
