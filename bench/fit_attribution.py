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
from typing import Any

import numpy as np

from bench.attribution_pairs import Question, questions
from bench.counties import county
from lineholder import synth
from lineholder.attribute import MODELS
from lineholder.attribute.combine import not_in_data
from lineholder.maths.calibration import Logistic, fit_logistic
from lineholder.maths.choice import Case, Choice, fit_choice
from lineholder.model.attribution import Alternative
from lineholder.validate.attribution import (
    MISLED_FIRST,
    Ranked,
    evidence_figures,
    rank_figures,
    said_bounds,
)

SEEDS = range(1, 5)
SIZE = (500, 35, 4)
PRIOR = 0.5
L2 = 1.0
LN10 = float(np.log(10.0))
FIRST = "first"  # beside the alternatives: the best score against the best of a search in vain
MOVEMENT = 4  # features of Moved.ranking; those of the strands follow
Drawn = dict[str, list[Question]]
HeldOut = dict[str, dict[str, list[float]]]


def main() -> None:
    """Draw, measure, fit, write."""
    drawn = {family.name: _draw(family.name) for family in synth.FAMILIES}
    write(drawn)


def write(drawn: Drawn) -> None:
    """Both files that the package ships: the held-out LRs, and the fit with their figures."""
    lrs = {a.value: _held_out(drawn, a) for a in Alternative}
    lrs[FIRST] = _first_held_out(drawn)
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
        evidence[alternative.value] = _calibrated(logistic, figures[alternative.value])
    choice = _choice(every)
    figures[FIRST] = evidence_figures(**_named(lrs[FIRST]), may_mislead=MISLED_FIRST)
    return {
        "fitted_on": f"synthetic counties, families {', '.join(drawn)}, seeds {SEEDS.start} to "
        f"{SEEDS.stop - 1}, full and partial: {len(every)} line numbers; figures held out by family",
        "rank": {
            "movement": [round(w / LN10, 4) for w in choice.weights[:MOVEMENT]],
            "strands": {
                model.name: round(w, 4)
                for model, w in zip(MODELS, choice.weights[MOVEMENT:], strict=True)
            },
            "first": _calibrated(_first_logistic(every, choice), figures[FIRST]),
            "prior_not_in_data": PRIOR,
        },
        "evidence": evidence,
        "figures": {
            "first": figures.pop(FIRST),
            "evidence": figures,
            "rank": {name: rank_figures(_ranked(drawn, name, lrs)) for name in drawn},
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


def _scores(choice: Choice, question: Question) -> np.ndarray:
    """What orders the candidates: log10, without the intercept."""
    features = _case(question).features
    return np.asarray(features @ np.asarray(choice.weights) / LN10, dtype=np.float64)


def _firsts(some: list[Question], choice: Choice) -> tuple[list[float], list[float]]:
    """The best score where it is the carrier's; and the best without the carrier in the data."""
    right, vain = [], []
    for question in some:
        score, his = _scores(choice, question), question.right()
        if his.any() and his[score.argmax()]:
            right.append(float(score.max()))
        vain.append(float(score[~his].max()))
    return right, vain


def _first_logistic(some: list[Question], choice: Choice) -> Logistic:
    right, vain = _firsts(some, choice)
    truth = np.repeat([True, False], [len(right), len(vain)])
    return fit_logistic(np.array(right + vain)[:, None], truth)


def _first_held_out(drawn: Drawn) -> dict[str, list[float]]:
    """log10 LRs of each family's first places by weights of the others."""
    told: dict[str, list[float]] = {"same": [], "different": []}
    for name in drawn:
        choice = _choice(_others(drawn, name))
        logistic = _first_logistic(_others(drawn, name), choice)
        for kept, some in zip(told.values(), _firsts(drawn[name], choice), strict=True):
            lrs = logistic.log10_lr(np.array(some)[:, None])
            kept += [round(float(x), 3) for x in lrs]
    return told


def _ranked(drawn: Drawn, name: str, lrs: HeldOut) -> list[Ranked]:
    """Each question of the family, and again without the carrier, by weights of the other families."""
    others = _others(drawn, name)
    choice = _choice(others)
    logistic, bounds = (
        _first_logistic(others, choice),
        said_bounds(**_named(lrs[FIRST]), may_mislead=MISLED_FIRST),
    )
    done = []
    for question in drawn[name]:
        partner = np.array([c in question.partners for c in question.measured.candidates])
        right, scores = question.right(), _scores(choice, question)
        for absent in (False, True) if right.any() else (False,):
            keep = ~right if absent else np.ones(right.size, dtype=bool)
            score = scores[keep]
            order = np.lexsort((np.arange(score.size), -score))
            place = np.flatnonzero(right[keep][order])
            said = float(bounds.clip(logistic.log10_lr([[score.max()]]))[0])
            unseen, _ = not_in_data(said + score - score.max(), PRIOR)
            first = int(place[0]) + 1 if place.size else None
            beside = bool(partner[keep][order[0]]) and first != 1
            done.append(Ranked(first, beside, unseen, said))
    return done


def _calibrated(logistic: Logistic, figures: dict[str, Any]) -> dict[str, object]:
    return {
        "intercept": round(logistic.intercept, 4),
        "weights": [round(w, 4) for w in logistic.weights],
        **{k: figures[k] for k in ("lower", "upper", "same", "different")},
    }


def _named(held: dict[str, list[float]]) -> dict[str, list[float]]:
    return {"h1": held["same"], "h2": held["different"]}


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
