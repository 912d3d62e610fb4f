"""Areas: the cells that two numbers used, drawn as sector wedges or circles, with their switches between.

A wedge stands for an area that a cell serves; its reach on the drawing is about half the distance to the
next site, no measurement. There is no map beneath: nothing is asked of another machine. North is up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin, sqrt

from lineholder.model.comparison import Comparison, Fit, Met, Sector

WIDTH, HEIGHT, ROOM = 900.0, 560.0, 70.0
KM_PER_DEGREE = 111.32
BEAM = 120.0  # degrees, where a cell table gives a direction and no width
LEAST_KM, MOST_KM = 0.25, 4.0  # reach of a wedge on the drawing
LEAST = 13.0  # units: what can still be told apart
CLOSE_KM = 6.0
BARS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Wedge:
    """One cell: its outline, and its sentence. `whose` is first, second or both."""

    path: str
    whose: str
    told: str


@dataclass(frozen=True, slots=True)
class Link:
    """Switches between two cells: a line from area to area; `at` in the middle for a sign."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    fit: Fit
    told: str
    ref: str


@dataclass(frozen=True, slots=True)
class Label:
    """A site's name beside its cells."""

    x: float
    y: float
    text: str
    end: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in units of a picture WIDTH by HEIGHT, with the length of the scale's bar."""

    wedges: tuple[Wedge, ...]
    links: tuple[Link, ...]
    labels: tuple[Label, ...]
    bar_km: int | float
    bar: float
    unknown_directions: int


