"""What the list and the ledger say of a line, as harm reads it."""

import datetime as dt

import pyarrow as pa
import pytest

from lineholder.model.harm import Exploited, Marker, Part
from lineholder.model.lines import Day, LineCandidate, LineType, Lookalike, NumberUse
from lineholder.outcomes.harm_known import inputs

LAST = dt.date(2025, 6, 30)


def candidate(line, *numbers):
    uses = tuple(NumberUse(n, 0, 1) for n in numbers)
    return LineCandidate(
        line, 1, 1.0, uses, None, None, LineType.UNKNOWN, 12, (), Lookalike.PRIVATE, 0, 1
    )


def days(counts):
    """Contacts by how many days before the last."""
    return tuple(
        Day((LAST - dt.timedelta(days=back)).isoformat(), n, 0, 0, 0) for back, n in counts.items()
    )


def entries(*rows):
    names = ("kind", "line", "person", "age", "reference")
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows])


def test_contacts_are_of_the_last_28_days_and_of_the_28_before():
    (known,) = inputs(
        [candidate("L")], {"L": days({0: 1, 27: 10, 28: 100, 55: 1000, 56: 9})}, None
    )
    assert known.day == "2025-07-01"
    assert (known.contacts, known.contacts_before) == (11, 1100)
    assert (known.customers, known.exploited, known.markers, known.incidents) == (
        12,
        None,
        (),
        None,
    )


@pytest.mark.parametrize(("first", "before"), [(54, None), (55, 0)])
def test_records_shorter_than_twice_the_window_tell_no_growth(first, before):
    (known, _) = inputs(
        [candidate("L"), candidate("other")],
        {"L": days({0: 1}), "other": days({first: 1})},
        None,
    )
    assert known.contacts_before == before


def test_the_ledger_names_a_line_by_its_id_or_a_number_of_it():
    told = entries(
        ("seizure", "+447700900101", None, None, "S1"),
        ("referral", "L", "P1", 15, "R1"),
        ("referral", "L", "P2", 44, "R2"),
        ("referral", "L", "P3", None, "R3"),
        ("referral", "elsewhere", "P4", 12, "R4"),
    )
    seen = {"L": days({0: 1}), "M": days({0: 1})}
    known, other = inputs([candidate("L", "+447700900101"), candidate("M")], seen, told)
    assert known.markers == (Marker(Part.WEAPONS, "S1"),)
    assert known.exploited == (
        Exploited("P1", True),
        Exploited("P2", False),
        Exploited("P3", None),
    )
    assert other.exploited is None  # nobody was referred on it: that is not "nobody is exploited"


def test_lines_without_a_day_of_use_are_not_ordered():
    assert inputs([candidate("L")], {"L": ()}, None) == ()


def referred(*people):
    return entries(*(("referral", "L", name, age, f"R{name}") for name, age in people))


@pytest.mark.parametrize(
    ("now", "before", "highest"),
    [
        ((("P1", 15),), (), 2),
        ((("P1", 44),), ((("P1", 15),),), 2),  # an age was corrected
        ((), ((("P1", 15), ("P2", 16)),), 4),  # both were voided
        ((("P1", None), ("P1", 30)), (), 2),  # two ages stated: the youngest is kept
        ((("P1", 15), ("P2", 16)), ((("P1", 15),), (("P1", 15), ("P2", 16), ("P3", 40))), 5),
    ],
)
def test_the_exploited_never_fall_below_what_any_earlier_state_of_the_ledger_showed(
    now, before, highest
):
    states = [referred(*one) for one in before]
    (known,) = inputs([candidate("L")], {"L": days({0: 1})}, referred(*now), states)
    assert known.highest_exploited == highest
