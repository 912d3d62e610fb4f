"""Movement: the way of one person through the period, as points to walk or drive between.

A family says where somebody means to be; spells away and visits lie over that. Roads are straight,
32 km/h near and 68 km/h far, and nobody is in two places: whoever is late leaves later.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from lineholder.synth.columns import Floats
from lineholder.synth.stepwise.country import Point, apart
from lineholder.synth.stepwise.person import Person, Visit
from lineholder.synth.stepwise.shire import Shire, Stop

TOO_FAR_KM = 70.0  # a visit further away than this does not take place
SHORT_S, SHORT_KM = 2400.0, 14.0  # nor a short one that is far for its length
SET_OFF_S = 180.0
NEAR_KM, NEAR_KMH, FAR_KMH = 8.0, 32.0, 68.0


@dataclass(frozen=True, slots=True)
class Path:
    """A way as points in time (local seconds) and place (km); straight between them."""

    when: Floats
    east: Floats
    north: Floats

    def at(self, when: Floats) -> tuple[Floats, Floats]:
        """Return where the person is at these times."""
        return np.interp(when, self.when, self.east), np.interp(when, self.when, self.north)


@dataclass(slots=True)
class Plan:
    """Where somebody means to be from when on, in order of time."""

    stops: list[Stop]
    times: list[float]

    def at(self, when: float) -> Point:
        """Return where somebody means to be at a time."""
        return self.stops[max(bisect_right(self.times, when) - 1, 0)][1]

    def overlay(self, visit: Visit) -> None:
        """Put a stay over what was meant, and go back to what was meant for its end."""
        since, until, place = visit
        first, last = bisect_left(self.times, since), bisect_right(self.times, until)
        after = self.stops[last - 1][1] if last else self.stops[0][1]
        self.stops[first:last] = [(since, place), (until, after)]
        self.times[first:last] = [since, until]
        if self.stops[0][0] > 0:
            self.stops.insert(0, (0.0, after))
            self.times.insert(0, 0.0)


def path(shire: Shire, person: Person) -> Path:
    """Return the way of a person through the whole period."""
    stops = [(0.0, person.home), *shire.mechanics.days(shire, person)]
    stops.sort(key=lambda stop: stop[0])
    plan = Plan(stops, [when for when, _ in stops])
    for spell in sorted(person.spells):
        plan.overlay(spell)
    for visit in sorted(person.visits):
        if _possible(plan, visit):
            plan.overlay(visit)
    return travelled(plan.stops)


def _possible(plan: Plan, visit: Visit) -> bool:
    since, until, place = visit
    before = apart(plan.at(since), place)
    if before > TOO_FAR_KM or apart(plan.at(until), place) > TOO_FAR_KM:
        return False
    return not (until - since < SHORT_S and before > SHORT_KM)


def travelled(stops: list[Stop]) -> Path:
    """Return the way from place to place; whoever is late leaves late and arrives late."""
    when, east, north = [0.0], [stops[0][1][0]], [stops[0][1][1]]
    free = 0.0
    for due, place in stops[1:]:
        far = apart(place, (east[-1], north[-1]))
        if far < 0.01:
            continue
        takes = SET_OFF_S + far / (NEAR_KMH if far < NEAR_KM else FAR_KMH) * 3600
        leaves = max(free, due - takes)
        when += [leaves, leaves + takes]
        east += [east[-1], place[0]]
        north += [north[-1], place[1]]
        free = leaves + takes
    return Path(np.array(when), np.array(east), np.array(north))
