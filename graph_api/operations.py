"""The operations of a SPARQL update, as far as tokens tell them apart.

Nothing here knows whether the text is well formed: that is for the parser. What cannot be told from
tokens is `None`, and who asks assumes the worst.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_api.guard import Token, is_ambiguous, tokens


@dataclass(frozen=True)
class Operation:
    """One operation: its tokens, and the declarations (PREFIX, BASE) that stand before it."""

    prologue: tuple[Token, ...]
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.tokens[-1].end

    @cached_property
    def outer(self) -> tuple[tuple[int, Token], ...]:
        """The tokens outside of groups, each with its place in `tokens`; of a group its braces."""
        return tuple((at, token) for at, token, depth in _deep(self.tokens) if depth == 0)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The keywords outside of groups, in capitals."""
        words = tuple(token.text.upper() for _, token in self.outer if token.kind == "word")
        return words or ("",)

    @property
    def is_data(self) -> bool:
        """Whether it is INSERT DATA or DELETE DATA."""
        return self.words[:2] in {("INSERT", "DATA"), ("DELETE", "DATA")}

    @property
    def is_short(self) -> bool:
        """Whether it is DELETE WHERE, of which the pattern is the template too."""
        return self.words == ("DELETE", "WHERE") and self.tokens[1].text != "{"

    @property
    def is_ambiguous(self) -> bool:
        """Whether its tokens may be others: something in `<...>` may be no IRI."""
        return not self.is_data and any(map(is_ambiguous, self.tokens))

    def keyword(self, word: str) -> Token | None:
        """The first such keyword outside of groups."""
        at = self._place(word)
        return None if at is None else self.tokens[at]

    def after(self, word: str) -> Token | None:
        """The token that follows the first such keyword outside of groups."""
        at = self._place(word)
        return None if at is None or at + 1 >= len(self.tokens) else self.tokens[at + 1]

    def group(self, word: str) -> tuple[Token, ...] | None:
        """The group that follows the first such keyword, with its braces; None for no group."""
        at = self._place(word)
        return None if at is None else group_at(self.tokens, at + 1)

    def _place(self, word: str) -> int | None:
        for at, token in self.outer:
            if token.kind == "word" and token.text.upper() == word:
                return at
        return None


def operations(text: str) -> list[Operation]:
    """The operations of an update; declarations with none after them are left out."""
    found, piece = list[Operation](), list[Token]()
    for _, token, depth in _deep(tokens(text)):
        if depth == 0 and token.text == ";":
            found += _operation(piece)
            piece = []
        else:
            piece.append(token)
    return [*found, *_operation(piece)]


def _operation(piece: Sequence[Token]) -> Iterator[Operation]:
    at = 0
    while length := _declaration(piece[at : at + 3]):
        at += length
    if piece[at:]:
        yield Operation(tuple(piece[:at]), tuple(piece[at:]))


def _declaration(first: Sequence[Token]) -> int:
    """The number of tokens of the declaration that some begin with; 0 for anything else."""
    match [(token.kind, token.text.upper()) for token in first]:
        case [("word", "PREFIX"), ("name", name), ("iri", _)] if name.endswith(":"):
            return 3
        case [("word", "BASE"), ("iri", _), *_] | [("word", "VERSION"), ("string", _), *_]:
            return 2
        case _:
            return 0


def _deep(pieces: Sequence[Token] | Iterator[Token]) -> Iterator[tuple[int, Token, int]]:
    """Each token with its place and its depth in groups; a brace is as deep as what is outside."""
    depth = 0
    for at, token in enumerate(pieces):
        depth -= token.text == "}"
        yield at, token, depth
        depth += token.text == "{"


def group_at(pieces: Sequence[Token], at: int) -> tuple[Token, ...] | None:
    if at >= len(pieces) or pieces[at].text != "{":
        return None
    for end, token, depth in _deep(pieces[at:]):
        if token.text == "}" and depth == 0:
            return tuple(pieces[at : at + end + 1])
    return None


def prefixes_of(found: Sequence[Operation], given: Mapping[str, str]) -> dict[str, str]:
    """The IRIs of the prefixes that an update declares, beside those that are `given`."""
    declared = dict(given)
    for operation in found:
        pieces = operation.prologue
        for word, name, iri in zip(pieces, pieces[1:], pieces[2:], strict=False):
            if word.text.upper() == "PREFIX":
                declared[name.text.removesuffix(":")] = iri.text[1:-1]
    return declared


def is_redeclared(found: Sequence[Operation], given: Mapping[str, str]) -> bool:
    """Whether a declaration in the midst of an update gives something another meaning."""
    said: dict[str, str] = {}
    for number, operation in enumerate(found):
        pieces = operation.prologue
        for word, name, iri in zip(pieces, pieces[1:], pieces[2:], strict=False):
            if word.text.upper() == "PREFIX":
                known = given.get(name.text.removesuffix(":"), iri.text[1:-1]) if number else ""
                if said.setdefault(name.text, iri.text) != iri.text or known not in iri.text:
                    return True
        if number and any(token.text.upper() == "BASE" for token in pieces):
            return True
    return False
