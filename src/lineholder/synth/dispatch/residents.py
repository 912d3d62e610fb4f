"""Residents: crews of the lines first, then ordinary households till the county is full.

Kinds of a line: `ordinary`; `small` (25 customers, two workers); `app_orders` (most orders in an
app); `split` (a number of its own for adverts); `quiet` (hardly advertises); `changing` (a new
number half-way); `internal` (hub and market are one town); `local_worker`; `travelling`;
`chatty_worker` (worker and line ring each other all the time).
"""

from collections.abc import Iterable

import numpy as np

from lineholder.model.errors import Refused
from lineholder.synth.columns import DAY
from lineholder.synth.dispatch.ground import new_home
from lineholder.synth.dispatch.scene import Line, Residents, Scene
from lineholder.synth.dispatch.variant import Mechanics

KINDS = (
    "ordinary", "small", "app_orders", "split", "quiet", "changing", "internal", "local_worker",
    "travelling", "chatty_worker",
)  # fmt: skip
FIRST_OF = {1: 0, 2: 3, 3: 8, 0: 14}  # so 3, 5, 6 and 8 lines at four seeds meet each kind twice
FEWEST = 60  # people beside the crews: fewer cannot fill the firms and the lists
RHYTHMS = ("work", "commute", "home", "shift", "roam")
RHYTHM_SHARES = (0.45, 0.15, 0.22, 0.12, 0.06)
NOBODY = np.zeros(0, dtype=np.int64)


def settle(scene: Scene) -> None:
    """Move everybody in, give them work and favourite places, and some of them a new number."""
    moved_in: list[int] = []
    for place, kind in enumerate(_kinds(scene)):
        scene.lines.append(_crew(place, kind, scene, moved_in))
    special = len(moved_in)
    while len(moved_in) < scene.spec.people:
        _household(scene, moved_in)
    if len(moved_in) - special < FEWEST:
        raise Refused(
            f"Expected {FEWEST} people or more beside the {special} of the lines' crews and homes; "
            f"found {scene.spec.people} people in all. Ask for more people or fewer lines."
        )
    scene.residents = _columns(scene, moved_in, special)
    _daily_places(scene)
    count = int(scene.spec.people * 1.2) + 200
    scene.outsiders = np.array([scene.book.outsider() for _ in range(count)], dtype=np.int64)
    people = scene.people
    for row in np.flatnonzero(scene.rng.random(len(people)) < scene.v.social.changers):
        if not people.special[row]:
            when = scene.rng.uniform(0.25, 0.75) * scene.days * DAY
            same = scene.rng.random() < 0.6
            scene.book.renumber(int(people.phone[row]), when, bool(same))


def _kinds(scene: Scene) -> list[str]:
    seed, place = scene.spec.seed, list(Mechanics).index(scene.v.mechanics)
    turned = np.random.default_rng([17, place, (seed - 1) // 4 % 1000]).permutation(len(KINDS))
    first = FIRST_OF[seed % 4]
    return [KINDS[turned[(first + n) % len(KINDS)]] for n in range(scene.spec.lines)]


def _market(place: int, scene: Scene) -> int:
    """Return the line's market: the towns in turn, the second line beside the first."""
    markets = [n for n, town in enumerate(scene.v.towns) if town.kind == "market"]
    share = np.array([scene.v.towns[n].share for n in markets])
    in_turn = place < len(markets)
    market = markets[place] if in_turn else int(scene.rng.choice(markets, p=share / share.sum()))
    return scene.lines[0].market if place == 1 else market


def _crew(place: int, kind: str, scene: Scene, moved_in: list[int]) -> Line:
    rng = scene.rng
    market = _market(place, scene)
    hubs = [n for n, town in enumerate(scene.v.towns) if town.kind == "hub"]
    hub = market if kind == "internal" else int(rng.choice(hubs))
    local = kind in ("local_worker", "internal")
    local = local or (kind in ("small", "quiet") and bool(rng.random() < 0.4))
    home = new_home(scene, hub)
    holder, partner = _move_in(scene, hub, home, ("holder", "partner"), moved_in)
    scene.agents[partner].beside = holder
    if rng.random() < 0.4:
        scene.homes[-1] += _persons(scene, hub, home, ["child"], moved_in)
    deputy = _move_in(scene, hub, new_home(scene, hub), ["home"], moved_in)[0]
    trap = new_home(scene, market)
    count, workers = int(rng.integers(2, 5)), []
    for _ in range(2 if kind == "small" else count):
        town = market if local else hub
        worker = _move_in(scene, town, new_home(scene, town), ["runner"], moved_in)[0]
        lodging = scene.agents[worker].home
        others = ["home"] * int(rng.integers(0, 2))
        scene.homes[-1] += _persons(scene, town, lodging, others, moved_in)
        workers.append(worker)
    return Line(
        kind, market, hub, local, holder, partner, deputy, trap, workers, NOBODY, NOBODY,
        np.zeros(0), NOBODY, np.zeros(0, dtype=bool),
    )  # fmt: skip


def _household(scene: Scene, moved_in: list[int]) -> None:
    rng, towns = scene.rng, scene.v.towns
    share = np.array([town.share for town in towns])
    town = int(rng.choice(len(towns), p=share / share.sum()))
    home = new_home(scene, town)
    size = int(rng.choice([1, 2, 3, 4, 5], p=[0.25, 0.32, 0.2, 0.17, 0.06]))
    scene.homes.append(_persons(scene, town, home, _rhythms(size, scene), moved_in))


def _rhythms(size: int, scene: Scene) -> Iterable[str]:
    for member in range(size):
        if member >= 2 and scene.rng.random() < 0.75:
            yield "child"
        else:
            yield str(scene.rng.choice(RHYTHMS, p=RHYTHM_SHARES))


def _move_in(
    scene: Scene, town: int, home: int, kinds: Iterable[str], moved_in: list[int]
) -> list[int]:
    persons = _persons(scene, town, home, kinds, moved_in)
    scene.homes.append(list(persons))
    return persons


def _persons(
    scene: Scene, town: int, home: int, kinds: Iterable[str], moved_in: list[int]
) -> list[int]:
    """Enter members of one household; each has a phone as soon as its rhythm is drawn."""
    entered = []
    for kind in kinds:
        agent = scene.agent(kind, town, home)
        scene.agents[agent].phone = scene.book.mobile(agent, "private")
        entered.append(agent)
    moved_in += entered
    return entered


def _columns(scene: Scene, moved_in: list[int], special: int) -> Residents:
    agents = [scene.agents[n] for n in moved_in]
    for number, members in enumerate(scene.homes):
        for member in members:
            scene.agents[member].household = number
    return Residents(
        agent=np.array(moved_in, dtype=np.int64),
        town=np.array([a.town for a in agents], dtype=np.int64),
        phone=np.array([a.phone for a in agents], dtype=np.int64),
        adult=np.array([a.kind != "child" for a in agents], dtype=bool),
        special=np.arange(len(agents)) < special,
        hired=np.zeros(len(agents), dtype=bool),
    )


def _daily_places(scene: Scene) -> None:
    """Give everybody a place of work, commuters in another town, and five favourite places."""
    rng, towns = scene.rng, range(len(scene.v.towns))
    for row in scene.people.agent.tolist():
        agent = scene.agents[row]
        agent.work_town = agent.town
        if agent.kind == "commute":
            agent.work_town = int(rng.choice([n for n in towns if n != agent.town]))
        agent.work = int(rng.choice(scene.ground.pool[agent.work_town]))
        chosen = rng.choice(scene.ground.pool[agent.town], 5, replace=False)
        agent.favourites = [int(x) for x in chosen]
