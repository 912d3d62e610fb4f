"""Stories: the people behind a line."""

from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.chain.find import Line, find, workers
from lineholder.detect import relays
from lineholder.detect.measure import table
from lineholder.model.chain import Carrier, Chain, ChainRole
from lineholder.model.question import Question

RUNNERS = ("+447700950001", "+447700950002")
CHIEF, HEAD, AUNT = "+447700960001", "+447700960002", "+447700960003"


def trading(days: int = 20) -> Told:
    """Twelve customers order in turn; each order goes to the runner of the day, who serves some."""
    told = Told()
    for day in range(days):
        runner = RUNNERS[day % 2]
        for i in range(12):
            at = day * DAY + 11 * HOUR + i * 30 * MINUTE
            told.call(customer(i), LINE, at)
            told.call(LINE, runner, at + 90)
            if i % 3 == day % 3:
                told.call(runner, customer(i), at + 15 * MINUTE)
        for i in range(12):  # customers have a life
            told.call(customer(i), f"+4477009800{(i + day) % 40:02d}", day * DAY + 8 * HOUR + i)
    return told


def commanded(told: Told, days: int = 20) -> Told:
    """The chief rings the runner of the day; the head rings the chief daily and each runner once."""
    for day in range(days):
        told.call(CHIEF, RUNNERS[day % 2], day * DAY + 10 * HOUR)
        told.call(RUNNERS[day % 2], CHIEF, day * DAY + 22 * HOUR)
        told.call(HEAD, CHIEF, day * DAY + 9 * HOUR)
        told.call(CHIEF, AUNT, day * DAY + 20 * HOUR)
        for n in range(4):
            told.call(HEAD, f"+44770098010{n}", day * DAY + 19 * HOUR + n)
    for n, runner in enumerate(RUNNERS):
        told.call(HEAD, runner, n * DAY + 13 * HOUR)
    return told


def people(told: Told, successors=(), carriers=()) -> Chain:
    return found(told, successors, carriers)[0].chain


def found(told: Told, successors=(), carriers=()):
    asker = told.asker()
    asker.hold(Question("candidates", "SELECT * FROM given"), {"given": table([(LINE, "L")])})
    asker.hold(relays.ask(relays.Params()))
    return find(asker, Line("L", (LINE,), tuple(successors), tuple(carriers))), asker


def by_role(chain: Chain) -> dict[ChainRole, list[tuple[str, ...]]]:
    roles: dict[ChainRole, list[tuple[str, ...]]] = {}
    for member in chain.members:
        roles.setdefault(member.role, []).append(member.numbers)
    return roles


def test_who_gets_the_orders_runs_who_rings_them_daily_leads_and_one_is_above():
    chain = people(commanded(trading()))
    assert by_role(chain) == {
        ChainRole.CONTROLLER: [(HEAD,)],
        ChainRole.ENFORCER: [(CHIEF,)],
        ChainRole.RUNNER: [(RUNNERS[0],), (RUNNERS[1],)],
    }
    assert chain.head.number == HEAD
    assert chain.head.probability + chain.head.not_visible <= 1 + 1e-9
    assert {m.reports_to for m in chain.members} == {None, HEAD, CHIEF}


def test_without_anybody_above_the_head_is_not_visible():
    chain = people(trading())
    assert by_role(chain) == {ChainRole.RUNNER: [(RUNNERS[0],), (RUNNERS[1],)]}
    assert (chain.head.number, chain.head.probability) == (None, 0.0)
    assert chain.head.not_visible > 0.5


def test_a_relative_of_whoever_runs_it_is_not_the_head():
    told = commanded(trading())
    told.contacts = [c for c in told.contacts if HEAD not in c[:2] and AUNT not in c[:2]]
    told.call(AUNT, RUNNERS[0], 5 * DAY)  # once, by mistake or not
    for week in range(3):
        told.call(CHIEF, AUNT, week * 7 * DAY + 20 * HOUR)
    chain = people(told, carriers=[Carrier(LINE, "+447700961000", 0.0, 1000)])
    assert chain.head.number is None
    assert chain.head.not_visible >= 0.5


def test_numbers_that_followed_one_another_stand_in_one_member():
    chain = people(trading(), successors=[RUNNERS])
    assert by_role(chain) == {ChainRole.RUNNER: [RUNNERS]}


def with_lives(told: Told, *numbers: str) -> Told:
    """Each of these rings a dozen people of his own."""
    for n, number in enumerate(numbers):
        for i in range(12):
            told.call(number, f"+447700{970 + n}1{i:02d}", i * DAY + 19 * HOUR + n)
    return told


def test_who_likely_carries_the_line_is_named_where_attribution_stands_out():
    told = with_lives(trading(), HEAD)
    sure = people(told, carriers=[Carrier(LINE, HEAD, 5.0, 1000)])
    assert sure.head.number == HEAD
    assert sure.head.probability + sure.head.not_visible <= 1 + 1e-9
    unsure = people(told, carriers=[Carrier(LINE, HEAD, 1.0, 1000)])
    assert unsure.head.number is None


def test_of_a_couple_beside_the_line_the_one_who_knows_the_workers_own_phones_is_the_head():
    own = ("+447700950101", "+447700950102")
    told = with_lives(trading(), HEAD, AUNT)
    for n, phone in enumerate(own):
        told.call(HEAD, phone, (n + 3) * DAY + 20 * HOUR)
    beside = [Carrier(LINE, HEAD, 3.0, 1000), Carrier(LINE, AUNT, 3.3, 1000)]
    known = [Carrier(w, phone, 6.0, 1000) for w, phone in zip(RUNNERS, own, strict=True)]
    assert people(told, carriers=beside).head.number != HEAD
    assert people(told, carriers=[*beside, *known]).head.number == HEAD


def test_whoever_carries_the_line_for_somebody_above_is_its_call_handler():
    told = with_lives(commanded(trading()), "+447700961000")
    chain = people(told, carriers=[Carrier(LINE, "+447700961000", 5.0, 1000)])
    roles = by_role(chain)
    assert roles[
        ChainRole.CALL_HANDLER if chain.head.number == HEAD else ChainRole.CONTROLLER
    ] == [("+447700961000",)]


def test_a_number_that_trades_with_the_same_customers_is_not_the_head():
    second = "+447700961001"
    told = trading()
    for i in range(12):
        told.call(customer(i), second, i * DAY + 12 * HOUR)
    chain = people(told, carriers=[Carrier(LINE, second, 6.0, 100)])
    assert chain.head.number is None


def test_each_worker_is_compared_by_the_number_that_got_most_orders():
    asker = trading().asker()
    asker.hold(Question("candidates", "SELECT * FROM given"), {"given": table([(LINE, "L")])})
    asker.hold(relays.ask(relays.Params()))
    assert set(workers(asker, Line("L", (LINE,), ()))) == set(RUNNERS)


def test_the_head_is_never_a_number_of_the_line():
    told = commanded(trading())
    assert all(LINE not in member.numbers for member in people(told).members)


def test_every_ground_opens_the_rows_between_the_member_and_those_it_dealt_with():
    answer, asker = found(commanded(trading()))
    opened = {opens.ref: opens.question for opens in answer.references}
    for member in answer.chain.members:
        assert member.grounds
        for ground in member.grounds:
            assert asker.answer(opened[ground.ref]).table.num_rows > 0


def test_customers_and_their_friends_are_no_members():
    numbers = {n for m in people(commanded(trading())).members for n in m.numbers}
    assert numbers == {CHIEF, HEAD, *RUNNERS}
