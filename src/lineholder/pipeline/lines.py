"""Lines: find them, open one, explain a number."""

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa

from lineholder.detect import activity, relays, weights
from lineholder.detect import explain as explaining
from lineholder.detect import find as finding
from lineholder.detect import methods as words
from lineholder.detect.measure import table
from lineholder.ingest import read_number
from lineholder.maths import localtime
from lineholder.model.digest import digest
from lineholder.model.errors import BadValue, NotFound, Refused
from lineholder.model.findings import Reference
from lineholder.model.lines import (
    CustomerSeen,
    Day,
    Explanation,
    LineCandidate,
    LineDetail,
    LinesFound,
    Method,
    WorkerSeen,
)
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.model.progress import Progress, silent
from lineholder.model.question import Asker, Question
from lineholder.pipeline import succession
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.masks import mask, secret
from lineholder.pipeline.workspace import opened_seals, records
from lineholder.storage import Store
from lineholder.storage.register import findings, references


def find_lines(
    store: Store, actor: Actor, scope: Scope, progress: Progress = silent
) -> LinesFound:
    """The ranked lines of the permitted records, found anew only where records or methods changed."""
    require(store, actor, Permission.ANALYSE, scope, "find lines")
    return _found(store, scope, progress)


def lines_found(store: Store, actor: Actor, scope: Scope) -> LinesFound | None:
    """The list found last in this operation, on these permitted sources; None when never."""
    require(store, actor, Permission.READ, scope, "read lines")
    return last(store, scope)


def stale(store: Store, actor: Actor, scope: Scope) -> bool:
    """Whether the saved list was found on other records than the scope allows now."""
    require(store, actor, Permission.READ, scope, "compare the list with the records")
    found = last(store, scope)
    now = store.holding(scope, opened_seals(store)).snapshot
    return found is not None and found.snapshot != now


def line(store: Store, actor: Actor, scope: Scope, line: str) -> LineDetail:
    """One line as its page shows it."""
    require(store, actor, Permission.READ, scope, "read a line", {"line": line})
    candidate = _candidate(_found(store, scope, silent), line)
    with records(store, scope) as asker:
        return _detail(store, scope, asker, candidate)


def explain(store: Store, actor: Actor, scope: Scope, number: str) -> Explanation:
    """Why this number, in any writing, is or is not ranked as a line."""
    require(store, actor, Permission.READ, scope, "explain a number", {"number": number})
    asked = canonical(number)
    found = _found(store, scope, silent)
    of = [c for c in found.lines if asked in {use.number for use in c.numbers}]
    with records(store, scope) as asker:
        said, opens = explaining.explain(asker, weights.shipped(), asked, of[0] if of else None)
    references.save(store.register, *opens)
    return said


def activity_of(
    store: Store, actor: Actor, scope: Scope, numbers: Sequence[str]
) -> tuple[Day, ...]:
    """Communications of these numbers per London day."""
    require(store, actor, Permission.READ, scope, "read activity", {"numbers": list(numbers)})
    with records(store, scope) as asker:
        asked = [canonical(number) for number in numbers]
        return activity.days(asker.answer(activity.ask_hours(asked)).table)


def sparklines(
    store: Store, actor: Actor, scope: Scope, lines: Sequence[LineCandidate]
) -> dict[str, tuple[Day, ...]]:
    """Communications per London day, by line."""
    require(
        store, actor, Permission.READ, scope, "read activity", {"lines": [c.line for c in lines]}
    )
    with records(store, scope) as asker:
        return {c.line: activity.days(_hours(asker, c)) for c in lines}


def day_rows(store: Store, actor: Actor, scope: Scope, line: str, day: str) -> str:
    """The reference that opens the rows of one London day of a line."""
    require(store, actor, Permission.READ_ROWS, scope, "open a day", {"line": line, "day": day})
    candidate = _candidate(_found(store, scope, silent), line)
    since_s, until_s = localtime.day_bounds(_day(day))
    return _opened(store, scope, activity.rows_between(_numbers(candidate), since_s, until_s))


