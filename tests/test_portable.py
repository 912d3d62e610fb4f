"""The stages' questions stay inside the subset that runs on other engines too (docs/architecture.md)."""

import re

import pytest
import sqlglot
from sqlglot import exp

from lineholder.detect import SIGNALS, activity, callers, explain, find, group, reach, relays
from lineholder.detect.describe import all_rows

NUMBERS = ("+447700900001", "+447700900002")
QUESTIONS = {
    "callers": callers.ask(),
    "relays": relays.ask(relays.Params()),
    "customers shared": group.ask(group.Params()),
    "reach": reach.ask(reach.Params()),
    "hours": activity.ask_hours(NUMBERS),
    "others": activity.ask_others(),
    "between": activity.rows_between(NUMBERS, 0, 1),
    "with other": activity.rows_with(NUMBERS, "x"),
    "in hours": activity.rows_in_hours(NUMBERS, (1, 2)),
    "all rows": all_rows(NUMBERS),
    **{s.name: s.ask() for s in SIGNALS},
    **{f"{s.name}, cited": s.cite(NUMBERS, {}) for s in SIGNALS},
}
TEXTS = {name: q.sql for name, q in QUESTIONS.items()} | {
    "crew": find.CREW,
    "contacts": explain.CONTACTS,
}
ALLOWED = {
    "count", "sum", "min", "max", "coalesce", "case", "if", "cast", "lag", "lead", "row_number",
    "and", "or", "not", "exists",
}  # fmt: skip
FORBIDDEN = (
    exp.Median,
    exp.Quantile,
    exp.ArrayAgg,
    exp.Unnest,
    exp.Lateral,
    exp.RegexpLike,
    exp.Array,
)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_question_is_one_select_of_the_subset(name):
    statements = sqlglot.parse(TEXTS[name], read="duckdb")
    assert len(statements) == 1
    tree = statements[0]
    assert isinstance(tree, exp.Select)
    assert not [node for node in tree.walk() if isinstance(node, FORBIDDEN)]
    used = {f.sql_name().lower() for f in tree.find_all(exp.Func)}
    used |= {f.name.lower() for f in tree.find_all(exp.Anonymous)}
    assert used - {"anonymous"} <= ALLOWED


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_question_is_written_for_spark_without_a_loss(name):
    level = sqlglot.ErrorLevel.RAISE
    (text,) = sqlglot.transpile(TEXTS[name], read="duckdb", write="spark", unsupported_level=level)
    assert sqlglot.parse_one(text, read="spark")


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_value_is_bound_and_none_is_pasted(name):
    question = QUESTIONS[name]
    bound = set(re.findall(r"\$(\w+)", question.sql))
    assert bound == set(question.values)
    assert "+447700" not in question.sql
