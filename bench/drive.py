"""Requests by wrk: a file of prepared paths, asked one after another over some connections."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Final

from bench.servers import HOST
from bench.visit import Client

_TIMEOUT = 60  # seconds until wrk gives a request up

_SCRIPT: Final = """\
local paths, at = {}, 0
function init(args)
  for path in io.lines(args[1]) do paths[#paths + 1] = wrk.format("GET", path) end
  at = math.floor(tonumber(args[2]) * #paths)
end
function request()
  at = at % #paths + 1
  return paths[at]
end
function done(summary, latency)
  local failed = summary.errors
  io.write(string.format(
    '\\n{"requests": %d, "seconds": %f, "p50": %f, "p95": %f, "p99": %f, "errors": %d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What wrk told: milliseconds, and the requests that failed or had no 2xx."""

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    errors: int

    @property
    def answers(self) -> int:
        return max(0, self.requests - self.errors)

    @property
    def rate(self) -> float:
        """Good answers a second; where there was none, as if one had come at the end."""
        return max(1, self.answers) / self.seconds


class Load:
    """The paths of one kind of request to one server, in a file that wrk reads."""

    def __init__(
        self, folder: Path, name: str, port: int, paths: Iterable[str], accept: str
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._script, self._paths = folder / "wrk.lua", folder / f"{name}.paths"
        self._script.write_text(_SCRIPT, encoding="utf-8")
        self._paths.write_text("\n".join(paths) + "\n", encoding="ascii")
        self._port, self._accept = port, accept

    def wake(self, seconds: float) -> None:
        """Ask once, however long it takes (an index may have to be made), then for some seconds."""
        with self._paths.open(encoding="ascii") as file, Client(self._port) as client:
            client.get(file.readline().rstrip("\n"), self._accept)
        self.run(1, seconds)

    def run(self, connections: int, seconds: float, begin: float = 0) -> Measured:
        """Ask without pause; `begin` tells at which part of the paths, from 0 to 1."""
        program = which("wrk")
        if program is None:
            raise SystemExit("wrk: apt-get install wrk")
        words = [program, "--threads", 1, "--connections", connections]
        words += ["--duration", f"{max(1, round(seconds))}s", "--timeout", f"{_TIMEOUT}s"]
        words += ["--header", f"Accept: {self._accept}", "--script", self._script]
        words += [f"http://{HOST}:{self._port}/", "--", self._paths, begin]
        told = subprocess.run(  # noqa: S603 - wrk
            [str(word) for word in words], capture_output=True, text=True, check=True
        )
        return Measured(**json.loads(told.stdout.strip().splitlines()[-1]))
