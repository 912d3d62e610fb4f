"""Harm: what one line does to people, component by component, and lines in an order by the unit's weights.

Each component says what it counted and what it left out. The order adds bands, never values: a component that
is not known makes a range from 0 to its weight, and the order goes by the lower end. Confidence is beside it.

Source: components and the separate confidence as in MoRiLE; days as in the Cambridge Crime Harm Index.
Blind to: harm that nobody recorded, so an ill-watched line looks mild: read `known` first. Exploited people
    are capped and never fall, so that finding fewer is never rewarded, and a line that stopped using
    children still shows that it did.
"""

from collections.abc import Iterable, Mapping, Sequence

from lineholder.maths import proportions
from lineholder.model.harm import (
    Component,
    Confidence,
    HarmInputs,
    HarmPlace,
    IndexRow,
    LineHarm,
    Part,
    Points,
    Weights,
)
from lineholder.outcomes.harm_index import in_force

CHILD = 2  # what a child counts; one whose age nobody knows counts as a child
ADULT = 1
CAP = 4  # two children: more found changes nothing, so a search is never weighed against its cost in rank
WINDOW_DAYS = 28


def assess(known: HarmInputs, index: Iterable[IndexRow], on: str | None = None) -> LineHarm:
    """All components of one line on its day; `on` is the day of the index, where it is another."""
    made = (
        _incidents(known, in_force(index, on or known.day)),
        _exploited(known),
        _customers(known),
        _throughput(known),
        _growth(known),
        _marked(known, Part.WEAPONS, "records and claims that show a weapon"),
        _marked(known, Part.CUCKOOING, "records and claims that show a home taken over"),
        _intelligence(known),
    )
    return LineHarm(known.line, known.day, made, _confidence(known, made))


def order(harms: Iterable[LineHarm], weights: Weights) -> tuple[HarmPlace, ...]:
    """Lines by the lower end of their points, then the upper, then by name; lines alike share a place."""
    ranked = sorted(
        ((_points(harm, weights), harm) for harm in harms),
        key=lambda one: (*_ends(one[0]), one[1].line),
    )
    placed: list[HarmPlace] = []
    for number, (points, harm) in enumerate(ranked, 1):
        lower, upper = (-end for end in _ends(points))
        last = placed[-1] if placed else None
        same = last is not None and (last.lower, last.upper) == (lower, upper)
        place = last.place if last is not None and same else number
        placed.append(HarmPlace(harm.line, place, lower, upper, points, harm))
    return tuple(placed)


def by_part(places: Iterable[HarmPlace], part: Part) -> tuple[HarmPlace, ...]:
    """Lines by one component alone, most first; those for which it is not known come last, by name.

    Their places stay those that all components together gave them.
    """
    return tuple(sorted(places, key=lambda p: (*_first(p.harm.of(part).for_band), p.line)))


def _first(value: float | None) -> tuple[bool, float]:
    return (value is None, -(value or 0.0))


def _points(harm: LineHarm, weights: Weights) -> tuple[Points, ...]:
    by = {row.part: row for row in weights.rows}
    made = []
    for component in harm.components:
        row = by[component.part]
        if component.for_band is None:
            made.append(Points(component.part, None, len(row.bands), 0.0, row.weight))
        else:
            band = row.band(component.for_band)
            share = row.weight * band / len(row.bands)
            made.append(Points(component.part, band, len(row.bands), share, share))
    return tuple(made)


def _ends(points: Sequence[Points]) -> tuple[float, float]:
    return (
        -round(sum(p.lower for p in points), 9),
        -round(sum(p.upper for p in points), 9),
    )


def _incidents(known: HarmInputs, index: Mapping[str, IndexRow]) -> Component:
    if known.incidents is None:
        return _unknown(
            Part.INCIDENTS, "days", "nobody linked incidents to this line, or looked for any"
        )
    kinds = {
        i.reference: i.kind for i in sorted(known.incidents, key=lambda i: (i.reference, i.kind))
    }
    days, counted, left_out = 0.0, [], []
    for reference, kind in kinds.items():
        row = index.get(kind)
        if row is None:
            left_out.append(f"{reference}: no row of the index values {kind!r}")
        elif row.proactive:
            left_out.append(f"{reference}: {row.kind} is found by police effort")
        else:
            days += row.days
            counted.append(reference)
    said = f"Crimes linked and valued: {len(counted)}, of {days:g} days at the guidelines' starting points"
    return _made(Part.INCIDENTS, days, "days", (counted, left_out), said)


def exploited_points(people: Mapping[str, bool | None]) -> float:
    """Points of people by whether each is a child, before the cap; unknown age counts as a child."""
    return float(sum(ADULT if child is False else CHILD for child in people.values()))


