"""A server of this process for the browser."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from tests.graph_api.small import EXTRACTIONS, loaded, serving


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the small store is served."""
    with loaded(*EXTRACTIONS) as store:
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
