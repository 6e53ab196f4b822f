"""Refuse what would reach out (SERVICE, LOAD), and a query that would change something.

Oxigraph evaluates SERVICE and LOAD by calling the address that the request names: they must not be
let through, but to endpoints that the operator allows. The check reads the text in tokens, so that
strings, comments, IRIs, variables and prefixed names that hold such a word pass. Two habits of
Oxigraph's parser are minded, both tried out on it:

- keywords need no space around them (`trueSERVICE<http://x>{}` calls x), so any bare word
  that holds `service` counts, and a prefix that holds it where a group follows the name; `LOADx:y`
  loads x:y, so a prefix that begins with `load` counts in an update where an operation may begin;
- `<` opens an IRI or means "less than", which only the grammar knows. `?a <b#>` may thus hide
  a comment, and the comment the quote that opens a string. Where an IRI holds `#` or `'` both
  readings are followed, and the text is refused when either shows the word.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

UPDATES = frozenset(
    ("load", "insert", "delete", "clear", "drop", "create", "add", "move", "copy", "with")
)

_BEFORE_A_GROUP = frozenset(("graph", "from", "named", "describe"))  # keyword, name, then a group
_BEFORE_A_NAME = frozenset(  # of an update: outside of groups, a name may follow these alone
    ("prefix", "graph", "with", "using", "named", "into", "to", "copy", "move", "add", "silent")
)

_WORDS = ("service", *sorted(UPDATES))

_NAME = r"[^\W_]|[_\-.·‿⁀]"
_TOKEN = re.compile(
    r"""
    (?P<space>  \s+ | \#[^\r\n]* )
  | (?P<string> \"\"\" (?:[^\\]|\\.)*? \"\"\" | ''' (?:[^\\]|\\.)*? '''
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<iri>    <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
  | (?P<other>  [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* | [0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)? )
  | (?P<name>   (?P<prefix>(?:[^\W\d_](?:NAME)*|_)?) : (?:NAME|:|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<word>   [^\W\d]\w* )
  | (?P<sign>   . )
    """.replace("NAME", _NAME),
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of SPARQL text: kind `string`, `iri`, `other`, `name`, `word` or `sign`."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a text, without blanks and comments; each `<...>` that can be an IRI is one."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup is not None and token.lastgroup != "space":
            yield Token(token.lastgroup, token[0], token.start(), token.end())


def is_ambiguous(token: Token) -> bool:
    """Whether `<...>` may be "less than" after all, and what follows it another text."""
    return token.kind == "iri" and _may_be_less_than(token.text)


def refused(query: str, allow: Collection[str] = ()) -> str | None:
    """The forbidden keyword of a query in capitals (`SERVICE`, `LOAD`, ...), or None.

    `allow` are the IRIs that SERVICE may call; each must stand in the text as it is there. Says
    nothing on whether the query is well formed: that is for the parser.
    """
    lowered = query.lower()
    if not any(word in lowered for word in _WORDS):  # as in most: nothing to be told apart
        return None
    return _Scan(query, allow, update=False).found()


def refused_update(update: str, allow: Collection[str] = ()) -> str | None:
    """`SERVICE` or `LOAD` where an update would call another server, or None; as `refused`."""
    return _Scan(update, allow, update=True).found()


class _Scan:
    """All readings of a text, each position once: the scan takes time in line with the length."""

    def __init__(self, text: str, allow: Collection[str], *, update: bool) -> None:
        self._text = text
        self._allow = allow
        self._update = update
        self._seen: set[tuple[int, bool]] = set()

    def found(self) -> str | None:
        starts = [0]
        while starts:
            position = starts.pop()
            # In another reading nobody knows how deep in groups it begins.
            found = self._follow(position, starts, sure=position == 0)
            if found is not None:
                return found
        return None

    def _follow(self, position: int, starts: list[int], *, sure: bool) -> str | None:
        before, name, depth = "", "", 0
        while position < len(self._text) and (position, sure) not in self._seen:
            self._seen.add((position, sure))
            token = _TOKEN.match(self._text, position)
            if token is None:  # not reached: <sign> takes any character
                break
            position, kind, text = token.end(), token.lastgroup, token[0]
            if kind == "space":
                continue
            if kind == "iri" and _may_be_less_than(text):
                starts.append(token.start() + 1)
            if kind == "word" and (found := self._forbidden(text.lower(), position)):
                return found
            if kind == "name" and self._update and not (sure and depth > 0):
                prefix = (token["prefix"] or "").lower()
                if prefix.startswith("load") and before.lower() not in _BEFORE_A_NAME:
                    return "LOAD"
            if text == "{" and name and before.lower() not in _BEFORE_A_GROUP:
                return "SERVICE"
            depth += (text == "{") - (text == "}")
            suspect = kind == "name" and "service" in (token["prefix"] or "").lower()
            before, name = (before, text) if suspect else (text, "")
        return None

    def _forbidden(self, word: str, end: int) -> str | None:
        if "service" in word:
            allowed = word == "service" and self._called(end) in self._allow
            return None if allowed else "SERVICE"
        if self._update:
            return "LOAD" if "load" in word else None
        return word.upper() if word in UPDATES else None

    def _called(self, position: int) -> str | None:
        """The IRI after SERVICE, written in full; None for anything else."""
        for _ in range(2):
            token = _after_space(self._text, position)
            if token is None or token.lastgroup != "word" or token[0].lower() != "silent":
                break
            position = token.end()
        if token is None or token.lastgroup != "iri":
            return None
        return token[0][1:-1]


def _after_space(text: str, position: int) -> re.Match[str] | None:
    while (token := _TOKEN.match(text, position)) is not None and token.lastgroup == "space":
        position = token.end()
    return token


def _may_be_less_than(iri: str) -> bool:
    """Whether `<...>` could begin with the operator and still hide what follows it.

    `//` cannot stand in an expression, so an absolute address is an address.
    """
    hiding = min((iri.index(sign) for sign in "#'" if sign in iri), default=-1)
    return hiding >= 0 and "//" not in iri[:hiding]
