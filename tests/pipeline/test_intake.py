"""Intake: the account of every row, what is refused, what is sealed and how it is opened."""

import os
import sys
from pathlib import Path

import pytest
from desk import EXERCISE, HEADER, row

from lineholder.model.errors import Cancelled, NoData, NotFound, Refused
from lineholder.pipeline import intake, lines, rows, search
from lineholder.pipeline.loading import Options
from lineholder.pipeline.said import authority, profile
from lineholder.storage.register import manifest

A, B = "+447700900001", "+447700900002"


def write(folder, name: str, *rows: str):
    path = folder / name
    path.write_text(HEADER + "".join(rows), "utf-8")
    return path


def test_a_whole_county_is_accounted_for(desk):
    for one in desk.received.ingests:
        a = one.account
        assert a.rows_in_file == a.recorded + a.quarantined + a.structural
        assert (a.quarantined, a.structural, a.sealed) == (0, 1, 0)
    lines_in_file = (desk.files / "observations.csv").read_bytes().count(b"\n")
    assert desk.received.ingests[0].account.rows_in_file == lines_in_file
    assert desk.received.pairing.paired > 1000


def test_the_same_again_is_already_ingested(empty):
    path = write(empty.files, "a.csv", row("2025-03-03T10:00:00Z", A, "out", B))
    first = intake.ingest(*empty.three, [path], EXERCISE)
    again = intake.ingest(*empty.three, [path], EXERCISE)
    assert [i.already_ingested for i in (*first.ingests, *again.ingests)] == [False, True]
    assert len(manifest.all_ingests(empty.store.register)) == 1


def test_one_refused_file_does_not_stop_the_others_and_is_listed_with_why(empty):
    folder = empty.files / "in"
    folder.mkdir()
    write(folder, "a.csv", row("2025-03-03T10:00:00Z", A, "out", B))
    (folder / "notes.txt").write_text("hello there\n", "utf-8")
    (folder / "empty.csv").write_bytes(b"")
    done = intake.ingest(*empty.three, [folder], EXERCISE)
    assert [i.source.name for i in done.ingests] == ["a.csv"]
    assert {f.name: f.named for f in done.not_read} == {"notes.txt": False, "empty.csv": False}
    assert all(f.why for f in done.not_read)


def test_a_path_that_does_not_exist_is_not_found(empty):
    with pytest.raises(NotFound, match="found nothing there"):
        intake.ingest(*empty.three, [empty.files / "nothing.csv"], EXERCISE)


def test_rows_held_back_keep_place_text_and_reason(empty):
    bad = row("2025-03-03T10:00:00Z", A, "out", B, seconds="-5")
    path = write(empty.files, "a.csv", row("2025-03-03T10:00:00Z", A, "out", B), bad)
    done = intake.ingest(*empty.three, [path], EXERCISE)
    (held,) = intake.quarantine(*empty.three)
    assert (held.row, held.column, held.reason) == (3, "duration_s", "NEGATIVE_DURATION")
    assert held.text == bad.rstrip("\n")
    sha = done.ingests[0].source.sha256
    assert intake.quarantine(*empty.three, sha[:8]) == (held,)
    with pytest.raises(NotFound, match="begins with"):
        intake.quarantine(*empty.three, "ffff" if not sha.startswith("ffff") else "0000")


def test_without_a_power_rows_are_sealed_until_a_reason_opens_them(empty):
    path = write(empty.files, "a.csv", row("2025-03-03T10:00:00Z", A, "out", B))
    (one,) = intake.ingest(*empty.three, [path], Options()).ingests
    assert (one.account.recorded, one.account.sealed) == (1, 1)
    with pytest.raises(NoData, match="sealed"):
        lines.find_lines(*empty.three)
    with pytest.raises(Refused, match="reason"):
        intake.open_sealed(*empty.three, one.id, "  ")
    entry = intake.open_sealed(*empty.three, one.id, "authority URN-1 came later")
    assert (entry.subject, entry.reason) == (one.id, "authority URN-1 came later")
    assert lines.find_lines(*empty.three).lines == ()
    assert len(intake.coverage(*empty.three)) == 1
    with pytest.raises(NotFound, match="no"):
        intake.open_sealed(*empty.three, "nothing", "why")


def test_rows_outside_the_authority_are_excess_and_sealed(empty):
    (empty.files / "authority.toml").write_text(
        f'kind = "communications_data"\nurn = "URN/1"\nidentifiers = ["{A}"]\n'
        'from = "2025-03-01"\nto = "2025-03-31"\ngranted_by = "OCDA"\n',
        "utf-8",
    )
    path = write(
        empty.files,
        "a.csv",
        row("2025-03-03T10:00:00Z", A, "out", B),
        row("2025-04-03T10:00:00Z", A, "out", B),
        row("2025-03-03T11:00:00Z", B, "out", "+447700900003"),
    )
    under = Options(authority(empty.files / "authority.toml"))
    (one,) = intake.ingest(*empty.three, [path], under).ingests
    assert (one.account.recorded, one.account.sealed) == (3, 2)
    assert [day.number for day in intake.coverage(*empty.three)] == [A]


