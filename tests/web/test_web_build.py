"""The build of the pages: no registry is named, and it runs anew exactly when a source changed."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

import lineholder.web

FRONT = Path(lineholder.web.__file__).parent / "frontend"
HOOK = Path(__file__).parents[2] / "hatch_build.py"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", HOOK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_names_no_registry_and_pins_every_package_by_its_digest() -> None:
    packages = json.loads((FRONT / "package-lock.json").read_text())["packages"]
    found = {name: package for name, package in packages.items() if name}
    assert len(found) > 5
    assert all("resolved" not in package for package in found.values())
    assert all("integrity" in package for package in found.values())


def made(root: Path) -> Path:
    front = root / "src/lineholder/web/frontend"
    front.mkdir(parents=True)
    (front / "main.ts").write_text("1")
    return front


def build(hook: ModuleType, root: Path):
    return hook.FrontendHook(str(root), {}, None, None, str(root), "wheel")


def test_it_builds_when_a_source_changed_and_only_then(hook: ModuleType, tmp_path: Path) -> None:
    front = made(tmp_path)
    built = tmp_path / "src/lineholder/web/static/dist"
    built.mkdir(parents=True)
    assert build(hook, tmp_path).dependencies() == [hook.NODE]
    (built / hook.STAMP).write_text(hook._digest(front))
    (front / "node_modules").mkdir()
    (front / "node_modules" / "x.js").write_text("not a source")
    assert build(hook, tmp_path).dependencies() == []
    (front / "main.ts").write_text("2")
    assert build(hook, tmp_path).dependencies() == [hook.NODE]


def test_it_can_be_skipped(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    monkeypatch.setenv("LINEHOLDER_SKIP_FRONTEND", "1")
    skipping = build(hook, tmp_path)
    assert skipping.dependencies() == []
    skipping.initialize("standard", {})
    assert not (tmp_path / "src/lineholder/web/static").exists()
