"""Every product in every format: the year's figures read back, the same bytes twice, nothing of a person."""

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from itertools import product as pairs
from pathlib import Path

import pypdfium2
import pytest
from book import row
from products_made import FEW, as_published, made, the_year
from python_calamine import CalamineWorkbook
from year import year

from lineholder.model.product import ProductForm, ProductKind
from lineholder.paper.write import MEDIA, write

HERE = Path(__file__).parents[1]
GOLDEN = {"lines_seized": 141, "arrests": 344, "charges": 212, "opening": 68, "closing": 34}
BRIDGE = [68, 20, 5, 3, 41, 12, 6, 3, 34]
EVERY = list(pairs(ProductKind, ProductForm))
SURNAME = "Quillfeather"
TWICE = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from products_made import FEW, made
from lineholder.model.product import ProductForm, ProductKind
from lineholder.paper.write import write
print(*(hashlib.sha256(write(made(ProductKind.ANNUAL, FEW), f)).hexdigest() for f in ProductForm))
"""


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(content: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_the_year_reads_back_from_csv():
    rows = csv_rows(write(the_year(ProductKind.ANNUAL), ProductForm.CSV))
    values = {r["item"]: r for r in rows if r["measure"] == "value"}
    assert {name: int(values[name]["value"]) for name in GOLDEN} == GOLDEN
    assert all(values[name]["definition"] and len(values[name]["ref"]) == 12 for name in GOLDEN)
    assert values["charge_rate_people"]["value"] == "0.6"
    assert values["under_18_charged"]["value"] == ""
    assert values["under_18_charged"]["note"] == "not known"


def test_the_year_reads_back_from_the_workbook_as_numbers():
    content = write(the_year(ProductKind.ANNUAL), ProductForm.XLSX)
    head, *rows = sheet(content, "Figures")
    values = {r[head.index("Name")]: r for r in rows}
    for name, value in GOLDEN.items():
        assert values[name][2] == value
        assert isinstance(values[name][2], float)
        assert values[name][head.index("Definition")]
        assert len(str(values[name][head.index("REF")])) == 12
    bridge = sheet(content, "Bridge")
    assert [r[1] for r in bridge[1:10]] == BRIDGE
    assert [r[3] for r in bridge[1:10]] == [68, 88, 93, 96, 55, 43, 37, 34, 34]
    assert bridge[10][:2] == ["Adds up", "yes"]


def test_the_year_reads_back_from_the_pdf():
    first, *others = pages(write(the_year(ProductKind.ANNUAL), ProductForm.PDF))
    for text in ("344 arrests", "212 charges", "141 drug lines seized", "from 68 to 34 lines"):
        assert text in first
    for heading in ("What we did", "What held", "What came back", "Whom we protected"):
        assert heading in first  # the year on one printed page
    assert re.search(r"68.*\+20.*\+5.*\+3.*41.*12.*6.*3.*34", first, re.S)  # drawn
    assert "Seizures recorded as a drug line" in " ".join(others)


def test_a_published_year_says_what_cannot_be_known_and_draws_no_bridge():
    found = as_published(ProductKind.ANNUAL)
    first = " ".join(pages(write(found, ProductForm.PDF))[0].split())
    assert "Opening, new, re-emerged" in first
    assert "published by nobody" in first
    assert "cannot be told" in first
    assert "344 arrests" in first
    assert "From one stock of lines" not in first
    names = CalamineWorkbook.from_filelike(io.BytesIO(write(found, ProductForm.XLSX))).sheet_names
    assert "Bridge" not in names
    rows = {r["item"]: r for r in csv_rows(write(found, ProductForm.CSV)) if r["measure"]}
    assert (rows["closing"]["value"], rows["closing"]["note"]) == ("34", "published")
    assert rows["opening"]["note"] == rows["charge_rate_counts"]["note"] == "not known"


@pytest.mark.parametrize(("kind", "form"), EVERY, ids=lambda one: one.value)
def test_a_second_writing_gives_the_same_bytes(kind, form):
    assert write(the_year(kind), form) == write(the_year(kind), form)
    assert form in MEDIA


def test_another_process_zone_and_locale_give_the_same_bytes():
    roots = [str(HERE / name) for name in ("outcomes", "ingest")]
    told = os.environ | {
        "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", TWICE, *roots], env=told, capture_output=True, text=True, check=True
    )
    own = [
        hashlib.sha256(write(made(ProductKind.ANNUAL, FEW), f)).hexdigest() for f in ProductForm
    ]
    assert done.stdout.split() == own


@pytest.mark.parametrize(("kind", "form"), EVERY, ids=lambda one: one.value)
def test_no_name_of_a_person_is_left_in_a_file(kind, form):
    """Nor in its properties: whoever opens it learns neither who was arrested nor who wrote it."""
    named = [row("2020-07-01", "arrest", line="N1", person=f"Ada {SURNAME}", reference="AQ")]
    content = write(made(kind, (*year(), *named)), form)
    if form is ProductForm.XLSX:
        held = parts(content)
        assert re.search(r"<dc:creator>\s*</dc:creator>", held["docProps/core.xml"])
        assert set(re.findall(r"\d{4}-\d\d-\d\d", held["docProps/core.xml"])) == {"2021-04-30"}
        text = "".join(held.values())
    elif form is ProductForm.PDF:
        document = pypdfium2.PdfDocument(content)
        properties = document.get_metadata_dict(skip_empty=True)
        document.close()
        assert properties.keys() == {"Title", "Creator"}
        assert properties["Creator"].startswith("Typst")
        text = "".join(pages(content))
    else:
        text = content.decode("utf-8-sig")
    assert SURNAME not in text
    assert not re.search(r"\bP\d{1,3}\b", text)
    assert "Exercise data" in text


def test_every_sheet_is_set_up_for_paper():
    for name, text in parts(write(the_year(ProductKind.WEEKLY), ProductForm.XLSX)).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        assert "Page &amp;P of &amp;N" in text
        assert "left out: 1 to 4 people" in text
        assert 'paperSize="9"' in text
        assert 'fitToHeight="0"' in text
        assert "<cols>" in text
        if "<autoFilter" in text:
            assert 'state="frozen"' in text
    book = parts(write(the_year(ProductKind.WEEKLY), ProductForm.XLSX))["xl/workbook.xml"]
    assert book.count("_xlnm.Print_Titles") == book.count("<sheet ") - 1  # all but the summary
    assert book.count("_xlnm._FilterDatabase") == book.count("_xlnm.Print_Titles")


def test_words_of_a_ledger_are_never_run_as_a_formula():
    """A line's name is what somebody typed: a spreadsheet must not run it."""
    evil = '=HYPERLINK("http://x.invalid","open")'
    found = made(ProductKind.WEEKLY, (row("2020-07-01", "new", line=evil),))
    rows = csv_rows(write(found, ProductForm.CSV))
    assert {r["item"] for r in rows if "HYPERLINK" in r["item"]} == {f"'{evil}"}
    held = parts(write(found, ProductForm.XLSX))
    assert not any("<f>" in text for name, text in held.items() if name.startswith("xl/work"))
    assert "hyperlink" not in held["xl/worksheets/sheet3.xml"]
    assert "HYPERLINK" in "".join(pages(write(found, ProductForm.PDF)))


