"""Products from a workspace: by right, audited, and every reference in them opens."""

import pytest
from book import YEAR, row, written
from year import year

from lineholder.model.errors import Denied, NoData
from lineholder.model.people import Actor, Role
from lineholder.model.product import ProductForm, ProductKind
from lineholder.model.source import Power, PowerKind
from lineholder.paper.write import write
from lineholder.pipeline import intake, rows
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.loading import Options
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.products import product
from lineholder.pipeline.workspace import create_store
from lineholder.storage.register import audit

EXERCISE = Options(Power(PowerKind.EXERCISE, "exercise"))
KEY = ("arrests", "charges", "lines_seized", "warrants", "closing")
CSV, PDF = ProductForm.CSV, ProductForm.PDF


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    folder = tmp_path_factory.mktemp("products")
    store = create_store(folder / "workspace")
    given = store, local_officer(store), default_scope()
    path = folder / "ledger.csv"
    path.write_text(written([*year(), row("2021-04-28", "warrant", line="L60")]), "utf-8")
    intake.ingest(*given, [path], EXERCISE)
    yield given
    store.close()


@pytest.mark.parametrize("kind", ProductKind, ids=lambda kind: kind.value)
def test_references_open_entries_as_many_as_were_counted(three, kind):
    found = product(*three, kind, YEAR if kind is ProductKind.ANNUAL else Asked(), CSV)
    cells = [c for p in found.parts for r in p.figures for c in (r.cell, r.before) if c]
    cells += [c for p in found.parts if p.grid for r in p.grid.rows for c in r]
    refs = {cell.ref for cell in cells if cell.ref}
    by_name = {r.name: r.cell for p in found.parts for r in p.figures}
    named = [by_name[name] for name in KEY if name in by_name]
    refs = {*sorted(refs)[::8], *(cell.ref for cell in named if cell.ref)}
    assert refs
    opened = {ref: rows.rows(*three, ref, 0, 1).total for ref in refs}
    assert min(opened.values()) > 0
    for cell in named:
        assert opened[cell.ref] == cell.value if cell.ref else not cell.value


def test_a_product_depends_on_the_ledger_and_not_on_the_day(three):
    found = product(*three, ProductKind.WEEKLY, Asked(), CSV)
    assert found.days == "26 April 2021 to 2 May 2021"
    assert found.file_name(CSV) == "lineholder-weekly-2021-05-02.csv"
    assert write(found, PDF) == write(product(*three, ProductKind.WEEKLY, Asked(), PDF), PDF)


def test_a_month_stands_beside_the_month_before(three):
    found = product(
        *three, ProductKind.MONTHLY, Asked(1606780800, 1609459200), CSV
    )  # December 2020
    (arrests,) = [r for p in found.parts for r in p.figures if r.name == "arrests"]
    earlier = product(*three, ProductKind.MONTHLY, Asked(1604188800, 1606780800), CSV)
    (before,) = [r for p in earlier.parts for r in p.figures if r.name == "arrests"]
    assert arrests.before.value == before.cell.value > 0


def test_a_product_is_audited_with_its_format_before_it_is_handed_over(three):
    product(*three, ProductKind.ANNUAL, YEAR, PDF)
    said = next(r for r in audit.rows(three[0].register) if r.verb == "write a product")
    assert (said.detail["kind"], said.detail["form"]) == ("annual", "pdf")
    assert said.detail["from_s"] == YEAR.from_s


def test_whoever_may_not_read_gets_none(three):
    store, _, scope = three
    with pytest.raises(Denied):
        product(
            store, Actor("nobody", frozenset({Role.HEAD})), scope, ProductKind.ANNUAL, YEAR, PDF
        )


def test_without_a_ledger_there_is_no_product(tmp_path):
    store = create_store(tmp_path / "workspace")
    with pytest.raises(NoData, match="ledger"):
        product(store, local_officer(store), default_scope(), ProductKind.ANNUAL, Asked(), PDF)
    store.close()
