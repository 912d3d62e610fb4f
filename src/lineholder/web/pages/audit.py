"""Audit: who did what, newest first, as the chain holds it. Opening this page is in it too."""

import json
from dataclasses import dataclass
from typing import Annotated

from lineholder.model.entry import AuditRow
from lineholder.model.people import Permission
from lineholder.pipeline import audit
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper

LIMIT = 200


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A row of the audit with its detail as text, and whether it was a refusal."""

    row: AuditRow
    detail: str
    refused: bool


@dataclass(frozen=True, slots=True)
class AuditContext:
    """What the audit page shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    lines: Annotated[tuple[AuditLine, ...], "newest first"]
    before: Annotated[int | None, "the number that the older page ends before; None at the end"]


def load(ask: Ask) -> AuditContext:
    """The newest rows, or those before the number in the query."""
    given = ask.query.get("before", "")
    before = int(given) if given.isdecimal() and len(given) < 16 else None
    found = audit.audit_rows(ask.store, ask.actor, ask.scope, before, LIMIT)
    lines = tuple(_line(row) for row in found)
    older = found[-1].number if len(found) == LIMIT else None
    filters = (f"before row {before}",) if before else ()
    return AuditContext("Audit", Paper(words.plural(len(lines), "row"), filters), lines, older)


def _line(row: AuditRow) -> AuditLine:
    detail = {k: v for k, v in row.detail.items() if k not in ("allowed", "permission") and v}
    text = ", ".join(f"{k} {json.dumps(v, ensure_ascii=False)}" for k, v in detail.items())
    return AuditLine(row, text, row.detail.get("allowed") is False)


PAGE = Page("/audit", Permission.READ_AUDIT, "audit.html", AuditContext, load, nav="Audit")
