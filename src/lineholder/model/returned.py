"""Returned: a closed line that trades again, as the records show it. A proposal, never a state by itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Returned:
    """One proposal: `line` of the ledger closed at `closed_s`, and `number` trades after that.

    `number` is the one that the ledger names for the line, or (where `after` is that one) the number that
    took over from it. `first_s` is its first contact after the closure, `others` how many different numbers
    it called or wrote to since; `ref` opens these rows. Times UTC epoch seconds.
    """

    line: str
    closed_s: int
    number: str
    after: str | None
    first_s: int
    others: int
    ref: str


@dataclass(frozen=True, slots=True)
class ReturnsFound:
    """The proposals, the earliest first contact first. `watched` closed lines have a number to look for.

    `unnumbered` closed lines have none in the ledger: the records cannot tell whether they are back.
    """

    proposed: tuple[Returned, ...]
    watched: int
    unnumbered: int
