"""Loading: two at once in one workspace, which is how a unit works."""

from desk import EXERCISE, HEADER, row

from lineholder.pipeline import intake, verify
from lineholder.pipeline.workspace import open_store
from lineholder.storage.register import manifest

A, B, C = "+447700900001", "+447700900002", "+447700900003"


def write(folder, name: str, subject: str):
    path = folder / name
    path.write_text(HEADER + row("2025-03-03T10:00:00Z", subject, "out", B), "utf-8")
    return path


class Meanwhile:
    """A progress that, the first time it is told anything, ingests another file by another hand."""

    def __init__(self, desk, path) -> None:
        self._desk, self._path = desk, path
        self.done: list[intake.Received] = []

    def __call__(self, n: int, of: int) -> None:
        if not self.done:
            other = open_store(self._desk.store.path)
            arguments = (self._desk.actor, self._desk.scope, [self._path], EXERCISE)
            self.done.append(intake.ingest(other, *arguments))
            other.close()


def faults_after_a_start(desk):
    """A start sweeps what one of the two replaced under the other's hands."""
    started = open_store(desk.store.path)
    try:
        return verify.verify(started, desk.actor, desk.scope)
    finally:
        started.close()


def test_two_ingests_at_once_both_count_and_neither_sweeps_the_other(empty):
    meanwhile = Meanwhile(empty, write(empty.files, "other.csv", C))
    mine = intake.ingest(*empty.three, [write(empty.files, "mine.csv", A)], EXERCISE, meanwhile)
    committed = manifest.all_ingests(empty.store.register)
    assert [i.source.name for i in committed] == ["other.csv", "mine.csv"]
    assert (mine.not_read, meanwhile.done[0].not_read) == ((), ())
    assert {day.number for day in intake.coverage(*empty.three)} == {A, C}
    assert faults_after_a_start(empty) == ()


def test_the_same_file_by_two_hands_at_once_is_recorded_once(empty):
    path = write(empty.files, "same.csv", A)
    meanwhile = Meanwhile(empty, path)
    mine = intake.ingest(*empty.three, [path], EXERCISE, meanwhile)
    assert mine.not_read == ()
    assert [i.already_ingested for i in mine.ingests] == [True]
    assert [i.already_ingested for i in meanwhile.done[0].ingests] == [False]
    assert len(manifest.all_ingests(empty.store.register)) == 1
    assert [day.calls for day in intake.coverage(*empty.three)] == [1]
    assert faults_after_a_start(empty) == ()
