"""Servers that are measured: each started here, waited for, and ended with all its processes.

All listen on the loopback address alone and hold the default graph of a made store
(`bench/made.py`); chithi serves the store itself. What they print goes to a file beside the store.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from shutil import which
from socket import socket
from time import monotonic, sleep
from typing import Final
from urllib.parse import quote
from urllib.request import urlopen

import pyoxigraph as ox

from bench.corpus import ROOT
from bench.made import Made
from bench.processes import below, end, rest, send

HOST: Final = "127.0.0.1"
JSON: Final = "application/json"
RESULTS: Final = "application/sparql-results+json"
_CHITHI: Final = "from graph_api.cli import main; main()"
_PATIENCE = 900  # seconds until a server must answer: rdflib reads a million triples


class Missing(Exception):
    """A server that is not installed here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers; `before` is the path of its endpoint up to the text of the query."""

    name: str
    port: int
    process: int
    before: str

    def path(self, sparql: str) -> str:
        return self.before + quote(sparql, safe="")


Start = Callable[[Made], AbstractContextManager[Running]]


@contextmanager
def chithi(made: Made, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    port = free_port()
    words = [sys.executable, "-c", _CHITHI, "serve", "--store", made.store, "--host", HOST]
    words += ["--port", port]
    with _started("chithi", words, made.folder, environment) as process:
        running = _waited("chithi", process, port, "/sparql?query=")
        _in_memory(port)
        yield running


def _in_memory(port: int) -> None:
    """Wait until chithi has copied the store into memory, or has not for three minutes."""
    until = monotonic() + 180
    while monotonic() < until:
        with urlopen(f"http://{HOST}:{port}/ready", timeout=60) as answer:
            if json.load(answer).get("in_memory"):
                return
        sleep(0.5)


@contextmanager
def oxigraph(made: Made) -> Iterator[Running]:
    """`oxigraph serve-read-only` of the PyPI package, beside the Python that runs this."""
    program = which("oxigraph", path=str(Path(sys.executable).parent)) or which("oxigraph")
    if program is None:
        raise Missing("oxigraph: pip install oxigraph")
    place, port = made.folder / "oxigraph", free_port()
    if not place.exists():
        store = ox.Store(str(place))
        store.bulk_load(path=str(made.default), format=ox.RdfFormat.N_TRIPLES)
        store.optimize()
        del store
    words = [program, "serve-read-only", "--location", place, "--bind", f"{HOST}:{port}"]
    with _started("oxigraph", words, made.folder) as process:
        yield _waited("oxigraph", process, port, "/query?query=")


@contextmanager
def rdflib_endpoint(python: Path, made: Made) -> Iterator[Running]:
    """rdflib-endpoint over rdflib's own store in memory; `python` is that of its environment."""
    port = free_port()
    words = [python, "-m", "rdflib_endpoint", "serve", "--host", HOST, "--port", port, made.default]
    with _started("rdflib-endpoint", words, made.folder) as process:
        yield _waited("rdflib-endpoint", process, port, "/?query=")


@contextmanager
def virtuoso(made: Made) -> Iterator[Running]:
    """Debian's Virtuoso, with 1.4 GB of buffers and a thread for each of 40 connections."""
    program, isql = which("virtuoso-t"), which("isql-vt")
    if program is None or isql is None:
        raise Missing("Virtuoso: apt-get install virtuoso-opensource")
    place, graph = made.folder / "virtuoso", "urn:chithi"
    place.mkdir(exist_ok=True)
    sql, port, loaded = free_port(), free_port(), place / "loaded"
    settings = place / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(place=place, made=made.folder, sql=sql, port=port))
    (place / "virtuoso.lck").unlink(missing_ok=True)
    words = [program, "+foreground", "+configfile", settings]
    with _started("virtuoso", words, made.folder) as process:
        before = f"/sparql?default-graph-uri={quote(graph, safe='')}&query="
        running = _waited("virtuoso", process, port, before)
        if not loaded.exists():
            load = f"ld_dir('{made.folder}', '{made.default.name}', '{graph}');"
            said = f"exec={load} rdf_loader_run(); checkpoint;"
            asked = [isql, f"{HOST}:{sql}", "dba", "dba", said]
            subprocess.run(asked, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
            loaded.touch()
        yield running


def servers(python: Path | None) -> dict[str, Start]:
    """All that can be measured; rdflib-endpoint where the Python that has it is told."""
    known: dict[str, Start] = {"chithi": chithi, "oxigraph": oxigraph}
    if python is not None:
        known["rdflib-endpoint"] = partial(rdflib_endpoint, python)
    return {**known, "virtuoso": virtuoso}


def versions(python: Path | None) -> str:
    """The versions of what is measured, as each program tells its own."""
    commands: dict[str, Sequence[str | Path]] = {
        "chithi": ["git", "-C", ROOT, "describe", "--always", "--dirty"],
        "oxigraph": [Path(sys.executable).parent / "oxigraph", "--version"],
        "virtuoso": ["virtuoso-t", "-?"],
    }
    if python is not None:
        told = "from importlib.metadata import version as v; print(v('rdflib-endpoint'))"
        commands["rdflib-endpoint"] = [python, "-c", told]
    return "; ".join(f"{name}: {_said(words)}" for name, words in commands.items())


def _said(words: Sequence[str | Path]) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return "not installed"
    lines = (done.stdout + done.stderr).strip().splitlines()
    return next((line for line in lines if "ersion" in line), lines[0] if lines else "?").strip()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def _started(
    name: str,
    words: Sequence[object],
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of a session of its own, ended with all that it started."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - the programs named above
            [str(word) for word in words],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            end(process)


@contextmanager
def alone(running: Running, others: Iterable[Running]) -> Iterator[None]:
    """Stop the processes of all other servers meanwhile; waits until this one has no work left.

    What clients no longer wait for, some servers still work at: it must not be in others' way.
    """
    stopped = [one for other in others if other != running for one in below(other.process)]
    send(stopped, signal.SIGSTOP)
    try:
        yield
        rest(running.process, _PATIENCE)
    finally:
        send(stopped, signal.SIGCONT)


def _waited(name: str, process: subprocess.Popen[bytes], port: int, before: str) -> Running:
    """The server once it answers; exits where it ended, or does not come up."""
    running = Running(name, port, process.pid, before)
    until = monotonic() + _PATIENCE
    while process.poll() is None and monotonic() < until:
        try:
            connection = HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", running.path("ASK {}"), headers={"Accept": RESULTS})
            if connection.getresponse().status == 200:
                return running
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        sleep(0.2)
    raise SystemExit(f"{name} does not answer (status {process.returncode}): see its .log")


_VIRTUOSO = """\
[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {place}/temp.db
TransactionFile = {place}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {made}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
MaxClientConnections = 20
MaxQueryMem = 2G
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 40
MaxKeepAlives = 40
KeepAliveTimeout = 60
[SPARQL]
ResultSetMaxRows = 1000000
"""
