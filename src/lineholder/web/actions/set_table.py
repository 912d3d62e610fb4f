"""Enter a version of one of the unit's tables."""

from lineholder.model.errors import Refused
from lineholder.model.people import Permission
from lineholder.pipeline import harm_tables
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask

MOST = 1 << 20  # bytes: a table is some dozen lines


def do(ask: Ask, form: Form) -> Done:
    """The file is read strictly: what is not understood is refused with its line, and nothing is entered."""
    files = form.files.get("files", ())
    if len(files) != 1:
        raise Refused(f"Expected one CSV file; found {len(files)}. Choose one and send again.")
    data = files[0].stream.read(MOST + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            "Expected a CSV file in UTF-8; found other bytes. Save it as UTF-8."
        ) from None
    if len(data) > MOST:
        raise Refused("Expected a table of some lines; found over a megabyte.")
    number = form.text("supersedes")
    if number is not None and not (number.isdecimal() and len(number) < 7):
        raise Refused(f"Expected the number of a version; found {number!r}.")
    made = harm_tables.set_table(
        ask.store, ask.actor, ask.scope, form.required("table", "A table"),
        form.required("name", "A name"), text, form.required("reason", "A reason"),
        int(number) if number else None,
    )  # fmt: skip
    return Done("/harm/tables", f"Entered as {made.number}: a version of the {made.subject}.")


ACTION = Action("/harm/tables/set", Permission.SET_TABLES, do)
