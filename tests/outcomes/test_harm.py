"""Harm, component by component: what counts, what never raises a rank, and what nobody knows."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.errors import BadValue, Refused
from lineholder.model.harm import (
    Exploited,
    HarmInputs,
    Incident,
    InForce,
    IntelItem,
    Marker,
    Part,
    Weight,
    Weights,
)
from lineholder.outcomes import harm, harm_index, harm_weights

DAY = "2026-06-01"
EMPTY = HarmInputs("quiet", DAY)
FULL = HarmInputs(
    line="busy",
    day=DAY,
    incidents=(
        Incident("42/1/26", "5D"),
        Incident("42/1/26", "5D"),  # the same crime in another return
        Incident("42/2/26", "robbery"),
        Incident("42/3/26", "drug_trafficking"),
        Incident("42/4/26", "nuisance"),
    ),
    exploited=(Exploited("p1", True), Exploited("p2", None), Exploited("p3", False)),
    customers=62,
    contacts=2800,
    contacts_before=1400,
    markers=(Marker(Part.WEAPONS, "seizure 7"), Marker(Part.CUCKOOING, "visit 3")),
    intelligence=(
        IntelItem("i1", 1, "B", "P", "weapons"),
        IntelItem("i2", 3, "A", "P", "violence"),
        IntelItem("i3", 2, "D", "C", "weapons"),
        IntelItem("i4", 2, "C", "P", "violence"),
    ),
)


def assess(known):
    return harm.assess(known, harm_index.SHIPPED)


def test_a_busy_line_shows_what_each_component_counted_and_left_out():
    told = assess(FULL)
    values = {c.part: c.value for c in told.components}
    assert list(values) == list(Part)
    assert values[Part.INCIDENTS] == 1460 + 365
    assert told.of(Part.INCIDENTS).counted == ("42/1/26", "42/2/26")
    assert told.of(Part.INCIDENTS).left_out == (
        "42/3/26: drug_trafficking is found by police effort",
        "42/4/26: no row of the index values 'nuisance'",
    )
    assert values[Part.EXPLOITED] == harm.CAP  # two children (one of unknown age) and an adult: 5
    assert values[Part.THROUGHPUT] == 100
    assert values[Part.GROWTH] == 2
    assert 1.8 < told.of(Part.GROWTH).for_band < 2
    assert values[Part.WEAPONS] == 2  # the seizure, and i1; i3 is weak
    assert told.of(Part.WEAPONS).left_out == ("i3: graded 2D",)
    assert values[Part.CUCKOOING] == 1
    assert values[Part.INTELLIGENCE] == 1  # violence, by i4 alone
    assert (told.confidence.good_items, told.confidence.weak_items) == (2, 2)
    assert told.confidence.known == told.confidence.of == len(Part)


def test_what_nobody_looked_at_is_not_nothing():
    told = assess(EMPTY)
    assert {c.value for c in told.components} == {None}
    assert all(c.sentence.startswith("Not known: ") for c in told.components)
    (place,) = harm.order([told], harm_weights.SHIPPED)
    assert (place.lower, place.upper) == (0, 8)
    looked = assess(dataclasses.replace(EMPTY, incidents=(), exploited=(), customers=0))
    (place,) = harm.order([looked], harm_weights.SHIPPED)
    assert (place.lower, place.upper) == (0, 5)


def test_the_order_opens_every_component_and_shares_a_place():
    lines = [assess(EMPTY), assess(FULL), assess(dataclasses.replace(EMPTY, line="also"))]
    told = harm.order(lines, harm_weights.SHIPPED)
    assert [(p.place, p.line) for p in told] == [(1, "busy"), (2, "also"), (2, "quiet")]
    points = {p.part: (p.band, p.bands) for p in told[0].points}
    assert points[Part.INCIDENTS] == (3, 4)
    assert points[Part.EXPLOITED] == (3, 3)
    assert told[0].lower == pytest.approx(sum(b / of for b, of in points.values()))
    assert harm.order(lines[::-1], harm_weights.SHIPPED) == told


def test_one_component_alone_puts_the_unknown_last():
    some = dataclasses.replace(EMPTY, line="some", customers=3)
    placed = harm.order([assess(EMPTY), assess(some), assess(FULL)], harm_weights.SHIPPED)
    by = harm.by_part(placed, Part.CUSTOMERS)
    assert [one.line for one in by] == ["busy", "some", "quiet"]


weak = st.builds(
    IntelItem,
    st.text("xyz", min_size=1, max_size=3),
    st.just(3),
    st.sampled_from("ABCDE"),
    st.sampled_from("PC"),
    st.sampled_from(["weapons", "cuckooing", "violence", "exploitation"]),
) | st.builds(
    IntelItem,
    st.text("xyz", min_size=1, max_size=3),
    st.sampled_from([1, 2, 3]),
    st.sampled_from("DE"),
    st.sampled_from("PC"),
    st.sampled_from(["weapons", "cuckooing", "violence", "exploitation"]),
)


@given(st.lists(weak, max_size=6), st.booleans())
def test_items_graded_3_d_or_e_never_raise_a_line(items, busy):
    known = FULL if busy else dataclasses.replace(EMPTY, intelligence=())
    more = dataclasses.replace(known, intelligence=(*known.intelligence, *items))
    (before,) = harm.order([assess(known)], harm_weights.SHIPPED)
    (after,) = harm.order([assess(more)], harm_weights.SHIPPED)
    assert after.points == before.points
    (unread,) = harm.order(
        [assess(dataclasses.replace(known, intelligence=None))], harm_weights.SHIPPED
    )
    (only,) = harm.order(
        [assess(dataclasses.replace(known, intelligence=tuple(items)))], harm_weights.SHIPPED
    )
    assert (only.lower, only.upper) <= (unread.lower, unread.upper)


@given(st.lists(weak, max_size=6), st.booleans())
def test_where_nobody_searched_weak_items_move_a_line_neither_up_nor_down(items, busy):
    """They made what they claim a known 0, so that a report of weapons let a line look milder."""
    known = dataclasses.replace(FULL if busy else EMPTY, searched=False)
    more = dataclasses.replace(known, intelligence=(*(known.intelligence or ()), *items))
    (before,) = harm.order([assess(known)], harm_weights.SHIPPED)
    (after,) = harm.order([assess(more)], harm_weights.SHIPPED)
    assert after.points == before.points
    shown = {text.split(":")[0] for c in after.harm.components for text in c.left_out}
    assert {i.reference for i in items} <= shown


people = st.lists(
    st.tuples(st.text("abcdef", min_size=1, max_size=1), st.sampled_from([True, False, None]))
)


@given(people, people)
def test_finding_fewer_never_lowers_and_finding_many_is_capped(earlier, later):
    def exploited(rows, before=0.0):
        known = tuple(Exploited(*row) for row in rows)
        made = dataclasses.replace(EMPTY, exploited=known, highest_exploited=before)
        return assess(made).of(Part.EXPLOITED).value

    first = exploited(earlier)
    assert first <= exploited(later, first) <= harm.CAP
    assert exploited([]) == 0
    unasked = dataclasses.replace(EMPTY, highest_exploited=first)
    assert assess(unasked).of(Part.EXPLOITED).value == (first or None)


def test_growth_that_counts_do_not_bear_out_reaches_no_band():
    told = assess(dataclasses.replace(EMPTY, contacts=6, contacts_before=4)).of(Part.GROWTH)
    assert told.value == 1.5
    assert told.for_band < 1
    assert told.sentence.endswith("these counts do not tell it from no change.")
    none_before = dataclasses.replace(EMPTY, contacts=6, contacts_before=0)
    assert assess(none_before).of(Part.GROWTH).value is None


def test_the_index_of_the_day_is_read_and_its_rows_say_that_nobody_checked_them():
    assert not any(row.in_force.verified for row in harm_index.SHIPPED)
    assert harm_index.in_force(harm_index.SHIPPED, "2025-12-31") == {}
    text = (
        "kind,codes,days,proactive,from,to,source,verified\n"
        "robbery,34A 34B,300,no,2024-01-01,2025-12-31,workbook 2024,yes\n"
        "robbery,34A 34B,365,no,2026-01-01,,workbook 2026,yes\n"
    )
    rows = harm_index.load(text)
    assert harm_index.in_force(rows, "2025-12-31")["34B"].days == 300
    assert harm_index.in_force(rows, "2026-01-01")["robbery"].days == 365
    assert harm_index.in_force(rows, "2023-12-31") == {}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("robbery,34A,x,no,2024-01-01,,s,yes", "Line 2, days: expected a number"),
        ("robbery,34A,-1,no,2024-01-01,,s,yes", "days of 0 or more"),
        ("robbery,34A,1,maybe,2024-01-01,,s,yes", "expected yes or no"),
        ("robbery,34A,1,no,01/02/2024,,s,yes", "expected a day as YYYY-MM-DD"),
        ("robbery,34A,1,no,,,s,yes", "Line 2, from"),
        ("robbery,34A,1,no,2024-01-01,,s", "expected 8 cells; found 7"),
        ('robbery,"34A,1,no,2024-01-01,,s,yes', "expected CSV"),
    ],
)
def test_a_row_that_is_not_understood_is_refused_with_its_line(row, says):
    with pytest.raises(Refused, match=says):
        harm_index.load(f"kind,codes,days,proactive,from,to,source,verified\n{row}\n")


def test_a_table_of_other_columns_is_refused():
    with pytest.raises(Refused, match="Expected a first line kind,codes"):
        harm_index.load("kind,days\n")
    with pytest.raises(Refused, match="found nothing"):
        harm_index.load("")


HEAD = "part,weight,bands,from,to,source\n"


def test_a_units_weights_are_one_version_and_change_the_order():
    rows = "".join(
        f"{part},{8 if part == 'customers' else 0},1 50,2026-05-01,,head of unit\n"
        for part in Part
    )
    own = harm_weights.load("ours", HEAD + rows)
    assert harm_weights.in_force([own], "2026-05-01") is own
    assert harm_weights.in_force([own], "2026-04-30") is harm_weights.SHIPPED
    many = assess(dataclasses.replace(EMPTY, line="many", customers=51))
    told = harm.order([many, assess(dataclasses.replace(FULL, customers=2))], own)
    assert [p.line for p in told] == ["many", "busy"]
    assert [p.lower for p in told] == [8, 4]


def test_weights_that_cannot_stand_are_refused():
    with pytest.raises(Refused, match="expected one of incidents"):
        harm_weights.load("x", HEAD + "ethnicity,1,1,2026-01-01,,s\n")
    with pytest.raises(BadValue, match="every component once"):
        harm_weights.load("x", HEAD + "growth,1,1,2026-01-01,,s\n")
    with pytest.raises(Refused, match="one period"):
        harm_weights.load("x", HEAD)
    with pytest.raises(BadValue, match="bands above 0 that rise"):
        Weight(Part.GROWTH, 1, (2, 1))
    with pytest.raises(BadValue, match="every component once"):
        Weights("x", InForce("2026-01-01", None, "s", verified=False), ())
    with pytest.raises(BadValue, match="grade of 3x5x2"):
        IntelItem("i", 4, "A", "P", "weapons")


def test_morile_ships_empty_and_takes_the_forces_own_bands():
    assert harm_weights.MORILE == ()
    text = "dimension,band,words,from,to,source\nphysical,2,some words,2026-01-01,,force table\n"
    (row,) = harm_weights.load_morile(text)
    assert (row.dimension, row.band, row.words) == ("physical", 2, "some words")
