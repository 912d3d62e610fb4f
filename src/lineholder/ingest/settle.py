"""Settling numbers: the raw texts that plain SQL cannot read are read in Python, each distinct one once."""

from collections.abc import Collection, Sequence

import pyarrow as pa

from lineholder.ingest.cleaned import column
from lineholder.ingest.numbers import Party, read
from lineholder.model.profile import Profile
from lineholder.model.question import Question

SETTLED = pa.schema(
    [
        ("raw", pa.string()),
        ("number", pa.string()),
        ("kind", pa.string()),
        ("rule", pa.string()),
        ("wrong", pa.string()),
    ]
)

NUMBERED = ("subject", "other_party")
ODD = """
SELECT DISTINCT raw FROM ({sources}) AS every_party
WHERE raw IS NOT NULL AND {fast} IS NULL ORDER BY raw
"""
ONE_COLUMN = "SELECT {text} AS raw FROM batch"
E164 = r"\+[1-9][0-9]{6,14}"
UK_MOBILE = "07[0-9]{9}"
UK_MOBILE_WITH_CODE = "447[0-9]{9}"


def fast_number(text: str, profile: Profile, *, opaque: bool) -> str:
    """SQL: the E.164 form where the text is one of the plain writings, else NULL.

    It reads what `numbers.read` reads, in the same way (a test holds the two together).
    """
    country = profile.country
    cases = (
        f"WHEN regexp_full_match({text}, '{E164}') AND NOT starts_with({text}, '+{country}0') "
        f"THEN {text}"
    )
    if country == "44":
        cases += f" WHEN regexp_full_match({text}, '{UK_MOBILE}') THEN '+44' || substr({text}, 2)"
        if not opaque:
            cases += f" WHEN regexp_full_match({text}, '{UK_MOBILE_WITH_CODE}') THEN '+' || {text}"
    return f"CASE {cases} END"


def fast_rule(text: str) -> str:
    """SQL: the rule that `fast_number` used, NULL where it changed nothing."""
    return (
        f"CASE WHEN starts_with({text}, '+') THEN NULL WHEN starts_with({text}, '0') "
        f"THEN 'NATIONAL' ELSE 'COUNTRY_CODE' END"
    )


def odd_numbers(
    have: Collection[str], fixed: Sequence[str], profile: Profile, *, opaque: bool
) -> Question:
    """Asks the table `batch` for the distinct raw numbers that SQL cannot read.

    `fixed` are raw numbers that hold for every row (a subject in the file's name, say).
    """
    columns = [column(name, have) for name in NUMBERED if name in have]
    sources = [ONE_COLUMN.format(text=text) for text in columns]
    sources += [f"SELECT $fixed_{i} AS raw" for i in range(len(fixed))]
    fast = fast_number("raw", profile, opaque=opaque)
    return Question(
        "numbers that need reading",
        ODD.format(sources=" UNION ALL ".join(sources), fast=fast),
        {f"fixed_{i}": value for i, value in enumerate(fixed)},
    )


def settle_numbers(odd: pa.Table, profile: Profile, *, opaque: bool) -> pa.Table:
    """Each raw text of `odd` with what it is, as SETTLED."""
    raws = [str(raw) for raw in odd["raw"].to_pylist()]
    return _table(raws, [read(raw, profile.country, opaque=opaque) for raw in raws])


def _table(raws: list[str], parties: list[Party]) -> pa.Table:
    rows = [
        (raw, party.number, party.kind.value, party.rule, party.wrong)
        for raw, party in zip(raws, parties, strict=True)
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(SETTLED)
    return pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], schema=SETTLED)
