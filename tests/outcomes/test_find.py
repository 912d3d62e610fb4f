"""The unit's year as a whole: what the issue asks to be shown."""

import random

from book import YEAR, counted, row, values
from hypothesis import given, settings
from hypothesis import strategies as st
from year import published, year

from lineholder.model.outcomes import Basis
from lineholder.outcomes.find import Asked

ISSUE = {"lines_seized": 141, "arrests": 344, "charges": 212, "opening": 68, "closing": 34}


def test_the_year_as_events_prints_its_sums_and_its_bridge():
    found = counted(year())
    said = values(found)
    assert {name: said[name] for name in ISSUE} == ISSUE
    assert (said["deal_lines_seized"], said["county_lines_seized"]) == (100, 30)
    b = found.bridge
    assert (b.new, b.re_emerged, b.inherited) == (20, 5, 3)
    assert (b.closed_t1, b.closed_t2, b.dormant, b.merged) == (41, 12, 6, 3)
    assert b.balances is True
    assert found.missing == ()
    assert (said["people_charged"], said["counts"], said["people_arrested"]) == (180, 424, 300)
    assert (said["closed_t1_confirmed"], said["closed_t1_provisional"]) == (30, 11)


def test_the_same_year_as_published_has_no_bridge_and_says_what_is_missing():
    found = counted(published())
    said = values(found)
    assert {n: said[n] for n in ISSUE} == ISSUE | {"opening": None}
    assert found.bridge.balances is None
    assert any(sentence.startswith("opening: published by nobody") for sentence in found.missing)
    assert {sentence.split(":")[0] for sentence in found.missing} >= {"new", "closed_t1", "merged"}
    assert said["people_charged"] is said["counts"] is said["people_arrested"] is None
    assert found.figure("arrests").basis is Basis.PUBLISHED


def test_events_without_an_opening_have_no_bridge():
    found = counted(year(opening=False))
    assert found.bridge.balances is None
    assert (found.bridge.opening, found.bridge.closing) == (None, None)
    assert found.bridge.closed_t1 == 41
    assert "never came in" in found.missing[0]
    assert values(found)["arrests"] == 344


def test_published_totals_that_add_up_make_a_bridge_and_those_that_do_not_are_told():
    whole = {
        "opening": 68, "new": 20, "re-emerged": 5, "inherited": 3, "closed t1": 41, "closed t2": 12,
        "dormant": 6, "merged": 3,
    }  # fmt: skip
    assert counted(published(**whole)).bridge.balances is True
    found = counted(published(**(whole | {"new": 21})))
    assert found.bridge.balances is False
    assert "DOES_NOT_ADD_UP" in {doubt.code for doubt in found.doubts}


def test_a_total_published_as_two_values_is_not_used():
    found = counted(
        [*published(), row("2021-04-30", "published", detail="lines in play", count="40")]
    )
    assert values(found)["closing"] is None
    assert "PUBLISHED_TWICE" in {doubt.code for doubt in found.doubts}


def test_a_total_beside_its_events_is_compared_and_never_added():
    found = counted([*year(), row("2021-04-30", "published", detail="arrests", count="350")])
    assert values(found)["arrests"] == 344
    assert "PUBLISHED_DIFFERS" in {doubt.code for doubt in found.doubts}


def test_rows_without_a_name_stand_for_as_many_as_they_say():
    rows = [row("2020-06-01", word, count=n) for word, n in (("arrest", "344"), ("charge", "212"))]
    rows.append(row("2020-06-01", "seizure", detail="drug line", count="141"))
    said = values(counted(rows))
    assert (said["arrests"], said["charges"], said["lines_seized"]) == (344, 212, 141)
    assert said["people_arrested"] is said["people_charged"] is said["counts"] is None


def test_a_period_counts_its_first_moment_and_not_its_last():
    rows = [row(t, "arrest", person="P") for t in ("2020-05-01T00:00:00Z", "2021-05-01T00:00:00Z")]
    assert values(counted(rows))["arrests"] == 1
    assert values(counted(rows, Asked()))["arrests"] == 2
    assert values(counted(rows, Asked(1588291201, 1619827200)))["arrests"] == 0


def _late_and_twice(rows, rng):
    """Shuffled, with copies of some rows and with wrong rows that were corrected or voided later."""
    named = rng.sample([r for r in rows if r[2] or r[3]], 52)
    wrong = []
    for n, told in enumerate(named[:12]):
        bad = ("2020-07-07T07:07:07Z", *told[1:-1], f"BAD{n}")
        fixed = (
            *told[:6],
            f"{told[6]}; corrects BAD{n}" if told[6] else f"corrects BAD{n}",
            told[7],
        )
        void = row("2020-08-01", "void", reference=f"BAD{n}")
        rows = [r for r in rows if r is not told] + [fixed] if n % 2 else [*rows, void]
        wrong.append(bad)
    mixed = [*rows, *named[12:], *wrong]
    rng.shuffle(mixed)
    return mixed


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10**6))
def test_any_order_of_late_corrected_and_duplicate_entries_gives_the_same_figures(seed):
    mixed = counted(_late_and_twice(year(), random.Random(seed)))
    assert values(mixed) == values(WHOLE)
    assert mixed.bridge == WHOLE.bridge
    assert mixed.corrected == 12


WHOLE = counted(year(), YEAR)
