"""Returns: the traffic as each end's own record shows it, one row an end.

The answering end's clock is 0 to 2 seconds late. A withheld caller shows as `withheld` at the
other end. Fixed lines have no cell, handset or subscription in their rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.synth.clock import Clock, iso
from lineholder.synth.columns import DAY, Bools, Floats, Ints, Rng, Texts
from lineholder.synth.land import Land
from lineholder.synth.phones import FIXED, MOBILE, Phones
from lineholder.synth.pockets import Pockets
from lineholder.synth.traffic import DATA, Traffic

COLUMNS = (
    "start", "subject", "direction", "other_party", "type", "duration_s", "cell_id", "imei", "imsi"
)  # fmt: skip
TYPES = ("call", "sms", "data")


@dataclass(frozen=True, slots=True)
class Ends:
    """Columns of the rows: whose, seen from which side, with which number, when (UTC epoch)."""

    phone: Ints
    other: Ints
    number: Ints
    other_number: Ints
    outward: Bools
    kind: Ints
    duration: Ints
    hidden: Bools
    local_s: Floats
    epoch: Ints

    def take(self, rows: Ints | Bools) -> "Ends":
        """Return these rows only."""
        return Ends(
            self.phone[rows], self.other[rows], self.number[rows], self.other_number[rows],
            self.outward[rows], self.kind[rows], self.duration[rows], self.hidden[rows],
            self.local_s[rows], self.epoch[rows],
        )  # fmt: skip


def both_ends(traffic: Traffic, phones: Phones, clock: Clock, rng: Rng) -> Ends:
    """Return the rows of all phones that have a return, in order of time, subject and other."""
    late = rng.integers(0, 3, len(traffic.a)).astype(np.float64)
    here = np.flatnonzero(phones.kind[traffic.a] <= FIXED)
    there = np.flatnonzero((traffic.b >= 0) & (phones.kind[np.maximum(traffic.b, 0)] <= FIXED))
    rows = np.concatenate([here, there])
    outward = np.repeat([True, False], [len(here), len(there)])
    phone = np.where(outward, traffic.a[rows], traffic.b[rows])
    other = np.where(outward, traffic.b[rows], traffic.a[rows])
    start = traffic.start[rows]
    number = phones.number.at(phone, start)
    other_number = np.where(other >= 0, phones.number.at(np.maximum(other, 0), start), -1)
    epoch = clock.epoch(start) + np.where(outward, 0, late[rows]).astype(np.int64)
    rank = np.empty(len(phones.texts), dtype=np.int64)
    rank[np.argsort(phones.texts.astype(str), kind="stable")] = np.arange(len(rank))
    far = np.where(other_number >= 0, rank[np.maximum(other_number, 0)], -1)
    kind, duration = traffic.kind[rows], traffic.duration[rows]
    order = np.lexsort((duration, kind, far, ~outward, rank[number], epoch))
    ends = Ends(
        phone, other, number, other_number, outward, kind, duration,
        traffic.hidden[rows] & ~outward, start, epoch,
    )  # fmt: skip
    return ends.take(order)


def cells_of(ends: Ends, pockets: Pockets, land: Land, rng: Rng) -> Ints:
    """Return each row's serving cell, -1 for fixed lines."""
    points = pockets.where(ends.phone, ends.local_s)
    mobile = (pockets.phones.kind[ends.phone] == MOBILE) & ~np.isnan(points[:, 0])
    operator = pockets.phones.operator[ends.number[mobile]] % land.geometry.operators
    cells = np.full(len(ends.phone), -1, dtype=np.int64)
    cells[mobile] = land.serving(operator, points[mobile], rng)
    return cells


class Named(Protocol):
    """A network that can name its cells."""

    def cell_names(self) -> Texts:
        """Return every cell's identifier."""


def table(ends: Ends, cells: Ints, phones: Phones, land: Named) -> pa.Table:
    """Return the observations with the contract's columns, all text; empty cells where -1."""
    data = ends.kind == DATA
    mobile = phones.kind[ends.phone] == MOBILE
    handset = np.where(mobile, phones.handset.at(ends.phone, ends.local_s), -1)
    other = np.where(data, -1, np.where(ends.hidden, len(phones.texts), ends.other_number))
    columns = {
        "start": _stamps(ends.epoch),
        "subject": _texts(phones.texts, ends.number),
        "direction": _texts(["in", "out"], ends.outward.astype(np.int64)),
        "other_party": _texts([*phones.texts, "withheld"], other),
        "type": _texts(TYPES, ends.kind),
        "duration_s": pa.array(ends.duration).cast(pa.string()),
        "cell_id": _texts(land.cell_names(), cells),
        "imei": _texts(phones.imeis, handset),
        "imsi": _texts(phones.imsis, np.where(mobile, ends.number, -1)),
    }
    return pa.table({name: columns[name] for name in COLUMNS})


def _texts(names: Iterable[str], index: Ints) -> pa.StringArray:
    """Return the named texts by index; empty where the index is -1."""
    words = pa.array([*names, ""], pa.string())
    return words.take(pa.array(np.where(index < 0, len(words) - 1, index), pa.int64()))


def _stamps(epoch_s: Ints) -> pa.StringArray:
    """Return UTC epoch seconds as ISO 8601 text with Z, put together from day and time."""
    day, second = np.divmod(epoch_s, DAY)
    first = int(day.min()) if len(day) else 0
    last = int(day.max()) if len(day) else 0
    days = [text[:10] for text in iso(np.arange(first, last + 1, dtype=np.int64) * DAY)]
    seconds = [text[11:] for text in iso(np.arange(DAY, dtype=np.int64))]
    between = _texts(["T"], np.zeros(len(day), dtype=np.int64))
    return pc.binary_join_element_wise(_texts(days, day - first), _texts(seconds, second), between)
