"""How a long step says how far it is, and how it is told to stop."""

from typing import Protocol


class Progress(Protocol):
    """Called with work done and work in all (same unit); raises Cancelled when a person stopped it."""

    def __call__(self, n: int, of: int) -> None:
        """Report that `n` of `of` is done."""


def silent(n: int, of: int) -> None:
    """Report nothing: for callers that do not show progress."""
