"""What was read of a store is kept until the store changes."""

from collections.abc import Hashable
from typing import Any
from weakref import WeakKeyDictionary

from graph_api.reading import Reading

_KEPT: WeakKeyDictionary[Reading, tuple[Hashable, dict[str, dict[str, Any]]]] = WeakKeyDictionary()


def kept(store: Reading, name: str) -> dict[str, Any]:
    """What this process keeps of the current generation under a name, to be read and added to.

    By things of the store, of each no more than a line: it is never larger than the store.
    """
    generation = store.generation
    held, told = _KEPT.get(store, (None, {}))
    if held != generation:
        told = {}
        _KEPT[store] = (generation, told)
    return told.setdefault(name, {})
