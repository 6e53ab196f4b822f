"""How a store is brought in step after an update of which nobody knows what it changed.

SPARQL operations that follow the update in its own transaction: the store is as before or as after
both. What they cannot tell apart: where one update may put triples into the default graph and also
change what reports say, what is in the default graph and stated by nobody counts as put by users.
"""

from collections.abc import Iterator

from graph_api.store import vocabulary
from graph_api.store.raw import EDITED, REVISION
from graph_api.store.reach import Reach
from graph_api.store.reads import CHECKSUM
from graph_api.store.settled import Kept
from ontology.derive import Rule, rules
from ontology.terms import expand

_T = "?s ?p ?o"
_TYPE = f"<{expand('rdf:type')}>"


def settling(kept: Kept, reach: Reach, reports: frozenset[str], revision: str) -> list[str]:
    """The operations that follow an update of such a reach; `reports` are those loaded before."""
    steps = [
        f"DELETE WHERE {{ GRAPH {kept.loads} {{ {kept.loads} {REVISION} ?r }} }}",
        f'INSERT DATA {{ GRAPH {kept.loads} {{ {kept.loads} {REVISION} "{revision}" }} }}',
    ]
    ours = reports | {graph.value for graph in kept.all}
    touched = ours if reach.graphs is None else ours & reach.graphs
    if touched:
        steps += _of_reports(kept, reach, touched)
    if reach.takes:
        steps.append(
            f"DELETE {{ GRAPH {kept.own} {{ {_T} }} }} WHERE {{ GRAPH {kept.own} {{ {_T} }} "
            f"FILTER NOT EXISTS {{ {_T} }} }}"
        )
    if reach.puts:
        steps.append(
            f"INSERT {{ GRAPH {kept.own} {{ {_T} }} }} WHERE {{ {_T} {_of_nobody(kept)} }}"
        )
    if touched:
        steps += _edges(kept)
        if not reach.puts:
            steps.append(f"DELETE {{ {_T} }} WHERE {{ {_T} {_of_nobody(kept)} }}")
    if touched or reach.takes:
        steps += _missing(kept)
    return steps


def _of_reports(kept: Kept, reach: Reach, touched: frozenset[str]) -> Iterator[str]:
    """A report that says nothing any more is none, and one that was written to is edited."""
    yield (
        f"DELETE {{ GRAPH {kept.loads} {{ {_T} }} }} WHERE {{ GRAPH {kept.loads} "
        f"{{ ?s {CHECKSUM} ?c ; ?p ?o }} FILTER NOT EXISTS {{ GRAPH ?s {{ ?x ?y ?z }} }} }}"
    )
    which = ""
    if reach.graphs is not None:
        which = f" VALUES ?g {{ {' '.join(f'<{iri}>' for iri in sorted(touched))} }}"
    yield (
        f"DELETE {{ GRAPH {kept.loads} {{ ?g {CHECKSUM} ?c }} }} "
        f"INSERT {{ GRAPH {kept.loads} {{ ?g {CHECKSUM} {EDITED} }} }} "
        f"WHERE {{{which} GRAPH {kept.loads} {{ ?g {CHECKSUM} ?c }} }}"
    )
    if vocabulary.GRAPH.value in touched:
        yield f"DELETE WHERE {{ GRAPH {vocabulary.GRAPH} {{ {vocabulary.GRAPH} {CHECKSUM} ?c }} }}"


def _of_nobody(kept: Kept) -> str:
    """Leaves what is stated by no report and by no user, and does not follow."""
    return f"MINUS {{ {_reported(kept)} }}" + "".join(
        f" MINUS {{ GRAPH {graph} {{ {_T} }} }}" for graph in (kept.derived, kept.own)
    )


def _edges(kept: Kept) -> Iterator[str]:
    """Edges that follow no more go, those that are new come; most stay, and are not written."""
    by_property: dict[str, list[Rule]] = {}
    for rule in rules():
        by_property.setdefault(rule.derived, []).append(rule)
    for derived, found in by_property.items():
        edge = f"?a <{derived}> ?b"
        follows = " UNION ".join(f"{{ {_followed(kept, rule)} }}" for rule in found)
        yield (
            f"DELETE {{ GRAPH {kept.derived} {{ {edge} }} {edge} }} "
            f"WHERE {{ GRAPH {kept.derived} {{ {edge} }} MINUS {{ {follows} }} }}"
        )
        yield (
            f"INSERT {{ GRAPH {kept.derived} {{ {edge} }} }} WHERE {{ {follows} "
            f"FILTER NOT EXISTS {{ GRAPH {kept.derived} {{ {edge} }} }} }}"
        )
    known = ", ".join(f"<{derived}>" for derived in by_property)
    yield (
        f"DELETE {{ GRAPH {kept.derived} {{ {_T} }} {_T} }} "
        f"WHERE {{ GRAPH {kept.derived} {{ {_T} }} FILTER(?p NOT IN ({known})) }}"
    )


def _followed(kept: Kept, rule: Rule) -> str:
    """Where an edge from ?a to ?b follows from what one report says."""
    node = "?n" if rule.subject and rule.object else "?b" if rule.subject else "?a"
    parts = [f"{node} {_TYPE} <{rule.class_}>"]
    if rule.subject:
        parts.append(f"{node} <{rule.subject}> ?a")
    if rule.object:
        parts.append(f"{node} <{rule.object}> ?b")
    if rule.where:
        parts.append(f"{node} <{rule.where}> <{rule.is_}>")
    return f"{_loaded(kept)} GRAPH ?g {{ {' . '.join(parts)} }} FILTER(!isLiteral(?a))"


def _missing(kept: Kept) -> Iterator[str]:
    """What is stated, or follows, stands in the default graph."""
    own, derived = (f"GRAPH {graph} {{ {_T} }}" for graph in (kept.own, kept.derived))
    for stated in (_reported(kept), derived, own):
        yield f"INSERT {{ {_T} }} WHERE {{ {stated} FILTER NOT EXISTS {{ {_T} }} }}"


def _reported(kept: Kept) -> str:
    return f"{_loaded(kept)} GRAPH ?g {{ {_T} }}"


def _loaded(kept: Kept) -> str:
    return f"GRAPH {kept.loads} {{ ?g {CHECKSUM} ?c }}"
