"""A jury reads these sentences: one is one, and a figure of nothing is said as such."""

import re

import pytest
from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import broadcast, churn, customers, dispatch, no_life

WORKER = "+447700999901"


def said(signal, told: Told) -> str:
    (facts,) = told.asker().asked(signal, [LINE])
    return signal.sentence(facts)


def one_burst() -> Told:
    told = Told()
    for i in range(5):
        told.text(LINE, customer(i), i)
    return told


def one_regular(days: int) -> Told:
    told = Told()
    for day in range(days):
        told.call(customer(1), LINE, day * DAY)
    return told


def one_worker(days: int) -> Told:
    told = Told()
    for day in range(days):
        for n in range(3):
            told.call(customer(n), LINE, day * DAY + n * HOUR)
            told.call(LINE, WORKER, day * DAY + n * HOUR + MINUTE)
    return told


def one_brief_worker() -> Told:
    told = one_worker(3)
    told.call(customer(1), LINE, 20 * DAY)
    return told


@pytest.mark.parametrize(
    ("signal", "told", "sentence"),
    [
        (
            broadcast.SIGNAL,
            one_burst(),
            "On one day it sent texts to 5 numbers within minutes; none of the 5 numbers on that list "
            "makes contact with it again and again.",
        ),
        (
            customers.SIGNAL,
            one_regular(3),
            "The one number that makes contact with it does so on three days or more, on 3.0 days a week.",
        ),
        (
            customers.SIGNAL,
            one_regular(2),
            "One number makes contact with it, not on three days or more.",
        ),
        (
            dispatch.SIGNAL,
            one_worker(2),
            "6 times it contacted one number within ten minutes of being contacted by another; by chance "
            "it would be about 0.",
        ),
        (
            churn.SIGNAL,
            one_brief_worker(),
            "The one number that it passes orders to was in use for only part of the time, 2 days.",
        ),
        (
            no_life.SIGNAL,
            one_regular(2),
            "No numbers that it talks with at length in both directions; 0 of 2 calls last three minutes "
            "or more.",
        ),
    ],
)  # fmt: skip
def test_one_is_said_as_one(signal, told, sentence):
    assert said(signal, told) == sentence
    assert not re.search(r"\b1 (days|numbers|times|calls)\b", sentence)
