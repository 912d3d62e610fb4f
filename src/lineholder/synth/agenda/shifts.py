"""Shifts by agenda: which runner serves the market when, and the tour that each shift becomes."""

from dataclasses import dataclass, field

import numpy as np

from lineholder.synth.columns import DAY, HOUR, MINUTE, Rng
from lineholder.synth.crew import Plan, Worker
from lineholder.synth.diary import Diary, Stop


@dataclass(slots=True)
class Shift:
    """One runner's duty at the market (local seconds); `stays` means nights at the trap house."""

    person: int
    begin: float
    end: float
    stays: bool
    meets: list[Stop] = field(default_factory=list)


def roster(plan: Plan, customers: int, days: int, rng: Rng) -> list[Shift]:
    """Return the duties of the period; travelling lines send runners away for days at a time."""
    abreast = 2 if customers > 90 else 1
    if plan.type == "travelling":
        return _tours(plan, abreast, days, rng)
    shifts = []
    for day in range(days):
        ready = [w for w in plan.runners() if _there(w, plan, day)]
        rng.shuffle(ready)
        for worker in ready[:abreast]:
            begin = day * DAY + plan.opens + float(rng.normal(0, 15 * MINUTE))
            shifts.append(Shift(worker.person, begin, day * DAY + plan.closes, stays=False))
    return shifts


def _there(worker: Worker, plan: Plan, day: int) -> bool:
    noon = (day + 0.5) * DAY
    held = any(
        a.person == worker.person and a.since - DAY < noon < a.until + 2 * DAY
        for a in plan.arrests
    )
    return worker.joined < noon < worker.left and not held


def _tours(plan: Plan, abreast: int, days: int, rng: Rng) -> list[Shift]:
    shifts: list[Shift] = []
    busy_until: dict[int, int] = {}
    for lane in range(abreast):
        day = -int(rng.integers(0, 3))
        while day < days:
            rested = [
                w for w in plan.runners()
                if busy_until.get(w.person, -9) < day and _there(w, plan, max(day, 0))
            ]  # fmt: skip
            if not rested:
                day += 1
                continue
            worker = rested[int(rng.integers(len(rested)))]
            length = int(rng.integers(2, 6))
            held = [a.since for a in plan.arrests if a.person == worker.person]
            end_day = day + length
            begin = day * DAY + plan.opens + float(rng.normal(0.6 - lane * 0.3, 0.4)) * HOUR
            end = end_day * DAY + plan.opens - float(rng.uniform(0.2, 1.5)) * HOUR
            end = min([end, *(h for h in held if h > begin)])
            end = min(end, worker.left)
            if end > begin + HOUR:
                shifts.append(Shift(worker.person, begin, end, stays=True))
            busy_until[worker.person] = end_day + int(rng.integers(0, 3))
            day = end_day
    return shifts


def walk(shift: Shift, plan: Plan, diary: Diary) -> None:
    """Write the tour of one shift: at the trap house (or home base) between the meetings."""
    x, y = plan.trap
    base = Stop(shift.begin, shift.begin + 5 * MINUTE, x, y, plan.market)
    wishes: list[Stop] = []
    last = shift.begin + 5 * MINUTE
    for meet in sorted(shift.meets, key=lambda m: m.arrive):
        if meet.arrive - last > 30 * MINUTE:
            wishes.append(Stop(last + 8 * MINUTE, meet.arrive - 8 * MINUTE, x, y, plan.market))
        wishes.append(meet)
        last = meet.leave
    wishes.append(Stop(last + 8 * MINUTE, shift.end, x, y, plan.market))
    diary.tour(shift.person, diary.feasible(base, wishes))


def on_duty(shifts: list[Shift], when_s: float, rng: Rng) -> Shift | None:
    """Return one of the shifts on duty at a moment, or None."""
    there = [s for s in shifts if s.begin <= when_s < s.end - 15 * MINUTE]
    return there[int(rng.integers(len(there)))] if there else None


def restock(plan: Plan, days: int, rng: Rng) -> list[tuple[int, float]]:
    """Return (courier, arrival at the market) of the re-supply trips, every four to seven days."""
    couriers = [w for w in plan.workers if w.role == "courier"] or plan.runners()[:1]
    trips, day = [], int(rng.integers(0, 5))
    while day < days:
        worker = couriers[int(rng.integers(len(couriers)))]
        arrive = day * DAY + float(rng.uniform(11, 18)) * HOUR
        if worker.joined < arrive < worker.left:
            trips.append((worker.person, arrive))
        day += int(rng.integers(4, 8))
    return trips


def supply_tour(courier: int, arrive: float, plan: Plan, diary: Diary) -> None:
    """Write one re-supply trip: an hour or less at the trap house."""
    x, y = plan.trap
    diary.tour(courier, [Stop(arrive, arrive + 35 * MINUTE, x, y, plan.market)])


def visits(plan: Plan, days: int, every: float, rng: Rng) -> list[Stop]:
    """Return a senior member's visits to the market, about one in `every` days."""
    stops = []
    for day in np.flatnonzero(rng.random(days) < 1.0 / every).tolist():
        arrive = day * DAY + float(rng.uniform(12, 20)) * HOUR
        x, y = plan.trap
        stops.append(Stop(arrive, arrive + float(rng.uniform(0.3, 2.0)) * HOUR, x, y, plan.market))
    return stops
