"""SPARQL services of others, started for the tests on loopback ports."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from graph_api.store.endpoint import Endpoint

OXIGRAPH = Path(sys.executable).parent / "oxigraph"  # of the package `oxigraph`
VIRTUOSO = shutil.which("virtuoso-t")

_VIRTUOSO_INI = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""


def free_ports(count: int) -> list[int]:
    """Loopback ports that nobody listens at now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [made.getsockname()[1] for made in sockets]
    for made in sockets:
        made.close()
    return ports


@contextmanager
def oxigraph(*options: str) -> Iterator[Endpoint]:
    """`oxigraph serve`, in memory."""
    (port,) = free_ports(1)
    at = f"http://127.0.0.1:{port}"
    command = [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}", *options]
    with _running(command, f"{at}/query"):
        yield Endpoint.of(f"{at}/query", environment={})


@contextmanager
def virtuoso(folder: Path) -> Iterator[Endpoint]:
    """Virtuoso with a database of its own in `folder`; user and password are `dba`."""
    http, sql = free_ports(2)
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(http=http, sql=sql))
    at = f"http://127.0.0.1:{http}"
    command = [str(VIRTUOSO), "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running(command, f"{at}/sparql", folder):
        yield Endpoint(f"{at}/sparql", f"{at}/sparql-auth", f"{at}/sparql-graph-crud-auth")


@contextmanager
def _running(command: list[str], address: str, folder: Path | None = None) -> Iterator[None]:
    """A server, until it is left; it is there when something answers at `address`."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as server:
        try:
            _await(server, address)
            yield
        finally:
            server.kill()  # its database goes with the folder


def _await(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        assert server.poll() is None, "it ended at once"
        try:
            httpx2.get(address)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)
