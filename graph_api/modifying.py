"""DELETE and INSERT with WHERE as queries that tell what it changes, where one can do so."""

from collections.abc import Iterator, Mapping, Sequence

from graph_api.guard import Token
from graph_api.operations import Operation, group_at
from graph_api.reaching import iri_of
from graph_api.store.reach import Modify, Template


def modify_of(text: str, operation: Operation, prefixes: Mapping[str, str]) -> Modify | None:
    """The one operation of an update as queries; None for another, or where graphs are not named.

    The blank nodes that it makes are of one query, so they may stand in one graph alone.
    """
    words = operation.words
    if operation.is_ambiguous or operation.is_data or "WHERE" not in words:
        return None
    within = ""
    if words[0] == "WITH":
        name = operation.after("WITH")
        within = iri_of(name, prefixes) if name else ""
        if not within:
            return None
    where = operation.group("WHERE")
    deleted = where if operation.is_short else operation.group("DELETE")
    inserted = operation.group("INSERT")
    if where is None or ("INSERT" in words and inserted is None):
        return None
    declared = " ".join(token.text for token in operation.prologue)
    pattern = f"{_dataset(operation)} WHERE {text[where[0].start : where[-1].end]}"
    templates = []
    for insert, group in ((False, deleted), (True, inserted)):
        parts = dict[str, list[str]]()
        for graph, pieces in _parts(group or (), prefixes):
            if graph is None:
                return None
            written = text[pieces[0].start : pieces[-1].end]
            parts.setdefault(graph or within, []).append(written)
        if insert and len(parts) > 1 and any(map(_is_blank, group or ())):
            return None
        for graph, written_parts in parts.items():
            construct = f"{declared}\nCONSTRUCT {{ {' . '.join(written_parts)} }} {pattern}"
            templates.append(Template(insert, graph, construct))
    return Modify(tuple(templates), "" if "USING" in words else within)


def _parts(
    group: Sequence[Token], prefixes: Mapping[str, str]
) -> Iterator[tuple[str | None, Sequence[Token]]]:
    """The triples of a template, graph by graph: "" for none named, None where it is not clear."""
    at, plain = 1, list[Token]()
    while at < len(group) - 1:
        token = group[at]
        if token.kind != "word" or token.text.upper() != "GRAPH":
            plain.append(token)
            at += 1
            continue
        inner = group_at(group, at + 2)
        if inner is None:
            yield None, (token,)
            return
        yield from _part("", plain)
        plain = []
        yield from _part(iri_of(group[at + 1], prefixes) or None, inner[1:-1])
        at += 2 + len(inner)
    yield from _part("", plain)


def _part(
    graph: str | None, pieces: Sequence[Token]
) -> Iterator[tuple[str | None, Sequence[Token]]]:
    """Without the dots at its ends: others are written after it."""
    first, last = 0, len(pieces)
    while first < last and pieces[first].text == ".":
        first += 1
    while first < last and pieces[last - 1].text == ".":
        last -= 1
    if first < last:
        yield graph, pieces[first:last]


def _is_blank(token: Token) -> bool:
    """Whether a token makes a blank node, or may."""
    return token.text in {"[", "(", "<<", "<"} or token.text.startswith("_:")


def _dataset(operation: Operation) -> str:
    """USING as a query has it."""
    words = {"USING": "FROM", "NAMED": "NAMED"}
    pieces, takes = list[str](), False
    for _, token in operation.outer:
        word = words.get(token.text.upper()) if token.kind == "word" else None
        if word or (takes and token.kind in {"iri", "name"}):
            pieces.append(word or token.text)
            takes = word is not None
    return " ".join(pieces)
