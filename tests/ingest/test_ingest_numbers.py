"""Numbers: every writing to one E.164 form, what is no number to its kind, and never two into one."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_whole import SHIPPED, WORKBENCH

from lineholder.ingest.numbers import Party, read
from lineholder.ingest.settle import fast_number, fast_rule, odd_numbers, settle_numbers
from lineholder.model.question import Question
from lineholder.model.records import PartyKind

PROFILE = SHIPPED[0]


@pytest.mark.parametrize(
    ("raw", "number", "rule"),
    [
        ("07700900123", "+447700900123", "NATIONAL"),
        ("07700 900123", "+447700900123", "NATIONAL"),
        ("0770-0900-123", "+447700900123", "NATIONAL"),
        ("447700900123", "+447700900123", "COUNTRY_CODE"),
        ("44 7700 900123", "+447700900123", "COUNTRY_CODE"),
        ("0447700900123", "+447700900123", "COUNTRY_CODE"),
        ("+447700900123", "+447700900123", "PLUS"),
        ("+44 (0)7700 900123", "+447700900123", "PLUS"),
        ("+4407700900123", "+447700900123", "PLUS_TRUNK_ZERO"),
        ("00447700900123", "+447700900123", "DOUBLE_ZERO"),
        ("0044 0 7700 900123", "+447700900123", "DOUBLE_ZERO_TRUNK_ZERO"),
        ("7700900123", "+447700900123", "ZERO_RESTORED"),
        ("447700900123.0", "+447700900123", "COUNTRY_CODE"),
        ("\u202a+44 7700\u00a0900123\u202c", "+447700900123", "PLUS"),
        ("٠٧٧٠٠٩٠٠١٢٣", "+447700900123", "NATIONAL"),
        ("07700900123", "+447700900123", "NATIONAL"),
        ("tel:+447700900123", "+447700900123", "PLUS"),
        ("sip:+447700900123@ims.example", "+447700900123", "PLUS"),
        ("'07700900123", "+447700900123", "NATIONAL"),
        ("02079460123", "+442079460123", "NATIONAL"),
        ("01632 960123", "+441632960123", "NATIONAL"),
        ("08001111", "+448001111", "NATIONAL"),
        ("+15555550123", "+15555550123", "PLUS"),
        ("001 202 555 0123", "+12025550123", "DOUBLE_ZERO"),
        ("+1234567", "+1234567", "PLUS"),
        ("+123456789012345", "+123456789012345", "PLUS"),
        ("33612345678", "+33612345678", "PLUS_ADDED"),
        ("79161234567", "+79161234567", "PLUS_ADDED"),
        ("770000005", "770000005", "AS_GIVEN"),
        ("2025550123", "2025550123", "AS_GIVEN"),
    ],
)
def test_each_writing_of_a_number(raw, number, rule):
    party = read(raw)
    assert (party.number, party.kind, party.rule) == (number, PartyKind.NUMBER, rule)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("withheld", PartyKind.WITHHELD), ("Anonymous", PartyKind.WITHHELD),
        ("UNKNOWN", PartyKind.WITHHELD), ("unavailable", PartyKind.WITHHELD),
        ("0", PartyKind.WITHHELD), ("", PartyKind.WITHHELD), ("Number Withheld", PartyKind.WITHHELD),
        ("62226", PartyKind.SHORT_CODE), ("999", PartyKind.SHORT_CODE),
        ("*#62#", PartyKind.SHORT_CODE), ("123456", PartyKind.SHORT_CODE),
        ("121", PartyKind.VOICEMAIL), ("Voice mail", PartyKind.VOICEMAIL),
        ("voice-mail", PartyKind.VOICEMAIL),
        ("Amazon", PartyKind.SENDER), ("O2-UK", PartyKind.SENDER), ("NHS111", PartyKind.SENDER),
    ],
)  # fmt: skip
def test_what_is_no_number_has_a_kind_and_is_never_joined(raw, kind):
    party = read(raw)
    assert (party.number, party.kind, party.wrong) == (None, kind, None)


@pytest.mark.parametrize("raw", ["4.477E+11", "4,477E+11", "4.477009e11", "447E+9"])
def test_scientific_notation_is_lossy_and_never_expanded(raw):
    assert read(raw).wrong == "SCI_NOTATION_LOSSY"
    assert read(raw, opaque=True).wrong == "SCI_NOTATION_LOSSY"


@pytest.mark.parametrize("raw", ["1" * 16, "+1234567890123456", "07700;900123", "07700&900123"])
def test_digits_that_no_network_dials_are_held_back(raw):
    assert read(raw).wrong == "BAD_NUMBER"


def test_opaque_identifiers_are_joined_as_given():
    for raw in ("A", "A_orange", "770000005", "1E10", "P 07"):
        assert read(raw, opaque=True).number == raw
    assert read("07700 900123", opaque=True).number == "+447700900123"
    assert read("withheld", opaque=True).kind is PartyKind.WITHHELD


uk = st.from_regex(r"7[0-9]{9}|[123][0-9]{9}", fullmatch=True).map(lambda n: "+44" + n)
world = st.from_regex(r"\+(?!44)[1-9][0-9]{7,14}", fullmatch=True)


def writings(e164: str) -> list[str]:
    """Every way in which a return may write the number without losing digits."""
    bare = e164[1:]
    found = [e164, "00" + bare, f"{e164[:3]} {e164[3:7]} {e164[7:]}", f"\u202a{e164}\u202c"]
    if e164.startswith("+44"):
        national = e164[3:]
        found += ["0" + national, "44" + national, "044" + national, f"+44(0){national}"]
        found += [national] if national.startswith("7") else []
    return found


@given(st.one_of(uk, world))
@settings(max_examples=300, deadline=None)
def test_every_writing_comes_to_the_number_and_stays_there(e164):
    for raw in writings(e164):
        found = read(raw).number
        assert found == e164, raw
        assert read(str(found)).number == found


@given(st.sets(st.one_of(uk, world), min_size=2, max_size=40), st.data())
@settings(max_examples=100, deadline=None)
def test_two_numbers_never_become_one(numbers, data):
    seen: dict[str, str] = {}
    for e164 in sorted(numbers):
        raw = data.draw(st.sampled_from(writings(e164)))
        assert seen.setdefault(str(read(raw).number), e164) == e164


@given(
    st.lists(
        st.one_of(
            uk.flatmap(lambda n: st.sampled_from(writings(n))),
            world.flatmap(lambda n: st.sampled_from(writings(n))),
            st.text("+0123456789 ()A", max_size=14),
        ),
        max_size=30,
    ),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_the_quick_sql_reads_exactly_what_the_parser_reads(raws, opaque):
    texts = [raw.strip() for raw in raws]
    table = pa.table({"t": pa.array(texts, pa.string())})
    sql = f"SELECT t, {fast_number('t', PROFILE, opaque=opaque)} AS n, {fast_rule('t')} AS r FROM one"
    answer = WORKBENCH.answer(Question("fast", sql), {"one": table}).table.to_pylist()
    for row in answer:
        if row["n"] is not None:
            party = read(row["t"], opaque=opaque)
            assert party.number == row["n"], row
            assert row["r"] is None or row["r"] == party.rule


def test_only_odd_numbers_are_asked_for_and_each_once():
    batch = pa.table(
        {
            "subject": ["+447700900001", "07700900002", "447700900003", "x"],
            "other_party": ["0770 0900 004", "0770 0900 004", "", "Amazon"],
        }
    )
    question = odd_numbers(batch.column_names, ["A"], PROFILE, opaque=False)
    odd = WORKBENCH.answer(question, {"batch": batch}).table
    assert odd["raw"].to_pylist() == ["0770 0900 004", "A", "Amazon", "x"]
    settled = settle_numbers(odd, PROFILE, opaque=False).to_pylist()
    assert [(row["number"], row["kind"]) for row in settled] == [
        ("+447700900004", "number"), (None, "sender"), (None, "sender"), (None, "sender"),
    ]  # fmt: skip


def test_another_country_has_its_own_national_numbers():
    assert read("06 12 34 56 78", "33").number == "+33612345678"
    assert read("0033612345678", "33").number == "+33612345678"
    assert read("07700900123", "33") == Party("07700900123", PartyKind.NUMBER, "AS_GIVEN")
