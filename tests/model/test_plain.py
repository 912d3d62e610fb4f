import json
from dataclasses import dataclass, make_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.errors import BadValue
from lineholder.model.lines import (
    LineCandidate,
    LinesFound,
    LineType,
    Lookalike,
    NumberUse,
    Reason,
)
from lineholder.model.plain import from_plain, to_plain

text = st.text(max_size=8)
figure = st.floats(allow_nan=False, allow_infinity=False)
reasons = st.builds(Reason, text, figure, figure, text, text)
uses = st.builds(NumberUse, text, st.integers(), st.integers())
candidates = st.builds(
    LineCandidate, text, st.integers(), figure, st.tuples(uses), st.none() | text, st.none() | text,
    st.sampled_from(LineType), st.integers(), st.lists(reasons, max_size=2).map(tuple),
    st.sampled_from(Lookalike), st.integers(), st.integers(), st.none() | text,
)  # fmt: skip
lists = st.builds(
    LinesFound,
    st.lists(candidates, max_size=2).map(tuple),
    st.integers(),
    st.integers(),
    text,
    text,
)


@given(lists)
def test_what_is_kept_comes_back_as_it_was(found):
    assert from_plain(LinesFound, json.loads(json.dumps(to_plain(found)))) == found


def test_a_finding_of_another_version_is_refused():
    kept = to_plain(LinesFound((), 1, 2, "s", "v"))
    with pytest.raises(BadValue, match="LinesFound has"):
        from_plain(LinesFound, {**kept, "new": 1})


@dataclass(frozen=True)
class Kept:
    types: frozenset[LineType]
    numbers: frozenset[str]
    use: tuple[str, int]
    uses: tuple[NumberUse, ...] | None


def test_sets_and_pairs_come_back_as_they_were_and_in_one_order():
    kept = Kept(frozenset(LineType), frozenset("cab"), ("x", 1), None)
    plain = to_plain(kept)
    assert plain["numbers"] == ["a", "b", "c"]
    assert plain["types"] == sorted(plain["types"])
    assert from_plain(Kept, json.loads(json.dumps(plain))) == kept


@pytest.mark.parametrize("kind", [dict[str, int], list[int], set[int], int | str, bytes])
def test_a_field_that_would_come_back_as_something_else_is_refused(kind):
    other = make_dataclass("Other", [("what", kind)])
    with pytest.raises(BadValue, match="A kept finding has fields of"):
        from_plain(other, {"what": [1]})
