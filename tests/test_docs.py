"""The documents, held to what the product does: each test fails when a page is stale.

Where a change is meant, `python -m tests.docs_told` writes what can be written anew.
"""

import dataclasses
import enum
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest
from bench import fit
from tests.docs_told import DOCS, ROOT, WEIGHTS, WIDTH, Step, page, run, shape, weight_table
from typer.testing import CliRunner

from lineholder import model
from lineholder.attribute import (
    MODELS,
    association,
    block,
    carrying,
    coverage,
    difference,
    exclusion,
    location,
    moments,
    movement,
    nearby,
    postings,
    segments,
    subject,
    together,
    whereabouts,
    wide,
)
from lineholder.attribute import combine as combining
from lineholder.attribute import find as finding
from lineholder.chain import around, carry, crew
from lineholder.chain import command as commanding
from lineholder.chain import find as finding_people
from lineholder.cli.commands import COMMANDS, command
from lineholder.cli.main import app
from lineholder.detect import (
    SIGNALS,
    broadcast,
    callers,
    churn,
    customers,
    dispatch,
    find,
    group,
    no_life,
    reach,
    relays,
    work_phones,
)
from lineholder.maths import proportions, suppression
from lineholder.model.lasting import Displacement
from lineholder.outcomes import (
    displacement,
    effect,
    fairness,
    harm,
    harm_known,
    intervals,
    lasting,
)
from lineholder.succession import (
    contacts,
    lives,
    match,
    pairs,
    pattern,
    place,
    things,
    timing,
    told,
)
from lineholder.succession import find as finding_successors
from lineholder.trade import contacts as seen
from lineholder.trade import customer_days, transactions, weigh

PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
METHODS: dict[str, tuple[Any, ...]] = {
    "broadcast": (broadcast,),
    "customers": (customers,),
    "dispatch": (dispatch, relays.Params()),
    "no_life": (no_life,),
    "churn": (churn,),
    "work_phones": (work_phones,),
    "group": (group.Params(), find),
    "reach": (reach.Params(),),
    "callers": (callers.Params(),),
    "score": (fit,),
    "attribution": (
        finding,
        combining,
        segments,
        moments,
        block,
        subject,
        location,
        difference,
    ),
    "wide": (wide, whereabouts, postings, nearby),
    "movement": (movement, association, coverage, carrying, exclusion),
    "together": (together,),
    **{m.ask.__module__.rpartition(".")[2]: (sys.modules[m.ask.__module__],) for m in MODELS},
    "succession": (
        *(finding_successors, timing, contacts, things, place, pattern, told, match),
        *(lives.Params(), pairs.Params()),
    ),
    "chain": (finding_people, crew, commanding, around, carry),
    "trade": (seen, customer_days, transactions, weigh),
    "survival": (lasting, displacement, proportions),
    "small_counts": (proportions, effect, fairness, suppression, intervals),
    "harm": (harm, harm_known),
}
DATA_KEYS = {"reasons": "code", "values": "name"}  # objects whose keys are data, not words of ours


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table."""
    return [
        [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]


def words(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


# Links and targets


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(path):
    """A dead link is where a reader stops."""
    for link in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
        assert (path.parent / link).exists(), link


def test_every_page_is_reached_from_the_readme():
    """A page that nothing links to is not read, and rots first."""
    seen, left = set(), [ROOT / "README.md"]
    while left:
        path = left.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        links = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
        left += [(path.parent / link).resolve() for link in links]
    assert {p.name for p in PAGES} <= {p.name for p in seen}


def test_make_targets_that_documents_name_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for path in PAGES:
        typed = re.sub(
            r"```console\n.*?```", "", path.read_text("utf-8"), flags=re.S
        )  # not printed
        for target in re.findall(r"(?:^|`)make ([a-z]+)", typed, re.M):
            assert re.search(rf"^{target}:", makefile, re.M), (path.name, target)


def test_the_readme_gives_exactly_the_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"^make (\w+)", text, re.M) == ["demo", "test"]


# Commands


def commands() -> Iterator[tuple[str, Any]]:
    for name in COMMANDS:
        held = command(name)
        subcommands = getattr(held, "commands", None)
        if subcommands is None:
            yield name, held
        else:
            yield from ((f"{name} {sub}", one) for sub, one in subcommands.items())


def options_of(command: Any) -> list[str]:
    return [opt for p in command.params for opt in p.opts if opt.startswith("-")]


def usage(name: str, command: Any) -> str:
    """`ingest PATH…` as the command's own help names its arguments."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    return " ".join([name, *((p.metavar or p.name).upper() for p in arguments)])


