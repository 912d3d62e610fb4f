"""The stages' questions stay inside the subset that runs on other engines too (docs/architecture.md)."""

import importlib
import pkgutil
import re

import pytest
import sqlglot
from sqlglot import exp

import lineholder.chain
import lineholder.detect
import lineholder.succession
import lineholder.trade
from lineholder.detect import (
    SIGNALS,
    activity,
    callers,
    describe,
    explain,
    find,
    group,
    reach,
    relays,
)
from lineholder.model.question import Question
from lineholder.storage import communications, pairing

NUMBERS = ("+447700900001", "+447700900002")
QUESTIONS = {
    "callers": callers.ask(),
    "relays": relays.ask(relays.Params()),
    "customers shared": group.ask(group.Params()),
    "reach": reach.ask(reach.Params()),
    "hours": activity.ask_hours(NUMBERS),
    "others": activity.ask_others(),
    "customers of each line": activity.ask_customers(),
    "between": activity.rows_between(NUMBERS, 0, 1),
    "with other": activity.rows_with(NUMBERS, "x"),
    "in hours": activity.rows_in_hours(NUMBERS, (1, 2)),
    "all rows": describe.all_rows(NUMBERS),
    "with workers": relays.with_workers(NUMBERS),
    **{s.name: s.ask() for s in SIGNALS},
    **{f"{s.name}, cited": s.cite(NUMBERS, {}) for s in SIGNALS},
}
STAGES = {name: q.sql for name, q in QUESTIONS.items()} | {
    "crew": find.CREW,
    "contacts": explain.CONTACTS,
    "uses": describe.USES.format(numbers="$n0, $n1"),
}
DERIVING = {  # the texts by which storage derives communications from observations
    value.name: value.sql
    for module in (pairing, communications)
    for value in vars(module).values()
    if isinstance(value, Question)
} | {
    **{step.name: step.sql for step in pairing.STEPS},
    "pairs": communications.PAIRS_SORTED,
    "texts": communications._texts("numbers", "number").sql,
}
TEXTS = STAGES | DERIVING
# they stream over a table that DuckDB keeps in the order in which it was made: docs/architecture.md
RESTS_ON_KEPT_ORDER = {"pairing_islands", "pairing_communications", "communications", "pairs"}
ALLOWED = {
    "count", "sum", "min", "max", "coalesce", "case", "if", "cast", "lag", "lead", "row_number",
    "and", "or", "not", "exists",
}  # fmt: skip
FORBIDDEN = {
    exp.Median: "engines interpolate it differently, and Spark sorts all records for it",
    exp.Quantile: "exact on one engine, an estimate on another",
    exp.ArrayAgg: "the order in the list is the engine's own",
    exp.Array: "lists are not columns: no two engines agree on their functions",
    exp.Struct: "an engine's own type",
    exp.Unnest: "lists are not columns",
    exp.Lateral: "its rows depend on the engine's order of evaluation",
    exp.RegexpLike: "engines speak different regular expressions",
    exp.RegexpExtract: "engines speak different regular expressions",
    exp.ReadCSV: "a question sees the permitted records and no file",
    exp.Rand: "the same question must give the same answer",
    exp.CurrentTimestamp: "no answer depends on the clock",
    exp.StrToTime: "times are whole epoch seconds since normalisation",
    exp.TimestampTrunc: "times are whole epoch seconds; a day is start_s // 86400",
    exp.TableSample: "the same question must give the same answer",
    exp.Qualify: "not known to every engine; a subquery says the same",
    exp.Filter: "not known to every engine; CASE says the same",
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_question_is_one_select_of_the_subset(name):
    check(TEXTS[name], name in RESTS_ON_KEPT_ORDER)


@pytest.mark.parametrize("name", sorted(RESTS_ON_KEPT_ORDER))
def test_only_pairing_rests_on_the_order_that_an_engine_keeps(name):
    """Each of them must: one that no longer does leaves the list."""
    assert name in DERIVING
    with pytest.raises(AssertionError, match="without an order"):
        check(TEXTS[name])


def check(sql: str, rests_on_kept_order: bool = False) -> None:
    """Whether it is one SELECT of the subset; AssertionError with the reason where it is not."""
    statements = sqlglot.parse(sql, read="duckdb")
    assert len(statements) == 1
    tree = statements[0]
    assert isinstance(tree, exp.Select | exp.Union)
    windows = [w for w in tree.find_all(exp.Window) if not w.args.get("alias")]  # OVER w: w is one
    loose = [w for w in windows if not w.args.get("order")]
    assert rests_on_kept_order or not loose, "a window without an order: engines keep none"
    assert [FORBIDDEN[type(node)] for node in tree.walk() if type(node) in FORBIDDEN] == []
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


def texts_of_the_stage() -> dict[str, str]:
    """Every text of SQL that a module of the stage keeps, by module and name."""
    found = {}
    for module in pkgutil.iter_modules(lineholder.detect.__path__):
        loaded = importlib.import_module(f"lineholder.detect.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, str) and name.isupper() and "SELECT" in value:
                found[f"{module.name}.{name}"] = value
    return found


@pytest.mark.parametrize("name", sorted(texts_of_the_stage()))
def test_no_text_of_the_stage_escapes_these_checks(name):
    """A question that is not in QUESTIONS could use anything."""
    parts = re.split(r"\{\w+\}", texts_of_the_stage()[name])
    shape = re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)
    assert [checked for checked, text in TEXTS.items() if shape.search(text)]


def texts_of(package) -> dict[str, str]:
    """Every text of SQL that a module of the package keeps, with names in place of what is filled in."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, str) and name.isupper() and "SELECT" in value:
                found[f"{package.__name__}.{module.name}.{name}"] = re.sub(
                    r"\{\w+\}", "imei", value
                )
    return found


PEOPLE = texts_of(lineholder.succession) | texts_of(lineholder.chain) | texts_of(lineholder.trade)


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_the_questions_of_succession_chain_and_trade_are_of_the_subset(name):
    check(PEOPLE[name])
    level = sqlglot.ErrorLevel.RAISE
    (text,) = sqlglot.transpile(
        PEOPLE[name], read="duckdb", write="spark", unsupported_level=level
    )
    assert sqlglot.parse_one(text, read="spark")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT median(start_s) FROM communications",
        "SELECT quantile_cont(start_s, 0.9) FROM communications",
        "SELECT list(start_s) FROM communications",
        "SELECT {'a': 1} AS s",
        "SELECT [1, 2] AS l",
        "SELECT unnest([1, 2])",
        "SELECT regexp_matches(text, 'x') FROM observations",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT random()",
        "SELECT now()",
        "SELECT strptime('2025', '%Y')",
        "SELECT date_trunc('day', start_s) FROM communications",
        "SELECT epoch(start_s) FROM communications",
        "SELECT * FROM communications USING SAMPLE 10",
        "SELECT * FROM communications QUALIFY row_number() OVER (ORDER BY start_s) = 1",
        "SELECT lag(start_s) OVER () FROM communications",
        "SELECT lag(start_s) OVER w FROM communications WINDOW w AS (PARTITION BY kind)",
        "SELECT arg_min(cell, start_s) FROM observations",
        "SELECT COUNT(*) FILTER (kind = 'call') FROM communications",
        "SELECT greatest(start_s, end_s) FROM observations",
        "SELECT 1; SELECT 2",
        "DROP TABLE communications",
    ],
)
def test_the_checks_see_what_is_outside_the_subset(sql):
    """Else the checks above could pass because they look at nothing."""
    with pytest.raises(AssertionError):
        check(sql)
