"""The sheets, word for word: what each reader's role may say and what it must."""

import re
from pathlib import Path

import pytest
from answers import HOLDER, answer, by_location_alone, candidate, decision, pair

from lineholder.attribute import words
from lineholder.model.decision import Status
from lineholder.model.sheet import Sheet
from lineholder.wire.sheet import sheet_text

GOLDEN = Path(__file__).parent / "sheets"
FORBIDDEN = ("belongs to", "consistent with", "is the user", "is the phone of", "holder is")


def analyst() -> Sheet:
    return words.analyst(answer(), candidate(), pair())


def investigator() -> Sheet:
    return words.investigator(answer(), candidate(), decision())


def expert() -> Sheet:
    return words.expert(answer(), candidate(), pair(), decision())


@pytest.mark.parametrize("make", [analyst, investigator, expert], ids=lambda make: make.__name__)
def test_a_sheet_is_word_for_word_what_was_agreed(make):
    """A change of these words is a change of what a court reads: it must be seen in a review."""
    assert sheet_text(make()) == (GOLDEN / f"{make.__name__}.txt").read_text("utf-8")


@pytest.mark.parametrize("make", [analyst, investigator, expert], ids=lambda make: make.__name__)
def test_no_sheet_says_that_a_phone_is_or_belongs_to_anybody(make):
    text = sheet_text(make()).lower()
    assert [word for word in FORBIDDEN if word in text] == []
    assert "no uk field validation" in text or make is analyst


def test_an_analyst_states_facts_and_no_lr():
    text = sheet_text(analyst())
    assert not re.search(r"\bLRs?\b|log10|probab|support|contradict", text)
    assert "further apart than a journey" in text


def test_an_investigator_reads_what_is_against_before_what_is_for():
    headings = [part.heading for part in investigator().parts]
    assert headings.index("Against") < headings.index("For")
    assert "Where it stands" in headings


def test_paper_says_nothing_of_a_decision_that_awaits_its_check():
    once = decision(Status.ACCEPTED_ONCE, adopted=False)
    text = sheet_text(words.investigator(answer(), candidate(), once))
    assert "decided once, awaits its blind check" in text
    assert "ccepted" not in text
    assert "The contacts fit" not in text


def test_an_experts_statement_needs_a_named_signatory():
    sheet = words.expert(answer(), candidate(), pair(), decision(adopted=False))
    assert not sheet.parts
    assert "named signatory" in sheet.wanting
    assert expert().signatory == "Dr Ex Pert, radio engineer"


def test_an_expert_states_both_propositions_what_contradicts_limits_and_exclusions():
    sheet = expert()
    parts = {part.heading: part for part in sheet.parts}
    propositions = parts["Propositions"].sentences
    assert [p[:3].strip(":") for p in propositions] == ["H1", "H2a", "H2b", "H2c", "H2d"]
    assert list(parts).index("Findings that contradict") < list(parts).index(
        "Findings that support"
    )
    assert parts["What was excluded"].sentences == words.LEFT_OUT
    assert any("under H1 than under H2c" in s for s in parts["Evaluation"].sentences)
    assert all("posterior" not in s.lower() for p in sheet.parts for s in p.sentences)


def test_location_alone_is_said_as_what_blocks_it():
    found = by_location_alone()
    text = sheet_text(words.investigator(found, found.candidates[0]))
    assert "blocked from a case" in text
    assert "blocked from a case" not in sheet_text(investigator())
    assert HOLDER in text
