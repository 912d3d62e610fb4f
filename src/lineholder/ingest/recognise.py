"""Recognise: which profile fits a file, said with reasons; what cannot be proved is asked, not guessed.

A header decides by the columns it names. Where a file has no header, what its values rule out decides;
where that leaves two readings, the file is refused with the question that a person must answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lineholder.ingest import times
from lineholder.ingest.encoding import head_lines
from lineholder.ingest.format import Format, Recognition
from lineholder.ingest.layout import Layout, Misfit, announced, find, split
from lineholder.model.errors import Unrecognised
from lineholder.model.profile import Profile

HOW_TO = (
    "Choose one with --profile, or write one for this layout as docs/formats/profiles.md shows "
    "(the shipped ones are TOML files to start from)."
)
# Beyond these no phone network serves anybody: the southernmost and northernmost are in Tierra del Fuego
# (55 S) and on Svalbard (79 N).
LIMITS = {"latitude": (-60.0, 85.0), "longitude": (-180.0, 180.0)}


@dataclass(frozen=True, slots=True)
class _Fit:
    profile: Profile
    layout: Layout
    columns: int  # canonical columns found

    def sentence(self) -> str:
        """Why it fits, for a person."""
        if not self.layout.own:
            return f"no header; rows have the {self.layout.width} columns of {self.profile.name!r}"
        named = ", ".join(own for _, own in self.layout.used())
        return f"line {self.layout.skip} is a header that names {named}"


def recognise(
    head: bytes, name: str, profiles: Sequence[Profile], formats: Sequence[Format]
) -> Recognition:
    """The one profile that fits the file's head (64 KiB are enough), narrowed to its delimiter.

    Raises Unrecognised with what was expected, what was found and what to do where none fits, or
    where two fit equally and nothing in the head tells them apart.
    """
    if not head:
        raise Unrecognised(f"{name} is empty. Ask the sender for the file again.")
    fmt = next((f for f in formats if f.sniff(head, name)), None)
    lines = head_lines(head)
    if fmt is None or not any(line.strip() for line in lines):
        raise Unrecognised(f"{name} is not a text file with rows. {HOW_TO}")
    fits, misfits = _try_all(lines, profiles)
    fits, ruled_out = _not_ruled_out(fits, lines)
    if not fits:
        raise Unrecognised(_nothing_fits(name, lines, misfits + ruled_out))
    fits.sort(key=lambda fit: (not fit.layout.own, -fit.columns))
    first = fits[0]
    equal = [
        f
        for f in fits[1:]
        if f.columns == first.columns and bool(f.layout.own) == bool(first.layout.own)
    ]
    first, preferred = _documented(name, [first, *equal])
    times.check(first.profile.time_formats)
    why = (first.sentence(), *ruled_out, *preferred)
    return Recognition(
        first.profile, fmt.name, why, tuple(f.profile.name for f in fits if f is not first)
    )


def _documented(name: str, fits: list[_Fit]) -> tuple[_Fit, tuple[str, ...]]:
    """The one of several equal fits that the layout's own documentation gives, and the words for it."""
    if len(fits) == 1:
        return fits[0], ()
    documented = [fit for fit in fits if fit.profile.documented]
    if len(documented) != 1:
        raise Unrecognised(_ask(name, fits))
    others = " or ".join(repr(fit.profile.name) for fit in fits if not fit.profile.documented)
    return documented[0], (
        f"{others} fits as well; {documented[0].profile.name!r} is the documented order, and nothing "
        f"rules it out. Compare one row with a place you know; --profile reads it the other way",
    )


def _try_all(lines: list[str], profiles: Sequence[Profile]) -> tuple[list[_Fit], list[str]]:
    """What fits, and for each other profile how its best delimiter misses, the nearest first."""
    fits: list[_Fit] = []
    misfits: list[tuple[int, str]] = []
    for profile in profiles:
        found = _try(lines, profile)
        if isinstance(found, _Fit):
            fits.append(found)
        else:
            misfits.append((found.missing, f"{profile.name}: {found.why}"))
    return fits, [why for _, why in sorted(misfits, key=lambda misfit: misfit[0])]


def _try(lines: list[str], profile: Profile) -> _Fit | Misfit:
    says = announced(lines)
    nearest = Misfit(f"its delimiter is not the {says!r} that sep= announces", 100)
    for delimiter in profile.delimiters:
        if says in (None, delimiter):
            narrowed = profile.narrowed(delimiter)
            found = find(lines, narrowed)
            if isinstance(found, Layout):
                return _Fit(narrowed, found, len(found.used()))
            nearest = min(nearest, found, key=lambda misfit: misfit.missing)
    return nearest


def _not_ruled_out(fits: list[_Fit], lines: list[str]) -> tuple[list[_Fit], list[str]]:
    """The fits that the coordinates of the sampled rows leave possible, and what ruled out the rest."""
    left, out = [], []
    for fit in fits:
        fault = _impossible_coordinate(fit, lines)
        if fault is None:
            left.append(fit)
        else:
            out.append(f"{fit.profile.name}: {fault}")
    return left, out


def _impossible_coordinate(fit: _Fit, lines: list[str]) -> str | None:
    """The first of the values that put most of a coordinate column out of its range, else None.

    Only asked where no header names the column: under a header such rows are faults of their own.
    """
    if fit.layout.own:
        return None
    for name, (low, high) in LIMITS.items():
        if name not in fit.layout.columns:
            continue
        at = fit.layout.columns.index(name)
        values = _floats(lines[fit.layout.skip :], at, fit)
        outside = [value for value in values if not low <= value <= high]
        if len(outside) * 2 > len(values):
            return f"its {name} column holds {outside[0]:g}, outside {low:g} to {high:g}"
    return None


def _floats(lines: list[str], at: int, fit: _Fit) -> list[float]:
    found = []
    for line in lines:
        fields = split(line.rstrip("\r\n"), fit.layout.delimiter)
        if len(fields) == fit.layout.width:
            try:
                found.append(float(fields[at]))
            except ValueError:
                continue
    return found


def _ask(name: str, fits: Sequence[_Fit]) -> str:
    names = " or ".join(repr(fit.profile.name) for fit in fits)
    differ = _differing(fits)
    return (
        f"{name} fits {names} equally well: {fits[0].sentence()}, and nothing in its rows proves which "
        f"({differ}). Which is it? Look at one row whose place you know and say so with --profile."
    )


def _differing(fits: Sequence[_Fit]) -> str:
    orders = {fit.profile.name: fit.layout.columns for fit in fits}
    if all(set(order) == set(fits[0].layout.columns) for order in orders.values()):
        places = [
            f"{name} reads column {order.index('latitude') + 1} as latitude"
            for name, order in orders.items()
            if "latitude" in order
        ]
        return "; ".join(places) + "; no value is where no network is, which alone would decide"
    return "they read the same columns"


def _nothing_fits(name: str, lines: list[str], misfits: Sequence[str]) -> str:
    first = next(line for line in lines if line.strip()).strip()
    hint = ""
    if "\0" in "".join(lines[:3]):
        hint = " It holds NUL bytes, as UTF-16 without its byte order mark does: save it as UTF-8."
    return (
        f"{name} fits no profile. Its first row is {first[:200]!r}.{hint} Tried: "
        f"{'; '.join(misfits)}. {HOW_TO}"
    )
