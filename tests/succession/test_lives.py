from lives_told import NEW, OLD, friend, rings, town
from telling import Told

from lineholder.model.question import Question
from lineholder.succession import lives


def ends(told: Told, pairs: tuple[tuple[str, str], ...] = ()) -> tuple[set[str], set[str]]:
    asker, alias = told.asker(), lives.aliases(pairs)
    asker.hold(lives.lives())
    asker.hold(lives.watched())
    asker.hold(lives.sight(), alias)
    found = []
    for question in (lives.ended(lives.Params()), lives.begun(lives.Params())):
        asker.hold(question, alias)
        table = asker.answer(Question("all", f"SELECT number FROM {question.name}")).table
        found.append(set(table["number"].to_pylist()))
    return found[0], found[1]


def test_who_falls_silent_has_ended_and_who_comes_up_has_begun():
    told = town()
    rings(told, OLD, [friend(0)], range(10))
    rings(told, NEW, [friend(0)], range(20, 30))
    assert ends(told) == ({OLD}, {NEW})


def test_silence_is_judged_by_the_numbers_own_rhythm():
    told = town()
    rings(told, OLD, [friend(0)], range(0, 28, 9))  # days 0, 9, 18, 27: two days more say nothing
    assert OLD not in ends(told)[0]


def test_a_contact_is_in_sight_as_long_as_the_one_who_recorded_it_under_any_number():
    line, after = "+447700940001", "+447700940002"
    told = Told(held=frozenset({line, after}))
    rings(told, line, [friend(1), OLD], range(10))
    rings(told, after, [friend(1), NEW], range(10, 20))
    assert OLD not in ends(told)[0]
    assert NEW not in ends(told)[1]
    ended, begun = ends(told, ((line, after),))
    assert OLD in ended
    assert NEW in begun
    assert line not in ended
    assert after not in begun


def test_aliases_lead_to_the_first_number():
    alias = lives.aliases((("b", "c"), ("a", "b")))["alias"]
    assert alias.to_pylist() == [{"number": n, "name": "a"} for n in "abc"]
