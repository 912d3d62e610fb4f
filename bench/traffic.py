"""Observations as a county's returns hold them: most contacts seen by both ends, clocks 0 to 2 s apart."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lineholder.model.records import OBSERVATIONS

BATCH = 500_000
PEOPLE = 100_000
CONTACTS = 20  # each has about so many; the first few take most of the traffic
DAYS = 90


@dataclass(frozen=True, slots=True)
class Traffic:
    """Contacts as arrays: who, whom, text or call, start, duration, and the skew of the other clock."""

    caller: np.ndarray
    called: np.ndarray
    text: np.ndarray
    start_s: np.ndarray
    duration_s: np.ndarray
    skew_s: np.ndarray


def contacts(count: int, seed: int) -> Traffic:
    """Contacts in order of time."""
    chance = np.random.default_rng(seed)
    caller = (chance.random(count) ** 2 * PEOPLE).astype(np.int64)
    place = (chance.random(count) ** 2 * CONTACTS).astype(np.int64)
    return Traffic(
        caller,
        (caller * 31 + place * 977 + 1) % PEOPLE,
        chance.integers(0, 2, count),
        np.sort(1_700_000_000 + chance.integers(0, 86_400 * DAYS, count)),
        chance.exponential(60, count).astype(np.int64),
        chance.integers(-2, 3, count),
    )


def observed(traffic: Traffic, side: str, ingest: str) -> Iterator[pa.Table]:
    """What the returns of one side (`out` or `in`) show of them, in batches of one ingest."""
    out = side == "out"
    subject, other = (traffic.caller, traffic.called) if out else (traffic.called, traffic.caller)
    start_s = traffic.start_s + (0 if out else traffic.skew_s)
    numbers = pa.array([f"+4477009{n:05d}" for n in range(PEOPLE)])
    for first in range(0, len(subject), BATCH):
        part = slice(first, min(first + BATCH, len(subject)))
        size = part.stop - part.start
        columns = {
            "subject": _coded(numbers, subject[part]),
            "direction": _same(side, size),
            "other_party": _coded(numbers, other[part]),
            "other_kind": _same("number", size),
            "number_rule": _same("as_given", size),
            "kind": _coded(pa.array(["call", "text"]), traffic.text[part]),
            "start_s": pa.array(start_s[part]),
            "start_slack_s": pa.array(np.zeros(size, np.int32)),
            "end_s": pa.array((start_s + traffic.duration_s)[part], mask=traffic.text[part] == 1),
            "time_means": _same("start", size),
            "cell": _coded(
                pa.array([f"234-10-{n:05d}" for n in range(8000)]), subject[part] % 8000
            ),
            "ingest": _same(ingest, size),
            "sheet": _same("", size),
            "row": pa.array(np.arange(part.start + 2, part.stop + 2)),
        }
        yield pa.table(
            [columns.get(f.name, pa.nulls(size, f.type)) for f in OBSERVATIONS], OBSERVATIONS.names
        )


def _coded(values: pa.Array, places: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), values)


def _same(value: str, size: int) -> pa.Array:
    return _coded(pa.array([value]), np.zeros(size, np.int64))
