"""Trading: a line through the period, from adverts over orders to the workers sent out."""

from dataclasses import dataclass, field

from lineholder.synth.columns import DAY, HOUR, MINUTE
from lineholder.synth.stepwise.demand import demand
from lineholder.synth.stepwise.dispatch import Job, Office
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.shire import Shire

ALL = 0.97  # of the customers are told of a new number
TEXTBOOK_S = 540.0  # within which a textbook line passes an order on


@dataclass(slots=True)
class Moods:
    """What each customer draws once: whether and when they take up a new number, how they order."""

    quit: set[int] = field(default_factory=set)
    returns: dict[int, float] = field(default_factory=dict)
    follow: dict[int, float] = field(default_factory=dict)
    second: dict[int, bool] = field(default_factory=dict)


def trade(shire: Shire, line: Line) -> None:
    """Let a line trade for the whole period, but for the days it is closed."""
    closed = _closed(shire, line)
    _advertise(shire, line, closed)
    _announce(shire, line)
    moods, zones = _moods(shire, line)
    office = Office(shire, line, zones)
    for when, customer in demand(shire, line):
        if int(when // DAY) not in closed and _still(line, moods, customer, when):
            _order(shire, line, moods, office, (when, customer))
    office.send_batches()
    office.ring_in()


def _closed(shire: Shire, line: Line) -> set[int]:
    if line.kind == "textbook":
        return set()
    count = int(shire.spec.days * shire.chance.even(0, 0.06))
    return set(shire.chance.rng.integers(0, shire.spec.days, count).tolist())


def _advertise(shire: Shire, line: Line, closed: set[int]) -> None:
    chance, habits = shire.chance, line.habits
    if not habits.advert_every:
        return
    for day in range(chance.whole(0, habits.advert_every), shire.spec.days, habits.advert_every):
        if day in closed:
            continue
        hours = [habits.advert_h]
        if habits.twice and chance.happens(0.6):
            hours.append(habits.advert_h + chance.even(4, 8))
        for hour in hours:
            when = day * DAY + (hour + chance.even(-0.5, 0.5)) * HOUR
            number = _advert_number(shire, line, when)
            if number is not None:
                _broadcast(shire, line, when, number, habits.advert_share)


def _advert_number(shire: Shire, line: Line, when: float) -> int | None:
    """Return the advert number, or an order number; some days the second of two."""
    if line.adverts_from is not None:
        return line.adverts_from
    phone = 0
    if len(line.order) > 1 and shire.chance.happens(0.4):
        phone = int(shire.chance.happens(0.5))
    return line.number(when, phone)


def _broadcast(shire: Shire, line: Line, when: float, number: int, share: float) -> None:
    """Text customers one by one in any order; a few answer."""
    chance = shire.chance
    line.adverts.append(when)
    for customer in chance.rng.permutation(line.customers).tolist():
        if chance.happens(share):
            when += chance.even(0.4, 1.6) * line.habits.advert_gap_s
            told = shire.number(customer, when)
            shire.text(when, number, told)
            if chance.happens(0.02):
                answer = when + chance.wait(900)
                shire.text(answer, shire.number(customer, when), number)


def _announce(shire: Shire, line: Line) -> None:
    """Tell all customers of a change, from the old number before it or from the new one after."""
    if line.change is None or line.announced == "none":
        return
    (_, ends, old), (begins, _, new) = line.order[0]
    if line.announced == "old":
        _broadcast(shire, line, ends - shire.chance.even(1, 20) * HOUR, old, ALL)
    else:
        _broadcast(shire, line, begins + shire.chance.even(0.05, 1) * HOUR, new, ALL)


def _moods(shire: Shire, line: Line) -> tuple[Moods, dict[int, int]]:
    """Return the customers' moods, and which part of the town each is in."""
    chance, moods = shire.chance, Moods()
    if line.change is not None:
        days = 3.5 if line.announced == "none" else 0.8
        for customer in line.customers:
            if chance.happens(0.1):
                moods.quit.add(customer)
            moods.returns[customer] = line.change + chance.even(0, days) * DAY
    moods.follow = {c: chance.even(0.3, 1.7) for c in line.customers}
    zones = {c: chance.whole(0, 9) for c in line.customers}
    moods.second = {c: chance.happens(0.5) for c in line.customers}
    return moods, zones


def _still(line: Line, moods: Moods, customer: int, when: float) -> bool:
    """Return whether the customer still orders after a change; some quit, the others need time."""
    if customer < 0 or line.change is None:
        return True
    if customer in moods.quit and when > line.change:
        return False
    return not line.order[0][0][1] <= when < moods.returns[customer]


def _order(
    shire: Shire, line: Line, moods: Moods, office: Office, order: tuple[float, int]
) -> None:
    """Let a customer order, follow up, and the line pass the order on or keep it for the worker."""
    chance, habits = shire.chance, line.habits
    when, customer = order
    number = line.number(when, _phone(shire, line, moods, customer))
    if number is None:
        return
    caller = chance.one_of(shire.outside) if customer < 0 else shire.number(customer, when)
    ends = _contact(shire, line, when, caller, number)
    if habits.follow:
        _follow(shire, line, ends, caller, number, habits.follow * moods.follow.get(customer, 1))
    if habits.ring_in:
        office.waiting.append(Job(ends, number, customer))
    elif chance.happens(habits.passed):
        office.take(Job(ends + delay(shire, line), number, customer))


def _phone(shire: Shire, line: Line, moods: Moods, customer: int) -> int:
    """Return which of two order phones a customer rings: mostly the same."""
    if len(line.order) < 2 or customer < 0:
        return 0
    usual = moods.second[customer]
    return int(usual if shire.chance.happens(0.85) else not usual)


def delay(shire: Shire, line: Line) -> float:
    """Return seconds from the end of an order until it is passed on."""
    minutes = line.habits.delay_min * MINUTE
    if line.kind == "textbook":
        return min(TEXTBOOK_S, 8 + minutes * shire.chance.gamma(2.2, 0.4))
    return 8 + minutes * shire.chance.gamma(2.2, 0.45)


def _contact(shire: Shire, line: Line, when: float, caller: int, number: int) -> float:
    """Note an order in an application, by text, by ringing once, or by call; return its end."""
    chance, habits = shire.chance, line.habits
    if chance.happens(habits.by_app):
        shire.sessions.append((when, caller, int(chance.even(5, 90))))
        later = when + chance.even(0, 20)
        shire.sessions.append((later, number, int(chance.even(5, 120))))
        return when
    if chance.happens(habits.text_orders):
        shire.text(when, caller, number)
        when += chance.wait(100) + 10
        if chance.happens(0.65):
            shire.text(when, number, caller)
        return when
    if chance.happens(habits.rung_back):
        shire.call(when, caller, number)
        back = when + chance.wait(110) + 15
        lasts = chance.around(habits.call_s, 0.45)
        shire.call(back, number, caller, lasts)
        return back + lasts
    if chance.happens(habits.missed):
        for _ in range(chance.whole(1, 3)):
            shire.call(when, caller, number)
            when += chance.even(40, 400)
    lasts = chance.around(habits.call_s, 0.45)
    shire.call(when, caller, number, lasts)
    return when + lasts


def _follow(
    shire: Shire, line: Line, when: float, caller: int, number: int, calls: float
) -> None:  # fmt: skip
    """Note calls that come after an order: where are you, mostly the customer's."""
    chance = shire.chance
    for _ in range(chance.count(calls)):
        when += chance.even(240, 1100)
        ends = (caller, number) if chance.happens(0.85) else (number, caller)
        shire.call(when, *ends, chance.around(line.habits.call_s * 0.6, 0.4))
