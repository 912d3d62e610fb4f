"""Stories: who took over from whom."""

from lives_told import NEW, OLD, friend, passers, rings, town
from telling import DAY, HOUR, Told

from lineholder.succession.find import find


def proposed(told: Told) -> list[tuple[str, str]]:
    return sorted((p.old, p.new) for p in find(told.asker()).pairs.pairs)


def test_a_number_that_keeps_its_friends_is_followed():
    told = passers(town())
    rings(told, OLD, [friend(0), friend(4), friend(8)], range(14))
    rings(told, NEW, [friend(0), friend(4), friend(8)], range(14, 30))
    (pair,) = find(told.asker()).pairs.pairs
    assert (pair.old, pair.new) == (OLD, NEW)
    assert pair.changed_s == told_at(told, NEW)[0]
    assert pair.ended_s == told_at(told, OLD)[-1]
    assert abs(sum(s.log10 for s in pair.strands) - pair.score) < 1e-9


def told_at(told: Told, number: str) -> list[int]:
    return sorted(at for a, b, _, at, _ in told.contacts if number in (a, b))


def relieved(cells: dict[str, str]) -> Told:
    """Two numbers of one circle, one after the other, each recorded where `cells` says."""
    told = passers(town())
    circle = [friend(0), friend(4), friend(8)]
    rings(told, OLD, circle, range(14))
    rings(told, NEW, circle, range(14, 30))
    told.cells = cells
    return told


def test_who_takes_over_a_circle_but_lives_elsewhere_relieves_and_did_not_change():
    assert proposed(relieved({OLD: "north", NEW: "north"})) == [(OLD, NEW)]
    assert proposed(relieved({OLD: "north", NEW: "south"})) == []


def test_nobody_changed_nobody_is_proposed():
    assert proposed(town()) == []


def test_a_newcomer_with_other_friends_is_nobodys_successor():
    told = town()
    rings(told, OLD, [friend(0), friend(1), friend(2)], range(14))
    rings(told, NEW, [friend(6), friend(7), friend(8)], range(14, 30))
    assert proposed(told) == []


def test_a_number_in_use_at_the_end_of_the_records_has_not_ended():
    told = town(30)
    rings(told, OLD, [friend(0), friend(4), friend(8)], range(30))
    rings(told, NEW, [friend(0), friend(4), friend(8)], range(29, 30), hour=20)
    assert proposed(told) == []


def test_what_begins_with_the_records_took_over_from_nobody():
    told = town()
    rings(told, OLD, [friend(0), friend(4), friend(8)], range(14))
    rings(told, NEW, [friend(0), friend(4), friend(8)], range(30), hour=15)
    assert proposed(told) == []


def test_one_handset_says_who_of_two_took_over():
    told, third = town(), "+447700910003"
    circle = [friend(0), friend(4), friend(8)]
    rings(told, OLD, circle, range(14))
    rings(told, NEW, circle, range(14, 30))
    rings(told, third, circle, range(14, 30), hour=14)
    assert proposed(told) == []  # as likely the one as the other
    told.handsets = {OLD: "350000000000011", NEW: "350000000000011", third: "350000000000029"}
    assert proposed(told) == [(OLD, NEW)]


def test_three_numbers_in_turn_are_two_pairs():
    told, third = passers(town(36)), "+447700910003"
    circle = [friend(0), friend(4), friend(8)]
    for number, days in ((OLD, range(12)), (NEW, range(12, 24)), (third, range(24, 36))):
        rings(told, number, circle, days)
    assert proposed(told) == [(OLD, NEW), (NEW, third)]


def test_a_head_without_a_stable_contact_is_followed_when_his_crew_is():
    """Everybody changes on one day: those with friends of their own are sure, the head follows."""
    told = passers(town(30, 24))
    crew = {i: (f"+44770093000{i}", f"+44770093001{i}") for i in range(4)}
    for i, pair in crew.items():
        for which, days in ((0, range(14)), (1, range(14, 30))):
            own = [friend(6 * i), friend(6 * i + 2), friend(6 * i + 4)]
            rings(told, pair[which], own, days, hour=10)
            rings(told, (OLD, NEW)[which], [pair[which]], days, hour=16 + i)
    found = find(told.asker()).pairs.pairs
    assert sorted((p.old, p.new) for p in found) == sorted([*crew.values(), (OLD, NEW)])
    rounds = {p.old: p.round for p in found}
    assert rounds.pop(OLD) > min(rounds.values())


def test_numbers_seen_by_one_customer_alone_do_not_end_with_his_record():
    """What stops being recorded has not stopped."""
    told = Told(held=frozenset({friend(0), friend(1)}))
    for day in range(30):
        told.call(friend(0 if day < 14 else 1), friend(9), day * DAY + 9 * HOUR)
    rings(told, friend(0), [OLD, friend(5)], range(14))
    rings(told, friend(1), [NEW, friend(5)], range(14, 30))
    assert (OLD, NEW) not in proposed(told)


def test_every_strand_opens_rows_and_the_same_records_give_the_same_version():
    told = passers(town())
    rings(told, OLD, [friend(0), friend(4), friend(8)], range(14))
    rings(told, NEW, [friend(0), friend(4), friend(8)], range(14, 30))
    asker = told.asker()
    first, again = find(asker), find(told.asker())
    assert first == again
    opened = {opens.ref: opens.question for opens in first.references}
    for strand in first.pairs.pairs[0].strands:
        shown = asker.answer(opened[strand.ref]).table
        assert shown.column_names == ["ingest", "sheet", "row"]
        if strand.name in ("timing", "contacts", "prior"):
            assert shown.num_rows > 0
    contacts = next(s for s in first.pairs.pairs[0].strands if s.name == "contacts")
    both = told_at(told, OLD) + told_at(told, NEW)
    assert asker.answer(opened[contacts.ref]).table.num_rows == 2 * len(both)  # both ends held
