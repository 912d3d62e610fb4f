"""What may leave: no small count of people, and nothing from which one could be worked out."""

import dataclasses
from functools import cache

import pytest
from book import counted, row
from hypothesis import given, settings
from hypothesis import strategies as st
from year import published, year

from lineholder.model.outcomes import Basis, Breakdown, Doubt, Figure, Outcomes, Share
from lineholder.outcomes.counts import COUNTS
from lineholder.outcomes.leaving import OF_PEOPLE, leaving
from lineholder.outcomes.products import parts
from lineholder.outcomes.terms import TERMS

LEAST = 5
FEW = st.integers(0, 12)
ROLES = st.dictionaries(
    st.sampled_from(["runner", "holder", "enforcer", "driver"]), FEW, min_size=1
)
NO_PEOPLE = {
    "lines", "numbers", "phones", "weapons", "pounds", "grams", "warrants", "disruptions", "check-backs",
}  # fmt: skip


ONE_ARREST = {"arrests", "charge_rate_charges", "charge_rate_counts"}  # the plain ledger's own


@cache
def plain() -> Outcomes:
    return counted([row("2020-06-01", "arrest")])


def charged(roles: dict[str, int], unknown: int, under: int, over: int) -> Outcomes:
    """Outcomes in which these people, and no others, were arrested and charged."""
    people = sum(roles.values()) + unknown
    aged = under + over
    told = {
        "people_charged": (people, "people", None),
        "under_18_charged": (round(under / aged, 4) if aged else None, "share", aged),
        "charge_rate_people": (1.0 if people else None, "share", people),
    }
    own = tuple(Figure(n, v, unit, n, Basis.EVENTS, of) for n, (v, unit, of) in told.items())
    rest = tuple(f for f in plain().figures if f.name not in told)
    listed = Breakdown(
        "roles_charged", "people", "", tuple(Share(r, n) for r, n in roles.items()), unknown
    )
    return dataclasses.replace(plain(), figures=(*rest, *own), breakdowns=(listed,))


def is_few(value) -> bool:
    return value is not None and 0 < value < LEAST


@settings(deadline=None)
@given(ROLES, FEW, FEW, FEW)
def test_no_person_can_be_worked_out(roles, unknown, under, over):
    people = sum(roles.values()) + unknown
    under = min(under, people)
    over = min(over, people - under)
    told = leaving(charged(roles, unknown, under, over))
    cells = [cell.value for _, cell in told.lists["roles_charged"]]
    total = told.cell("people_charged").value
    assert not any(map(is_few, (*cells, total)))
    assert total is None or cells.count(None) != 1  # else it is the total less the others
    share, of = told.cell("under_18_charged").value, told.base("under_18_charged")
    if share is not None:
        part = round(share * of)
        not_stated = 0 if total is None else total - of
        assert not any(map(is_few, (part, of - part, not_stated)))


@settings(deadline=None)
@given(ROLES, FEW)
def test_large_lists_stay_as_they_are(roles, unknown):
    """Left out is only what must be: a table of none but large counts is whole."""
    large = {role: 10 + n for role, n in roles.items()}
    people = sum(large.values()) + 10 + unknown
    told = leaving(charged(large, 10 + unknown, 10, people - 10))
    assert [c.value for _, c in told.lists["roles_charged"]] == [*large.values(), 10 + unknown]
    assert told.cell("under_18_charged").value == round(10 / people, 4)
    assert told.left_out == ONE_ARREST


@pytest.mark.parametrize("count", COUNTS, ids=lambda c: c.name)
def test_every_count_is_of_people_or_is_not(count):
    """A new unit must be put on one side: forgotten, it would leave in small numbers."""
    assert count.unit in OF_PEOPLE | NO_PEOPLE


def test_lines_stand_however_few_and_the_year_loses_nothing_of_them():
    told = leaving(counted(year()))
    assert [told.cell(name).value for name in TERMS] == [68, 20, 5, 3, 41, 12, 6, 3, 34]
    assert told.left_out == frozenset()


def test_a_rate_goes_with_what_it_rests_on():
    rows = [row("2020-06-01", "arrest", person=f"P{n}") for n in range(8)]
    rows += [row("2020-06-02", "charge", person=f"P{n}", count="3") for n in range(3)]
    told = leaving(counted(rows))
    names = ("people_charged", "charges", "charge_rate_charges", "charge_rate_people")
    assert [told.cell(n).told for n in names] == ["left out"] * 4
    assert told.cell("counts").value == 9
    assert told.cell("arrests").value == 8
    assert told.cell("arrests").ref
    assert told.cell("charges").ref is None  # a reference would open what is left out


def test_first_disposals_are_not_told_by_their_share():
    rows = [row("2020-06-01", "arrest", person=f"P{n}") for n in range(12)]
    rows += [
        row("2020-06-02", "disposal", person=f"P{n}", detail="rui" if n < 2 else "nfa")
        for n in range(12)
    ]
    told = leaving(counted(rows))
    assert [c.told for _, c in told.lists["first_disposals"]] == ["left out"] * 2
    assert told.cell("first_disposal_rui").told == "left out"
    assert told.base("first_disposal_rui") is None


def test_terms_of_few_are_left_out_with_their_median():
    rows = [
        row(
            "2020-06-01" if n < 2 else "2021-04-10",
            "sentence",
            person=f"P{n}",
            detail="36 months; runner",
        )
        for n in range(20)
    ]
    told = leaving(counted(rows))
    assert all(g.before.value is None and g.before_median.value is None for g in told.groups)
    assert told.cell("custody_months_median").value == 36
    assert told.base("custody_months_median") == 20


def test_what_was_never_known_is_not_said_to_be_left_out():
    told = leaving(counted(published(charges=3)))
    assert told.cell("charges").told == "left out"
    assert told.cell("counts").told == "not known"
    assert told.cell("closures_undone").told == "not known"


def test_another_least_count_may_be_asked():
    assert leaving(charged({"runner": 7}, 0, 0, 0), 10).cell("people_charged").told == "left out"
    assert leaving(charged({"runner": 7}, 0, 0, 0), 3).cell("people_charged").value == 7


def test_a_doubt_gives_no_number_that_is_left_out():
    rows = [row("2020-06-01", "arrest", person="P1"), *published(arrests=2)]
    found = counted(rows)
    assert any(isinstance(d, Doubt) and "entries give 1" in d.sentence for d in found.doubts)
    now = leaving(found)
    told = parts.Material(0, 1, now, None, None, (), ())
    part = parts.unknown(told)
    assert part
    assert "entries give 1" not in " ".join(part.sentences)
    assert "(left out)" in " ".join(part.sentences)
