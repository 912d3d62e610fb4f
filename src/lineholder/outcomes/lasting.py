"""Lasting: how long closures hold, by closure type, from what people decided of each line.

A closure lasts from the day that the line left the stock to the first contact of its re-emergence. One that
a check-back undid counts as come back on the day of that check-back, under the type that was entered for it,
so that no type looks better for finding failures. A line that merged, or is closed when the ledger ends, is
censored. Closures from before the period are watched from its start. `type1_confirmed` is watched from the
check-back on: counted from the closure, nothing could come back before it was confirmed.

Source: Kaplan and Meier (maths/survival); closure types of the Home Office County Lines Programme.
Blind to: a line that came back unseen; merged lines that would have come back; closures of one holder, which
    fall together and make the interval too narrow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.maths import survival
from lineholder.maths.proportions import median_of
from lineholder.model.lasting import ClosureGroup, Held, Lasting, Step, Survival
from lineholder.model.line_states import LineState
from lineholder.model.outcomes import Closure, LineHistory
from lineholder.model.question import Question
from lineholder.outcomes.displacement import WINDOW_DAYS, displacement

DAY_S = 86400
ENDS = "SELECT MIN(time_s) AS first_s, MAX(time_s) AS last_s FROM events"
HELD_AFTER = (30, 90, 180, 365)  # days at which the share still closed is told
FEW = 10  # closures under which the sentence says that they are few


@dataclass(frozen=True, slots=True)
class _Spell:
    """One closure as days: from `entry` on it was watched, at `days` it came back or was lost to sight."""

    groups: frozenset[ClosureGroup]
    entry: float
    days: float
    back: bool
    failed: bool = False


def ask_ends() -> Question:
    """Asks `events` for the times of the first and the last entry that counts."""
    return Question("ends of the ledger", ENDS)


def read_ends(answer: pa.Table) -> tuple[int, int]:
    """When the ledger begins, and the second after its last entry; 0 and 0 of an empty one."""
    row = answer.to_pylist()[0]
    return (0, 0) if row["last_s"] is None else (row["first_s"], row["last_s"] + 1)


def find(
    histories: Sequence[LineHistory],
    markets: Mapping[str, str],
    period: tuple[int | None, int | None],
    ends: tuple[int, int],
) -> Lasting:
    """Survival and displacement of a period, to the end of the ledger where it is open."""
    since_s, until_s = period[0], ends[1] if period[1] is None else period[1]
    watched_s = ends[0] if since_s is None else since_s
    return Lasting(
        since_s=since_s,
        until_s=until_s,
        level=survival.LEVEL,
        window_days=WINDOW_DAYS,
        survival=lasting(histories, since_s, until_s),
        displacement=displacement(histories, markets, watched_s, until_s),
        no_market=sum(h.line not in markets for h in histories),
    )


def lasting(
    histories: Iterable[LineHistory], since_s: int | None, until_s: int
) -> tuple[Survival, ...]:
    """One survival for each group that has a closure, in the order of the groups; nothing of none."""
    told = tuple(histories)
    spells = [s for h in told for s in _spells(h, since_s, until_s)]
    confirmed = [s for h in told for s in _confirmed(h, since_s, until_s)]
    of: dict[ClosureGroup, list[_Spell]] = {
        group: [s for s in spells if group in s.groups]
        for group in ClosureGroup
        if group is not ClosureGroup.CONFIRMED
    }
    of[ClosureGroup.CONFIRMED] = confirmed
    return tuple(_survival(group, own) for group, own in of.items() if own)


def _spells(history: LineHistory, since_s: int | None, until_s: int) -> Iterable[_Spell]:
    for closure in history.closures():
        groups = {ClosureGroup.ALL, _type(closure.type1)}
        yield from _spell(groups, closure, closure.at_s, since_s, until_s)
    for one in history.failed:
        as_closure = Closure(history.line, one.at_s, one.type1, False, one.failed_s, None)
        groups = {ClosureGroup.ALL, _type(one.type1)}
        for made in _spell(groups, as_closure, one.at_s, since_s, until_s):
            yield _Spell(made.groups, made.entry, made.days, made.back, failed=made.back)


def _type(type1: bool) -> ClosureGroup:
    return ClosureGroup.TYPE_1 if type1 else ClosureGroup.TYPE_2


def _confirmed(history: LineHistory, since_s: int | None, until_s: int) -> Iterable[_Spell]:
    """Confirmed closures, watched from their confirmation."""
    for closure in history.closures():
        over = closure.re_emerged_s
        at = [
            m.at_s
            for m in history.moves
            if m.new is LineState.CLOSED_T1_CONFIRMED
            and m.at_s >= closure.at_s
            and (over is None or m.at_s < over)
        ]
        if at:
            yield from _spell({ClosureGroup.CONFIRMED}, closure, at[0], since_s, until_s)


def _spell(
    groups: Iterable[ClosureGroup],
    closure: Closure,
    from_s: int,
    since_s: int | None,
    until_s: int,
) -> Iterable[_Spell]:
    """The closure watched from the later of `from_s` and the period's start; nothing if it was over."""
    ends = [s for s in (closure.re_emerged_s, closure.merged_s) if s is not None]
    end_s = min([*ends, until_s])
    watched_s = from_s if since_s is None else max(from_s, since_s)
    entry, days = (watched_s - closure.at_s) / DAY_S, (end_s - closure.at_s) / DAY_S
    if closure.at_s >= until_s or not (entry < days or entry == 0 == days):
        return
    back = closure.re_emerged_s == end_s and end_s < until_s
    yield _Spell(frozenset(groups), entry, days, back)


def _survival(group: ClosureGroup, spells: Sequence[_Spell]) -> Survival:
    curve = survival.fit(
        [s.days for s in spells], [s.back for s in spells], [s.entry for s in spells]
    )
    median = curve.median()
    rows = zip(
        curve.times, curve.share, curve.lower, curve.upper, curve.at_risk, curve.ended, curve.censored,
        strict=True,
    )  # fmt: skip
    failed = sum(s.failed for s in spells)
    back = sum(s.back for s in spells) - failed
    return Survival(
        group=group,
        closures=len(spells),
        came_back=back,
        failed=failed,
        steps=tuple(Step(*row) for row in rows),
        held=tuple(_held(curve, spells, days) for days in HELD_AFTER),
        returned_days=median_of([s.days for s in spells if s.back]).value,
        median_days=median.time,
        median_lower=median.lower,
        median_upper=median.upper,
        empty_at=curve.empty_at,
        sentence=_sentence(len(spells), back, failed, median),
    )


def _held(curve: survival.Curve, spells: Sequence[_Spell], days: int) -> Held:
    at_risk = curve.at_risk_at(days, [s.entry for s in spells], [s.days for s in spells])
    longest = max(s.days for s in spells)
    if days > longest and curve.share[-1] > 0:
        return Held(days, None, None, None, 0)
    return Held(days, *curve.at(days), at_risk)


def _sentence(closures: int, back: int, failed: int, median: survival.Median) -> str:
    said = f"{back} of {closures} closures came back"
    said += (
        f", and {failed} failed {'its' if failed == 1 else 'their'} check-back. "
        if failed
        else ". "
    )
    if median.time is None:
        said += "Fewer than half came back while they were watched: no median can be told."
    else:
        low = "?" if median.lower is None else f"{median.lower:.0f}"
        high = "or more" if median.upper is None else f"to {median.upper:.0f}"
        said += f"Half came back within {median.time:.0f} days (95 % interval {low} {high})."
    return said if closures >= FEW else f"{said} These are few: read the interval, not the figure."
