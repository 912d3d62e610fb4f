"""Ties: who knows whom, in households, at work, among friends; both directions."""

from dataclasses import dataclass

import numpy as np

from lineholder.synth.census import People
from lineholder.synth.columns import Floats, Ints, Rng, ragged

HOUSEHOLD, FRIEND, COLLEAGUE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Ties:
    """Directed columns, every tie twice, sorted by `who`; `weight` is a share of attention."""

    who: Ints
    whom: Ints
    kind: Ints
    weight: Floats
    reach: Floats
    first: Ints
    last: Ints

    @classmethod
    def of(cls, pairs: Ints, kind: Ints, weight: Floats, count: int) -> "Ties":
        """Build from undirected pairs; of doubles the first stays."""
        low, high = pairs.min(axis=1), pairs.max(axis=1)
        _, once = np.unique(low * count + high, return_index=True)
        once = once[low[once] != high[once]]
        who = np.concatenate([low[once], high[once]])
        whom = np.concatenate([high[once], low[once]])
        order = np.lexsort((whom, who))
        who, whom = who[order], whom[order]
        kind = np.tile(kind[once], 2)[order]
        weight = np.tile(weight[once], 2)[order]
        everyone = np.arange(count, dtype=np.int64)
        return cls(
            who, whom, kind, weight, np.concatenate([[0.0], np.cumsum(weight)]),
            np.searchsorted(who, everyone), np.searchsorted(who, everyone, side="right"),
        )  # fmt: skip

    def known(self, who: Ints) -> Ints:
        """Return how many ties each person has."""
        return self.last[who] - self.first[who]

    def someone(self, who: Ints, rng: Rng) -> Ints:
        """Return the row of one tie of each person, drawn by weight; each must have one."""
        low, high = self.reach[self.first[who]], self.reach[self.last[who]]
        drawn = low + rng.random(len(who)) * (high - low)
        row = np.searchsorted(self.reach, drawn, side="right") - 1
        return np.clip(row, self.first[who], self.last[who] - 1)


def weave(people: People, extra: list[tuple[int, int, float]], rng: Rng) -> Ties:
    """Return the ties of the county; `extra` adds (one, other, weight) friendships."""
    parts = [_household(people), _friends(people, rng), _colleagues(people, rng)]
    if extra:
        pairs = np.array([(a, b) for a, b, _ in extra], dtype=np.int64)
        kinds = np.full(len(extra), FRIEND, dtype=np.int64)
        parts.insert(0, (pairs, kinds, np.array([w for _, _, w in extra])))
    pairs, kinds, weights = (np.concatenate(c) for c in zip(*parts, strict=True))
    return Ties.of(pairs, kinds, weights, len(people))


def _household(people: People) -> tuple[Ints, Ints, Floats]:
    pairs, weights = [], []
    order = np.argsort(people.household, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(people.household[order])) + 1)
    for group in groups:
        members = group.tolist()
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                pairs.append((one, other))
                weights.append(4.0 if people.partner[one] == other else 1.6)
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table, np.full(len(table), HOUSEHOLD, dtype=np.int64), np.array(weights)


def _friends(people: People, rng: Rng) -> tuple[Ints, Ints, Floats]:
    """Friends live near and are of like age, mostly; how many one has is heavy-tailed."""
    count = len(people)
    wanted = np.clip(rng.lognormal(np.log(2.6), 0.5, count), 1, 14).astype(np.int64)
    who, _ = ragged(wanted)
    score = people.town * 1000.0 + people.age + rng.normal(0, 6.0, count)
    order = np.argsort(score, kind="stable")
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    near = rank[who] + np.rint(rng.laplace(0, 9.0, len(who))).astype(np.int64)
    whom = order[np.clip(near, 0, count - 1)]
    far = rng.random(len(who)) < 0.15
    whom[far] = rng.integers(0, count, int(far.sum()))
    weight = rng.lognormal(-0.4, 0.8, len(who))
    return np.column_stack([who, whom]), np.full(len(who), FRIEND, dtype=np.int64), weight


def _colleagues(people: People, rng: Rng) -> tuple[Ints, Ints, Floats]:
    workers = people.having("employee", "commuter", "late", "desk")
    place = people.work[workers, 0] * 1e4 + people.work[workers, 1]
    order = workers[np.argsort(place + people.work_town[workers] * 1e7, kind="stable")]
    step = rng.integers(1, 4, 2 * len(order))
    start = np.tile(np.arange(len(order)), 2)
    other = np.minimum(start + step, len(order) - 1)
    same = (people.work[order[start]] == people.work[order[other]]).all(axis=1)
    pairs = np.column_stack([order[start], order[other]])[same]
    weight = rng.lognormal(-1.0, 0.6, len(pairs))
    return pairs, np.full(len(pairs), COLLEAGUE, dtype=np.int64), weight
