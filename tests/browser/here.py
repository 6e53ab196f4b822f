"""A store served by a thread of this process, for a browser."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from graph_api.store.embedded import Store
from tests.graph_api.small import serving


@contextmanager
def served(store: Store) -> Iterator[str]:
    """The address of a server over a store in memory."""
    config = uvicorn.Config(serving(store), host="127.0.0.1", port=0, log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
