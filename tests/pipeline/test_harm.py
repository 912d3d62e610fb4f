"""Harm end to end: files, entries, versions, and an order that can be made again."""

import shutil

import pytest

from lineholder.model.entry import EntryKind
from lineholder.model.errors import Denied, NotFound, Refused
from lineholder.model.harm import IntelItem, Part
from lineholder.model.people import Actor, Role
from lineholder.pipeline import incidents, rows
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.harm import harm
from lineholder.pipeline.harm_tables import set_table, versions
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.people import add_person
from lineholder.pipeline.workspace import open_store
from lineholder.storage.register import entries

CRIMES = "time,crime_reference,kind,place,victim,text\n"
LEDGER = "time,entry,line,person,offence,count,detail,reference\n"
WEIGHTS = "part,weight,bands,from,to,source\n" + "".join(
    f"{part},{10 if part is Part.INCIDENTS else 0},1,2025-01-01,,our head\n" for part in Part
)


@pytest.fixture(scope="module")
def found(desk, tmp_path_factory):
    """The county with its lines found, to be copied."""
    path = tmp_path_factory.mktemp("found") / "workspace"
    shutil.copytree(desk.store.path, path)
    store = open_store(path)
    find_lines(store, local_officer(store), default_scope())
    store.close()
    return path


@pytest.fixture
def three(found, tmp_path):
    path = tmp_path / "workspace"
    shutil.copytree(found, path)
    store = open_store(path)
    yield store, local_officer(store), default_scope()
    store.close()


@pytest.fixture
def line(three):
    return next(one for one in find_lines(*three).lines if one.market)


def load(three, tmp_path, text, name="more.csv"):
    from desk import EXERCISE

    (tmp_path / name).write_text(text, "utf-8")
    return ingest(*three, [tmp_path / name], EXERCISE)


def crimes(three, tmp_path, line, *more):
    at = f"{line.first_s + 3600:d}"
    from datetime import UTC, datetime

    when = datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = (
        CRIMES + f"{when},C1,Robbery,{line.market},Jo Bloggs,knife\n{when},C2,rape,elsewhere,,\n"
    )
    return load(three, tmp_path, text + "".join(more), "crimes.csv")


def of(three, line, part, **rest):
    place = next(p for p in harm(*three, **rest).places if p.line == line.line)
    return place.harm.of(part)


def test_a_crime_counts_for_a_line_only_once_a_person_has_linked_it(three, line, tmp_path):
    received = crimes(three, tmp_path, line, "soon,C3,robbery,,,\n")
    assert received.ingests[0].account.quarantined == 1
    assert of(three, line, Part.INCIDENTS).value is None
    told = incidents.about(*three, line.line)
    assert [(one.reference, one.kinds) for one in told.proposed] == [("C1", ("robbery",))]
    made = incidents.decide(
        *three, line.line, "C1", "linked", "the victim named the line's worker"
    )
    incidents.decide(*three, line.numbers[-1].number, "C2", "not_linked", "another town")
    told = of(three, line, Part.INCIDENTS)
    assert (told.value, told.counted) == (365.0, ("C1",))
    after = incidents.about(*three, line.line)
    assert (after.proposed, len(after.decided)) == ((), 2)
    assert made.kind is EntryKind.INCIDENT_DECIDED
    (said, seen), _ = after.decided
    assert said.reason == "the victim named the line's worker"
    assert rows.rows(*three, seen.opens).rows[0].text.endswith("Jo Bloggs,knife")
    incidents.decide(*three, line.line, "C1", "not_linked", "it was another number")
    assert of(three, line, Part.INCIDENTS).value == 0


def test_victims_are_masked_and_another_mask_in_another_operation(three, line, tmp_path):
    from dataclasses import replace

    crimes(three, tmp_path, line)
    here = incidents.seen(*three)[0].victim
    there = incidents.seen(three[0], three[1], replace(three[2], operation="other"))[0].victim
    assert here.startswith("Victim ")
    assert here != there
    assert "Bloggs" not in str(incidents.about(*three, line.line))


def test_what_is_no_crime_no_line_or_no_reason_is_refused(three, line, tmp_path):
    with pytest.raises(NotFound, match="recorded crime"):
        incidents.decide(*three, line.line, "C1", "linked", "why")
    crimes(three, tmp_path, line)
    with pytest.raises(NotFound, match="a line of the list"):
        incidents.decide(*three, "nobody", "C1", "linked", "why")
    with pytest.raises(Refused, match="linked or not_linked"):
        incidents.decide(*three, line.line, "C1", "maybe", "why")
    with pytest.raises(Refused, match="reason"):
        incidents.decide(*three, line.line, "C1", "linked", " ")


