"""Programme return: closures by type, arrests, charges, safeguarding and seizures, by its definitions.

Source: Home Office County Lines Programme data, definitions (closures of Type 1 and 2, check-backs; arrests
    and referrals that would not have happened without the programme's funding).
Blind to: whether an arrest or a referral would have happened without that funding: no entry says it.
"""

from lineholder.model.product import Part, Product, ProductKind
from lineholder.outcomes.products import parts, period
from lineholder.outcomes.products.parts import Made, Material, rows

FUNDED = (
    "The programme counts arrests and referrals that would not have happened without its funding. The "
    "ledger does not say which those are: all are counted here, and whoever signs the return takes out the "
    "others."
)
TYPES = (
    "Type 1 is a closure by the arrest and charge of a line holder, Type 2 one by deactivating a number, SIM "
    "or phone. A Type 1 closure is provisional until a check-back finds the line out of use."
)
ASKED = (
    (
        "Closures",
        ("closed", "closed_t1", "closed_t1_confirmed", "closed_t1_provisional", "closed_t2",
         "closures_undone", "re_emerged", "check_backs_passed", "check_backs_failed"),
    ),
    ("Arrests and charges", ("warrants", "arrests", "people_arrested", "charges", "people_charged")),
    ("Safeguarding", ("referrals", "children_referred", "referral_results")),
    (
        "Seized",
        ("lines_seized", "deal_lines_seized", "county_lines_seized", "phones_seized", "numbers_seized",
         "weapons_seized", "cash_seized", "drugs_seized"),
    ),
    ("Disruptions", ("disruptions",)),
    ("The stock of lines", parts.BRIDGE),
)  # fmt: skip
LISTS = ("disruptions_by_strand", "referral_results_by_kind", "roles_charged")


def make(told: Material, status: str) -> Made:
    """The return of the quarter."""
    unknown = parts.unknown(told)
    front = (
        Part("What is returned", (parts.stock_sentence(told), parts.work_sentence(told))),
        Part("How the programme counts", (TYPES, FUNDED)),
        *((unknown,) if unknown else ()),
    )
    tables = tuple(Part(title, figures=rows(told, names)) for title, names in ASKED)
    product = Product(
        ProductKind.PROGRAMME,
        period.words(told.from_s, told.to_s),
        period.last_day(told.to_s).isoformat(),
        status,
        front,
        told.found.bridge,
        (),
        (*tables, *parts.breakdowns(told, LISTS)),
        parts.legend(told),
        told.now.least,
        told.found.snapshot,
    )
    return Made(product)
