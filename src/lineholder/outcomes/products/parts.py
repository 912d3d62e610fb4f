"""Parts: what several products share: figures in groups, lists, sentences with numbers, the legend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.findings import Reference
from lineholder.model.harm import HarmPlace
from lineholder.model.lasting import Lasting
from lineholder.model.outcomes import Basis, LineHistory, Move, Outcomes
from lineholder.model.product import LEFT_OUT, NOT_KNOWN, Cell, Grid, Head, Part, Product, Row
from lineholder.outcomes.events import cite_places
from lineholder.outcomes.kept import PLACES
from lineholder.outcomes.leaving import Leaving

BRIDGE = (
    "opening", "new", "re_emerged", "inherited", "closed_t1", "closed_t2", "dormant", "merged", "closing",
)  # fmt: skip
GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("The stock of lines", BRIDGE),
    (
        "Closures and what became of them",
        ("closed", "closed_t1_confirmed", "closed_t1_provisional", "closures_undone", "check_backs_passed",
         "check_backs_failed"),
    ),
    (
        "Seized",
        ("lines_seized", "deal_lines_seized", "county_lines_seized", "numbers_seized", "phones_seized",
         "weapons_seized", "cash_seized", "drugs_seized"),
    ),
    (
        "Arrest and charge",
        ("warrants", "arrests", "people_arrested", "charges", "people_charged", "counts",
         "charge_rate_people", "charge_rate_charges", "charge_rate_counts",
         "arrest_to_charge_hours_median", "arrest_to_charge_hours_p90", "first_disposal_charged",
         "first_disposal_rui", "under_18_charged"),
    ),
    (
        "Court",
        ("guilty_pleas", "not_guilty_pleas", "people_convicted", "sentences", "people_sentenced",
         "custody_months_median", "custody_years_total", "orders"),
    ),
    (
        "Protection and disruption",
        ("referrals", "children_referred", "referral_results", "disruptions"),
    ),
    (
        "Days from referral to charge",
        ("days_referral_to_profile_median", "days_profile_to_attribution_median",
         "days_attribution_to_advice_median", "days_advice_to_arrest_median",
         "days_arrest_to_charge_median", "days_referral_to_charge_median"),
    ),
)  # fmt: skip
FUNNEL = ("people_arrested", "people_charged", "people_convicted", "people_sentenced")
WORDS = {
    "closed_t1": "closed Type 1", "closed_t2": "closed Type 2", "closed_t1_confirmed":
    "closed Type 1, confirmed", "closed_t1_provisional": "closed Type 1, provisional",
    "first_disposal_rui": "first disposal: under investigation", "first_disposal_charged":
    "first disposal: charged", "arrest_to_charge_hours_p90": "arrest to charge, nine in ten",
    "arrest_to_charge_hours_median": "arrest to charge, median",
    "under_18_charged": "under 18, of those charged",
    "re_emerged": "re-emerged", "check_backs_passed": "check-backs passed", "check_backs_failed":
    "check-backs failed", "custody_months_median": "custody, median", "custody_years_total": "custody, total",
    "rui": "released under investigation", "nfa": "no further action",
}  # fmt: skip


UNSAID = {NOT_KNOWN: "an unknown number of", LEFT_OUT: "an unstated number of"}


@dataclass(frozen=True, slots=True)
class Material:
    """What a product is made of. `before` is the period before; `harm` is empty where no list was found."""

    from_s: int
    to_s: int
    now: Leaving
    before: Leaving | None
    lasting: Lasting | None
    histories: tuple[LineHistory, ...]
    harm: tuple[HarmPlace, ...]

    @property
    def found(self) -> Outcomes:
        """The outcomes of the period."""
        return self.now.found


@dataclass(frozen=True, slots=True)
class Made:
    """A product, and the references to keep that its cells carry."""

    product: Product
    references: tuple[Reference, ...] = ()


def label(name: str) -> str:
    """A name as people read it: `days_referral_to_charge_median` as "days referral to charge, median"."""
    if name in WORDS:
        return WORDS[name]
    return name.replace("_", " ").replace(" median", ", median")


def rows(told: Material, names: Sequence[str], *, with_before: bool = False) -> tuple[Row, ...]:
    """The figures of these names, each with its definition; with the period before where asked."""
    found = []
    for name in names:
        figure = told.found.figure(name)
        found.append(
            Row(
                name,
                label(name),
                told.now.cell(name),
                figure.unit,
                figure.definition.replace("`", "'"),
                told.now.base(name),
                told.before.cell(name) if with_before and told.before else None,
                figure.basis is Basis.PUBLISHED,
            )
        )
    return tuple(found)


def groups(
    told: Material, titles: Sequence[str] = (), *, with_before: bool = False
) -> tuple[Part, ...]:
    """The figures in their groups; those of these titles, or all."""
    return tuple(
        Part(title, figures=rows(told, names, with_before=with_before))
        for title, names in GROUPS
        if not titles or title in titles
    )


def breakdowns(told: Material, names: Sequence[str] = ()) -> tuple[Part, ...]:
    """Each breakdown that has a row as a part of its own; those of these names, or all."""
    return tuple(
        Part(
            label(one.name).capitalize(),
            figures=tuple(
                Row(f"{one.name}: {said}", label(said), cell, one.unit, one.definition)
                for said, cell in told.now.lists[one.name]
            ),
        )
        for one in told.found.breakdowns
        if one.rows and (not names or one.name in names)
    )


def steps(told: Material) -> tuple[Row, ...]:
    """From arrest to sentence, people alone."""
    return rows(told, FUNNEL)


def said(told: Material, name: str, one: str, many: str) -> str:
    """`344 arrests`, `1 arrest`, `an unknown number of arrests`: a figure in a sentence."""
    cell = told.now.cell(name)
    if cell.value is None:
        return f"{UNSAID[cell.told]} {many}"
    return f"{number(cell)} {one if cell.value == 1 else many}"


def begun(sentence: str) -> str:
    """The sentence with a capital letter first."""
    return sentence[:1].upper() + sentence[1:]


def number(cell: Cell) -> str:
    """The cell as a sentence writes it."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.told or str(cell.value)
    if cell.share:
        return f"{100 * cell.value:.1f} %"
    return f"{cell.value:,.0f}" if cell.value == int(cell.value) else f"{cell.value:,.2f}"


