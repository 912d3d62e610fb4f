"""How values are written, by example."""

import pytest

from lineholder.web import words

N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("+447700900123", f"+44{N}7700{N}900123"),
        ("+441632960123", f"+44{N}163{N}296{N}0123"),
        ("+33612345678", "+33612345678"),
        ("80808", "80808"),
        ("O2-Offers", "O2-Offers"),
        ("+44x", "+44x"),
    ],
)
def test_numbers_are_grouped_and_anything_else_stands_as_given(raw: str, written: str) -> None:
    assert words.number(raw) == written
    assert words.number(raw).replace(N, "") == raw


def test_times_are_local_through_both_clock_changes_and_machines_get_utc() -> None:
    assert words.moment(1743296399) == f"30{N}Mar{N}2025 00:59"  # the last second of winter time
    assert words.moment(1743296400) == f"30{N}Mar{N}2025 02:00"
    assert words.moment_s(1743296399).endswith("00:59:59")
    assert words.utc(1743296400) == "2025-03-30T01:00:00Z"


def test_a_period_names_what_differs() -> None:
    new_year = 1735689600  # 1 January 2025, midnight
    assert words.period(new_year, new_year + 3600) == f"1{N}Jan{N}2025"
    assert words.period(new_year, new_year + 86400) == f"1{N}Jan{N}{words.DASH}{N}2{N}Jan{N}2025"
    assert (
        words.period(new_year - 1, new_year) == f"31{N}Dec{N}2024{N}{words.DASH}{N}1{N}Jan{N}2025"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.25, "+1.2"),
        (-0.04, "0.0"),
        (0.0, "0.0"),
        (-3.0, f"{words.MINUS}3.0"),
        (0.05, "+0.1"),
        (-0.26, f"{words.MINUS}0.3"),
    ],
)
def test_log_odds_carry_their_sign(value: float, written: str) -> None:
    assert words.signed(value) == written


def test_sizes_spans_and_counts() -> None:
    assert [words.size(n) for n in (0, 999, 1000, 75_200_000, 10**12)] == [
        "0 B",
        "999 B",
        "1.0 kB",
        "75.2 MB",
        "1.0 TB",
    ]
    assert [words.duration(s) for s in (0, 59.4, 60, 7500)] == [
        "0 s",
        "59 s",
        "1 min",
        "2 h 5 min",
    ]
    assert [words.plural(n, "row") for n in (0, 1, 2000)] == ["0 rows", "1 row", "2,000 rows"]
    assert [words.figure(v) for v in (3.0, 0.12345, 1234.5)] == ["3", "0.123", "1,234"]
    assert words.calendar_day("2025-05-04") == f"Sun{N}4{N}May{N}2025"
    assert words.plain("no_power") == "no power"
