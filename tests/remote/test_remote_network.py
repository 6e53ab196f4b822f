"""Networks and paths of a store on a service: as those of the same reports in a folder."""

from pathlib import Path

from graph_api.address import Addresses
from graph_api.graph.network.answer import Keeping, shown
from graph_api.graph.network.question import Measure, Network, Of
from graph_api.graph.paths import Asked, paths
from graph_api.store import Store
from graph_api.store.remote import RemoteStore
from loaders.triples import nquads
from ontology.terms import Iris
from tests.graph_api.networks import LUA, MAY, NGO, SUOI, told

REPORTS = (
    told("mot", "2031-07-15", [MAY, SUOI]),
    told("hai", "2032", [SUOI, LUA], [(LUA, "Phòng Giống"), (NGO, "Phòng Giống")]),
)


def filled(store: RemoteStore | Store, base: str) -> None:
    iris = Iris(base)
    for one in REPORTS:
        store.put(iris.report(one.report.name), nquads(one, base))


def test_a_network_is_analysed_by_another_process_and_kept_for_the_user(
    remote: RemoteStore, base: str, tmp_path: Path
) -> None:
    filled(remote, base)
    addresses, keeping = Addresses(base), Keeping(str(tmp_path), wait=60)
    with Store.open(base=base) as embedded:
        filled(embedded, base)
        for of in Of:
            asked = addresses, Network(of), Measure.DEGREE, 10
            found = shown(remote, *asked, keeping)
            assert found.nodes
            assert found == shown(embedded, *asked, Keeping())
    assert len(list(tmp_path.glob("networks/*/1-*"))) == len(Of)


def test_paths(remote: RemoteStore, base: str) -> None:
    filled(remote, base)
    iris, addresses = Iris(base), Addresses(base)
    ends = [iris.person(one.name, one.anchor) for one in (MAY, LUA)]
    with Store.open(base=base) as embedded:
        filled(embedded, base)
        expected = paths(embedded, addresses, ends[0], ends[1], Asked())
    assert len(expected.nodes) == 5
    assert paths(remote, addresses, ends[0], ends[1], Asked()) == expected