def _exploited(known: HarmInputs) -> Component:
    if known.exploited is None and known.highest_exploited == 0:
        return _unknown(Part.EXPLOITED, "points", "nobody has asked whom this line exploits")
    people = {p.person: p.child for p in known.exploited or ()}
    value = min(CAP, max(exploited_points(people), known.highest_exploited))
    children = sum(child is not False for child in people.values())
    said = (
        f"{children} children (or of unknown age) and {len(people) - children} adults are known; "
        f"{value:g} of at most {CAP} points, and never fewer than before"
    )
    return _made(Part.EXPLOITED, value, "points", (sorted(people), []), said)


def _customers(known: HarmInputs) -> Component:
    if known.customers is None:
        return _unknown(Part.CUSTOMERS, "customers", "no record shows its customers")
    said = f"{known.customers} customers are seen in the records"
    return _made(Part.CUSTOMERS, float(known.customers), "customers", ([], []), said)


def _throughput(known: HarmInputs) -> Component:
    if known.contacts is None:
        return _unknown(Part.THROUGHPUT, "contacts a day", "no record covers the last 28 days")
    a_day = known.contacts / WINDOW_DAYS
    said = f"{known.contacts} contacts in {WINDOW_DAYS} days"
    return _made(Part.THROUGHPUT, a_day, "contacts a day", ([], []), said)


def _growth(known: HarmInputs) -> Component:
    if known.contacts is None or known.contacts_before is None:
        return _unknown(Part.GROWTH, "ratio", "records do not cover twice 28 days")
    found = proportions.ratio(known.contacts, known.contacts_before)
    if found.value is None or found.lower is None:
        return _unknown(Part.GROWTH, "ratio", "no contact in the 28 days before to compare with")
    clear = found.lower > 1 or (found.upper is not None and found.upper < 1)
    upper = "without end" if found.upper is None else f"{found.upper:.2f}"
    said = (
        f"{known.contacts} contacts against {known.contacts_before} in the 28 days before: "
        f"ratio {found.value:.2f} ({found.lower:.2f} to {upper})"
    )
    said += "" if clear else "; these counts do not tell it from no change"
    return Component(Part.GROWTH, found.value, found.lower, "ratio", (), (), f"{said}.")


def _marked(known: HarmInputs, part: Part, unit: str) -> Component:
    """Records that show it, and at most one for all claims of it by items of good grade."""
    records = sorted({m.reference for m in known.markers if m.part is part})
    items = [i for i in known.intelligence or () if i.claim == part.value]
    good = sorted({i.reference for i in items if not i.weak})
    weak = [f"{i.reference}: graded {i.source}{i.assessment}" for i in items if i.weak]
    if not records and not good and not _looked(known):
        why = (
            f"no record and no item of good grade shows {part.value}, and nobody searched for any"
        )
        return _unknown(part, unit, why, sorted(weak))
    value = float(len(records) + (1 if good else 0))
    said = f"{len(records)} records and {len(good)} items of good grade show {part.value}"
    return _made(part, value, unit, ([*records, *good], sorted(weak)), said)


def _intelligence(known: HarmInputs) -> Component:
    """Claims besides weapons and cuckooing, which have components of their own: none counts twice."""
    others = [i for i in known.intelligence or () if i.claim not in (Part.WEAPONS, Part.CUCKOOING)]
    good = [i for i in others if not i.weak]
    weak = [f"{i.reference}: graded {i.source}{i.assessment}" for i in others if i.weak]
    if not good and not _looked(known):
        why = "no item of good grade was entered, and nobody searched for all there are"
        return _unknown(Part.INTELLIGENCE, "claims", why, sorted(weak))
    claims = sorted({i.claim for i in good})
    said = (
        f"Items of good grade make {len(claims)} different claims: {', '.join(claims) or 'none'}"
    )
    counted = (sorted({i.reference for i in good}), sorted(weak))
    return _made(Part.INTELLIGENCE, float(len(claims)), "claims", counted, said)


def _made(
    part: Part, value: float, unit: str, told: tuple[Sequence[str], Sequence[str]], said: str
) -> Component:
    counted, left_out = told
    extra = f"; {len(left_out)} left out" if left_out else ""
    return Component(part, value, value, unit, tuple(counted), tuple(left_out), f"{said}{extra}.")


def _looked(known: HarmInputs) -> bool:
    """Whether what no item shows was looked for: else a weak item would make a line look milder."""
    return known.intelligence is not None and known.searched


def _unknown(part: Part, unit: str, why: str, left_out: Sequence[str] = ()) -> Component:
    return Component(part, None, None, unit, (), tuple(left_out), f"Not known: {why}.")


def _confidence(known: HarmInputs, made: Sequence[Component]) -> Confidence:
    weak = sum(i.weak for i in known.intelligence or ())
    good = len(known.intelligence or ()) - weak
    seen = sum(c.value is not None for c in made)
    said = (
        f"{seen} of {len(made)} components are known; {good} intelligence items of good grade and "
        f"{weak} that raise nothing (source 3, D or E)."
    )
    return Confidence(seen, len(made), good, weak, said)
