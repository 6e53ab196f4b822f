"""`chithi serve` as a process of its own, asked over HTTP."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    port: int
    process: subprocess.Popen[str]

    def ask(self, query: str, **parameters: str) -> tuple[int, dict[str, str], bytes]:
        given = "".join(f"&{name}={quote(value)}" for name, value in parameters.items())
        return self.get(f"/sparql?query={quote(query)}{given}")

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            connection.close()

    def workers(self) -> set[int]:
        """The processes below the server."""
        found, left = set[int](), [self.process.pid]
        while left:
            children = Path(f"/proc/{left.pop()}/task").glob("*/children")
            for pid in (int(word) for path in children for word in path.read_text().split()):
                found.add(pid)
                left.append(pid)
        return found


@contextmanager
def serving_process(store: Path | str, **settings: str) -> Iterator[Served]:
    """A server over a store; `settings` are variables without `CHITHI_`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    main = "from graph_api.cli import main; main()"
    given = {f"CHITHI_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-c", main, "serve", "--store", str(store), "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **given},
        stderr=subprocess.PIPE,
        text=True,
    )
    made = Served(port, process)
    try:
        for _ in range(300):
            try:
                if made.get("/ready")[0] == 200:
                    break
            except OSError:
                pass
            time.sleep(0.1)
        yield made
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        assert process.stderr is not None
        process.stderr.close()
