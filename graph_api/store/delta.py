"""One change of a store, and how it is written: in one transaction, blank nodes as they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

Graph = ox.NamedNode | ox.DefaultGraph
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

DEFAULT = ox.DefaultGraph()

_PARTS = tuple(ox.NamedNode(f"urn:chithi:{part}") for part in "spog")


@dataclass(frozen=True, slots=True)
class Delta:
    """Quads that go, then quads that come; `drop` are graphs left empty, `make` are to be there."""

    remove: Sequence[ox.Quad] = ()
    add: Sequence[ox.Quad] = ()
    drop: Sequence[ox.NamedNode] = ()
    make: Sequence[ox.NamedNode] = ()

    def __bool__(self) -> bool:
        return bool(self.remove or self.add or self.drop or self.make)


def quad(triple: ox.Triple, graph: Graph) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def quads(triples: Iterable[ox.Triple], graph: Graph) -> list[ox.Quad]:
    return [quad(triple, graph) for triple in triples]


def triples(dataset: ox.Store, graph: Graph) -> set[ox.Triple]:
    """All that a graph holds."""
    return {found.triple for found in dataset.quads_for_pattern(None, None, None, graph)}


def write(dataset: ox.Store, delta: Delta) -> None:
    """All of it in one transaction: `extend` is one, and so is a SPARQL update."""
    if not (delta.remove or delta.drop or delta.make):
        dataset.extend(delta.add)
        return
    remove, add = _apart(delta.remove), _apart(delta.add)
    blank = [*remove[1], *add[1]]
    steps = [f"DELETE DATA {{ {_data(remove[0])} }}"]
    steps += _by_number("DELETE", range(len(remove[1])), blank)
    steps += [f"DROP SILENT GRAPH {graph}" for graph in delta.drop]
    steps += [f"CREATE SILENT GRAPH {graph}" for graph in delta.make]
    steps.append(f"INSERT DATA {{ {_data(add[0])} }}")
    steps += _by_number("INSERT", range(len(remove[1]), len(blank)), blank)
    dataset.update(" ;\n".join(steps), custom_functions=_functions(blank) if blank else None)


def _apart(found: Iterable[ox.Quad]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Quads that SPARQL can write as they are, and those with blank nodes, which it cannot name."""
    plain, blank = list[ox.Quad](), list[ox.Quad]()
    for one in found:
        (blank if _is_blank(one.subject) or _is_blank(one.object) else plain).append(one)
    return plain, blank


def _is_blank(term: Term) -> bool:
    if isinstance(term, ox.Triple):
        return _is_blank(term.subject) or _is_blank(term.object)
    return isinstance(term, ox.BlankNode)


def _data(found: Iterable[ox.Quad]) -> str:
    """Quads as SPARQL writes them in DATA blocks."""
    return "\n".join(
        f"{q.triple} ." if q.graph_name == DEFAULT else f"GRAPH {q.graph_name} {{ {q.triple} }}"
        for q in found
    )


def _by_number(verb: str, numbers: Iterable[int], blank: Sequence[ox.Quad]) -> list[str]:
    """DELETE or INSERT of quads that `_functions` tells by their number, as the nodes they are."""
    default, named = list[str](), list[str]()
    for number in numbers:
        (default if blank[number].graph_name == DEFAULT else named).append(str(number))
    s, p, o, g = _PARTS
    bound = f"BIND({s}(?i) AS ?s) BIND({p}(?i) AS ?p) BIND({o}(?i) AS ?o)"
    steps = []
    if default:
        rows = f"VALUES ?i {{ {' '.join(default)} }} {bound}"
        steps.append(f"{verb} {{ ?s ?p ?o }} WHERE {{ {rows} }}")
    if named:
        rows = f"VALUES ?i {{ {' '.join(named)} }} {bound} BIND({g}(?i) AS ?g)"
        steps.append(f"{verb} {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ {rows} }}")
    return steps


def _functions(blank: Sequence[ox.Quad]) -> dict[ox.NamedNode, Callable[..., Term | None]]:
    def part(name: str) -> Callable[..., Term | None]:
        def of(number: ox.Literal) -> Term | None:
            found: Term = getattr(blank[int(number.value)], name)
            return found

        return of

    names = ("subject", "predicate", "object", "graph_name")
    return {iri: part(name) for iri, name in zip(_PARTS, names, strict=True)}
