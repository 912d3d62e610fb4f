"""Radio: sites, cells, and which cell serves a place.

Four sites share each place, by distance and a fixed shadow. Blind to: load, terrain, operators
(there is one network), handover during a call.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lineholder.synth.columns import DAY, Floats, Ints, Rng, Texts
from lineholder.synth.dispatch.scene import Scene
from lineholder.synth.dispatch.variant import Network

KM_A_DEGREE = 111.2
DECAY = 3.2
UNKNOWN = 5  # cells that occur in returns and not in the cell table


@dataclass(frozen=True, slots=True)
class Radio:
    """Sites as columns; for each place its four best sites, their shares added up, their sectors."""

    network: Network
    names: tuple[str, ...]
    place: Floats  # latitude, longitude
    sectors: Ints
    turn: Ints
    first_cell: Ints
    best: Ints
    share: Floats
    faces: Ints

    def __len__(self) -> int:
        return int(self.sectors.sum())

    def cell_names(self) -> Texts:
        """Return every cell's identifier, those that no table knows last."""
        form = self.network.cell_form
        known = [
            form.format(
                area=1000 + site // 9,
                site=200 + site,
                sector=sector + 1,
                tens=101 + 10 * site + sector,
                sixteens=700_000 + 16 * site + sector,
            )
            for site, sector in self._cells()
        ]
        unknown = [f"unk-{9000 + n}" for n in range(UNKNOWN)]
        return np.array(known + unknown, dtype=object)

    def table(self) -> pa.Table:
        """Return the cell table with the contract's columns; azimuth in degrees from north."""
        cells = self._cells()
        where = [self.place[site] for site, _ in cells]
        azimuth = [
            int((self.turn[site] + sector * 360 / self.sectors[site]) % 360)
            for site, sector in cells
        ]
        columns = {
            "cell_id": self.cell_names()[: len(self)].tolist(),
            "latitude": [f"{spot[0]:.5f}" for spot in where],
            "longitude": [f"{spot[1]:.5f}" for spot in where],
            "azimuth": [str(degrees) for degrees in azimuth],
            "site_name": [self.names[site] for site, _ in cells],
        }
        return pa.table({name: pa.array(c, pa.string()) for name, c in columns.items()})

    def serving(self, phone: Ints, place: Ints, when: Floats, rng: Rng) -> Ints:
        """Return the cell that serves each phone at a place; now and then the sector beside."""
        chance = rng.random(place.size)
        if self.network.sticky:
            day = (when // DAY).astype(np.int64)
            own = ((phone * 2654435761 + place * 40503 + day * 97) % 10007) / 10007.0
            chance = np.where(rng.random(place.size) < self.network.sticky, own, chance)
        rank = (chance[:, None] > self.share[place]).sum(1).clip(0, 3)
        site = self.best[place, rank]
        sector, sectors = self.faces[place, site], self.sectors[site]
        beside = rng.random(place.size) < self.network.next_sector
        turned = (sector + rng.choice([1, -1], place.size)) % sectors
        return np.asarray(self.first_cell[site] + np.where(beside, turned, sector))

    def _cells(self) -> list[tuple[int, int]]:
        sectors = self.sectors.tolist()
        return [(site, sector) for site, count in enumerate(sectors) for sector in range(count)]


def build(scene: Scene) -> Radio:
    """Return the county's network."""
    rng, network = scene.rng, scene.v.network
    sites, names = _sites(scene)
    sectors = np.full(len(sites), 3)
    if network.two_sectors:
        sectors = rng.choice([2, 3], len(sites), p=[0.4, 0.6])
    turn = np.zeros(len(sites), dtype=np.int64)
    if network.turned:
        turn = rng.integers(0, 120, len(sites))
    places = np.array(scene.ground.places)
    away = np.sqrt(((places[:, None] - sites[None]) ** 2).sum(2)) + 0.15
    signal = -DECAY * np.log(away) + rng.normal(0, network.shadow, away.shape)
    best = np.argsort(-signal, 1, kind="stable")[:, :4]
    power = np.take_along_axis(signal, best, 1)
    weight = np.exp(power - power[:, :1])
    weight /= weight.sum(1, keepdims=True)
    east = places[:, None, 0] - sites[None, :, 0]
    north = places[:, None, 1] - sites[None, :, 1]
    bearing = (np.degrees(np.arctan2(east, north)) - turn[None]) % 360
    half = 180 / sectors[None]
    faces = np.floor((bearing + half) / (2 * half)).astype(np.int64) % sectors[None]
    return Radio(
        network, names, _degrees(sites, scene), sectors, turn, np.cumsum(sectors) - sectors, best,
        weight.cumsum(1), faces,
    )  # fmt: skip


def _sites(scene: Scene) -> tuple[Floats, tuple[str, ...]]:
    rng, network, towns = scene.rng, scene.v.network, scene.v.towns
    spots: list[tuple[float, float]] = []
    names: list[str] = []
    for town in towns:
        for place in range(int(network.sites * (1.6 if town.kind == "hub" else 0.6 + town.share))):
            x = town.x + rng.normal(0, town.spread)
            spots.append((x, town.y + rng.normal(0, town.spread)))
            names.append(f"{town.name} {place + 1}")
    for (i, j), way in scene.ground.way.items():
        if network.roads_between_neighbours and j - i != 1:
            continue
        for point in way:
            if rng.random() < 0.8:
                x, y = np.array(scene.ground.places[point]) + rng.normal(0, 1, 2)
                spots.append((float(x), float(y)))
                names.append(f"{towns[i].name}-{towns[j].name} road {len(spots)}")
    return np.array(spots), tuple(names)


def _degrees(points: Floats, scene: Scene) -> Floats:
    latitude, longitude = scene.v.latitude, scene.v.longitude
    east = KM_A_DEGREE * np.cos(np.radians(latitude))
    return np.column_stack(
        [latitude + points[:, 1] / KM_A_DEGREE, longitude + points[:, 0] / east]
    )
