"""Plans: the lines of a county with their people, numbers and customers, before they trade."""

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise import habits
from lineholder.synth.stepwise.crew import take_on, travel
from lineholder.synth.stepwise.line import KINDS, Line
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.settling import couple, give_phone, move_in
from lineholder.synth.stepwise.shire import Change, Shire

CITY = 0
SOMETIMES_CHANGE = ("several_calls", "churned", "split_orders", "chatty", "internal")
ANNOUNCED = {"changed_by_old": "old", "changed_by_new": "new", "changed_silent": "none"}
WAYS = ("old", "new", "none")


def plan_lines(shire: Shire) -> None:
    """Plan all lines: kinds in turn by the seed, markets in turn."""
    kinds = kinds_of(shire)
    markets = list(range(1, len(shire.country.towns)))
    shire.chance.rng.shuffle(markets)
    taken: set[int] = set()
    shared: int | None = None
    for place, kind in enumerate(kinds):
        market = CITY if kind == "internal" else markets[place % len(markets)]
        if kind == "shared":
            shared = market if shared is None else shared
            market = shared
        shire.lines.append(_plan(shire, f"L{place + 1}", kind, market, taken))


def kinds_of(shire: Shire) -> list[str]:
    """Return the kinds of the county's lines; one that shares customers needs its twin."""
    seed, count, mechanics = shire.spec.seed, shire.spec.lines, shire.mechanics
    first = (seed * 5 + seed // 4 * 3 + mechanics.shift * 3) % len(KINDS)
    kinds = [KINDS[mechanics.kinds[(first + k) % len(KINDS)]] for k in range(count)]
    if kinds.count("shared") == 1 and count > 2:
        kinds[(kinds.index("shared") + 1) % count] = "shared"
    return kinds


def _plan(shire: Shire, name: str, kind: str, market: int, taken: set[int]) -> Line:
    chance = shire.chance
    customers = _customers(shire, kind, market, taken)
    has_phone = kind == "handover" or not chance.happens(0.14)
    holder = enter(shire, CITY, "holder", has_phone)
    partner = enter(shire, CITY, "partner")
    couple(shire, holder, partner)
    command = None
    if has_phone and chance.happens(0.3):
        command = shire.numbers.carried(holder.index, 1, "holder2").index
    deputy = _deputy(shire, kind, market)
    line = Line(
        name, kind, market, customers, holder.index, partner.index, command,
        None if deputy is None else deputy.index,
        trap=shire.spot(market, 0.8),
        habits=habits.draw(kind, shire.mechanics, chance),
    )  # fmt: skip
    _equip(shire, line)
    _hand(shire, line)
    take_on(shire, line)
    travel(shire, line)
    return line


def enter(shire: Shire, town: int, part: str, has_phone: bool = True) -> Person:
    """Return a new person with a part in a line, who has no other occupation."""
    person = move_in(shire, town, occupation="home")
    person.part = part
    if has_phone:
        give_phone(shire, person)
    return person


def _customers(shire: Shire, kind: str, market: int, taken: set[int]) -> list[int]:
    """Return residents of the market of no other line, but for the twin's third; newcomers if few."""
    chance = shire.chance
    low, high = {"textbook": (32, 48), "small": (20, 26)}.get(kind, (26, 52))
    count = chance.whole(low, high)
    if kind == "app_orders":
        count = chance.whole(34, 50)
    pool = [
        p.index for p in shire.people
        if p.town == market and not p.part and p.index not in taken
    ]  # fmt: skip
    own = chance.rng.choice(pool, min(len(pool), count), replace=False).tolist()
    twin = next((ln.customers for ln in shire.lines if ln.kind == "shared"), None)
    if kind == "shared" and twin is not None:
        both = min(len(twin), int(count * 0.35))
        own = own[: int(count * 0.65)] + chance.rng.choice(twin, both, replace=False).tolist()
    while len(own) < count:
        person = move_in(shire, market)
        give_phone(shire, person)
        own.append(person.index)
    taken.update(own)
    return [int(customer) for customer in own]


def _deputy(shire: Shire, kind: str, market: int) -> Person | None:
    """Return the deputy, where there is one, with or without a partner."""
    chance = shire.chance
    town = CITY if chance.happens(0.6) else market
    if not (kind == "handover" or chance.happens(0.65)):
        return None
    deputy = enter(shire, town, "deputy")
    if chance.happens(0.5):
        couple(shire, deputy, enter(shire, town, "partner"))
    return deputy


def _equip(shire: Shire, line: Line) -> None:
    """Give the line its numbers: the first, one that follows it, one beside it, one for adverts."""
    chance, kind = shire.chance, line.kind
    data = _data(shire, kind)
    first = shire.numbers.loose(data, "line")
    line.order = [[(0.0, shire.end, first.index)]]
    if _changes(shire, kind):
        moment = chance.even(0.4, 0.62) * shire.end
        moment = moment // DAY * DAY + chance.one_of((3, 5, 9, 13)) * HOUR
        again = moment + chance.even(1, 28) * HOUR
        second = shire.numbers.loose(data, "line")
        if chance.happens(0.45):
            second.imei = first.imei
        line.order = [[(0.0, moment, first.index), (again, shire.end, second.index)]]
        line.change = again
        line.announced = ANNOUNCED.get(kind, chance.one_of(WAYS))
        shire.changes.append(Change(first.index, second.index, again, "line"))
    if kind == "split_orders":
        line.order.append([(0.0, shire.end, shire.numbers.loose(0, "line").index)])
    if kind == "split_adverts" or (kind == "split_orders" and chance.happens(0.3)):
        line.adverts_from = shire.numbers.loose(0, "line").index


def _data(shire: Shire, kind: str) -> float:
    if kind == "app_orders":
        return shire.chance.around(9, 0.3)
    return shire.chance.even(0.3, 1.5) if shire.chance.happens(0.2) else 0.0


def _changes(shire: Shire, kind: str) -> bool:
    if kind.startswith("changed"):
        return True
    if kind == "sold_on":
        return shire.chance.happens(0.5)
    return kind in SOMETIMES_CHANGE and shire.chance.happens(0.35)


def _hand(shire: Shire, line: Line) -> None:
    """Say who carries the order numbers: holder or deputy, one after the other, or a buyer."""
    chance, end = shire.chance, shire.end
    middle = chance.even(0.4, 0.6) * end // DAY * DAY + 14 * HOUR
    carrier = line.holder
    if line.kind == "handover" and line.deputy is not None:
        line.handover = middle
        line.segments = [(0.0, middle, line.holder), (middle, end + DAY, line.deputy)]
        return
    if line.kind == "sold_on":
        line.handover = line.change or middle
        buyer, partner = enter(shire, CITY, "holder"), enter(shire, CITY, "partner")
        couple(shire, buyer, partner)
        line.next_holder, line.next_partner = buyer.index, partner.index
        line.segments = [
            (0.0, line.handover, line.holder),
            (line.handover, end + DAY, buyer.index),
        ]
        return
    hands_down = line.deputy is not None and line.kind not in ("textbook", "worker_holds")
    if hands_down and line.deputy is not None and chance.happens(0.28):
        carrier = line.deputy
    line.segments = [(0.0, end + DAY, carrier)]
