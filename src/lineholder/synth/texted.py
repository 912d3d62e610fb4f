"""Family `texted`: people explore and return, demand comes in spells and with pay, text threads.

A county of several centres from 25 September 2023. Customers ring off and are rung back; orders go out
by text, several at once; adverts go out in batches over up to an hour.
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
    mechanics=Mechanics.TEXTED,
    key=66,
    first=date(2023, 9, 25),
    latitude=52.85,
    longitude=-1.40,
    own_numbers=(4, 0),
    towns=(
        Town("Northgate", 0, 0, 0.12, "hub", 4.0),
        Town("Easthaven", 45, -38, 0.08, "hub", 4.0),
        Town("Mardle", 22, 18, 0.28, "market", 1.6),
        Town("Stokeham", 38, 4, 0.22, "market", 1.6),
        Town("Pellow", 14, -20, 0.18, "market", 1.4),
        Town("Orton", 30, -14, 0.12, "town", 1.2),
    ),
    network=Network(
        sites=9, two_sectors=False, turned=True, roads_between_neighbours=False, shadow=0.6,
        next_sector=0.18, sticky=0.0, lost_cells=0.12, unknown_cells=0.02, lost_rows=0.03,
        missed_shown=0.4, cell_form="234-30-{site}-{sector}",
    ),
    social=Social(
        friends=3.2, rate=0.85, peaks=((12, 0.6), (20.5, 1.4)), changers=0.03,
        data_a_day=(2.6, 0.8), session_s=1500,
    ),
    shops=Shops(
        by_text=0.7, by_app=0.2, ring=0.10, text=0.12, length=0.75, clients=1.3,
        issued_phones=True, arrival_by_call=False, driver_rings=0.15, lunch=False,
        offers_every=(4, 2, 7, 4, 2), names=4,
    ),
    selling=Selling(
        rate=(0.8, 0.50), fewest=88, hours=(10.5, 25.5), length=(38, 0.7), ring=0.33, text=0.15,
        by_app=0.0, asks_again=0.1, worker_rings=0.18, adverts=(0.5, 1.3), shut=0.08,
    ),
)  # fmt: skip

FAMILY = Author(
    name="texted",
    about="threads, spells and ringing back; orders go to workers by text, several at once",
    make=partial(make, variant=VARIANT),
)
