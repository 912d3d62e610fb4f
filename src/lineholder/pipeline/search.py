"""Search: where a number, handset, SIM, cell, sender or word has been seen."""

from lineholder.model.errors import Refused
from lineholder.model.findings import Hit, Reference
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.question import Asker, Question
from lineholder.pipeline.access import require
from lineholder.pipeline.lines import canonical
from lineholder.pipeline.workspace import opened_seals
from lineholder.storage import Store
from lineholder.storage.register import references

# kind of thing, where it stands, the condition on observations with $value bound
PLACES = (
    ("number", "as the subject of a return", "subject = $value"),
    ("number", "as the other party in others' returns", "other_party = $value"),
    ("handset", "in a record (IMEI)", "imei = $value"),
    ("sim", "in a record (IMSI)", "imsi = $value"),
    ("cell", "as the cell of a record", "cell = $value OR end_cell = $value"),
    ("sender", "as a text sender or short code", "other_raw = $value AND other_kind <> 'number'"),
    (
        "word",
        "in the text of a message",
        "text IS NOT NULL AND position(lower($value) IN lower(text)) > 0",
    ),
)
SEEN = """
    SELECT COUNT(*) AS n, MIN(start_s) AS first_s, MAX(start_s) AS last_s,
           COUNT(DISTINCT i.sha256) AS sources
    FROM observations JOIN ingests AS i ON i.ingest = observations.ingest WHERE {where}
"""
ROWS = "SELECT ingest, sheet, row FROM observations WHERE {where}"
SITES = """
    SELECT site_name, COUNT(*) AS n FROM cells
    WHERE position(lower($value) IN lower(site_name)) > 0 GROUP BY site_name ORDER BY site_name
"""
SITE_ROWS = "SELECT ingest, sheet, row FROM cells WHERE site_name = $value"


def find(store: Store, actor: Actor, scope: Scope, text: str) -> tuple[Hit, ...]:
    """Where it has been seen, most often first; numbers are recognised in any writing."""
    require(store, actor, Permission.READ_ROWS, scope, "search", {"text": text})
    wanted = text.strip()
    if len(wanted) < 2:
        raise Refused(f"Expected at least two characters to look for; found {text!r}.")
    with store.engine(scope, opened_seals(store)) as asker:
        found = [*_in_records(asker, wanted), *_in_sites(asker, wanted)]
    references.save(store.register, *(opens for _, opens in found))
    return tuple(sorted((hit for hit, _ in found), key=lambda h: (-h.count, h.kind, h.value)))


def _in_records(asker: Asker, wanted: str) -> list[tuple[Hit, Reference]]:
    found = []
    for kind, where, condition in PLACES:
        value = _as_held(kind, wanted)
        seen = Question(f"seen {where}", SEEN.format(where=condition), {"value": value})
        row = asker.answer(seen).table.to_pylist()[0]
        if row["n"]:
            rows = Question(f"rows {where}", ROWS.format(where=condition), {"value": value})
            opens = Reference.of(rows, asker.snapshot)
            said = f"{where}, {row['sources']} source{'' if row['sources'] == 1 else 's'}"
            found.append(
                (Hit(kind, value, said, row["first_s"], row["last_s"], row["n"], opens.ref), opens)
            )
    return found


def _in_sites(asker: Asker, wanted: str) -> list[tuple[Hit, Reference]]:
    found = []
    for row in asker.answer(Question("sites named", SITES, {"value": wanted})).table.to_pylist():
        rows = Question("rows of a site", SITE_ROWS, {"value": row["site_name"]})
        opens = Reference.of(rows, asker.snapshot)
        hit = Hit("site", row["site_name"], "in a cell table", None, None, row["n"], opens.ref)
        found.append((hit, opens))
    return found


def _as_held(kind: str, wanted: str) -> str:
    if kind == "number":
        return canonical(wanted)
    digits = "".join(c for c in wanted if c.isdigit())
    if kind == "handset" and 14 <= len(digits) <= 17 and len(digits) >= len(wanted) - 3:
        return digits[:14]
    return wanted