@dataclass(frozen=True, slots=True)
class _Ground:
    """From degrees to units of the picture, the same scale both ways."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    def at(self, sector: Sector) -> tuple[float, float]:
        x = (sector.lon - self.west) * self.squeeze * KM_PER_DEGREE * self.scale
        y = (self.north - sector.lat) * KM_PER_DEGREE * self.scale
        return round(self.left + x, 1), round(self.top + y, 1)


def drawing(found: Comparison) -> Drawing | None:
    """Every cell and the switches; None where no cell of the two is placed."""
    return _drawn(found.sectors, found.met) if found.sectors else None


def close_up(found: Comparison) -> Drawing | None:
    """The cells within CLOSE_KM of the one with most switches; None where that is all of them."""
    if not found.met:
        return None
    count: dict[str, int] = {}
    for met in found.met:
        count[met.cell] = count.get(met.cell, 0) + met.switches
    most = max(sorted(count), key=lambda cell: count[cell])
    middle = next(s for s in found.sectors if s.cell == most)
    near = tuple(s for s in found.sectors if _km(s, middle) <= CLOSE_KM)
    if len(near) == len(found.sectors):
        return None
    cells = {s.cell for s in near}
    return _drawn(near, [m for m in found.met if {m.cell, m.other_cell} <= cells])


def _drawn(sectors: Sequence[Sector], pairs: Sequence[Met]) -> Drawing:
    ground = _ground(sectors)
    reach = max(LEAST, _reach(sectors) * ground.scale)
    by_cell = {sector.cell: sector for sector in sectors}
    bar = next(km for km in BARS_KM if km * ground.scale > 60)
    return Drawing(
        tuple(_wedge(sector, ground, reach) for sector in sectors),
        tuple(_link(met, by_cell, ground, reach) for met in reversed(pairs)),
        _labels(sectors, ground, reach),
        bar,
        round(bar * ground.scale, 1),
        sum(sector.azimuth is None for sector in sectors),
    )


def _km(a: Sector, b: Sector) -> float:
    east = (a.lon - b.lon) * cos(radians(a.lat))
    return hypot(a.lat - b.lat, east) * KM_PER_DEGREE


def _ground(sectors: Sequence[Sector]) -> _Ground:
    lats, lons = [s.lat for s in sectors], [s.lon for s in sectors]
    squeeze = cos(radians((min(lats) + max(lats)) / 2))
    wide = max((max(lons) - min(lons)) * squeeze * KM_PER_DEGREE, 1.0)
    high = max((max(lats) - min(lats)) * KM_PER_DEGREE, 1.0)
    reach = 2 * _reach(sectors)
    scale = min((WIDTH - 2 * ROOM) / (wide + reach), (HEIGHT - ROOM) / (high + reach))
    left = (WIDTH - (max(lons) - min(lons)) * squeeze * KM_PER_DEGREE * scale) / 2
    top = (HEIGHT - (max(lats) - min(lats)) * KM_PER_DEGREE * scale) / 2
    return _Ground(min(lons), max(lats), squeeze, scale, left, top)


def _reach(sectors: Sequence[Sector]) -> float:
    """Half the middle distance from a site to the next, in km, held within what can be read."""
    sites = {(s.lat, s.lon): s for s in sectors}
    nearest = sorted(
        min(_km(a, b) for b in sites.values() if b is not a)
        for a in sites.values()
        if len(sites) > 1
    )
    middle = nearest[len(nearest) // 2] / 2 if nearest else 1.0
    return min(MOST_KM, max(LEAST_KM, middle))


def _wedge(sector: Sector, ground: _Ground, reach: float) -> Wedge:
    x, y = ground.at(sector)
    whose = "both" if sector.first and sector.second else "first" if sector.first else "second"
    named = f"{sector.site}, {sector.cell}" if sector.site else sector.cell
    told = (
        f"{named}: {sector.first:,} records of the first, {sector.second:,} of the second; "
        f"{_towards(sector)}"
    )
    if sector.azimuth is None:
        r = round(reach, 1)
        path = f"M{x - r:.1f} {y}a{r} {r} 0 1 0 {2 * r:.1f} 0a{r} {r} 0 1 0 {-2 * r:.1f} 0z"
        return Wedge(path, whose, told)
    half = (sector.beamwidth or BEAM) / 2
    first, last = sector.azimuth - half, sector.azimuth + half
    (ax, ay), (bx, by) = _point(x, y, first, reach), _point(x, y, last, reach)
    large = 1 if 2 * half > 180 else 0
    r = round(reach, 1)
    return Wedge(f"M{x} {y}L{ax} {ay}A{r} {r} 0 {large} 1 {bx} {by}z", whose, told)


def _towards(sector: Sector) -> str:
    if sector.azimuth is None:
        return "direction not in the cell table"
    width = "" if sector.beamwidth else f", drawn {BEAM:.0f} degrees wide"
    return f"faces {sector.azimuth:.0f} degrees from north{width}"


def _point(x: float, y: float, bearing: float, reach: float) -> tuple[float, float]:
    turned = bearing * pi / 180
    return round(x + reach * sin(turned), 1), round(y - reach * cos(turned), 1)


def _middle(sector: Sector, ground: _Ground, reach: float) -> tuple[float, float]:
    """Where a link begins: inside the area, never at the mast, which is no place of a phone."""
    x, y = ground.at(sector)
    return (x, y) if sector.azimuth is None else _point(x, y, sector.azimuth, reach * 0.6)


def _link(met: Met, by_cell: dict[str, Sector], ground: _Ground, reach: float) -> Link:
    (x1, y1), (x2, y2) = (
        _middle(by_cell[cell], ground, reach) for cell in (met.cell, met.other_cell)
    )
    width = round(min(9.0, 1.2 * sqrt(met.switches)), 1)
    told = (
        f"{met.switches:,} switches between {_name(by_cell[met.cell])} and "
        f"{_name(by_cell[met.other_cell])}, {met.km:.1f} km apart; {met.contradicting:,} contradict"
        f"{f', {met.impossible:,} impossible' if met.impossible else ''}"
    )
    return Link(x1, y1, x2, y2, width, met.fit, told, met.ref)


def _name(sector: Sector) -> str:
    return sector.site or sector.cell


def _labels(sectors: Sequence[Sector], ground: _Ground, reach: float) -> tuple[Label, ...]:
    """Names of the most used sites that leave each other room."""
    count: dict[str, int] = {}
    where: dict[str, Sector] = {}
    for sector in sectors:
        if sector.site:
            count[sector.site] = count.get(sector.site, 0) + sector.first + sector.second
            where[sector.site] = sector
    placed: list[Label] = []
    for name in sorted(count, key=lambda n: (-count[n], n)):
        x, y = ground.at(where[name])
        end = x > WIDTH * 0.75
        label = Label(x + (-reach - 4 if end else reach + 4), y + 4, name, end)
        if all(abs(label.y - o.y) > 15 or abs(label.x - o.x) > 130 for o in placed):
            placed.append(label)
    return tuple(placed)
