"""A partial holding is what a unit really has: few subjects, many names, few cells."""

from synth_counties import county

from lineholder.synth import FAMILIES, County


def test_a_partial_holding_has_20_to_200_subjects() -> None:
    for family in FAMILIES:
        for seed in range(1, 5):
            subjects = county(family.name, seed, "partial").observations.column("subject")
            assert 20 <= len(subjects.unique()) <= 200


def test_most_numbers_are_seen_as_other_parties_only(partial: County) -> None:
    rows = partial.observations.to_pylist()
    subjects = {row["subject"] for row in rows}
    others = {row["other_party"] for row in rows} - subjects
    assert len(others) > 1.5 * len(subjects)


def test_one_or_two_lines_are_held_and_downloads_have_no_cells(partial: County) -> None:
    rows = partial.observations.to_pylist()
    subjects = {row["subject"] for row in rows}
    held = [line for line in partial.truth["lines"] if line["visible"]]
    assert 1 <= len(held) <= 2
    for line in held:
        assert {n["number"] for n in line["numbers"]} <= subjects
    for line in partial.truth["lines"]:
        if not line["visible"]:
            assert not {n["number"] for n in line["numbers"]} & subjects
    customers = {number for line in held for number in line["customers"]}
    downloaded = (subjects & customers) - {row["subject"] for row in rows if row["cell_id"]}
    assert downloaded
    assert all(row["type"] != "data" for row in rows if row["subject"] in downloaded)


def test_the_truth_of_a_partial_holding_is_that_of_the_whole(partial: County) -> None:
    whole = county(partial.spec.family).truth
    assert partial.truth["people"] == whole["people"]
    for part, line in zip(partial.truth["lines"], whole["lines"], strict=True):
        assert part["customers"] == line["customers"]
        assert part["rows"] <= line["rows"]


def test_a_partial_holding_is_a_part_of_the_whole(partial: County) -> None:
    whole = {tuple(row.values()) for row in county(partial.spec.family).observations.to_pylist()}
    for row in partial.observations.to_pylist():
        if row["cell_id"]:
            assert tuple(row.values()) in whole
