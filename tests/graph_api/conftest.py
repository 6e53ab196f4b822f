"""The server over the small store of `small.py`, which all these tests ask."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph_api.store.embedded import Store
from tests.graph_api.small import EXTRACTIONS, loaded, serving


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with loaded(*EXTRACTIONS) as made:
        yield made


@pytest.fixture(scope="session")
def app(store: Store) -> FastAPI:
    return serving(store)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made
