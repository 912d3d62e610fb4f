"""Successions as outside programs read them."""

from typing import Any

from lineholder.model.succession import SuccessionsFound
from lineholder.wire.times import iso


def successors_json(found: SuccessionsFound) -> dict[str, Any]:
    """`successors`: the proposed pairs, best first, each once."""
    return {
        "pairs": [
            {
                "old": pair.old,
                "new": pair.new,
                "changed": iso(pair.changed_s),
                "ended": iso(pair.ended_s),
                "score": pair.score,
                "round": pair.round,
                "strands": [
                    {
                        "strand": strand.name,
                        "value": strand.value,
                        "supports": strand.supports,
                        "log10": strand.log10,
                        "sentence": strand.sentence,
                        "ref": strand.ref,
                    }
                    for strand in pair.strands
                ],
            }
            for pair in found.pairs
        ],
        "ended": found.ended,
        "begun": found.begun,
        "snapshot": found.snapshot,
        "version": found.version,
    }
