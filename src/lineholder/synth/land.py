"""The land: towns along one transport corridor, the sites of each operator, and who serves where.

A plane in kilometres around the hub; latitude and longitude only when written down.
Blind to: terrain, indoor coverage, load; a site serves the points nearest to it after noise.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lineholder.synth import names
from lineholder.synth.columns import Floats, Ints, Rng, Texts, pick

MARGIN_KM = 14.0
GRAIN_KM = 0.25


@dataclass(frozen=True, slots=True)
class Geometry:
    """How a family's country is laid out; distances in kilometres, angles in degrees."""

    latitude: float
    longitude: float
    heading: float
    step_km: float
    markets: int
    hub_radius: float
    market_radius: float
    hub_sites: int
    market_sites: int
    hub_sectors: int
    market_sectors: int
    rural_sectors: int
    operators: int
    noise_km: float
    odd_share: float
    cell_form: str


@dataclass(frozen=True, slots=True)
class Town:
    """A named place: the hub, a market town or a stop; `node` is where on the corridor."""

    name: str
    kind: str
    x: float
    y: float
    radius: float
    node: int


@dataclass(frozen=True, slots=True)
class Sites:
    """Columns of the sites: where, whose, how many sectors, and the first cell's place."""

    x: Floats
    y: Floats
    operator: Ints
    sectors: Ints
    turn: Floats
    first_cell: Ints
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """Towns, corridor nodes, sites and the raster that says which site serves a point."""

    geometry: Geometry
    towns: tuple[Town, ...]
    nodes: Floats
    sites: Sites
    raster: Ints
    corner: tuple[float, float]

    @property
    def hub(self) -> int:
        """Place of the hub among the towns."""
        return 0

    @property
    def markets(self) -> list[int]:
        """Places of the market towns among the towns."""
        return [i for i, town in enumerate(self.towns) if town.kind == "market"]

    def between(self, origin: int, goal: int) -> Floats:
        """Return the corridor points passed from town to town, in order, none inside one town."""
        start, stop = self.towns[origin].node, self.towns[goal].node
        step = 1 if stop > start else -1
        inner = list(range(start + step, stop, step)) if start != stop else []
        return self.nodes[inner].reshape(-1, 2)

    def spot(self, town: int, rng: Rng, size: int) -> Floats:
        """Return `size` points of a town, denser in its middle."""
        place = self.towns[town]
        offset = rng.normal(0.0, 0.45 * place.radius, size=(size, 2))
        return np.array([place.x, place.y]) + np.clip(offset, -1.3 * place.radius, place.radius)

    def serving(self, operator: Ints, points: Floats, rng: Rng) -> Ints:
        """Return the cell that serves each point, after noise; now and then an odd one."""
        odd = rng.random(len(points)) < self.geometry.odd_share
        spread = self.geometry.noise_km * np.where(odd, 4.0, 1.0)
        seen = points + rng.normal(size=points.shape) * spread[:, None]
        steps = ((seen - np.array(self.corner)) / GRAIN_KM).astype(np.int64)
        column = np.clip(steps[:, 0], 0, self.raster.shape[2] - 1)
        row = np.clip(steps[:, 1], 0, self.raster.shape[1] - 1)
        site = self.raster[operator, row, column]
        angle = np.degrees(
            np.arctan2(seen[:, 0] - self.sites.x[site], seen[:, 1] - self.sites.y[site])
        )
        sectors = self.sites.sectors[site]
        width = 360.0 / sectors
        sector = ((angle - self.sites.turn[site] + width / 2) % 360.0 // width).astype(np.int64)
        return np.asarray(
            self.sites.first_cell[site] + np.minimum(sector, sectors - 1), dtype=np.int64
        )

    def degrees(self, points: Floats) -> Floats:
        """Return latitude and longitude of plane points."""
        turn = np.radians(self.geometry.heading)
        east = points[:, 0] * np.sin(turn) - points[:, 1] * np.cos(turn)
        north = points[:, 0] * np.cos(turn) + points[:, 1] * np.sin(turn)
        latitude = self.geometry.latitude + north / 111.2
        longitude = self.geometry.longitude + east / (111.2 * np.cos(np.radians(latitude)))
        return np.column_stack([latitude, longitude])

    def cell_names(self) -> Texts:
        """Return every cell's identifier, in the family's form."""
        site, sector = self._cells()
        operator = self.sites.operator[site]
        area = 1000 + site // 7
        form = self.geometry.cell_form
        rows = zip(operator.tolist(), area.tolist(), site.tolist(), sector.tolist(), strict=True)
        return np.array(
            [
                form.format(operator=o, area=a, site=20_000 + 37 * s, sector=k + 1)
                for o, a, s, k in rows
            ],
            dtype=object,
        )

    def table(self) -> pa.Table:
        """Return the cell table with the contract's columns; azimuth in degrees from north."""
        site, sector = self._cells()
        where = self.degrees(np.column_stack([self.sites.x, self.sites.y]))[site]
        width = 360.0 / self.sites.sectors[site]
        azimuth = (self.sites.turn[site] + sector * width + self.geometry.heading - 90.0) % 360.0
        return pa.table(
            {
                "cell_id": pa.array(self.cell_names().tolist(), pa.string()),
                "latitude": pa.array([f"{v:.5f}" for v in where[:, 0].tolist()]),
                "longitude": pa.array([f"{v:.5f}" for v in where[:, 1].tolist()]),
                "azimuth": pa.array([f"{v:.0f}" for v in (np.round(azimuth) % 360).tolist()]),
                "site_name": pa.array([self.sites.names[s] for s in site.tolist()]),
            }
        )

    def _cells(self) -> tuple[Ints, Ints]:
        site = np.repeat(np.arange(len(self.sites.x), dtype=np.int64), self.sites.sectors)
        return site, np.arange(len(site), dtype=np.int64) - self.sites.first_cell[site]


def lay_out(geometry: Geometry, rng: Rng) -> Land:
    """Return a land: the hub at the origin, market towns and stops along the corridor."""
    legs = 2 * geometry.markets + 1
    nodes = np.zeros((legs, 2))
    nodes[1:, 0] = geometry.step_km * np.arange(1, legs) * rng.uniform(0.9, 1.1, legs - 1)
    nodes[1:, 1] = np.cumsum(rng.normal(0.0, 0.25 * geometry.step_km, legs - 1))
    nodes = nodes[np.argsort(nodes[:, 0], kind="stable")]
    towns = _towns(geometry, nodes, rng)
    sites = _sites(geometry, towns, rng)
    raster, corner = _raster(geometry, sites)
    return Land(geometry, towns, nodes, sites, raster, corner)


def _towns(geometry: Geometry, nodes: Floats, rng: Rng) -> tuple[Town, ...]:
    markets = list(rng.permutation(names.MARKETS))
    stops = list(rng.permutation(names.STOPS))
    towns = [Town(pick(rng, names.HUBS), "hub", 0.0, 0.0, geometry.hub_radius, 0)]
    for node in range(1, len(nodes)):
        x, y = nodes[node] + rng.normal(0.0, 0.8, 2)
        market = node % 2 == 0
        name = str(markets.pop()) if market else str(stops.pop())
        radius = geometry.market_radius * (rng.uniform(0.8, 1.25) if market else 0.6)
        kind = "market" if market else "stop"
        towns.append(Town(name, kind, float(x), float(y), float(radius), node))
    return tuple(towns)


def _sites(geometry: Geometry, towns: tuple[Town, ...], rng: Rng) -> Sites:
    points: list[tuple[float, float, int, int, str]] = []
    for operator in range(geometry.operators):
        for town in towns:
            count, sectors = _size(geometry, town.kind)
            for place, (x, y) in enumerate(_sunflower(count, town.radius, rng)):
                label = f"{town.name} {place + 1}"
                points.append((town.x + x, town.y + y, operator, sectors, label))
        far = towns[-1].x
        for place in range(12):
            x, y = rng.uniform(-8.0, far + 6.0), rng.uniform(-9.0, 9.0)
            points.append((x, y, operator, geometry.rural_sectors, f"Field {place + 1}"))
    counts = np.array([p[3] for p in points], dtype=np.int64)
    return Sites(
        x=np.array([p[0] for p in points]),
        y=np.array([p[1] for p in points]),
        operator=np.array([p[2] for p in points], dtype=np.int64),
        sectors=counts,
        turn=np.asarray(rng.integers(0, 12, len(points)) * 10.0),
        first_cell=np.cumsum(counts) - counts,
        names=tuple(p[4] for p in points),
    )


def _size(geometry: Geometry, kind: str) -> tuple[int, int]:
    if kind == "hub":
        return geometry.hub_sites, geometry.hub_sectors
    if kind == "market":
        return geometry.market_sites, geometry.market_sectors
    return 1, geometry.rural_sectors


def _sunflower(count: int, radius: float, rng: Rng) -> list[tuple[float, float]]:
    turn = rng.uniform(0, 2 * np.pi)
    places = np.arange(count) + 0.5
    reach = radius * np.sqrt(places / count) if count > 1 else np.array([0.2])
    angle = turn + places * np.pi * (3 - np.sqrt(5))
    shake = rng.normal(0.0, 0.08 * radius, size=(2, count))
    xs, ys = reach * np.cos(angle) + shake[0], reach * np.sin(angle) + shake[1]
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


def _raster(geometry: Geometry, sites: Sites) -> tuple[Ints, tuple[float, float]]:
    corner = (float(sites.x.min()) - MARGIN_KM, float(sites.y.min()) - MARGIN_KM)
    xs = np.arange(corner[0], sites.x.max() + MARGIN_KM, GRAIN_KM) + GRAIN_KM / 2
    ys = np.arange(corner[1], sites.y.max() + MARGIN_KM, GRAIN_KM) + GRAIN_KM / 2
    raster = np.zeros((geometry.operators, len(ys), len(xs)), dtype=np.int64)
    for operator in range(geometry.operators):
        own = np.flatnonzero(sites.operator == operator)
        best = np.full((len(ys), len(xs)), np.inf)
        for site in own.tolist():
            away = (xs - sites.x[site])[None, :] ** 2 + (ys - sites.y[site])[:, None] ** 2
            nearer = away < best
            best[nearer] = away[nearer]
            raster[operator][nearer] = site
    return raster, corner
