"""When it mattered: broadcasts and orders, and the switches beside them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scene import HOUR, LINE, MINUTE, MONDAY, OTHER, OWN, Scene

from lineholder.attribute import moments
from lineholder.model.attribution import Moment


def read(told: Scene):
    found = moments.read(told.asker().answer(moments.ask(told.subject())).table)
    return {kind: [int(t) - MONDAY for t in at] for kind, at in found.items()}


def test_a_burst_of_texts_is_one_broadcast_and_a_taken_call_an_order():
    told = Scene()
    for n in range(moments.MANY):
        told.call(LINE, f"+4477008800{n:02d}", 10 * HOUR + n * MINUTE, kind="text")
    told.call(OWN, LINE, 11 * HOUR, 30)
    told.call(OTHER, LINE, 11 * HOUR + MINUTE, 30)  # of the same quarter of an hour
    told.call(OTHER, LINE, 12 * HOUR, 0)  # not taken
    assert read(told) == {Moment.BROADCAST: [10 * HOUR], Moment.ORDER: [11 * HOUR]}


def test_a_text_to_one_fewer_or_to_one_again_is_no_broadcast():
    told = Scene()
    for n in range(moments.MANY):
        told.call(LINE, f"+4477008800{n % (moments.MANY - 1):02d}", 10 * HOUR + n, kind="text")
    assert read(told) == {Moment.BROADCAST: [], Moment.ORDER: []}


@given(st.lists(st.integers(0, 20_000)), st.lists(st.integers(0, 20_000)))
def test_nearby_by_loop(times, at):
    got = moments.nearby(np.array(times, dtype=np.int64), np.array(sorted(at), dtype=np.int64))
    assert got.tolist() == [any(abs(t - m) <= moments.NEAR_S for m in at) for t in times]
