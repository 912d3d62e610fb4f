"""The plain ledger: people's words to typed entries, and unknown words held back with what was expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_whole import take_in

from lineholder.ingest.ledger import words
from lineholder.ingest.ledger.said import read
from lineholder.model.ledger import Disposal, EventKind, Milestone, StockWord
from lineholder.model.line_states import LineState

HEAD = "time,entry,line,person,offence,count,detail,reference\n"
AT = "2020-06-01T10:00:00Z"


def one(text, **wanted):
    whole = take_in(HEAD + text + "\n", "ledger.csv")
    assert whole.held_back() == []
    (found,) = whole.records.to_pylist()
    return {name: found[name] for name in wanted}, wanted


@pytest.mark.parametrize(
    ("entry", "detail", "kind", "what"),
    [
        ("seizure", "deal line", "seizure", "deal_line"),
        ("Seized", "County Line", "seizure", "county_line"),
        ("drug_line_seized", "", "seizure", "drug_line"),
        ("drug_line_seized", "county", "seizure", "county_line"),
        ("county-line-seized", "", "seizure", "county_line"),
        ("seizure: deal line", "on a Nokia", "seizure", "deal_line"),
        ("seizure", "SIM of an unknown subscriber", "seizure", "number"),
        ("seizure", "phone", "seizure", "phone"),
        ("seizure", "£2,450 cash", "seizure", "cash"),
        ("seizure", "12.5 g crack", "seizure", "drugs"),
        ("seizure", "zombie knife", "seizure", "weapon"),
        ("Arrested", "", "arrest", None),
        ("CHARGE", "", "charge", None),
        ("opening", "", "line_state", "opening"),
        ("active at start", "", "line_state", "opening"),
        ("line_state", "closed Type 1", "line_state", "closed_t1_provisional"),
        ("line state", "re-emerged", "line_state", "re_emerged"),
        ("closed_t1", "", "line_state", "closed_t1_provisional"),
        ("Type 1 closure", "", "line_state", "closed_t1_provisional"),
        ("closure", "T1 confirmed", "line_state", "closed_t1_confirmed"),
        ("closed_t1_confirmed", "", "line_state", "closed_t1_confirmed"),
        ("closed t2", "number deactivated", "line_state", "closed_t2"),
        ("closed", "type 2", "line_state", "closed_t2"),
        ("re-emergence proposed", "", "line_state", "re_emergence_proposed"),
        ("re-emerged", "proposed by the software", "line_state", "re_emergence_proposed"),
        ("check-back", "passed, number out of use", "check_back", "passed"),
        ("check back failed", "", "check_back", "failed"),
        ("check back", "number is in use again", "check_back", "failed"),
        ("check back", "number not in use", "check_back", "passed"),
        ("RUI", "", "disposal", "rui"),
        ("disposal", "Charged & remanded", "disposal", "charged_remanded"),
        ("plea", "guilty at first hearing", "plea", "guilty"),
        ("plea", "not guilty", "plea", "not_guilty"),
        ("outcome", "code 15", "outcome", "15"),
        ("disruption", "pursue, major", "disruption", "pursue"),
        ("published", "drug lines seized", "published", "lines_seized"),
        ("NRM referral", "", "referral", None),
        ("line profile", "", "milestone", "profile"),
    ],
)  # fmt: skip
def test_words_that_people_use_are_read(entry, detail, kind, what):
    text = (
        f'{AT},{entry},L1,P1,,7,"{detail}",'
        if kind in ("published",)
        else f'{AT},{entry},L1,P1,,,"{detail}",'
    )
    found, wanted = one(text, kind=kind, what=what)
    assert found == wanted


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (f"{AT},frobnicated,L1,,,,,", "entry", "UNKNOWN_ENTRY"),
        (f"{AT},,L1,,,,,", "entry", "MISSING_ENTRY"),
        (f"{AT},seizure,L1,,,,,", "detail", "SEIZURE_OF_WHAT"),
        (f"{AT},seizure,L1,,,,not a county line,", "detail", "SEIZURE_OF_WHAT"),
        (f"{AT},seizure,L1,,,,deal line and county line,", "detail", "SEIZURE_OF_WHAT"),
        (f"{AT},seizure,L1,,,,knife and heroin,", "detail", "SEIZURE_OF_WHAT"),
        (f"{AT},closed,L1,,,,phone switched off,", "detail", "CLOSURE_TYPE"),
        (f"{AT},line state,L1,,,,wobbly,", "detail", "WHICH_STATE"),
        (f"{AT},disposal,,P1,,,sent home,", "detail", "WHICH_DISPOSAL"),
        (f"{AT},check back,L1,,,,done,", "detail", "PASSED_OR_FAILED"),
        (f"{AT},check back,,,,,passed,", "line", "MISSING_LINE"),
        (f"{AT},plea,,P1,,,entered,", "detail", "GUILTY_OR_NOT"),
        (f"{AT},sentence,,P1,,,harsh,", "detail", "TERM_OR_KIND_OF_SENTENCE"),
        (f"{AT},outcome,L1,,,,23,", "detail", "OUTCOME_CODE_1_TO_22"),
        (f"{AT},disruption,L1,,,,pursue,", "detail", "ONE_STRAND_AND_LEVEL"),
        (f"{AT},published,,,,34,happiness,", "detail", "WHICH_FIGURE"),
        (f"{AT},published,,,,,arrests,", "count", "HOW_MANY"),
        (f"{AT},opening,,,,,,", "line", "LINE_OR_HOW_MANY"),
        (f"{AT},new,L1,,,3,,", "count", "ONE_LINE_A_ROW"),
        (f"{AT},arrest,,P1,,two,,", "count", "BAD_COUNT"),
        (f"{AT},arrest,,P1,,-1,,", "count", "BAD_COUNT"),
        (f"{AT},arrest,,P1,,0,,", "count", "BAD_COUNT"),
        (f"{AT},void,,,,,,", "reference", "MISSING_REFERENCE"),
        (f"{AT},corrected arrest,,P1,,,,", "reference", "MISSING_REFERENCE"),
        (f"{AT},re-emerged,L1,,,,first contact 2020-05-01 10:00,", "detail", "BAD_FIRST_CONTACT"),
        ("2020-06-01 10:00,arrest,,P1,,,,", "time", "NO_ZONE"),
        ("01/06/2020,arrest,,P1,,,,", "time", "BAD_TIME"),
        ("1820-06-01,arrest,,P1,,,,", "time", "TIME_OUT_OF_RANGE"),
    ],
)
def test_what_is_not_known_is_held_back_with_what_was_expected(row, column, reason):
    whole = take_in(f"{HEAD}{AT},arrest,,P0,,,,\n{row}\n", "ledger.csv")
    assert whole.held_back() == [(3, column, reason)]


def test_a_day_alone_is_kept_as_a_day_and_a_zone_is_taken_off():
    found, wanted = one("2020-06-01,charge,,P1,,,,", time_s=1590969600, slack_s=86400)
    assert found == wanted
    found, wanted = one("2020-06-01T11:00:00+01:00,charge,,P1,,,,", time_s=1591005600, slack_s=0)
    assert found == wanted


def test_london_times_are_read_where_somebody_says_so():
    whole = take_in(f"{HEAD}2020-06-01 11:00,arrest,,P1,,,,\n", "ledger.csv", zone="Europe/London")
    assert whole.records["time_s"].to_pylist() == [1591005600]


def test_counts_are_how_many_unless_they_number_a_count():
    for text, count, which in (
        ("3", 3, None),
        ("#2", 1, 2),
        ("count 2", 1, 2),
        ("", None, None),
        ("2.0", 2, None),
    ):
        found, wanted = one(f"{AT},charge,,P1,PWITS,{text},,", count=count, which=which)
        assert found == wanted


def test_what_a_detail_says_besides():
    text = (
        'sentence,,P1,PWITS,,"3 years 6 months, consecutive; role: runner; aged 17; first stage",'
    )
    found, wanted = one(
        f"{AT},{text}", what="immediate", months=42.0, run="consecutive", role="runner", age=17,
        stage="first_stage",
    )  # fmt: skip
    assert found == wanted
    found, wanted = one(
        f"{AT},sentence,,P1,,,18 months suspended for 24 months,", what="suspended"
    )
    assert found == wanted
    found, wanted = one(
        f"{AT},re-emerged,L1,,,,first contact 2020-05-30T08:00:00Z,",
        first_s=1590825600,
        what="re_emerged",
    )
    assert found == wanted
    assert one(f"{AT},merged,L1,,,,into L2,", other_line="L2")[0] == {"other_line": "L2"}
    assert one(f'{AT},seizure,,,,,"£1,250.50 cash",', amount=1250.5)[0] == {"amount": 1250.5}
    assert one(f"{AT},seizure,,,,,1.5 kg cocaine,", amount=1500.0)[0] == {"amount": 1500.0}


def test_a_correction_names_the_row_that_it_replaces():
    assert one(f"{AT},arrest,,P1,,,corrects A-17,A-17b", corrects="A-17")[0] == {
        "corrects": "A-17"
    }
    assert one(f"{AT},arrest corrected,,P1,,,,A-17", corrects="A-17")[0] == {"corrects": "A-17"}


def test_a_bare_referral_is_to_safeguarding_where_it_names_a_person():
    assert read("referral", "", person=True).kind == EventKind.REFERRAL
    assert read("referral", "", person=False).kind == EventKind.MILESTONE


@given(st.text(max_size=20), st.text(max_size=40), st.booleans())
def test_whatever_is_written_is_read_or_held_back(entry, detail, person):
    said = read(entry, detail, person=person)
    assert (said.kind is None) <= (said.fault is not None)
    if said.fault is not None:
        code, column = said.fault.split(" ")
        assert code.isupper()
        assert column in ("entry", "detail")


@pytest.mark.parametrize(
    ("entry", "kind", "what"),
    [
        ("arrests", "published", "arrests"), ("arrest", "arrest", None),
        ("drug_lines_seized", "published", "lines_seized"),
        ("deal lines seized", "published", "deal_lines_seized"),
        ("people charged", "published", "people_charged"), ("opening", "line_state", "opening"),
        ("closed t1", "line_state", "closed_t1_provisional"), ("new lines", "line_state", "new"),
        ("drug line seized", "seizure", "drug_line"),
    ],
)  # fmt: skip
def test_a_count_of_nothing_named_is_a_total_where_its_word_is_a_figures_name(entry, kind, what):
    found, wanted = one(f"{AT},{entry},,,,141,,", kind=kind, what=what)
    assert found == wanted


def test_every_phrase_is_written_flat_and_means_one_thing():
    for table in (words.EVENTS, words.STATES, words.DISPOSALS, words.MILESTONES, words.FIGURES):
        phrases = [phrase for told in table.values() for phrase in told]
        assert [words.flat(phrase) for phrase in phrases] == phrases
        assert len(phrases) == len(set(phrases))
    assert set(words.STATES) == {*StockWord, *(s for s in LineState if not s.startswith("closed"))}
    assert set(words.DISPOSALS) == set(Disposal)
    assert set(words.MILESTONES) == set(Milestone)
    assert set(words.EVENTS) == set(EventKind)


@pytest.mark.parametrize("phrase", [p for told in words.STATES.values() for p in told])
def test_every_state_is_read_from_the_entry_and_from_the_detail(phrase):
    alone = read(phrase, "", person=False)
    assert alone.fault is None
    told = read("line state", phrase, person=False)
    assert (told.kind, told.what) == (alone.kind, alone.what)
