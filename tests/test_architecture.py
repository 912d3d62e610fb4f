"""What linters cannot say; each test says the harm."""

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import lineholder
from lineholder import ingest, synth
from lineholder.attribute import MODELS
from lineholder.detect import SIGNALS
from lineholder.pipeline import steps
from lineholder.web.pages import PAGES

ROOT = Path(__file__).parents[1]
SOURCE = Path(lineholder.__file__).parent
PAGED = {page.stem for page in (ROOT / "docs" / "methods").glob("*.md")}
METHODS = sorted({*PAGED, "relays"})  # relays: a table that several methods read
MODULE_OF = {  # a page's module, where it is not one of detect that is called the same
    "score": "lineholder.detect.combine",
    "attribution": "lineholder.attribute.combine",
    "movement": "lineholder.attribute.movement",
    "together": "lineholder.attribute.together",
    **{m.ask.__module__.rpartition(".")[2]: m.ask.__module__ for m in MODELS},
    "succession": "lineholder.succession.find",
    "outcomes": "lineholder.outcomes.find",
    "survival": "lineholder.outcomes.lasting",
    "small_counts": "lineholder.outcomes.intervals",
    "harm": "lineholder.outcomes.harm",
    "chain": "lineholder.chain.find",
    "trade": "lineholder.trade.find",
}
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "node_modules" not in p.parts)


def exported(package: str, name: str) -> set:
    """What modules of a package export under the name of its kind."""
    parent = importlib.import_module(package)
    modules = (
        importlib.import_module(f"{package}.{m.name}")
        for m in pkgutil.iter_modules(parent.__path__)
    )
    return {id(getattr(m, name)) for m in modules if hasattr(m, name)}


@pytest.mark.parametrize(
    ("package", "name", "listed"),
    [
        ("lineholder.detect", "SIGNAL", SIGNALS),
        ("lineholder.attribute", "MODEL", MODELS),
        ("lineholder.ingest.formats", "FORMAT", ingest.FORMATS),
        ("lineholder.web.pages", "PAGE", PAGES),
        ("lineholder.synth", "FAMILY", synth.FAMILIES),
    ],
)
def test_no_module_is_forgotten_by_its_list(package, name, listed):
    """A detector that is written but not listed looks like a detector that found nothing."""
    assert exported(package, name) == {id(one) for one in listed}


def test_no_step_is_forgotten_by_the_worker():
    """A step that the worker does not know leaves its job queued for ever."""
    functions = inspect.getmembers(steps, inspect.isfunction)
    own = {function for _, function in functions if function.__module__ == steps.__name__}
    assert own == set(steps.STEPS.values())


@pytest.mark.parametrize("method", METHODS)
def test_every_method_says_where_it_comes_from_and_what_it_misses(method):
    """A figure without its source and its blind spots is read as if it had none."""
    module = MODULE_OF.get(method, f"lineholder.detect.{method}")
    text = importlib.import_module(module).__doc__
    assert "\nSource:" in text
    assert "\nBlind to:" in text


def test_every_signal_has_its_page():
    """What has no page is explained to nobody."""
    asks = [one.ask for one in (*SIGNALS, *MODELS)]
    asked = {sys.modules[ask.__module__].__name__.rpartition(".")[2] for ask in asks}
    assert asked <= PAGED


def test_no_file_outgrows_a_reading():
    """A file of a thousand lines is where one idea hides behind another."""
    long = {p.name: n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_no_function_outgrows_a_screen():
    """What does not fit on a screen is not checked by the eye."""
    long = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and (node.end_lineno or 0) - node.lineno > 60:
                long.append(f"{path.name}:{node.name}")
    assert long == []


def test_every_package_stands_in_the_import_contracts():
    """A package outside the contracts may import anything: the house falls from there."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(c for c in contracts["contracts"] if c["type"] == "layers")["layers"]
    known = {name.strip() for layer in layers for name in layer.split("|")}
    assert known == {p.parent.name for p in SOURCE.glob("*/__init__.py")}
    assert len(contracts["contracts"]) == 4


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_tracked_file_names_a_registry_host():
    """A lock that records hosts cannot be installed from anywhere else."""
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org")
    found = [
        path.name
        for path in tracked()
        if path.is_file() and path.suffix not in {".png", ".parquet"}
        for host in hosts
        if host in path.read_text("utf-8", errors="replace")
    ]
    assert found == []


def test_every_locked_package_has_its_hash():
    """A package without a hash is whatever the mirror says it is."""
    for lock in ROOT.glob("requirements*.lock"):
        entries = [
            b for b in lock.read_text("utf-8").split("\n") if "==" in b and not b.startswith(" ")
        ]
        assert entries
        assert all(entry.endswith("\\") for entry in entries), lock.name
