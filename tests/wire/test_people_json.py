from lineholder.model.chain import Chain, ChainRole, Ground, Head, Member
from lineholder.model.succession import Strand, Succession, SuccessionsFound
from lineholder.wire.chain import chain_json
from lineholder.wire.succession import successors_json


def test_a_pair_says_when_and_what_for_and_against():
    strands = (
        Strand("handset", 1.0, 2.5, "One handset.", "r1"),
        Strand("prior", -1.2, -1.2, "", "r2"),
    )
    pair = Succession("+447700900001", "+447700900002", 0, 3600, 1.3, 1, strands)
    said = successors_json(SuccessionsFound((pair,), 4, 5, "s", "v"))
    assert (said["ended"], said["begun"], said["snapshot"], said["version"]) == (4, 5, "s", "v")
    (one,) = said["pairs"]
    assert (one["old"], one["new"]) == ("+447700900001", "+447700900002")
    assert (one["changed"], one["ended"]) == ("1970-01-01T01:00:00Z", "1970-01-01T00:00:00Z")
    assert [s["supports"] for s in one["strands"]] == [True, False]


def test_a_chain_names_the_head_or_says_that_it_is_not_visible():
    ground = Ground("serves", 3.0, 3.0, "Serves.", "r1")
    member = Member(("+447700900001",), ChainRole.RUNNER, 0.9, None, 0, 60, (ground,))
    said = chain_json(Chain("L", (member,), Head(None, 0.0, 0.8), "s"))
    assert said["head"] == {"number": None, "probability": 0.0, "not_visible": 0.8}
    (one,) = said["members"]
    assert (one["role"], one["numbers"], one["reports_to"]) == ("runner", ["+447700900001"], None)
    assert one["grounds"][0]["supports"] is True
