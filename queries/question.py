"""What a question of the catalogue is: the values that `queries.catalogue` reads from its file."""

import re
import shlex
from dataclasses import dataclass
from enum import StrEnum

from ontology.terms import PREFIXES

_PREFIXED = re.compile(r"(?<![\w?<#])([a-z]+):(?=[A-Za-z])")


class Type(StrEnum):
    """What a parameter takes. The things, from `PERSON` on, are given by name or by IRI."""

    STRING = "string"
    IRI = "iri"
    DATE = "date"  # 2020, 2020-07 or 2020-07-15
    INTEGER = "integer"
    ENUM = "enum"
    WORDS = "words"  # words to be found in a text, or the IRI of a thing whose name they are
    PERSON = "person"
    ORGANISATION = "organisation"
    AGENT = "agent"  # a person or an organisation
    DOCUMENT = "document"
    REPORT = "report"
    CITING = "citing"  # what cites: a report, a document, or a directive (by its IRI)
    ROLE = "role"  # a post by its name, whatever its case and marks

    @property
    def is_thing(self) -> bool:
        return self in _THINGS


_THINGS = frozenset(
    {
        Type.PERSON,
        Type.ORGANISATION,
        Type.AGENT,
        Type.DOCUMENT,
        Type.REPORT,
        Type.CITING,
        Type.ROLE,
    }
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One typed parameter of a question."""

    name: str
    type: Type
    summary: str
    summary_en: str
    example: str
    required: bool = False
    default: str = ""
    default_table: str = ""  # a table of `ontology/lexicon`: all its forms are the default
    values: tuple[str, ...] = ()  # what an enum allows

    @property
    def variable(self) -> str:
        """The variable of the body; a thing's is `?<name>_iri`, beside `?<name>`, its label."""
        return f"{self.name}_iri" if self.type.is_thing else self.name


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it asks, its parameters and its SPARQL (without prefix lines)."""

    name: str
    summary: str
    summary_en: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]  # of a graph: subject, predicate, object
    example: str
    body: str
    is_graph: bool  # CONSTRUCT: the answer is a graph, not a table
    pages: str = ""  # the things in whose order the answer is: those of `?<pages>_iri`

    def parameter(self, name: str) -> Parameter | None:
        return next((p for p in self.parameters if p.name == name), None)

    @property
    def sparql(self) -> str:
        """The query in full, with the prefixes that it uses and its parameters left open."""
        return with_prefixes(self.body)

    @property
    def example_values(self) -> dict[str, str]:
        """The parameters of the example: `chithi query NAME --person X` -> `{"person": "X"}`."""
        words = shlex.split(self.example)[3:]
        return {
            option.removeprefix("--"): value
            for option, value in zip(words[::2], words[1::2], strict=True)
        }


def with_prefixes(body: str) -> str:
    """`body` under the `PREFIX` lines of those prefixes of `ontology.terms` that it uses."""
    used = set(_PREFIXED.findall(body))
    lines = (f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if prefix in used)
    return "".join(lines) + body
