"""Fit the attribution weights on synthetic counties and write them into the package.

Every figure that is reported, and every bound, comes from LRs held out by family: fitted on the other
families, scored on one, each in turn. The shipped weights are then fitted on all. People are disjoint between
families by construction. The evidence is calibrated on whole pairs and on the same pairs from few events, and
bounded by whole pairs alone. A strand's LR is set a priori: the fit may damp it and never amplify it, because
what makes it strong in a synthetic county may be a habit of the generator. `python -m bench.fit_attribution`.
"""

import json
import sys
from importlib import resources
from pathlib import Path

import numpy as np

from bench.attribution_pairs import Question, questions
from bench.counties import county
from lineholder import synth
from lineholder.attribute import MODELS
from lineholder.attribute.combine import not_in_data
from lineholder.maths.calibration import Logistic, fit_logistic
from lineholder.maths.choice import Case, Choice, fit_choice
from lineholder.model.attribution import Alternative
from lineholder.validate.attribution import Ranked, evidence_figures, rank_figures

SEEDS = range(1, 6)
SIZE = (500, 35, 4)
PRIOR = 0.5
L2 = 1.0
LN10 = float(np.log(10.0))
MOVEMENT = 3  # features of Moved.ranking; those of the strands follow
Drawn = dict[str, list[Question]]
HeldOut = dict[str, dict[str, list[float]]]


def main() -> None:
    """Draw, measure, fit, write."""
    drawn = {family.name: _draw(family.name) for family in synth.FAMILIES}
    write(drawn)


def write(drawn: Drawn) -> None:
    """Both files that the package ships: the held-out LRs, and the fit with their figures."""
    lrs = {a.value: _held_out(drawn, a) for a in Alternative}
    document = fitted(drawn, lrs)
    package = Path(str(resources.files("lineholder.attribute")))
    (package / "held_out.json").write_text(json.dumps(lrs) + "\n", "utf-8")
    (package / "fitted.json").write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{json.dumps(document['figures'], indent=1)}\n")


def fitted(drawn: Drawn, lrs: HeldOut) -> dict[str, object]:
    """The document that the package ships."""
    every = [q for some in drawn.values() for q in some]
    evidence, figures = {}, {}
    for alternative in Alternative:
        held = lrs[alternative.value]
        figures[alternative.value] = evidence_figures(held["same"], held["different"])
        logistic = _logistic(every, alternative)
        bounds = figures[alternative.value]
        evidence[alternative.value] = {
            "intercept": round(logistic.intercept, 4),
            "weights": [round(w, 4) for w in logistic.weights],
            **{k: bounds[k] for k in ("lower", "upper", "same", "different")},
        }
    choice = _choice(every)
    return {
        "fitted_on": f"synthetic counties, families {', '.join(drawn)}, seeds {SEEDS.start} to "
        f"{SEEDS.stop - 1}, full and partial: {len(every)} line numbers; figures held out by family",
        "rank": {
            "movement": [round(w / LN10, 4) for w in choice.weights[:MOVEMENT]],
            "strands": {
                model.name: round(w, 4)
                for model, w in zip(MODELS, choice.weights[MOVEMENT:], strict=True)
            },
            "intercept": round(choice.intercept / LN10, 4),
            "prior_not_in_data": PRIOR,
        },
        "evidence": evidence,
        "figures": {
            "evidence": figures,
            "rank": {name: rank_figures(_ranked(drawn, name)) for name in drawn},
            "field_validation": "no UK field validation",
        },
    }


def _draw(family: str) -> list[Question]:
    found: list[Question] = []
    for holding in synth.HOLDINGS:
        for seed in SEEDS:
            with county(synth.Spec(family, seed, *SIZE, holding)) as desk:
                found += questions(desk)
            sys.stdout.write(f"{family} {seed} {holding}: {len(found)} questions\n")
            sys.stdout.flush()
    return found


def _case(question: Question, absent: bool = False) -> Case:
    """The choice among the candidates; with `absent`, as if the carrier's numbers were not in the data."""
    keep = ~question.right() if absent else np.ones(len(question.measured.candidates), dtype=bool)
    features = np.column_stack(
        [question.measured.moved.ranking(), question.measured.strands() * LN10]
    )[keep]
    return Case(features, np.zeros(len(features)), question.right()[keep])


def _choice(some: list[Question]) -> Choice:
    cases = [_case(q) for q in some] + [_case(q, True) for q in some if q.right().any()]
    return fit_choice(cases, L2, [(0.0, None)] * MOVEMENT + [(0.0, 1.0)] * len(MODELS))


def _others(drawn: Drawn, name: str) -> list[Question]:
    return [q for other, some in drawn.items() if other != name for q in some]


def _ranked(drawn: Drawn, name: str) -> list[Ranked]:
    """Each question of the family, and again without the carrier, by weights of the other family."""
    choice = _choice(_others(drawn, name))
    done = []
    for question in drawn[name]:
        for absent in (False, True) if question.right().any() else (False,):
            case = _case(question, absent)
            log10_lr = choice.log_odds(case) / LN10
            order = np.lexsort((np.arange(log10_lr.size), -log10_lr))
            place = np.flatnonzero(case.right[order])
            partner = np.array([c in question.partners for c in question.measured.candidates])
            partner = partner[~question.right()] if absent else partner
            unseen, _ = not_in_data(log10_lr, PRIOR)
            first = int(place[0]) + 1 if place.size else None
            done.append(Ranked(first, bool(partner[order[0]]) and first != 1, unseen))
    return done


def _logistic(some: list[Question], alternative: Alternative) -> Logistic:
    same, different = _stacked(some, alternative, few=True)
    truth = np.repeat([True, False], [len(same), len(different)])
    return fit_logistic(np.vstack([same, different]), truth)


def _held_out(drawn: Drawn, alternative: Alternative) -> dict[str, list[float]]:
    """log10 LRs of each family's pairs by weights of the others, to 3 decimals."""
    same: list[float] = []
    different: list[float] = []
    for name in drawn:
        logistic = _logistic(_others(drawn, name), alternative)
        for kept, pairs in zip((same, different), _stacked(drawn[name], alternative), strict=True):
            kept += [round(float(x), 3) for x in logistic.log10_lr(pairs)]
    return {"same": same, "different": different}


def _stacked(
    some: list[Question], alternative: Alternative, few: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    pairs = [question.pairs(alternative, few) for question in some]
    return np.vstack([p[0] for p in pairs]), np.vstack([p[1] for p in pairs])


if __name__ == "__main__":
    main()
