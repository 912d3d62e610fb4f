"""bandicoot's public files, where they are at hand: every row accounted for, nothing unexplained."""

from pathlib import Path

import pytest
from ingest_whole import SHIPPED, take_in

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "bandicoot"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="bandicoot's files are not at hand")


def account(name: str, profile: str | None = None):
    profiles = tuple(p for p in SHIPPED if profile in (None, p.name))
    whole = take_in((FOLDER / name).read_bytes(), name, profiles, zone="UTC")
    return whole, (whole.rows, whole.records.num_rows, whole.quarantine.num_rows, whole.structural)


def test_ego_is_239_texts_and_75_calls_of_the_files_own_name():
    whole, sums = account("ego.csv")
    assert sums == (315, 314, 0, 1)
    assert whole.records["kind"].to_pylist().count("text") == 239
    assert whole.records["kind"].to_pylist().count("call") == 75
    assert set(whole.records["subject"].to_pylist()) == {"ego"}
    assert set(whole.records["other_party"].to_pylist()) <= set("ABCDEFGH")


def test_the_partner_file_and_the_antennas_are_whole():
    assert account("A.csv")[1] == (43, 42, 0, 1)
    assert account("antennas.csv")[1] == (28, 27, 0, 1)


def test_both_orange_orders_come_out_right_and_say_why():
    paris, sums = account("A_orange.csv")
    assert sums == (7, 7, 0, 0)
    assert paris.rows_of("subject", "other_party", "lat", "lon", "kind", "direction")[1] == (
        "A_orange", "B_orange", 50.850437, 4.351694, "call", "out",
    )  # fmt: skip
    boston, sums = account("u_test.csv")
    assert sums == (500, 500, 0, 0)
    assert boston.rows_of("subject", "other_party", "lat", "lon", "kind", "direction")[0] == (
        "770000000", "770000005", 42.3987, -71.575, "text", "out",
    )  # fmt: skip
