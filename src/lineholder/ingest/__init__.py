"""Ingest: bytes to strings with their row numbers, strings to typed records and quarantine.

The order of a whole ingest: `recognise` a file's head, `read` it as batches of strings, `normalise_batch`
each, ask `excess` which records the power does not cover. Every row of the file comes out exactly once,
as a record, in quarantine with place, text and reason, or counted as structure.
"""

from collections.abc import Sequence
from typing import BinaryIO

from lineholder.ingest import recognise as _recognise
from lineholder.ingest.doubts import doubts
from lineholder.ingest.format import Facts, Format, Reading, Recognition, StringBatch
from lineholder.ingest.formats import delimited
from lineholder.ingest.normalise import Normalised, normalise_batch
from lineholder.ingest.numbers import read as read_number
from lineholder.ingest.places import texts
from lineholder.ingest.power import authority, power
from lineholder.ingest.seal import excess
from lineholder.ingest.shipped import shipped
from lineholder.model.profile import Profile
from lineholder.model.progress import Progress, silent

__all__ = [
    "FORMATS",
    "Facts",
    "Format",
    "Normalised",
    "Reading",
    "Recognition",
    "StringBatch",
    "authority",
    "doubts",
    "excess",
    "normalise_batch",
    "power",
    "read",
    "read_number",
    "recognise",
    "shipped",
    "texts",
]

FORMATS: tuple[
    Format, ...
] = (  # most specific first: the first whose sniff says yes reads the file
    delimited.FORMAT,
)


def recognise(head: bytes, name: str, profiles: Sequence[Profile]) -> Recognition:
    """Which of the profiles fits the file's first bytes (64 KiB), and why; Unrecognised otherwise."""
    return _recognise.recognise(head, name, profiles, FORMATS)


def read(
    stream: BinaryIO,
    recognition: Recognition,
    name: str,
    *,
    zone: str | None = None,
    progress: Progress = silent,
) -> Reading:
    """The file under way, as batches of strings; refused here where no row could be read rightly."""
    found = next(f for f in FORMATS if f.name == recognition.format)
    return found.read(stream, recognition.profile, name, zone=zone, progress=progress)
