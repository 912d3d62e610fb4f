"""What looks like a line and is none, by name: each kind is in the county, and the evidence is against."""

import pytest
from county_tables import Held

from lineholder.detect import callers, weights
from lineholder.detect.measure import measure, table

KINDS = ("minicab", "takeaway", "clinic", "gym", "school", "plumber", "courier", "club")


@pytest.fixture(scope="session")
def firms(county):
    """Phones of firms by kind, with the score of those that are judged at all (None: too little seen)."""
    tables, truth = county
    asker = Held(tables)
    judged, _ = callers.judge(asker.answer(callers.ask()).table, callers.Params())
    kinds = {n: firm["kind"] for firm in truth["businesses"] for n in firm["numbers"]}
    known = [(n, n) for n in judged["number"].to_pylist() if n in kinds]
    best = measure(asker, table(known), weights.shipped()).best()
    return {kind: {n: best.get(n) for n, k in kinds.items() if k == kind} for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_no_phone_of_such_a_firm_outweighs_what_speaks_against(firms, kind):
    assert firms[kind]
    assert {n: s for n, s in firms[kind].items() if s is not None and s > 0} == {}


def test_those_that_dispatch_and_those_that_send_reminders_are_judged_and_not_passed_over(firms):
    """Else the test above could hold because too little is seen of every firm."""
    for kind in ("minicab", "takeaway", "clinic", "gym", "school"):
        assert any(score is not None for score in firms[kind].values()), kind
