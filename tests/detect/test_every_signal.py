"""What holds for each signal in the list, also for the next one."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import SIGNALS, relays
from lineholder.detect.measure import table

WORKER = "+447700999901"
OWN = "+447700999902"  # a second number of the same line
each_signal = pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.name)


def busy_line() -> Told:
    """Three weeks of a line that every signal has something to say of."""
    told = Told()
    for day in range(21):
        for i in range(8):
            at = day * DAY + (9 + i) * HOUR
            told.text(LINE, customer(i), day * DAY + 8 * HOUR + i)
            told.call(customer(i), LINE, at)
            told.call(LINE, WORKER if day < 12 else "+447700999903", at + 2 * MINUTE)
    told.call(customer(90), LINE, HOUR, 400)
    told.call(LINE, customer(90), 2 * HOUR, 400)
    told.call(customer(90), LINE, DAY + HOUR, 400)
    told.text(LINE, customer(90), DAY + 2 * HOUR)
    return told


@each_signal
def test_nothing_told_gives_no_row_and_no_figure(signal):
    asker = Told().asker()
    assert asker.asked(signal, [LINE]) == []
    answer = asker.answer(signal.ask(), {"candidates": table([(LINE, LINE)])}).table
    assert [len(figure) for figure in signal.judge(answer)] == [0] * len(signal.features)


@each_signal
def test_each_of_two_lines_gets_one_row_and_its_own_figures(signal):
    told = busy_line()
    alone = told.asker().asked(signal, [LINE])
    for a, b, kind, start, seconds in tuple(told.contacts):
        ends = tuple("+44" + n[3:].replace("7700", "7800") for n in (a, b))
        told.contacts.append((*ends, kind, start, seconds))
    other = LINE.replace("7700", "7800")
    rows = told.asker().asked(signal, [LINE, other])
    assert [row["line"] for row in rows] == [LINE, other]
    assert [{**row, "line": ""} for row in rows] == [{**alone[0], "line": ""}] * 2


@each_signal
def test_the_order_of_the_rows_changes_nothing(signal):
    told = busy_line()
    before = told.asker().asked(signal, [LINE])
    rng = np.random.default_rng(8)
    told.contacts = [told.contacts[i] for i in rng.permutation(len(told.contacts))]
    assert told.asker().asked(signal, [LINE]) == before


@each_signal
def test_the_rows_cited_exist_stand_once_and_name_the_line(signal):
    asker = busy_line().asker()
    (facts,) = asker.asked(signal, [LINE])
    cited = asker.answer(signal.cite([LINE], facts)).table.to_pylist()
    held = {
        (o["ingest"], o["sheet"], o["row"]): {o["subject"], o["other_party"]}
        for o in asker._tables["observations"].to_pylist()
    }
    places = [(row["ingest"], row["sheet"], row["row"]) for row in cited]
    assert places
    assert len(places) == len(set(places))
    assert all(LINE in held[place] for place in places)


@each_signal
def test_the_headline_figure_stands_in_the_answer_and_a_silent_signal_still_says_why(signal):
    (facts,) = busy_line().asker().asked(signal, [LINE])
    assert facts[signal.value] is not None
    assert signal.absent.endswith(".")


FORBIDDEN = ("belongs to", "consistent with", "dealer", "drug", "offender", "user")


@each_signal
def test_no_sentence_says_whose_a_number_is_or_what_its_holder_does(signal):
    (facts,) = busy_line().asker().asked(signal, [LINE])
    for sentence in (signal.sentence(facts), signal.absent):
        assert not [word for word in FORBIDDEN if word in sentence.lower()]
        assert not re.search(r"\b1 (days|numbers|times)\b", sentence)
        assert "None" not in sentence
        assert "nan" not in sentence


people = st.sampled_from([LINE, OWN, WORKER, *(customer(i) for i in range(5))])
contacts = st.lists(
    st.tuples(people, people, st.sampled_from(["call", "text"]), st.integers(0, 16 * DAY),
              st.sampled_from([0, 20, 200, 4000])),
    max_size=40,
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(contacts, st.sets(people, max_size=4))
def test_whatever_is_told_figures_stay_between_0_and_1_and_citing_never_fails(made, held):
    told = Told(held=frozenset(held) or None)
    for a, b, kind, at, seconds in made:
        told.call(a, b, at, seconds) if kind == "call" else told.text(a, b, at)
    asker = told.asker()
    given_ = {"candidates": table([(LINE, "L"), (OWN, "L"), (WORKER, "W")])}
    asker.hold(relays.ask(relays.Params()), given_)
    for signal in SIGNALS:
        answer = asker.answer(signal.ask(), given_).table
        figures = signal.judge(answer)
        assert len(figures) == len(signal.features)
        for figure in figures:
            assert len(figure) == answer.num_rows
            known = figure[~np.isnan(figure)]
            assert ((known >= 0) & (known <= 1)).all()
        for facts in answer.to_pylist():
            assert signal.sentence(facts)
            asker.answer(signal.cite([LINE, OWN], facts))
