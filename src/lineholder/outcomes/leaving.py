"""Leaving: outcomes as they may leave the unit: few people are left out, and what would give them away.

Counts of people and of what befell them (arrests, charges, sentences, referrals …) of 1 to `least` - 1 are
left out, and as many other cells of their list as it takes (`maths/suppression`); a share or rate that one of
them could be worked out from goes with them. Lines, closures, check-backs, warrants, disruptions and things
seized are no people, and stand.

Blind to: other products of overlapping periods, of which one may be taken from the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lineholder.maths.suppression import LEAST, suppress, suppress_list
from lineholder.model.outcomes import Breakdown, Figure, Outcomes
from lineholder.model.product import LEFT_OUT, NOT_KNOWN, Cell

OF_PEOPLE = frozenset(
    {"people", "arrests", "charges", "counts", "pleas", "sentences", "orders", "referrals", "results",
     "disposals", "crimes"}
)  # fmt: skip
RATES = {
    "charge_rate_charges": ("charges", "arrests"),
    "charge_rate_counts": ("counts", "arrests"),
}
NEEDS = {**RATES, "closures_undone": ("closed_t1_confirmed",)}  # known only where these are
MEASURED_ON_PEOPLE = (
    "arrest_to_charge_hours_median", "arrest_to_charge_hours_p90", "custody_months_median",
    "custody_years_total",
)  # fmt: skip
FIRST_DISPOSALS = ("first_disposal_charged", "first_disposal_rui")
NOT_STATED = "not stated"
Listed = tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Immediate terms of one role and plea stage: how many and their median, before and from the date."""

    role: str
    plea_stage: str
    before: Cell
    after: Cell
    before_median: Cell
    after_median: Cell


@dataclass(frozen=True, slots=True)
class Leaving:
    """Outcomes as they may leave: `left_out` have no value, `no_base` no `of`."""

    found: Outcomes
    least: int
    left_out: frozenset[str]
    no_base: frozenset[str]
    lists: Mapping[str, Listed]
    groups: tuple[Group, ...]

    def cell(self, name: str) -> Cell:
        """The figure's value, or why it has none."""
        figure = self.found.figure(name)
        if name in self.left_out:
            return Cell(None, LEFT_OUT)
        parts = [self.found.figure(part).value for part in NEEDS.get(name, ())]
        if figure.value is None or None in parts:
            return Cell(None, NOT_KNOWN)
        return Cell(figure.value, share=figure.unit == "share", ref=figure.ref)

    def base(self, name: str) -> int | None:
        """How many a share or median rests on, where that may be said."""
        return None if name in self.left_out | self.no_base else self.found.figure(name).of


def leaving(found: Outcomes, least: int = LEAST) -> Leaving:
    """What of the outcomes may leave, by the least count of people that is shown."""
    figures = {f.name: f for f in found.figures}
    left_out = {f.name for f in found.figures if f.unit in OF_PEOPLE and _is_few(f.value, least)}
    left_out |= {name for name, parts in RATES.items() if left_out.intersection(parts)}
    left_out |= {
        name for name in MEASURED_ON_PEOPLE if name in figures and _is_few(figures[name].of, least)
    }
    lists = {one.name: _listed(one, least) for one in found.breakdowns}
    left_out |= _shares(figures, lists, least)
    groups, no_total = _groups(found, least)
    no_base = {"custody_months_median", "custody_years_total"} if no_total else set[str]()
    return Leaving(found, least, frozenset(left_out), frozenset(no_base), lists, groups)


def _is_few(value: float | None, least: int) -> bool:
    return value is not None and 0 < value < least


def _listed(one: Breakdown, least: int) -> Listed:
    """The rows of a breakdown, and how many of no stated kind, where there are any or may be."""
    counts = [int(row.value) for row in one.rows]
    labels = [row.label for row in one.rows]
    refs = [row.ref for row in one.rows]
    if one.name == "roles_charged" or one.unknown:
        counts, labels, refs = [*counts, one.unknown], [*labels, NOT_STATED], [*refs, None]
    shown: Sequence[int | None] = counts
    if one.unit in OF_PEOPLE:
        shown, _ = suppress_list(counts, least)
    return tuple(
        (label, Cell(None, LEFT_OUT) if value is None else Cell(value, ref=ref))
        for label, value, ref in zip(labels, shown, refs, strict=True)
    )


def _shares(
    figures: Mapping[str, Figure], lists: Mapping[str, Listed], least: int
) -> frozenset[str]:
    """Shares of people that would give a cell away."""
    found = set[str]()
    people = int(figures["people_charged"].value or 0)
    for name, more in (
        ("charge_rate_people", 0),
        ("under_18_charged", people - (figures["under_18_charged"].of or 0)),
    ):
        if _gives_away(figures[name], max(more, 0), least):
            found.add(name)
    if any(cell.value is None for _, cell in lists.get("first_disposals", ())):
        found.update(FIRST_DISPOSALS)
    return frozenset(found)


def _gives_away(figure: Figure, more: int, least: int) -> bool:
    """Whether the share's two sides, and `more` of whom it says nothing, are a list with a small cell."""
    if figure.value is None or not figure.of:
        return False
    part = round(figure.value * figure.of)
    return None in suppress_list([part, figure.of - part, more], least)[0]


def _groups(found: Outcomes, least: int) -> tuple[tuple[Group, ...], bool]:
    """The groups of sentences as they may leave, and whether their total may not be said."""
    if found.sentences is None:
        return (), False
    names = sorted({(g.role, g.plea_stage) for g in found.sentences.groups})
    terms = {(g.role, g.plea_stage, g.after): g.months for g in found.sentences.groups}
    sides = [[terms.get((*name, after), ()) for after in (False, True)] for name in names]
    shown = suppress([[len(months) for months in row] for row in sides], least)
    ref = found.figure("custody_months_median").ref
    groups = []
    for name, row, counts in zip(names, sides, shown.cells, strict=True):
        numbers = [Cell(None, LEFT_OUT) if n is None else Cell(n, ref=ref) for n in counts]
        medians = [_median(months, n, ref) for months, n in zip(row, counts, strict=True)]
        groups.append(Group(*name, *numbers, *medians))
    return tuple(groups), shown.total is None


def _median(months: Sequence[float], count: int | None, ref: str | None) -> Cell:
    if count is None:
        return Cell(None, LEFT_OUT)
    if not months:
        return Cell(None, "none")
    half = len(months) // 2
    middle = months[half] if len(months) % 2 else (months[half - 1] + months[half]) / 2
    return Cell(round(middle, 2), ref=ref)
