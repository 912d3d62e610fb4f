"""Ends: what each phone's own return shows of the events, and what it loses.

One phone makes one call at a time: a call waits till both ends are free (switchboards excepted). Of
calls that were not answered the called end shows a share only; some rows, and the cells of others,
are lost.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Bools, Floats, Ints
from lineholder.synth.dispatch.moves import SLOTS
from lineholder.synth.dispatch.radio import UNKNOWN, Radio
from lineholder.synth.dispatch.scene import Hours, Scene
from lineholder.synth.phones import FIXED, MOBILE
from lineholder.synth.returns import Ends
from lineholder.synth.traffic import CALL, DATA, TEXT

LONGEST_S = 7200
BUSY_S = 4  # after a call
RING_S = 3
ONLINE = Hours(5.5, 24.3, ((8, 0.5), (13, 0.3), (20, 0.8)))
MOST_SESSIONS = 25  # a day


@dataclass(frozen=True, slots=True)
class Comms:
    """Columns of communications; `b` is -1 where the number called is no longer anybody's."""

    a: Ints
    b: Ints
    number_a: Ints
    number_b: Ints
    kind: Ints
    start: Floats
    duration: Floats


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of all returns, in the author's order, with their serving cells.

    `seen_s` is when the row says that it was. A cell is -1 where the row has none; from the table's length on
    it is one that no table knows.
    """

    ends: Ends
    seen_s: Floats
    cells: Ints


def go_online(scene: Scene) -> None:
    """Note the data sessions of every mobile; where a phone has no rate of its own, one is drawn."""
    rng, spread = scene.rng, scene.v.social.data_a_day[1]
    for phone, entry in enumerate(scene.book.entries):
        if entry.kind != MOBILE:
            continue
        a_day = entry.data_a_day
        if a_day is None:
            drawn = np.exp(spread * rng.standard_normal() - 0.3)
            a_day = scene.shaken.data_a_day * drawn
        count = rng.poisson(min(a_day, MOST_SESSIONS) * scene.days)
        if count:
            when = scene.any_time(count, ONLINE)
            lengths = scene.lengths(scene.v.social.session_s, 1, count)
            scene.log.data(phone, when, lengths)


def shown(scene: Scene, paths: Ints, radio: Radio) -> Shown:
    """Return what all returns would show."""
    numbers = _Numbers.of(scene)
    comms = _with_stale(_settled(scene), numbers, scene)
    ends, seen_s = _both_ends(comms, _sessions(scene, numbers), scene)
    kept = scene.rng.random(ends.phone.size) >= scene.v.network.lost_rows
    ends, seen_s = ends.take(kept), seen_s[kept]
    return Shown(ends, seen_s, _cells(ends, seen_s, paths, radio, scene))


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The place of each phone's first number, and the moments at which some change theirs."""

    first: Ints
    changes: list[tuple[int, Floats]]

    @classmethod
    def of(cls, scene: Scene) -> "_Numbers":
        entries = scene.book.entries
        changes = [
            (phone, np.array([since for since, _ in entry.changes[1:]]))
            for phone, entry in enumerate(entries)
            if len(entry.changes) > 1
        ]
        return cls(scene.book.first_numbers(), changes)

    def at(self, phone: Ints, when: Floats) -> Ints:
        number = self.first[phone].copy()
        for one, since in self.changes:
            rows = np.flatnonzero(phone == one)
            number[rows] += np.searchsorted(since, when[rows], "right")
        return number


def _settled(scene: Scene) -> tuple[Ints, Ints, Ints, Floats, Floats]:
    """Return (a, b, kind, start, duration) in the period, whole seconds, one call at a time."""
    columns: list[Any] = [np.concatenate(c) for c in zip(*scene.log.comms, strict=True)]
    a, b, kind, start, duration = columns
    start = np.round(start)
    duration = np.where(kind == TEXT, 0, np.minimum(duration, LONGEST_S))
    end_s = scene.days * DAY
    rows = np.flatnonzero((start >= 0) & (start < end_s) & (a != b))
    rows = rows[np.argsort(start[rows], kind="stable")]
    a, b, kind, start, duration = (c[rows] for c in (a, b, kind, start, duration))
    several = np.array([e.kind != MOBILE for e in scene.book.entries])
    calls = np.flatnonzero(kind == CALL)
    start[calls] = _one_at_a_time(a[calls], b[calls], start[calls], duration[calls], several)
    kept = start < end_s
    return a[kept], b[kept], kind[kept], start[kept], duration[kept]


def _one_at_a_time(a: Ints, b: Ints, start: Floats, duration: Floats, several: Bools) -> Floats:
    """Return when each call can begin; those that ring out keep their caller busy only."""
    free, at_once, begins = [0.0] * len(several), several.tolist(), []
    rows = zip(a.tolist(), b.tolist(), start.tolist(), duration.tolist(), strict=True)
    for caller, called, wanted, lasts in rows:
        begin = wanted if at_once[caller] else max(wanted, free[caller])
        if lasts and not at_once[called]:
            begin = max(begin, free[called])
        end = begin + max(lasts, RING_S) + BUSY_S
        free[caller] = max(free[caller], end)
        if lasts:
            free[called] = max(free[called], end)
        begins.append(begin)
    return np.asarray(np.ceil(np.array(begins)))


