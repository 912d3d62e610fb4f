"""SYNTHETIC: a country of a million phones, of which everything is known, made without sight of the
solver.

Nothing of it is anybody: places are points in kilometres, a phone is a whole number. Two hours are a
stay. In each a person is at home, at work or out; out is a place often gone to or one gone to once.
Households of two share the home and `shared` of what they do in the hours that they are out: then both
are out, and at one place. A record stands `noise_km` (one standard deviation on each axis) from where
the person is.

Whatever a person does in a stay is drawn from a hash of who, when and seed: so any phone's stay can be
told again, and the phone that is searched for is a second one of the same person's, with noise and
times of its own.
"""

from dataclasses import dataclass

import numpy as np

STAY_S, DAY_S = 7200, 86_400
STAYS = DAY_S // STAY_S
SIDE_KM, TOWNS, RURAL = 100.0, 60, 0.12
REGULAR = 2  # places often gone to: of a household, and of a person
WORKING, COMMUTE_KM, REGULAR_KM, TRIP_KM = 0.7, 7.0, 4.0, 9.0
OFTEN = 0.5  # of what is done out: at a place often gone to
OUT = np.array([0.03, 0.02, 0.03, 0.15, 0.20, 0.25, 0.30, 0.30, 0.40, 0.40, 0.30, 0.12])
WORK = np.array([0.02, 0.02, 0.05, 0.30, 0.65, 0.70, 0.65, 0.65, 0.25, 0.05, 0.02, 0.02])
USE = np.array([0.2, 0.1, 0.1, 0.5, 1.0, 1.1, 1.3, 1.2, 1.4, 1.5, 1.2, 0.7])  # of phones, by stay
WEEKEND = (5, 6)  # the records begin on a Monday; nobody works then

Array = np.ndarray


@dataclass(frozen=True)
class Spec:
    phones: int = 1_000_000
    days: int = 14
    records: int = 40
    noise_km: float = 0.8
    shared: float = 0.4
    seed: int = 20_260_301

    @property
    def stays(self) -> int:
        return self.days * STAYS


@dataclass(frozen=True)
class People:
    """Where each person lives and goes, in km (x, y); person 2k and 2k + 1 are a household."""

    home: Array  # n x 2
    work: Array  # n x 2, the home of whoever has none
    works: Array  # n
    ours: Array  # n x REGULAR x 2, of the household
    own: Array  # n x REGULAR x 2


@dataclass(frozen=True)
class Records:
    """Ordered by phone, then time."""

    phone: Array  # int32
    time_s: Array  # int32, from the first midnight
    place: Array  # n x 2, float32, km


def people(spec: Spec) -> People:
    rng = np.random.default_rng(spec.seed)
    n, pairs = spec.phones, spec.phones // 2
    centre = rng.uniform(10, SIDE_KM - 10, (TOWNS, 2))
    size = 1 / np.arange(1, TOWNS + 1) ** 0.8
    town = rng.choice(TOWNS, pairs, p=size / size.sum())
    spread = 0.8 + 3.2 * np.sqrt(size[town] / size[0])
    home = centre[town] + rng.normal(size=(pairs, 2)) * spread[:, None]
    away = rng.random(pairs) < RURAL
    home[away] = rng.uniform(0, SIDE_KM, (int(away.sum()), 2))
    ours = home[:, None] + rng.normal(size=(pairs, REGULAR, 2)) * REGULAR_KM
    both = np.repeat(home, 2, axis=0)
    works = rng.random(n) < WORKING
    commute = rng.normal(size=(n, 2)) * COMMUTE_KM
    own = both[:, None] + rng.normal(size=(n, REGULAR, 2)) * REGULAR_KM
    work = np.where(works[:, None], both + commute, both)
    return People(both, work, works, np.repeat(ours, 2, axis=0), own)


def use(spec: Spec) -> Array:
    """The share of a phone's records in each stay of the period."""
    share = np.tile(USE, spec.days)
    return share / share.sum()


