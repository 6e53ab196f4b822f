"""What is asked of the servers: SPARQL with parameters drawn from what the store holds.

The texts are SPARQL 1.1 with their own prefixes, the same for every server. Each carries a number
as a comment, so that no two are the same text: a server answers, and does not remember.
"""

import random
from collections.abc import Callable, Iterator
from typing import Final

from bench.made import NAMES, Lists
from ontology.terms import PREFIXES

KINDS: Final = {
    "chairs": (
        "who chaired what in an organisation",
        """SELECT ?person ?name ?meeting ?title ?date {
  ?meeting schema:organizer <$organiser> .
  ?person ct:chaired ?meeting ; foaf:name ?name .
  ?meeting dcterms:title ?title ; schema:startDate ?date }""",
    ),
    "posts": (
        "all of a person's posts",
        """SELECT ?post ?role ?body ?name ?status ?date {
  ?post org:member <$person> ; rdfs:label ?role ; ct:status ?status ; org:organization ?body .
  ?body skos:prefLabel ?name
  OPTIONAL { ?post ct:observedOn ?date } }""",
    ),
    "below": (
        "the bodies below a body",
        "SELECT DISTINCT ?body ?name { ?body ct:under+ <$parent> . ?body skos:prefLabel ?name }",
    ),
    "citations": (
        "what a directive cites, at once or through others",
        """SELECT DISTINCT ?document ?label {
  <$directive> (ct:cites|eli:based_on)+ ?document . ?document rdfs:label ?label }""",
    ),
    "rests-on": (
        "what rests on a document, at once or through others",
        "SELECT DISTINCT ?citing { ?citing (ct:cites|eli:based_on)+ <$document> }",
    ),
    "labels": (
        "names that hold some words",
        """SELECT ?thing ?label { ?thing foaf:name|skos:prefLabel|rdfs:label ?label
  FILTER(CONTAINS(LCASE(STR(?label)), "$words")) } LIMIT 50""",
    ),
    "types": (
        "how many things there are of each class that has more than some",
        """SELECT ?class (COUNT(?thing) AS ?n) { ?thing a ?class }
GROUP BY ?class HAVING(COUNT(?thing) > $least) ORDER BY DESC(?n)""",
    ),
}
"""By kind: what it asks, and how; `$name` is drawn."""

MIXED: Final = {
    "chairs": 40,
    "posts": 25,
    "below": 15,
    "citations": 5,
    "rests-on": 5,
    "labels": 5,
    "types": 5,
}
"""How often each kind stands in the mixed load, in percent."""

POINTS: Final = ("chairs", "posts")
"""Lookups of one thing's neighbours."""


def queries(kind: str, lists: Lists, draw: random.Random) -> Iterator[str]:
    """SPARQL of a kind, or of all as in `MIXED`, without end."""
    number = draw.randrange(1_000_000)
    while True:
        number += 1
        one = draw.choices(list(MIXED), list(MIXED.values()))[0] if kind == "mixed" else kind
        text = KINDS[one][1]
        for name, drawn in _DRAWN.items():
            if f"${name}" in text:
                text = text.replace(f"${name}", drawn(lists, draw))
        yield f"{_prefixes(text)}{text}\n#{number}"


def words(lists: Lists, draw: random.Random) -> str:
    """Two words that stand together in a name, in lower case."""
    name = draw.choice(lists[draw.choice(NAMES)]).lower().split()
    begin = draw.randrange(max(1, len(name) - 1))
    return " ".join(name[begin : begin + 2]).replace('"', "")


def _any(name: str) -> Callable[[Lists, random.Random], str]:
    return lambda lists, draw: draw.choice(lists[name])


def _least(_: Lists, draw: random.Random) -> str:
    return str(draw.randrange(1, 1000))


_DRAWN: Final = {
    **{name: _any(name) for name in ("organiser", "person", "parent", "directive", "document")},
    "words": words,
    "least": _least,
}


def _prefixes(text: str) -> str:
    used = (prefix for prefix in PREFIXES if f"{prefix}:" in text)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
