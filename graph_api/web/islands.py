"""Islands: scripts that some pages carry, where a picture or an editor is wanted.

Vite builds them from `frontend/` into `static/built`, under names that change with what they hold.
Where they are not built the pages do without: all that is to be read stands in the HTML.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUILT: Final = Path(__file__).parent / "static" / "built"


@dataclass(frozen=True, slots=True)
class Island:
    """Addresses below the server's root: the module, and the stylesheets that it needs."""

    script: str
    styles: tuple[str, ...]


@cache
def island(name: str) -> Island | None:
    """The island of a folder of `frontend/src`; None where it is not built."""
    manifest = BUILT / "manifest.json"
    if not manifest.exists():
        return None
    chunks: Mapping[str, Mapping[str, Any]] = json.loads(manifest.read_text(encoding="utf-8"))
    source = f"src/{name}/index.ts"
    if source not in chunks:
        return None
    styles = dict.fromkeys(_styles(chunks, source))
    return Island(_address(chunks[source]["file"]), tuple(map(_address, styles)))


def _styles(chunks: Mapping[str, Mapping[str, Any]], source: str) -> Iterator[str]:
    """What a module and those that it always loads want; others bring theirs when they come."""
    for other in chunks[source].get("imports", ()):
        yield from _styles(chunks, other)
    yield from chunks[source].get("css", ())


def _address(file: str) -> str:
    return f"/static/built/{file}"


class Files(StaticFiles):
    """Static files. What is built never changes under its name: browsers need not ask again."""

    def file_response(
        self,
        full_path: "str | os.PathLike[str]",
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file; what is built is to be kept."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        if Path(full_path).is_relative_to(BUILT):
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer
