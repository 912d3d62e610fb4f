"""Products of the year, made without a workspace: what the pipeline hands over, from the same real engine."""

from functools import cache

from book import YEAR, counted, histories, row
from year import published, year

from lineholder.model.product import Product, ProductKind
from lineholder.outcomes.lasting import find as lasting
from lineholder.outcomes.leaving import leaving
from lineholder.outcomes.products.make import make
from lineholder.outcomes.products.parts import Material

ENDS = (YEAR.from_s, YEAR.to_s)
FEW = (
    row("2020-05-01T00:00:00Z", "opening", count="68"),
    row("2020-06-01", "closed T1", line="L1"),
    row("2020-06-01", "arrests", count="344"),
)


def the_year(kind: ProductKind) -> Product:
    return made(kind, tuple(year()))


def as_published(kind: ProductKind) -> Product:
    return made(kind, tuple(published()))


@cache
def made(kind: ProductKind, rows: tuple[tuple[str, ...], ...]) -> Product:
    return make(kind, material(rows), exercise=True).product


@cache
def material(rows: tuple[tuple[str, ...], ...]) -> Material:
    now, lines = leaving(counted(rows)), tuple(histories(rows))
    return Material(*ENDS, now, now, lasting(lines, {}, ENDS, ENDS), lines, ())
