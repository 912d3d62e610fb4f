import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.errors import BadValue
from lineholder.model.lines import LineCandidate, LinesFound, LineType, NumberUse, Reason
from lineholder.model.plain import from_plain, to_plain

text = st.text(max_size=8)
figure = st.floats(allow_nan=False, allow_infinity=False)
reasons = st.builds(Reason, text, figure, figure, text, text)
uses = st.builds(NumberUse, text, st.integers(), st.integers())
candidates = st.builds(
    LineCandidate, text, st.integers(), figure, st.tuples(uses), st.none() | text, st.none() | text,
    st.sampled_from(LineType), st.integers(), st.lists(reasons, max_size=2).map(tuple), st.integers(),
    st.integers(),
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
