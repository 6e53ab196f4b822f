"""Choose the format of an answer by `Accept` (RFC 9110, 12.5.1) or by `?format=`."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Response

from graph_api.errors import Problem

_QUALITY = re.compile(r"[0-9]{1,9}(\.[0-9]{0,9})?")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer: its name in `?format=`, its media type, further accepted ones.

    `called`: names that clients give it in `?format=` (SPARQLWrapper, rdflib). To be compared by
    `==`: what comes with a job into another process is another object.
    """

    name: str
    media_type: str
    also: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    def is_called(self, wanted: str) -> bool:
        """Whether `?format=` means this one: by name, by media type or as clients call it."""
        return wanted in {self.name, self.media_type, *self.called}

    @property
    def content_type(self) -> str:
        """For the header `Content-Type`."""
        if self.media_type.startswith("text/"):
            return f"{self.media_type}; charset=utf-8"
        return self.media_type

    def answer(self, content: object) -> Response:
        """An answer of JSON in this format; Vietnamese is not escaped."""
        written = json.dumps(content, ensure_ascii=False)  # indented, it would be made in Python
        return Response(written, media_type=self.content_type)


HTML = Format("html", "text/html", ("application/xhtml+xml",))
JSON = Format("json", "application/json")
PROBLEM = Format("problem", "application/problem+json", ("application/json",))
RESULTS_JSON = Format("json", "application/sparql-results+json", ("application/json",))
RESULTS_XML = Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
CSV = Format("csv", "text/csv")
TSV = Format("tsv", "text/tab-separated-values")
TURTLE = Format("ttl", "text/turtle", ("application/x-turtle",), ("turtle",))
N_TRIPLES = Format("nt", "application/n-triples", ("text/plain",), ("ntriples",))
JSON_LD = Format("jsonld", "application/ld+json", ("application/json",), ("json-ld", "json"))
RDF_XML = Format("rdf", "application/rdf+xml", (), ("rdf+xml", "xml"))


def choose(accept: str, offered: Sequence[Format]) -> Format | None:
    """The offered format that `accept` likes best; on a tie the one offered first.

    The most specific range that fits a format decides its weight. An empty header accepts all.
    None where nothing offered is accepted.
    """
    ranges = _ranges(accept)
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda item: _weight(item, ranges))  # max keeps the first of a tie
    return best if _weight(best, ranges) > 0 else None


def negotiated(accept: str, wanted: str | None, offered: Sequence[Format]) -> Format:
    """The format for an answer: `wanted` (from `?format=`) where given, else by `accept`.

    Raises `Problem` 400 for an unknown `wanted`, 406 where nothing offered is accepted.
    """
    if wanted:
        for item in offered:
            if item.is_called(wanted):
                return item
        allowed = ", ".join(item.name for item in offered)
        raise Problem(
            400,
            "Định dạng không có · Unknown format",
            f"format={wanted}: các định dạng có là · the formats here are: {allowed}",
            parameter="format",
        )
    chosen = choose(accept, offered)
    if chosen is None:
        types = ", ".join(item.media_type for item in offered)
        raise Problem(
            406,
            "Không có định dạng được yêu cầu · Not acceptable",
            f"Accept: {accept}: các định dạng có là · the formats here are: {types}",
        )
    return chosen


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of an Accept header with their weights; what cannot be read is skipped."""
    found = []
    for item in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in item.split(";"))
        if media.count("/") != 1 and media != "*":
            continue
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = min(float(value), 1.0) if _QUALITY.fullmatch(value) else 0.0
        found.append(("*/*" if media == "*" else media, weight))
    return found


def _weight(item: Format, ranges: list[tuple[str, float]]) -> float:
    """The weight that the ranges give a format: of its own name over `type/*` over `*/*`."""
    given = dict(ranges)
    if item.media_type in given:
        return given[item.media_type]
    others = [given[name] for name in item.also if name in given]
    if others:
        return max(others)
    return given.get(item.media_type.partition("/")[0] + "/*", given.get("*/*", 0.0))
