"""Attribution: who carries a number, as a lead with everything it rests on."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from lineholder.attribute import find as finding
from lineholder.attribute import fitted as fits
from lineholder.model.attribution import Attribution
from lineholder.model.digest import digest
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.model.progress import Progress, silent
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.lines import canonical, find_lines
from lineholder.pipeline.workspace import records
from lineholder.storage import Store
from lineholder.storage.register import findings, references
from lineholder.validate import attribution as validating
from lineholder.validate import report


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
    known = find_lines(store, actor, scope, progress)
    lines = tuple(tuple(use.number for use in line.numbers) for line in known.lines)
    since, until = finding.EVER
    asked = finding.Asked(
        canonical(number),
        since if from_s is None else from_s,
        until if to_s is None else to_s,
        lines,
    )
    fitted, stage = fits.shipped(), f"attribution in {scope.operation}"
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
    }


def write_report(folder: Path) -> Path:
    """Write the validation report into the folder, which is made where it is missing; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "attribution.html"
    path.write_text(report.page(validation()), "utf-8")
    return path
