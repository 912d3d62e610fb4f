"""A line's chain as outside programs read it."""

from typing import Any

from lineholder.model.chain import Chain, Member
from lineholder.wire.times import iso


def chain_json(chain: Chain) -> dict[str, Any]:
    """`chain LINE`: members, the head first where visible, and the head."""
    return {
        "line": chain.line,
        "members": [_member(member) for member in chain.members],
        "head": {
            "number": chain.head.number,
            "probability": chain.head.probability,
            "not_visible": chain.head.not_visible,
        },
        "snapshot": chain.snapshot,
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "numbers": list(member.numbers),
        "role": member.role.value,
        "probability": member.probability,
        "reports_to": member.reports_to,
        "first": iso(member.first_s),
        "last": iso(member.last_s),
        "grounds": [
            {
                "ground": ground.name,
                "value": ground.value,
                "supports": ground.log_odds > 0,
                "log_odds": ground.log_odds,
                "sentence": ground.sentence,
                "ref": ground.ref,
            }
            for ground in member.grounds
        ],
    }
