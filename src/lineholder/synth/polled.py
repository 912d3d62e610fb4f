"""Family `polled`: everybody has weekdays and hours of their own, much goes over apps.

A coastal strip with few sites from 6 January 2025. Orders come by text first; the worker rings in to
ask for them and rings the customer; adverts go to halves of the list in turn.
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
    mechanics=Mechanics.POLLED,
    key=67,
    first=date(2025, 1, 6),
    latitude=50.75,
    longitude=-3.20,
    own_numbers=(4, 0),
    towns=(
        Town("Castleport", -88, 30, 0.10, "hub", 6.0),
        Town("Seaby", 0, 0, 0.34, "market", 1.5),
        Town("Marsh End", 14, 3, 0.16, "town", 1.0),
        Town("Holme Quay", 29, 1, 0.26, "market", 1.4),
        Town("Dunwall", 41, 6, 0.14, "market", 1.1),
    ),
    network=Network(
        sites=4, two_sectors=True, turned=True, roads_between_neighbours=True, shadow=0.8,
        next_sector=0.08, sticky=0.75, lost_cells=0.25, unknown_cells=0.03, lost_rows=0.02,
        missed_shown=0.7, cell_form="23415{sixteens}",
    ),
    social=Social(
        friends=2.0, rate=0.55, peaks=((10, 0.5), (19, 1.8)), changers=0.02,
        data_a_day=(7.5, 0.7), session_s=300,
    ),
    shops=Shops(
        by_text=0.3, by_app=0.45, ring=0.02, text=0.2, length=1.35, clients=0.8,
        issued_phones=True, arrival_by_call=False, driver_rings=0.4, lunch=True,
        offers_every=(1, 7, 7, 3, 7), names=4,
    ),
    selling=Selling(
        rate=(1.6, 0.36), fewest=68, hours=(8, 22), length=(17, 0.5), ring=0.05, text=0.38,
        by_app=0.15, asks_again=0.12, worker_rings=0.38, adverts=(0.45, 0.8), shut=0.03,
    ),
)  # fmt: skip

FAMILY = Author(
    name="polled",
    about="habits by weekday and hour, apps; workers ring in for the orders",
    make=partial(make, variant=VARIANT),
)
