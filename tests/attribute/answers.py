"""An answer, a comparison and a decision as stages and people make them, written by hand."""

from dataclasses import replace

from lineholder.model.attribution import (
    Alternative,
    Apart,
    AtMoments,
    Attribution,
    Candidate,
    Evidence,
    Found,
    Gap,
    Handover,
    Moment,
    Segment,
    Silent,
    Strand,
)
from lineholder.model.comparison import Comparison, Fit, Met, Sector
from lineholder.model.decision import Basis, Check, Claim, Decision, Says, Signed, Status

LINE, HOLDER, PARTNER = "+447700900001", "+447700900002", "+447700900003"
START, DAY = 1_740_787_200, 86_400  # 1 March 2025, 00:00 UTC


def evidence(*log10_lrs: float) -> tuple[Evidence, ...]:
    """One an alternative, bounded at 1.5 either way."""
    return tuple(
        Evidence(whom, lr, -1.5, 1.5, "val123")
        for whom, lr in zip(Alternative, log10_lrs, strict=True)
    )


MOVES = Strand(
    "co-movement", 2.5, "8 of 10 switches fit.", "2 of 10 switches do not.", "ref-moves"
)
CONTACTS = Strand("contact overlap", 0.5, "2 long calls went to its contacts.", "", "ref-contacts")
EXCLUDED = Strand("exclusion", 0.0, "", "1 switches are too far apart.", "ref-moves")


def candidate(number: str = HOLDER, rank: int = 1, lr: float = 3.0) -> Candidate:
    return Candidate(
        number,
        rank,
        lr,
        evidence(1.5, 1.2, 0.9, 0.1),
        10,
        2,
        (MOVES, EXCLUDED, CONTACTS),
        Apart(2, 5, evidence(1.0, 0.8, -0.7, 0.0), 4),
        (AtMoments(Moment.BROADCAST, 6, 4, 1, evidence(0.9, 0.7, 0.5, 0.1)),),
    )


def answer() -> Attribution:
    return Attribution(
        number=LINE,
        from_s=START,
        to_s=START + 9 * DAY,
        same_hand=("+447700900009",),
        candidates=(candidate(), candidate(PARTNER, 2, 0.4)),
        searched=40,
        not_in_data=0.004,
        prior_not_in_data=0.5,
        segments=(
            Segment(START, START + 6 * DAY, HOLDER),
            Segment(START + 6 * DAY, START + 9 * DAY, None),
        ),
        handovers=(Handover(START + 6 * DAY, START + 5 * DAY, START + 7 * DAY, HOLDER, None),),
        gaps=(Gap(START + 2 * DAY, START + 3 * DAY),),
        verdict=Found.CANDIDATE,
        sentence="Of 40 numbers searched one stands out: +447700900002. A lead for an investigator; "
        "no UK field validation.",
        ask_for=("the return of +447700900003, with cells",),
        silent=(Silent("top-ups", "This holding has no top-up records."),),
        snapshot="5" * 64,
        version="7" * 64,
    )


def by_location_alone() -> Attribution:
    """The same answer with nothing but places for its first candidate."""
    first = replace(candidate(), strands=(MOVES, EXCLUDED, replace(CONTACTS, log10_lr=0.25)))
    return replace(answer(), candidates=(first, candidate(PARTNER, 2, 0.4)))


def pair() -> Comparison:
    met = (
        Met("A1", "B9", 30.0, 1, 1, 1, START, START, 60, "ref-far"),
        Met("A1", "B1", 1.0, 9, 1, 0, START, START + 8 * DAY, 5, "ref-near"),
    )
    return Comparison(
        number=LINE,
        other=HOLDER,
        from_s=START,
        to_s=START + 9 * DAY,
        placed=30,
        other_placed=20,
        switches=10,
        contradicting=2,
        impossible=1,
        sectors=(
            Sector("A1", "High Street", 51.0, 0.0, 30.0, 60.0, 30, 0),
            Sector("B1", None, 51.005, 0.005, 30.0, None, 0, 12),
            Sector("B9", "Far Field", 51.27, 0.0, None, None, 0, 8),
        ),
        met=met,
        at_s=(*(START + i * DAY for i in range(9)), START + 8 * DAY),
        km=(30.0, *(1.0,) * 9),
        fits=(Fit.IMPOSSIBLE, Fit.CONTRADICTS, *(Fit.FITS,) * 8),
        hours=(START // 3600, START // 3600 + 5),
        other_hours=(START // 3600,),
        ref="ref-places",
        snapshot="5" * 64,
        version="9" * 64,
    )


def decision(status: Status = Status.CONFIRMED, adopted: bool = True) -> Decision:
    check = Check(12, Says.ACCEPTED, "Ben Check", START + DAY, "The moves fit.", None)
    signed = Signed(13, "Dr Ex Pert", "radio engineer", "Surveyed on 4 May.", "Ana Lyst", START)
    return Decision(
        entry=11,
        claim=Claim(LINE, HOLDER, START, START + 9 * DAY),
        says=Says.ACCEPTED,
        reason="The contacts fit.",
        by="Ana Lyst",
        at=START,
        basis=Basis("7" * 64, "5" * 64, "val123", ("ref-moves",), (4,)),
        location_only=False,
        status=status,
        check=check if status is Status.CONFIRMED else None,
        adopted=signed if adopted else None,
    )
