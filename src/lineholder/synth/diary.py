"""The diary: where every person is at every moment.

A person is at home, or on an outing: a window that leaves home and comes back, with timed points
in between. On the way between towns one passes the corridor. Position between two points is
linear in time. Kilometres and local seconds.
"""

from dataclasses import dataclass, field

import numpy as np

from lineholder.synth.columns import DAY, Bools, Floats, Ints, Rng, moment
from lineholder.synth.land import Land

CITY_KMH = 26.0
CORRIDOR_KMH = 68.0
LEAST_S = 240.0


@dataclass(frozen=True, slots=True)
class Stop:
    """Being at one point of one town from `arrive` to `leave`."""

    arrive: float
    leave: float
    x: float
    y: float
    town: int


@dataclass(frozen=True, slots=True)
class Outings:
    """Columns of one-stop outings: who, leaves home, arrives, leaves there, is back, where."""

    who: Ints
    out: Floats
    arrive: Floats
    leave: Floats
    back: Floats
    x: Floats
    y: Floats
    town: Ints

    def take(self, rows: Ints | Bools) -> "Outings":
        """Return these rows only."""
        return Outings(
            self.who[rows], self.out[rows], self.arrive[rows], self.leave[rows],
            self.back[rows], self.x[rows], self.y[rows], self.town[rows],
        )  # fmt: skip


