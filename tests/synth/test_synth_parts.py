"""The parts that everything rests on: clock, look-up, diary, identifiers."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineholder.synth.clock import Clock, iso
from lineholder.synth.columns import DAY, HOUR, Timeline
from lineholder.synth.diary import Diary, Outings, Stop
from lineholder.synth.land import Land, lay_out
from lineholder.synth.numbering import imeis, mobiles
from lineholder.synth.process import GEOMETRY


def land() -> Land:
    return lay_out(GEOMETRY, np.random.default_rng(1))


def test_local_times_through_both_clock_changes() -> None:
    spring = Clock(date(2025, 3, 29), 3)
    assert spring.iso(12 * HOUR) == "2025-03-29T12:00:00Z"
    assert spring.iso(DAY + 12 * HOUR) == "2025-03-30T11:00:00Z"
    assert not spring.real(np.array([DAY + 1.5 * HOUR]))[0]
    autumn = Clock(date(2025, 10, 25), 3)
    assert autumn.iso(DAY + 0.5 * HOUR) == "2025-10-25T23:30:00Z"
    assert autumn.iso(DAY + 2.5 * HOUR) == "2025-10-26T02:30:00Z"


@given(st.lists(st.floats(0, 40 * DAY - 10), min_size=2, max_size=30))
def test_time_does_not_run_backwards(moments: list[float]) -> None:
    clock = Clock(date(2025, 3, 3), 40)
    when = np.sort(np.array(moments))
    epoch = clock.epoch(when[clock.real(when)])
    assert (np.diff(epoch) >= 0).all()
    assert all(text.endswith("Z") for text in iso(epoch))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50), st.integers(0, 9)), max_size=12),
    st.integers(0, 3),
    st.integers(0, 60),
)
def test_the_timeline_says_what_held_last(
    entries: list[tuple[int, int, int]], who: int, when: int
) -> None:
    once = {(w, t): v for w, t, v in entries}
    line = Timeline.of([(w, float(t), v) for (w, t), v in once.items()] or [(99, 0.0, 1)])
    before = [(t, v) for (w, t), v in once.items() if w == who and t <= when]
    expected = max(before)[1] if before else -1
    assert line.at(np.array([who]), np.array([float(when)]))[0] == expected


def outing(out: float, back: float) -> Outings:
    zero = np.zeros(1)
    return Outings(
        np.zeros(1, dtype=np.int64), zero + out, zero + out + 60, zero + back - 60, zero + back,
        zero + 3.0, zero + 1.0, np.zeros(1, dtype=np.int64),
    )  # fmt: skip


def test_an_outing_gives_way_to_a_tour_and_no_other() -> None:
    diary = Diary(land(), np.array([[1.0, 1.0]]), np.zeros(1, dtype=np.int64))
    assert diary.add(outing(1000, 5000))[0]
    assert not diary.add(outing(4000, 6000))[0]
    paths = diary.settle(1)
    assert paths.at(np.array([0]), np.array([3000.0])).tolist() == [[3.0, 1.0]]
    diary.tour(0, [Stop(2500, 3500, -2.0, -2.0, 0)])
    paths = diary.settle(1)
    assert paths.at(np.array([0]), np.array([3000.0])).tolist() == [[-2.0, -2.0]]
    assert paths.at(np.array([0]), np.array([20_000.0])).tolist() == [[1.0, 1.0]]
    assert paths.outing(np.array([0, 0]), np.array([3000.0, 20_000.0])).tolist() == [0, -1]


def test_a_point_is_served_by_a_cell_of_the_nearest_site() -> None:
    made = land()
    rng = np.random.default_rng(2)
    points = rng.normal(0, 3.0, (200, 2))
    own = np.flatnonzero(made.sites.operator == 1)
    cells = made.serving(np.ones(200, dtype=np.int64), points, rng)
    names, table = made.cell_names(), made.table()
    assert len(names) == table.num_rows == made.sites.sectors.sum()
    site = np.searchsorted(made.sites.first_cell, cells, side="right") - 1
    assert set(site.tolist()) <= set(own.tolist())
    far = np.hypot(made.sites.x[site] - points[:, 0], made.sites.y[site] - points[:, 1])
    best = np.hypot(
        made.sites.x[own][None, :] - points[:, :1], made.sites.y[own][None, :] - points[:, 1:]
    ).min(axis=1)
    assert np.median(far - best) < 1.0


def test_identifiers_are_different_and_checked() -> None:
    rng = np.random.default_rng(3)
    made = mobiles(1500, drama=True, rng=rng)
    assert len(set(made)) == 1500
    assert sum(number.startswith("+447700900") for number in made) == 1000
    for imei in imeis(50, rng):
        digits = [int(c) for c in imei]
        doubled = [sum(divmod(2 * d, 10)) if i % 2 else d for i, d in enumerate(digits)]
        assert len(digits) == 15
        assert sum(doubled) % 10 == 0
