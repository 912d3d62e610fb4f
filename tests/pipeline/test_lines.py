"""Lines, one line, rows behind figures, search: what an officer asks after the ingest."""

import pytest
from desk import EXERCISE, HEADER, row

from lineholder.model.errors import NotFound, Refused
from lineholder.model.lines import Verdict
from lineholder.model.people import Scope
from lineholder.pipeline import intake, lines, rows, search
from lineholder.pipeline.masks import mask, secret


@pytest.fixture(scope="session")
def found(desk):
    return lines.find_lines(*desk.three)


def test_the_list_is_found_once_and_read_after(desk, found):
    assert lines.lines_found(*desk.three) == found
    assert lines.find_lines(*desk.three) == found
    assert not lines.stale(*desk.three)
    truth = {n["number"] for line in desk.truth["lines"] for n in line["numbers"]}
    assert found.lines
    assert {use.number for c in found.lines for use in c.numbers} <= truth


def test_every_reason_opens_to_rows_as_they_stand_in_the_file(desk, found):
    text = (desk.files / "observations.csv").read_text("utf-8").splitlines()
    for reason in found.lines[0].reasons:
        shown = rows.rows(*desk.three, reason.ref, 0, 20)
        assert shown.total >= len(shown.rows) > 0
        assert not shown.snapshot_changed
        for one in shown.rows:
            assert one.text == text[one.row - 1]


def test_pages_of_rows_do_not_overlap_and_end(desk, found):
    ref = found.lines[0].reasons[0].ref
    first, second = (rows.rows(*desk.three, ref, at, 10) for at in (0, 10))
    assert not {r.row for r in first.rows} & {r.row for r in second.rows}
    last = rows.rows(*desk.three, ref, first.total - 1, 10)
    assert len(last.rows) == 1


def test_an_unknown_reference_is_not_found(desk):
    with pytest.raises(NotFound, match="reference"):
        rows.rows(*desk.three, "nothing")


def test_one_line_shows_its_days_week_customers_and_workers(desk, found):
    first = found.lines[0]
    detail = lines.line(*desk.three, first.line)
    assert detail.candidate == first
    assert len(detail.activity) >= 20
    assert sum(day.total for day in detail.activity) == sum(map(sum, detail.heat))
    assert [len(detail.heat), *{len(hours) for hours in detail.heat}] == [7, 24]
    for other in found.lines:  # the board's count and the page's list are one
        assert len(lines.line(*desk.three, other.line).customers) == other.customers > 0
    assert all(c.mask.startswith("Customer ") for c in detail.customers)
    assert not any("+44" in c.mask for c in detail.customers)
    assert lines.line(*desk.three, first.numbers[0].number).candidate == first


def test_a_bar_and_an_hour_open_exactly_their_rows(desk, found):
    first = found.lines[0]
    detail = lines.line(*desk.three, first.line)
    day = max(detail.activity, key=lambda d: d.total)
    shown = rows.rows(*desk.three, lines.day_rows(*desk.three, first.line, day.day), 0, 10**6)
    assert shown.total >= day.total
    weekday, hour = next((w, h) for w in range(7) for h in range(24) if detail.heat[w][h])
    ref = lines.hour_rows(*desk.three, first.line, weekday, hour)
    assert rows.rows(*desk.three, ref, 0, 10**6).total >= detail.heat[weekday][hour]


def test_a_line_that_is_not_listed_is_not_found_and_says_where_to_look(desk):
    with pytest.raises(NotFound, match="explain NUMBER"):
        lines.line(*desk.three, "nothing")


def test_a_number_is_explained_in_any_writing(desk, found):
    number = found.lines[0].numbers[0].number
    for written in (number, "0" + number[3:], number.replace("+", "00")):
        said = lines.explain(*desk.three, written)
        assert (said.number, said.verdict, said.rank) == (number, Verdict.LINE, 1)
    assert lines.explain(*desk.three, "+447700911111").verdict is Verdict.NOT_IN_DATA


def test_sparklines_are_the_activity_of_each_line(desk, found):
    drawn = lines.sparklines(*desk.three, found.lines)
    assert set(drawn) == {c.line for c in found.lines}
    assert drawn[found.lines[0].line] == lines.line(*desk.three, found.lines[0].line).activity


def test_find_answers_in_any_writing_and_opens_rows(desk, found):
    number = found.lines[0].numbers[0].number
    written = f"{number[:3]} (0){number[3:7]}-{number[7:]}"
    hits = search.find(*desk.three, written)
    assert {h.kind for h in hits} == {"number"}
    assert {h.value for h in hits} == {number}
    for hit in hits:
        assert rows.rows(*desk.three, hit.ref, 0, 1).total == hit.count
    assert search.find(*desk.three, "+447700911111") == ()
    with pytest.raises(Refused, match="two characters"):
        search.find(*desk.three, " ")


def test_find_knows_handsets_cells_and_sites(desk):
    first = (desk.files / "observations.csv").read_text("utf-8").splitlines()[1].split(",")
    site = (desk.files / "cells.csv").read_text("utf-8").splitlines()[1].split(",")[-1]
    assert "cell" in {h.kind for h in search.find(*desk.three, first[6])}
    assert "handset" in {h.kind for h in search.find(*desk.three, first[7])}
    assert "site" in {h.kind for h in search.find(*desk.three, site)}


def test_new_material_makes_the_list_stale_and_the_reference_says_so(empty):
    def write(name, at):
        path = empty.files / name
        path.write_text(HEADER + row(at, "+447700900001", "out", "+447700900002"), "utf-8")
        return path

    intake.ingest(*empty.three, [write("a.csv", "2025-03-03T10:00:00Z")], EXERCISE)
    lines.find_lines(*empty.three)
    (hit,) = search.find(*empty.three, "+447700900001")
    intake.ingest(*empty.three, [write("b.csv", "2025-03-04T10:00:00Z")], EXERCISE)
    assert lines.stale(*empty.three)
    shown = rows.rows(*empty.three, hit.ref)
    assert shown.snapshot_changed
    assert shown.total == 2


def test_masks_differ_by_operation_and_by_workspace_and_stay(desk, empty):
    number = "+447700900001"
    one, two = Scope("Max", "x"), Scope("Jerry", "x")
    key = secret(desk.store)
    assert mask(key, one, number) == mask(secret(desk.store), one, number)
    assert mask(key, one, number) != mask(key, two, number)
    assert mask(key, one, number) != mask(secret(empty.store), one, number)
    assert (desk.store.path / "mask.key").stat().st_mode & 0o077 == 0


def test_each_method_says_its_source_and_what_it_is_blind_to(desk):
    for method in lines.methods(*desk.three):
        assert method.sentence
        assert method.source
        assert method.blind_to
