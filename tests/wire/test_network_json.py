from lineholder.model.network import Targets
from lineholder.wire.network import ranking_json, targets_json


def test_a_ranking_keeps_its_order_and_names_as_text():
    said = ranking_json([("0", 0.5), ("NA", 0.25), ("-77", 0.25)])
    assert said == {
        "ranking": [
            {"node": "0", "score": 0.5},
            {"node": "NA", "score": 0.25},
            {"node": "-77", "score": 0.25},
        ]
    }


def test_targets_say_whether_they_are_proved_and_how_far_they_may_be_off():
    assert targets_json(Targets(("a", "b"), 0.75, optimal=True, ties=2, bound=0.75)) == {
        "targets": ["a", "b"],
        "fragmentation": 0.75,
        "optimal": True,
        "ties": 2,
        "bound": 0.75,
        "gap": 0.0,
    }
    open_still = targets_json(Targets(("a",), 0.5, optimal=False, ties=1, bound=0.75))
    assert (open_still["optimal"], open_still["gap"]) == (False, 0.25)
