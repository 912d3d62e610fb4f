"""Monthly return to the force: every figure beside that of the month before, with its definition."""

from lineholder.model.product import Part, Product, ProductKind
from lineholder.outcomes.products import parts, period
from lineholder.outcomes.products.parts import Made, Material

BESIDE = (
    "Two months beside each other are two counts, and no trend: small ones differ by chance alone."
)


def make(told: Material, status: str) -> Made:
    """The return of the month."""
    unknown = parts.unknown(told)
    front = (
        Part("The month", (parts.stock_sentence(told), parts.work_sentence(told), BESIDE)),
        Part("Closures", parts.closure_sentences(told)),
        *((unknown,) if unknown else ()),
    )
    product = Product(
        ProductKind.MONTHLY,
        period.words(told.from_s, told.to_s),
        period.last_day(told.to_s).isoformat(),
        status,
        front,
        told.found.bridge,
        parts.steps(told),
        (*parts.groups(told, with_before=True), *parts.breakdowns(told)),
        parts.legend(told),
        told.now.least,
        told.found.snapshot,
    )
    return Made(product)
