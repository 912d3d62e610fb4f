"""Profiles: what they may say, what is refused by name, and that every word is explained."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lineholder import ingest
from lineholder.ingest.shipped import SHIPPED
from lineholder.model.errors import BadValue
from lineholder.model.profile import COLUMNS, KEYS, Profile

DOCS = Path(__file__).parents[2] / "docs" / "formats"
LEAST = """
name = "least"
version = 1
records = "cells"
[columns]
cell_id = "id"
latitude = "lat"
longitude = ["lon", "lng"]
"""


def test_the_least_profile_takes_its_defaults():
    profile = Profile.from_toml(LEAST)
    assert profile.delimiters == (",",)
    assert profile.required() == ("cell_id", "latitude", "longitude")
    assert dict(profile.aliases)["longitude"] == ("lon", "lng")


def test_the_digest_changes_with_anything_and_with_nothing_else():
    profile = Profile.from_toml(LEAST)
    assert profile.digest() == Profile.from_toml(LEAST + "\n# a remark\n").digest()
    assert profile.digest() != replace(profile, version=2).digest()
    assert profile.digest() != Profile.from_toml(LEAST.replace("lng", "long")).digest()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("name =", "nme ="), "say its 'name'"),
        (('"cells"', '"plates"'), "'records' is one of 'observations', 'cells'"),
        (("latitude =", "lattitude ="), "Unknown profile key 'columns.lattitude'; allowed here: "),
        (("[columns]", "[times]\nzoen = 1\n[columns]"), "Unknown profile key 'times.zoen'; .*'zone'"),
        (("version = 1", "version = 1\nauthor = 'x'"), "Unknown profile key 'author'"),
        (("version = 1", "version = '1'"), "'version' is a whole number"),
        (("version = 1", "version = 1\nfile = 3"), "'file' is a table"),
        (("[columns]", "[file]\nheader = 'yes'\n[columns]"), "'file.header' is true or false"),
        (("[columns]", "[file]\ndelimiter = ':'\n[columns]"), "'file.delimiter' is one or more"),
        (("[columns]", "[file]\nstructural = ['(']\n[columns]"), "no regular expression"),
        (("[columns]", "[file]\nheader = false\n[columns]"), "'file.order'"),
        (("[columns]", "[file]\norder = ['cell_id']\n[columns]"), "'file.order'"),
        (("[columns]", "[file]\nsubject_from = 'air'\n[columns]"), "'file.subject_from' is one of"),
        (("[columns]", "[file]\nsubject_from = 'header'\n[columns]"), "needs 'file.subject_pattern'"),
        (("[columns]", "[file]\nsubject_pattern = 'x'\n[columns]"), "exactly one"),
        (("[columns]", "[times]\nmeans = 'about'\n[columns]"), "'times.means' is one of"),
        (("[columns]", "[times]\nzone = 'Paris'\n[columns]"), "'times.zone' is"),
        (("[columns]", "[times]\nduration = 'hours'\n[columns]"), "'times.duration' is one of"),
        (("[columns]", "[times]\nformats = 3\n[columns]"), "'times.formats' is a text or a list"),
        (("[columns]", "[numbers]\ncountry = '044'\n[columns]"), "'numbers.country'"),
        (("[columns]", "[numbers]\nparties = 'some'\n[columns]"), "'numbers.parties' is one of"),
        (("[columns]", "[cells]\nform = 'x'\n[columns]"), "'cells.form' is one of"),
        (('latitude = "lat"\n', ""), "where to find 'latitude'"),
        (("version", "ver sion"), "does not parse"),
    ],
)  # fmt: skip
def test_what_a_profile_cannot_say_is_refused_by_name(change, words):
    with pytest.raises(BadValue, match=words):
        Profile.from_toml(LEAST.replace(*change))


def test_an_order_names_each_known_column_once():
    text = LEAST.split("[columns]")[0] + "[file]\nheader = false\norder = {}\n"
    good = Profile.from_toml(text.format('["-", "cell_id", "-", "latitude", "longitude"]'))
    assert good.order[0] == "-"
    for bad in (
        '["cell_id", "cell_id", "latitude", "longitude"]',
        '["cell", "latitude", "longitude"]',
    ):
        with pytest.raises(BadValue, match="each column once"):
            Profile.from_toml(text.format(bad))


def test_a_delimiter_that_is_still_open_is_not_used():
    profile = replace(Profile.from_toml(LEAST), delimiters=(",", ";"))
    with pytest.raises(BadValue, match="narrowed"):
        _ = profile.delimiter
    assert profile.narrowed(";").delimiter == ";"


def test_every_shipped_profile_loads_under_its_own_name():
    assert tuple(p.name.replace(" ", "_") for p in ingest.shipped()) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_profile_has_its_page(name):
    """A layout that is read without a page is one that nobody can check."""
    page = (DOCS / f"{name.replace('_', '-')}.md").read_text("utf-8")
    profile = next(p for p in ingest.shipped() if p.name.replace(" ", "_") == name)
    for canonical in {n for n, _ in profile.aliases} | set(profile.order):
        assert f"`{canonical}`" in page, canonical


def test_every_key_and_column_of_a_profile_is_explained():
    page = (DOCS / "profiles.md").read_text("utf-8")
    for section, keys in KEYS.items():
        for key in keys:
            path = f"{section}.{key}" if section else key
            assert f"`{path}`" in page or f"`[{path}]`" in page, path
    for name in {column for columns in COLUMNS.values() for column in columns}:
        assert f"`{name}`" in page, name


def test_the_example_of_the_page_is_a_profile():
    page = (DOCS / "profiles.md").read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.S)
    assert examples
    for example in examples:
        assert Profile.from_toml(example).name


def test_every_reason_code_is_explained():
    """A row is held back under a code that the page does not explain: nobody can resolve it."""
    page = (DOCS / "profiles.md").read_text("utf-8")
    source = Path(ingest.__file__).parent
    codes = set()
    for module in ("strict.py", "observations.py", "cells.py", "numbers.py"):
        text = (source / module).read_text("utf-8")
        codes |= set(re.findall(r'"([A-Z]{2,}(?:_[A-Z]+)+|RAGGED|UNDECODABLE)"', text))
    kinds = {"PLUS_ADDED", "ZERO_RESTORED", "AS_GIVEN", "WITHHELD_WORD", "SHORT_CODE"}
    kinds |= {"SERVICE_CODE", "DOUBLE_ZERO", "COUNTRY_CODE"}
    assert kinds <= codes
    for code in codes:
        assert f"`{code}`" in page, code
