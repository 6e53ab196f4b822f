"""A server of this process, for a browser."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from graph_api.settings import Settings
from graph_api.store.embedded import Store
from tests.graph_api.small import serving


@contextmanager
def served(store: Store, settings: Settings | None = None) -> Iterator[str]:
    """The address at which a store is served, on any free port."""
    app = serving(store, settings)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
