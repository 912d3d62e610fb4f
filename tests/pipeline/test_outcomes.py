"""A ledger through the real intake: figures that open to its rows, seals, corrections in later files."""

import dataclasses

import pytest
from book import YEAR, row, written
from year import year

from lineholder.model.errors import NoData
from lineholder.model.source import Power, PowerKind
from lineholder.pipeline import intake, lines, outcomes, rows
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.loading import Options
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.workspace import create_store
from lineholder.wire.outcomes import outcomes_json

EXERCISE = Options(Power(PowerKind.EXERCISE, "exercise"))


@pytest.fixture
def three(tmp_path):
    store = create_store(tmp_path / "workspace")
    yield store, local_officer(store), default_scope()
    store.close()


def take_in(three, tmp_path, told, name="ledger.csv", options=EXERCISE):
    path = tmp_path / name
    path.write_text(written(told), "utf-8")
    return intake.ingest(*three, [path], options).ingests[0]


def test_every_figure_opens_to_as_many_rows_as_it_counted(three, tmp_path):
    assert take_in(three, tmp_path, year()).account.quarantined == 0
    found = outcomes.outcomes(*three, YEAR)
    opened = {f.name: rows.rows(*three, f.ref, 0, 1000) for f in found.figures if f.ref}
    for name in (
        "arrests",
        "charges",
        "lines_seized",
        "closed_t1",
        "re_emerged",
        "opening",
        "closing",
    ):
        assert opened[name].total == found.figure(name).value
        assert not opened[name].snapshot_changed
    assert {r.text.split(",")[1] for r in opened["arrests"].rows} == {"arrest"}
    assert {r.text.split(",")[1] for r in opened["closing"].rows} == {
        "opening", "new", "Inherited", "re-emerged",
    }  # fmt: skip
    for breakdown in found.breakdowns:
        for share in breakdown.rows:
            assert rows.rows(*three, share.ref, 0, 1).total > 0
    assert all(f.ref for f in found.figures if f.value)
    assert outcomes.outcomes(*three, YEAR) == found
    told = outcomes_json(found)
    assert (told["lines_seized"], told["opening"], told["closing"]) == (141, 68, 34)
    assert told["bridge"]["balances"] is True


def test_a_closure_that_its_check_back_undid_opens_to_that_check_back(three, tmp_path):
    told = [
        row("2020-06-01", "opening", line="L1"),
        row("2020-07-01", "closed T1", line="L1"),
        row("2020-08-01", "check-back", line="L1", detail="failed"),
    ]
    take_in(three, tmp_path, told)
    undone = outcomes.outcomes(*three, YEAR).figure("closures_undone")
    (only,) = rows.rows(*three, undone.ref).rows
    assert (undone.value, only.row) == (1, 4)
    assert "check-back" in only.text


def test_a_later_file_corrects_an_earlier_one_and_both_stay(three, tmp_path):
    first = [row("2020-06-01", "arrest", person="P1", reference="A1")]
    take_in(three, tmp_path, [*first, row("2020-06-02", "arrest", person="P2", reference="A2")])
    before = outcomes.outcomes(*three, YEAR)
    late = [
        row("2022-06-01", "arrest", person="P1", reference="A1b", detail="corrects A1"),
        row("2020-06-02", "arrest", person="P2", reference="A2"),
    ]
    take_in(three, tmp_path, late, "late.csv")
    after = outcomes.outcomes(*three, YEAR)
    assert (before.figure("arrests").value, after.figure("arrests").value) == (2, 1)
    assert (after.corrected, after.duplicates, after.entries) == (1, 1, 4)
    old = rows.rows(*three, before.figure("arrests").ref)
    assert old.snapshot_changed


def test_a_ledger_without_power_is_sealed_and_said(three, tmp_path):
    with pytest.raises(NoData, match="found none"):
        outcomes.outcomes(*three, Asked())
    done = take_in(three, tmp_path, [row("2020-06-01", "arrest", person="P")], options=Options())
    assert done.account.sealed == 1
    with pytest.raises(NoData, match="1 sealed ones"):
        outcomes.outcomes(*three, Asked())
    intake.open_sealed(*three, done.id, "the unit's own ledger")
    assert outcomes.outcomes(*three, Asked()).figure("arrests").value == 1


def test_a_ledger_changes_no_finding_on_records(three, tmp_path):
    scope = three[2]
    empty = three[0].holding(scope).snapshot
    take_in(three, tmp_path, year())
    held = three[0].holding(scope)
    assert held.snapshot == empty
    assert held.ledger_snapshot != empty
    with pytest.raises(NoData):
        lines.find_lines(*three)


def test_whoever_is_limited_to_other_sources_sees_none_of_it(three, tmp_path):
    done = take_in(three, tmp_path, year())
    outcomes.outcomes(*three, YEAR)
    store, actor, scope = three
    with pytest.raises(NoData):
        outcomes.outcomes(
            store, actor, dataclasses.replace(scope, sources=frozenset({"0" * 64})), YEAR
        )
    mine = dataclasses.replace(scope, sources=frozenset({done.source.sha256}))
    assert outcomes.outcomes(store, actor, mine, YEAR).figure("arrests").value == 344


def test_histories_say_how_long_closures_held(three, tmp_path):
    take_in(three, tmp_path, year())
    closures = [c for h in outcomes.histories(*three) for c in h.closures()]
    assert len(closures) == 53
    assert sum(c.re_emerged_s is not None for c in closures) == 5
