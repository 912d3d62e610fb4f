import pytest
from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import reach, relays
from lineholder.detect.measure import table
from lineholder.model.lines import LineType

WORKER = "+447700999998"
SITES = {"m": "Witham 3", "m2": "Witham High Street 12B", "h": "Kingsmere 7"}


def reached(line_cell: str | None, worker_cells: tuple[str, ...], customer_cell: str | None = "m"):
    told = Told(sites=SITES)
    if line_cell:
        told.cells[LINE] = line_cell
    for i in range(6):
        if customer_cell:
            told.cells[customer(i)] = customer_cell
        for day in range(3):
            told.call(customer(i), LINE, day * DAY + (8 + i) * HOUR)
            told.call(LINE, WORKER, day * DAY + (8 + i) * HOUR + MINUTE)
    if worker_cells:
        for n, cell in enumerate(worker_cells):
            told.cells[WORKER] = cell
            told.call(WORKER, customer(90 + n), 100 + n)
    asker = told.asker()
    given = {"candidates": table([(LINE, "L")])}
    asker.hold(relays.ask(relays.Params()), given)
    params = reach.Params()
    return reach.judge(asker.answer(reach.ask(params), given).table, params)["L"]


def test_customers_in_one_town_and_the_phone_in_another():
    found = reached("h", ("m",))
    assert (found.market, found.hub, found.type) == ("Witham", "Kingsmere", LineType.LOCAL_WORKER)


def test_a_worker_who_is_also_in_the_hub_travels():
    assert reached("h", ("h",)).type is LineType.TRAVELLING


def test_a_phone_among_its_customers_is_internal():
    found = reached("m2", ())
    assert (found.market, found.hub, found.type) == ("Witham", "Witham", LineType.INTERNAL)


def test_without_the_phones_own_cells_the_hub_is_not_known():
    found = reached(None, ())
    assert (found.market, found.hub, found.type) == ("Witham", None, LineType.UNKNOWN)


@pytest.mark.parametrize(
    ("line_cell", "customer_cell", "unplaced"),
    [
        ("234-10-5-100", "234-10-5-101", "Records show cells of it, and no cell table names their sites"),
        ("234-10-5-100", "m", "Records show cells of its own phone, and no cell table names their sites"),
        (None, "m", "No record shows a cell of its own phone."),
        ("h", "m", "No record shows a cell of its workers."),
    ],
)  # fmt: skip
def test_a_cell_that_no_table_names_has_no_place_and_the_reason_is_told(
    line_cell, customer_cell, unplaced
):
    """Two bare ids share most of their digits: that is no town, and the line is not internal."""
    found = reached(line_cell, (), customer_cell)
    assert found.type is LineType.UNKNOWN
    assert found.market == ("Witham" if customer_cell == "m" else None)
    assert found.hub == ("Kingsmere" if line_cell == "h" else None)
    assert found.unplaced.startswith(unplaced)


def test_where_the_type_is_known_nothing_is_unplaced():
    assert reached("h", ("m",)).unplaced is None


def test_a_place_does_not_depend_on_the_other_lines_listed():
    """ "Witham High Street 12B" is in Witham where the line's own records show Witham, and only then."""
    told = Told(sites=SITES)
    other = "+447700999997"
    for number, cell in ((customer(1), "m2"), (customer(2), "m")):
        told.cells[number] = cell
    told.call(customer(1), LINE, 0)
    told.call(customer(2), other, 0)
    asker, params = told.asker(), reach.Params()
    markets = []
    for listed in ([(LINE, "L")], [(LINE, "L"), (other, "M")]):
        given = {"candidates": table(listed)}
        asker.hold(relays.ask(relays.Params()), given)
        markets.append(
            reach.judge(asker.answer(reach.ask(params), given).table, params)["L"].market
        )
    assert markets == ["Witham High Street", "Witham High Street"]


@pytest.mark.parametrize(
    ("site", "place"),
    [("Witham 3", "Witham"), ("Witham High Street 12B", "Witham High Street"), ("Northgate-2", "Northgate"),
     ("12", "12"), ("A12 Services", "A12 Services")],
)  # fmt: skip
def test_the_place_is_the_sites_name_without_its_tail(site, place):
    assert reach.place(site) == place
