"""What is told outside of a store that fails: never its path, always the way out."""

import pytest

from graph_api.errors import unreadable
from graph_api.store.errors import explained

FAILURES = [
    ("IO error: No space left on device: /secret/000123.sst", 507, "free some space"),
    ("IO error: Disk quota exceeded", 507, "free some space"),
    ("IO error: Permission denied: /secret/LOCK", 503, "as before"),
    ("Corruption: bad block in /secret/000123.sst", 503, "Try again"),
    ("something new", 503, "Try again"),
]


@pytest.mark.parametrize(("engine", "status", "way_out"), FAILURES, ids=[f[0] for f in FAILURES])
def test_a_failure_of_the_store(engine: str, status: int, way_out: str) -> None:
    told = unreadable(explained("/secret", OSError(engine)))
    assert (told.status, way_out in told.detail) == (status, True)
    assert "secret" not in f"{told.title} {told.detail}"