def test_a_weak_report_is_kept_and_raises_nothing_and_a_good_one_does(three, line):
    def report(reference, assessment, handling="P", conditions=""):
        item = IntelItem(reference, 2, assessment, handling, "Weapons")
        return incidents.report(*three, line.line, item, conditions, "from the submission")

    report("R1", "D")
    before = harm(*three).places
    report("R2", "E")
    told = of(three, line, Part.WEAPONS)
    assert (told.value, told.left_out) == (None, ("R1: graded 2D", "R2: graded 2E"))
    assert [p.points for p in harm(*three).places] == [p.points for p in before]
    with pytest.raises(Refused, match="conditions of handling code C"):
        report("R3", "B", "C")
    good = report("R3", "B", "C", "to the unit alone")
    assert of(three, line, Part.WEAPONS).value == 1
    assert len(incidents.about(*three, line.line).reported) == 3
    incidents.withdraw_report(*three, good.number, "the source took it back")
    assert of(three, line, Part.WEAPONS).value is None
    with pytest.raises(NotFound, match="report that stands"):
        incidents.withdraw_report(*three, good.number, "again")


def test_the_units_weights_order_the_lines_and_only_its_head_may_set_them(three, line, tmp_path):
    crimes(three, tmp_path, line)
    incidents.decide(*three, line.line, "C1", "linked", "why")
    shipped = harm(*three)
    set_table(*three, "weights", "victims first", WEIGHTS, "decided on 1 June")
    ordered = harm(*three)
    assert ordered.tables.weights.name == "victims first"
    assert "version 1" in ordered.tables.told[0]
    assert "decided on 1 June" in ordered.tables.told[0]
    assert (ordered.places[0].line, ordered.places[0].lower) == (line.line, 10)
    later = WEIGHTS.replace("2025-01-01", "2031-01-01")
    set_table(*three, "weights", "from 2031", later, "the next head's")
    assert harm(*three) == ordered  # not in force yet
    assert harm(*three, "2031-06-01").tables.weights.name == "from 2031"
    assert [v.number for v in versions(*three)] == [1, 2]
    set_table(*three, "weights", "again", WEIGHTS.replace(",10,", ",5,"), "a slip", 1)
    assert harm(*three).places[0].lower == 5
    assert shipped.tables.weights.name == "equal weights"
    add_person(*three, "Ana Lyst", [Role.ANALYST], "fifteen letters and more", "tests")
    with pytest.raises(Denied, match="set_tables"):
        set_table(three[0], Actor("Ana Lyst", frozenset(Role)), three[2], "index", "x", "x", "x")


def test_a_table_that_cannot_be_read_leaves_no_entry(three):
    with pytest.raises(Refused, match="first line"):
        set_table(*three, "weights", "x", "nonsense", "why")
    with pytest.raises(Refused, match="one of weights, index, morile"):
        set_table(*three, "colours", "x", WEIGHTS, "why")
    with pytest.raises(Refused, match="YYYY-MM-DD"):
        harm(*three, "yesterday")
    assert entries.all_of(three[0].register, EntryKind.HARM_TABLE_SET) == ()


@pytest.mark.parametrize(
    "undoing", ["void,,,,,,R2\n", "safeguarding referral,{line},P2,,,corrects R2; aged 40,R9\n"]
)
def test_the_exploited_never_fall_whatever_is_corrected_later(three, line, tmp_path, undoing):
    one = f"2025-03-01,safeguarding referral,{line.line},P1,,,aged 40,R1\n"
    load(
        three,
        tmp_path,
        LEDGER + one + f"2025-03-02,safeguarding referral,{line.line},P2,,,aged 15,R2\n",
        "a.csv",
    )
    assert of(three, line, Part.EXPLOITED).value == 3
    load(three, tmp_path, LEDGER + "2025-03-03," + undoing.format(line=line.line), "b.csv")
    told = of(three, line, Part.EXPLOITED)
    assert told.value == 3
    assert "never fewer than before" in told.sentence
    load(three, tmp_path, LEDGER + "2025-03-04,void,,,,,,R1\n", "c.csv")
    assert of(three, line, Part.EXPLOITED).value == 3
