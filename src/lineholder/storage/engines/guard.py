"""What a question may say: one SELECT that names tables and reads nothing else.

The engine has no access to files but the permitted segments; this is the second lock. It also keeps
a question from reading a permitted file round its view (`read_parquet('…')`, `FROM '….parquet'`) and
from the tables of DuckDB's own state.
"""

import json
from collections.abc import Iterator
from typing import Any

from lineholder.model.errors import Refused
from lineholder.model.question import Question

ALLOWED_FUNCTIONS = frozenset({"generate_series", "range", "unnest"})
FOREIGN_MARKS = frozenset("./\\*:")  # a table of ours has none of them in its name; every file has


def tables_of(question: Question, serialised: str) -> frozenset[str]:
    """Return the names of the tables that the question reads, with those that it makes by WITH.

    `serialised` is DuckDB's own parse of the text (json_serialize_sql). Refused where the text is not
    one SELECT, or reads anything but tables.
    """
    tree = json.loads(serialised)
    if tree["error"]:
        raise _refused(question, tree["error_message"])
    if len(tree["statements"]) != 1:
        raise _refused(question, f"{len(tree['statements'])} statements")
    tables = set()
    for node in _nodes(tree):
        match node.get("type"):
            case "TABLE_FUNCTION":
                name = node["function"]["function_name"]
                if name.lower() not in ALLOWED_FUNCTIONS:
                    raise _refused(question, f"the table function {name}")
            case "BASE_TABLE":
                tables.add(_own(question, node))
            case "SHOW_REF":
                raise _refused(question, "DESCRIBE, SHOW or SUMMARIZE")
    return frozenset(tables)


def _own(question: Question, node: dict[str, Any]) -> str:
    name = str(node["table_name"])
    if node["schema_name"] or node["catalog_name"] or FOREIGN_MARKS & set(name):
        raise _refused(question, f"the table {name!r} of another place")
    return name


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _refused(question: Question, found: str) -> Refused:
    return Refused(
        f"Question {question.name!r} must be one SELECT over the records' tables; found {found}. "
        "Change its text: files, settings and other statements are closed to questions."
    )
