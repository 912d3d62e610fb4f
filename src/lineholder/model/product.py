"""Product: what leaves the unit as a file: a tasking sheet, a return, a report, the same in every format.

Built by `outcomes` and written by `paper`. Every number is a cell that stands beside its definition and
carries the reference that opens its entries; a cell without a value says in words why it has none.
"""

from dataclasses import dataclass
from enum import StrEnum

from lineholder.model.errors import BadValue
from lineholder.model.outcomes import Bridge


class ProductKind(StrEnum):
    """Which product, by who reads it."""

    WEEKLY = "weekly"  # the tasking meeting
    MONTHLY = "monthly"  # the force
    PROGRAMME = "programme"  # who funds and coordinates
    ANNUAL = "annual"  # the head of unit, and the public


TITLES = {
    ProductKind.WEEKLY: "Weekly tasking sheet",
    ProductKind.MONTHLY: "Monthly return",
    ProductKind.PROGRAMME: "Programme return",
    ProductKind.ANNUAL: "Annual report",
}


class ProductForm(StrEnum):
    """The format of the file."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


NOT_KNOWN, LEFT_OUT = "not known", "left out"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or words. None has no value, and `told` says why; `share` is from 0 to 1, shown in percent."""

    value: float | str | None
    told: str = ""
    share: bool = False
    ref: str | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.told):
            raise BadValue(
                f"expected a value, or words that say why there is none; found {self.value!r} and "
                f"{self.told!r}"
            )
        if self.value is None and self.ref is not None:
            raise BadValue("expected no reference on a cell without a value; found one")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: its name as files know it, its name as people read it, and what it counts.

    `before` is the same figure of the period before; `of` is how many a share or a median rests on.
    """

    name: str
    label: str
    cell: Cell
    unit: str
    definition: str
    of: int | None = None
    before: Cell | None = None
    published: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its words, and how wide it is beside the others, in characters."""

    text: str
    width: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is no list of figures; its first columns, so many as `names`, name the row."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names: int = 1

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise BadValue(f"expected {len(self.heads)} cells in every row; found another number")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a product: sentences, then figures or a grid or neither."""

    heading: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Row, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A whole product. `days` are its first and last day as people write them.

    `front` is its first page; `bridge` is drawn there where every term is known, `steps` as bars under it.
    `least` is the least count of people that is shown; `until` is the last day, YYYY-MM-DD, and the only
    date that a file carries.
    """

    kind: ProductKind
    days: str
    until: str
    status: str
    front: tuple[Part, ...]
    bridge: Bridge | None
    steps: tuple[Row, ...]
    parts: tuple[Part, ...]
    legend: tuple[str, ...]
    least: int
    snapshot: str

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES[self.kind]

    def file_name(self, form: ProductForm) -> str:
        """`lineholder-annual-2021-04-30.pdf`: kind and last day."""
        return f"lineholder-{self.kind.value}-{self.until}.{form.value}"
