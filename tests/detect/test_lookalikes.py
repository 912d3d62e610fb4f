"""What looks like a line and is none, by name: each kind is in the county, is judged, and is not listed."""

import pytest
from county_tables import Held

from lineholder.detect import weights
from lineholder.detect.explain import explain
from lineholder.model.lines import Verdict

KINDS = ("minicab", "takeaway", "clinic", "gym", "school", "plumber", "courier", "club")


@pytest.mark.parametrize("kind", KINDS)
def test_the_evidence_speaks_against_every_one(county, kind):
    tables, truth = county
    asker, known = Held(tables), weights.shipped()
    firms = [firm["numbers"][0] for firm in truth["businesses"] if firm["kind"] == kind]
    assert firms
    said = {number: explain(asker, known, number, None)[0] for number in firms}
    spoken_for = {
        n: s.score
        for n, s in said.items()
        if s.verdict is not Verdict.INSUFFICIENT and s.score > 0
    }
    assert spoken_for == {}
