"""Find: ask every signal of every candidate, join numbers of one line, rank, stop where evidence stops."""

from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from lineholder.detect import SIGNALS, activity, callers, group, reach, relays
from lineholder.detect.describe import Choice, describe
from lineholder.detect.measure import Seen, measure, table
from lineholder.detect.weights import Weights
from lineholder.model.digest import digest
from lineholder.model.findings import Reference
from lineholder.model.lines import LinesFound
from lineholder.model.progress import Progress, silent
from lineholder.model.question import Asker, Question

SUSPECT = -9.0  # natural log-odds from which a number's customers are compared with others'
ONE_OF_TWO = -4.0  # and from which one of the two must be on its own account
LIST_STAYS = (
    0.5  # reminders go to another list each day, adverts to the same: chance of being on both
)
Successors = tuple[tuple[str, str], ...]  # (old, new), each number old once and new once at most
CREW_DAYS = 4  # a number that talks with a better line on so many days is of its crew, not a line
CREW = """
    SELECT r.line, r.other FROM relays r JOIN candidates k ON k.number = r.other
    WHERE r.days >= $crew_days
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The ranked lines, and the references that their reasons open."""

    lines: LinesFound
    references: tuple[Reference, ...]


def version(weights: Weights, snapshot: str, successors: Successors = ()) -> str:
    """Digest of the questions, code, weights, successors and snapshot that a list of lines rests on."""
    asked = [callers.ask(), relays.ask(relays.Params()), *(s.ask() for s in SIGNALS)]
    asked += [group.ask(group.Params()), reach.ask(reach.Params()), activity.ask_customers()]
    here = code(resources.files("lineholder.detect"))
    pairs = [list(pair) for pair in sorted(successors)]
    return digest(
        [[question.digest() for question in asked], here, weights.digest, pairs, snapshot]
    )


def code(package: Traversable) -> str:
    """Digest of a package's modules: thresholds and judgement stand there, outside every question."""
    modules = sorted(package.iterdir(), key=lambda module: module.name)
    return digest([[m.name, m.read_text("utf-8")] for m in modules if m.name.endswith(".py")])


def find(
    asker: Asker,
    weights: Weights,
    progress: Progress = silent,
    successors: Successors = (),
) -> Found:
    """The lines that the records speak for, best first; it does not fill places.

    Steps: who is contacted by many again and again; the signals of each such number; numbers that share
    their customers, or took over from one another by what `successors` proposes, joined and measured as
    one; numbers of a better line's crew left out.
    """
    steps = len(SIGNALS) + 4
    candidates, insufficient = callers.judge(asker.answer(callers.ask()).table, callers.Params())
    progress(1, steps)
    alone = measure(asker, candidates, weights, lambda n, _of: progress(1 + n, steps))
    together = _together(asker, alone, weights, successors)
    progress(steps - 2, steps)
    chosen = _without_crew(asker, _chosen(alone, together))
    progress(steps - 1, steps)
    lines, references = describe(asker, chosen)
    progress(steps, steps)
    of = version(weights, asker.snapshot, successors)
    found = LinesFound(lines, candidates.num_rows, insufficient, asker.snapshot, of)
    return Found(found, references)


def _together(asker: Asker, alone: Seen, weights: Weights, successors: Successors) -> Seen | None:
    """Numbers that share customers or follow one another, measured as one line; None where none do."""
    suspects = [(line, line) for line, score in alone.best().items() if score > SUSPECT]
    params = group.Params()
    overlap = asker.answer(group.ask(params), {"suspects": table(suspects)}).table
    proposed = [p for p in group.judge(overlap, params) if _is_backed(alone, p)]
    best = alone.best()
    followed = [p for p in successors if max(best.get(n, SUSPECT) for n in p) > ONE_OF_TWO]
    sets = group.joined((*((p.one, p.two) for p in proposed), *followed))
    pairs = [(number, line) for line, members in sets.items() for number in members]
    return measure(asker, table(pairs), weights) if pairs else None


def _is_backed(alone: Seen, pair: group.Pair) -> bool:
    """Whether one of the two is suspect on its own, and a number that only sends has a list that stays."""
    best = alone.best()
    if max(best[pair.one], best[pair.two]) <= ONE_OF_TWO:
        return False
    return pair.sender is None or alone.figure(pair.sender, "broadcast: list stays") >= LIST_STAYS


def _chosen(alone: Seen, together: Seen | None) -> list[Choice]:
    """Those for which the evidence outweighs that against, best first; joined where that says more."""
    best = alone.best()
    choices, used = [], set[str]()
    if together:
        for line, total in together.best().items():
            members = together.numbers(line)
            each = [
                best.get(m, SUSPECT) for m in members
            ]  # a successor may be too new to be judged
            if total > 0 and (min(each) > 0 or total >= max(each) - 1):
                choices.append(Choice(line, members, total, together))
                used.update(members)
    choices += [Choice(n, (n,), s, alone) for n, s in best.items() if s > 0 and n not in used]
    return sorted(choices, key=lambda c: (-c.score, c.key))


def _without_crew(asker: Asker, choices: list[Choice]) -> list[Choice]:
    """Leave out numbers that talk with a better line on many days: they are of its crew."""
    given = {"candidates": table([(n, n) for c in choices for n in c.numbers])}
    asker.hold(relays.ask(relays.Params()), given)
    rows = asker.answer(Question("crew", CREW, {"crew_days": CREW_DAYS}), given).table.to_pylist()
    talks = {(row["line"], row["other"]) for row in rows}
    kept: list[Choice] = []
    for choice in choices:
        if not any((a, b) in talks for k in kept for a in k.numbers for b in choice.numbers):
            kept.append(choice)
    return kept
