"""Who is proposed as the holder of a line: a number, where it stands, never a name before the check."""

from dataclasses import dataclass

from lineholder.model.attribution import Found
from lineholder.model.decision import Status


@dataclass(frozen=True, slots=True)
class Holder:
    """The proposal for one number of a line. `candidate` is None where nothing stands out or nobody asked.

    `found` is the finding's verdict, None where nobody compared the number yet. `older`: it rests on
    records of before. `person` only where two people gave the same name. `blocked`: from a case.
    """

    number: str
    candidate: str | None
    status: Status
    found: Found | None = None
    person: str | None = None
    blocked: bool = False
    older: bool = False
