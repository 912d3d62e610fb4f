import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.errors import Refused
from lineholder.storage.register.json_column import json_text, plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=10,
)


@given(JSON)
def test_a_value_comes_back_as_it_was(value):
    assert plain(value) == value


def test_tuples_come_back_as_lists_and_keys_as_text():
    assert plain({10: (1, 2), 9: None}) == {"10": [1, 2], "9": None}


def test_equal_values_have_equal_text():
    assert json_text({"b": 1, "a": "é"}) == json_text({"a": "é", "b": 1}) == '{"a":"é","b":1}'


def test_half_a_character_is_refused():
    with pytest.raises(Refused, match="Unicode"):
        json_text({"name": "list\udcff.csv"})
