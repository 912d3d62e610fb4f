"""A small synthetic county as the tables that the signals ask, by the product's own ingest."""

from pathlib import Path
from tempfile import TemporaryDirectory

from lineholder import ingest as reading
from lineholder import synth
from lineholder.model.question import Question
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import create_store

TABLES = ("communications", "observations", "cells")


class Held:
    """An engine over Arrow tables that were taken from a workspace once."""

    def __init__(self, tables) -> None:
        from lineholder.storage.engines import duckdb

        self.snapshot = "county"
        self.tables = tables
        self._engine = duckdb.workbench()

    def answer(self, question, tables=None):
        return self._engine.answer(question, {**self.tables, **(tables or {})})

    def hold(self, question, tables=None):
        self._engine.hold(question, {**self.tables, **(tables or {})})


def drawn(family: str):
    """(tables by name, truth) of a county of 300 people, 28 days and three lines."""
    made = synth.generate(synth.Spec(family, 11, 300, 28, 3, "full"))
    with TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        synth.write(made, files)
        store = create_store(Path(folder) / "workspace")
        actor, scope = local_officer(store), default_scope()
        paths = [files / "observations.csv", files / "cells.csv"]
        ingest(store, actor, scope, paths, Options(reading.power("exercise")))
        with store.engine(scope) as engine:
            tables = {t: engine.answer(Question(t, f"SELECT * FROM {t}")).table for t in TABLES}
        store.close()
    return tables, made.truth
