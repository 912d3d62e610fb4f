"""Counted: a row of a source counts once, however often the source was ingested.

One source may be ingested again: under another power, or read by another layout or zone. Where two
ingests hold the same row (sheet and row number), what is recorded counts before what was sealed and is
opened, and the later ingest before the earlier; the other's records of that row add nothing. So opening
a sealed copy of rows that are recorded changes no figure, and a corrected reading takes the place of the
wrong one row by row; a row that only the earlier ingest holds still counts as that one reads it.
Blind to: one return that comes as two files of different bytes: their observations count twice, their
communications once (pairing).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lineholder.model.digest import digest
from lineholder.model.source import Ingest, Segment
from lineholder.storage.engines.views import Partly, Read


@dataclass(frozen=True, slots=True)
class Counted:
    """A segment as it is counted: without the rows that the segments `before` it hold already."""

    segment: Segment
    before: tuple[Segment, ...] = ()

    @property
    def name(self) -> str:
        """What a snapshot calls it: the digest of its bytes, or of them and those that it stands behind."""
        if not self.before:
            return self.segment.sha256
        return digest([self.segment.sha256, *(other.sha256 for other in self.before)])

    def read(self, workspace: Path) -> Read:
        """The file as an engine reads it."""
        path = workspace / self.segment.path
        if not self.before:
            return path
        return Partly(path, tuple(workspace / other.path for other in self.before))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A permitted segment, and the ingest that it is of; `number` is the ingest's place among all."""

    number: int
    ingest: Ingest
    segment: Segment


def once(ingests: Iterable[Ingest], opened: frozenset[str]) -> tuple[Counted, ...]:
    """Return what counts of these ingests, which come in the order of commit, by path.

    `opened` are the ids of the ingests whose sealed records a reasoned entry has opened.
    """
    claims: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
    for number, ingest in enumerate(ingests):
        for segment in ingest.segments:
            if segment.seal is None or ingest.id in opened:
                claim = _Claim(number, ingest, segment)
                claims[ingest.source.sha256, segment.table].append(claim)
    counted = (c for of_one in claims.values() for c in _of_one_source(of_one))
    return tuple(sorted(counted, key=lambda c: c.segment.path))


def _of_one_source(claims: Sequence[_Claim]) -> Iterable[Counted]:
    ordered = sorted(claims, key=lambda c: (c.segment.seal is not None, -c.number, c.segment.path))
    for place, claim in enumerate(ordered):
        before = [c for c in ordered[:place] if c.number != claim.number]
        if not any(_holds_all(other, before, claim) for other in before):
            yield Counted(claim.segment, tuple(c.segment for c in before))


def _holds_all(other: _Claim, before: Sequence[_Claim], claim: _Claim) -> bool:
    """Whether the other ingest read the source the same way and every row of it stands before.

    What the file then leaves out need not be looked up row by row.
    """
    mine = {c.segment.path for c in before if c.number == other.number}
    whole = {s.path for s in other.ingest.segments if s.table == claim.segment.table}
    return mine == whole and _reading(other.ingest) == _reading(claim.ingest)


def _reading(ingest: Ingest) -> tuple[object, ...]:
    a = ingest.account
    counts = (a.rows_in_file, a.recorded, a.quarantined)
    return (ingest.profile_digest, ingest.options.get("zone"), counts)
