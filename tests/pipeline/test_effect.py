"""An outside series from its file to the rows behind each mean."""

import pytest

from lineholder.model.errors import NoData, NotFound, Refused
from lineholder.pipeline import rows
from lineholder.pipeline.effect import Around, around, measures
from lineholder.pipeline.intake import ingest

HEAD = "date,area,value,measure\n"
NORTH = "".join(
    f"2025-0{n},North,{v},admissions\n" for n, v in enumerate((10, 12, 11, 6, 8, 7), 1)
)
SOUTH = "".join(
    f"2025-0{n},South,{v},admissions\n" for n, v in enumerate((20, 21, 22, 20, 20, 20), 1)
)
ASKED = Around("admissions", "2025-04-01", "North", "South")


@pytest.fixture
def load(empty, tmp_path):
    from desk import EXERCISE

    def loaded(text, name="series.csv"):
        (tmp_path / name).write_text(HEAD + text, "utf-8")
        return ingest(*empty.three, [tmp_path / name], EXERCISE)

    return loaded


def test_a_series_is_set_around_a_day_and_each_mean_opens_to_its_rows(empty, load):
    received = load(NORTH + SOUTH + "2025-07,South,many,admissions\n")
    account = received.ingests[0].account
    assert (account.rows_in_file, account.recorded, account.quarantined, account.structural) == (
        14,
        12,
        1,
        1,
    )
    assert [(m.area, m.first, m.last, m.values) for m in measures(*empty.three)] == [
        ("North", "2025-01-01", "2025-06-01", 6), ("South", "2025-01-01", "2025-06-01", 6),
    ]  # fmt: skip
    found = around(*empty.three, ASKED)
    assert (found.told.change, found.told.difference) == (-4, pytest.approx(-3))
    shown = rows.rows(*empty.three, found.opens[0])
    assert [r.text for r in shown.rows] == NORTH.splitlines()[:3]
    assert not shown.snapshot_changed


def test_the_same_file_twice_and_rows_that_agree_count_once_and_rows_that_disagree_are_left_out(
    empty, load
):
    load(NORTH + SOUTH)
    load(NORTH, "again.csv")
    assert around(*empty.three, ASKED).told.means[0].mean == 11
    load("2025-02,North,99,admissions\n", "other.csv")
    found = around(*empty.three, ASKED)
    assert found.left_out == (("North", "2025-02-01"),)
    assert found.told.means[0].mean == 10.5


def test_to_load_a_series_changes_no_snapshot_of_the_records(empty, load):
    from lineholder.pipeline.workspace import opened_seals

    before = empty.store.holding(empty.scope, opened_seals(empty.store))
    load(NORTH)
    after = empty.store.holding(empty.scope, opened_seals(empty.store))
    assert (after.snapshot, after.ledger_snapshot) == (before.snapshot, before.ledger_snapshot)
    assert after.snapshot_of("series") != before.snapshot_of("series")


def test_what_is_not_held_or_no_day_is_refused(empty, load):
    with pytest.raises(NoData, match="date,area,value,measure"):
        measures(*empty.three)
    load(NORTH + SOUTH)
    with pytest.raises(NotFound, match="'injuries'"):
        around(*empty.three, Around("injuries", "2025-04-01", "North"))
    with pytest.raises(Refused, match="YYYY-MM-DD"):
        around(*empty.three, Around("admissions", "April", "North"))
    with pytest.raises(Refused, match="another area"):
        around(*empty.three, Around("admissions", "2025-04-01", "North", "North"))
