"""The counter: one phone that serves clients, sends out adverts and passes visits on.

Lines and firms run on the same counter; what differs is the manner, the clients and the hands.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.synth.columns import DAY, MINUTE, Bools, Floats, Ints, Rng, ragged
from lineholder.synth.habits.manner import Manner
from lineholder.synth.traffic import Log
from lineholder.synth.world import World

CALL, THREAD, RING, APP = 0, 1, 2, 3
Visits = tuple[Ints, Floats]
Duty = list[tuple[int, float, float]]


@dataclass(frozen=True, slots=True)
class Counter:
    """A phone, the phone its adverts come from, its clients, and when it is open.

    `rate` is visits a day of each client, `since` and `until` when each came and left the list,
    `days` the open days; `opens` and `closes` are local seconds of the day, `closes` may pass it.
    """

    phone: int
    adverts: int
    clients: Ints
    rate: Floats
    since: Floats
    until: Floats
    days: Ints
    opens: float
    closes: float
    manner: Manner

    def in_hours(self, when: Floats) -> Bools:
        """Return which moments fall in the hours of an open day."""
        day = np.floor((when - self.opens) / DAY).astype(np.int64)
        late = (when - self.opens - day * DAY) < self.closes - self.opens
        return np.asarray(late & np.isin(day, self.days))


def advertise(counter: Counter, rng: Rng, log: Log) -> Floats:
    """Send the adverts of the period; return when each began."""
    m = counter.manner
    day = np.repeat(counter.days, rng.poisson(m.adverts / 7, len(counter.days)))
    span = counter.closes - counter.opens
    usual = rng.beta(1.2, 1.2)  # this counter's own time of the day
    part = np.where(rng.random(len(day)) < 0.5, usual, rng.random(len(day)))
    sent = np.sort(day * DAY + counter.opens + part * 0.9 * span)
    turn = rng.permutation(len(counter.clients)) / max(len(counter.clients), 1)
    for place, moment in enumerate(sent.tolist()):
        if m.rotating:
            chosen = (turn + place * m.listed) % 1.0 < m.listed
        else:
            chosen = rng.random(len(turn)) < m.listed
        send(counter, moment, chosen, rng, log)
    return sent


def send(counter: Counter, when: float, chosen: Bools, rng: Rng, log: Log) -> None:
    """Send one advert to those chosen who are on the list then, at once or in batches."""
    m = counter.manner
    there = (counter.since <= when) & (counter.until > when)
    listed = rng.permutation(counter.clients[chosen & there])
    gaps = np.cumsum(rng.exponential(1.0, len(listed)) * rng.uniform(0.2, 2.0) + 0.15)
    batch = np.arange(len(listed)) // int(rng.integers(8, 30))
    pause = m.minutes * MINUTE / max(int(batch[-1]) if len(batch) else 1, 1)
    at = when + gaps + batch * pause
    voiced = rng.random(len(listed)) < m.voiced
    log.texts(counter.adverts, listed[~voiced], at[~voiced])
    heard = listed[voiced]
    length = rng.lognormal(2.5, 0.5, len(heard)) * (rng.random(len(heard)) < 0.8)
    log.calls(counter.adverts, heard, at[voiced] + 25.0 * np.arange(len(heard)), length)


def visits(counter: Counter, adverts: Floats, world: World, rng: Rng) -> Visits:
    """Return (place among the clients, moment) of all visits, each client in a rhythm of his."""
    m, days = counter.manner, counter.days
    rate = counter.rate.copy()
    seldom = rng.random(len(rate)) < m.occasional
    rate[seldom] = rng.uniform(0.5, 2.5, int(seldom.sum())) / world.clock.days
    busy = rng.gamma(10.0, 0.1, len(days)) * rng.uniform(0.7, 1.4, 7)[days % 7]
    expected = rate[:, None] * _rhythm(len(rate), days, rng) * busy[None, :]
    row, column = np.nonzero(counts := rng.poisson(np.minimum(expected, 5.0)))
    repeat = counts[row, column]
    who, day = np.repeat(row, repeat), days[np.repeat(column, repeat)]
    hump = rng.uniform(0.9, 2.5, 2)
    span = counter.closes - counter.opens
    when = day * DAY + counter.opens + rng.beta(hump[0], hump[1], len(day)) * span
    for moment in adverts.tolist():
        answer = np.flatnonzero(rng.random(len(rate)) < m.answer * (1.0 - 0.7 * seldom))
        who = np.concatenate([who, answer])
        delay = rng.exponential(40 * MINUTE, len(answer))
        when = np.concatenate([when, moment + m.minutes * MINUTE * 0.6 + 60 + delay])
    fits = counter.in_hours(when) & (when >= counter.since[who]) & (when < counter.until[who])
    return who[fits], when[fits]


def _rhythm(clients: int, days: Ints, rng: Rng) -> Floats:
    """Return a factor for each client and day: steady, one weekday, payday, or binges."""
    kind = rng.choice(4, clients, p=rng.dirichlet((1.2, 0.5, 0.5, 0.5)))[:, None]
    phase = rng.integers(0, 28, clients)[:, None]
    period = rng.choice([7, 14, 28], clients)[:, None]
    weekly = np.where((days[None, :] + phase) % 7 == 0, 6.0, 0.17)
    since = (days[None, :] + phase) % period
    payday = np.where(since < 3, period / 4.0, 0.35)
    binge = rng.gamma(0.22, 1 / 0.22, (clients, len(days)))
    return np.choose(kind, [np.ones_like(binge), weekly, payday, binge])


def arrange(counter: Counter, orders: Visits, rng: Rng, log: Log) -> Floats:
    """Arrange each visit in one of the counter's ways; return when it was agreed."""
    m = counter.manner
    who, when = counter.clients[orders[0]], orders[1]
    weights = np.array([m.by_call, m.by_thread, m.by_ring, m.by_app])
    way = rng.choice(4, len(who), p=weights / weights.sum())
    theirs = rng.random(len(who)) < m.starts
    desk = np.full(len(who), counter.phone)
    ends = np.where(theirs, who, desk), np.where(theirs, desk, who)
    length = rng.lognormal(np.log(m.talk_s), m.talk_spread, len(who))
    agreed = when + length
    app = way == APP
    seen = when[app] + rng.uniform(5, 90, int(app.sum()))
    for phone, at in ((who[app], when[app]), (desk[app], seen)):
        log.sessions(phone, at, rng.lognormal(3.8, 0.8, len(at)))
    call = way == CALL
    missed = call & (rng.random(len(who)) < m.missed)
    log.calls(ends[0][call], ends[1][call], when[call], np.where(missed, 0.0, length)[call])
    again = missed & (rng.random(len(who)) < 0.75)
    back = again & (rng.random(len(who)) < 0.4)
    a, b = np.where(back, ends[1], ends[0]), np.where(back, ends[0], ends[1])
    later = when + rng.exponential(160, len(who)) + 15
    log.calls(a[again], b[again], later[again], length[again])
    agreed = np.where(missed, later + length, agreed)
    ring = way == RING
    gap = rng.lognormal(4.2, 0.8, len(who))
    log.calls(ends[0][ring], ends[1][ring], when[ring], 0)
    log.calls(ends[1][ring], ends[0][ring], (when + gap)[ring], length[ring])
    agreed = np.where(ring, when + gap + length, agreed)
    texted = way == THREAD
    agreed[texted] = _thread((ends[0][texted], ends[1][texted]), when[texted], rng, log)
    _further(counter, (who, agreed), way == CALL, rng, log)
    return agreed


