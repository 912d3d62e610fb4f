"""Guideline: the category of harm that a weight of heroin or crack implies. A new version is a new row.

Source: Sentencing Council, supply of a controlled drug, indicative quantities for heroin and cocaine; crack
    is cocaine. Where the weight lies between two, the category whose quantity it reaches.
Blind to: purity, role, other drugs; what a court makes of a weight between two indicative quantities.
"""

from lineholder.model.trade import Guideline

VERSIONS = (
    Guideline(
        name="Supplying or offering to supply a controlled drug, class A",
        in_force="2021-04-01",
        source="Sentencing Council, Misuse of Drugs Act 1971 s.4(3) and s.5(3)",
        grams=(5000.0, 1000.0, 150.0, 5.0),
        street=3,
        verified=False,  # typed from notes: check against the guideline before it is relied on
    ),
)
LATEST = VERSIONS[-1]  # it applies by the date of sentence, whatever the date of the offence


def category(grams: float, guideline: Guideline = LATEST) -> int | None:
    """1 (gravest) to 4; supply straight to users is never below `street`. None where nothing was sold."""
    if grams <= 0:
        return None
    reached = (i for i, least in enumerate(guideline.grams, 1) if grams >= least)
    return min(next(reached, len(guideline.grams)), guideline.street)
