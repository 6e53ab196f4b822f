"""What was loaded last, and when the store was written to."""

from datetime import UTC, datetime

from graph_api.reading import Reading
from graph_api.searching import index_of
from graph_api.store import Snapshot
from graph_api.store.generations import Generations


def latest_reports(store: Reading, most: int) -> list[str]:
    """The IRIs of the reports that came last, the last first; none where that is not known.

    Known is in which order the writer of a store in a folder came to know reports.
    """
    return index_of(store).latest(most) if isinstance(store, Snapshot) else []


def written_at(store: Reading) -> datetime | None:
    """When the generation that is current now was published, to the second, in UTC."""
    if not isinstance(store, Snapshot) or store.path is None:
        return None
    seconds = Generations(store.path).published_at()
    return None if seconds is None else datetime.fromtimestamp(int(seconds), UTC)
