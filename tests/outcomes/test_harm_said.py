"""Links of incidents and intelligence reports: what stands of what people said."""

import pytest

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import BadValue
from lineholder.model.harm import Incident, Part
from lineholder.model.harm_said import IncidentSeen
from lineholder.model.lines import LineCandidate, LineType, Lookalike, NumberUse
from lineholder.outcomes import harm_index, harm_weights
from lineholder.outcomes.harm import assess, by_part, order
from lineholder.outcomes.harm_known import HarmInputs
from lineholder.outcomes.harm_said import links, of_line, proposed, reports

NUMBER = "+447700900101"
DAY = 86400


def candidate(market="Northgate", numbers=((NUMBER, 10 * DAY, 20 * DAY),)):
    uses = tuple(NumberUse(*one) for one in numbers)
    return LineCandidate(
        "L", 1, 1.0, uses, market, None, LineType.UNKNOWN, 12, (), Lookalike.PRIVATE, 10 * DAY, 20 * DAY
    )  # fmt: skip


def crime(reference, day, place="Northgate", kinds=("robbery",), slack=0):
    return IncidentSeen(reference, kinds, day * DAY, slack, place, "Victim AAAAAA", "ref")


def said(*told, kind=EntryKind.INCIDENT_DECIDED):
    return [
        Entry(n, kind, "L", {"number": NUMBER, **one}, "Ana", n, "seen", one.get("supersedes"))
        for n, one in enumerate(told, 1)
    ]


def decided(reference, linked):
    return {"reference": reference, "linked": linked}


def item(reference, grade="1AP", claim="violence", **rest):
    told = {
        "reference": reference,
        "source": int(grade[0]),
        "assessment": grade[1],
        "handling": grade[2],
    }
    return {"claim": claim, "conditions": "", "withdrawn": False, **told, **rest}


def test_only_what_was_linked_counts_and_the_last_decision_on_a_crime_stands():
    log = links(
        said(decided("C1", True), decided("C2", True), decided("C2", False), decided("C3", False))
    )
    told = of_line(candidate(), log, (), [crime("C1", 12), crime("C2", 12), crime("C9", 12)])
    assert told.incidents == (Incident("C1", "robbery"),)


def test_incidents_are_unknown_until_somebody_decides_and_then_none_is_none():
    assert of_line(candidate(), (), (), [crime("C1", 12)]).incidents is None
    log = links(said(decided("C1", False)))
    assert of_line(candidate(), log, (), [crime("C1", 12)]).incidents == ()


def test_what_was_said_stays_with_a_line_whose_id_changed():
    log = links(said(decided("C1", True)))
    other = candidate(numbers=(("+447700900100", 0, DAY), (NUMBER, 10 * DAY, 20 * DAY)))
    assert of_line(other, log, (), [crime("C1", 12)]).incidents == (Incident("C1", "robbery"),)


@pytest.mark.parametrize(
    ("one", "is_proposed"),
    [
        (crime("C", 10), True),
        (crime("C", 20), True),
        (crime("C", 9), False),
        (crime("C", 9, slack=DAY), True),
        (crime("C", 21), False),
        (crime("C", 12, place="NORTHGATE"), True),
        (crime("C", 12, place="Eastport"), False),
        (crime("C", 12, place=None), False),
    ],
)
def test_proposed_is_what_happened_in_the_market_while_the_line_was_in_use(one, is_proposed):
    assert proposed(candidate(), (), [one]) == ((one,) if is_proposed else ())
    assert proposed(candidate(market=None), (), [one]) == ()
    assert proposed(candidate(), links(said(decided("C", False))), [one]) == ()


def test_days_of_the_index_by_name_or_code_whatever_the_case():
    rows = harm_index.SHIPPED
    log = links(said(decided("C1", True), decided("C2", True), decided("C3", True)))
    known = of_line(
        candidate(), log, (),
        [crime("C1", 12, kinds=("wounding_with_intent",)), crime("C2", 12, kinds=("5d",)),
         crime("C3", 12, kinds=("curfew",))],
    )  # fmt: skip
    told = assess(HarmInputs("L", "2026-06-01", incidents=known.incidents), rows).of(
        Part.INCIDENTS
    )
    assert told.value == 2 * 1460
    assert told.left_out == ("C3: no row of the index values 'curfew'",)


def test_reports_stand_until_superseded_or_withdrawn():
    log = said(
        item("R1"), item("R2"), item("R1", claim="exploitation", supersedes=1),
        item("R2", withdrawn=True, supersedes=2), kind=EntryKind.INTELLIGENCE_ENTERED,
    )  # fmt: skip
    assert [(r.item.reference, r.item.claim) for r in reports(log)] == [("R1", "exploitation")]
    assert of_line(candidate(), (), reports(log), ()).intelligence is not None
    assert of_line(candidate(), (), (), ()).intelligence is None


@pytest.mark.parametrize("grade", ["3AP", "1DP", "2EP"])
def test_weak_reports_raise_no_line_however_many(grade):
    """Entered as a person enters them, through to the component."""
    log = said(
        *(item(f"R{n}", grade, "weapons") for n in range(9)), kind=EntryKind.INTELLIGENCE_ENTERED
    )
    items = of_line(candidate(), (), reports(log), ()).intelligence
    weak = assess(HarmInputs("L", "2026-06-01", intelligence=items), ())
    none = assess(HarmInputs("M", "2026-06-01", intelligence=()), ())
    for part in (Part.WEAPONS, Part.INTELLIGENCE, Part.CUCKOOING):
        assert weak.of(part).for_band == none.of(part).for_band == 0
        placed = order([none, weak], harm_weights.SHIPPED)
        assert [one.line for one in by_part(placed, part)] == ["L", "M"]
    assert weak.confidence.weak_items == 9


def test_handling_code_c_needs_its_conditions():
    (one,) = said(item("R1", "1AC"), kind=EntryKind.INTELLIGENCE_ENTERED)
    with pytest.raises(BadValue, match="conditions of handling code C"):
        reports([one])
