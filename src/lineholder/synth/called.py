"""Family `called`: fixed routines, steady demand, orders by call, the line rings a worker for each.

A corridor county from 4 March 2024; a text to the whole list at least once a day.
"""

from datetime import date
from functools import partial

from lineholder.synth.author import Author
from lineholder.synth.dispatch import (
    Mechanics,
    Network,
    Selling,
    Shops,
    Social,
    Town,
    Variant,
    make,
)

VARIANT = Variant(
    mechanics=Mechanics.CALLED,
    key=65,
    first=date(2024, 3, 4),
    latitude=51.70,
    longitude=0.45,
    own_numbers=(0, 900_000),
    towns=(
        Town("Kingsmere", 0, 0, 0.17, "hub", 5.0),
        Town("Aldbourne", 52, 14, 0.40, "market", 2.2),
        Town("Tarrow", 68, 20, 0.25, "market", 1.8),
        Town("Wickley", 30, 8, 0.18, "town", 1.4),
    ),
    network=Network(
        sites=14, two_sectors=False, turned=False, roads_between_neighbours=False, shadow=1.0,
        next_sector=0.1, sticky=0.0, lost_cells=0.03, unknown_cells=0.01, lost_rows=0.01,
        missed_shown=0.9, cell_form="234-10-{area}-{tens}",
    ),
    social=Social(
        friends=2.4, rate=1.0, peaks=((8.5, 0.5), (13, 0.6), (18.5, 1.2)), changers=0.015,
        data_a_day=(4.5, 0.6), session_s=300,
    ),
    shops=Shops(
        by_text=0.1, by_app=0.1, ring=0.0, text=0.02, length=1.0, clients=1.0,
        issued_phones=False, arrival_by_call=True, driver_rings=0.4, lunch=False,
        offers_every=(7, 3.5, 7, 7, 3.5), names=2,
    ),
    selling=Selling(
        rate=(1.1, 0.42), fewest=64, hours=(9, 23), length=(24, 0.55), ring=0.03, text=0.05,
        by_app=0.0, asks_again=0.2, worker_rings=0.10, adverts=(1.0, 2.6), shut=0.04,
    ),
)  # fmt: skip

FAMILY = Author(
    name="called",
    about="fixed routines; the line rings a worker for every order",
    make=partial(make, variant=VARIANT),
)
