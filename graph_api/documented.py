"""What every endpoint may answer besides its own, for /openapi.json."""

from typing import Any, Final

from graph_api.errors import title_of
from graph_api.negotiate import PROBLEM

_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request": {"type": "string", "description": "X-Request-Id"},
        "parameter": {"type": "string"},
    },
}
_STATUSES: Final = (400, 401, 403, 404, 405, 406, 408, 409, 413, 415, 429, 502, 503, 504, 507)

RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "Như bản client đang giữ · as the client has it"},
    **{
        status: {
            "description": title_of(status),
            "content": {PROBLEM.media_type: {"schema": _PROBLEM}, "text/html": {}},
        }
        for status in _STATUSES
    },
}
"""By status; problems are pages for browsers."""
