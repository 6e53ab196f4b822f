"""What a page says of itself to programs: its address, its data, what it is about (schema.org)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graph_api.address import Addresses
from graph_api.negotiate import CSV, HTML, JSON, JSON_LD, N_TRIPLES, TURTLE, Format

THING: Final = (TURTLE, JSON_LD, N_TRIPLES, CSV)
LIST: Final = (JSON, CSV)

_TYPES: Final = {
    "person": "Person",
    "organisation": "Organization",
    "meeting": "Event",
    "document": "Legislation",
    "report": "Report",
    "directive": "CreativeWork",
}
_CONTEXT: Final = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page: `address` is whole and for ever, `data` JSON-LD.

    `formats` are those of its data; `there` its address on this server, to which their endings are
    put, and `query` what follows both.
    """

    title: str
    address: str
    there: str
    formats: tuple[tuple[str, str], ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    query: str = ""


def of_page(
    place: Addresses, path: str, title: str, formats: Iterable[Format] = (), query: str = ""
) -> Head:
    """Of a page that lists or explains; `path` as it stands below the root of the server.

    `query` are the parameters that make it another page.
    """
    there = f"{place.root}{path}"
    address = f"{place.origin}{there}" + (f"?{query}" if query else "")
    data = {"@context": _CONTEXT, "@type": "WebPage", "name": title, "url": address}
    return Head(title, address, there, _told(formats), data, query)


def of_thing(place: Addresses, iri: str, kind: str, title: str) -> Head:
    """Of the page of a thing."""
    there = place.of(iri) or ""
    address = f"{place.origin}{there}"
    data = {
        "@context": _CONTEXT,
        "@type": _TYPES.get(kind, "Thing"),
        "@id": iri,
        "name": title,
        "mainEntityOfPage": address,
    }
    return Head(title, address, there, _told(THING), data)


def of_dataset(place: Addresses, path: str, title: str, about: str, version: str) -> Head:
    """Of the page that tells of all data; `version` is the generation of the store."""
    page = of_page(place, path, title, (JSON, CSV, TURTLE))
    here = f"{place.origin}{place.root}"
    data = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": f"{here}/.well-known/void#dataset",
        "name": title,
        "description": about,
        "url": page.address,
        "version": version,
        "inLanguage": "vi",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": form.media_type,
                "contentUrl": f"{here}/store?default&format={form.name}",
            }
            for form in (TURTLE, N_TRIPLES, JSON_LD)
        ],
    }
    return replace(page, data=data)


def _told(formats: Iterable[Format]) -> tuple[tuple[str, str], ...]:
    return tuple((form.name, form.media_type) for form in formats if form != HTML)
