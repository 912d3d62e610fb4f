from lineholder.model.entry import RunState
from lineholder.model.progress import silent
from lineholder.pipeline import demo, intake, jobs, verify
from lineholder.pipeline.steps import STEPS
from lineholder.synth import Spec


def test_the_demo_ends_with_ranked_lines_of_a_made_up_county(empty, monkeypatch):
    monkeypatch.setattr(demo, "SPEC", Spec("agenda", 7, 300, 28, 3))
    found = demo.demo(*empty.three, lambda _what: silent)
    assert found.lines
    assert verify.verify(*empty.three) == ()


def test_the_worker_knows_every_step_that_may_be_submitted():
    assert set(STEPS) == set(jobs.NEEDS)


def test_a_page_upload_is_ingested_and_found_by_the_worker(empty, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"
        "2025-03-03T10:00:00Z,+447700900001,out,+447700900002,call,20,,\n",
        "utf-8",
    )
    with path.open("rb") as stream:
        source = intake.receive(*empty.three, stream, "a.csv")
    params = {"sources": [{"sha256": source.sha256, "name": "a.csv"}], "power": "exercise"}
    run = jobs.submit(*empty.three, "ingest", params)
    search = jobs.submit(*empty.three, "find_lines", {})
    assert jobs.work(empty.store.path, STEPS, until_idle=True) == 2
    done = jobs.job(*empty.three, run.id)
    assert (done.state, done.error) == (RunState.DONE, None)
    assert done.result["totals"]["recorded"] == 1
    assert jobs.job(*empty.three, search.id).result["lines"] == 0