def test_every_command_stands_in_the_table_with_its_options_and_no_other():
    """An option that the table hides is not used; one that it invents ends in exit 2."""
    listed = {
        words(row[0])[0]: words(row[2]) for row in rows(page("commands.md")) if words(row[0])
    }
    expected = {usage(name, command): options_of(command) for name, command in commands()}
    assert {k: v for k, v in listed.items() if not k.startswith("-")}.keys() >= expected.keys()
    for name, options in expected.items():
        assert sorted(listed[name]) == sorted(options), name
    assert {k for k in listed if not k.startswith("-")} == expected.keys()


def test_every_option_is_explained_and_no_other():
    named = {
        w for row in rows(page("commands.md")) if row[0].startswith("`-") for w in words(row[0])
    }
    assert named == {option for _, command in commands() for option in options_of(command)}


def test_commands_in_prose_exist():
    known = {name for name, _ in commands()}
    for path in PAGES:
        text = path.read_text("utf-8")
        found = re.findall(
            r"lineholder (?:--workspace \S+ )?((?:network |validate )?[a-z]+)\b", text
        )
        for name in found:
            assert name in known or name in {"network"}, (path.name, name)


# Methods


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.name)
def test_every_signal_has_a_page_that_names_its_figures_and_signs(signal):
    """A page that leaves a figure out hides why a number is listed."""
    name = signal.ask.__module__.rpartition(".")[2]
    says = {1: "for", -1: "against", 0: "either way"}
    listed = [row[:2] for row in rows(page(f"methods/{name}.md")) if row[1] in says.values()]
    assert listed == [[f"`{figure.name}`", says[figure.sign]] for figure in signal.features]


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_names_the_present_value_of_its_constants_and_no_other(name):
    """A threshold in a served document that is not the one in the program is a lie under oath."""
    shown = {}
    for row in rows(page(f"methods/{name}.md")):
        found = re.match(r"(-?[\d,.]+)(?: to (\d+))?", row[1]) if len(row) == 3 else None
        if found and re.fullmatch(r"`\w+`", row[0]):
            first = float(found[1].replace(",", "").rstrip("."))
            shown[row[0].strip("`")] = first
            shown |= {f"{row[0]} to": float(found[2])} if found[2] else {}
    assert shown == pytest.approx(constants(METHODS[name]), rel=0, abs=0.0005)


def constants(holders: tuple[Any, ...]) -> dict[str, float]:
    found: dict[str, Any] = {}
    for holder in holders:
        if dataclasses.is_dataclass(holder):
            found |= dataclasses.asdict(holder)
        else:
            found |= {n: v for n, v in vars(holder).items() if re.fullmatch(r"[A-Z_]{3,}", n)}
    ranges = {n: v for n, v in found.items() if isinstance(v, range)}
    found |= {n: v.start for n, v in ranges.items()}
    found |= {f"`{n}` to": v.stop - 1 for n, v in ranges.items()}
    return {n: v for n, v in found.items() if isinstance(v, int | float)}


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_says_source_blind_spots_and_what_a_jury_sees(name):
    text = page(f"methods/{name}.md")
    for part in ("**The question**", "**Source**", "**Blind to**", "**Also fires on**"):
        assert part in text or (part == "**Also fires on**" and name == "reach"), part
    assert "**What a jury sees**" in text


