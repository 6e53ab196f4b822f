"""Work in several processes: in order, bounded, and whole where a process dies."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from graph_api.crew import CrewError, Lost, in_order
from tests.graph_api import labour

MANY = range(1, 41)


def test_results_come_in_the_order_of_the_work() -> None:
    assert list(in_order(labour.twice, MANY, jobs=3)) == [2 * number for number in MANY]


def test_few_items_are_done_here() -> None:
    assert set(in_order(labour.process, range(5), jobs=3)) == {os.getpid()}


def test_what_may_bring_a_process_down_is_done_elsewhere() -> None:
    processes = set(in_order(labour.process, range(5), jobs=1, apart=lambda item: item == 3))
    assert len(processes) == 1
    assert os.getpid() not in processes


DEADLY = [
    ("killed", labour.die_of_sevens),
    ("takes too long", labour.turn_of_sevens),
]


@pytest.mark.parametrize("work", [w for _, w in DEADLY], ids=[n for n, _ in DEADLY])
def test_an_item_that_ends_its_process_is_lost_alone(work: Callable[[int], int]) -> None:
    numbers = range(1, 26)
    results = list(in_order(work, numbers, jobs=2, seconds=0.4))
    assert results == [Lost(n) if n % 7 == 0 else n for n in numbers]


def test_memory_has_its_limit() -> None:
    with pytest.raises(MemoryError):
        list(in_order(labour.eat_of_sevens, [7], jobs=1, apart=lambda _: True))


def test_an_error_is_the_callers() -> None:
    with pytest.raises(KeyError):
        list(in_order(labour.fail, MANY, jobs=2))


def test_processes_that_all_die_are_given_up() -> None:
    with pytest.raises(CrewError, match="--jobs 1"):
        list(in_order(labour.die, MANY, jobs=2))


def test_no_more_is_taken_than_is_under_way() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while taken < 10_000:
            taken += 1
            yield taken - 1

    results = in_order(labour.twice, numbers(), jobs=2)
    assert [next(results) for _ in range(30)] == [2 * n for n in range(30)]
    assert taken < 150


def test_large_items_are_sent_one_by_one() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while taken < 10_000:
            taken += 1
            yield taken - 1

    results = in_order(labour.twice, numbers(), jobs=2, size=lambda _: 5_000_000)
    assert [next(results) for _ in range(30)] == [2 * n for n in range(30)]
    assert taken < 45


def test_each_process_begins_as_told(tmp_path: Path) -> None:
    told = tmp_path / "told"
    begin = partial(labour.note, str(told))
    processes = set(in_order(labour.process, MANY, jobs=2, begin=begin))
    assert processes <= set(map(int, told.read_text(encoding="utf-8").split()))
