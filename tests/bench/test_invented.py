"""Invented reports: the same each time, and such as a store takes and `chithi check` passes."""

from bench.invented import tell
from bench.made import statements
from bench.world import world
from graph_api.store.embedded import Change, Store
from graph_api.validate import validate
from ontology.terms import Iris

REPORTS = 12


def test_a_seed_tells_the_same_reports_each_time() -> None:
    first, again = (list(statements(world(REPORTS, seed=1), Iris())) for _ in range(2))
    assert first == again
    assert len({one.report for one in first}) == REPORTS
    assert first != list(statements(world(REPORTS, seed=2), Iris()))


def test_each_report_stands_alone() -> None:
    assert tell(world(REPORTS, seed=1), 5) == tell(world(REPORTS, seed=1), 5)


def test_a_store_takes_them_and_finds_nothing_wrong() -> None:
    store = Store.open()
    done = list(store.put_many(statements(world(REPORTS, seed=1), store.iris)))
    assert done == [Change.ADDED] * REPORTS
    assert list(validate(store)) == []


def test_there_is_something_to_ask_for() -> None:
    told = [tell(world(REPORTS, seed=1), number).extraction for number in range(REPORTS)]
    assert all(one.meetings and one.posts and one.directives for one in told)
    assert sum(len(one.hierarchy) for one in told) > 2 * REPORTS
    assert sum(len(one.citations) for one in told) > 2 * REPORTS