def test_the_weights_shown_are_those_of_the_package():
    shown = WEIGHTS.search(page("methods/score.md"))
    assert shown
    assert shown[2] == weight_table(), "run: python -m tests.docs_told"


# Architecture and terms


def test_every_package_is_in_the_architecture_page_and_no_other():
    named = re.findall(r"^\| \d \| `(\w+)` \|", page("architecture.md"), re.M)
    packages = (p.parent.name for p in (ROOT / "src/lineholder").glob("*/__init__.py"))
    assert sorted(named) == sorted(packages)


def test_files_that_documents_name_exist():
    for path in PAGES:
        for name in re.findall(r"`((?:src|tests|bench|docs)/[\w/.-]+)`", path.read_text("utf-8")):
            assert (ROOT / name).exists(), (path.name, name)


def enums() -> list[type[enum.StrEnum]]:
    modules = (
        importlib.import_module(f"{model.__name__}.{m.name}")
        for m in pkgutil.iter_modules(model.__path__)
    )
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, enum.StrEnum)
        and value is not enum.StrEnum
    }
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", enums(), ids=lambda kind: kind.__name__)
def test_the_terms_cover_every_word_that_a_screen_or_file_may_show(kind):
    """A word of the model that no page explains is read as everybody likes."""
    listed = set(words(page("terms.md")))
    assert [word.value for word in kind if word.value not in listed] == []


def test_the_terms_stay_a_page():
    assert 30 <= len(page("terms.md").splitlines()) <= 60


# The tour and the JSON of its commands


@pytest.fixture(scope="module")
def tour(tmp_path_factory) -> list[Step]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("tour"))
        patch.setenv("COLUMNS", WIDTH)
        patch.delenv("LINEHOLDER_WORKSPACE", raising=False)
        return run(page("tour.md"))


def test_the_tour_prints_what_the_page_shows(tour):
    """Shape, not figures: a new fit moves scores, and that alone makes no page stale."""
    for step in tour:
        assert shape(step.printed) == shape(step.told), (
            f"{step.command}: python -m tests.docs_told"
        )


def test_the_tour_shows_what_it_speaks_of(tour):
    """A tour on which nothing is found, held back or opened would teach nothing."""
    printed = {step.command.split()[0]: step.printed for step in tour}
    assert "no line" not in printed["lines"].lower()
    assert "│ 1 │" in printed["lines"]
    assert "NO_ZONE" in printed["quarantine"]
    assert "hold." in printed["verify"]
    assert "+4477" in printed["rows"]
    verdicts = [s.keys["verdict"] for s in tour if s.command.startswith("explain") and s.keys]
    assert verdicts == ["not_a_line", "insufficient"]


def documented() -> dict[str, set[str]]:
    """The keys of each command's document, as docs/formats/json.md lists them."""
    found = {}
    for row in rows(page("formats/json.md")):
        if len(row) == 2 and words(row[0]):
            for name in words(row[0]):
                found[name] = set(words(row[1]))
    return found


def keys_of(value: Any, of: str = "") -> set[str]:
    """Every key of a document, however deep, but those that are data."""
    if isinstance(value, list):
        return set().union(*(keys_of(item) for item in value))
    if not isinstance(value, Mapping) or of in DATA_KEYS:
        return set()
    return set(value).union(*(keys_of(inner, key) for key, inner in value.items()))


def test_every_command_with_json_is_documented():
    with_json = {name for name, command in commands() if "--json" in options_of(command)}
    assert documented().keys() == with_json


