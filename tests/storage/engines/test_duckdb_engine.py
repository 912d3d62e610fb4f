import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest
from duckdb import InvalidInputException
from observing import A, B, commit, seen, table

from lineholder.model.errors import Cancelled, Damaged, LineholderError, Refused
from lineholder.model.people import WORKSPACE, Scope
from lineholder.model.question import Question
from lineholder.model.records import CELLS, COMMUNICATIONS, OBSERVATIONS
from lineholder.storage import communications
from lineholder.storage.engines import duckdb, views

LONG = Question(
    "endless",
    "SELECT COUNT(*) AS n FROM range(9000000) a, range(9000000) b WHERE a.range > b.range",
)


def ask(engine, sql, tables=None, **values):
    return engine.answer(Question("asked", sql, values), tables).table


@pytest.fixture
def engine(store):
    commit(store, "a", [seen(A, "out", B, 10 * n, duration_s=n) for n in range(5)])
    commit(store, "b", [seen(B, "in", A, 10 * n + 1) for n in range(5)])
    with store.engine(WORKSPACE) as opened:
        yield opened


@pytest.fixture
def bench():
    with duckdb.workbench() as opened:
        yield opened


def test_an_empty_workspace_has_every_table_with_no_rows(store):
    with store.engine(WORKSPACE) as engine:
        for name, schema in (
            ("observations", OBSERVATIONS),
            ("cells", CELLS),
            ("communications", COMMUNICATIONS),
        ):
            asked = ask(engine, f"SELECT * FROM {name}")
            assert asked.schema.equals(schema), name
            assert asked.num_rows == 0
        assert ask(engine, "SELECT * FROM ingests").num_rows == 0


def test_named_values_are_bound_and_only_those_that_are_used(engine):
    found = ask(engine, "SELECT start_s FROM observations WHERE start_s = $t", t=20, unused=1)
    assert found.to_pylist() == [{"start_s": 20}]
    found = ask(
        engine,
        "SELECT COUNT(*) AS n FROM observations WHERE subject IN (SELECT unnest($who))",
        who=[A],
    )
    assert found.to_pylist() == [{"n": 5}]
    with pytest.raises(Refused, match=r"'asked'.*found none for t"):
        ask(engine, "SELECT start_s FROM observations WHERE start_s = $t")


def test_the_answer_carries_the_snapshot(store, engine):
    assert engine.answer(Question("one", "SELECT 1 AS a")).snapshot == engine.snapshot
    assert engine.snapshot == store.holding(WORKSPACE).snapshot


def test_tables_handed_in_are_there_for_one_question(bench):
    numbers = pa.table({"n": [3, 1, 2]})
    assert ask(bench, "SELECT n FROM t ORDER BY n", {"t": numbers})["n"].to_pylist() == [1, 2, 3]
    with pytest.raises(LineholderError, match=r"'asked'.*t"):
        ask(bench, "SELECT n FROM t")


def test_an_answer_can_be_held_under_the_questions_name(engine):
    engine.hold(
        Question("first calls", "SELECT MIN(start_s) AS s FROM observations WHERE $a", {"a": True})
    )
    assert ask(engine, 'SELECT s FROM "first calls"').to_pylist() == [{"s": 0}]
    engine.hold(Question("first calls", "SELECT 7 AS s"))
    assert ask(engine, 'SELECT s FROM "first calls"').to_pylist() == [{"s": 7}]


def test_a_held_answer_may_rest_on_a_table_handed_in(bench):
    bench.hold(Question("kept", "SELECT n + 1 AS n FROM t"), {"t": pa.table({"n": [1]})})
    assert ask(bench, "SELECT n FROM kept").to_pylist() == [{"n": 2}]


def test_a_stream_gives_the_answer_in_pieces_and_in_order(bench):
    asked = Question("many", "SELECT range AS n FROM range($n)", {"n": 600_000})
    pieces = list(bench.stream(asked))
    assert len(pieces) > 1
    assert pa.concat_tables(pieces)["n"].to_pylist() == list(range(600_000))


def test_sums_are_whole_numbers_of_64_bits(bench):
    assert ask(bench, "SELECT SUM(range) AS s FROM range(4)").schema.field("s").type == pa.int64()


