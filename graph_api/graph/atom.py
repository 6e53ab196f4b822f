"""Changes as an Atom feed (RFC 4287): what a feed reader, or another archive, follows."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from graph_api.address import Addresses
from graph_api.graph.changes import KINDS
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.formats.plain import plain
from graph_api.graph.model import Edge
from ontology.terms import Iris

NAMESPACE = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00.000Z"
_SHOWN = 20  # edges of each kind in a summary


def feed(found: Entries, place: Addresses, origin: str, address: str, rest: str) -> bytes:
    """The feed in UTF-8.

    `origin` is the scheme and host of the server; `address` is where the feed is on it, `rest` the
    next page, "" for none (RFC 5005). Ids of entries never change.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_name("feed"))
    _add(root, "id", Iris(place.base).changes)
    _add(root, "title", "Thay đổi của kho · Changes of the store")
    _add(root, "updated", found.entries[0].date if found.entries else _NEVER)
    _add(ET.SubElement(root, _name("author")), "name", "chithi")
    _link(root, "self", f"{origin}{address}", "application/atom+xml")
    if rest:
        _link(root, "next", f"{origin}{rest}", "application/atom+xml")
    for entry in found.entries:
        _entry(ET.SubElement(root, _name("entry")), entry, place, origin)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(element: ET.Element, entry: Entry, place: Addresses, origin: str) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.label)
    _add(element, "updated", entry.date)
    category = ET.SubElement(element, _name("category"), term=entry.kind)
    category.set("label", KINDS[entry.kind])
    for node in entry.things:
        if entry.kind != "retracted":
            _link(element, "alternate", f"{origin}{place.of(node.id)}", "text/html")
    _add(element, "content", "\n".join(_lines(entry))).set("type", "text")


def _lines(entry: Entry) -> Iterator[str]:
    """What a reader sees: the first edges that went and came."""
    yield entry.label
    for words, edges in (("Không còn · gone", entry.went), ("Thêm · new", entry.came)):
        if edges:
            yield f"{words}:"
            yield from (f"  {_said(edge)}" for edge in edges[:_SHOWN])
        if len(edges) > _SHOWN:
            yield f"  … {len(edges) - _SHOWN}"


def _said(edge: Edge) -> str:
    return f"{edge.said['sourceLabel']} – {edge.label} – {edge.said['targetLabel']}"


def _link(element: ET.Element, rel: str, href: str, type_: str) -> None:
    ET.SubElement(element, _name("link"), rel=rel, href=href, type=type_)


def _add(element: ET.Element, name: str, text: str) -> ET.Element:
    """A child with some text, without the characters that XML 1.0 cannot hold."""
    child = ET.SubElement(element, _name(name))
    child.text = plain(text)
    return child


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
