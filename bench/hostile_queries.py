"""Queries that would take hours or all memory: what nobody should ask, and anybody may."""

from typing import Final

_PAIR = "?s1 ?p1 ?o1 . ?s2 ?p2 ?o2"
_FIVE = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(5))
_HUNDRED = " ".join(map(str, range(100)))
_VALUES = " ".join(f"VALUES ?v{n} {{ {_HUNDRED} }}" for n in range(6))
_GROWN = " ".join(
    f'BIND(REPLACE(?t{n}, ".", "$0$0$0$0$0$0$0$0$0$0") AS ?t{n + 1})' for n in range(10)
)
_STRING = "<http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString>"

HOSTILE: Final = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {_FIVE} }}",
    "product, all rows": f"SELECT * {{ {_FIVE} }}",
    "order": f"SELECT * {{ {_PAIR} }} ORDER BY ?o1 ?s2",
    "negated path": "SELECT (COUNT(*) AS ?n) { ?s (!<urn:x>)* ?o }",
    "regex": f"""SELECT (COUNT(*) AS ?n) {{ ?a {_STRING} ?x . ?b {_STRING} ?y . ?c {_STRING} ?z
  FILTER(REGEX(CONCAT(?x, ?y, ?z), "^(([^.]+,)+[^.]+[.])+(.*ủy){{9}}.*(.*bộ){{9}}#$")) }}""",
    "replace": f'SELECT (STRLEN(?t10) AS ?n) {{ BIND("0123456789" AS ?t0) {_GROWN} }}',
    "concat": f"""SELECT (GROUP_CONCAT(CONCAT(STR(?s1), STR(?o1), STR(?s2), STR(?o2))) AS ?all)
  {{ {_PAIR} }}""",
    "values": f"SELECT (COUNT(*) AS ?n) {{ {_VALUES} }}",
}
"""By kind: SPARQL that no server can answer in time."""
