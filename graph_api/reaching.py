"""What one operation of an update may change, told from its tokens: never too little."""

import re
from collections.abc import Mapping, Sequence

from graph_api.guard import Token
from graph_api.operations import Operation, group_at
from graph_api.store.reach import EVERYTHING, Reach

# An IRI in full that resolving leaves as it is: no escapes, no steps like `/../`.
_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!.*/\.)[^\\]*")

_PUTS, _TAKES = Reach(puts=True), Reach(takes=True)


def reach_of(operation: Operation, prefixes: Mapping[str, str]) -> Reach:
    """What an operation whose tokens are not ambiguous may change."""
    words = operation.words
    if operation.is_data or operation.is_short:
        group = operation.group(words[1])
        return _template(group, insert=words[0] == "INSERT", prefixes=prefixes)
    if words[0] in {"INSERT", "DELETE", "WITH"} and "WHERE" in words:
        return _modified(operation, prefixes)
    if words[0] in {"CLEAR", "DROP"}:
        return _cleared(operation, prefixes)
    if words[0] == "CREATE":
        return _graph(operation.after("GRAPH"), prefixes)
    if words[0] in {"COPY", "MOVE", "ADD"} and "TO" in words:
        return _transferred(operation, prefixes)
    return EVERYTHING  # words without blanks between them


def _modified(operation: Operation, prefixes: Mapping[str, str]) -> Reach:
    """DELETE { } INSERT { } WHERE { }, with or without WITH."""
    reach = Reach()
    for word in ("DELETE", "INSERT"):
        if word in operation.words:
            group = operation.group(word)
            reach |= _template(group, insert=word == "INSERT", prefixes=prefixes)
    if "WITH" in operation.words:  # what stands outside of GRAPH is of the graph that it names
        named = _graph(operation.after("WITH"), prefixes)
        return Reach(graphs=reach.graphs) | named
    return reach


def _template(group: Sequence[Token] | None, *, insert: bool, prefixes: Mapping[str, str]) -> Reach:
    """What the triples of a template, or of data, change: outside of GRAPH the default graph."""
    if group is None:
        return EVERYTHING
    reach, at = Reach(), 1
    while at < len(group) - 1:
        token = group[at]
        if token.kind == "word" and token.text.upper() == "GRAPH":
            inner = group_at(group, at + 2)
            if inner is None:
                return EVERYTHING
            reach |= _graph(group[at + 1], prefixes)
            at += 2 + len(inner)
            continue
        if token.text != ".":
            reach |= _PUTS if insert else _TAKES
        at += 1
    return reach


def _cleared(operation: Operation, prefixes: Mapping[str, str]) -> Reach:
    words = set(operation.words)
    if "DEFAULT" in words:
        return _TAKES
    if "GRAPH" in words:
        return _graph(operation.after("GRAPH"), prefixes)
    return Reach(takes="ALL" in words, graphs=None)


def _transferred(operation: Operation, prefixes: Mapping[str, str]) -> Reach:
    """COPY, MOVE, ADD from one graph to another."""
    to = next(at for at, token in operation.outer if token.text.upper() == "TO")
    kind, source, target = operation.words[0], operation.tokens[to - 1], operation.tokens[-1]
    if target.text.upper() == "DEFAULT":
        reach = Reach(puts=True, takes=kind != "ADD")
    else:
        reach = _graph(target, prefixes)
    if kind != "MOVE":
        return reach
    return reach | (_TAKES if source.text.upper() == "DEFAULT" else _graph(source, prefixes))


def _graph(token: Token | None, prefixes: Mapping[str, str]) -> Reach:
    """A graph by the token that names it: any graph, where that is a variable or not clear."""
    if token is None:
        return EVERYTHING
    iri = iri_of(token, prefixes)
    return Reach(graphs=frozenset((iri,)) if iri else None)


def iri_of(token: Token, prefixes: Mapping[str, str]) -> str:
    """The IRI of a token in full; "" for a variable, and where it is not clear."""
    iri = ""
    if token.kind == "iri":
        iri = token.text[1:-1]
    elif token.kind == "name" and not {"\\", "%"} & set(token.text):
        prefix, _, local = token.text.partition(":")
        iri = prefixes.get(prefix, "") + local
    return iri if _WHOLE.fullmatch(iri) else ""
