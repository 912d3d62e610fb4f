"""Work under way as pages show it: how far, how fast, how long still."""

from dataclasses import dataclass

from lineholder.model.entry import Run, RunState
from lineholder.web import words

STEPS = {
    "find_lines": "Finding the lines",
    "ingest": "Reading files",
    "attribute": "Comparing numbers",
}
ACTIVE = (RunState.WAITING, RunState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """A job in words. `percent` is whole; `pace` is empty until something can be said of it.

    `came` says what came of it, empty until it is done; `not_read` names files that were not, with why.
    """

    id: str
    step: str
    what: str
    actor: str
    state: str
    active: bool
    percent: int
    done: str
    pace: str
    created_at: int
    ended_at: int | None
    error: str
    came: str
    not_read: tuple[tuple[str, str], ...]


def job(run: Run, now_s: int) -> Job:
    """The job as a page shows it at `now_s` (UTC epoch seconds)."""
    return Job(
        id=run.id,
        step=run.step,
        what=_what(run),
        actor=run.actor,
        state=run.state.value,
        active=run.state in ACTIVE,
        percent=100 * run.n // run.of if run.of else 0,
        done=_done(run),
        pace=_pace(run, now_s),
        created_at=run.created_at,
        ended_at=run.ended_at,
        error=run.error or "",
        came=_came(run),
        not_read=tuple((f["name"], f["why"]) for f in (run.result or {}).get("not_read", ())),
    )


def latest(runs: tuple[Run, ...], step: str, now_s: int) -> Job | None:
    """The newest job of a step; None when it was never asked for. Runs come newest first."""
    found = next((run for run in runs if run.step == step), None)
    return None if found is None else job(found, now_s)


def _what(run: Run) -> str:
    named = STEPS.get(run.step, words.plain(run.step))
    if run.step == "attribute":
        asked = run.params.get("numbers", ())
        return f"{named} with {words.number(asked[0]) if len(asked) == 1 else len(asked)}"
    files = [str(source["name"]) for source in run.params.get("sources", ())]
    if not files:
        return named
    more = f" and {len(files) - 2} more" if len(files) > 2 else ""
    return f"{named}: {', '.join(files[:2])}{more}"


def _done(run: Run) -> str:
    if run.state is RunState.WAITING:
        return "waiting for its turn"
    if not run.of:
        return "started"
    if run.step == "ingest":
        return f"{words.size(run.n)} of {words.size(run.of)}"
    return f"{run.n:,} of {words.plural(run.of, 'step')}"


def _came(run: Run) -> str:
    if run.result is None:
        return ""
    if run.step == "find_lines":
        lines, considered = run.result["lines"], run.result["considered"]
        return f"{words.plural(lines, 'candidate')} from {words.plural(considered, 'number')}"
    if run.step == "attribute":
        return f"{words.plural(len(run.result['numbers']), 'number')} compared"
    totals = run.result.get("totals", {})
    if not totals:
        return "done"
    return (
        f"{words.plural(totals['rows_in_file'], 'row')}: {totals['recorded']:,} recorded, "
        f"{totals['quarantined']:,} quarantined, {totals['structural']:,} structural"
    )


def _pace(run: Run, now_s: int) -> str:
    if run.state is not RunState.RUNNING or run.started_at is None or not 0 < run.n <= run.of:
        return ""
    spent = max(1, now_s - run.started_at)
    left = words.duration(spent * (run.of - run.n) / run.n)
    rate = f"{words.size(run.n // spent)}/s, " if run.step == "ingest" else ""
    return f"{rate}about {left} left"
