"""Family `habits`: every line and every firm draws each of its habits by itself, from wide ranges.

Lines and firms run on one mechanism, the counter, and their ranges overlap on every habit, so no
habit alone tells one from the other. Two networks, first day 9 February 2026, numbers from the
marked synthetic range.
"""

from datetime import date

from lineholder.synth.habits import life, lines, trades
from lineholder.synth.habits.shops import found
from lineholder.synth.land import Geometry
from lineholder.synth.world import Family, Habits, World

GEOMETRY = Geometry(
    latitude=52.45, longitude=-1.35, heading=84.0, step_km=9.2, markets=4, hub_radius=6.0,
    market_radius=2.3, hub_sites=11, market_sites=3, hub_sectors=3, market_sectors=3,
    rural_sectors=2, operators=2, noise_km=0.4, odd_share=0.045,
    cell_form="234-2{operator}-{area}-{site}-{sector}",
)  # fmt: skip


def live(world: World) -> None:
    """Let everybody live; duties override leisure."""
    life.outings(world)
    lines.trade(world)
    trades.work(world)
    life.talk(world)


FAMILY = Family(
    name="habits",
    about="every habit of every line and firm drawn by itself from wide, overlapping ranges",
    habits=Habits(
        first=date(2026, 2, 9), geometry=GEOMETRY, trade=lines.drawn, drama_numbers=False,
        mobile_offices=0.6, work_phones=0.13, found=found,
    ),
    live=live,
)  # fmt: skip
