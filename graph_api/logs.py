"""What the server writes to stderr: nothing of requests, a line each, or JSON.

Every record made while a request is answered carries its id, whichever module wrote it.
"""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

from graph_api.workers.exchange import Broken

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered, "" outside."""

REQUESTS = logging.getLogger("graph_api.requests")
"""Where requests are told, each at INFO with its members in `record.told`."""

_LONGEST = 500  # characters of a path


class Lines(logging.Formatter):
    """A line of words; what a client sent cannot begin another."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = getattr(record, "told", {})
        request = told.get("request") or REQUEST.get()
        head = f"{_time(record)} {record.levelname} {record.name}"
        if told:
            words = " ".join(f"{name}={_word(value)}" for name, value in told.items())
            return f"{head} {words}"
        trace = "\n" + self.formatException(record.exc_info) if record.exc_info else ""
        about = f" request={request}" if request else ""
        return f"{head}{about} {_word(record.getMessage(), quote=False)}{trace}"


class JsonLines(logging.Formatter):
    """An object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        told: dict[str, object] | None = getattr(record, "told", None)
        if told is not None:
            line.update(told)
        else:
            line["message"] = record.getMessage()
            if request := REQUEST.get():
                line["request"] = request
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure(form: str, stream: TextIO | None = None) -> None:
    """Set up the log of this process: `off`, `text` or `json`.

    Warnings and faults are told whatever the form; `off` tells no requests.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else Lines())
    handler.addFilter(_is_news)
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    REQUESTS.setLevel(logging.WARNING if form == "off" else logging.INFO)


def tell(told: dict[str, object]) -> None:
    """Write what is told of a request that is over; ask `REQUESTS.isEnabledFor(INFO)` before."""
    path = str(told["path"])
    if len(path) > _LONGEST:
        told["path"] = path[:_LONGEST] + "…"
    record = REQUESTS.makeRecord(REQUESTS.name, logging.INFO, "", 0, "request", (), None)
    record.told = told
    REQUESTS.handle(record)


def _is_news(record: logging.LogRecord) -> bool:
    """Not where an answer breaks off at a limit: the server logs it as a fault, with a trace."""
    return record.exc_info is None or not isinstance(record.exc_info[1], Broken)


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _word(value: object, *, quote: bool = True) -> str:
    """A value as it is, or as JSON where it has blanks (with `quote`) or would break the line."""
    text = str(value)
    if text.isprintable() and not (quote and (" " in text or '"' in text)):
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
