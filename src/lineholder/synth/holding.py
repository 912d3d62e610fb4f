"""Holdings: whose records a unit would have, from every return to the normal few.

A partial holding has the returns of one or two lines, of suspects guilty and innocent, and the
downloads of a few runners and customers: own rows without cells, subscriptions or data sessions.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.synth.columns import Bools, Ints, Rng
from lineholder.synth.kit import Line
from lineholder.synth.phones import FIXED, Phones
from lineholder.synth.returns import Ends
from lineholder.synth.traffic import DATA
from lineholder.synth.world import World

LEAST, MOST = 20, 200


@dataclass(frozen=True, slots=True)
class Holding:
    """Which phones have a return in the files, which a download, and which lines are held."""

    returned: Bools
    downloaded: Bools
    lines: tuple[str, ...]

    def rows(self, ends: Ends) -> Bools:
        """Return which rows are in the files."""
        seen = self.returned[ends.phone]
        return np.asarray(seen | (self.downloaded[ends.phone] & (ends.kind != DATA)), dtype=bool)


def everything(world: World, phones: Phones) -> Holding:
    """Return the holding of every phone's return."""
    own = phones.kind <= FIXED
    return Holding(own, np.zeros(len(own), dtype=bool), tuple(ln.plan.name for ln in world.lines))


def usual(world: World, phones: Phones, rng: Rng) -> Holding:
    """Return a normal holding: 20 to 200 subject numbers around one or two of the lines."""
    count = min(len(world.lines), 1 + int(rng.random() < 0.6))
    chosen = sorted(rng.choice(len(world.lines), count, replace=False).tolist())
    lines = [world.lines[i] for i in chosen]
    returned = np.zeros(len(phones.use), dtype=bool)
    downloaded = np.zeros(len(phones.use), dtype=bool)
    for line in lines:
        returned[[line.orders, line.adverts]] = True
        returned[_suspects(line, rng)] = True
        downloaded[_seized(line, rng)] = True
    returned[_innocent(world, phones, rng)] = True
    downloaded &= ~returned
    return Holding(returned, downloaded, tuple(line.plan.name for line in lines))


def _suspects(line: Line, rng: Rng) -> list[int]:
    """Return phones of those found behind the line, and of the holder's partner."""
    plan = line.plan
    phones = [plan.carrier, plan.partner, *(p for _, p in plan.handovers)]
    if rng.random() < 0.9:
        phones.append(plan.holder)
    if line.command >= 0 and rng.random() < 0.7:
        phones.append(line.command)
    if rng.random() < 0.7:
        phones.append(plan.deputy)
    found = [w for w in plan.workers if rng.random() < 0.55]
    phones += [w.person for w in found if rng.random() < 0.7]
    return phones + [line.burners[w.person] for w in found]


def _seized(line: Line, rng: Rng) -> list[int]:
    runners = [w for w in line.plan.runners() if rng.random() < 0.5]
    count = min(len(line.customers.persons), int(rng.integers(4, 9)))
    chosen = rng.choice(line.customers.persons, count, replace=False)
    customers = [int(person) for person in chosen]
    return [line.burners[w.person] for w in runners] + customers


def _innocent(world: World, phones: Phones, rng: Rng) -> list[int]:
    """Return phones of others that were asked for: commuters, drivers, a plumber, offices."""
    people = world.people
    chosen: list[int] = []
    for occupation, count in (("commuter", 5), ("driver", 2), ("employee", 4), ("rider", 1)):
        pool = people.having(occupation)
        pool = pool[phones.opened[pool] < 0]
        chosen += rng.choice(pool, min(count, len(pool)), replace=False).tolist()
    for kind in ("minicab", "takeaway", "plumber", "hairdresser"):
        firms = [f for f in world.firms if f.kind == kind]
        if firms and rng.random() < 0.6:
            firm = firms[int(rng.integers(len(firms)))]
            chosen += [firm.main, *firm.staff_phones[:1]]
    return chosen


def checked(holding: Holding, ends: Ends, kind: str) -> Ints:
    """Return the subject numbers in the files; a partial holding must have 20 to 200 of them."""
    subjects = np.unique(ends.number[holding.rows(ends)])
    if kind == "partial" and not LEAST <= len(subjects) <= MOST:
        raise ValueError(
            f"partial holding: expected {LEAST}-{MOST} subjects; found: {len(subjects)}"
        )
    return subjects
