"""The pages say what the program means: every figure with its definition, every word of a ledger."""

import re
from pathlib import Path

from book import counted, row
from year import year

from lineholder.ingest.ledger import rows as ledger_rows
from lineholder.ingest.ledger import said, words
from lineholder.model import line_states
from lineholder.outcomes import groups, stock

DOCS = Path(__file__).parents[2] / "docs"


def test_every_figure_stands_on_the_page_with_its_definition_and_no_other():
    text = (DOCS / "methods/outcomes.md").read_text("utf-8")
    figures = text.partition("## The figures")[2].partition("## The breakdowns")[0]
    shown = set(re.findall(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", figures, re.M))
    assert shown == {(f.name, f.unit, f.definition) for f in counted(year()).figures}


def test_every_breakdown_stands_on_the_page():
    rows = [
        row("2020-06-01", "arrest", person="P"), row("2020-06-02", "charge", person="P", detail="runner"),
    ]  # fmt: skip
    text = (DOCS / "methods/outcomes.md").read_text("utf-8")
    made = {(b.name, b.unit, b.definition) for b in counted(rows).breakdowns}
    made |= {(name, unit, told) for _, name, unit, told in groups.KINDS}
    for name, unit, told in made:
        assert f"| `{name}` | {unit} | {told} |" in text


def test_every_rule_that_refuses_a_move_is_explained():
    text = (DOCS / "methods/outcomes.md").read_text("utf-8")
    rules = [
        v
        for m in (line_states, stock)
        for v in vars(m).values()
        if isinstance(v, line_states.Rule)
    ]
    assert len(rules) >= 7
    assert [rule.code for rule in rules if f"`{rule.code}`" not in text] == []


def test_every_word_of_a_ledger_stands_on_its_page():
    text = (DOCS / "formats/plain-ledger.md").read_text("utf-8")
    shown = set(re.findall(r"`([^`]+)`", text))
    tables = (
        words.EVENTS,
        words.STATES,
        words.DISPOSALS,
        words.MILESTONES,
        words.FIGURES,
        words.ROLES,
    )
    for table in tables:
        for name, phrases in table.items():
            assert {str(name), *phrases} <= shown


def test_every_reason_why_a_row_is_held_back_is_explained():
    text = "".join(
        (DOCS / f"formats/{name}.md").read_text("utf-8") for name in ("plain-ledger", "profiles")
    )
    codes = set(re.findall(r"`([A-Z_0-9]{5,})`", text))
    mine = {code for _, code, _ in ledger_rows._faults(zoned=False) if code.isidentifier()}
    source = Path(said.__file__).read_text("utf-8")
    mine |= {code for code, _ in re.findall(r'"([A-Z_0-9]{5,}) (entry|detail)"', source)}
    assert len(mine) > 20
    assert mine <= codes
