"""Family `process`: rates, not plans: gravity travel, Hawkes talk, Cox arrivals.

Two networks with cells of their own, six sectors in the hub and single cells in the country, more
noise, numbers from the marked synthetic range, first day 29 September 2025.
"""

from datetime import date

from lineholder.synth.columns import HOUR
from lineholder.synth.crew import Trade
from lineholder.synth.land import Geometry
from lineholder.synth.process import life, lines, trades
from lineholder.synth.world import Family, Habits, World

GEOMETRY = Geometry(
    latitude=53.30, longitude=-2.55, heading=118.0, step_km=10.5, markets=5, hub_radius=7.0,
    market_radius=2.6, hub_sites=9, market_sites=2, hub_sectors=6, market_sectors=3,
    rural_sectors=1, operators=2, noise_km=0.55, odd_share=0.06,
    cell_form="234-3{operator}-{site}{sector:03d}",
)  # fmt: skip
TRADE = Trade(
    carrier={"travelling": "handler", "local-worker": "holder", "internal": "deputy"},
    opens=(11.0 * HOUR, 13.5 * HOUR),
    closes=(24.0 * HOUR, 26.5 * HOUR),
    shared_customers=0.24,
    burner_days=(11.0, 27.0),
    quiet_days=0.1,
    first_kind=5,
    hidden_carrier="holder",
)


def live(world: World) -> None:
    """Let every process run; duties override leisure."""
    life.outings(world)
    lines.trade(world)
    trades.work(world)
    life.talk(world)


FAMILY = Family(
    name="process",
    about="point processes: gravity travel, Hawkes talk on a social network, Cox arrivals",
    habits=Habits(
        first=date(2025, 9, 29), geometry=GEOMETRY, trade=lambda _: TRADE, drama_numbers=False,
        mobile_offices=0.65, work_phones=0.1,
    ),
    live=live,
)  # fmt: skip