FORBIDDEN = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM query('SELECT 1')",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
    "WITH a AS (SELECT * FROM read_blob('/etc/passwd')) SELECT * FROM a",
    "SELECT * FROM (SUMMARIZE observations)",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '/dev/stdout'",
    "EXPORT DATABASE '{folder}/out'",
    "ATTACH '{folder}/x.duckdb'",
    "ATTACH ':memory:' AS m",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET memory_limit = '9GB'",
    "RESET memory_limit",
    "PRAGMA database_list",
    "CREATE TABLE x AS SELECT 1",
    "DROP VIEW observations",
    "DELETE FROM observations",
    "SELECT 1; SELECT 2",
    "",
    "SELECT FROM WHERE",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_question_reads_tables_and_nothing_else(engine, store, sql):
    with pytest.raises(Refused, match="must be one SELECT"):
        ask(engine, sql.replace("{folder}", str(store.path)))
    assert not (store.path / "out.csv").exists()


@pytest.mark.parametrize("sql", FORBIDDEN[:4] + FORBIDDEN[10:14] + FORBIDDEN[15:19])
def test_the_connection_itself_is_closed_to_everything_else(engine, store, sql):
    """The second lock holds also where the first is forgotten."""
    with pytest.raises(duckdb.duckdb.Error):
        engine.connection.execute(sql.replace("{folder}", str(store.path))).fetchall()


def test_a_question_cannot_go_round_the_view_to_a_permitted_file(store, engine):
    path = store.path / store.holding(WORKSPACE).segments[0].path
    for sql in (f"SELECT * FROM '{path}'", f"SELECT * FROM read_parquet('{path}')"):
        with pytest.raises(Refused):
            ask(engine, sql)


def test_no_segment_outside_the_scope_can_be_read_even_by_the_bare_connection(store, engine):
    one, two = store.holding(WORKSPACE).segments
    source = next(i.source.sha256 for i in store.holding(WORKSPACE).ingests if one in i.segments)
    with store.engine(Scope("op", "analysis", frozenset({source}))) as narrow:
        narrow.connection.execute(
            f"SELECT * FROM read_parquet('{store.path / one.path}')"
        ).fetchall()
        with pytest.raises(duckdb.duckdb.PermissionException):
            narrow.connection.execute(f"SELECT * FROM '{store.path / two.path}'").fetchall()


def test_marks_of_patterns_in_a_path_are_taken_literally(tmp_path, empty_workspace):
    import shutil

    from lineholder.storage import Store

    odd = shutil.copytree(empty_workspace, tmp_path / "it's [a] *?")
    with_star = Store.open(odd)
    commit(with_star, "a", [seen(A, "out", B, 1)])
    communications.update(with_star)
    with with_star.engine(WORKSPACE) as engine:
        assert ask(engine, "SELECT * FROM observations").num_rows == 1
        assert ask(engine, "SELECT * FROM communications").num_rows == 1
    with_star.close()


def test_a_scope_sees_communications_of_its_own_observations_alone(store, engine):
    communications.update(store)
    whole = (
        "SELECT COUNT(*) AS n, COUNT(from_ingest) AS f, COUNT(to_ingest) AS t, "
        "MIN(duration_s) AS d FROM communications"
    )
    one = store.holding(WORKSPACE).ingests[1]  # only the to-side, later, without durations
    assert ask(engine, whole).to_pylist() == [{"n": 5, "f": 5, "t": 5, "d": 0}]
    with store.engine(Scope("op", "analysis", frozenset({one.source.sha256}))) as narrow:
        assert ask(narrow, whole).to_pylist() == [{"n": 5, "f": 0, "t": 5, "d": None}]
        assert ask(narrow, "SELECT MIN(start_s) AS s FROM communications").to_pylist() == [
            {"s": 1}
        ]


def test_communications_that_are_not_derived_yet_are_made_when_first_named(store, engine):
    before = ask(engine, "SELECT * FROM communications ORDER BY start_s")
    communications.update(store)
    with store.engine(WORKSPACE) as derived:
        after = ask(derived, "SELECT * FROM communications ORDER BY start_s")
    assert before.to_pylist() == after.to_pylist()
    assert before.schema.equals(COMMUNICATIONS)
    assert after.schema.equals(COMMUNICATIONS)


def test_a_mistake_in_the_text_names_the_question(bench):
    with pytest.raises(LineholderError, match=r"Question 'asked' must run on DuckDB.*nope"):
        ask(bench, "SELECT nope FROM range(3)")


def test_a_segment_that_is_gone_is_damage(store):
    made = commit(store, "a", [seen(A, "out", B, 1)])
    (store.path / made.segments[0].path).unlink()
    with pytest.raises(Damaged, match="lineholder verify"), store.engine(WORKSPACE) as engine:
        ask(engine, "SELECT * FROM observations")


