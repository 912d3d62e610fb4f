"""The index with names: days that are added, names that come late, and whom the product then compares."""

import numpy as np
import pyarrow as pa
import pytest
from scene import NETWORK
from test_find import HOME, LINE, OWN, asked, story

from lineholder.attribute import nearby
from lineholder.attribute.find import Asked, find
from lineholder.attribute.fitted import shipped
from lineholder.attribute.nearby import gather
from lineholder.attribute.postings import DAY_S
from lineholder.attribute.subject import Subject

MONDAY = 1_740_960_000 // DAY_S


def records(day: int, seed: int, numbers: list[str]) -> pa.Table:
    """Thirty records a number on one day, each near its own place."""
    rng = np.random.default_rng(seed)
    name = np.repeat(sorted(numbers), 30)
    at = np.sort(rng.integers(0, DAY_S, (len(numbers), 30)), axis=1).reshape(-1) + day * DAY_S
    home = np.repeat([sum(map(ord, n)) % 7 for n in sorted(numbers)], 30)
    return pa.table({
        "number": pa.array(name).dictionary_encode(),
        "start_s": at,
        "lat": 52 + 0.1 * home + rng.normal(0, 0.01, at.size),
        "lon": rng.normal(0, 0.01, at.size),
    })  # fmt: skip


DAYS = [
    (MONDAY, records(MONDAY, 1, ["b", "d", "f"])),
    (MONDAY + 1, records(MONDAY + 1, 2, ["a", "b", "f"])),
    (MONDAY + 2, records(MONDAY + 2, 3, ["c", "d"])),
]


def whole(days=DAYS) -> nearby.Nearby:
    return gather([(day, lambda table=table: table) for day, table in days])


def test_a_day_that_is_added_is_the_same_as_building_anew():
    built, added = whole(), whole(DAYS[:1])
    for day, table in DAYS[1:]:
        added = added.extended(day, table)
    assert added.names.to_pylist() == built.names.to_pylist() == ["b", "d", "f", "a", "c"]
    assert added.habits.spread_km == built.habits.spread_km
    assert (added.habits.same == built.habits.same).all()
    for name in ("number", "time_s", "north", "east"):
        of = [getattr(x.index.of(np.arange(5)), name) for x in (built, added)]
        assert (of[0] == of[1]).all()


def test_each_record_keeps_its_number_whatever_code_it_has():
    built = whole()
    for code, name in enumerate(built.names.to_pylist()):
        times = built.index.of(np.array([code])).time_s.tolist()
        wanted = [
            t
            for _, table in DAYS
            for n, t in zip(table["number"].to_pylist(), table["start_s"].to_pylist(), strict=True)
            if n == name
        ]
        assert times == wanted


def test_the_shortlist_is_of_the_period_and_names_whom_it_must():
    built = whole()
    subject = Subject("b", (), MONDAY * DAY_S, (MONDAY + 1) * DAY_S)
    found = built.shortlist(subject, frozenset({"c", "nobody"}), frozenset({"f"}))
    assert "c" in found
    assert not {"b", "f", "nobody"} & set(found)
    never = Subject("b", (), 0, 1)
    assert built.shortlist(never, frozenset({"c"}), frozenset()) == ["c"]
    stranger = Subject("nobody", (), 0, 2**40)
    assert built.shortlist(stranger, frozenset(), frozenset()) == []


@pytest.fixture
def searched(monkeypatch):
    """The story of test_find, searched as if it were a large holding."""
    told = story()
    asker = told.asker()
    seen = [o for o in told.observations if o["cell"]]
    rows = [(o["subject"], o["start_s"], *NETWORK[o["cell"]]) for o in seen]
    days = sorted({row[1] // DAY_S for row in rows})

    def of(day: int) -> pa.Table:
        number, at, lat, lon = zip(*sorted(r for r in rows if r[1] // DAY_S == day), strict=True)
        name = pa.array(number).dictionary_encode()
        return pa.table({"number": name, "start_s": at, "lat": lat, "lon": lon})

    monkeypatch.setattr("lineholder.attribute.measure.WIDE", 10)
    monkeypatch.setattr("lineholder.attribute.wide.EXACT", 5)
    index = gather([(day, lambda day=day: of(day)) for day in days])
    return find(asker, Asked(LINE), shipped(), lambda: index).attribution


def test_the_search_finds_whom_comparing_everybody_finds(searched):
    everybody = asked(story())
    assert searched.candidates[0].number == everybody.candidates[0].number == OWN
    assert searched.searched == everybody.searched
    moved = {c.number for c in searched.candidates if c.switches}
    assert OWN in moved
    assert len(moved) <= 5


def test_a_small_holding_never_asks_for_the_index():
    def index() -> nearby.Nearby:
        raise AssertionError(HOME)

    told = story()
    assert find(told.asker(), Asked(LINE), shipped(), index).attribution == asked(told)
