"""Carrying: on how many days each candidate is expected to have had the number, all competing.

A hidden Markov chain over days with a state for each candidate and one for "somebody else": a day's score
is its movement rank LR ("somebody else" scores 0), the same hand keeps the number overnight with
probability STAYS. Only days with a switch of the candidate count: one seen on a single day has not carried
the number for a month because nobody else was seen to. A neighbour who is at home when the carrier is loses
every day to the carrier, however many such days there are: that is what sums over days alone cannot say.
Exact, by forward-backward.

Source: Rabiner, Proc. IEEE 77 (1989) 257. STAYS was set a priori.
Blind to: two people who take turns within a day.
"""

import numpy as np
from scipy.special import logsumexp

from lineholder.attribute.movement import Days
from lineholder.maths.sample import Floats

STAYS = 0.97
LN10 = float(np.log(10.0))


def expected_days(days: Days, candidates: int) -> Floats:
    """Expected number of its days with a switch that each candidate carried the number on."""
    carried: Floats = np.zeros(candidates)
    if days.day.size == 0:
        return carried
    owners, state = np.unique(days.owner, return_inverse=True)
    first = int(days.day.min())
    score = np.zeros((int(days.day.max()) - first + 1, owners.size + 1))
    at = days.day - first, state.reshape(-1) + 1
    score[at] = days.rank * LN10
    carried[owners] = np.bincount(at[1] - 1, _posterior(score)[at], minlength=owners.size)
    return carried


def _posterior(score: Floats) -> Floats:
    """P(state | all days): days x states."""
    states = score.shape[1]
    keep, turn = np.log(STAYS), np.log((1 - STAYS) / states)

    def overnight(log: Floats) -> Floats:
        return np.asarray(np.logaddexp(log + keep, logsumexp(log) + turn))

    forward, backward = np.zeros_like(score), np.zeros_like(score)
    forward[0] = score[0] - np.log(states)
    for day in range(1, score.shape[0]):
        forward[day] = overnight(forward[day - 1]) + score[day]
    for day in range(score.shape[0] - 2, -1, -1):
        backward[day] = overnight(backward[day + 1] + score[day + 1])
    both = forward + backward
    return np.asarray(np.exp(both - logsumexp(both, axis=1, keepdims=True)))
