"""Holdings of the author's: whose returns are in the files, and for how long.

A partial one has the own returns of one or two lines and of some behind them; downloads, half of them
of some weeks only, of a few customers and workers of every line; and friends and firms that were
wrongly suspected. A download shows no cells and no data sessions, and half of them no handset.
"""

from dataclasses import dataclass, field

import numpy as np

from lineholder.synth.columns import DAY, Bools, Rng
from lineholder.synth.dispatch.ends import Shown
from lineholder.synth.dispatch.scene import Line, Scene
from lineholder.synth.holding import LEAST, MOST
from lineholder.synth.traffic import DATA

SUSPECTED = (
    "minicab", "takeaway", "taxi", "trader", "plumber", "helpline", "hairdresser", "second",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """Which rows are in the files, whose rows are a download's, and which lines' own are held."""

    rows: Bools
    downloaded: Bools
    lines: tuple[int, ...]


@dataclass(slots=True)
class _Asked:
    """Phones asked for, in order: (from, to, whether a download); a return replaces a download."""

    days: int
    rng: Rng
    phones: dict[int, tuple[float, float, bool]] = field(default_factory=dict)

    def take(self, phone: int, download: bool = False, weeks: bool = False) -> None:
        """Ask for a phone's whole period, or for some weeks of it."""
        span = self._weeks() if weeks else (0.0, float(self.days * DAY))
        known = self.phones.get(int(phone))
        if known is None or (known[2] and not download):
            self.phones[int(phone)] = (*span, download)

    def _weeks(self) -> tuple[float, float]:
        until = self.rng.uniform(0.55, 1) * self.days * DAY
        return max(0.0, until - self.rng.uniform(18, 60) * DAY), until


def everything(scene: Scene, shown: Shown) -> Held:
    """Return the holding of every return."""
    rows = np.ones(shown.seen_s.size, dtype=bool)
    none = np.zeros(len(scene.book.entries), dtype=bool)
    return Held(rows, none, tuple(range(len(scene.lines))))


def usual(scene: Scene, shown: Shown) -> Held:
    """Return a normal holding: 20 to 200 phones."""
    words = [31, scene.spec.seed, scene.v.key, scene.spec.people]
    rng = np.random.default_rng(words)
    asked = _Asked(scene.days, rng)
    count = min(len(scene.lines), int(rng.integers(1, 3)))
    order = rng.permutation(len(scene.lines)).tolist()
    for place in order[:count]:
        _behind(scene.lines[place], scene, asked)
    for turn, place in enumerate(order):
        _around(scene.lines[place], turn < count, scene, asked)
    _wrongly(scene, asked)
    while len(asked.phones) < LEAST:
        people = scene.people
        asked.take(people.phone[rng.integers(len(people))], download=True)
    return _held(scene, shown, asked, tuple(order[:count]))


def _behind(line: Line, scene: Scene, asked: _Asked) -> None:
    for phone in dict.fromkeys((line.orders, line.adverts)):
        asked.take(phone)
    for agent, chance in ((line.holder, 0.6), (line.partner, 0.4), (line.deputy, 0.5)):
        if asked.rng.random() < chance:
            asked.take(scene.agents[agent].phone)


def _around(line: Line, own: bool, scene: Scene, asked: _Asked) -> None:
    rng = asked.rng
    few = [7, 14, 20] if line.kind == "app_orders" else [1, 4, 8, 14]
    count = int(rng.integers(3, 9)) if own else int(rng.choice(few))
    most = min(count, line.customers.size)
    for customer in rng.choice(line.customers, most, replace=False):
        asked.take(customer, download=True, weeks=bool(rng.random() < 0.6))
    for worker, phone in zip(line.workers, line.worker_phones, strict=True):
        if rng.random() < (0.7 if own else 0.45):
            asked.take(phone, download=bool(rng.random() < 0.7))
            if rng.random() < 0.5:
                private = scene.agents[worker].phone
                asked.take(private, download=bool(rng.random() < 0.5))


def _wrongly(scene: Scene, asked: _Asked) -> None:
    rng, people = asked.rng, scene.people
    rows = rng.choice(len(people), int(rng.integers(4, 12)), replace=False)
    for phone in people.phone[rows]:
        asked.take(phone, download=bool(rng.random() < 0.5))
    firms = [firm for firm in scene.firms if firm.kind in SUSPECTED]
    for place in rng.choice(len(firms), int(rng.integers(1, 4)), replace=False):
        for phone in (*firms[place].phones, *firms[place].issued):
            asked.take(phone)


def _held(scene: Scene, shown: Shown, asked: _Asked, lines: tuple[int, ...]) -> Held:
    count = len(scene.book.entries)
    since, until = np.full(count, np.inf), np.full(count, -np.inf)
    downloaded = np.zeros(count, dtype=bool)
    for phone, (begins, ends, download) in list(asked.phones.items())[:MOST]:
        since[phone], until[phone], downloaded[phone] = begins, ends, download
    whose = shown.ends.phone
    rows = (shown.seen_s >= since[whose]) & (shown.seen_s <= until[whose])
    rows &= ~(downloaded[whose] & (shown.ends.kind == DATA))
    return Held(rows, downloaded, lines)
