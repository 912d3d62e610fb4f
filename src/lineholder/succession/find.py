"""Find: match the sure ones, rename, score again; then every proposed pair with its strands.

Source: alias propagation over rounds; each number has one successor at most and one predecessor at most.
Blind to: what no strand sees; a crew of which not one member is sure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

import numpy as np
import pyarrow as pa

from lineholder.model.digest import digest
from lineholder.model.findings import Reference
from lineholder.model.progress import Progress, silent
from lineholder.model.question import Asker, Question
from lineholder.model.succession import Strand, Succession, SuccessionsFound
from lineholder.succession import STRANDS, contacts, lives, match, pairs, place, things
from lineholder.succession.frame import Floats, Frame
from lineholder.succession.strand import Said

PRIOR = -1.2  # log10 odds that a compared pair is a change, before any record of it is weighed
SURE = (2.0, 1.5)  # log10 odds asked for in the first rounds
PROPOSED = 1.0  # and in all rounds after: ten to one
MOST_ROUNDS = 9
BOTH = """
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ($old, $new) OR other_party IN ($old, $new)
"""
COUNTS = """
    SELECT (SELECT COUNT(*) FROM ended) AS ended, (SELECT COUNT(*) FROM begun) AS begun
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The proposed pairs, and the references that their strands open."""

    pairs: SuccessionsFound
    references: tuple[Reference, ...]


def version(snapshot: str) -> str:
    """Digest of the code and the snapshot that the pairs rest on: the questions stand in the code."""
    modules = sorted(resources.files("lineholder.succession").iterdir(), key=lambda m: m.name)
    code = [[m.name, m.read_text("utf-8")] for m in modules if m.name.endswith(".py")]
    return digest([code, snapshot])


def find(asker: Asker, progress: Progress = silent) -> Found:
    """Every pair that stands out, best first, described with what speaks for and against it."""
    said: list[tuple[Succession, tuple[Reference, ...]]] = []
    counts: Mapping[str, int] = {}
    for turn in _turns(asker, progress):
        counts = counts or asker.answer(Question("compared", COUNTS)).table.to_pylist()[0]
        said += [_described(asker, turn, row) for row in turn.rows]
    said.sort(key=lambda one: (-one[0].score, one[0].old))
    listed = tuple(pair for pair, _ in said)
    result = SuccessionsFound(
        listed, counts["ended"], counts["begun"], asker.snapshot, version(asker.snapshot)
    )
    return Found(result, tuple(opens for _, several in said for opens in several))


def followed(asker: Asker, progress: Progress = silent) -> tuple[tuple[str, str], ...]:
    """The same pairs (old, new) alone, in order, undescribed: describing takes longer than finding."""
    return tuple(sorted(pair for turn in _turns(asker, progress) for pair in turn.pairs()))


@dataclass(frozen=True, slots=True)
class Turn:
    """One round of renaming: its pairs, what each strand says, and the rows that are accepted."""

    number: int
    frame: Frame
    parts: list[Said]
    rivals: Floats
    rows: list[int]

    def pairs(self) -> list[tuple[str, str]]:
        """The accepted pairs, (old, new)."""
        taken = self.frame.pairs.take(pa.array(self.rows, pa.int64())).to_pylist()
        return [(pair["old"], pair["new"]) for pair in taken]


def _turns(asker: Asker, progress: Progress) -> Iterator[Turn]:
    """Round after round; the tables of a round are held until the next one is asked for."""
    for question in (lives.lives(), lives.watched(), contacts.ties(), things.things()):
        asker.hold(question)
    areas = {"areas": place.areas(asker.answer(place.cells()).table)}
    accepted: list[tuple[str, str]] = []
    for number in range(MOST_ROUNDS):
        progress(number, MOST_ROUNDS)
        turn = _accepted(asker, _round(asker, lives.aliases(tuple(accepted)), areas), number)
        yield turn
        accepted += turn.pairs()
        if not turn.rows and number >= len(SURE):
            break
    progress(MOST_ROUNDS, MOST_ROUNDS)


def _round(asker: Asker, alias: Mapping[str, pa.Table], areas: Mapping[str, pa.Table]) -> Frame:
    """Hold the tables of one round of renaming and return its pairs."""
    params = lives.Params()
    asker.hold(lives.sight(), alias)
    asker.hold(lives.ended(params), alias)
    asker.hold(lives.begun(params), alias)
    asker.hold(place.hours(), areas)
    asker.hold(place.present())
    asker.hold(contacts.named(), alias)
    asker.hold(pairs.pairs(pairs.Params()))
    return Frame(asker, alias)


def _accepted(asker: Asker, frame: Frame, number: int) -> Turn:
    """The pairs of a round whose odds against every rival reach what the round asks for."""
    parts = [strand.weigh(asker, frame) for strand in STRANDS]
    alone = PRIOR + np.sum([part.log10 for part in parts], axis=0)
    odds = match.log10_odds(frame.old, frame.new, alone)
    least = SURE[number] if number < len(SURE) else PROPOSED
    return Turn(number, frame, parts, odds - alone, np.flatnonzero(odds >= least).tolist())


def _described(asker: Asker, turn: Turn, row: int) -> tuple[Succession, tuple[Reference, ...]]:
    frame, parts, rivals = turn.frame, turn.parts, turn.rivals
    pair = frame.pairs.slice(row, 1).to_pylist()[0]
    old, new = pair["old"], pair["new"]
    strands: list[Strand] = []
    opens: list[Reference] = []
    for strand, part in zip(STRANDS, parts, strict=True):
        value, log10 = float(part.value[row]), float(part.log10[row])
        reference = Reference.of(strand.cite(asker, frame, old, new), asker.snapshot)
        strands.append(
            Strand(strand.name, value, log10, strand.sentence(value, log10), reference.ref)
        )
        opens.append(reference)
    strands.sort(key=lambda one: -abs(one.log10))
    every = Reference.of(
        Question("rows of both numbers", BOTH, {"old": old, "new": new}), asker.snapshot
    )
    against = float(rivals[row])
    strands += [
        Strand("rivals", against, against, _rivals(against), every.ref),
        Strand("prior", PRIOR, PRIOR, _prior(), every.ref),
    ]
    score = sum(one.log10 for one in strands)
    ends = (pair["old_last_s"], pair["new_first_s"])
    return Succession(old, new, *ends, score, turn.number + 1, tuple(strands)), (*opens, every)


def _rivals(log10: float) -> str:
    if log10 > -0.005:
        return "No other number is a likely successor of the old or predecessor of the new one."
    return f"Other pairs of either number divide the odds by {10**-log10:.1f}."


def _prior() -> str:
    return f"Before a pair is weighed, one compared pair in about {1 + 10**-PRIOR:.0f} is taken for a change."