def test_documents_have_the_keys_that_the_page_lists(tour):
    """Programs are written by that page: a key that is missing there is a key that is guessed."""
    seen: dict[str, set[str]] = {}
    for step in tour:
        if step.keys is not None:
            name = step.command.split()[0]
            seen[name] = seen.get(name, set()) | keys_of(step.keys)
    known = documented()
    sometimes = {"not_read", "name", "why", "faults", "what", "where", "expected", "found"}
    assert len(seen) >= 9
    for name, keys in seen.items():
        assert keys <= known[name], name
        assert known[name] - keys <= sometimes, name


def test_outcomes_have_the_keys_that_the_page_lists(tmp_path):
    """Beside the figures by name, which are data: the page of the method lists them."""
    day, head = "2020-06-0{}T10:00:00Z", "time,entry,line,person,offence,count,detail,reference\n"
    told = (
        "opening,L1,,,,,", "new,L2,,,,,", "merged,L3,,,,,", "arrest,,P1,,,,", "re-emerged,L2,,,,,",
        "disposal,,P1,,,rui,", "sentence,,P1,,,12 months,", "charge,,P1,,1,runner,", "seizure,,,,,phone,",
    )  # fmt: skip
    rows = "".join(f"{day.format(n)},{entry}\n" for n, entry in enumerate(told, 1))
    ledger = tmp_path / "ledger.csv"
    later = "2020-06-20,closed type 1,L2,,,,,\n2022-06-01,sentence,,P2,,,3 years,\n"
    ledger.write_text(head + rows + later, "utf-8")
    at = ["--workspace", str(tmp_path / "w")]
    for arguments in (["init"], ["ingest", str(ledger), "--power", "exercise"]):
        assert CliRunner().invoke(app, [*at, *arguments]).exit_code == 0
    document = json.loads(CliRunner().invoke(app, [*at, "outcomes", "--json"]).stdout)
    names = {figure["name"] for figure in document["figures"]}
    assert keys_of(document) - names <= documented()["outcomes"]
    bridge = {
        "opening",
        "new",
        "re_emerged",
        "inherited",
        "merged",
        "dormant",
        "closing",
        "balances",
    }
    displaced = {f.name for f in dataclasses.fields(Displacement)}  # needs lines with a market
    assert documented()["outcomes"] - keys_of(document) <= bridge | displaced


def test_series_and_harm_have_the_keys_that_the_page_lists(tmp_path):
    rows = "".join(
        f"2025-0{n},{area},{n},admissions\n" for n in range(1, 7) for area in ("North", "South")
    )
    file = tmp_path / "series.csv"
    file.write_text(f"date,area,value,measure\n{rows}2025-01,South,9,admissions\n", "utf-8")
    at = ["--workspace", str(tmp_path / "w")]
    made = ["synth", str(tmp_path / "county"), "--people", "150", "--days", "35", "--lines", "2"]
    files = [str(tmp_path / "county" / name) for name in ("observations.csv", "cells.csv")]
    for arguments in (made, ["ingest", str(file), *files, "--power", "exercise"], ["lines"]):
        assert CliRunner().invoke(app, [*at, *arguments]).exit_code == 0
    ask = [
        "--measure",
        "admissions",
        "--area",
        "North",
        "--beside",
        "South",
        "--day",
        "2025-04-01",
    ]
    seen: dict[str, set[str]] = {"series": set(), "harm": set()}
    for name, more in (("series", []), ("series", ask), ("harm", [])):
        told = CliRunner().invoke(app, [*at, name, *more, "--json"]).stdout
        seen[name] |= keys_of(json.loads(told))
    assert seen == {name: documented()[name] for name in seen}


def test_networks_have_the_keys_that_the_page_lists(tmp_path):
    file = tmp_path / "ties.csv"
    file.write_text("from,to,weight\n" + "".join(f"{a},{b},1\n" for a, b in pairwise("abcd")))
    for name, more in (("network rank", []), ("network targets", ["-k", "1"])):
        result = CliRunner().invoke(app, [*name.split(), str(file), *more, "--json"])
        assert keys_of(json.loads(result.stdout)) == documented()[name]