def unknown(told: Material) -> Part | None:
    """What does not add up or cannot be known; None where there is nothing of it.

    A doubt that gives numbers of people which are left out is told without them.
    """
    sentences = _missing(told.found.missing)
    for doubt in told.found.doubts:
        sentences.append(_doubt(told, doubt.code, doubt.sentence))
    if told.found.refused_in_all:
        n = told.found.refused_in_all
        sentences.append(
            f"{n} {'entry' if n == 1 else 'entries'} could not follow what was decided before, and counted "
            "nowhere."
        )
    if not sentences:
        return None
    return Part("What does not add up, or cannot be known", tuple(dict.fromkeys(sentences)))


def _missing(sentences: Sequence[str]) -> list[str]:
    """What is missing, figures of one reason in one sentence."""
    names = dict[str, list[str]]()
    for sentence in sentences:
        name, _, reason = sentence.partition(": ")
        names.setdefault(reason, []).append(label(name))
    return [begun(f"{', '.join(of)}: {reason}.") for reason, of in names.items()]


def _doubt(told: Material, code: str, sentence: str) -> str:
    """Of published totals, a sentence that names a figure left out gives neither of its numbers."""
    name = sentence.split(" ", 1)[0]
    if code.startswith("PUBLISHED") and name in told.now.left_out:
        return (
            f"{name} was published as another number than its entries give, or as two (left out)."
        )
    return sentence


def legend(told: Material) -> tuple[str, ...]:
    """What a reader must know of every number."""
    least = told.now.least
    found = told.found
    return (
        "Each number stands beside its definition and its REF: 'lineholder rows REF' opens the entries that "
        "were counted. Of nothing there is nothing to open.",
        f"left out: counts of people, and of what befell them, from 1 to {least - 1}, and as many others as "
        "it takes that none can be worked out. Lines and things seized are no people and stand.",
        "not known: no entry says it. It is never 0, and nothing is filled in.",
        "published: taken over as a total that somebody published, without its entries.",
        f"From {found.entries:,} entries; {found.duplicates:,} copies and {found.corrected:,} corrected ones "
        f"left out. Ledger {found.snapshot[:16]}.",
    )


def opens(told: str, moves: Iterable[Move], snapshot: str) -> Reference:
    """The reference to the entries that decided these moves."""
    places = pa.Table.from_pylist(
        [{"ingest": m.place.ingest, "sheet": m.place.sheet, "row": m.place.row} for m in moves],
        PLACES,
    )
    return Reference.of(cite_places(told, places), snapshot)


def text(words: str) -> Cell:
    """Words as a cell."""
    return Cell(words or "not stated")


def grid(*heads: tuple[str, int, bool], rows: Sequence[tuple[Cell, ...]], names: int = 1) -> Grid:
    """A table of these columns: words, width, whether a number; the first `names` of them name a row."""
    return Grid(tuple(Head(*head) for head in heads), tuple(rows), names)


def stock_sentence(told: Material) -> str:
    """The bridge as a sentence, or that it cannot be told."""
    bridge = told.found.bridge
    if bridge.balances is None:
        return "How the stock of lines changed cannot be told: a term of the bridge is not known."
    return (
        f"The stock went from {bridge.opening} to {bridge.closing} lines: {bridge.new} new, "
        f"{bridge.re_emerged} re-emerged and {bridge.inherited} inherited came in; {bridge.closed_t1} closed "
        f"by Type 1, {bridge.closed_t2} by Type 2, {bridge.dormant} dormant and {bridge.merged} merged left."
    )


def work_sentence(told: Material) -> str:
    """Warrants, arrests and charges, events and people apart."""
    return begun(
        f"{said(told, 'warrants', 'warrant', 'warrants')}, {said(told, 'arrests', 'arrest', 'arrests')} "
        f"({said(told, 'people_arrested', 'named person', 'named people')}), "
        f"{said(told, 'charges', 'charge', 'charges')} "
        f"({said(told, 'people_charged', 'named person', 'named people')})."
    )


def closure_sentences(told: Material) -> tuple[str, ...]:
    """What the check-backs made of the closures."""
    confirmed, provisional, passed, failed = (
        number(told.now.cell(name))
        for name in (
            "closed_t1_confirmed", "closed_t1_provisional", "check_backs_passed", "check_backs_failed",
        )
    )  # fmt: skip
    return (
        f"Type 1 closures confirmed by check-backs: {confirmed}; still provisional: {provisional}. "
        f"Check-backs passed: {passed}; failed: {failed}.",
    )
