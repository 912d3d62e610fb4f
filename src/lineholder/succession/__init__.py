"""Succession: old numbers and the number that directly took over; one file a strand of evidence."""

from lineholder.succession import contacts, pattern, place, things, timing, told
from lineholder.succession.strand import Strand

STRANDS: tuple[Strand, ...] = (
    timing.STRAND,
    contacts.STRAND,
    things.HANDSET,
    things.SIM,
    place.STRAND,
    pattern.STRAND,
    told.STRAND,
)
