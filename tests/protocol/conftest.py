"""A server of its own for these tests, over an empty store in memory."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from graph_api.store import Store
from tests.graph_api.small import serving
from tests.protocol.client import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Store.open() as store:
        config = uvicorn.Config(serving(store), host="127.0.0.1", port=0, log_level="error")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run)
        thread.start()
        while not running.started:
            time.sleep(0.02)
        yield Server("127.0.0.1", running.servers[0].sockets[0].getsockname()[1])
        running.should_exit = True
        thread.join()


@pytest.fixture
def empty(server: Server) -> Server:
    """The server, with nothing in its store."""
    headers = {"content-type": "application/sparql-update"}
    answer = server.ask("POST", "/update", headers, b"DROP ALL")
    assert answer.status == 204, answer
    return server
