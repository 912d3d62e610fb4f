"""The family that draws every habit: no single one of them tells a line from a firm."""

from dataclasses import fields, replace
from itertools import pairwise

import numpy as np
import pytest
from synth_counties import county

from lineholder.synth import Spec, generate
from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.crew import KINDS
from lineholder.synth.habits import counter as desk
from lineholder.synth.habits.lines import CARRIERS, drawn
from lineholder.synth.habits.manner import LINE, PINS, Manner, Range, of_firm, of_line
from lineholder.synth.traffic import CALL, DATA, TEXT, Log

HABITS = [field.name for field in fields(Manner)]


def values(name: str, manners: list[Manner]) -> np.ndarray:
    return np.array([getattr(m, name) for m in manners])


def manners() -> tuple[list[Manner], list[Manner]]:
    rng = np.random.default_rng(11)
    kinds = list(PINS)
    lines = [of_line(rng) for _ in range(2000)]
    return lines, [of_firm(kinds[n % len(kinds)], rng) for n in range(2000)]


LINES, FIRMS = manners()


@pytest.mark.parametrize("name", HABITS)
def test_lines_and_firms_overlap_on_every_habit(name: str) -> None:
    """No cut through one habit names more than three in four of a fair mix rightly.

    How often clients come is what differs in life: there a cut may name four in five.
    """
    one, other = values(name, LINES), values(name, FIRMS)
    cuts = np.unique(np.concatenate([one, other]))
    below = np.searchsorted(np.sort(one), cuts, side="right") / len(one)
    above = np.searchsorted(np.sort(other), cuts, side="right") / len(other)
    assert np.abs(below - above).max() < (0.6 if name == "visits" else 0.5)


@pytest.mark.parametrize("name", HABITS)
def test_the_habits_of_a_line_do_not_hang_together(name: str) -> None:
    """But for the visits of a short list, which are raised till the line has its trade."""
    others = [h for h in HABITS if h != name and {h, name} != {"visits", "clients"}]
    drawn = np.array([values(h, LINES) for h in [name, *others]])
    assert np.abs(np.corrcoef(drawn)[0, 1:]).max() < 0.1


def test_a_range_keeps_within_its_bounds_and_is_none_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    drawn = np.array([Range(4, 400, none=0.25).draw(rng) for _ in range(4000)])
    assert 0.22 < (drawn == 0).mean() < 0.28
    assert drawn[drawn > 0].min() >= 4
    assert drawn.max() <= 400
    assert 35 < np.median(drawn[drawn > 0]) < 46  # even on a log scale


def test_every_carrier_is_drawn_sooner_or_later() -> None:
    trades = [drawn(np.random.default_rng(n)) for n in range(60)]
    assert {who for t in trades for who in t.carrier.values()} == set(CARRIERS)
    assert {t.private_phones for t in trades} == {True, False}
    assert min(t.places[1] for t in trades) < 7 < 200 < max(t.places[1] for t in trades)


def test_every_kind_of_line_comes_round_with_the_seeds() -> None:
    kinds = [
        line["kind"]
        for seed in (1, 2, 3, 4, 5)
        for line in generate(Spec("habits", seed, people=150, days=14, lines=2)).truth["lines"]
    ]
    assert set(kinds) == set(KINDS)


def counter(manner: Manner) -> desk.Counter:
    clients = np.arange(100, 140, dtype=np.int64)
    every = np.zeros(40)
    return desk.Counter(
        1, 1, clients, every + 0.5, every, every + 28.0 * DAY, np.arange(28, dtype=np.int64),
        10.0 * HOUR, 25.0 * HOUR, manner,
    )  # fmt: skip


PLAIN = replace(
    LINES[0], by_call=1.0, by_thread=0.0, by_ring=0.0, by_app=0.0, calls=0.0, missed=0.0,
    notes=0.0, starts=1.0, talk_s=20.0, talk_spread=0.3, adverts=7.0, listed=1.0, rotating=0.0,
    minutes=0.0, voiced=0.0, passed=1.0, polled=0.0, batch_s=0.0, pass_text=0.0, outside=0.0,
    delay_s=60.0,
)  # fmt: skip


def arranged(manner: Manner) -> Log:
    log = Log()
    who = np.arange(40, dtype=np.int64)
    desk.arrange(counter(manner), (who, who * 1000.0 + 12 * HOUR), np.random.default_rng(1), log)
    return log


def rows(log: Log, kind: int) -> list[tuple[int, int, float, float]]:
    return [
        (a, b, when, length)
        for block in log.blocks
        for a, b, when, k, length, _ in zip(*(c.tolist() for c in block), strict=True)
        if k == kind
    ]


def test_one_call_a_visit_exactly() -> None:
    calls = rows(arranged(PLAIN), CALL)
    assert sorted(a for a, _, _, _ in calls) == list(range(100, 140))
    assert {b for _, b, _, _ in calls} == {1}
    assert 12 < np.median([length for _, _, _, length in calls]) < 32