def _with_stale(
    settled: tuple[Ints, Ints, Ints, Floats, Floats], numbers: _Numbers, scene: Scene
) -> Comms:
    """Add the calls to numbers that were given up, which nobody answers."""
    a, b, kind, start, duration = settled
    number_a, number_b = numbers.at(a, start), numbers.at(b, start)
    for caller, phone, when in scene.log.stale:
        late = np.round(when)
        kept = late < scene.days * DAY
        who, late, count = caller[kept], late[kept], int(kept.sum())
        number_a = np.concatenate([number_a, numbers.at(who, late)])
        number_b = np.concatenate([number_b, np.full(count, numbers.first[phone])])
        a, b = np.concatenate([a, who]), np.concatenate([b, np.full(count, -1)])
        kind = np.concatenate([kind, np.full(count, CALL)])
        start = np.concatenate([start, late])
        duration = np.concatenate([duration, np.zeros(count)])
    return Comms(a, b, number_a, number_b, kind, start, duration)


def _sessions(scene: Scene, numbers: _Numbers) -> Comms:
    columns: list[Any] = [np.concatenate(c) for c in zip(*scene.log.sessions, strict=True)]
    phone, start, duration = columns
    start = np.round(start)
    rows = (start >= 0) & (start < scene.days * DAY)
    phone, start, duration = phone[rows], start[rows], duration[rows]
    none = np.full(phone.size, -1)
    kind = np.full(phone.size, DATA)
    return Comms(phone, none, numbers.at(phone, start), none, kind, start, duration)


def _both_ends(comms: Comms, sessions: Comms, scene: Scene) -> tuple[Ends, Floats]:
    """Return one row an end that has a return, and when it says that it was (texts arrive later)."""
    rng, c, s = scene.rng, comms, sessions
    own = np.array([e.kind <= FIXED for e in scene.book.entries])
    silent = (c.kind == CALL) & (c.duration == 0)
    hidden = silent & (rng.random(c.b.size) > scene.v.network.missed_shown)
    late = rng.choice([0, 0, 0, 1, 1, 2], c.a.size)
    one = own[c.a]
    other = (c.b >= 0) & ~hidden & own[np.maximum(c.b, 0)]
    counts = [int(one.sum()), int(other.sum()), s.a.size]
    arrives = c.start + np.where(c.kind == TEXT, late, 0)
    seen_s = np.concatenate([c.start[one], arrives[other], s.start])
    local_s = np.concatenate([c.start[one], c.start[other], s.start])
    ends = Ends(
        phone=np.concatenate([c.a[one], c.b[other], s.a]),
        other=np.concatenate([c.b[one], c.a[other], s.b]),
        number=np.concatenate([c.number_a[one], c.number_b[other], s.number_a]),
        other_number=np.concatenate([c.number_b[one], c.number_a[other], s.number_b]),
        outward=np.repeat([True, False, True], counts),
        kind=np.concatenate([c.kind[one], c.kind[other], s.kind]),
        duration=np.concatenate([c.duration[one], c.duration[other], s.duration]).astype(np.int64),
        hidden=np.zeros(sum(counts), dtype=bool),
        local_s=local_s,
        epoch=_epoch(seen_s, scene),
    )
    return ends, seen_s


def _epoch(local_s: Floats, scene: Scene) -> Ints:
    """Return UTC epoch seconds; the hour that spring leaves out is lived an hour early."""
    epoch = scene.clock.epoch(local_s)
    left_out = scene.clock.epoch(local_s + HOUR) == epoch
    return np.where(left_out, epoch - HOUR, epoch)


def _cells(ends: Ends, seen_s: Floats, paths: Ints, radio: Radio, scene: Scene) -> Ints:
    rng, days, v = scene.rng, scene.days, scene.v.network
    agent = np.array([e.agent for e in scene.book.entries])[ends.phone]
    mobile = np.array([e.kind == MOBILE for e in scene.book.entries])[ends.phone]
    day = np.minimum((seen_s // DAY).astype(np.int64), days - 1)
    for line in scene.lines:
        rows = np.isin(ends.phone, [line.orders, line.adverts])
        agent[rows] = line.carrier[day[rows]]
    slot = np.minimum((seen_s // (DAY / SLOTS)).astype(np.int64), days * SLOTS - 1)
    place = paths[np.maximum(agent, 0), slot]
    cell = radio.serving(ends.phone, place, seen_s, rng)
    lost = (agent < 0) | ~mobile | (rng.random(agent.size) < scene.shaken.lost_cells)
    cell = np.where(lost, -1, cell)
    unknown = (cell >= 0) & (rng.random(agent.size) < v.unknown_cells)
    return np.where(unknown, len(radio) + rng.integers(0, UNKNOWN, agent.size), cell)
