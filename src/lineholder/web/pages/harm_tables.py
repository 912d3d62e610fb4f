"""Harm tables: the unit's weights, index and MoRiLE bands, every version with who, when and why."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.harm_said import HarmTable, InUse, TableVersion
from lineholder.model.people import Permission
from lineholder.pipeline.harm import harm
from lineholder.pipeline.harm_tables import versions
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper

COLUMNS = {
    HarmTable.WEIGHTS: "part,weight,bands,from,to,source",
    HarmTable.INDEX: "kind,codes,days,proactive,from,to,source,verified",
    HarmTable.MORILE: "dimension,band,words,from,to,source",
}


@dataclass(frozen=True, slots=True)
class HarmTablesContext:
    """What the page of the unit's tables shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    versions: Annotated[tuple[TableVersion, ...], "every version, the latest first"]
    tables: Annotated[InUse, "the tables read on the day after the last use of any line"]
    columns: Annotated[tuple[tuple[str, str], ...], "each table with the columns of its CSV"]


def load(ask: Ask) -> HarmTablesContext:
    """Every version that was entered, and what stands where none was."""
    given = (ask.store, ask.actor, ask.scope)
    found = versions(*given)
    return HarmTablesContext(
        title="Harm tables",
        paper=Paper(words.plural(len(found), "version")),
        versions=tuple(reversed(found)),
        tables=harm(*given).tables,
        columns=tuple((table.value, columns) for table, columns in COLUMNS.items()),
    )


PAGE = Page("/harm/tables", Permission.READ, "harm_tables.html", HarmTablesContext, load)