def doing(spec: Spec) -> tuple[Array, Array]:
    """P(out) and P(at work, of whoever works), by stay of the period; at home otherwise."""
    weekday = (np.arange(spec.days) % 7)[:, None]
    work = np.where(np.isin(weekday, WEEKEND), 0.0, WORK)
    out = np.broadcast_to(OUT, work.shape)
    return out.reshape(-1), (work * (1 - out)).reshape(-1)


def where(spec: Spec, of: People, person: Array, stay: Array) -> Array:
    """Where the person is in that stay, km."""
    pair = person // 2
    together = _uniform(spec, 1, pair, stay) < spec.shared
    who = np.where(together, pair + spec.phones, person)  # whose draw it is
    p_out, p_work = doing(spec)
    out = _uniform(spec, 2, who, stay) < p_out[stay]
    working = ~out & of.works[person]
    working &= _uniform(spec, 3, person, stay) < (p_work / (1 - p_out))[stay]
    often = _uniform(spec, 4, who, stay)
    slot = np.minimum((often / OFTEN * REGULAR).astype(np.int64), REGULAR - 1)
    regular = np.where(together[:, None], of.ours[person, slot], of.own[person, slot])
    once = of.home[person] + TRIP_KM * _normal(spec, 5, who, stay)
    gone = np.where((often < OFTEN)[:, None], regular, once)
    still = np.where(working[:, None], of.work[person], of.home[person])
    return np.where(out[:, None], gone, still)


def records(spec: Spec, of: People, first: int, last: int) -> Records:
    """The records of the phones `first` to `last` (exclusive); phone p is person p's."""
    rng = np.random.default_rng([spec.seed, 1, first])
    return _seen(spec, of, np.arange(first, last), spec.records, rng)


def second_phones(spec: Spec, of: People, carriers: Array, events: int) -> Records:
    """The records of a second phone of each carrier; `phone` counts from 0 in the order given."""
    rng = np.random.default_rng([spec.seed, 2])
    seen = _seen(spec, of, carriers, events, rng)
    return Records(
        np.repeat(np.arange(carriers.size, dtype=np.int32), events), seen.time_s, seen.place
    )


def _seen(spec: Spec, of: People, person: Array, n: int, rng: np.random.Generator) -> Records:
    total = person.size * n
    stay = np.searchsorted(np.cumsum(use(spec)), rng.random(total)).astype(np.int64)
    stay = np.minimum(stay, spec.stays - 1)
    at = stay * STAY_S + rng.integers(0, STAY_S, total)
    at = np.sort(at.reshape(person.size, n), axis=1).reshape(-1)
    who = np.repeat(person, n)
    place = where(spec, of, who, at // STAY_S)
    place += spec.noise_km * rng.normal(size=(total, 2))
    return Records(who.astype(np.int32), at.astype(np.int32), place.astype(np.float32))


def _hash(spec: Spec, what: int, who: Array, stay: Array) -> Array:
    """Sixty-four bits by splitmix64 (Steele, Lea, Flood 2014)."""
    with np.errstate(over="ignore"):
        salt = np.uint64((spec.seed * 0x9E3779B97F4A7C15 + what * 0xD1B54A32D192ED03) % 2**64)
        x = (who.astype(np.uint64) << np.uint64(16)) + stay.astype(np.uint64)
        x = x * np.uint64(0x9E3779B97F4A7C15) + salt
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


def _uniform(spec: Spec, what: int, who: Array, stay: Array) -> Array:
    return (_hash(spec, what, who, stay) >> np.uint64(11)) * 2.0**-53


def _normal(spec: Spec, what: int, who: Array, stay: Array) -> Array:
    """Two independent standard normals (Box and Muller)."""
    length = np.sqrt(-2 * np.log1p(-_uniform(spec, what, who, stay)))
    angle = 2 * np.pi * _uniform(spec, what + 100, who, stay)
    return np.column_stack([length * np.cos(angle), length * np.sin(angle)])
