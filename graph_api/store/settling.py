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
    steps += _of_nobody(kept, reach, changed=bool(touched))
    if touched:
        steps += _edges(kept)
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


def _of_nobody(kept: Kept, reach: Reach, *, changed: bool) -> Iterator[str]:
    """What stands in the default graph and nobody states: put by users, or left by reports."""
    stated = f"MINUS {{ {_reported(kept)} }}" + "".join(
        f" MINUS {{ GRAPH {graph} {{ {_T} }} }}" for graph in (kept.derived, kept.own)
    )
    if reach.puts:
        yield f"INSERT {{ GRAPH {kept.own} {{ {_T} }} }} WHERE {{ {_T} {stated} }}"
    elif changed:
        yield f"DELETE {{ {_T} }} WHERE {{ {_T} {stated} }}"


def _edges(kept: Kept) -> Iterator[str]:
    """The derived edges anew."""
    yield f"DELETE {{ {_T} }} WHERE {{ GRAPH {kept.derived} {{ {_T} }} }}"
    yield f"DROP SILENT GRAPH {kept.derived}"
    for rule in rules():
        start, end = ("?a" if rule.subject else "?n"), ("?b" if rule.object else "?n")
        yield (
            f"INSERT {{ GRAPH {kept.derived} {{ {start} <{rule.derived}> {end} }} }} WHERE {{ "
            f"GRAPH {kept.loads} {{ ?g {CHECKSUM} ?c }} GRAPH ?g {{ {_pattern(rule)} }} "
            f"FILTER(!isLiteral({start})) }}"
        )


def _pattern(rule: Rule) -> str:
    parts = [f"?n {_TYPE} <{rule.class_}>"]
    if rule.subject:
        parts.append(f"?n <{rule.subject}> ?a")
    if rule.object:
        parts.append(f"?n <{rule.object}> ?b")
    if rule.where:
        parts.append(f"?n <{rule.where}> <{rule.is_}>")
    return " . ".join(parts)


def _missing(kept: Kept) -> Iterator[str]:
    """What is stated, or follows, stands in the default graph."""
    own, derived = (f"GRAPH {graph} {{ {_T} }}" for graph in (kept.own, kept.derived))
    for stated in (_reported(kept), derived, own):
        yield f"INSERT {{ {_T} }} WHERE {{ {stated} FILTER NOT EXISTS {{ {_T} }} }}"


def _reported(kept: Kept) -> str:
    return f"GRAPH {kept.loads} {{ ?g {CHECKSUM} ?c }} GRAPH ?g {{ {_T} }}"
