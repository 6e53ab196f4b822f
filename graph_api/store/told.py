"""What an update changes, quad by quad, where that can be told before it is done."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph_api.store.delta import DEFAULT, quad
from graph_api.store.reach import Data, Modify, Template, Update
from ontology.terms import PREFIXES

_MANY: Final = 50_000
"""Triples beyond which it costs more to be told than to settle the whole store."""

Steps = Sequence[tuple[bool, Sequence[ox.Quad]]]
"""Quads that are inserted (true) or deleted, one step after the other."""


def steps(dataset: ox.Store, update: Update) -> Steps | None:
    """The changes of an update; None where they cannot be told, or are too many."""
    if update.data:
        return [(one.insert, _data(one, update.base)) for one in update.data]
    if update.modify is None:
        return None
    found = list(islice(_modified(dataset, update.modify, update.base), _MANY + 1))
    if len(found) > _MANY:
        return None
    return [(insert, [one for which, one in found if which == insert]) for insert in (False, True)]


def _data(data: Data, base: str) -> list[ox.Quad]:
    apart = ox.Store()
    apart.update(data.text, base_iri=base, prefixes=PREFIXES)
    return list(apart)


def _modified(dataset: ox.Store, modify: Modify, base: str) -> Iterator[tuple[bool, ox.Quad]]:
    for template in modify.templates:
        graph = ox.NamedNode(template.graph) if template.graph else DEFAULT
        for triple in _constructed(dataset, template, modify.within, base):
            yield template.insert, quad(triple, graph)


def _constructed(dataset: ox.Store, template: Template, within: str, base: str) -> ox.QueryTriples:
    default = ox.NamedNode(within) if within else None
    found = dataset.query(
        template.construct, base_iri=base, prefixes=PREFIXES, default_graph=default
    )
    assert isinstance(found, ox.QueryTriples)
    return found
