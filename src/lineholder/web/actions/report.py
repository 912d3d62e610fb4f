"""Enter an intelligence report on a line, with its grade and handling."""

from lineholder.model.harm import IntelItem
from lineholder.model.people import Permission
from lineholder.pipeline import incidents
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """A grade that is none of 3x5x2 is refused; a weak one is kept and raises nothing."""
    line = ask.path["line"]
    source = form.required("source", "The source")
    item = IntelItem(
        form.required("reference", "The report's reference"),
        int(source) if source in ("1", "2", "3") else 0,
        form.required("assessment", "The assessment"),
        form.required("handling", "The handling code"),
        form.required("claim", "What it claims"),
    )
    incidents.report(
        ask.store, ask.actor, ask.scope, line, item, form.text("conditions") or "",
        form.required("reason", "A reason"),
    )  # fmt: skip
    raises = " It raises nothing by itself." if item.weak else ""
    return Done(f"/harm/lines/{line}#h-intel", f"Report {item.reference} was entered.{raises}")


ACTION = Action("/harm/lines/{line}/intelligence", Permission.DECIDE, do)
