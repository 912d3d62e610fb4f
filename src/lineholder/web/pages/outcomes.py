"""Outcomes: what the unit achieved, each number with its definition and its entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from lineholder.model.errors import NoData
from lineholder.model.outcomes import Figure, Outcomes
from lineholder.model.people import Permission
from lineholder.model.returned import ReturnsFound
from lineholder.pipeline.outcomes import Asked, outcomes
from lineholder.pipeline.returned import returned
from lineholder.web import period, waterfall, words
from lineholder.web.page import Ask, Page, Paper

FUNNEL = ("people_arrested", "people_charged", "people_convicted", "people_sentenced")
YEAR: Sequence[tuple[str, tuple[tuple[str, str], ...]]] = (
    (
        "What we did",
        (("lines_seized", "drug lines seized (none is a closure)"), ("warrants", "warrants"),
         ("arrests", "arrests"), ("charges", "charges"), ("people_charged", "people charged"),
         ("people_sentenced", "people sentenced"), ("custody_years_total", "years of custody passed")),
    ),
    (
        "What held",
        (("closed_t1_confirmed", "Type 1, check-backs passed"),
         ("closed_t1_provisional", "Type 1, not confirmed"),
         ("closed_t2", "Type 2, number deactivated"), ("check_backs_passed", "check-backs passed")),
    ),
    (
        "What came back",
        (("re_emerged", "lines re-emerged"), ("closures_undone", "closures undone by a check-back"),
         ("check_backs_failed", "check-backs failed"), ("closing", "lines at the end")),
    ),
    (
        "Whom we protected",
        (("referrals", "safeguarding referrals"), ("children_referred", "children referred"),
         ("referral_results", "results of referrals"), ("weapons_seized", "weapons seized")),
    ),
)  # fmt: skip
GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    (
        "Lines",
        ("closed_t1", "closed_t1_confirmed", "closed_t1_provisional", "closed_t2", "closures_undone",
         "check_backs_passed", "check_backs_failed", "lines_seized", "deal_lines_seized",
         "county_lines_seized", "numbers_seized", "phones_seized"),
    ),
    (
        "Arrest to charge",
        ("warrants", "arrests", "people_arrested", "charges", "people_charged", "counts",
         "charge_rate_people", "charge_rate_charges", "charge_rate_counts", "arrest_to_charge_hours_median",
         "arrest_to_charge_hours_p90", "first_disposal_charged", "first_disposal_rui", "under_18_charged"),
    ),
    (
        "Court",
        ("guilty_pleas", "not_guilty_pleas", "people_convicted", "sentences", "people_sentenced",
         "custody_months_median", "custody_years_total", "orders"),
    ),
    (
        "Protection and disruption",
        ("referrals", "children_referred", "referral_results", "disruptions", "weapons_seized", "cash_seized",
         "drugs_seized"),
    ),
    (
        "Time from referral to charge",
        ("days_referral_to_profile_median", "days_profile_to_attribution_median",
         "days_attribution_to_advice_median", "days_advice_to_arrest_median",
         "days_arrest_to_charge_median", "days_referral_to_charge_median"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the funnel; `width` in percent of the widest."""

    figure: Figure
    width: float


@dataclass(frozen=True, slots=True)
class OutcomesContext:
    """What the outcomes page shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    found: Annotated[Outcomes | None, "the figures; None where no ledger was ingested"]
    why: Annotated[str, "why there are none"]
    back: Annotated[ReturnsFound | None, "closed lines that trade again; None without a ledger"]
    year: Annotated[
        Sequence[tuple[str, tuple[tuple[str, str], ...]]],
        "what stands first: questions, each with figures by name and their words",
    ]
    by_name: Annotated[Mapping[str, Figure], "the figures by name"]
    groups: Annotated[
        tuple[tuple[str, tuple[Figure, ...]], ...], "the figures by what they are about"
    ]
    columns: Annotated[
        tuple[waterfall.Column, ...], "the bridge drawn; empty where a term is unknown"
    ]
    funnel: Annotated[tuple[Step, ...], "from arrest to sentence, people alone"]
    since: Annotated[str, "the first day as the form holds it"]
    until: Annotated[str, "the last day as the form holds it"]


def load(ask: Ask) -> OutcomesContext:
    """The period of the address; all of the ledger where it names none."""
    span, why, found = period.asked(ask), "", None
    try:
        found = outcomes(ask.store, ask.actor, ask.scope, Asked(*span.ends))
    except NoData as error:
        why = str(error)
    by_name = {f.name: f for f in found.figures} if found else {}
    return OutcomesContext(
        title="Outcomes",
        paper=_paper(found, ask),
        found=found,
        why=why,
        back=returned(ask.store, ask.actor, ask.scope) if found else None,
        year=YEAR,
        by_name=by_name,
        groups=tuple((title, tuple(by_name[n] for n in names)) for title, names in GROUPS)
        if found
        else (),
        columns=waterfall.columns(found.bridge) if found else (),
        funnel=_funnel([by_name[name] for name in FUNNEL]) if found else (),
        since=_day(ask, "from"),
        until=_day(ask, "to"),
    )


def _day(ask: Ask, name: str) -> str:
    """The day that a field of the form holds; moments of other links are not days."""
    text = ask.query.get(name, "")
    return "" if text.isdecimal() else text


def _paper(found: Outcomes | None, ask: Ask) -> Paper:
    if found is None:
        return Paper("no ledger")
    since, until = ask.query.get("from", ""), ask.query.get("to", "")
    told = f"{since or 'the first entry'} to {until or 'the last entry'}"
    return Paper(words.plural(found.entries, "entry", "entries"), (told,), found.snapshot)


def _funnel(figures: Sequence[Figure]) -> tuple[Step, ...]:
    most = max((figure.value or 0 for figure in figures), default=0)
    return tuple(Step(f, round(100 * (f.value or 0) / most, 1) if most else 0.0) for f in figures)


PAGE = Page("/outcomes", Permission.READ, "outcomes.html", OutcomesContext, load, nav="Outcomes")
