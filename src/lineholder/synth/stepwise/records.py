"""Records: what happened, as the returns and downloads in the files show it.

Nobody's number is in two calls at once: what comes second waits (a person's two phones may both
ring). A quarter of the answering ends are stamped a second late. A download has neither cells nor
handset, nor data sessions; three rows in a hundred have no cell.
"""

from dataclasses import dataclass
from math import floor

import numpy as np
import pyarrow as pa

from lineholder.synth.clock import iso
from lineholder.synth.columns import Floats, Ints
from lineholder.synth.returns import COLUMNS
from lineholder.synth.stepwise.holding import Holding
from lineholder.synth.stepwise.movement import Path, path
from lineholder.synth.stepwise.shire import CALL, Contact, Shire

DATA = "data"
WITH_HANDSET, WITH_SUBSCRIPTION = 1, 2  # of three ways in which counties are returned
EARLY_S = 7200.0  # a number is already with its next carrier so long before


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of rows in the order of their making; `other` is -1 for data; whole local seconds."""

    start: Floats
    subject: Ints
    other: Ints
    direction: list[str]
    kind: list[str]
    duration: Ints


def lived(shire: Shire) -> list[Contact]:
    """Return the contacts in order, whole seconds, calls moved to when both ends are free."""
    busy: dict[int, float] = {}
    senders, kept = set(shire.senders), list[Contact]()
    for contact in sorted(shire.contacts, key=lambda c: c.when):
        when, a, b = contact.when, contact.a, contact.b
        if contact.kind == CALL:
            free = max(busy.get(a, -1), busy.get(b, -1))
            if free > when and not senders & {a, b}:
                when = free + 3 + when % 40
            busy[a] = busy[b] = when + contact.duration + 1
        if floor(when) < shire.end:
            kept.append(contact._replace(when=floor(when)))
    return kept


def sessions(shire: Shire) -> None:
    """Add data sessions of all numbers that have data, while they are in somebody's hands."""
    chance = shire.chance
    for number in shire.numbers.all:
        if not (number.county and number.data > 0):
            continue
        count = chance.count(number.data * shire.spec.days * 0.7)
        if not count:
            continue
        days = chance.rng.integers(0, shire.spec.days, count) * 86400.0
        when = days + shire.times_of_day(count)
        since, until = _in_use(shire, number.index)
        for moment in when[(when >= since) & (when < until)].tolist():
            shire.sessions.append((moment, number.index, int(chance.around(120, 1.2)) + 1))


def _in_use(shire: Shire, index: int) -> tuple[float, float]:
    for line in shire.lines:
        for phone in line.order:
            for since, until, number in phone:
                if number == index:
                    return since, until
    hands = shire.numbers[index].hands
    return (hands[0][0], hands[-1][1]) if hands else (0.0, shire.end)


def rows(shire: Shire, contacts: list[Contact], holding: Holding) -> Rows:
    """Return the rows in the files: one for each end that is held."""
    start, subject, other, direction = list[float](), list[int](), list[int](), list[str]()
    kind, duration = list[str](), list[int]()

    def row(when: float, own: int, far: int, way: str, contact_kind: str, lasts: int) -> None:
        start.append(when)
        subject.append(own)
        other.append(far)
        direction.append(way)
        kind.append(contact_kind)
        duration.append(lasts)

    for c in contacts:
        if holding.has(c.a):
            row(c.when, c.a, c.b, "out", c.kind, c.duration)
        if holding.has(c.b):
            late = 1 if shire.chance.happens(0.25) else 0
            row(c.when + late, c.b, c.a, "in", c.kind, c.duration)
    for when, number, lasts in shire.sessions:
        if number in holding.returned and 0 <= when < shire.end:
            row(floor(when), number, -1, "out", DATA, lasts)
    return Rows(
        np.array(start, dtype=np.float64), np.array(subject, dtype=np.int64),
        np.array(other, dtype=np.int64), direction, kind, np.array(duration, dtype=np.int64),
    )  # fmt: skip


def cells(shire: Shire, made: Rows, holding: Holding) -> Ints:
    """Return each row's serving cell, -1 where there is none."""
    east, north = _places(shire, made, holding)
    covered = ~np.isnan(east) & (shire.chance.rng.random(len(east)) > 0.03)
    serving = np.full(len(east), -1, dtype=np.int64)
    serving[covered] = shire.country.serving(
        east[covered], north[covered], shire.fade, shire.chance
    )
    return serving


def _places(shire: Shire, made: Rows, holding: Holding) -> tuple[Floats, Floats]:
    """Return where each row's subject was; nowhere for downloads and fixed lines."""
    east, north = np.full(len(made.start), np.nan), np.full(len(made.start), np.nan)
    paths: dict[int, Path] = {}
    order = np.argsort(made.subject, kind="stable")
    bounds = np.flatnonzero(np.diff(made.subject[order])) + 1
    for of_number in np.split(order, bounds):
        number = shire.numbers[int(made.subject[of_number[0]])]
        if number.index in holding.downloaded or number.fixed:
            continue
        if number.place is not None:
            east[of_number], north[of_number] = number.place
            continue
        start = made.start[of_number]
        for since, until, person in number.hands:
            held = of_number[(start >= since - EARLY_S) & (start < until)]
            if len(held):
                if person not in paths:
                    paths[person] = path(shire, shire.people[person])
                east[held], north[held] = paths[person].at(made.start[held])
    return east, north


def table(shire: Shire, made: Rows, serving: Ints, holding: Holding) -> pa.Table:
    """Return the observations with the contract's columns, in order of time and subject, all text."""
    order = np.lexsort((made.subject, made.start))
    numbers = shire.numbers.all
    shown = (shire.spec.seed + shire.mechanics.returns) % 3
    texts = [n.text for n in numbers]
    handset = [_if_shown(n.imei, shown >= WITH_HANDSET, n.index, shire, holding) for n in numbers]
    subscription = [
        _if_shown(n.imsi, shown >= WITH_SUBSCRIPTION, n.index, shire, holding) for n in numbers
    ]
    columns = {
        "start": pa.array(iso(shire.clock.epoch(made.start[order])), pa.string()),
        "subject": _texts(texts, made.subject[order]),
        "direction": pa.array(made.direction, pa.string()).take(pa.array(order, pa.int64())),
        "other_party": _texts(texts, made.other[order]),
        "type": pa.array(made.kind, pa.string()).take(pa.array(order, pa.int64())),
        "duration_s": pa.array(made.duration[order]).cast(pa.string()),
        "cell_id": _texts(shire.country.cell_names(), serving[order]),
        "imei": _texts(handset, made.subject[order]),
        "imsi": _texts(subscription, made.subject[order]),
    }
    return pa.table({name: columns[name] for name in COLUMNS})


def _if_shown(text: str, shown: bool, number: int, shire: Shire, holding: Holding) -> str:
    """Return an identifier, empty in a download, at a fixed place, or where returns lack it."""
    own = shire.numbers[number].place is None and number not in holding.downloaded
    return text if shown and own else ""


def _texts(names: list[str], index: Ints) -> pa.StringArray:
    """Return the named texts by index; empty where the index is -1."""
    words = pa.array([*names, ""], pa.string())
    return words.take(pa.array(np.where(index < 0, len(names), index), pa.int64()))
