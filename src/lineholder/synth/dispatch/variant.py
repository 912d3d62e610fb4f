"""A variant: what sets one family of the dispatch kind apart from another, as figures and a mechanism."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Mechanics(StrEnum):
    """Which mechanism moves people, demand and orders."""

    CALLED = "called"
    TEXTED = "texted"
    POLLED = "polled"


@dataclass(frozen=True, slots=True)
class Town:
    """A place on the author's plane: kilometres east and north, share of the people, spread in km.

    `kind` is hub (where lines come from), market (where they sell) or town.
    """

    name: str
    x: float
    y: float
    share: float
    kind: str
    spread: float


@dataclass(frozen=True, slots=True)
class Network:
    """The radio network and what its returns lose; shares 0 to 1.

    `sites` are a market town's, roughly; `sticky` the share of rows that
    keep to the site a phone had at that place that day.
    """

    sites: int
    two_sectors: bool
    turned: bool
    roads_between_neighbours: bool
    shadow: float
    next_sector: float
    sticky: float
    lost_cells: float
    unknown_cells: float
    lost_rows: float
    missed_shown: float  # unanswered calls that the called end's return shows
    cell_form: str


@dataclass(frozen=True, slots=True)
class Social:
    """Ordinary talk: friends a person, a factor on all rates, and when in the day it is."""

    friends: float
    rate: float
    peaks: tuple[tuple[float, float], ...]
    changers: float
    data_a_day: tuple[float, float]  # log-normal median and spread
    session_s: float


@dataclass(frozen=True, slots=True)
class Shops:
    """Firms: how they pass jobs on, how clients reach them, lengths and list sizes as factors."""

    by_text: float
    by_app: float
    ring: float
    text: float
    length: float
    clients: float
    issued_phones: bool
    arrival_by_call: bool
    driver_rings: float
    lunch: bool  # the small takeaway is open from noon
    offers_every: tuple[float, ...]  # days, one a takeaway
    names: int  # text senders


@dataclass(frozen=True, slots=True)
class Selling:
    """Lines: rates as gamma (shape, mean a day), hours of the day, call lengths, adverts a day."""

    rate: tuple[float, float]
    fewest: int
    hours: tuple[float, float]
    length: tuple[float, float]
    ring: float
    text: float
    by_app: float
    asks_again: float
    worker_rings: float
    adverts: tuple[float, float]
    shut: float


@dataclass(frozen=True, slots=True)
class Variant:
    """Everything that a family of this kind sets."""

    mechanics: Mechanics
    key: int  # its word in the seed
    first: date
    latitude: float
    longitude: float
    own_numbers: tuple[
        int, int
    ]  # network and first serial that its residents' numbers are drawn from
    towns: tuple[Town, ...]
    network: Network
    social: Social
    shops: Shops
    selling: Selling
