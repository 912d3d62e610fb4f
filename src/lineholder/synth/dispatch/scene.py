"""The scene: a county while it is made, and the draws that everything shares.

One stream of random numbers runs through the whole county, as its author had it: the order of the
draws is the county. Only the holding, names of numbers and ages have streams of their own.
"""

from dataclasses import dataclass, field

import numpy as np

from lineholder.synth.clock import Clock
from lineholder.synth.columns import DAY, HOUR, Bools, Floats, Ints, Rng
from lineholder.synth.dispatch.book import Book
from lineholder.synth.dispatch.events import Events
from lineholder.synth.dispatch.variant import Variant
from lineholder.synth.spec import Spec


@dataclass(slots=True)
class Errand:
    """A worker's duty: which days, where the trap house and the market are, whether he lives there."""

    duty: Bools
    trap: int
    market: int
    local: bool


@dataclass(slots=True)
class Agent:
    """Somebody (or a counter) that carries phones: rhythm, town, places, own phone.

    Places are numbers in `Ground.places`. `beside` is the agent that a partner goes along with.
    """

    kind: str
    town: int
    home: int
    phone: int = -1
    beside: int = -1
    household: int = -1
    work_town: int = -1
    work: int = -1
    favourites: list[int] = field(default_factory=list)
    errand: Errand | None = None


@dataclass(slots=True)
class Ground:
    """Places (km east, north), each town's pool of them, and way points between any two towns."""

    places: list[tuple[float, float]] = field(default_factory=list)
    pool: list[list[int]] = field(default_factory=list)
    way: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def add(self, x: float, y: float) -> int:
        """Enter a place."""
        self.places.append((float(x), float(y)))
        return len(self.places) - 1

    def path(self, origin: int, goal: int) -> list[int]:
        """Return the way points from town to town, in order."""
        points = self.way[min(origin, goal), max(origin, goal)]
        return points if origin < goal else points[::-1]


@dataclass(frozen=True, slots=True)
class Residents:
    """Columns of everybody with a private phone; `special` are crews, `hired` those with a job."""

    agent: Ints
    town: Ints
    phone: Ints
    adult: Bools
    special: Bools
    hired: Bools

    def __len__(self) -> int:
        return len(self.agent)


@dataclass(slots=True)
class Line:
    """A line: its people (agents), its phones, its customers (phones), and what it did.

    `advert_s` are the moments of its adverts, `listed` who gets them, `carrier` the agent with the
    order phone each day, `days` those it trades on, `change_s` when its number changed or None.
    """

    kind: str
    market: int
    hub: int
    local: bool
    holder: int
    partner: int
    deputy: int
    trap: int
    workers: list[int]
    customers: Ints
    listed: Ints
    advert_s: Floats
    carrier: Ints
    days: Bools
    worker_phones: list[int] = field(default_factory=list)
    opens: float = 0.0
    closes: float = 0.0
    orders: int = -1
    adverts: int = -1
    change_s: float | None = None


@dataclass(frozen=True, slots=True)
class Firm:
    """A business: kind, town, its own phones, phones it gave its staff, the staff's private phones."""

    kind: str
    town: int
    phones: list[int]
    issued: list[int] = field(default_factory=list)
    staff: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hours:
    """When something goes on: opening and closing hour (past 24 is after midnight) and its peaks."""

    opens: float
    closes: float
    peaks: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Shaken:
    """What a variant's figures became in this county; each is shaken by itself."""

    firm_length: float
    data_a_day: float
    lost_cells: float
    social: float
    line_delay: float
    firm_delay: float
    worker_rings: float


@dataclass(slots=True)
class Scene:
    """A county in the making."""

    spec: Spec
    v: Variant
    rng: Rng
    clock: Clock
    shaken: Shaken
    book: Book
    log: Events = field(default_factory=Events)
    ground: Ground = field(default_factory=Ground)
    agents: list[Agent] = field(default_factory=list)
    homes: list[list[int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    outsiders: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    residents: Residents | None = None

    @property
    def people(self) -> Residents:
        """Everybody with a private phone, once they have moved in."""
        if self.residents is None:
            raise RuntimeError("residents: expected them to have moved in; found none yet")
        return self.residents

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return self.spec.days

    def agent(self, kind: str, town: int, home: int) -> int:
        """Enter an agent."""
        self.agents.append(Agent(kind, town, home))
        return len(self.agents) - 1

    def lengths(self, median: float, spread: float, count: int) -> Floats:
        """Return log-normal whole seconds, at least 1."""
        drawn = median * np.exp(spread * self.rng.standard_normal(int(count)))
        return np.asarray(np.maximum(1, np.round(drawn)))

    def of_day(self, count: int, hours: Hours) -> Floats:
        """Return seconds of the day within hours, denser at the peaks."""
        grid = np.arange(hours.opens, hours.closes, 0.25)
        weight = np.full(grid.size, 0.35)
        for peak, height in hours.peaks:
            weight += height * np.exp(-0.5 * ((grid - peak) / 1.3) ** 2)
        quarter = self.rng.choice(grid.size, int(count), p=weight / weight.sum())
        return np.asarray((grid[quarter] + self.rng.random(int(count)) * 0.25) * HOUR)

    def any_time(self, count: int, hours: Hours) -> Floats:
        """Return moments on any day of the period, within hours."""
        day = self.rng.integers(0, self.days, int(count)) * DAY
        return np.asarray(day + self.of_day(count, hours))

    def but_for(self, *weekdays: int) -> Bools:
        """Return which days are none of these weekdays, Monday 0."""
        return np.asarray(~np.isin(self.clock.weekday(), weekdays))

    def some_adults(
        self, count: int, town: int | None = None, among: Bools | None = None, spill: float = 0.15
    ) -> Ints:
        """Return the rows of up to `count` ordinary adults, mostly of a town, out of `among`.

        Never more than nine in ten of those there are.
        """
        people = self.people
        fit = people.adult & ~people.special
        if among is not None:
            fit = fit & among
        weight = fit.astype(float)
        if town is not None:
            weight *= np.where(people.town == town, 1, spill * 0.3)
        most = int(min(count, (weight > 0).sum() * 0.9))
        rows = self.rng.choice(len(people), most, replace=False, p=weight / weight.sum())
        return np.asarray(rows, dtype=np.int64)

    def phones_of(self, count: int, town: int | None = None, among: Bools | None = None) -> Ints:
        """Return the private phones of some adults."""
        return self.people.phone[self.some_adults(count, town, among)]


def begin(spec: Spec, variant: Variant) -> Scene:
    """Return an empty scene with this county's shaken figures."""
    words = [7919, variant.key, spec.seed, spec.people, spec.days, spec.lines]
    rng = np.random.default_rng(words)
    firm_length = variant.shops.length * rng.uniform(0.8, 1.25)
    data_a_day = variant.social.data_a_day[0] * rng.uniform(0.75, 1.3)
    lost_cells = variant.network.lost_cells * rng.uniform(0.6, 1.4)
    social = variant.social.rate * rng.uniform(0.8, 1.2)
    line_delay, firm_delay = rng.uniform(0.6, 1.6), rng.uniform(0.6, 1.6)
    worker_rings = variant.selling.worker_rings * rng.uniform(0.7, 1.3)
    shaken = Shaken(
        firm_length, data_a_day, lost_cells, social, line_delay, firm_delay, worker_rings
    )
    book = Book(rng, variant.own_numbers)
    return Scene(spec, variant, rng, Clock(variant.first, spec.days), shaken, book)
