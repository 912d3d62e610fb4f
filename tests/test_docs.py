"""The documents, held to what the product does: each test fails when a page is stale."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from lineholder.cli.main import app
from lineholder.detect import (
    SIGNALS,
    broadcast,
    callers,
    churn,
    customers,
    dispatch,
    group,
    reach,
    relays,
)
from lineholder.model.entry import RunState
from lineholder.model.lines import LineType, Verdict
from lineholder.model.records import Kind, PartyKind, TimeMeans

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
METHODS = {
    "broadcast": broadcast, "customers": customers, "dispatch": relays, "churn": churn,
}  # fmt: skip
PARAMS = {"callers": callers.Params(), "group": group.Params(), "reach": reach.Params()}


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


def commands(command=None, path=()):
    command = command or typer.main.get_command(app)
    for name, sub in getattr(command, "commands", {}).items():
        yield from commands(sub, (*path, name))
    if path and not hasattr(command, "commands"):
        yield " ".join(path), command


def test_every_command_and_option_is_in_the_start_page():
    page = text("start.md")
    for name, command in commands():
        assert f"lineholder {name}" in page, name
        for option in (o for p in command.params for o in p.opts if o.startswith("--")):
            assert option in page, (name, option)
    named = set(re.findall(r"`lineholder ((?:network )?[a-z]+)", page))
    assert named == {name for name, _ in commands()}


def test_every_command_with_json_has_its_keys_documented():
    page = text("formats/json.md")
    for name, command in commands():
        if any("--json" in p.opts for p in command.params):
            assert f"`{name}`" in page, name


def test_every_signal_has_a_page_with_source_and_blind_spots():
    for signal in SIGNALS:
        name = signal.name.replace(" of workers", "").replace(" ", "_")
        page = text(f"methods/{name}.md")
        assert "Source:" in page
        assert "Blind to:" in page


@pytest.mark.parametrize("name", sorted(METHODS))
def test_constants_in_a_method_are_those_in_the_code(name):
    for constant, value in re.findall(r"`([A-Z_]{4,})` = ([\d.]+)", text(f"methods/{name}.md")):
        assert float(value) == getattr(METHODS[name], constant, getattr(relays, constant, None))


@pytest.mark.parametrize("name", sorted(PARAMS))
def test_parameters_in_a_method_are_those_in_the_code(name):
    found = re.findall(r"`([a-z_]{5,})` = ([\d.]+)", text(f"methods/{name}.md"))
    assert found
    for parameter, value in found:
        assert float(value) == getattr(PARAMS[name], parameter)


def test_the_score_page_says_what_the_fit_does():
    from bench import fit

    page = text("methods/score.md")
    assert f"L2 penalty {fit.PENALTY}" in page
    assert f"worth {fit.FALSE_LINE_COSTS} missed ones" in page
    assert f"seeds {fit.SEEDS.start} to {fit.SEEDS.stop - 1}" in page


def test_every_package_is_in_the_architecture_page_and_no_other():
    named = re.findall(r"^\| \d \| `(\w+)` \|", text("architecture.md"), re.M)
    assert sorted(named) == sorted(
        p.parent.name for p in (ROOT / "src/lineholder").glob("*/__init__.py")
    )


def test_the_terms_cover_the_words_that_screens_show():
    page = text("terms.md")
    for words in (LineType, Verdict, Kind, PartyKind, TimeMeans, RunState):
        assert not [word for word in words if f"`{word}`" not in page], words


def test_the_two_commands_of_the_readme_are_targets():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_the_tour_runs_and_says_what_comes_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page, shown = text("tour.md"), ""
    for line in re.findall(r"^lineholder (.*)$", page, re.M):
        result = CliRunner().invoke(app, shlex.split(line))
        assert result.exception is None, (line, result.exception)
        shown += " ".join(result.output.split())
    for figure in ("206,075", "206,074", "506 numbers judged", "+8.9", "(-7.3)", "chain hold"):
        assert figure in shown, figure
    assert dispatch.SIGNAL.name in shown
