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


def test_a_cell_that_no_table_names_stands_for_itself():
    assert reached("x9", ()).hub == "x9"


@pytest.mark.parametrize(
    ("site", "place"),
    [("Witham 3", "Witham"), ("Witham High Street 12B", "Witham High Street"), ("Northgate-2", "Northgate"),
     ("12", "12"), ("A12 Services", "A12 Services")],
)  # fmt: skip
def test_the_place_is_the_sites_name_without_its_tail(site, place):
    assert reach.place(site) == place
