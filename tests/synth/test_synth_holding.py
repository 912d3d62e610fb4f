"""A partial holding is what a unit really has: few subjects, many names, few cells."""

from synth_counties import DISPATCH, SETTLED, STEPWISE, county

from lineholder.synth import County


def test_a_partial_holding_has_20_to_200_subjects() -> None:
    for family in (*SETTLED, *DISPATCH, *STEPWISE):
        for seed in range(1, 5 if family in SETTLED else 3):
            subjects = county(family, seed, "partial").observations.column("subject")
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
    assert 1 <= len(held) <= (3 if partial.spec.family in STEPWISE else 2)
    for line in held:
        assert {n["number"] for n in line["numbers"] if n["use"] != "adverts"} <= subjects
    for line in partial.truth["lines"]:
        if not line["visible"]:
            assert not {n["number"] for n in line["numbers"]} & subjects
    customers = {n for line in partial.truth["lines"] for n in line["customers"]}
    downloaded = (subjects - {row["subject"] for row in rows if row["cell_id"]}) & customers
    assert downloaded
    assert all(row["type"] != "data" for row in rows if row["subject"] in downloaded)


def test_the_truth_of_a_partial_holding_is_that_of_the_whole(partial: County) -> None:
    whole = county(partial.spec.family).truth
    assert partial.truth["people"] == whole["people"]
    for part, line in zip(partial.truth["lines"], whole["lines"], strict=True):
        assert part["customers"] == line["customers"]
        assert part["rows"] <= line["rows"]


def test_a_partial_holding_is_a_part_of_the_whole(partial: County) -> None:
    other = county(partial.spec.family).observations.to_pylist()
    whole = {_told(row, partial.spec.family) for row in other}
    subjects = {row["subject"] for row in other}
    for row in partial.observations.to_pylist():
        if row["cell_id"] and row["subject"] in subjects:
            assert _told(row, partial.spec.family) in whole


def _told(row: dict[str, str], family: str) -> tuple[str, ...]:
    """What a row says whatever else is held: in stepwise families not its cell, nor to the second
    when an incoming contact was stamped.
    """
    said = {**row}
    if family in STEPWISE:
        said["cell_id"] = ""
        if row["direction"] == "in":
            said["start"] = ""
    return tuple(said.values())
