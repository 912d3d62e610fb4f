"""Command: who runs those who serve, and who is at the top, or that this is not in the records.

A holder either keeps the line by him, and then his own phone goes where the line's goes; or somebody else
carries it, and then he deals with whoever carries it or runs the workers, day by day. Either way he knows
the workers as people: their own phones, not only those that they work with. A partner shares his home and
his trips and knows none of them. All candidates compete with each other and with nobody. Call direction is
not looked at: lieutenants receive more than they send.

Source: prior of 0.2 that the head is not in the records, after Calderoni and Superchi 2019 (one leader in
    five was absent from wiretaps); conditional logit over candidates (McFadden 1974), weights rounded.
Blind to: a head who meets his people or uses an app and whose phone stays at home; two who share the work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, log1p

from lineholder.chain.around import Around, Circle
from lineholder.chain.odds import Weight, parts

NOT_VISIBLE = 0.2  # prior
HEAD_PRIOR = 0.25  # log-odds of one candidate at the centres, beyond one in all who were searched
WEIGHTS = {
    "carried the line": Weight(1.55, 0.0),  # log10 LR of attribution
    "several workers": Weight(0.5, 0.0),  # workers in contact with, at most MOST_WORKERS
    "no orders": Weight(0.6, 0.0),  # natural log LR that its contacts to the line are none
    "with whoever carries it": Weight(1.0, 0.0),  # log of 1 + days of contact with that person
    "with whoever runs it": Weight(2.0, 0.0),  # the same with whoever runs the workers
    "workers' own phones": Weight(3.5, 0.0),  # how many of them it is in contact with
    "customers": Weight(-0.3, 0.0),  # log of 1 + the line's customers among its contacts
    "own life": Weight(0.9, 2.5),  # log of 1 + everybody it is in contact with
}
MOST_WORKERS = 4
MOST_OWN = 3.0
MOST_CIRCLE = 3.4  # natural log of 30: a firm's phone has a wide circle as well
SEEN_RUNNING = (
    10  # contacts with workers at which somebody is as likely as not the one who runs them
)
AN_ORDER = -1.5  # natural log LR below which somebody is taken for a customer


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the head, and what each figure says of it in natural log-odds."""

    name: str
    says: dict[str, float]
    log_odds: float


@dataclass(frozen=True, slots=True)
class Known:
    """What attribution says: who carries the line (log10 LR, by name), who a worker's own phone is.

    `searched` numbers were compared: any of them, or of those around the line if more, may be the head.
    """

    lrs: Mapping[str, float]
    carries: Mapping[str, float]
    own: Mapping[str, float]
    searched: int


@dataclass(frozen=True, slots=True)
class Top:
    """Everybody who may be at the top, by name, as probabilities; the rest is that it is not visible."""

    chances: dict[str, float]

    @property
    def best(self) -> str | None:
        """Whoever is likeliest, where that is likelier than that nobody in the records is the head."""
        found = max(self.chances, key=lambda name: (self.chances[name], name), default=None)
        return found if found and self.chances[found] > self.not_visible else None

    @property
    def not_visible(self) -> float:
        """The probability that none of them is the head."""
        return min(max(1 - sum(self.chances.values()), 0.0), 1.0)


def chief(circle: Circle, workers: int) -> Around | None:
    """Who runs those who serve: with most of them, most often; None where nobody is with two, or twice."""
    asked = min(2, workers)
    found = [
        one
        for one in circle.people.values()
        if one.persons >= asked and one.contacts >= 2 and not one.sells
        if one.no_order(circle.usual) > AN_ORDER
    ]
    return max(found, key=lambda one: (one.persons * log1p(one.contacts), one.name), default=None)


def runs(one: Around | None) -> float:
    """Probability that somebody is seen to run the workers: half at SEEN_RUNNING contacts."""
    return 0.0 if one is None else one.contacts**2 / (one.contacts**2 + SEEN_RUNNING**2)


def candidates(circle: Circle, runs_it: Around | None, known: Known) -> tuple[Candidate, ...]:
    """Everybody around the line as its head, likeliest first; who sells to its customers is none."""
    running = runs(runs_it)
    prior = HEAD_PRIOR - log(max(known.searched, len(circle.people)))
    made = []
    for one in circle.people.values():
        if one.sells:
            continue
        with_carrier = sum(
            chance * log1p(circle.tie(one.name, name))
            for name, chance in known.carries.items()
            if name != one.name
        )
        above = runs_it is not None and runs_it.name != one.name
        with_chief = circle.tie(one.name, runs_it.name) if above and runs_it else 0
        own = sum(
            chance
            for name, chance in known.own.items()
            if name != one.name and circle.tie(one.name, name)
        )
        figures = {
            "carried the line": known.lrs.get(one.name, 0.0),
            "several workers": float(min(one.persons, MOST_WORKERS)),
            "no orders": one.no_order(circle.usual),
            "with whoever carries it": with_carrier,
            "with whoever runs it": running * log1p(with_chief),
            "workers' own phones": min(own, MOST_OWN),
            "customers": log1p(one.served),
            "own life": min(log1p(len(one.days_with)), MOST_CIRCLE),
        }
        says = parts(figures, WEIGHTS)
        made.append(Candidate(one.name, says, prior + sum(says.values())))
    return tuple(sorted(made, key=lambda one: (-one.log_odds, one.name)))


def top(found: tuple[Candidate, ...]) -> Top:
    """Each candidate's probability, against all others and against nobody."""
    nobody = log(NOT_VISIBLE / (1 - NOT_VISIBLE))
    most = max([nobody, *(one.log_odds for one in found)])
    odds = {one.name: exp(one.log_odds - most) for one in found}
    whole = exp(nobody - most) + sum(odds.values())
    return Top({name: value / whole for name, value in odds.items()})
