"""Bare networks: who is likely in command, whom to remove. From one file; needs no workspace."""

from pathlib import Path

from lineholder import network
from lineholder.model.errors import NotFound, Refused
from lineholder.model.network import Targets
from lineholder.model.progress import Progress, silent


def rank_network(path: Path) -> tuple[tuple[str, float], ...]:
    """Every node once, most likely in command first."""
    return network.rank(network.read(_text(path)))


def network_targets(path: Path, k: int, progress: Progress = silent) -> Targets:
    """The k nodes whose removal leaves the fewest pairs connected, with a certificate where proved."""
    return network.targets(network.read(_text(path)), k, progress)


def _text(path: Path) -> str:
    if not path.is_file():
        raise NotFound(
            f"Expected a network file (CSV from,to,weight) at {path}; found nothing there."
        )
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            f"Expected a network file in UTF-8 at {path}; found the byte "
            f"{error.object[error.start]:#04x} at position {error.start}. Save it as UTF-8."
        ) from None
