"""Annual report: what we did, what held, what came back, whom we protected; then every figure.

Nothing in it says that anything happened because of the unit: it counts.
"""

from lineholder.model.lasting import Held, Survival
from lineholder.model.product import Cell, Part, Product, ProductKind
from lineholder.outcomes.products import parts, period
from lineholder.outcomes.products.parts import Made, Material, grid, said, text

GROUP_WORDS = {
    "all": "all closures",
    "type1": "Type 1",
    "type2": "Type 2",
    "type1_confirmed": "Type 1, from its check-back on",
}
HOW_LONG = (
    "The share still closed so many days on, of closures that were watched for so long (Kaplan-Meier, 95 % "
    "interval). A line that came back unseen counts as closed."
)
LIKE = "One role and one plea stage on both sides of the date. A difference has no single cause."


def make(told: Material, status: str) -> Made:
    """The report of the year."""
    unknown = parts.unknown(told)
    held, terms = _held(told), _terms(told)
    front = (
        Part("What we did", _did(told)),
        Part("What held", (parts.stock_sentence(told), *parts.closure_sentences(told))),
        Part("What came back", _came_back(told)),
        Part("Whom we protected", _protected(told)),
        *((unknown,) if unknown else ()),
    )
    product = Product(
        ProductKind.ANNUAL,
        "Annual report",
        period.words(told.from_s, told.to_s),
        period.last_day(told.to_s).isoformat(),
        status,
        front,
        told.found.bridge,
        parts.steps(told),
        (
            *parts.groups(told),
            *((held,) if held else ()),
            *((terms,) if terms else ()),
            *parts.breakdowns(told),
        ),
        parts.legend(told),
        told.now.least,
        told.found.snapshot,
    )
    return Made(product)


def _did(told: Material) -> tuple[str, ...]:
    seized = (
        f"{said(told, 'lines_seized', 'drug line', 'drug lines')} seized "
        f"({said(told, 'deal_lines_seized', 'of them a deal line', 'of them deal lines')}, "
        f"{said(told, 'county_lines_seized', 'a county line', 'county lines')}). No seizure is a closure."
    )
    return parts.work_sentence(told), seized, _court(told)


def _court(told: Material) -> str:
    months = told.now.cell("custody_months_median")
    text = (
        f"{said(told, 'people_convicted', 'person', 'people')} convicted, "
        f"{said(told, 'people_sentenced', 'person', 'people')} sentenced"
    )
    if months.value is None:
        return f"{text}; the median term is {months.told}."
    return f"{text}; half of the immediate terms are of {parts.number(months)} months or more."


def _came_back(told: Material) -> tuple[str, ...]:
    first = (
        f"{said(told, 're_emerged', 'line', 'lines')} re-emerged, each counted from its first contact; "
        f"{said(told, 'closures_undone', 'closure', 'closures')} undone by the first check-back."
    )
    every = told.lasting.survival[0] if told.lasting and told.lasting.survival else None
    return (first, every.sentence) if every else (first,)


def _protected(told: Material) -> tuple[str, ...]:
    share = told.now.cell("under_18_charged")
    return (
        f"{said(told, 'referrals', 'referral', 'referrals')} to safeguarding; "
        f"{said(told, 'children_referred', 'child', 'children')} among those referred, and "
        f"{said(told, 'referral_results', 'result', 'results')} entered.",
        f"Of the people charged whose age is known, under 18: {parts.number(share)}.",
    )


def _held(told: Material) -> Part | None:
    """Survival, a row a group; its sentences say how many came back."""
    if told.lasting is None or not told.lasting.survival:
        return None
    ref = told.found.figure("closed").ref
    rows = [_survival(one, ref) for one in told.lasting.survival]
    days = [held.days for held in told.lasting.survival[0].held]
    heads = (
        ("Closures", 26, False), ("Closed", 9, True), ("Came back", 11, True), ("Failed", 9, True),
        *((f"{n} days on", 20, False) for n in days),
    )  # fmt: skip
    lines = tuple(
        f"{GROUP_WORDS[one.group.value].capitalize()}: {one.sentence}"
        for one in told.lasting.survival
    )
    return Part("How long closures hold", (HOW_LONG, *lines), grid=grid(*heads, rows=rows))


def _survival(one: Survival, ref: str | None) -> tuple[Cell, ...]:
    return (
        text(GROUP_WORDS[one.group.value]),
        Cell(one.closures, ref=ref),
        Cell(one.came_back),
        Cell(one.failed),
        *(_share(held) for held in one.held),
    )


def _share(held: Held) -> Cell:
    if held.share is None or held.lower is None or held.upper is None:
        return Cell(None, "nobody watched")
    low, high = 100 * held.lower, 100 * held.upper
    return Cell(f"{100 * held.share:.0f} % ({low:.0f} to {high:.0f})")


def _terms(told: Material) -> Part | None:
    """Sentences like with like; None where no term lies in the period."""
    compared = told.found.sentences
    if compared is None or not told.now.groups:
        return None
    day = period.day_words(period.held_day(compared.split_s))
    rows = [
        (
            text(parts.label(g.role)),
            text(parts.label(g.plea_stage)),
            g.before,
            g.before_median,
            g.after,
            g.after_median,
        )
        for g in told.now.groups
    ]
    heads = (
        ("Role", 22, False), ("Plea stage", 18, False), ("Terms before", 11, True),
        ("Median months", 12, True), ("Terms from then", 11, True), ("Median months", 12, True),
    )  # fmt: skip
    heading = f"Immediate terms before and from {day}"
    return Part(heading, (LIKE, *_confounders(told)), grid=grid(*heads, rows=rows))


def _confounders(told: Material) -> tuple[str, ...]:
    """What else differs, where nothing is left out: the sentences give numbers of people."""
    compared = told.found.sentences
    cells = [c for g in told.now.groups for c in (g.before, g.after)]
    if compared is None or any(c.value is None for c in cells):
        return ()
    return compared.confounders
