"""The questions of the catalogue as queries that programs can find and ask (SHACL)."""

from collections.abc import Iterator

import pyoxigraph as ox

from graph_api.triples_of import both, name, say
from ontology.terms import PREFIXES
from queries.catalogue import catalogue
from queries.question import Question


def examples(server: str) -> Iterator[ox.Triple]:
    """Each question as `sh:SPARQLExecutable`, for the endpoint of the server at `server`.

    A parameter is open (`VALUES ?person { UNDEF }`): as it stands a query asks for all.
    """
    here = f"{server}/.well-known/sparql-examples"
    prefixes = ox.NamedNode(f"{here}#prefixes")
    declared = {ox.NamedNode(f"{here}#prefix-{prefix}"): prefix for prefix in PREFIXES}
    yield from say(prefixes, {"a": name("owl:Ontology"), "sh:declare": declared})
    for node, prefix in declared.items():
        namespace = ox.Literal(PREFIXES[prefix], datatype=name("xsd:anyURI"))
        yield from say(
            node,
            {
                "a": name("sh:PrefixDeclaration"),
                "sh:prefix": ox.Literal(prefix),
                "sh:namespace": namespace,
            },
        )
    for question in catalogue().values():
        yield from _executable(question, server, prefixes)


def _executable(question: Question, server: str, prefixes: ox.NamedNode) -> Iterator[ox.Triple]:
    form = "Construct" if question.is_graph else "Select"
    yield from say(
        ox.NamedNode(f"{server}/queries/{question.name}"),
        {
            "a": [name("sh:SPARQLExecutable"), name(f"sh:SPARQL{form}Executable")],
            "rdfs:label": ox.Literal(question.name),
            "rdfs:comment": both(question.summary, question.summary_en),
            "schema:keywords": [ox.Literal(tag, language="en") for tag in question.tags],
            "schema:target": ox.NamedNode(f"{server}/sparql"),
            "sh:prefixes": prefixes,
            f"sh:{form.lower()}": ox.Literal(question.body),
        },
    )
