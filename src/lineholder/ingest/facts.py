"""Facts: what holds for a whole file and is settled before its first row is typed.

Three questions, each answered by a rule or refused with what to do: whose records are these, are its
identifiers telephone numbers, and in which zone are times that carry none.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

from lineholder.ingest.format import Facts
from lineholder.ingest.layout import Layout, subject_of
from lineholder.model.errors import Refused
from lineholder.model.profile import IN_THE_TEXT, ZONES, Profile, is_zone

CARRIES_ZONE = r"(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})$"
BARE_CLOCK = r":[0-9]{2}(?:[.,][0-9]+)?$"
LETTER = re.compile(r"[^\W\d_]")


def find_facts(
    profile: Profile,
    layout: Layout,
    name: str,
    encoding: str,
    zone: str | None,
    sample: pa.Table | None,
) -> Facts:
    """The facts of the file `name`, from its head and a sample of its first rows."""
    subject = subject_of(profile, layout, name) if profile.records == "observations" else None
    return Facts(
        name=name,
        encoding=encoding,
        columns=layout.used(),
        subject=subject,
        opaque=_is_opaque(profile, subject, sample),
        zone=settle_zone(profile, zone, sample, name),
    )


def _is_opaque(profile: Profile, subject: str | None, sample: pa.Table | None) -> bool:
    """Whether identifiers are joined as given: by profile, or because most subjects hold letters."""
    if profile.parties != "by subject":
        return profile.parties == "opaque"
    if subject is not None:
        return LETTER.search(subject) is not None
    if sample is None or "subject" not in sample.column_names:
        return False
    subjects = {str(s).strip() for s in pc.unique(sample["subject"]).to_pylist()} - {""}
    lettered = sum(LETTER.search(subject) is not None for subject in subjects)
    return lettered * 2 > len(subjects)


def settle_zone(
    profile: Profile, stated: str | None, sample: pa.Table | None, name: str
) -> str | None:
    """The zone of times that carry none in their text; None where every one must carry its own.

    Refused where the profile leaves the zone open and nobody stated it, where the two disagree, and
    where a file whose texts should carry a zone carries none in any row looked at.
    """
    if stated is not None and not is_zone(stated):
        raise Refused(f"Unknown zone {stated!r}; known are {', '.join(ZONES)}.")
    if profile.zone not in (None, IN_THE_TEXT):
        if stated is not None and stated != profile.zone:
            raise Refused(
                f"Profile {profile.name!r} says that times are in {profile.zone}, --zone says "
                f"{stated}. Correct the one that is wrong; a corrected profile gets a new version."
            )
        return profile.zone
    if stated is not None or profile.records == "cells":
        return stated
    if profile.zone is None or _carries_none(sample):
        raise Refused(
            f"Times in {name} carry no zone and profile {profile.name!r} declares none. Find out from "
            f"the sender whether they are UTC or local time, and state it: --zone UTC or "
            f"--zone Europe/London."
        )
    return None


def _carries_none(sample: pa.Table | None) -> bool:
    """Whether the sample holds clock times and none of them carries a zone."""
    times = [
        n
        for n in ("start", "start_time", "time")
        if sample is not None and n in sample.column_names
    ]
    if sample is None or not times:
        return False
    column = sample[times[-1]]
    bare = pc.any(pc.match_substring_regex(column, pattern=BARE_CLOCK)).as_py()
    return (
        bool(bare) and not pc.any(pc.match_substring_regex(column, pattern=CARRIES_ZONE)).as_py()
    )
