"""Country: a city, market towns around it, the roads between, and the masts that cover them.

Points are km east and north of the city's middle. One network; every site has three sectors.
Blind to: other networks, terrain, masts that come and go.
"""

from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt

import numpy as np
import pyarrow as pa

from lineholder.synth.columns import Floats, Ints
from lineholder.synth.stepwise.chance import Chance

Point = tuple[float, float]
CITY = "Castleport"
TOWNS = (
    "Harford", "Wexbury", "Ashcombe", "Tilmouth", "Great Denby", "Corswold", "Market Lenham",
    "Stainley", "Brockhythe", "Oldmere",
)  # fmt: skip
TURN = 6.283
SECTORS = 3
NORTH_KM = 110.57  # of a degree of latitude
EAST_KM = 111.32  # of a degree of longitude at the equator
AT_ONCE = 40_000  # rows placed at a time, to bound memory


@dataclass(frozen=True, slots=True)
class Town:
    """A town: its middle, its radius in km, and how many sites it has inside."""

    name: str
    middle: Point
    radius: float
    sites: int


@dataclass(frozen=True, slots=True)
class Country:
    """Towns (the city is the first) and sites; `turned` is each site's first azimuth in degrees."""

    latitude: float
    longitude: float
    towns: list[Town]
    sites: Floats
    site_names: list[str]
    turned: Ints

    def spot(self, town: int, chance: Chance, share: float = 1.0) -> Point:
        """Return a point in this share of a town's radius, all of its area alike."""
        place = self.towns[town]
        far = place.radius * share * sqrt(chance.rng.random())
        return beyond(place.middle, far, chance.even(0, TURN))

    def degrees(self, point: Point) -> Point:
        """Return latitude and longitude of a point."""
        east = EAST_KM * cos(radians(self.latitude))
        return self.latitude + point[1] / NORTH_KM, self.longitude + point[0] / east

    def cell_names(self) -> list[str]:
        """Return the cells' names, three to a site."""
        return [
            f"234-15-{1000 + site // 20}-{site * 16 + sector + 10007}"
            for site in range(len(self.sites))
            for sector in range(SECTORS)
        ]

    def table(self) -> pa.Table:
        """Return the cell table with the contract's columns, all text."""
        rows = []
        for name, cell in zip(self.cell_names(), range(len(self.sites) * SECTORS), strict=True):
            site, sector = divmod(cell, SECTORS)
            latitude, longitude = self.degrees(
                (float(self.sites[site, 0]), float(self.sites[site, 1]))
            )
            azimuth = str(int((self.turned[site] + 120 * sector) % 360))
            rows.append(
                (name, f"{latitude:.6f}", f"{longitude:.6f}", azimuth, self.site_names[site])
            )
        names = ("cell_id", "latitude", "longitude", "azimuth", "site_name")
        return pa.table({n: pa.array([r[i] for r in rows]) for i, n in enumerate(names)})

    def serving(self, east: Floats, north: Floats, fade: float, chance: Chance) -> Ints:
        """Return the serving cell of each point.

        Of the five nearest sites the nearest after log-normal fading; of its sectors the one that
        looks that way, give or take 18 degrees.
        """
        cells = np.empty(len(east), dtype=np.int64)
        for first in range(0, len(east), AT_ONCE):
            part = slice(first, first + AT_ONCE)
            cells[part] = self._serving(east[part], north[part], fade, chance)
        return cells

    def _serving(self, east: Floats, north: Floats, fade: float, chance: Chance) -> Ints:
        x, y = self.sites[:, 0], self.sites[:, 1]
        squared = (east[:, None] - x[None, :]) ** 2 + (north[:, None] - y[None, :]) ** 2
        near = np.argpartition(squared, 5, axis=1)[:, :5]
        far = np.take_along_axis(squared, near, 1) ** 0.5 + 0.25
        felt = far * np.exp(fade * chance.rng.standard_normal(far.shape))
        site = near[np.arange(len(east)), felt.argmin(1)]
        bearing = np.degrees(np.arctan2(east - x[site], north - y[site]))
        bearing = bearing + 18 * chance.rng.standard_normal(len(east))
        sector = np.round(((bearing - self.turned[site]) % 360) / 120).astype(int) % SECTORS
        return np.asarray(site * SECTORS + sector, dtype=np.int64)


def apart(one: Point, other: Point) -> float:
    """Return the distance of two points in km."""
    return hypot(one[0] - other[0], one[1] - other[1])


def beyond(middle: Point, far: float, way: float) -> Point:
    """Return the point so many km from another, `way` in radians from east."""
    return middle[0] + far * cos(way), middle[1] + far * sin(way)


def lay_out(lines: int, chance: Chance) -> Country:
    """Return a new country: about one market town a line, three to seven."""
    latitude, longitude = chance.even(51.6, 53.2), chance.even(-2.2, -0.3)
    count = max(3, min(7, lines + (1 if chance.happens(0.5) else 0)))
    names = list(TOWNS)
    chance.rng.shuffle(names)
    towns = [Town(CITY, (0.0, 0.0), chance.even(5, 8), chance.whole(38, 55))]
    first = chance.even(0, 6.28)
    for k in range(count):
        far = chance.even(20, 100) if k else chance.even(20, 45)
        way = first + k * TURN / count + chance.even(-0.35, 0.35)
        middle = (far * cos(way), far * sin(way))
        towns.append(Town(names[k], middle, chance.even(1.5, 3.6), chance.whole(6, 14)))
    sites = _in_towns(towns, chance) + _on_roads(towns, chance)
    return Country(
        latitude,
        longitude,
        towns,
        np.array([point for point, _ in sites]),
        [f"{name} {i}" for i, (_, name) in enumerate(sites)],
        chance.rng.integers(0, 120, len(sites)),
    )


def _in_towns(towns: list[Town], chance: Chance) -> list[tuple[Point, str]]:
    sites = []
    for town in towns:
        for _ in range(town.sites):
            far = town.radius * 1.15 * sqrt(chance.rng.random())
            sites.append((beyond(town.middle, far, chance.even(0, TURN)), town.name))
        for _ in range(3):
            way = chance.even(0, TURN)
            far = town.radius + chance.even(2, 6)
            sites.append((beyond(town.middle, far, way), f"{town.name} rural"))
    return sites


def _on_roads(towns: list[Town], chance: Chance) -> list[tuple[Point, str]]:
    """Return the sites along the roads from the city, one every 4 to 7 km."""
    sites = []
    for town in towns[1:]:
        length = hypot(*town.middle)
        count = int(length / chance.even(4, 7))
        for i in range(1, count):
            share = i / count
            if share * length > towns[0].radius:
                east = town.middle[0] * share + chance.even(-1.5, 1.5)
                north = town.middle[1] * share + chance.even(-1.5, 1.5)
                sites.append(((east, north), f"{town.name} road"))
    return sites
