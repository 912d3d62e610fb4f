"""The unit's tables as versions: which one an order reads on a day, and what it says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import Refused
from lineholder.model.harm import Part
from lineholder.model.harm_said import HarmTable
from lineholder.outcomes import harm_index, harm_weights
from lineholder.outcomes.harm_tables import check, in_use, superseded, versions

HEAD = "part,weight,bands,from,to,source\n"
INDEX = "kind,codes,days,proactive,from,to,source,verified\n"
MORILE = "dimension,band,words,from,to,source\n"


def weights(weight, since, until=""):
    return HEAD + "".join(f"{part},{weight},1 2,{since},{until},our head\n" for part in Part)


def entered(*said):
    """Entries in order: (table, name, text) or with the number of the entry that it supersedes."""
    return versions(
        Entry(
            n, EntryKind.HARM_TABLE_SET, one[0], {"name": one[1], "text": one[2]}, "Hanna", n, "why", *one[3:]
        )
        for n, one in enumerate(said, 1)
    )  # fmt: skip


def test_where_none_was_entered_the_shipped_ones_stand_and_say_that_nobody_decided():
    told = in_use((), "2026-06-01")
    assert (told.weights, told.morile) == (harm_weights.SHIPPED, ())
    assert told.index == tuple(harm_index.SHIPPED)
    assert "nobody has decided yet" in told.told[0]
    assert "0 of 9 rows compared" in told.told[1]


def test_the_version_in_force_on_the_day_is_read_and_an_old_order_can_be_made_again():
    known = entered(
        ("weights", "first", weights(1, "2025-01-01", "2025-06-30")),
        ("weights", "second", weights(3, "2025-07-01")),
    )
    read = {day: in_use(known, day) for day in ("2025-06-30", "2025-07-01", "2024-12-31")}
    assert [one.weights.name for one in read.values()] == ["first", "second", "first"]
    assert "version 2 by Hanna, in force from 2025-07-01. why" in read["2025-07-01"].told[0]
    assert "none was in force on 2024-12-31" in read["2024-12-31"].told[0]


def test_a_superseded_version_is_read_for_no_day_and_stays_listed():
    known = entered(
        ("weights", "wrong", weights(9, "2025-01-01")),
        ("weights", "right", weights(2, "2025-01-01"), 1),
    )
    assert [(v.number, v.replaced_by) for v in known] == [(1, 2), (2, None)]
    assert in_use(known, "2025-02-01").weights.name == "right"
    assert superseded(known, HarmTable.WEIGHTS, 2) == 2
    with pytest.raises(Refused, match="found 1"):
        superseded(known, HarmTable.WEIGHTS, 1)


def test_of_two_that_begin_on_one_day_the_later_entered_is_read():
    known = entered(
        ("weights", "a", weights(1, "2025-01-01")), ("weights", "b", weights(2, "2025-01-01"))
    )
    assert in_use(known, "2025-01-01").weights.name == "b"


def test_the_units_own_index_takes_the_place_of_the_shipped_one_and_bands_are_told():
    known = entered(
        ("index", "edition", INDEX + "robbery,34A 34B,400,no,2025-01-01,,workbook,yes\n"),
        ("morile", "bands", MORILE + "physical,3,serious injury,2025-01-01,,the tool\n"),
    )
    told = in_use(known, "2025-03-01")
    assert [(r.kind, r.days) for r in told.index] == [("robbery", 400)]
    assert told.told[1].startswith("Index: edition, version 1 by Hanna; 1 of 1 rows compared")
    assert [b.words for b in told.morile] == ["serious injury"]
    early = in_use(known, "2024-03-01")
    assert early.told[1].endswith("those from 2025-01-01 are read.")
    assert (early.index, early.index_day) == (told.index, "2025-01-01")


@pytest.mark.parametrize(
    ("table", "name", "text", "match"),
    [
        (HarmTable.WEIGHTS, "", weights(1, "2025-01-01"), "a name"),
        (HarmTable.WEIGHTS, "x", HEAD, "one period"),
        (HarmTable.WEIGHTS, "x", HEAD + "incidents,1,1,2025-01-01,,us\n", "every component once"),
        (HarmTable.INDEX, "x", INDEX, "header alone"),
        (HarmTable.INDEX, "x", INDEX + "robbery,,-1,no,2025-01-01,,us,yes\n", "0 or more"),
        (HarmTable.MORILE, "x", "dimension\n", "first line"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_before_it_is_entered(table, name, text, match):
    with pytest.raises(Refused, match=match):
        check((), table, name, text)


def test_the_same_table_again_is_refused_unless_it_was_superseded():
    text = weights(1, "2025-01-01")
    known = entered(("weights", "a", text))
    with pytest.raises(Refused, match="version 1"):
        check(known, HarmTable.WEIGHTS, "b", text)
    check(entered(("weights", "a", text), ("weights", "b", weights(2, "2025-01-01"), 1)),
          HarmTable.WEIGHTS, "c", text)  # fmt: skip


@given(st.lists(st.integers(1, 28), min_size=1, max_size=8, unique=True), st.integers(1, 28))
def test_whatever_the_order_of_entry_the_version_that_began_last_before_the_day_is_read(days, on):
    known = entered(*(("weights", f"from {d}", weights(1, f"2025-01-{d:02}")) for d in days))
    begun = [d for d in days if d <= on]
    expected = max(begun) if begun else min(days)
    assert in_use(known, f"2025-01-{on:02}").weights.name == f"from {expected}"
