"""Stepwise families: what each kind of line promises, and the mechanics that make a family."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synth_counties import FIRMS, STEPWISE, county

from lineholder.synth import Spec, bursts, rotas, routine
from lineholder.synth.author import Author
from lineholder.synth.clock import Clock
from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.country import lay_out
from lineholder.synth.stepwise.holding import usual
from lineholder.synth.stepwise.line import KINDS, Line
from lineholder.synth.stepwise.movement import Plan, travelled
from lineholder.synth.stepwise.numbers import Register
from lineholder.synth.stepwise.plan import kinds_of, plan_lines
from lineholder.synth.stepwise.records import lived
from lineholder.synth.stepwise.settling import settle
from lineholder.synth.stepwise.shire import CALL, Contact, Mechanics, Shire, Wish
from lineholder.synth.stepwise.trading import delay

MECHANICS = {
    "routine": routine.MECHANICS, "bursts": bursts.MECHANICS, "rotas": rotas.MECHANICS,
}  # fmt: skip


def empty(mechanics: Mechanics, lines: int = 3, seed: int = 1, days: int = 28) -> Shire:
    chance = Chance(np.random.default_rng([seed, lines]))
    register = Register(chance, float(days * DAY))
    spec = Spec("routine", seed, people=150, days=days, lines=lines)
    clock = Clock(date(2025, 1, 6), days)
    return Shire(spec, mechanics, chance, clock, 0.2, lay_out(lines, chance), register)


@pytest.fixture(scope="module", params=STEPWISE)
def planned(request: pytest.FixtureRequest) -> dict[str, Line]:
    """A line of every kind, as planned; twice round the kinds, so that no twin takes a place."""
    shire = empty(MECHANICS[request.param], lines=2 * len(KINDS))
    settle(shire)
    plan_lines(shire)
    assert [line.kind for line in shire.lines] == kinds_of(shire)
    assert {line.kind for line in shire.lines} == set(KINDS)
    return {line.kind: line for line in shire.lines}


def test_a_line_of_every_kind_comes_round_with_the_seeds() -> None:
    for mechanics in MECHANICS.values():
        assert sorted(mechanics.kinds) == list(range(len(KINDS)))
        made = [kinds_of(empty(mechanics, seed=seed)) for seed in range(20)]
        assert {kind for kinds in made for kind in kinds} == set(KINDS)
        assert all(kinds.count("shared") != 1 for kinds in made)


def test_a_line_that_changes_says_how_it_tells(planned: dict[str, Line]) -> None:
    told = {"changed_by_old": "old", "changed_by_new": "new", "changed_silent": "none"}
    for kind, way in told.items():
        line = planned[kind]
        (_, ends, old), (begins, _, new) = line.order[0]
        assert line.announced == way
        assert ends < begins == line.change
        assert old != new


def test_a_line_is_what_its_kind_promises(planned: dict[str, Line]) -> None:
    textbook = planned["textbook"].habits
    assert textbook.advert_every == 1
    assert (textbook.missed, textbook.follow, textbook.by_text, textbook.rung_back) == (0, 0, 0, 0)
    assert textbook.passed >= 0.97
    assert planned["no_adverts"].habits.advert_every is None
    assert planned["internal"].market == 0
    assert len(planned["split_orders"].order) == 2
    assert planned["split_adverts"].adverts_from is not None
    assert planned["chatty"].habits.call_s >= 70
    assert planned["worker_rings_in"].habits.ring_in
    assert 20 <= len(planned["small"].customers) <= 25


def test_who_carries_a_line_follows_from_its_kind(planned: dict[str, Line]) -> None:
    for kind, line in planned.items():
        hands = [person for _, _, person in line.segments]
        if kind == "handover":
            assert hands == [line.holder, line.deputy]
        elif kind == "sold_on":
            assert hands == [line.holder, line.next_holder]
        elif kind == "worker_holds":
            assert len(set(hands) & set(line.workers)) == 1
        else:
            assert len(hands) == 1
            assert hands[0] in (line.holder, line.deputy)
        assert all(a[1] == b[0] for a, b in pairwise(line.segments))


def test_work_numbers_of_a_worker_follow_each_other(planned: dict[str, Line]) -> None:
    for line in planned.values():
        for spans in line.work_numbers.values():
            assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert max(len(s) for s in planned["churned"].work_numbers.values()) > 2


def test_lines_that_share_customers_share_a_third() -> None:
    shire = empty(routine.MECHANICS, lines=len(KINDS))
    settle(shire)
    plan_lines(shire)
    one, other = (set(ln.customers) for ln in shire.lines if ln.kind == "shared")
    assert 0.25 * len(other) < len(one & other) < 0.45 * len(other)


def test_a_textbook_line_passes_on_within_nine_minutes(planned: dict[str, Line]) -> None:
    shire = empty(routine.MECHANICS)
    delays = [delay(shire, planned["textbook"]) for _ in range(500)]
    assert 8 < min(delays) <= max(delays) <= 540


def test_every_firm_of_a_county_is_of_a_known_kind() -> None:
    for family in STEPWISE:
        firms = {firm["kind"] for firm in county(family).truth["businesses"]}
        assert firms == FIRMS[family] | {"sender"}


def counted(mechanics: Mechanics, wish: Wish, tries: int = 40) -> list[list[float]]:
    shire = empty(mechanics, days=56)
    settle(shire)
    plan_lines(shire)
    return [mechanics.orders(shire, shire.lines[0], wish) for _ in range(tries)]


def test_orders_come_at_even_gaps_in_rotas_and_at_chance_in_routine() -> None:
    wish = Wish(0.7, (12.0, 18.0), 4, {})
    even, chance = (
        np.array([len(when) for when in counted(mechanics, wish)])
        for mechanics in (rotas.MECHANICS, routine.MECHANICS)
    )
    assert abs(even.mean() - 0.7 * 56) < 3
    assert abs(chance.mean() - 0.7 * 56) < 5
    assert even.var() / even.mean() < 0.5 < chance.var() / chance.mean()


def test_orders_follow_adverts_in_bursts() -> None:
    adverts = {day: [day * DAY + 13.0 * HOUR] for day in range(0, 56, 2)}
    orders = [t for made in counted(bursts.MECHANICS, Wish(0.7, (0, 0), 4, adverts)) for t in made]
    after = sum(0 <= t - min(adverts.get(int(t // DAY), [t + 1])) < 4 * HOUR for t in orders)
    unfollowed = sum(int(t // DAY) % 2 for t in orders)
    assert after > 0.35 * len(orders)
    assert 0.3 * len(orders) < unfollowed < 0.6 * len(orders)


def test_whom_a_job_goes_to() -> None:
    chance = Chance(np.random.default_rng(3))
    workers = [7, 8, 9]
    assert [rotas.sent(workers, 0, turn, chance) for turn in range(4)] == [7, 8, 9, 7]
    assert [bursts.sent(workers, zone, 0, chance) for zone in range(4)] == [7, 8, 9, 7]
    sent = [routine.sent(workers, 0, 0, chance) for _ in range(600)]
    assert 0.75 < sent.count(7) / 600 < 0.92
    assert set(sent) == set(workers)


places = st.tuples(st.floats(-60, 60), st.floats(-60, 60))


@given(st.lists(st.tuples(st.floats(0, 9 * DAY), places), min_size=1, max_size=12))
def test_nobody_drives_faster_than_the_road(
    stops: list[tuple[float, tuple[float, float]]],
) -> None:
    way = travelled([(0.0, (0.0, 0.0)), *sorted(stops)])
    far = np.hypot(np.diff(way.east), np.diff(way.north))
    assert (np.diff(way.when) >= 0).all()
    assert (far <= 68 / 3600 * np.diff(way.when) + 1e-6).all()


@given(
    st.lists(st.tuples(st.integers(1, 90), st.integers(0, 9)), max_size=8),
    st.integers(1, 80),
    st.integers(1, 10),
)
def test_a_stay_lies_over_what_was_meant(
    stops: list[tuple[int, int]], since: int, length: int
) -> None:
    meant = [(0.0, (0.0, 0.0)), *((float(t), (float(x), 1.0)) for t, x in sorted(stops))]
    plan = Plan(list(meant), [t for t, _ in meant])
    plan.overlay((float(since), float(since + length), (50.0, 50.0)))
    for tenth in range(1000):
        when = tenth / 10 + 0.05
        expected = [place for t, place in meant if t <= when][-1]
        inside = since <= when < since + length
        assert plan.at(when) == ((50.0, 50.0) if inside else expected)


@given(
    st.lists(
        st.tuples(st.floats(0, 5000), st.integers(0, 3), st.integers(4, 7), st.integers(0, 900)),
        max_size=25,
    )
)
def test_no_number_is_in_two_calls(calls: list[tuple[float, int, int, int]]) -> None:
    shire = empty(routine.MECHANICS)
    shire.contacts = [Contact(t, a, b, CALL, lasts) for t, a, b, lasts in calls]
    kept = lived(shire)
    assert len(kept) == len(calls)
    for number in range(8):
        own = sorted((c.when, c.when + c.duration) for c in kept if number in (c.a, c.b))
        assert all(a[1] <= b[0] + 1 for a, b in pairwise(own))


def test_a_partial_holding_of_a_hamlet_holds_everybody_and_ends() -> None:
    shire = empty(routine.MECHANICS)
    settle(shire)
    del shire.people[10:]
    held = usual(shire)
    assert held.returned == {n for person in shire.people for n in person.numbers()}


def test_numbers_are_different_and_of_the_marked_ranges() -> None:
    register = Register(Chance(np.random.default_rng(5)), 28.0 * DAY)
    texts = [register.outside().text for _ in range(3000)]
    assert len(set(texts)) == 3000
    assert all(text.startswith("+4477009") and len(text) == 13 for text in texts)
    fixed = [register.standing((0.0, 0.0), True, 0).text for _ in range(40)]
    assert len(set(fixed)) == 40
    assert all(text.startswith("+441632960") and len(text) == 13 for text in fixed)


def test_more_fixed_numbers_than_there_are_is_refused() -> None:
    register = Register(Chance(np.random.default_rng(5)), 28.0 * DAY)
    with pytest.raises(ValueError, match="1000"):
        for _ in range(1001):
            register.standing((0.0, 0.0), True, 0)


def test_a_family_says_what_it_is_and_makes_its_counties() -> None:
    for family in (routine.FAMILY, bursts.FAMILY, rotas.FAMILY):
        assert isinstance(family, Author)
        assert family.about
        assert county(family.name).truth["family"] == family.name
