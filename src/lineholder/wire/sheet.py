"""Sheets as plain text."""

from lineholder.model.sheet import Sheet


def sheet_text(sheet: Sheet) -> str:
    """The sheet as plain text, for a terminal; tables with two spaces between columns."""
    lines = [f"{sheet.title}: {sheet.number} and {sheet.candidate}", sheet.status, ""]
    lines += [sheet.wanting, ""] if sheet.wanting else []
    for part in sheet.parts:
        lines += [part.heading.upper(), *part.sentences]
        if part.table and part.table.rows:
            every = (part.table.heads, *part.table.rows)
            wide = [max(len(row[i]) for row in every) for i in range(len(part.table.heads))]
            lines += [
                "  ".join(c.ljust(w) for c, w in zip(row, wide, strict=True)).rstrip()
                for row in every
            ]
        lines.append("")
    lines += [f"Signed: {sheet.signatory}", ""] if sheet.signatory else []
    return "\n".join(lines).rstrip() + "\n"
