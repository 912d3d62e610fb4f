"""Firms: one business through the period, visit by visit, and all the businesses of a county."""

from dataclasses import dataclass, field

from lineholder.synth.columns import DAY, HOUR, MINUTE
from lineholder.synth.stepwise.manners import MANNERS, Manner
from lineholder.synth.stepwise.shire import Firm, Shire

DRIVERS = ("minicab", "minicab_small", "takeaway", "pizza")  # their staff is out all day
COUNTERS = ("minicab", "takeaway", "pizza", "minicab_small")
MORE = (
    "minicab", "takeaway", "minicab_small", "plumber", "hairdresser", "solo_taxi", "pizza", "club",
)  # fmt: skip
SPREAD = 0.8
RIDER_DAYS = 9
REACHED = 1.0  # of the clients, by a text to all


@dataclass(slots=True)
class Shop:
    """A business at work: `rates` are each client's visits a day, `elsewhere` numbers of others."""

    shire: Shire
    kind: str
    town: int
    manner: Manner
    number: int
    clients: list[int]
    elsewhere: list[int]
    rates: dict[int, float] = field(default_factory=dict)
    staff: list[int] = field(default_factory=list)
    riders: dict[tuple[int, int], int] = field(default_factory=dict)

    def trade(self) -> None:
        """Let the business work through all its open days."""
        for day in range(self.shire.spec.days):
            if self.shire.weekday(day) in self.manner.closed:
                continue
            for client in self._visits():
                self._visit(client, day)
            self._write_to_all(day)
            self._remind(day)
            self._ring_out(day)
            if self.manner.rota:
                self._rota(day)
        self._among_staff()

    def _visits(self) -> list[int | None]:
        """Return who comes on one day; None for somebody from elsewhere."""
        chance, visits = self.shire.chance, list[int | None]()
        for client in self.clients:
            visits += [client] * chance.count(self.rates[client])
        others = chance.count(self.manner.rate * len(self.elsewhere) * 0.5)
        return visits + [None] * others

    def _hour(self) -> float:
        """Return when, within opening hours, in seconds of the day."""
        return self.shire.chance.even(*self.manner.hours) * HOUR

    def _number(self, client: int | None, when: float) -> int:
        if client is None:
            return self.shire.chance.one_of(self.elsewhere)
        return self.shire.number(client, when)

    def _visit(self, client: int | None, day: int) -> None:
        chance, manner = self.shire.chance, self.manner
        opens, closes = manner.hours
        if manner.peak_h is None or chance.happens(0.4):
            hour = chance.even(opens, closes)
        else:
            hour = manner.peak_h + 0.8 * chance.normal()
        when = day * DAY + min(max(hour, opens), closes) * HOUR
        caller = self._number(client, when)
        if caller == self.number:
            return
        ends = self._contact(caller, when)
        if self.staff and chance.happens(manner.dispatched):
            self._dispatch(caller, ends, day)

    def _contact(self, caller: int, when: float) -> float:
        """Note what a client does; return when the business knows what is wanted."""
        shire, chance, manner = self.shire, self.shire.chance, self.manner
        if chance.happens(manner.texted):
            shire.text(when, caller, self.number)
            if chance.happens(0.7):
                shire.text(when + chance.wait(300) + 10, self.number, caller)
            return when
        if chance.happens(manner.missed):
            shire.call(when, caller, self.number)
            if chance.happens(manner.rung_back):
                when += chance.wait(1500) + 30
                shire.call(when, self.number, caller, chance.around(manner.call_s, 0.6))
            return when
        lasts = chance.around(manner.call_s, 0.5)
        shire.call(when, caller, self.number, lasts)
        return when + lasts

    def _dispatch(self, caller: int, ends: float, day: int) -> None:
        shire, chance, manner = self.shire, self.shire.chance, self.manner
        worker = chance.one_of(self.staff)
        when = ends + manner.delay_min * MINUTE * chance.gamma(2, 0.5) + 5
        told = self._rider(worker, day) if manner.riders_change else shire.number(worker, when)
        if chance.happens(manner.told_by_text):
            shire.text(when, self.number, told)
        else:
            shire.call(when, self.number, told, chance.around(manner.told_s, 0.5))
        if chance.happens(0.15):
            back = when + chance.even(300, 1800)
            shire.call(back, told, self.number, chance.around(15, 0.5))
        if chance.happens(manner.arrives):
            there = when + chance.even(400, 1500)
            shire.call(there, told, caller, chance.around(12, 0.5))
        if shire.people[worker].occupation == "mobile":
            stay = (when + 500, when + 900, shire.spot(self.town))
            shire.people[worker].visits.append(stay)

    def _rider(self, worker: int, day: int) -> int:
        """Return a rider's work number, a new one every RIDER_DAYS."""
        key = (worker, day // RIDER_DAYS)
        if key not in self.riders:
            self.riders[key] = self.shire.numbers.carried(worker, 1, "rider").index
        return self.riders[key]

    def _write_to_all(self, day: int) -> None:
        shire, chance, manner = self.shire, self.shire.chance, self.manner
        if not manner.bulk_d or day % manner.bulk_d:
            return
        answered = 0.02 if manner.answered is None else manner.answered
        when = day * DAY + manner.bulk_h * HOUR + chance.even(-1800, 1800)
        for client in self.clients:
            if chance.happens(REACHED):
                when += chance.even(0.3, 1.7) * manner.bulk_gap_s
                number = shire.number(client, when)
                shire.text(when, self.number, number)
                if chance.happens(answered):
                    shire.text(when + chance.wait(1500), number, self.number)

    def _remind(self, day: int) -> None:
        shire, chance, manner = self.shire, self.shire.chance, self.manner
        if not manner.reminders:
            return
        answered = 0.05 if manner.answered is None else manner.answered
        when = day * DAY + manner.reminder_h * HOUR + chance.even(-600, 600)
        count = min(len(self.clients), chance.count(manner.reminders))
        for client in chance.rng.choice(self.clients, count, replace=False).tolist():
            when += chance.even(0.3, 1.7) * manner.reminder_gap_s
            shire.text(when, self.number, shire.number(client, when))
            if chance.happens(answered):
                shire.text(when + chance.wait(900), shire.number(client, when), self.number)

    def _ring_out(self, day: int) -> None:
        shire, chance, manner = self.shire, self.shire.chance, self.manner
        for _ in range(chance.count(manner.rung_out)):
            when = day * DAY + self._hour()
            client = None
            if chance.happens(manner.rung_clients) and self.clients:
                client = chance.one_of(self.clients)
            if client is None and not self.elsewhere:
                callee = chance.one_of(shire.outside)
            else:
                callee = self._number(client, when)
            shire.call(when, self.number, callee, chance.around(manner.rung_out_s, 0.6))

    def _rota(self, day: int) -> None:
        """Let staff ring in, the office ring round, and the rota go out by text at five."""
        shire, chance, manner = self.shire, self.shire.chance, self.manner
        for worker in self.staff:
            if chance.happens(0.75):
                when = day * DAY + self._hour()
                caller = shire.number(worker, when)
                shire.call(when, caller, self.number, chance.around(manner.call_s, 0.5))
                if chance.happens(0.3):
                    self._ring_round(when)
        when = day * DAY + 17 * HOUR + chance.even(0, 1800)
        for worker in self.staff:
            when += chance.even(2, 9)
            shire.text(when, self.number, shire.number(worker, when))

    def _ring_round(self, when: float) -> None:
        chance = self.shire.chance
        for _ in range(chance.whole(1, 4)):
            when += chance.even(60, 400)
            other = self.shire.number(chance.one_of(self.staff), when)
            self.shire.call(when, self.number, other, chance.around(40, 0.6))

    def _among_staff(self) -> None:
        """Note calls between the business and its staff on one day in three, either way."""
        shire, chance = self.shire, self.shire.chance
        for worker in self.staff:
            for _ in range(chance.count(shire.spec.days * 0.35)):
                when = chance.even(0, shire.spec.days) * DAY // DAY * DAY + self._hour()
                ends = (self.number, shire.number(worker, when))
                if not chance.happens(0.5):
                    ends = ends[::-1]
                shire.call(when, *ends, chance.around(35, 0.7))


def open_shop(shire: Shire, kind: str, town: int, manner: Manner) -> Shop:
    """Return a new business with its number, clients and staff."""
    chance = shire.chance
    place = shire.spot(town, 0.6)
    boss = None
    if manner.mobile:
        boss, number = _boss(shire, town, manner)
    else:
        number = shire.numbers.standing(place, manner.fixed, manner.data).index
    clients = [c for c in _clients(shire, town, manner) if boss is None or c != boss]
    elsewhere = [
        chance.one_of(shire.outside) for _ in range(int(manner.clients * manner.elsewhere))
    ]
    shop = Shop(shire, kind, town, manner, number, clients, elsewhere)
    shop.rates = {client: chance.around(manner.rate, SPREAD) for client in clients}
    _hire(shop, boss)
    return shop


def _boss(shire: Shire, town: int, manner: Manner) -> tuple[int, int]:
    """Return who runs a business from a mobile, and its number: a second, or the private one."""
    able = [
        p for p in shire.people
        if p.town == town and not p.part and p.index not in shire.bosses
        and p.occupation in ("mobile", "local", "home")
    ]  # fmt: skip
    boss = shire.chance.one_of(able)
    shire.bosses.add(boss.index)
    if manner.own_phone:
        number = shire.numbers[boss.phones[0][2]]
        number.role = "business"
        return boss.index, number.index
    return boss.index, shire.numbers.carried(boss.index, manner.data, "business").index


def _clients(shire: Shire, town: int, manner: Manner) -> list[int]:
    rng = shire.chance.rng
    near = [p.index for p in shire.people if p.town == town and p.phones]
    away = [p.index for p in shire.people if p.town != town and p.phones]
    count = min(manner.clients, int(len(near) * manner.reach))
    clients = rng.choice(near, count, replace=False).tolist()
    clients += rng.choice(away, min(len(away), int(count * 0.12)), replace=False).tolist()
    if manner.pool:
        return [*manner.pool, *clients[: count // 3]]
    return [int(client) for client in clients]


def _hire(shop: Shop, boss: int | None) -> None:
    shire = shop.shire
    for _ in range(shop.manner.staff):
        able = [
            p for p in shire.people
            if p.town == shop.town and p.phones and not p.part and p.index != boss
        ]  # fmt: skip
        worker = shire.chance.one_of(able).index
        if worker not in shop.staff:
            shop.staff.append(worker)
    if shop.kind in DRIVERS:
        for worker in shop.staff:
            shire.people[worker].occupation = "mobile"


def open_all(shire: Shire) -> None:
    """Let every kind of business work, and more of the common ones in larger counties."""
    chance, towns = shire.chance, len(shire.country.towns)
    customers = [c for line in shire.lines for c in line.customers]
    known = chance.rng.choice(customers, min(len(customers), 25), replace=False)
    pool = tuple({int(customer) for customer in known})
    more = [chance.one_of(MORE) for _ in range(max(0, shire.spec.people // 110 - 3))]
    for place, kind in enumerate([*MANNERS, *more]):
        town = 0 if chance.happens(0.3) else 1 + (place * 5 + shire.spec.seed) % (towns - 1)
        shop = open_shop(shire, kind, town, MANNERS[kind](chance, pool))
        shop.trade()
        riders = list(shop.riders.values())
        number = shop.number
        shire.firms.append(Firm(kind, town, number, [number], shop.staff, riders))


def counters(shire: Shire) -> list[int]:
    """Return the cab and food numbers that a crew rings: those that did not change."""
    return [f.main for f in shire.firms if f.kind in COUNTERS and len(f.numbers) == 1]
