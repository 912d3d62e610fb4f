"""Attributions as outside programs read them."""

from typing import Any

from lineholder.model.attribution import Attribution, Candidate, Evidence
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
            {"from": iso(s.from_s), "to": iso(s.to_s), "top": s.top} for s in found.segments
        ],
        "handovers": [
            {
                "at": iso(h.at_s),
                "earliest": iso(h.earliest_s),
                "latest": iso(h.latest_s),
                "before": h.before,
                "after": h.after,
            }
            for h in found.handovers
        ],
        "gaps": [{"from": iso(g.from_s), "to": iso(g.to_s)} for g in found.gaps],
        "verdict": found.verdict.value,
        "sentence": found.sentence,
        "ask_for": list(found.ask_for),
        "silent": [{"model": s.model, "sentence": s.sentence} for s in found.silent],
        "snapshot": found.snapshot,
        "version": found.version,
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "number": one.number,
        "rank": one.rank,
        "rank_log10_lr": one.rank_log10_lr,
        "evidence": _evidence(one.evidence),
        "switches": one.switches,
        "contradicting": one.contradicting,
        "apart": {
            "found_rank": one.apart.found_rank,
            "found_days": one.apart.found_days,
            "proved": _evidence(one.apart.proved),
            "proved_days": one.apart.proved_days,
        },
        "moments": [
            {
                "kind": m.kind.value,
                "moments": m.moments,
                "near": m.near,
                "contradicting": m.contradicting,
                "evidence": _evidence(m.evidence),
            }
            for m in one.moments
        ],
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


def _evidence(some: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [
        {
            "alternative": e.alternative.value,
            "log10_lr": e.log10_lr,
            "lower": e.lower,
            "upper": e.upper,
            "validation": e.validation,
        }
        for e in some
    ]
