"""Doubts: what the account of a whole file gives a person reason to ask the sender.

A doubt blocks nothing and changes nothing: it is a note on the ingest, in words that say what to check.
"""

from collections.abc import Mapping

CUT_AT = (65_536, 1_048_576)  # rows at which spreadsheets cut a sheet that is saved as text


def doubts(rows: int, recorded: int, excess: int, reasons: Mapping[str, int]) -> tuple[str, ...]:
    """Sentences about a file of `rows` rows, of which `recorded` were kept, `excess` outside the power.

    `reasons` counts the quarantined rows by code.
    """
    said = []
    if rows in CUT_AT:
        said.append(
            f"The file has exactly {rows:,} rows, where spreadsheets cut a sheet: it is probably not "
            f"whole. Ask the sender for the rest."
        )
    skipped = reasons.get("NONEXISTENT_LOCAL", 0)
    if skipped:
        said.append(
            f"{skipped} row(s) stand in the hour that the London clock skips in March: the times may be "
            f"UTC after all. Ask the sender before relying on any time of this file."
        )
    if recorded and excess == recorded:
        said.append(
            "Every record lies outside the authority, by its identifiers or its period: this may be the "
            "return of another request."
        )
    return tuple(said)
