"""Detect: which numbers the records speak for as drug lines, with reasons for and against."""

from lineholder.detect import broadcast, churn, customers, dispatch, no_life, work_phones
from lineholder.detect.signal import Signal

SIGNALS: tuple[Signal, ...] = (
    broadcast.SIGNAL,
    customers.SIGNAL,
    dispatch.SIGNAL,
    no_life.SIGNAL,
    churn.SIGNAL,
    work_phones.SIGNAL,
)
