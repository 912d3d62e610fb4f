"""Words: the sheets of an attribution, each saying what its reader's role allows and no more.

An analyst states facts. An investigator gets a lead, what speaks against it first. An expert's statement is
signed: it gives the probability of the findings under both propositions, never of a proposition. No sheet
says that a phone is, or belongs to, anybody. Times are UTC.

Source: Tart et al. (2019) on presentation, explanation and interpretation; R v Calland [2017] EWCA Crim 2308;
    R v T [2010] EWCA Crim 2439 (data, version, validation and both propositions are disclosed).
Blind to: everything that is in no record.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from lineholder.attribute import exclusion, location, verbal
from lineholder.attribute.movement import LONGEST_S
from lineholder.model.attribution import Alternative, Attribution, Candidate, Evidence
from lineholder.model.comparison import Comparison, Met
from lineholder.model.decision import Decision, Status
from lineholder.model.sheet import Sheet, SheetKind, SheetPart, SheetTable, VerbalScale

FACTS = frozenset(
    {"handset sharing", "contact overlap", "rings itself"}
)  # strands that only count
SHOWN = 20  # pairs of cells in a table
WHOM = {
    Alternative.OWN_HABITS: "two persons, the second with the habits of whoever carries the candidate",
    Alternative.PARTNER: "two persons who share a home and some trips",
    Alternative.RUNNER: "two persons, one of whom works for the other",
    Alternative.CUSTOMER: "two persons, one of whom buys from the other",
}
NO_OPINION = "Facts of records. No opinion is given, and nothing here says who carried a phone."
LEAD = (
    "A lead for an investigator, not evidence. It needs adoption by a competent expert before any use in a "
    "case. No UK field validation."
)
OPINION = (
    "Evaluative opinion of the signatory. It speaks of the probability of the findings, never of a "
    "proposition. No UK field validation."
)
AREA = (
    "A cell places a phone in an area that it serves, not at a spot, and a phone may use a cell that is not "
    "the nearest."
)
LEFT_OUT = (
    "Records of contact between the two numbers themselves, on the candidate's side.",
    "Records in cells that no cell table places; places that a row gives beside its cell.",
    "Dates of the cell tables: the first row that names a cell is taken.",
    "Calls over Wi-Fi and in apps, which leave no cell; the end of a session, of which the start is taken.",
    "Numbers of the same handset or line, which are never compared.",
)


def analyst(found: Attribution, candidate: Candidate, pair: Comparison) -> Sheet:
    """Facts: who was searched, the records of both, the switches furthest apart first. No LR."""
    hour = LONGEST_S // 3600
    parts = [
        SheetPart("What was compared", tuple(_compared(found))),
        SheetPart(
            "Records of the two numbers",
            (
                f"{pair.number}: {pair.placed:,} records in cells that a cell table places.",
                f"{pair.other}: {pair.other_placed:,} records in cells that a cell table places.",
                *(
                    f"{s.model.capitalize()}: {told}"
                    for s in candidate.strands
                    if s.model in FACTS
                    for told in (s.for_, s.against)
                    if told
                ),
            ),
        ),
        SheetPart(
            "Records one after the other",
            (
                f"A switch is two consecutive records of the two numbers at most {hour} h apart. There are "
                f"{pair.switches:,}, between {len(pair.met):,} pairs of cells.",
                f"In {pair.impossible:,} of them the cells stand further apart than a journey at "
                f"{exclusion.FASTEST_KMH:.0f} km/h explains, {exclusion.REACH_KM:.0f} km allowed.",
                "Pairs of cells, furthest apart first:",
            ),
            _pairs(pair, sorted(pair.met, key=lambda m: (-m.km, -m.switches, m.cell))),
        ),
        _gaps(found),
        SheetPart("What this holding lacks", tuple(s.sentence for s in found.silent)),
        SheetPart("Limits", (AREA, _made_from(found)[-1])),
    ]
    return _sheet(SheetKind.ANALYST, "Analyst's sheet", found, candidate, NO_OPINION, parts)


def investigator(
    found: Attribution, candidate: Candidate, decision: Decision | None = None
) -> Sheet:
    """The lead: against before for, how strong with bounds, when it mattered, where it stands."""
    parts = [
        SheetPart("The lead", tuple(_lead(found, candidate))),
        SheetPart("Against", tuple(_against(candidate))),
        SheetPart(
            "For",
            tuple(f"{s.model.capitalize()}: {s.for_}" for s in candidate.strands if s.for_)
            or ("Nothing.",),
        ),
        SheetPart(
            "How strongly the two phones move as one",
            ("LRs of the findings, within the bounds that the validation set bears.",),
            _strength(candidate),
        ),
        SheetPart("When it mattered", tuple(_moments(candidate)) + tuple(_segments(found))),
        SheetPart("What would say more", _more(found)),
        SheetPart("Where it stands", _stands(decision)),
        SheetPart("Limits", (AREA, *_made_from(found))),
    ]
    return _sheet(SheetKind.INVESTIGATOR, "Investigator's sheet", found, candidate, LEAD, parts)


def expert(
    found: Attribution,
    candidate: Candidate,
    pair: Comparison,
    decision: Decision,
    scale: VerbalScale = verbal.ENFSI_2015,
) -> Sheet:
    """The statement of the expert who adopted the decision: both propositions, limits, what contradicts."""
    if decision.adopted is None:
        return unsigned(found, candidate)
    parts = [
        SheetPart("Propositions", tuple(_propositions(found, candidate))),
        SheetPart(
            "Findings that contradict",
            (
                *_against(candidate),
                "Pairs of cells whose switches contradict, most first:",
            ),
            _pairs(pair, [m for m in pair.met if m.contradicting or m.impossible], against=True),
        ),
        SheetPart(
            "Findings that support",
            tuple(f"{s.model.capitalize()}: {s.for_}" for s in candidate.strands if s.for_),
        ),
        SheetPart("Evaluation", tuple(_evaluation(candidate, scale)), _strength(candidate, scale)),
        SheetPart("What was excluded", LEFT_OUT),
        SheetPart(
            "Limits",
            (
                AREA,
                *_compared(found),
                f"Before any record, a probability of {found.prior_not_in_data} that whoever carried the "
                "number is none of the numbers searched.",
                *(s.sentence for s in found.silent),
                *_made_from(found),
            ),
        ),
        SheetPart("Decisions it rests on", _decided(decision)),
    ]
    signed = decision.adopted
    return _sheet(
        SheetKind.EXPERT,
        "Expert's statement",
        found,
        candidate,
        OPINION,
        parts,
        f"{signed.name}, {signed.role}",
    )


def unsigned(found: Attribution, candidate: Candidate) -> Sheet:
    """No statement: nobody has signed. Says what must be recorded first."""
    wanting = (
        "An expert's statement needs a named signatory. Two people must accept the attribution, the second "
        "blind; then record under its decision that an expert adopts it, with name, post and accreditation."
    )
    return Sheet(
        SheetKind.EXPERT,
        "Expert's statement",
        found.number,
        candidate.number,
        "No expert has adopted this.",
        (),
        wanting=wanting,
    )


def _sheet(  # noqa: PLR0913 - what a sheet is made of
    kind: SheetKind,
    title: str,
    found: Attribution,
    candidate: Candidate,
    status: str,
    parts: Iterable[SheetPart],
    signatory: str = "",
) -> Sheet:
    kept = tuple(p for p in parts if p.sentences or p.table)
    return Sheet(kind, title, found.number, candidate.number, status, kept, signatory)


def _compared(found: Attribution) -> list[str]:
    told = [f"{found.searched:,} numbers in use in the period were compared with {found.number}."]
    if found.from_s is not None and found.to_s is not None:
        told.append(f"Period: {_utc(found.from_s)} to {_utc(found.to_s)}.")
    same = ", ".join(found.same_hand) or "none seen"
    return [*told, f"Numbers of the same handset or line, left out: {same}."]


def _lead(found: Attribution, candidate: Candidate) -> list[str]:
    told = [
        found.sentence,
        f"{candidate.number} is number {candidate.rank} of {found.searched:,} searched; log10 of its rank "
        f"LR is {candidate.rank_log10_lr:+.1f}.",
    ]
    others = [c for c in found.candidates if c.number != candidate.number]
    if others:
        told.append(f"Next to it: {others[0].number} with {others[0].rank_log10_lr:+.1f}.")
    return [
        *told,
        f"That none of the numbers searched is carried with it: {_chance(found.not_in_data)}, from a "
        f"prior of {found.prior_not_in_data}.",
    ]


def _against(candidate: Candidate) -> list[str]:
    told = [f"{candidate.contradicting:,} of {candidate.switches:,} switches contradict."]
    told += [
        f"{s.model.capitalize()}: {s.against}"
        for s in candidate.strands
        if s.against and s.model != "co-movement"
    ]
    told += [f"{s.model.capitalize()}: {s.silent}" for s in candidate.strands if s.silent]
    told += [
        f"At {m.moments - m.near:,} of {m.moments:,} {m.kind.value}s it has no record near in time."
        for m in candidate.moments
    ]
    if location.alone(candidate):
        told.append(
            "It rests on location alone: blocked from a case until an expert adopts it or the reviewing "
            "lawyer decides otherwise."
        )
    return told


def _strength(candidate: Candidate, scale: VerbalScale | None = None) -> SheetTable:
    heads = ("against", "log10 LR, all days", "on days the search did not use", "bounds")
    rows = [
        (
            WHOM[e.alternative],
            f"{e.log10_lr:+.2f}",
            f"{p.log10_lr:+.2f}",
            f"{e.lower:+.2f} to {e.upper:+.2f}",
        )
        for e, p in zip(candidate.evidence, candidate.apart.proved, strict=True)
    ]
    if scale is None:
        return SheetTable(heads, tuple(rows))
    said = [verbal.phrase(p, scale) for p in candidate.apart.proved]
    wide = tuple((*row, phrase) for row, phrase in zip(rows, said, strict=True))
    return SheetTable((*heads, "in words"), wide)


def _moments(candidate: Candidate) -> list[str]:
    return [
        f"{m.kind.value.capitalize()}s: {m.moments:,}, {m.near:,} with a record of the candidate near in "
        f"time, {m.contradicting:,} switches beside them contradict; log10 LR against own habits "
        f"{_own(m.evidence):+.2f}."
        for m in candidate.moments
    ]


def _segments(found: Attribution) -> list[str]:
    told = [
        f"{_utc(s.from_s)} to {_utc(s.to_s)}: {s.top or 'none of them'} explains it best."
        for s in found.segments
    ]
    told += [
        f"A change from {h.before or 'none of them'} to {h.after or 'none of them'} between "
        f"{_utc(h.earliest_s)} and {_utc(h.latest_s)}."
        for h in found.handovers
    ]
    return told + list(_gaps(found).sentences)


def _gaps(found: Attribution) -> SheetPart:
    return SheetPart(
        "Stretches of a day or more without a placed record of the number",
        tuple(f"No placed record from {_utc(g.from_s)} to {_utc(g.to_s)}." for g in found.gaps),
    )


def _more(found: Attribution) -> tuple[str, ...]:
    wanted = tuple(f"Ask for {record}." for record in found.ask_for)
    return (*wanted, *(s.sentence for s in found.silent))


def _stands(decision: Decision | None) -> tuple[str, ...]:
    if decision is None:
        return ("Nobody has decided on it.",)
    if decision.check is None:  # paper may come into the hands of whoever will check it
        return (f"Decision {decision.entry}: decided once, awaits its blind check.",)
    told = [f"Decision {decision.entry}: {decision.status.value}."]
    if decision.status is Status.CONFIRMED and decision.blocked:
        told.append("Blocked from a case: it rests on location alone.")
    return tuple(told)


def _propositions(found: Attribution, candidate: Candidate) -> list[str]:
    when = ""
    if found.from_s is not None and found.to_s is not None:
        when = f" from {_utc(found.from_s)} to {_utc(found.to_s)}"
    told = [f"H1: one person carried {found.number} and {candidate.number}{when}."]
    for letter, one in zip("abcd", candidate.evidence, strict=True):
        told.append(f"H2{letter}: they were carried by {WHOM[one.alternative]}.")
    return told


def _evaluation(candidate: Candidate, scale: VerbalScale) -> list[str]:
    apart = candidate.apart
    told = [
        f"On the {apart.proved_days} days that the search did not use, the findings of movement are:"
    ]
    for letter, one in zip("abcd", apart.proved, strict=True):
        told.append(
            f"{_times(one.log10_lr, f'H2{letter}')}: {verbal.phrase(one, scale)}. The validation bears log10 "
            f"LRs from {one.lower:+.2f} to {one.upper:+.2f}."
        )
    told.append(f"Phrases: {scale.version} ({scale.source}), never beyond the bounds.")
    return told


def _decided(decision: Decision) -> tuple[str, ...]:
    told = [f"Decision {decision.entry}: accepted by {decision.by}. {decision.reason}"]
    if decision.check is not None:
        told.append(
            f"Checked blind by {decision.check.by}: {decision.check.says.value}. {decision.check.reason}"
        )
    if decision.adopted is not None:
        told.append(f"Adopted by {decision.adopted.name}: {decision.adopted.reason}")
    rests = ", ".join(str(n) for n in decision.basis.decisions)
    return (
        *told,
        f"It rests on decisions {rests}." if rests else "It rests on no other decision.",
    )


def _pairs(pair: Comparison, met: list[Met], against: bool = False) -> SheetTable:
    """Of an analyst's facts the table leaves out what contradicts: that is an interpretation."""
    site = {s.cell: f"{s.site} ({s.cell})" if s.site else s.cell for s in pair.sectors}
    counts = ("switches", "contradict") if against else ("switches",)
    heads = (f"cell of {pair.number}", f"cell of {pair.other}", "km", *counts, "first", "last")
    rows = tuple(
        (
            site.get(m.cell, m.cell),
            site.get(m.other_cell, m.other_cell),
            f"{m.km:.1f}",
            f"{m.switches:,}",
            *((f"{m.contradicting:,}",) if against else ()),
            _utc(m.first_s),
            _utc(m.last_s),
        )
        for m in met[:SHOWN]
    )
    return SheetTable(heads, rows, tuple(m.ref for m in met[:SHOWN]))


def _made_from(found: Attribution) -> tuple[str, ...]:
    sets = sorted({e.validation for c in found.candidates for e in c.evidence})
    return (
        f"Validation {', '.join(sets)}: held-out synthetic counties; no UK field validation.",
        f"Finding {found.version[:16]} on records {found.snapshot[:16]}.",
    )


def _times(log10_lr: float, other: str) -> str:
    if abs(log10_lr) < 0.05:
        return f"About as probable under H1 as under {other}"
    times = f"{float(f'{10 ** abs(log10_lr):.2g}'):g}"
    way = "more" if log10_lr > 0 else "less"
    return f"About {times} times {way} probable under H1 than under {other}"


def _chance(probability: float) -> str:
    if probability >= 0.01 or probability == 0:
        return f"{probability:.2f}"
    return f"1 in {float(f'{1 / probability:.2g}'):,.0f}"


def _own(evidence: tuple[Evidence, ...]) -> float:
    return next(e.log10_lr for e in evidence if e.alternative is Alternative.OWN_HABITS)


def _utc(epoch_s: int) -> str:
    return f"{datetime.fromtimestamp(epoch_s, UTC):%Y-%m-%d %H:%MZ}"