def test_ringing_once_brings_a_call_back() -> None:
    calls = rows(arranged(replace(PLAIN, by_call=0.0, by_ring=1.0)), CALL)
    rung = {a: when for a, b, when, length in calls if b == 1 and length == 0}
    back = {b: when for a, b, when, length in calls if a == 1 and length > 0}
    assert rung.keys() == back.keys() == set(range(100, 140))
    assert all(back[client] > rung[client] for client in rung)


def test_an_order_in_an_app_leaves_sessions_at_both_ends_only() -> None:
    log = arranged(replace(PLAIN, by_call=0.0, by_app=1.0))
    assert not rows(log, CALL) + rows(log, TEXT)
    assert {a for a, _, _, _ in rows(log, DATA)} == {1, *range(100, 140)}


def test_an_advert_reaches_all_or_takes_them_in_turn() -> None:
    for rotating in (0.0, 1.0):
        log = Log()
        manner = replace(PLAIN, listed=0.5 if rotating else 1.0, rotating=rotating)
        sent = desk.advertise(counter(manner), np.random.default_rng(5), log)
        heard = [{b for _, b, _, _ in rows(Log([block]), TEXT)} for block in log.blocks]
        heard = [clients for clients in heard if clients]
        assert len(heard) == len(sent) > 10
        assert {len(clients) for clients in heard} == ({20} if rotating else {40})
        if rotating:
            assert all(not a & b for a, b in pairwise(heard))


@pytest.mark.parametrize("minutes", [0.0, 60.0])
def test_an_advert_goes_out_at_once_or_over_an_hour(minutes: float) -> None:
    log = Log()
    chosen = np.ones(40, dtype=bool)
    manner = replace(PLAIN, minutes=minutes)
    desk.send(counter(manner), 12.0 * HOUR, chosen, np.random.default_rng(5), log)
    when = [t for _, _, t, _ in rows(log, TEXT)]
    assert max(when) - min(when) < 300 if minutes == 0 else 3000 < max(when) - min(when) < 4500


def passed(manner: Manner) -> Log:
    log = Log()
    who = np.arange(100, 140, dtype=np.int64)
    agreed = 12.0 * HOUR + np.arange(40) * 30.0
    phone = np.full(40, 7, dtype=np.int64)
    desk.pass_on(counter(manner), (who, agreed, phone), np.random.default_rng(2), log)
    return log


def test_a_worker_is_told_of_each_visit_or_of_several_or_asks() -> None:
    each = rows(passed(PLAIN), CALL)
    assert len(each) == 40
    assert {(a, b) for a, b, _, _ in each} == {(1, 7)}
    together = rows(passed(replace(PLAIN, batch_s=1200.0)), CALL)
    assert 1 <= len(together) <= 4
    asks = rows(passed(replace(PLAIN, polled=1.0)), CALL)
    assert {(a, b) for a, b, _, _ in asks} == {(7, 1)}


def test_nobody_is_told_where_nothing_is_passed_on() -> None:
    log = passed(replace(PLAIN, passed=0.0))
    assert not rows(log, CALL) + rows(log, TEXT)


def test_duty_is_of_those_who_are_there() -> None:
    duty = [(5, 0.0, 100.0), (6, 100.0, 200.0)]
    when = np.array([-1.0, 0.0, 99.0, 100.0, 200.0])
    assert desk.on_duty(when, duty, np.random.default_rng(1)).tolist() == [-1, 5, 5, 6, -1]


def test_hours_may_run_past_midnight_of_an_open_day_only() -> None:
    open_ = replace_days(counter(PLAIN), [1])
    when = np.array([9.9, 24 + 9.9, 24 + 10, 48 + 0.9, 48 + 1.1]) * HOUR
    assert open_.in_hours(when).tolist() == [False, False, True, True, False]


def replace_days(made: desk.Counter, days: list[int]) -> desk.Counter:
    return replace(made, days=np.array(days, dtype=np.int64))


def test_a_phone_that_stays_with_the_worker_changes_hands_with_him() -> None:
    """Over some seeds there is a line whose carriers are its runners, one after the other."""
    for seed in range(1, 12):
        truth = generate(Spec("habits", seed, people=150, days=28, lines=3)).truth
        for line in truth["lines"]:
            runners = {w["person"] for w in line["workers"] if w["role"] == "runner"}
            carried = [c["person"] for c in line["carried"]]
            if len(set(carried)) > 1 and set(carried) <= runners:
                assert line["kind"] != "handover"
                return
    pytest.fail("no line's phone went from worker to worker in eleven counties")


def test_firms_have_workers_who_come_and_go() -> None:
    firms = [f for f in county("habits").truth["businesses"] if f["kind"] != "sender"]
    staff = [len(f["staff"]) for f in firms]
    assert min(staff) == 1
    assert max(staff) >= 5
    assert all(f["numbers"] for f in firms)


def test_the_ranges_of_lines_are_those_of_all_habits() -> None:
    assert set(LINE) == set(HABITS)
    assert all(set(pins) <= set(HABITS) for pins in PINS.values())