def hour_rows(store: Store, actor: Actor, scope: Scope, line: str, weekday: int, hour: int) -> str:
    """The reference that opens the rows of one London weekday and hour of a line; 0 is Monday."""
    asked = {"line": line, "weekday": weekday, "hour": hour}
    require(store, actor, Permission.READ_ROWS, scope, "open an hour of the week", asked)
    candidate = _candidate(_found(store, scope, silent), line)
    with records(store, scope) as asker:
        hours = activity.hours_at(_hours(asker, candidate), weekday, hour)
    return _opened(store, scope, activity.rows_in_hours(_numbers(candidate), hours))


def methods(store: Store, actor: Actor, scope: Scope) -> tuple[Method, ...]:
    """What each signal is, its source and what it is blind to."""
    require(store, actor, Permission.READ, scope, "read the methods")
    return words.methods()


def candidate(store: Store, scope: Scope, line: str) -> LineCandidate:
    """For other steps that passed the gate themselves: a line by its id or one of its numbers."""
    return _candidate(_found(store, scope, silent), line)


def canonical(number: str) -> str:
    """The number as records hold it, from any writing; as given where it is none. Refused where empty."""
    given = number.strip()
    if not given:
        raise Refused(
            "Expected a number, in any writing; found nothing. Give one, such as 07700 900123."
        )
    return read_number(given).number or given


def _found(store: Store, scope: Scope, progress: Progress) -> LinesFound:
    with records(store, scope) as asker:
        known = weights.shipped()
        pairs = succession.followed(store, scope, asker)
        version = finding.version(known, asker.snapshot, pairs)
        saved = findings.find(store.register, _stage(scope), version)
        if saved is not None:
            return from_plain(LinesFound, saved)
        found = finding.find(asker, known, progress, pairs)
    references.save(store.register, *found.references)
    findings.save(store.register, _stage(scope), version, to_plain(found.lines), now_s())
    return found.lines


def last(store: Store, scope: Scope) -> LinesFound | None:
    """The list saved last; None also where another version of the product kept it in another shape."""
    saved = findings.latest(store.register, _stage(scope))
    try:
        return from_plain(LinesFound, saved[1]) if saved else None
    except BadValue:
        return None


def _stage(scope: Scope) -> str:
    """Who is limited to some sources sees no list that was found on others."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"lines of {scope.operation}{only}"


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise NotFound(f"Expected a day as YYYY-MM-DD; found {text!r}.") from None


def _candidate(found: LinesFound, line: str) -> LineCandidate:
    of = [c for c in found.lines if c.line == line or line in {use.number for use in c.numbers}]
    if not of:
        raise NotFound(
            f"Expected a line of the list, by its id or one of its numbers; found none named {line!r}. "
            "`lineholder lines` shows them; `lineholder explain NUMBER` says why a number is not one."
        )
    return of[0]


def _numbers(candidate: LineCandidate) -> list[str]:
    return [use.number for use in candidate.numbers]


def _hours(asker: Asker, candidate: LineCandidate) -> pa.Table:
    return asker.answer(activity.ask_hours(_numbers(candidate))).table


def _opened(store: Store, scope: Scope, question: Question) -> str:
    opens = Reference.of(question, store.holding(scope, opened_seals(store)).snapshot)
    references.save(store.register, opens)
    return opens.ref


def _detail(store: Store, scope: Scope, asker: Asker, candidate: LineCandidate) -> LineDetail:
    numbers = _numbers(candidate)
    hours = _hours(asker, candidate)
    asker.hold(relays.ask(relays.Params()), {"candidates": table([(n, "") for n in numbers])})
    others = activity.others(asker.answer(activity.ask_others()).table)
    opens = {
        o.number: Reference.of(activity.rows_with(numbers, o.number), asker.snapshot)
        for o in others
    }
    references.save(store.register, *opens.values())
    key = secret(store)
    customers = tuple(
        CustomerSeen(
            mask(key, scope, o.number),
            o.contacts,
            o.days,
            o.first_s,
            o.last_s,
            opens[o.number].ref,
        )
        for o in others
        if o.is_customer
    )
    workers = tuple(
        WorkerSeen(o.number, o.relays, o.mirrors, o.first_s, o.last_s, opens[o.number].ref)
        for o in others
        if o.is_worker
    )
    return LineDetail(candidate, activity.days(hours), activity.heat(hours), customers, workers)
