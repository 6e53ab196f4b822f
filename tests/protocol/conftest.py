"""`chithi serve` for these tests, over a store that was empty."""

from collections.abc import Iterator

import pytest

from graph_api.keys import Scope, add_key, keys_file
from graph_api.store import Store
from tests.graph_api.served import serving_process
from tests.protocol.client import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("served") / "store"
    Store.open(path).close()
    key = add_key(keys_file(path), "tests", [Scope.WRITE])
    with serving_process(path) as made:
        yield Server("127.0.0.1", made.port, key)


@pytest.fixture
def empty(server: Server) -> Server:
    """The server, with nothing in its store."""
    headers = {"content-type": "application/sparql-update"}
    answer = server.ask("POST", "/update", headers, b"DROP ALL")
    assert answer.status == 204, answer
    return server
