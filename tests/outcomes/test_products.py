"""Products as data: their days, every figure once, what a head of unit reads, what a meeting works on."""

import datetime as dt

import pyarrow as pa
import pytest
from book import row
from hypothesis import given
from hypothesis import strategies as st
from products_made import as_published, made, the_year

from lineholder.model.errors import BadValue
from lineholder.model.product import Cell, Grid, Head, ProductKind
from lineholder.outcomes.counts import COUNTS
from lineholder.outcomes.products import period
from lineholder.outcomes.products.parts import GROUPS
from lineholder.outcomes.terms import TERMS

WEEKLY, MONTHLY = ProductKind.WEEKLY, ProductKind.MONTHLY
PROGRAMME, ANNUAL = ProductKind.PROGRAMME, ProductKind.ANNUAL
LAST = 1618214400  # 2021-04-12, a Monday, 09:00 in London


def told(kind, from_s=None, to_s=None, last_s=LAST):
    return period.words(*period.span(kind, from_s, to_s, last_s))


def meant(kind, *times_s):
    events = pa.table({"time_s": pa.array(times_s, pa.int64())})
    return told(kind, last_s=period.meant(kind, events))


def test_a_return_is_of_the_last_period_that_the_ledger_reaches_the_end_of():
    autumn, march_31 = (
        1601542800,
        1617181200,
    )  # 1 October 2020; 31 March 2021, both at 09:00 or 10:00
    assert meant(ANNUAL, autumn, LAST) == "1 April 2020 to 31 March 2021"
    assert meant(ANNUAL, autumn, march_31) == "1 April 2020 to 31 March 2021"
    assert meant(ANNUAL, LAST) == "1 April 2021 to 31 March 2022"  # it began in this one
    assert meant(MONTHLY, autumn, LAST) == "1 March 2021 to 31 March 2021"
    assert meant(PROGRAMME, autumn, LAST) == "1 January 2021 to 31 March 2021"
    assert meant(WEEKLY, autumn, LAST) == "12 April 2021 to 18 April 2021"
    assert meant(ANNUAL).startswith("1 April 19")  # of no entry


def test_a_period_is_that_which_holds_the_moment():
    assert told(WEEKLY) == "12 April 2021 to 18 April 2021"
    assert told(MONTHLY) == "1 April 2021 to 30 April 2021"
    assert told(PROGRAMME) == "1 April 2021 to 30 June 2021"
    assert told(ANNUAL) == "1 April 2021 to 31 March 2022"
    assert told(ANNUAL, last_s=1614600000) == "1 April 2020 to 31 March 2021"  # 1 March 2021
    assert told(PROGRAMME, last_s=1614600000) == "1 January 2021 to 31 March 2021"


def test_days_of_a_command_are_utc_and_those_of_a_page_london_and_both_read_alike():
    assert told(ANNUAL, 1588291200, 1619827200) == "1 May 2020 to 30 April 2021"
    assert told(ANNUAL, 1588287600, 1619823600) == "1 May 2020 to 30 April 2021"


def test_one_end_gives_the_other():
    assert told(MONTHLY, from_s=1588291200) == "1 May 2020 to 31 May 2020"
    assert told(WEEKLY, to_s=1619827200) == "24 April 2021 to 30 April 2021"
    assert told(MONTHLY, from_s=1612051200) == "31 January 2021 to 27 February 2021"


@given(st.sampled_from(ProductKind), st.integers(946684800, 2524608000))
def test_a_period_holds_its_last_entry_and_joins_the_one_before(kind, last_s):
    from_s, to_s = period.span(kind, None, None, last_s)
    assert from_s <= last_s < to_s
    before = period.before(kind, from_s)
    assert before[1] == from_s
    assert period.span(kind, None, None, from_s - 1) == before
    assert period.first_day(to_s) - period.last_day(to_s) == dt.timedelta(days=1)


def test_every_figure_stands_in_one_group():
    """A figure that no group has is counted, and leaves in no product."""
    grouped = [name for _, names in GROUPS for name in names]
    assert len(grouped) == len(set(grouped))
    assert {*TERMS, *(c.name for c in COUNTS)} <= set(grouped)
    found = the_year(ANNUAL)
    names = {r.name for p in found.parts for r in p.figures if ":" not in r.name}
    assert names == set(grouped)


def test_the_year_reads_as_a_head_of_unit_would():
    front = {part.heading: " ".join(part.sentences) for part in the_year(ANNUAL).front}
    assert list(front) == ["What we did", "What held", "What came back", "Whom we protected"]
    assert "344 arrests (300 named people), 212 charges (180 named people)" in front["What we did"]
    assert "141 drug lines seized, of which 100 deal lines" in front["What we did"]
    assert "The stock went from 68 to 34 lines: 20 new" in front["What held"]
    assert "confirmed by check-backs: 30; still provisional: 11" in front["What held"]
    assert "5 lines re-emerged" in front["What came back"]
    assert "5 of 53 closures came back" in front["What came back"]
    assert "0 referrals to safeguarding" in front["Whom we protected"]


def test_no_sentence_names_a_cause():
    words = "because due thanks led caused effect impact result thereby"
    for kind in (MONTHLY, PROGRAMME, ANNUAL):
        for part in the_year(kind).front:
            for sentence in part.sentences:
                found = set(sentence.lower().replace(",", " ").split())
                assert not found & set(words.split()), sentence


def test_a_published_year_groups_what_is_missing_by_its_reason():
    (missing,) = [p for p in as_published(ANNUAL).front if "cannot be known" in p.heading]
    first = missing.sentences[0]
    assert first.startswith("Opening, new, re-emerged, inherited, closed Type 1")
    assert first.endswith("published by nobody.")
    assert len(missing.sentences) == 2


def test_a_weekly_sheet_lists_changes_stock_and_check_backs_and_no_person():
    rows = [
        row("2021-04-01", "opening", line="L1"),
        row("2021-04-02", "opening", line="L2"),
        row("2021-04-03", "new", line="L3"),
        row("2021-04-20", "closed T1", line="L1", person="P1"),
        row("2021-04-21", "targeted", line="L2"),
    ]
    found = {part.heading: part for part in made(WEEKLY, tuple(rows)).parts}
    told = [[c.value for c in r] for r in found["What changed in the stock"].grid.rows]
    assert [r[0] for r in told] == ["L1", "L2", "L3", "L1", "L2"]
    assert told[3][1:3] == ["confirmed active", "closed Type 1, provisional"]
    stock = [[c.value for c in r] for r in found["Lines in the stock"].grid.rows]
    assert [r[0] for r in stock] == ["L3", "L2"]
    assert stock[1][1:] == ["targeted", "21 April 2021", 9]
    (due,) = found["Check-backs to make"].grid.rows
    assert [due[0].value, due[3].value] == ["L1", 10]
    assert due[3].ref


def test_cells_and_grids_refuse_what_makes_no_sense():
    with pytest.raises(BadValue):
        Cell(None)
    with pytest.raises(BadValue):
        Cell(3, "left out")
    with pytest.raises(BadValue):
        Cell(None, "left out", ref="abc")
    with pytest.raises(BadValue):
        Grid((Head("a", 3), Head("b", 3)), ((Cell(1),),))
