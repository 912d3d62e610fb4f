"""Annual report: what we did, what held, what came back, whom we protected; then every figure.

Nothing in it says that anything happened because of the unit: it counts.
"""

from lineholder.model.product import Part, Product, ProductKind
from lineholder.outcomes.products import closures, parts, period
from lineholder.outcomes.products.parts import Made, Material, grid, said, text

LIKE = "One role and one plea stage on both sides of the date. A difference has no single cause."


def make(told: Material, status: str) -> Made:
    """The report of the year."""
    unknown = parts.unknown(told)
    (held, references), terms = closures.held(told), _terms(told)
    front = (
        Part("What we did", _did(told)),
        Part("What held", (parts.stock_sentence(told), *parts.closure_sentences(told))),
        Part("What came back", _came_back(told)),
        Part("Whom we protected", _protected(told)),
        *((unknown,) if unknown else ()),
    )
    product = Product(
        ProductKind.ANNUAL,
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
    return Made(product, references)


def _did(told: Material) -> tuple[str, ...]:
    seized = (
        f"{said(told, 'lines_seized', 'drug line', 'drug lines')} seized, of which "
        f"{said(told, 'deal_lines_seized', 'deal line', 'deal lines')} and "
        f"{said(told, 'county_lines_seized', 'county line', 'county lines')}. No seizure is a closure."
    )
    return parts.work_sentence(told), parts.begun(seized), parts.begun(_court(told))


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
    return (parts.begun(first), every.sentence) if every else (parts.begun(first),)


def _protected(told: Material) -> tuple[str, ...]:
    share = told.now.cell("under_18_charged")
    first = (
        f"{said(told, 'referrals', 'referral', 'referrals')} to safeguarding; "
        f"{said(told, 'children_referred', 'child', 'children')} among those referred, and "
        f"{said(told, 'referral_results', 'result', 'results')} entered."
    )
    return (
        parts.begun(first),
        f"Of the people charged whose age is known, under 18: {parts.number(share)}.",
    )


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
    return Part(heading, (LIKE, *_confounders(told)), grid=grid(*heads, rows=rows, names=2))


def _confounders(told: Material) -> tuple[str, ...]:
    """What else differs, where nothing is left out: the sentences give numbers of people."""
    compared = told.found.sentences
    cells = [c for g in told.now.groups for c in (g.before, g.after)]
    if compared is None or any(c.value is None for c in cells):
        return ()
    return tuple(sentence.replace("_", " ") for sentence in compared.confounders)
