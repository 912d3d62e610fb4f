"""Family `agenda`: each person lives a day; communications arise from needs, replies, routine.

One network of three-sector sites, drama numbers where they suffice, first day 3 March 2025.
"""

from datetime import date

from lineholder.synth.agenda import life, lines, trades
from lineholder.synth.columns import HOUR
from lineholder.synth.crew import Trade
from lineholder.synth.land import Geometry
from lineholder.synth.world import Family, Habits, World

GEOMETRY = Geometry(
    latitude=51.62, longitude=0.18, heading=52.0, step_km=8.0, markets=4, hub_radius=5.5,
    market_radius=1.9, hub_sites=13, market_sites=4, hub_sectors=3, market_sectors=3,
    rural_sectors=3, operators=1, noise_km=0.28, odd_share=0.03,
    cell_form="234-15-{area}-{site}{sector}",
)  # fmt: skip
TRADE = Trade(
    carrier={"travelling": "holder", "local-worker": "handler", "internal": "holder"},
    opens=(8.2 * HOUR, 10.5 * HOUR),
    closes=(20.8 * HOUR, 22.8 * HOUR),
    shared_customers=0.12,
    burner_days=(8.0, 20.0),
    quiet_days=0.04,
    first_kind=0,
    hidden_carrier="handler",
)


def live(world: World) -> None:
    """Let everybody live: leisure first gives way to duties, then the talk about it."""
    life.outings(world)
    lines.trade(world)
    trades.work(world)
    life.talk(world)


FAMILY = Family(
    name="agenda",
    about="agents with agendas: places, trips, needs, replies, routine",
    habits=Habits(
        first=date(2025, 3, 3), geometry=GEOMETRY, trade=lambda _: TRADE, drama_numbers=True,
        mobile_offices=0.3, work_phones=0.16,
    ),
    live=live,
)  # fmt: skip