@dataclass(slots=True)
class Diary:
    """Grows outings person by person; `settle` turns them into positions."""

    land: Land
    home: Floats
    home_town: Ints
    who: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    out: Floats = field(default_factory=lambda: np.zeros(0))
    back: Floats = field(default_factory=lambda: np.zeros(0))
    name: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    points: list[tuple[Ints, Floats, Floats, Floats]] = field(default_factory=list)
    pending: list[tuple[int, float, float, Floats]] = field(default_factory=list)
    named: int = 0

    def travel_s(self, who: Ints, x: Floats, y: Floats, town: Ints) -> Floats:
        """Return door-to-door seconds from each person's home to a point."""
        far = np.hypot(x - self.home[who, 0], y - self.home[who, 1])
        speed = np.where(self.home_town[who] == town, CITY_KMH, CORRIDOR_KMH)
        return np.asarray(LEAST_S + far / speed * 3600.0 * 1.15)

    def free(self, who: Ints, out: Floats, back: Floats) -> Bools:
        """Return which windows touch no outing written so far."""
        self.write_tours()
        return _clear_of((self.who, self.out, self.back), (who, out, back))

    def add(self, plan: Outings) -> Bools:
        """Write those outings that fit between the ones written before; return which did."""
        fits = self.free(plan.who, plan.out, plan.back) & _disjoint(plan.who, plan.out, plan.back)
        kept = plan.take(fits)
        names = self._enter(kept.who, kept.out, kept.back)
        self._there_and_back(names, kept)
        return fits

    def tour(self, who: int, stops: list[Stop]) -> None:
        """Plan a tour of several stops, from home and back; outings in its way are given up."""
        if not stops:
            return
        home = (float(self.home[who, 0]), float(self.home[who, 1]), int(self.home_town[who]))
        first, last = stops[0], stops[-1]
        out = first.arrive - self._leg_s(home, (first.x, first.y, first.town))
        back = last.leave + self._leg_s((last.x, last.y, last.town), home)
        walk = self._walk([Stop(out - 1, out, *home), *stops, Stop(back, back + 1, *home)])
        self.pending.append((who, out, back, walk))

    def write_tours(self) -> None:
        """Write the planned tours; of two that overlap the earlier is kept."""
        if not self.pending:
            return
        tours, self.pending = self.pending, []
        who = np.array([t[0] for t in tours], dtype=np.int64)
        out, back = np.array([t[1] for t in tours]), np.array([t[2] for t in tours])
        kept = _disjoint(who, out, back)
        names = self._force(who[kept], out[kept], back[kept])
        chosen = [tours[i] for i in np.flatnonzero(kept).tolist()]
        for name, (_, _, _, walk) in zip(names.tolist(), chosen, strict=True):
            self.points.append((np.full(len(walk), name, dtype=np.int64), *walk.T))

    def feasible(self, start: Stop, wishes: list[Stop]) -> list[Stop]:
        """Return the stops with arrivals put back where the way takes longer than was planned."""
        done = [start]
        for wish in wishes:
            last = done[-1]
            way = self._leg_s((last.x, last.y, last.town), (wish.x, wish.y, wish.town))
            arrive = max(wish.arrive, last.leave + way)
            done.append(Stop(arrive, max(wish.leave, arrive + 60.0), wish.x, wish.y, wish.town))
        return done

    def join(
        self, leaders: Ints, companions: Ints, share: float, rng: Rng, since: int = 0
    ) -> None:
        """Let free companions of the same home come along on a share of the leaders' outings.

        Only outings entered when `named` was at least `since` are shared.
        """
        self.write_tours()
        goes_with = np.full(len(self.home), -1, dtype=np.int64)
        goes_with[leaders] = companions
        shared = (goes_with[self.who] >= 0) & (rng.random(len(self.who)) < share)
        rows = np.flatnonzero(shared & (self.name >= since))
        who, out, back = goes_with[self.who[rows]], self.out[rows], self.back[rows]
        fits = self.free(who, out, back)
        originals = self.name[rows][fits]
        names, times, xs, ys = (np.concatenate(c) for c in zip(*self.points, strict=True))
        entered = self._enter(who[fits], out[fits], back[fits])
        renamed = np.full(self.named, -1, dtype=np.int64)
        renamed[originals] = entered
        along = renamed[names] >= 0
        self.points.append((renamed[names[along]], times[along], xs[along], ys[along]))

    def _force(self, who: Ints, out: Floats, back: Floats) -> Ints:
        """Enter disjoint windows; those in their way are given up."""
        order = np.argsort(moment(who, out), kind="stable")
        windows = (who[order], out[order], back[order])
        keep = _clear_of(windows, (self.who, self.out, self.back))
        self.who, self.out = self.who[keep], self.out[keep]
        self.back, self.name = self.back[keep], self.name[keep]
        return self._enter(who, out, back)

    def _enter(self, who: Ints, out: Floats, back: Floats) -> Ints:
        names = self.named + np.arange(len(who), dtype=np.int64)
        self.named += len(who)
        joined = np.concatenate([self.who, who]), np.concatenate([self.out, out])
        order = np.argsort(moment(*joined), kind="stable")
        self.who, self.out = joined[0][order], joined[1][order]
        self.back = np.concatenate([self.back, back])[order]
        self.name = np.concatenate([self.name, names])[order]
        return names

    def _there_and_back(self, names: Ints, plan: Outings) -> None:
        start = self.home[plan.who]
        goal = np.column_stack([plan.x, plan.y])
        for times, spots in (
            (plan.out, start), (plan.arrive, goal), (plan.leave, goal), (plan.back, start),
        ):  # fmt: skip
            self.points.append((names, times, spots[:, 0], spots[:, 1]))
        towns = self.home_town[plan.who] * len(self.land.towns) + plan.town
        for pair in np.unique(towns).tolist():
            rows = np.flatnonzero(towns == pair)
            origin, goal_town = divmod(pair, len(self.land.towns))
            part = plan.take(rows)
            self._pass(names[rows], part.out, part.arrive, self.land.between(origin, goal_town))
            self._pass(names[rows], part.leave, part.back, self.land.between(goal_town, origin))

    def _pass(self, names: Ints, begin: Floats, end: Floats, nodes: Floats) -> None:
        for place, (x, y) in enumerate(nodes.tolist()):
            when = begin + (end - begin) * (place + 1) / (len(nodes) + 1)
            same = np.ones(len(names))
            self.points.append((names, when, x * same, y * same))

    def _leg_s(self, a: tuple[float, float, int], b: tuple[float, float, int]) -> float:
        far = float(np.hypot(a[0] - b[0], a[1] - b[1]))
        speed = CITY_KMH if a[2] == b[2] else CORRIDOR_KMH
        return LEAST_S * min(1.0, far) + far / speed * 3600.0 * 1.15

    def _walk(self, stops: list[Stop]) -> Floats:
        rows: list[tuple[float, float, float]] = []
        for here, there in zip(stops, [*stops[1:], None], strict=True):
            rows += [(here.arrive, here.x, here.y), (here.leave, here.x, here.y)]
            if there is None or there.town == here.town:
                continue
            nodes = self.land.between(here.town, there.town).tolist()
            gap = (there.arrive - here.leave) / (len(nodes) + 1)
            rows += [(here.leave + gap * (k + 1), x, y) for k, (x, y) in enumerate(nodes)]
        return np.array(rows)

    def settle(self, days: int) -> "Whereabouts":
        """Return the finished positions of everybody over the period."""
        self.write_tours()
        people = np.arange(len(self.home), dtype=np.int64)
        owner = np.full(self.named, -1, dtype=np.int64)
        owner[self.name] = self.who
        name = np.concatenate([p[0] for p in self.points] or [np.zeros(0, dtype=np.int64)])
        live = owner[name] >= 0
        parts = [
            np.concatenate([p[k] for p in self.points] or [np.zeros(0)])[live] for k in (1, 2, 3)
        ]
        begin, end = np.full(len(people), -7.0 * DAY), np.full(len(people), (days + 7.0) * DAY)
        who = np.concatenate([owner[name[live]], people, people])
        when = np.concatenate([np.clip(parts[0], -6.9 * DAY, (days + 6.9) * DAY), begin, end])
        x = np.concatenate([parts[1], self.home[:, 0], self.home[:, 0]])
        y = np.concatenate([parts[2], self.home[:, 1], self.home[:, 1]])
        order = np.argsort(moment(who, when), kind="stable")
        path = (moment(who, when)[order], x[order], y[order])
        return Whereabouts(*path, self.who, self.out, self.back)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Everybody's path, and their outings (sorted, disjoint); ask it where somebody was."""

    key: Floats
    x: Floats
    y: Floats
    who: Ints
    out: Floats
    back: Floats

    def outing(self, who: Ints, when_s: Floats) -> Ints:
        """Return the row of the outing that each person is on, -1 at home."""
        place = np.searchsorted(moment(self.who, self.out), moment(who, when_s), side="right") - 1
        safe = np.maximum(place, 0)
        away = (place >= 0) & (self.who[safe] == who) & (self.back[safe] >= when_s)
        return np.where(away, safe, -1)

    def at(self, who: Ints, when_s: Floats) -> Floats:
        """Return plane points in kilometres, one a row, for persons at moments of the period."""
        asked = moment(who, when_s)
        right = np.clip(np.searchsorted(self.key, asked, side="right"), 1, len(self.key) - 1)
        left = right - 1
        gap = np.maximum(self.key[right] - self.key[left], 1e-6)
        part = np.clip((asked - self.key[left]) / gap, 0.0, 1.0)
        x = self.x[left] + part * (self.x[right] - self.x[left])
        y = self.y[left] + part * (self.y[right] - self.y[left])
        return np.column_stack([x, y])


Windows = tuple[Ints, Floats, Floats]


def _clear_of(written: Windows, asked: Windows) -> Bools:
    """Return which of the asked windows touch none of the written, which are sorted, disjoint."""
    who, out, back = asked
    if not len(written[0]):
        return np.ones(len(who), dtype=bool)
    place = np.searchsorted(moment(written[0], written[1]), moment(who, back), side="right") - 1
    safe = np.maximum(place, 0)
    clash = (place >= 0) & (written[0][safe] == who) & (written[2][safe] >= out)
    return np.asarray(~clash, dtype=bool)


def _disjoint(who: Ints, out: Floats, back: Floats) -> Bools:
    """Return a choice of windows that do not overlap, the earlier of two kept."""
    order = np.argsort(moment(who, out), kind="stable")
    keep = np.ones(len(who), dtype=bool)
    while True:
        rows = order[keep[order]]
        clash = (who[rows][1:] == who[rows][:-1]) & (out[rows][1:] <= back[rows][:-1])
        first = clash & ~np.concatenate([[False], clash[:-1]])
        if not first.any():
            return keep
        keep[rows[1:][first]] = False
