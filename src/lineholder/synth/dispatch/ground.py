"""The ground: places in the towns, and way points between them."""

import numpy as np

from lineholder.synth.dispatch.scene import Scene

PLACES = 34  # that a town's people go to


def lay_out(scene: Scene) -> None:
    """Enter each town's places and the way points a fifth of the way apart."""
    rng, towns, ground = scene.rng, scene.v.towns, scene.ground
    for town in towns:
        wide = town.spread * 0.55
        ground.pool.append(
            [
                ground.add(town.x + rng.normal(0, wide), town.y + rng.normal(0, wide))
                for _ in range(PLACES)
            ]
        )
    for i, one in enumerate(towns):
        start = np.array([one.x, one.y])
        for j in range(i + 1, len(towns)):
            leg = np.array([towns[j].x, towns[j].y]) - start
            ground.way[i, j] = [
                ground.add(*(start + leg * part + rng.normal(0, 0.4, 2)))
                for part in (0.2, 0.4, 0.6, 0.8)
            ]


def new_home(scene: Scene, town: int) -> int:
    """Enter a home somewhere in a town."""
    place = scene.v.towns[town]
    x = place.x + scene.rng.normal(0, place.spread)
    return scene.ground.add(x, place.y + scene.rng.normal(0, place.spread))