def _thread(ends: tuple[Ints, Ints], when: Floats, rng: Rng, log: Log) -> Floats:
    """Write two to seven texts to and fro; return when the last was sent."""
    count = np.minimum(1 + rng.geometric(0.45, len(when)), 7).astype(np.int64)
    group, place = ragged(count)
    gap = np.where(place == 0, 0.0, rng.lognormal(4.0, 0.9, len(group)))
    total = np.cumsum(gap)
    first = np.cumsum(count) - count
    at = when[group] + total - total[first[group]] if len(group) else when[group]
    forth = place % 2 == 0
    a, b = ends[0][group], ends[1][group]
    log.texts(np.where(forth, a, b), np.where(forth, b, a), at)
    return at[first + count - 1] if len(group) else when


def _further(counter: Counter, agreed: Visits, called: Bools, rng: Rng, log: Log) -> None:
    """Write the further calls of a visit: mostly the client asking where it stays; and notes."""
    m = counter.manner
    who, when = agreed
    group, place = ragged(rng.poisson(np.where(called, m.calls, 0.3 * m.calls)).astype(np.int64))
    at = when[group] + (1 + place) * (rng.exponential(7 * MINUTE, len(group)) + 60)
    mine = rng.random(len(group)) < 0.2
    desk = np.full(len(group), counter.phone)
    length = rng.lognormal(np.log(0.8 * m.talk_s), m.talk_spread, len(group))
    length *= rng.random(len(group)) > m.missed
    caller, callee = np.where(mine, desk, who[group]), np.where(mine, who[group], desk)
    log.calls(caller, callee, at, length)
    told = rng.random(len(who)) < m.notes
    log.texts(counter.phone, who[told], when[told] + rng.exponential(9 * MINUTE, int(told.sum())))