MARKUP = "#panic() *L* $x$ <a> @b \\ `c` [d]"


@pytest.mark.parametrize("name", [MARKUP, "L" * 90, "a line whose name " * 9])
def test_nothing_runs_over_the_edge_of_a_page(name):
    rows = [row("2020-07-01", "new", line=name)]
    rows += [row("2020-07-02", "new", line=f"N{n} with a long name") for n in range(120)]
    document = pypdfium2.PdfDocument(write(made(ProductKind.WEEKLY, tuple(rows)), ProductForm.PDF))
    assert len(document) > 2
    for page in document:
        wide, high = page.get_size()
        text = page.get_textpage()
        for n in range(text.count_chars()):
            left, low, right, top = text.get_charbox(n)
            assert 40 < left <= right < wide - 40 or left == right
            assert 20 < low <= top < high - 20 or low == top
    document.close()


@pytest.mark.parametrize("kind", ProductKind, ids=lambda kind: kind.value)
def test_no_page_ends_with_a_heading_or_the_head_of_a_table(kind):
    found = the_year(kind)
    headings = {part.heading for part in (*found.front, *found.parts)} | {"How to read it"}
    for text in pages(write(found, ProductForm.PDF)):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        body = [n for n in lines if not re.match(r"left out: 1 to|Page \d+ of|Annual report,", n)]
        assert body[-1] not in headings
        assert not body[-1].endswith("REF")