def test_a_stop_in_the_middle_leaves_nothing(empty):
    def stop(n: int, of: int) -> None:
        raise Cancelled("stopped")

    path = write(empty.files, "a.csv", row("2025-03-03T10:00:00Z", A, "out", B))
    with pytest.raises(Cancelled):
        intake.ingest(*empty.three, [path], EXERCISE, stop)
    assert manifest.all_ingests(empty.store.register) == ()
    assert list((empty.store.path / "segments").iterdir()) == []
    assert len(intake.ingest(*empty.three, [path], EXERCISE).ingests) == 1


def test_coverage_counts_days_and_kinds_of_held_returns(empty):
    path = write(
        empty.files,
        "a.csv",
        row("2025-03-03T10:00:00Z", A, "out", B),
        row("2025-03-03T12:00:00Z", A, "out", B, "sms", ""),
        row("2025-03-05T12:00:00Z", A, "out", "", "data", "30"),
    )
    intake.ingest(*empty.three, [path], EXERCISE)
    seen = [(d.number, d.day, d.calls, d.texts, d.data) for d in intake.coverage(*empty.three)]
    assert seen == [(A, "2025-03-03", 1, 1, 0), (A, "2025-03-05", 0, 0, 1)]


def test_a_shipped_layout_is_named_and_an_unknown_one_refused():
    assert profile("plain observations").records == "observations"
    with pytest.raises(NotFound, match="plain observations"):
        profile("no such layout")


def test_a_file_that_vanishes_meanwhile_does_not_stop_the_others(empty):
    """A stick that is pulled out: what was read counts, and what was not is listed with why."""
    paths = [
        write(empty.files, f"{n}.csv", row(f"2025-03-0{n}T10:00:00Z", A, "out", B))
        for n in (1, 2, 3)
    ]

    def pulled_out(n: int, of: int) -> None:
        paths[1].unlink(missing_ok=True)

    done = intake.ingest(*empty.three, paths, EXERCISE, pulled_out)
    assert [i.source.name for i in done.ingests] == ["1.csv", "3.csv"]
    ((name, why, named),) = [(f.name, f.why, f.named) for f in done.not_read]
    assert (name, named) == ("2.csv", True)
    assert "No such file" in why
    assert [day.day for day in intake.coverage(*empty.three)] == ["2025-03-01", "2025-03-03"]


def test_files_of_a_folder_are_read_in_order_of_name_whatever_their_depth(empty):
    for day, name in enumerate(("b/2.csv", "a.csv", "b/1.csv"), 1):
        path = empty.files / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path.parent, path.name, row(f"2025-03-0{day}T10:00:00Z", A, "out", B))
    done = intake.ingest(*empty.three, [empty.files / "in"], EXERCISE)
    assert [i.source.name for i in done.ingests] == ["a.csv", "1.csv", "2.csv"]


def test_one_file_under_two_names_is_one_source(empty):
    same = row("2025-03-03T10:00:00Z", A, "out", B)
    paths = [write(empty.files, name, same) for name in ("a.csv", "copy of a.csv")]
    done = intake.ingest(*empty.three, paths, EXERCISE)
    assert [i.already_ingested for i in done.ingests] == [False, True]
    assert [d.calls for d in intake.coverage(*empty.three)] == [1]


def test_progress_never_goes_back_over_several_files_and_ends_at_all_bytes(empty):
    paths = [
        write(empty.files, f"{n}.csv", *[row(f"2025-03-0{n}T10:00:00Z", A, "out", B)] * 40 * n)
        for n in (3, 1, 2)
    ]
    told: list[tuple[int, int]] = []
    intake.ingest(*empty.three, paths, EXERCISE, lambda n, of: told.append((n, of)))
    size = sum(path.stat().st_size for path in paths)
    assert {of for _, of in told} == {size}
    assert [n for n, _ in told] == sorted(n for n, _ in told)
    assert told[-1] == (size, size)


def test_before_anything_is_ingested_it_says_what_to_do(empty):
    with pytest.raises(NoData, match="lineholder ingest"):
        intake.need_ingests(*empty.three)
    assert intake.ingests(*empty.three) == ()
    assert intake.quarantine(*empty.three) == ()
    assert intake.coverage(*empty.three) == ()
    intake.ingest(
        *empty.three,
        [write(empty.files, "a.csv", row("2025-03-03T10:00:00Z", A, "out", B))],
        Options(),
    )
    intake.need_ingests(*empty.three)
    assert [i.source.name for i in intake.ingests(*empty.three)] == ["a.csv"]