def on_duty(when: Floats, duty: Duty, rng: Rng) -> Ints:
    """Return one of those on duty at each moment, -1 where nobody is."""
    there, luck = np.full(len(when), -1, dtype=np.int64), np.full(len(when), -1.0)
    for one, begin, end in duty:
        rows = np.flatnonzero((when >= begin) & (when < end))
        draw = rng.random(len(rows))
        better = rows[draw > luck[rows]]
        luck[better], there[better] = draw[draw > luck[rows]], one
    return there


def pass_on(counter: Counter, jobs: tuple[Ints, Floats, Ints], rng: Rng, log: Log) -> None:
    """Tell workers of their visits (client, agreed, worker's phone), each or together; they come."""
    m = counter.manner
    chosen = rng.random(len(jobs[0])) < m.passed
    who, agreed, phone = (column[chosen] for column in jobs)
    told = agreed + rng.lognormal(np.log(m.delay_s), 0.7, len(who))
    polled = rng.random(len(who)) < m.polled
    every = max(m.batch_s, 600.0)
    together = polled | (m.batch_s > 0)
    told = np.where(together, (np.floor(told / every) + 1) * every + phone * 37 % 240, told)
    _, once = np.unique(np.column_stack([phone, told]), axis=0, return_index=True)
    phone_, told_, polled_ = phone[once], told[once], polled[once]
    length = rng.lognormal(rng.uniform(2.1, 3.4), 0.5, len(once))
    text = ~polled_ & (rng.random(len(once)) < m.pass_text)
    call = ~polled_ & ~text
    log.calls(counter.phone, phone_[call], told_[call], length[call])
    log.calls(phone_[polled_], counter.phone, told_[polled_], length[polled_])
    log.texts(counter.phone, phone_[text], told_[text])
    thanks = text & (rng.random(len(once)) < 0.3)
    reply = told_[thanks] + rng.exponential(90, int(thanks.sum())) + 6
    log.texts(phone_[thanks], counter.phone, reply)
    rings = rng.random(len(who)) < m.outside
    there = told[rings] + rng.gamma(3.0, 4 * MINUTE, int(rings.sum())) + 60
    log.calls(phone[rings], who[rings], there, rng.lognormal(2.4, 0.6, len(there)))


def strays(counter: Counter, strangers: Ints, rng: Rng, log: Log) -> None:
    """Write calls to the counter by people who have no business there, and some texts."""
    m = counter.manner
    day = np.repeat(counter.days, rng.poisson(m.strays, len(counter.days)))
    when = day * DAY + rng.uniform(counter.opens, counter.closes, len(day))
    who = rng.choice(strangers, len(day))
    text = rng.random(len(day)) < 0.2
    length = rng.lognormal(2.6, 0.9, len(day)) * (rng.random(len(day)) < 0.7)
    log.calls(who[~text], counter.phone, when[~text], length[~text])
    log.texts(who[text], counter.phone, when[text])


def slips(
    phone: int, close: Ints, span: tuple[float, float], habit: tuple[float, float, float],
    rng: Rng, log: Log,
) -> None:  # fmt: skip
    """Write private calls and texts of whoever holds a phone to and from those close to him.

    `span` is from-to; `habit` is (how many a day, first and last second of his day).
    """
    rate, begin, end = habit
    if not len(close):
        return
    count = int(rng.poisson(rate * max(span[1] - span[0], 0.0) / DAY))
    when = np.floor(rng.uniform(span[0], span[1], count) / DAY) * DAY
    when = when + rng.uniform(begin, end, count)
    who = close[np.minimum(rng.geometric(0.5, count) - 1, len(close) - 1)]
    mine, text = rng.random(count) < 0.65, rng.random(count) < 0.45
    a, b = np.where(mine, phone, who), np.where(mine, who, phone)
    log.texts(a[text], b[text], when[text])
    length = rng.lognormal(4.2, 1.0, count)
    log.calls(a[~text], b[~text], when[~text], length[~text])


def chatter(
    ends: tuple[int, int], days: Ints, rate: float, hours: tuple[float, float], rng: Rng, log: Log
) -> None:
    """Write how one phone is in touch with another, at a rate a day, between two local seconds."""
    day = np.repeat(days, rng.poisson(rate, len(days)))
    when = day * DAY + rng.uniform(hours[0], hours[1], len(day))
    text = rng.random(len(day)) < 0.35
    length = rng.lognormal(3.6, 0.9, len(day)) * (rng.random(len(day)) < 0.85)
    log.texts(ends[0], ends[1], when[text])
    log.calls(ends[0], ends[1], when[~text], length[~text])
