"""Attribution: who carries a number, as a lead with everything it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lineholder.attribute import find as finding
from lineholder.attribute import fitted as fits
from lineholder.model.attribution import Attribution
from lineholder.model.decision import Basis, Claim, Decision
from lineholder.model.digest import digest
from lineholder.model.errors import BadValue, NotFound
from lineholder.model.lines import LinesFound
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.model.progress import Progress, silent
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.lines import canonical, find_lines, lines_found
from lineholder.pipeline.workspace import opened_seals, records
from lineholder.storage import Store
from lineholder.storage.register import findings, references
from lineholder.validate import attribution as validating
from lineholder.validate import report

Period = tuple[int | None, int | None]


def attribute(  # noqa: PLR0913 - the three of every function, then the question
    store: Store,
    actor: Actor,
    scope: Scope,
    number: str,
    from_s: int | None = None,
    to_s: int | None = None,
    progress: Progress = silent,
) -> Attribution:
    """The candidates for whoever carries the number, in any writing, over [from_s, to_s) UTC.

    Read where the same was asked of the same records; else found anew and saved with its references.
    """
    asked_for = {"number": number, "from_s": from_s, "to_s": to_s}
    require(store, actor, Permission.ANALYSE, scope, "attribute a number", asked_for)
    asked = _asked(find_lines(store, actor, scope, progress), number, from_s, to_s)
    fitted, stage = fits.shipped(), _stage(scope, asked)
    with records(store, scope) as asker:
        version = finding.version(asked, fitted, asker.snapshot)
        saved = findings.find(store.register, stage, version)
        if saved is not None:
            return from_plain(Attribution, saved)
        answered = finding.find(asker, asked, fitted)
    attribution = replace(answered.attribution, version=version)
    references.save(store.register, *answered.references)
    findings.save(store.register, stage, version, to_plain(attribution), now_s())
    return attribution


def attribution_found(
    store: Store,
    actor: Actor,
    scope: Scope,
    number: str,
    from_s: int | None = None,
    to_s: int | None = None,
) -> tuple[Attribution, bool] | None:
    """The answer saved last to this question, and whether it was found on the records of now.

    None where nobody asked it yet. Nothing is computed. Takes the right to read rows: a candidate may be
    anybody's number.
    """
    asked_for = {"number": number, "from_s": from_s, "to_s": to_s}
    require(store, actor, Permission.READ_ROWS, scope, "read an attribution", asked_for)
    return _found_last(store, actor, scope, [number], (from_s, to_s)).get(canonical(number))


def attributions_found(
    store: Store, actor: Actor, scope: Scope, numbers: Sequence[str]
) -> Mapping[str, tuple[Attribution, bool]]:
    """The same of many numbers over all of the records; those that nobody compared are left out."""
    asked_for = {"numbers": list(numbers)}
    require(store, actor, Permission.READ_ROWS, scope, "read attributions", asked_for)
    return _found_last(store, actor, scope, numbers, (None, None))


def _found_last(
    store: Store, actor: Actor, scope: Scope, numbers: Sequence[str], period: Period
) -> dict[str, tuple[Attribution, bool]]:
    known = lines_found(store, actor, scope)
    snapshot, fitted = store.holding(scope, opened_seals(store)).snapshot, fits.shipped()
    found = {}
    for number in numbers if known else ():
        asked = _asked(known, number, *period) if known else finding.Asked(number)
        version = finding.version(asked, fitted, snapshot)
        current = findings.find(store.register, _stage(scope, asked), version)
        last = None if current else findings.latest(store.register, _stage(scope, asked))
        saved = _revived(current or (last[1] if last else {}))
        if saved is not None:
            found[asked.number] = (saved, current is not None)
    return found


def versions_now(
    store: Store, actor: Actor, scope: Scope, decided: Sequence[Decision]
) -> dict[int, str]:
    """By decision, the version that an answer to its question would have on the records of now."""
    known = lines_found(store, actor, scope)
    snapshot, fitted = store.holding(scope, opened_seals(store)).snapshot, fits.shipped()
    if known is None:
        return {}
    asked = {
        d.entry: _asked(known, d.claim.number, d.basis.asked_from_s, d.basis.asked_to_s)
        for d in decided
    }
    return {n: finding.version(one, fitted, snapshot) for n, one in asked.items()}


def rested_on(store: Store, scope: Scope, claim: Claim, basis: Basis) -> Attribution:
    """The very answer that a decision pinned. For functions behind the gate; NotFound where it is gone."""
    period = (basis.asked_from_s, basis.asked_to_s)
    return saved_as(store, scope, claim.number, period, basis.version)


def saved_as(store: Store, scope: Scope, number: str, period: Period, version: str) -> Attribution:
    """The saved answer of exactly this version. For functions behind the gate."""
    stage = _stage(scope, finding.Asked(canonical(number), *bounds(*period)))
    saved = findings.find(store.register, stage, version)
    found = _revived(saved) if saved is not None else None
    if found is None:
        raise NotFound(
            f"Expected a saved finding of version {version[:12]} on {number}; found none that this "
            "version of the product can read. Compare the numbers anew."
        )
    return found


def _asked(known: LinesFound, number: str, from_s: int | None, to_s: int | None) -> finding.Asked:
    lines = tuple(tuple(use.number for use in line.numbers) for line in known.lines)
    return finding.Asked(canonical(number), *bounds(from_s, to_s), lines)


def bounds(from_s: int | None, to_s: int | None) -> tuple[int, int]:
    """The period as stages bind it: ends that are left out lie beyond every record."""
    since, until = finding.EVER
    return since if from_s is None else from_s, until if to_s is None else to_s


def _stage(scope: Scope, asked: finding.Asked) -> str:
    """One number and period of one operation; who is limited to some sources sees no other's answer."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"attribution of {asked.number} {asked.from_s} {asked.to_s} in {scope.operation}{only}"


def _revived(saved: Mapping[str, Any]) -> Attribution | None:
    """None where another version of the product kept it in another shape."""
    try:
        return from_plain(Attribution, saved)
    except BadValue:
        return None


def validation() -> dict[str, Any]:
    """What is known of how well attribution does: the shipped figures, what they rest on, their id.

    Needs no workspace and no right: the figures are of synthetic counties, and published. The curves
    are drawn anew from the shipped held-out LRs.
    """
    known, lrs = fits.shipped(), fits.held_out()
    evidence = {
        name: {**figures, **validating.curves(lrs[name]["same"], lrs[name]["different"])}
        for name, figures in known.figures["evidence"].items()
    }
    return {
        "validation": known.validation,
        "weights": known.digest,
        "held_out": digest(lrs),
        "fitted_on": known.fitted_on,
        "field_validation": known.figures["field_validation"],
        "evidence": evidence,
        "rank": known.figures["rank"],
        "first": known.figures["first"],
    }


def write_report(folder: Path) -> Path:
    """Write the validation report into the folder, which is made where it is missing; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "attribution.html"
    path.write_text(report.page(validation()), "utf-8")
    return path