def test_too_little_memory_is_a_refusal():
    with duckdb.workbench(memory="20MB") as small, pytest.raises(Refused, match="more memory"):
        ask(small, "SELECT list(range) AS l FROM range(9000000)")


def test_what_does_not_stand_in_memory_spills_into_the_workspace_and_is_cleared(store):
    with store.engine(WORKSPACE, memory="60MB") as engine:
        engine.hold(
            Question(
                "large", "SELECT range AS n, md5(CAST(range AS VARCHAR)) AS m FROM range(2000000)"
            )
        )
        assert any((store.path / "tmp" / "spill").rglob("*.*"))
        assert ask(engine, "SELECT COUNT(DISTINCT m) AS n FROM large")["n"].to_pylist() == [
            2_000_000
        ]
    assert list((store.path / "tmp" / "spill").iterdir()) == []


def test_a_long_question_stops_when_asked(bench):
    threading.Timer(0.3, bench.stop).start()
    began = time.perf_counter()
    with pytest.raises(Cancelled, match="'endless'"):
        bench.answer(LONG)
    assert time.perf_counter() - began < 10
    with pytest.raises(Cancelled):
        ask(bench, "SELECT 1 AS a")


def test_a_long_question_stops_when_the_job_is_cancelled(bench):
    until = time.perf_counter() + 0.3
    with pytest.raises(Cancelled), bench.stoppable(lambda: time.perf_counter() > until):
        bench.answer(LONG)


def test_the_keyboard_stops_a_long_question(bench):
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises((Cancelled, KeyboardInterrupt)):
        bench.answer(LONG)


@pytest.mark.parametrize("step", ["register", "sql", "execute", "extract_statements"])
@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("Query interrupted"),
        duckdb.duckdb.InvalidInputException("counting the rows … failed: KeyboardInterrupt: "),
    ],
    ids=["plain", "told"],
)
def test_the_keyboard_may_stop_a_question_at_any_of_its_steps(bench, step, error):
    """DuckDB tells of Ctrl-C by errors of several kinds, also where tables are only handed in."""

    class Interrupted:
        def __init__(self, connection) -> None:
            self._connection = connection

        def __getattr__(self, name):
            if name == step:
                raise error
            return getattr(self._connection, name)

    true, bench.connection = bench.connection, Interrupted(bench.connection)
    rows = {"rows": pa.table({"a": [1]})}
    with pytest.raises(Cancelled, match="from the keyboard"):
        bench.answer(Question("asked", "SELECT a FROM rows"), rows)
        bench.hold(Question("held", "SELECT a FROM rows"), rows)
    bench.connection = true


def test_two_threads_of_a_process_may_have_an_engine_each(store):
    commit(store, "a", [seen(A, "out", B, 1)])
    counts = []

    def work():
        with store.engine(WORKSPACE) as engine:
            counts.append(ask(engine, "SELECT COUNT(*) AS n FROM observations")["n"][0].as_py())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [1] * 4


def test_names_and_texts_are_quoted():
    assert views.text("it's") == "'it''s'"
    assert views.quoted('a"b') == '"a""b"'
    assert views.files([Path("/a*[b]?'/c")]) == "['/a[*][[]b][?]''/c']"


def test_dictionary_columns_are_taken(bench):
    coded = table([seen(A, "out", B, 1)]).set_column(
        0, "subject", pa.chunked_array([pa.array([A]).dictionary_encode()])
    )
    assert ask(bench, "SELECT subject FROM t", {"t": coded}).to_pylist() == [{"subject": A}]


def test_ctrl_c_while_it_looks_at_a_table_of_ours_is_a_stop_and_no_mistake():
    """DuckDB hands such an interrupt on as an error of its own."""
    with pytest.raises(Cancelled, match="from the keyboard"), duckdb.said("a question"):
        raise InvalidInputException("counting the rows of 'numbers' failed: KeyboardInterrupt: ")


def test_no_bar_of_its_own_gets_into_what_a_program_reads():
    """DuckDB draws one on standard output where it takes Python for interactive, as under `python -c`."""
    asked = "SELECT current_setting('enable_progress_bar') AS bar"
    code = (
        "from lineholder.model.question import Question; from lineholder.storage.engines import duckdb; "
        f"print(duckdb.workbench().answer(Question('bar', {asked!r})).table['bar'][0].as_py())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
