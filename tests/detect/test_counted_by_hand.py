"""Every signal's counts against plain loops over the same contacts, by somebody who cannot do SQL."""

from collections import defaultdict
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from relayed_by_hand import Contact, chains, visits
from telling import DAY, LINE, Told

from lineholder.detect import SIGNALS, callers, relays
from lineholder.detect.measure import table

OTHERS = [f"+4477009999{n:02d}" for n in range(5)]

# few people, few moments, and gaps near ten minutes: so that days, relays and regulars do meet
moments = st.builds(
    lambda day, slot, off: day * DAY + slot * 300 + off,
    st.integers(0, 20), st.integers(0, 12), st.integers(0, 3),
)  # fmt: skip
story = st.lists(
    st.tuples(st.booleans(), st.sampled_from(OTHERS), st.booleans(), moments,
              st.sampled_from([0, 60, 61, 179, 180])),
    min_size=1, max_size=120, unique_by=lambda c: c[3],
)  # fmt: skip


def told_by(events) -> Told:
    told = Told()
    for inbound, other, is_call, at, seconds in events:
        a, b = (other, LINE) if inbound else (LINE, other)
        told.call(a, b, at, seconds) if is_call else told.text(a, b, at)
    return told


def by_other(contacts: Iterable[Contact]) -> dict[str, list[Contact]]:
    found = defaultdict(list)
    for contact in contacts:
        found[contact[1] if contact[0] == LINE else contact[0]].append(contact)
    return found


