"""What was read of a store is kept until the store changes."""

from collections.abc import Hashable
from typing import Any, Final
from weakref import WeakKeyDictionary

from graph_api.reading import Reading

_KEPT: WeakKeyDictionary[Reading, tuple[Hashable, dict[str, dict[str, Any]]]] = WeakKeyDictionary()


MOST: Final = 20_000
"""So many are kept under a name: of things and facts some 20 MB."""


def kept(store: Reading, name: str, most: int = MOST) -> dict[str, Any]:
    """What this process keeps of the current generation under a name, to be read and added to.

    Where it holds more than `most`, one begins anew: what is asked for often is there again soon.
    """
    generation = store.generation
    held, told = _KEPT.get(store, (None, {}))
    if held != generation:
        told = {}
        _KEPT[store] = (generation, told)
    found = told.setdefault(name, {})
    if len(found) > most:
        found = told[name] = {}
    return found