def counted(desk, ref_of: str = A):
    """What `find`, its rows and the calendar say of one number."""
    hits = [h for h in search.find(*desk.three, ref_of) if h.where.startswith("as the subject")]
    shown = [rows.rows(*desk.three, h.ref) for h in hits]
    calls = sum(d.calls for d in intake.coverage(*desk.three) if d.number == ref_of)
    return (
        [(h.count, h.where) for h in hits],
        [sorted(r.row for r in s.rows) for s in shown],
        calls,
    )


def test_a_row_ingested_sealed_and_then_recorded_counts_once_also_when_the_seal_is_opened(empty):
    path = write(
        empty.files,
        "a.csv",
        row("2025-03-03T10:00:00Z", A, "out", B),
        row("2025-03-03T11:00:00Z", A, "out", B),
    )
    (sealed,) = intake.ingest(*empty.three, [path], Options()).ingests
    intake.ingest(*empty.three, [path], EXERCISE)
    once = ([(2, "as the subject of a return, 1 source")], [[2, 3]], 2)
    assert counted(empty) == once
    intake.open_sealed(*empty.three, sealed.id, "authority URN-1 came later")
    assert counted(empty) == once


def test_rows_that_an_authority_leaves_out_count_once_when_they_are_opened(empty):
    """Two authorities that overlap, and the excess of both opened: five rows stay five rows."""
    path = write(
        empty.files, "a.csv", *[row(f"2025-03-0{d}T10:00:00Z", A, "out", B) for d in range(1, 6)]
    )
    made = []
    for n, (since, until) in enumerate(
        [("2025-03-01", "2025-03-03"), ("2025-03-03", "2025-03-04")]
    ):
        file = empty.files / f"{n}.toml"
        file.write_text(
            f'kind = "communications_data"\nurn = "URN/{n}"\nidentifiers = ["{A}"]\n'
            f'from = "{since}"\nto = "{until}"\ngranted_by = "OCDA"\n',
            "utf-8",
        )
        made += intake.ingest(*empty.three, [path], Options(authority(file))).ingests
    assert [i.account.sealed for i in made] == [2, 3]
    assert counted(empty) == ([(4, "as the subject of a return, 1 source")], [[2, 3, 4, 5]], 4)
    for one in made:
        intake.open_sealed(*empty.three, one.id, "a senior officer's decision of 3 May")
        assert counted(empty) == (
            [(5, "as the subject of a return, 1 source")],
            [[2, 3, 4, 5, 6]],
            5,
        )


def test_a_row_read_anew_by_another_zone_counts_as_it_was_read_last(empty):
    """Else one contact would be two, an hour apart."""
    path = write(empty.files, "a.csv", row("2025-06-03 10:00:00", A, "out", B))
    for zone in ("UTC", "Europe/London"):
        intake.ingest(*empty.three, [path], Options(EXERCISE.power, zone=zone))
    (hit,) = [h for h in search.find(*empty.three, A) if h.where.startswith("as the subject")]
    assert (hit.count, hit.first_s, hit.last_s) == (1, 1748941200, 1748941200)
    assert sum(day.total for day in lines.activity_of(*empty.three, [A])) == 1


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the file system refuses such a name"
)
def test_a_name_that_is_no_unicode_is_shown_escaped_and_stops_nobody(empty):
    folder = empty.files / "in"
    folder.mkdir()
    line = row("2025-03-03T10:00:00Z", A, "out", B)
    write(folder, "b.csv", line)
    for name in (b"caf\xe9.csv", b"caf\xe9.txt"):  # as a stick from Windows holds "café.csv"
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(
            HEADER + line * 2 if name.endswith(b"csv") else "hello there\n", "utf-8"
        )
    done = intake.ingest(*empty.three, [folder], EXERCISE)
    assert [i.source.name for i in done.ingests] == ["b.csv", r"caf\udce9.csv"]
    assert [f.name for f in done.not_read] == [r"caf\udce9.txt"]
    named = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.csv"))
    (again,) = intake.ingest(*empty.three, [named], EXERCISE).ingests
    assert again.already_ingested
    with pytest.raises(NotFound, match=r"caf\\udcea"):
        intake.ingest(*empty.three, [Path(str(folder / "caf\udcea.csv"))], EXERCISE)


def test_a_folder_that_holds_the_workspace_gives_all_but_that(empty):
    """`lineholder ingest .` beside lineholder-data: the register and the vault are no sources."""
    around = empty.store.path.parent
    write(around, "a.csv", row("2025-03-03T10:00:00Z", A, "out", B))
    done = intake.ingest(*empty.three, [around], EXERCISE)
    read = [i.source.name for i in done.ingests] + [f.name for f in done.not_read]
    assert "a.csv" in read
    assert not {"register.sqlite", "gate"} & set(read)