def days_in(mine: list[Contact]) -> int:
    return len({c[3] // DAY for c in mine if c[1] == LINE})


def span(mine: list[Contact]) -> int:
    return max(c[3] for c in mine) - min(c[3] for c in mine)


def is_answer(contact: Contact, contacts: list[Contact]) -> bool:
    """Whether the event before it, anybody's, is one from the number that it goes to, within ten minutes."""
    ordered = sorted(contacts, key=lambda c: c[3])
    i = ordered.index(contact)
    before = ordered[i - 1] if i else None
    return before is not None and before[0] == contact[1] and contact[3] - before[3] <= 600


def is_steady(mine: list[Contact], contacts: list[Contact]) -> bool:
    """Two days a week, calls seldom long, hardly ever called but in answer."""
    calls = [c for c in mine if c[2] == "call"]
    long = sum((c[4] or 0) >= 180 for c in calls)
    called = sum(c[0] == LINE and not is_answer(c, contacts) for c in calls)
    often = days_in(mine) * 7 * DAY >= 2 * max(span(mine), 7 * DAY)
    return often and long * 4 <= len(calls) and called * 2 <= sum(c[1] == LINE for c in mine)


def answers(told: Told) -> dict[str, dict]:
    asker, given_ = told.asker(), {"candidates": table([(LINE, LINE)])}
    asker.hold(relays.ask(relays.Params()), given_)
    return {
        s.name: next(iter(asker.answer(s.ask(), given_).table.to_pylist()), {}) for s in SIGNALS
    }


def check_customers(found: dict, contacts: list[Contact]) -> None:
    callers_ = {o: mine for o, mine in by_other(contacts).items() if days_in(mine)}
    if not callers_:
        assert found == {}
        return
    regular = {o: mine for o, mine in callers_.items() if days_in(mine) >= 3}
    calls_in = [c for mine in callers_.values() for c in mine if c[1] == LINE and c[2] == "call"]
    assert found["callers"] == len(callers_)
    assert found["regulars"] == len(regular)
    assert found["customers"] == sum(days_in(mine) >= 2 for mine in callers_.values())
    assert found["once"] == sum(days_in(mine) == 1 for mine in callers_.values())
    assert found["visit_days"] == sum(days_in(mine) for mine in regular.values())
    assert found["n_in"] == sum(c[1] == LINE for c in contacts)
    steady = [mine for mine in regular.values() if is_steady(mine, contacts)]
    assert found["steady"] == len(steady)
    assert found["steady_in"] == sum(c[1] == LINE for mine in steady for c in mine)
    assert found["calls_in"] == len(calls_in)
    assert found["talk_in_s"] == sum(c[4] or 0 for c in contacts if c[1] == LINE)


def workers_of(contacts: list[Contact]) -> dict[str, list[Contact]]:
    gone_to, mirrored = chains(contacts, -1), chains(contacts, 1)
    return {
        o: mine
        for o, mine in by_other(contacts).items()
        if gone_to[o] >= 5
        and gone_to[o] >= 2 * mirrored[o]
        and len({c[3] // DAY for c in mine}) >= 2
    }


def check_dispatch(found: dict, contacts: list[Contact]) -> None:
    gone_to, mirrored, workers = chains(contacts, -1), chains(contacts, 1), workers_of(contacts)
    assert found["visits"] == sum(c[1] == LINE for c in visits(contacts))
    assert found["relays"] == sum(gone_to.values())
    assert found["mirrors"] == sum(mirrored.values())
    assert found["workers"] == len(workers)
    assert found["worker_relays"] == sum(gone_to[o] for o in workers)
    assert found["worker_mirrors"] == sum(mirrored[o] for o in workers)


def check_churn(found: dict, contacts: list[Contact]) -> None:
    times = [c[3] for c in contacts]
    since, until = min(times), max(times)
    workers = workers_of(contacts) if until - since >= 14 * DAY else {}
    if not workers:
        assert found == {}
        return
    lives = [(min(c[3] for c in m), max(c[3] for c in m)) for m in workers.values()]
    assert found["workers"] == len(workers)
    assert found["lives_s"] == sum(last - first for first, last in lives)
    assert found["short"] == sum(
        last - first < (until - since) * 0.6
        and (first > since + 2 * DAY or last < until - 2 * DAY)
        for first, last in lives
    )


def check_work_phones(found: dict, contacts: list[Contact]) -> None:
    """Everybody is in the circle here: whoever is told of is in contact with the line."""
    workers = workers_of(contacts)
    theirs = [c for mine in workers.values() for c in mine]
    expected = {"held_workers": len(workers), "contacts": len(theirs), "within": len(theirs)}
    assert {key: found.get(key) for key in expected} == expected or (found, workers) == ({}, {})


def check_no_life(found: dict, contacts: list[Contact]) -> None:
    def is_close(mine: list[Contact]) -> bool:
        long = sum(c[2] == "call" and (c[4] or 0) >= 180 for c in mine)
        inward = sum(c[1] == LINE for c in mine)
        return long >= 2 and inward >= 2 and len(mine) - inward >= 2

    inward = [c[3] for c in contacts if c[1] == LINE]
    assert found["close"] == sum(is_close(mine) for mine in by_other(contacts).values())
    assert found["calls"] == sum(c[2] == "call" for c in contacts)
    assert found["long_calls"] == sum(c[2] == "call" and (c[4] or 0) >= 180 for c in contacts)
    assert (found["n_in"] or 0) == len(inward)
    assert (found["weekend"] or 0) == sum((at // DAY + 3) % 7 >= 5 for at in inward)
    assert (found["night"] or 0) == sum(1 <= at % DAY // 3600 <= 5 for at in inward)
    assert (found["records"], found["data"]) == (len(contacts), 0)


@settings(max_examples=25, deadline=None)
@given(story)
def test_customers_dispatch_churn_no_life_and_work_phones_are_those_counted_by_hand(events):
    told = told_by(events)
    found, contacts = answers(told), told.contacts
    check_customers(found["customers"], contacts)
    check_dispatch(found["dispatch"], contacts)
    check_churn(found["churn of workers"], contacts)
    check_no_life(found["no life"], contacts)
    check_work_phones(found["work phones"], contacts)


def test_the_hand_counts_do_meet_workers_and_regulars():
    """Else the property above could hold because nothing ever happens in it."""
    events = [
        (True, OTHERS[n % 3], True, day * DAY + n * 300, 60) for day in range(16) for n in (0, 4)
    ]
    events += [(False, OTHERS[4], True, day * DAY + 100, 20) for day in range(6)]
    told = told_by(events)
    found = answers(told)
    assert list(workers_of(told.contacts)) == [OTHERS[4]]
    assert (found["dispatch"]["workers"], found["churn of workers"]["short"]) == (1, 1)
    check_customers(found["customers"], told.contacts)
    check_dispatch(found["dispatch"], told.contacts)
    check_churn(found["churn of workers"], told.contacts)


def passed_on(days: range) -> list[tuple]:
    """An order on each day, and its relay to one worker; the line itself is in use for 21 days."""
    orders = [(True, OTHERS[0], True, day * DAY, 60) for day in range(21)]
    return orders + [(False, OTHERS[4], True, day * DAY + 100, 20) for day in days]


def test_five_relays_on_one_day_are_no_worker():
    events = [(True, OTHERS[0], True, 20 * DAY, 60), (True, OTHERS[0], True, 2 * DAY, 60)]
    for n in range(5):
        events.append((True, OTHERS[n % 2], True, n * 3600, 60))
        events.append((False, OTHERS[4], True, n * 3600 + 1, 20))
    told = told_by(events)
    found = answers(told)
    assert (found["dispatch"]["relays"], found["dispatch"]["workers"]) == (5, 0)
    assert found["churn of workers"] == {}
    check_dispatch(found["dispatch"], told.contacts)


def test_less_than_three_fifths_of_the_record_is_short_and_more_is_not():
    for last, short in ((11, 1), (12, 0)):  # of 20 days: 11/20 and 12/20
        told = told_by(passed_on(range(last + 1)))
        found = answers(told)["churn of workers"]
        assert (found["workers"], found["short"]) == (1, short)
        check_churn(found, told.contacts)


def test_long_talk_that_only_one_of_the_two_begins_is_not_close():
    for inward, close in ((1, 0), (2, 1)):
        events = [(n < inward, OTHERS[0], True, n * DAY, 600) for n in range(5)]
        told = told_by(events)
        assert answers(told)["no life"]["close"] == close
        check_no_life(answers(told)["no life"], told.contacts)


pairs = st.tuples(st.sampled_from([LINE, *OTHERS]), st.sampled_from([LINE, *OTHERS]))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(pairs, st.booleans(), moments), max_size=40))
def test_callers_are_those_counted_by_hand(events):
    told = Told()
    for (a, b), is_call, at in events:
        told.call(a, b, at) if is_call else told.text(a, b, at)
    days, texted = defaultdict(set), defaultdict(set)
    for a, b, kind, at, _ in told.contacts:
        if a != b:
            days[b, a].add(at // DAY)
            texted[a] |= {b} if kind == "text" else set()
    expected = {
        number: (
            sum(b == number for b, _ in days),
            sum(b == number and len(on) >= 2 for (b, _), on in days.items()),
            len(texted[number]),
        )
        for number in {n for pair in days for n in pair}
    }
    rows = told.asker().answer(callers.ask()).table.to_pylist()
    assert {r["number"]: (r["callers"], r["again"], r["texted"]) for r in rows} == expected
    assert len(rows) == len(expected)
