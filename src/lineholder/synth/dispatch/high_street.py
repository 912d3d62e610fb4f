"""The high street: which firms a county has; more of them where more people live."""

from collections.abc import Callable

from lineholder.synth.dispatch import fleets, lists, trades
from lineholder.synth.dispatch.firms import Street
from lineholder.synth.dispatch.scene import Scene

KINDS = (
    "minicab", "takeaway", "clinic", "gym", "school", "plumber", "courier", "club", "hairdresser",
    "second", "helpline", "carers", "taxi", "trader", "sender", "call_centre", "scam",
)  # fmt: skip
LARGE, LARGER, HUGE = 600, 700, 1300  # people


def work(scene: Scene) -> None:
    """Let every firm work for the whole period, kind by kind."""
    street, people = Street.of(scene), scene.spec.people
    more = 1 + (people >= LARGER) + (people >= HUGE)
    one_more_if_large = 1 + (people > LARGE)
    _each(fleets.minicab, 1 + more, street)
    _each(fleets.takeaway, 2 + more, street)
    for _ in range(more):
        lists.clinic(street)
        lists.gym(street)
        lists.school(street)
    _each(trades.plumber, 1 + more, street)
    _each(fleets.courier, 1 + more, street)
    _each(lists.club, 1 + more, street)
    _each(trades.hairdresser, 1 + more, street)
    _each(trades.second_phone, 2 + 2 * more, street)
    _each(fleets.helpline, one_more_if_large, street)
    fleets.carers(street)
    _each(trades.taxi, 1 + more, street)
    _each(trades.trader, one_more_if_large, street)
    lists.senders(scene)


def _each(opened: Callable[[Street, int], None], count: int, street: Street) -> None:
    for place in range(count):
        opened(street, place)
