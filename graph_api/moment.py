"""The clock, for the edges alone: commands and routes tell the store when something is written."""

from datetime import UTC, datetime


def now() -> str:
    """The moment in UTC, to the millisecond: `2031-07-15T01:02:03.456Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
