import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lineholder.model.people import Actor, Scope
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.storage import Store

sys.path.insert(0, str(Path(__file__).parent))  # desk.py, beside the tests that use it


@pytest.fixture
def scope() -> Scope:
    return default_scope()


@pytest.fixture
def store(register_at, tmp_path) -> Iterator[Store]:
    """An empty workspace, its register on each database in turn."""
    url = register_at if isinstance(register_at, str) else None
    opened = Store.create(tmp_path / "workspace", url)
    yield opened
    opened.close()


@pytest.fixture
def officer(store) -> Actor:
    return local_officer(store)


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """A small ingested county; tests that write use `empty` instead."""
    from desk import county

    made = county(tmp_path_factory.mktemp("county"))
    yield made
    made.store.close()


@pytest.fixture
def empty(tmp_path):
    """An empty workspace of this test alone."""
    from desk import fresh

    made = fresh(tmp_path)
    yield made
    made.store.close()
