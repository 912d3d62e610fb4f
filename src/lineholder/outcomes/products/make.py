"""Make: the product of a kind, from what was found."""

from collections.abc import Callable, Mapping

from lineholder.model.product import ProductKind
from lineholder.outcomes.products import annual, monthly, programme, weekly
from lineholder.outcomes.products.parts import Made, Material

PRODUCTS: Mapping[ProductKind, Callable[[Material, str], Made]] = {
    ProductKind.WEEKLY: weekly.make,
    ProductKind.MONTHLY: monthly.make,
    ProductKind.PROGRAMME: programme.make,
    ProductKind.ANNUAL: annual.make,
}
STATUS = "Counted from the unit's ledger. Names no person."
EXERCISE = f"Exercise data: made up, in whole or in part. {STATUS}"


def make(kind: ProductKind, told: Material, *, exercise: bool) -> Made:
    """The product; `exercise` where any entry was taken in as test data."""
    return PRODUCTS[kind](told, EXERCISE if exercise else STATUS)
