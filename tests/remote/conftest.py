"""The services that the tests ask, started once; each test finds one that holds nothing of others.

`oxigraph` keeps a default graph apart, `union` makes it of all graphs and then hides the named
ones, `virtuoso` does the first alone, and takes reports in pieces.
"""

from collections.abc import Iterator
from itertools import count

import httpx2
import pytest

from graph_api.store.endpoint import PASSWORD, USER, Endpoint
from graph_api.store.remote import RemoteStore
from tests.remote.services import OXIGRAPH, VIRTUOSO, oxigraph, virtuoso

KINDS = ("oxigraph", "union", "virtuoso")
_NUMBERS = count()


@pytest.fixture(scope="session", params=KINDS)
def service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Endpoint]:
    kind = str(request.param)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(USER, "dba")
        environment.setenv(PASSWORD, "dba")
        if kind == "virtuoso":
            if VIRTUOSO is None:
                pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
            with virtuoso(tmp_path_factory.mktemp(kind)) as endpoint:
                yield endpoint
        else:
            if not OXIGRAPH.exists():
                pytest.skip("oxigraph is not installed (PyPI: oxigraph)")
            with oxigraph(*(["--union-default-graph"] if kind == "union" else [])) as endpoint:
                yield endpoint


@pytest.fixture(scope="module")
def cleared(service: Endpoint) -> Endpoint:
    """The service without what other modules left there."""
    clear(service)
    return service


def clear(service: Endpoint) -> None:
    """Empty an Oxigraph; Virtuoso knows no DROP ALL, and takes bases for stores of their own."""
    if not service.graph_store:
        httpx2.post(service.update, data={"update": "DROP ALL"}).raise_for_status()


@pytest.fixture
def base() -> str:
    """A base of IRIs that no other test uses."""
    return f"http://kho.example/{next(_NUMBERS)}/"


@pytest.fixture
def remote(service: Endpoint, base: str) -> Iterator[RemoteStore]:
    """A store on the service that is new."""
    clear(service)
    with RemoteStore.open(service, base=base, create=True) as store:
        yield store
