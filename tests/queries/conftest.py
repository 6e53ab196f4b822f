"""One small store of six invented reports, and what each question answers of it.

`small_store.py` is what the reports say, `cases.py` the answers; the server and the command line
are held to the same table.
"""

import pyoxigraph as ox
import pytest

from tests.queries import small_store as reports


@pytest.fixture(scope="session")
def small_store() -> ox.Store:
    """The store of the cases, in memory."""
    return reports.small_store()
