"""Kit: the phones of a line, and how they change numbers, handsets and hands."""

from dataclasses import dataclass

from lineholder.synth.columns import DAY, Rng
from lineholder.synth.crew import Customers, Plan, Trade, Worker
from lineholder.synth.phones import Phonebook

CREW_SPREAD_S = 20 * 3600.0


@dataclass(frozen=True, slots=True)
class Line:
    """A plan with its customers and phones.

    `orders` and `adverts` are the line's phones (one and the same, but for `split`); `command`
    is the holder's phone for the crew, -1 where the head has none; `burners` maps each worker to
    the phone used for work.
    """

    plan: Plan
    customers: Customers
    orders: int
    adverts: int
    command: int
    deputy: int
    burners: dict[int, int]


def equip(plan: Plan, customers: Customers, trade: Trade, book: Phonebook, rng: Rng) -> Line:
    """Open the line's phones and write down every change that its kind brings."""
    data = 14.0 if plan.kind == "app" else trade.phone_data
    orders = book.mobile(plan.handovers[0][1], "orders", data, prepaid=True)
    for since, person in plan.handovers[1:]:
        book.hand_over(orders, since, person)
    adverts = orders
    if plan.kind == "split":
        adverts = book.mobile(_advertiser(plan), "adverts", 0.0, prepaid=True)
    if plan.kind == "app":
        book.data_a_day[plan.supplier] += 6.0
    burners = {w.person: _burner(w, plan, trade, book, rng) for w in plan.workers}
    command = _command(plan, book)
    _change(plan, orders, command, burners, (book, rng))
    _share_handsets(plan, orders, burners, book, rng)
    return Line(plan, customers, orders, adverts, command, plan.deputy, burners)


def _advertiser(plan: Plan) -> int:
    return plan.deputy if plan.carrier == plan.holder else plan.holder


def _command(plan: Plan, book: Phonebook) -> int:
    if plan.kind == "hidden":
        book.opened[plan.holder] = float("inf")
        return -1
    if plan.kind == "crew":
        return book.mobile(plan.holder, "crew", 1.0, prepaid=True)
    return plan.holder


def _burner(worker: Worker, plan: Plan, trade: Trade, book: Phonebook, rng: Rng) -> int:
    if trade.private_phones:
        return worker.person  # the private phone does for work too
    phone = book.mobile(worker.person, "burner", float(rng.uniform(0.0, 2.0)), prepaid=True)
    book.opened[phone], book.ended[phone] = worker.joined, worker.left
    steady = worker.role in ("call_handler", "enforcer")
    when = worker.joined + float(rng.uniform(*trade.burner_days)) * DAY * (2 if steady else 1)
    while when < worker.left - 2 * DAY:
        clear = abs(when - plan.change) > 5 * DAY
        if clear:
            change = when + float(rng.uniform(8, 20)) * 3600
            book.renumber(phone, change, same_handset=bool(rng.random() < 0.45))
        when += float(rng.uniform(*trade.burner_days)) * DAY * (2 if steady else 1)
    return phone


def _change(
    plan: Plan, orders: int, command: int, burners: dict[int, int], tools: tuple[Phonebook, Rng]
) -> None:
    book, rng = tools
    if plan.kind in ("renumbered", "unannounced"):
        book.renumber(orders, plan.change, same_handset=bool(rng.random() < 0.5))
    if plan.kind != "crew":
        return
    book.renumber(orders, plan.change, same_handset=False)
    present = [b for p, b in burners.items() if _present(plan, p)]
    for phone in [command, plan.deputy, *present]:
        when = plan.change + float(rng.uniform(-0.3, 1.0)) * CREW_SPREAD_S
        book.renumber(phone, when, same_handset=False)


def _present(plan: Plan, person: int) -> bool:
    worker = next(w for w in plan.workers if w.person == person)
    return worker.joined <= plan.change - 2 * DAY and plan.change + 2 * DAY <= worker.left


def _share_handsets(
    plan: Plan, orders: int, burners: dict[int, int], book: Phonebook, rng: Rng
) -> None:
    """Now and then somebody's private SIM sits in a work handset for a day or two."""
    carrier = plan.handovers[0][1]
    if rng.random() < 0.35 and book.opened[carrier] < 0:
        since = float(rng.uniform(2, 9)) * DAY
        book.borrow_handset(carrier, orders, (since, since + float(rng.uniform(0.3, 1.5)) * DAY))
    worker = plan.workers[-1]
    if burners[worker.person] != worker.person and rng.random() < 0.5:
        since = worker.joined + float(rng.uniform(1, 4)) * DAY
        span = (since, since + float(rng.uniform(0.2, 1.0)) * DAY)
        book.borrow_handset(worker.person, burners[worker.person], span)
