"""Attributions as outside programs read them."""

from typing import Any

from lineholder.model.attribution import Attribution, Candidate
from lineholder.wire.times import iso


def attribution_json(found: Attribution) -> dict[str, Any]:
    """`attribute NUMBER`: candidates best first; every LR is log10."""
    return {
        "number": found.number,
        "period": {"from": iso(found.from_s), "to": iso(found.to_s)},
        "same_hand": list(found.same_hand),
        "candidates": [_candidate(c) for c in found.candidates],
        "searched": found.searched,
        "not_in_data": found.not_in_data,
        "prior_not_in_data": found.prior_not_in_data,
        "segments": [
            {"from": iso(s.from_s), "to": iso(s.to_s), "top": s.top, "slack_days": s.slack_days}
            for s in found.segments
        ],
        "verdict": found.verdict.value,
        "sentence": found.sentence,
        "ask_for": list(found.ask_for),
        "snapshot": found.snapshot,
        "version": found.version,
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "number": one.number,
        "rank": one.rank,
        "rank_log10_lr": one.rank_log10_lr,
        "evidence": [
            {
                "alternative": e.alternative.value,
                "log10_lr": e.log10_lr,
                "lower": e.lower,
                "upper": e.upper,
                "validation": e.validation,
            }
            for e in one.evidence
        ],
        "switches": one.switches,
        "contradicting": one.contradicting,
        "found_on_even_days": one.found,
        "proved_on_odd_days": one.proved,
        "strands": [
            {
                "model": s.model,
                "log10_lr": s.log10_lr,
                "for": s.for_,
                "against": s.against,
                "silent": s.silent,
                "ref": s.ref,
            }
            for s in one.strands
        ],
    }
