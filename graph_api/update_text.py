"""SPARQL updates that anyone sends: checked, bound to a dataset, and what they may change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph_api.errors import Problem, wrong_parameter
from graph_api.guard import Token
from graph_api.modifying import modify_of
from graph_api.operations import Operation, is_redeclared, operations, prefixes_of
from graph_api.reaching import reach_of
from graph_api.store.reach import EVERYTHING, Data, Reach, Update
from graph_api.syntax import at, malformed, place

_STOP: Final = " DROP GRAPH <urn:chithi:none> ;"
"""Fails when evaluation begins: what follows it is parsed and never evaluated."""

_WITHOUT_WHERE = frozenset(("CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"))


@dataclass(frozen=True, slots=True)
class Using:
    """The dataset of an update that the request names: the WHERE parts see nothing else."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)

    @property
    def clauses(self) -> str:
        """As SPARQL writes it, with blanks around."""
        parts = [f"USING <{iri}>" for iri in self.default]
        parts += [f"USING NAMED <{iri}>" for iri in self.named]
        return f" {' '.join(parts)} "


NO_DATASET: Final = Using()


def read(text: str, *, base: str, prefixes: Mapping[str, str], using: Using = NO_DATASET) -> Update:
    """An update as it is to be evaluated; evaluates nothing.

    `prefixes` need no declaration. Raises `Problem` 400 for a text that is malformed, or that names
    a dataset itself (USING, WITH) where the request names one.
    """
    found = operations(text)
    if is_redeclared(found, prefixes):
        raise wrong_parameter(
            "update",
            "BASE hoặc PREFIX đổi nghĩa giữa các thao tác: gửi riêng từng phần · BASE or PREFIX "
            "changes its meaning between operations: send them apart",
        )
    try:
        _check(text, found, base, prefixes)
    except SyntaxError as error:
        raise malformed("update", text, error) from None
    if len(declarations := _declarations(found)) > len(found[0].prologue if found else ()):
        text = _fronted(text, declarations, "")
    if using:
        text = _bound(text, operations(text), using)
    found = operations(text)
    known = prefixes_of(found, prefixes)
    reach = Reach()
    for operation in found:
        reach |= EVERYTHING if operation.is_ambiguous else reach_of(operation, known)
    data = _data(text, found) if all(operation.is_data for operation in found) else ()
    modify = modify_of(text, found[0], known) if len(found) == 1 and not data else None
    return Update(text[: found[-1].end if found else 0], reach, data, modify, base)


# -- declarations ----------------------------------------------------------------------------------


def _declarations(found: Sequence[Operation]) -> list[Token]:
    return [token for operation in found for token in operation.prologue]


def _fronted(text: str, declarations: Sequence[Token], after: str) -> str:
    """The text with its declarations, and `after`, on a line of their own before it.

    Oxigraph takes none after the first operation. Nothing else changes its place in its line.
    """
    pieces, end = [" ".join(token.text for token in declarations), after, "\n"], 0
    for token in declarations:
        pieces += [text[end : token.start], " " * (token.end - token.start)]
        end = token.end
    return "".join((*pieces, text[end:]))


def _check(text: str, found: Sequence[Operation], base: str, prefixes: Mapping[str, str]) -> None:
    """Raises `SyntaxError` for a text that cannot be read, with the place in it."""
    if not found and not text.strip():
        raise at(1, 1, "trống · empty")
    declarations = _declarations(found)
    stopped = _fronted(text, declarations, _STOP)
    try:
        ox.Store().update(stopped, base_iri=base, prefixes=dict(prefixes))
    except SyntaxError as error:
        line, column, message = place(error)
        if line is None or column is None:
            raise
        if line > 1:
            raise at(line - 1, column, message) from None
        raise at(*_where(text, declarations, column), message) from None
    except RuntimeError:  # of `_STOP`: all could be read
        return


def _where(text: str, declarations: Sequence[Token], column: int) -> tuple[int, int]:
    """The place in the text of a column of the line that `_fronted` makes."""
    start, end = 0, 0
    for token in declarations:
        start, end = end, end + len(token.text) + 1
        if column <= end:
            offset = token.start + column - 1 - start
            return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return 1, 1


# -- the dataset of the request --------------------------------------------------------------------


def _bound(text: str, found: Sequence[Operation], using: Using) -> str:
    """The text with USING clauses in each operation that has a WHERE."""
    pieces, end = [], 0
    for operation in found:
        if {"USING", "WITH"} & set(operation.words):
            raise _conflict(
                "yêu cầu đã nêu tập dữ liệu, câu cập nhật không được nêu USING, WITH · the request "
                "names the dataset: the update must not"
            )
        if operation.is_data or operation.words[0] in _WITHOUT_WHERE:
            continue
        where = operation.keyword("WHERE")
        if where is None or operation.is_ambiguous:
            raise _conflict(
                "không rõ đặt USING ở đâu: hãy viết nó trong câu · where to put USING is not "
                "clear: write it into the update"
            )
        pieces.append(text[end : where.start])
        if operation.is_short and (group := operation.group("WHERE")):
            pieces.append(text[group[0].start : group[-1].end])  # the pattern is the template
        pieces += [using.clauses, text[where.start : where.end]]
        end = where.end
    return "".join((*pieces, text[end:]))


def _conflict(message: str) -> Problem:
    return wrong_parameter("using-graph-uri", message)


# -- data ------------------------------------------------------------------------------------------


def _data(text: str, found: Sequence[Operation]) -> tuple[Data, ...]:
    """The operations of an update that has only data; neighbours that do the same are one."""
    declared = " ".join(token.text for token in found[0].prologue) if found else ""
    runs: list[tuple[bool, list[str]]] = []
    for operation in found:
        insert = operation.words[0] == "INSERT"
        block = text[operation.tokens[1].start : operation.end]
        if not runs or runs[-1][0] != insert:
            runs.append((insert, []))
        runs[-1][1].append(f"INSERT {block}")
    return tuple(Data(insert, f"{declared}\n" + " ;\n".join(parts)) for insert, parts in runs)
