from collections.abc import Iterator

import pytest

from lineholder.model.people import Actor, Scope
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.storage import Store


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
