"""Difference: what a newer answer says otherwise of a candidate than the one that a decision rests on.

Source: a decision pins its finding; it is shown as resting on older records, never moved or voided.
Blind to: which of the new records made the difference.
"""

from lineholder.model.attribution import Attribution, Candidate

LEAST = 0.1  # log10: a smaller move of an LR is not told


def difference(before: Attribution, now: Attribution, number: str) -> tuple[str, ...]:
    """Sentences, empty where nothing that the decision rests on has changed by what is worth telling."""
    old, new = _of(before, number), _of(now, number)
    if old is None:
        return ()
    if new is None:
        return (f"It was rank {old.rank}; it is not among the {len(now.candidates)} shown now.",)
    told = [] if old.rank == new.rank else [f"Rank {old.rank} then, {new.rank} now."]
    if before.verdict is not now.verdict:
        first, last = (v.value.replace("_", " ") for v in (before.verdict, now.verdict))
        told.append(f"The finding was {first}, and is {last} now.")
    if abs(old.rank_log10_lr - new.rank_log10_lr) >= LEAST:
        told.append(
            f"log10 of the rank LR {old.rank_log10_lr:+.1f} then, {new.rank_log10_lr:+.1f} now."
        )
    for was, says in zip(old.evidence, new.evidence, strict=True):
        if abs(was.log10_lr - says.log10_lr) >= LEAST:
            whom = was.alternative.value.replace("_", " ")
            told.append(
                f"log10 of the evidence LR against {whom} {was.log10_lr:+.1f} then, "
                f"{says.log10_lr:+.1f} now."
            )
    if (old.switches, old.contradicting) != (new.switches, new.contradicting):
        told.append(
            f"{old.contradicting} of {old.switches} switches contradicted then, "
            f"{new.contradicting} of {new.switches} now."
        )
    return tuple(told)


def _of(found: Attribution, number: str) -> Candidate | None:
    return next((c for c in found.candidates if c.number == number), None)
